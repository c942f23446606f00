"""Reports of builds: what was built, and what of it is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.problems import Problem
from index.generations import Manifest


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `built` is false when nothing had changed."""

    generation: str
    built: bool
    documents: Mapping[str, int]
    passages: Mapping[str, int]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    embedded: int
    carried_over: int
    problems: tuple[Problem, ...]


def unchanged(manifest: Manifest, problems: tuple[Problem, ...]) -> BuildReport:
    """The report of a build that found everything as it was."""
    return BuildReport(
        generation=manifest.id,
        built=False,
        documents=manifest.documents,
        passages=manifest.passages,
        added=(),
        changed=(),
        removed=(),
        embedded=0,
        carried_over=sum(manifest.passages.values()),
        problems=problems,
    )
