"""Whether the right paragraph is found first, in either language and across them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.languages import to_traditional
from eval.metrics import mean_reciprocal_rank, recall
from eval.reports import Row, Target
from eval.squad import Item
from eval.workbench import Workbench, gold

SETS = ("xquad-en", "xquad-zh", "cmrc", "drcd")

_LOST_AT_MOST = Target(0.01, at_most=True)
_DIRECTIONS = (
    ("XQuAD en→en", "xquad-en", "xquad-en", 0.955),
    ("XQuAD zh→zh", "xquad-zh", "xquad-zh", 0.940),
    ("XQuAD zh→en", "xquad-zh", "xquad-en", 0.80),
    ("XQuAD en→zh", "xquad-en", "xquad-zh", 0.80),
    ("CMRC dev", "cmrc", "cmrc", 0.963),
    ("DRCD dev", "drcd", "drcd", 0.945),
)


def measure(bench: Workbench) -> Iterator[Row]:
    """The first place by direction, and what it loses to the other script and to a second language."""
    first: dict[str, float] = {}
    for label, asked, searched, least in _DIRECTIONS:
        row = _row(f"R@1 {label}", bench, bench.items(asked), (searched,))
        first[label] = row.value
        yield replace(row, target=Target(least))
    traditional = [replace(item, question=to_traditional(item.question)) for item in bench.items("cmrc")]
    row = _row("", bench, traditional, ("cmrc",))
    yield _loss("CMRC dev, Traditional questions on Simplified text", first["CMRC dev"], row)
    for label, asked in (("XQuAD en→en", "xquad-en"), ("XQuAD zh→zh", "xquad-zh")):
        row = _row("", bench, bench.items(asked), ("xquad-en", "xquad-zh"))
        yield _loss(f"{label[:8]}, both languages in the library", first[label], row)


def _loss(label: str, before: float, row: Row) -> Row:
    return Row(f"R@1 lost: {label}", before - row.value, _LOST_AT_MOST, note=f"R@1 {row.value:.4f}, {row.note}")


def _row(measure: str, bench: Workbench, items: Sequence[Item], searched: tuple[str, ...]) -> Row:
    """The first place when any searched set's version of the question's paragraph is right."""
    place = bench.indexed(*searched)
    bench.tell(f"searching {' and '.join(searched)}: {len(items)} questions")
    found = bench.smx.search(place.data, items)
    right = [{gold(name, item) for name in searched} for item in items]
    deeper = f"R@5 {recall(found, right, 5):.3f}, MRR {mean_reciprocal_rank(found, right):.3f}, n {len(items)}"
    return Row(measure, recall(found, right, 1), note=deeper)
