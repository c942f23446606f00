"""Growth: smx beside its peers at growing sizes, a section of the benchmark with tables and a plot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eval.growth_plot import draw_growth
from eval.reports import Row
from eval.side_by_side import SIZES, Comparison, SideBySide
from eval.standings import standings, standings_table
from eval.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Growth:
    """At which numbers of passages systems are compared, where what is measured is kept, and where the plot goes."""

    sizes: tuple[int, ...] = SIZES
    folder: Path = Path("data/bench")
    plot: Path = Path("data/bench/growth.svg")


ALL_SIZES = Growth()


def measure(growth: Growth, data_sets: Path, bench: Workbench) -> Iterator[Row | str]:
    """The standings and the table of each size, then the plot. Raises `TooFewPassages`, `CommandFailed`, `OSError`."""
    comparisons: list[Comparison] = []
    for comparison in SideBySide(data_sets, growth.folder.absolute(), bench.tell).compare(sorted(growth.sizes)):
        comparisons.append(comparison)
        yield from standings(comparison, comparisons[0])
        yield standings_table(comparison)
    growth.plot.write_text(draw_growth(comparisons), "utf-8")
    bench.tell(f"The plot is {growth.plot}.")
    yield f"![Time of a query, cold start and memory by number of passages]({growth.plot.name})\n"
