"""Plots as inline SVG: words stay text, colours are the page's, and the same values give the same bytes."""

from __future__ import annotations

import html
import math
import re
import unicodedata
import warnings
from collections.abc import Callable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from eval.runs import CoveragePoint, Latency, Metric

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.typing import RcKeyType

_WIDTH_INCHES = 5.0  # as wide as a phone at the size the words are set in
_POINTS = 11
_LABEL_WIDTH = 24  # columns of text; longer names are cut

# An SVG cannot be drawn in the page's colours, so each is drawn in a colour of its own that is exchanged afterwards.
_INK, _SOFT, _LINE, _SURFACE = "#000001", "#000002", "#000003", "#000004"
_SERIES = ("#000005", "#000006", "#000007")
_COLOURS = {
    _INK: "var(--ink)",
    _SOFT: "var(--ink-soft)",
    _LINE: "var(--line)",
    _SURFACE: "var(--surface)",
    **{colour: f"var(--series-{number})" for number, colour in enumerate(_SERIES, start=1)},
}
MOST_SERIES = len(_SERIES)


def grouped_bars(name: str, rows: Sequence[tuple[str, Sequence[Metric | None]]], described: str) -> Markup:
    """A bar with its 95 % interval for each metric of each row; at most `MOST_SERIES` metrics, all of them shares.

    `name` tells the plot from others on its page, `described` stands for it where it is not seen.
    """
    labels = [next(m.label for m in column if m) for column in zip(*(metrics for _, metrics in rows), strict=True)]
    thickness = 0.8 / len(labels)

    def draw(axes: Axes) -> None:
        for place, (_, metrics) in enumerate(rows):
            for series, metric in enumerate(metrics):
                if metric is not None:
                    middle = place - 0.4 + thickness * (series + 0.5)
                    _bar(axes, middle, thickness, metric, _SERIES[series])
        axes.set_yticks(range(len(rows)), [_cut(label) for label, _ in rows])
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100 %"])
        axes.grid(axis="x")
        if len(labels) > 1:
            handles = [
                axes.barh(0, 0, color=colour, label=label) for colour, label in zip(_SERIES, labels, strict=False)
            ]
            axes.legend(handles=handles, ncols=1, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2)

    height = 0.45 + len(rows) * max(0.2 * len(labels), 0.28) + (0.19 * len(labels) if len(labels) > 1 else 0)
    return _svg(name, height, described, draw)


def risk_coverage(name: str, points: Sequence[CoveragePoint], described: str) -> Markup:
    """The share wrong among what is answered, against the share answered."""

    def draw(axes: Axes) -> None:
        coverage, risk = [point.coverage for point in points], [point.risk for point in points]
        axes.fill_between(coverage, risk, color=_SERIES[0], alpha=0.15, linewidth=0)
        axes.plot(coverage, risk, color=_SERIES[0], linewidth=1.8)
        axes.plot(coverage[-1:], risk[-1:], color=_SERIES[0], marker="o", markersize=5)
        axes.set_xlim(0, 1.02)
        axes.set_ylim(0, max(*risk, 0.04) * 1.2)
        axes.set_xlabel("share of the questions answered, most certain first")
        axes.set_ylabel("share of those wrong")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(lambda value, _: f"{value * 100:g} %")
        axes.grid()

    return _svg(name, 2.9, described, draw)


