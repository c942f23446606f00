"""The plot of a side-by-side comparison: how time and memory grow with the number of passages, a drawing of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isnan, nan
from typing import Any

from eval.figures import Figures
from eval.plots import _INK, _SERIES, _SOFT, _svg
from eval.side_by_side import Comparison

_PANELS: tuple[tuple[str, Callable[[Figures], float | None]], ...] = (
    ("query p50, ms", lambda figures: figures.p50_ms),
    ("cold search, s", lambda figures: figures.cold_seconds),
    ("peak memory, MiB", lambda figures: figures.peak_bytes and figures.peak_bytes / 2**20),
)
_LOOKS: tuple[dict[str, Any], ...] = (
    {"color": _SERIES[0], "linewidth": 2.6, "marker": "o"},
    {"color": _SERIES[1], "linestyle": "--", "marker": "s"},
    {"color": _SERIES[2], "linestyle": ":", "marker": "^"},
    {"color": _SOFT, "linestyle": "-.", "marker": "D"},
    {"color": _INK, "linestyle": "-", "marker": "v"},
)
_COLOURS = """<style>
:root { --ink: #1f2933; --ink-soft: #52606d; --line: #c3cad1; --surface: #ffffff;
  --series-1: #b4400c; --series-2: #1d6fa5; --series-3: #2f7d4f; }
svg { background: var(--surface); }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --ink-soft: #b8c2cc; --line: #4a5560;
  --surface: #14181c; --series-1: #f28b50; --series-2: #6bb7e8; --series-3: #74c69d; } }
</style>"""


def draw_growth(comparisons: Sequence[Comparison]) -> str:
    """An SVG file with a panel for each measure and a line for each system; both axes count in multiples."""
    sizes = [comparison.size for comparison in comparisons]
    systems = list(zip(*((comparison.own, *comparison.peers) for comparison in comparisons), strict=True))

    def draw(axes: Any) -> None:
        figure = axes.figure
        axes.remove()
        panels = figure.subplots(len(_PANELS), 1, sharex=True)
        for panel, (label, value) in zip(panels, _PANELS, strict=True):
            for look, measured in zip(_LOOKS, systems, strict=False):
                values = [value(figures) or nan for figures in measured]
                if not all(map(isnan, values)):
                    panel.plot(sizes, values, label=measured[0].system, **look)
            panel.set_xscale("log")
            panel.set_yscale("log")
            low, high = panel.get_ylim()
            low, high = low / 1.6, high * 1.6  # wide enough for one of the ticks at least
            ticks = [step * 10.0**power for power in range(-3, 7) for step in (1, 2, 5)]
            shown = [tick for tick in ticks if low <= tick <= high]
            panel.set_yticks(shown, [f"{tick:,g}" for tick in shown])
            panel.set_ylim(low, high)
            panel.set_title(label, loc="left")
            panel.grid()
            panel.minorticks_off()
        panels[-1].set_xticks(sizes, [f"{size:,}" for size in sizes])
        panels[-1].set_xlabel("passages")
        handles, labels = panels[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside upper left")

    described = (
        f"Time of a query, cold start and memory of {len(systems)} systems at {', '.join(map(str, sizes))} passages"
    )
    start, _, drawn = str(_svg("growth", 8.5, described, draw)).partition(">")
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{start.replace('<svg', f'<svg {names}', 1)}>{_COLOURS}{drawn}\n"
