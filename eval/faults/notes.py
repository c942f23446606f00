"""What the trials tell: while they run, and as figures of a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eval.faults.serving import Asking, IsRight
from eval.reports import Row, Target

Tell = Callable[[str], None]

_SHOWN = 300
_NONE, _SOME = Target(0, at_most=True), Target(1)


def some(measure: str, number: int, note: str = "") -> Row:
    """A figure of how often something was tried, which must not be never."""
    return Row(measure, number, _SOME, note=note)


def none(measure: str, found: Sequence[str]) -> Row:
    """A figure of what must never be seen, with the first that was."""
    note = found[0].replace("\n", " ").replace("|", "/")[-_SHOWN:] if found else ""
    return Row(measure, len(found), _NONE, note=note)


def asked_meanwhile(trial: str, asking: Asking, is_right: IsRight) -> list[Row]:
    """What whoever was asking throughout has heard."""
    return [
        some(f"{trial}: questions answered meanwhile", asking.answered),
        none(f"{trial}: wrong answers", asking.wrong(is_right)),
        none(f"{trial}: questions that failed", list(asking.failures.elements())),
    ]
