"""Reports: measured figures beside their targets, as a Markdown table with the machine they come from."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

_COMPARED = ("smx", "chromadb", "openvino", "sentence-transformers", "torch", "langchain-core")


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure must reach, or with `at_most` must not exceed."""

    bound: float
    at_most: bool = False

    def met(self, value: float) -> bool:
        """Whether a value is on the right side of the bound; on the bound it is."""
        # Differences of shares carry errors in the last binary places.
        return value <= self.bound + 1e-9 if self.at_most else value >= self.bound - 1e-9


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure; without a unit it is a share or a count."""

    measure: str
    value: float
    target: Target | None = None
    unit: str = ""
    note: str = ""

    @property
    def failed(self) -> bool:
        """Whether there is a target and the figure misses it."""
        return self.target is not None and not self.target.met(self.value)


def render(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    return table(["measure", "target", "measured", "met", ""], list(map(_cells, rows)))


def table(header: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Cells as a Markdown table."""
    rows = [header, ["---"] * len(header), *lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def machine() -> str:
    """What the figures depend on: processor, load, versions and the day, as a paragraph."""
    packages = ", ".join(f"{package} {version(package)}" for package in _COMPARED)
    load = f"{os.getloadavg()[0]:.1f}"
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {processor()}, {len(os.sched_getaffinity(0))} cores, load {load} "
        f"at the end · {platform.system()}, Python {platform.python_version()}, {packages}"
    )


def _cells(row: Row) -> list[str]:
    target = f"{'≤' if row.target.at_most else '≥'} {_figure(row.target.bound, row.unit)}" if row.target else "–"
    met = "–" if row.target is None else "**no**" if row.failed else "yes"
    return [row.measure, target, _figure(row.value, row.unit), met, row.note]


def _figure(value: float, unit: str) -> str:
    return f"{value:.2f} {unit}" if unit else f"{value:.4f}"


def processor() -> str:
    """The processor's name, or where it is not told, its architecture."""
    described = Path("/proc/cpuinfo")
    lines = described.read_text("utf-8").splitlines() if described.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