def latency_histogram(name: str, latency: Latency, described: str) -> Markup:
    """How many questions took how long, on a scale on which each step is a multiple, with the three percentiles."""
    values = [max(value, 0.01) for value in latency.values]
    low, high = min(values) * 0.95, max(values) * 1.05
    bins = 24
    edges = [low * (high / low) ** (step / bins) for step in range(bins + 1)]
    marks = [("p50", latency.p50), ("p95", latency.p95), ("p99", latency.p99)]

    def draw(axes: Axes) -> None:
        axes.set_xscale("log")
        counts, _, _ = axes.hist(values, edges, color=_SERIES[0], alpha=0.75)
        tallest = max(map(int, counts))
        for level, (label, milliseconds) in enumerate(marks):
            at = max(milliseconds, 0.01)
            axes.axvline(at, color=_INK, linewidth=1, linestyle=(0, (3, 2)))
            right = at > math.sqrt(low * high)
            axes.annotate(
                f"{label} {milliseconds:,.0f} ms",
                (at, tallest * (1.36 - 0.13 * level)),
                xytext=(-4 if right else 4, 0),
                textcoords="offset points",
                ha="right" if right else "left",
                va="center",
                bbox={"facecolor": _SURFACE, "edgecolor": "none", "pad": 1},
            )
        axes.set_xlim(low * 0.95, high * 1.05)
        axes.set_ylim(0, tallest * 1.45)
        ticks = [t * 10.0**power for power in range(-2, 7) for t in (1, 2, 5) if low <= t * 10.0**power <= high]
        axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
        axes.minorticks_off()
        axes.locator_params(axis="y", integer=True)
        axes.set_xlabel("milliseconds to answer")
        axes.set_ylabel("questions")
        axes.grid(axis="y")

    return _svg(name, 2.9, described, draw)


def _bar(axes: Axes, middle: float, thickness: float, metric: Metric, colour: str) -> None:
    axes.barh(middle, metric.value, thickness * 0.86, color=colour, alpha=0.85)
    if metric.low is not None and metric.high is not None:
        axes.plot([metric.low, metric.high], [middle, middle], color=_INK, linewidth=1.2)
        axes.plot([metric.low, metric.high], [middle, middle], color=_INK, marker="|", linestyle="none", markersize=5)
    axes.text(1.02, middle, f"{metric.value * 100:.0f} %", va="center", transform=axes.get_yaxis_transform())


def _cut(label: str) -> str:
    width, kept = 0, ""
    for character in label:
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if width > _LABEL_WIDTH:
            return kept.rstrip() + "…"
        kept += character
    return label


def _svg(name: str, height_inches: float, described: str, draw: Callable[[Axes], None]) -> Markup:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    drawn = StringIO()
    with rc_context(_style(name)), warnings.catch_warnings():
        # Matplotlib measures Chinese words without a font for them; the browser draws them with one.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure = Figure(figsize=(_WIDTH_INCHES, height_inches), layout="constrained")
        draw(figure.add_subplot())
        figure.savefig(
            drawn, format="svg", transparent=True, metadata=dict.fromkeys(("Creator", "Date", "Format", "Type"))
        )
    return _inlined(drawn.getvalue(), height_inches, described)


def _style(name: str) -> dict[RcKeyType, Any]:
    return {
        "svg.fonttype": "none",
        "svg.hashsalt": name,
        "text.parse_math": False,
        "font.family": "DejaVu Sans",  # comes with matplotlib, so that sizes are the same on every machine
        "font.size": _POINTS,
        "text.color": _INK,
        "axes.labelcolor": _SOFT,
        "axes.edgecolor": _LINE,
        "axes.axisbelow": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "xtick.color": _LINE,
        "ytick.color": _LINE,
        "xtick.labelcolor": _SOFT,
        "ytick.labelcolor": _INK,
        "grid.color": _LINE,
        "grid.linewidth": 0.6,
        "legend.frameon": False,
        "legend.handlelength": 1.0,
        "legend.labelspacing": 0.25,
    }


def _inlined(drawing: str, height_inches: float, described: str) -> Markup:
    """The drawing alone: no header, no size of its own, no names that another plot of the page has too."""
    body = drawing[drawing.index(">", drawing.index("<svg")) + 1 :].strip()
    body = re.sub(r"<defs>\s*<style.*?</defs>", "", body, count=1, flags=re.DOTALL)  # its rules are for the whole page
    body = re.sub(r' id="[\w.]+_\d+"', "", body)
    for drawn, colour in _COLOURS.items():
        body = body.replace(drawn, colour)
    size = f"{_WIDTH_INCHES * 72:g} {height_inches * 72:g}"
    # What is drawn is escaped by matplotlib.
    return Markup(f'<svg viewBox="0 0 {size}" role="img" aria-label="{html.escape(described)}">{body}')  # noqa: S704
