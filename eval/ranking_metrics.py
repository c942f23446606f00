"""Ranking metrics of what was found for one question, by ir_measures and the names it gives them."""

from __future__ import annotations

from collections.abc import Sequence

import ir_measures
from ir_measures import RR, R, Success, nDCG

from eval.questions import Relevant

_MEASURES = {
    "recall_at_1": R @ 1,
    "recall_at_5": R @ 5,
    "recall_at_10": R @ 10,
    "hit_at_10": Success @ 10,
    "mrr": RR @ 10,
    "ndcg_at_10": nDCG @ 10,
}


def ranking_scores(found: Sequence[str], relevant: Sequence[Relevant]) -> dict[str, float]:
    """Each measure of the documents found, best first; versions of one source count as one, where the first stands."""
    qrels = [ir_measures.Qrel("q", str(number), source.grade) for number, source in enumerate(relevant)]
    sources = {document: str(n) for n, source in enumerate(relevant) for document in source.documents}
    ranked = dict.fromkeys(sources.get(document, f"other {document}") for document in found)
    # An empty ranking would be left out of the result instead of scoring zero.
    run = [ir_measures.ScoredDoc("q", key, -rank) for rank, key in enumerate(ranked or {"nothing": None})]
    values = {metric.measure: metric.value for metric in ir_measures.iter_calc(_MEASURES.values(), qrels, run)}
    return {name: float(values[measure]) for name, measure in _MEASURES.items()}
