"""What a measurement cannot be run with.

EvalError
├── SuiteUnreadable    the questions are in no format that is known, or break its rules
├── RunExists          the results would be written over those of another run
├── RunUnreadable      a folder holds no run, or one that cannot be read
├── NoRuns             there is no run to report
├── BenchError         the benchmark has no such section, or data sets are missing
├── NoSuchTrial        there is no trial of faults by this name
└── TooFewPassages     the data sets hold fewer passages than a comparison needs
"""

from __future__ import annotations


class EvalError(Exception):
    """A measurement cannot be made; `remedy` says what the user can do about it."""

    remedy = "docs/evaluation.md says what can be measured."


class SuiteUnreadable(EvalError):
    """A path does not hold questions in a known format; the message names the file and, where known, the field."""

    remedy = "docs/evaluation.md describes the formats."


class RunExists(EvalError):
    """The folder for the results holds those of another run."""

    remedy = "Name another folder with --out."


class RunUnreadable(EvalError):
    """A folder does not hold a run that can be read; the message names the file and the field."""

    remedy = "Name a folder that `smx eval run` has written."


class NoSuchTrial(EvalError):
    """A trial of faults was asked for that there is not; the message names those that there are."""

    remedy = "Name trials with --only, separated by commas."
