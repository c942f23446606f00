"""Subjects: what the figures of a sentence are said of, and who does what to whom.

A sentence that cites several sources must not join one's figure to the other's subject; one that has the names of a
source must not exchange them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from assistant.supporting.evidence import LATIN_WORD
from assistant.supporting.measures import MEASURES, ROLES, SORTS, spans_in
from assistant.supporting.texts import Text
from assistant.supporting.tools import ReadSource
from assistant.supporting.units import Unit
from corpus.documents import Span
from corpus.quantities import Quantity, bears_out

_LEAST_SPOKEN_OF = 0.5  # of a subject's words
_LESS = 0.2  # by which a source may speak of a subject less than another does, and still be taken to speak of it


def splices(claim: Text, sources: Sequence[ReadSource]) -> bool:
    """Whether a figure stands in none of several sources together with what it is said of.

    The subject of a clause is what stands in it before its figures, save for words that only say what is measured; a
    clause without one goes on speaking of the last.
    """
    if len(sources) < 2:
        return False
    subject = Span(0, 0)
    for clause in _clauses(claim):
        figures = [figure for figure in claim.quantities if _is_within(figure.span, clause) and figure.kind != "date"]
        end = figures[0].span.start if figures else clause.end
        own = Span(clause.start, end)
        subject = own if _said(claim, claim.units, own) else subject
        if figures and not _are_borne_together(figures, claim, subject, sources):
            return True
    return False


def exchanges(claim: Text, near: Sequence[Text]) -> bool:
    """Whether two names stand the other way round than in the sentences nearest to it, in the same roles."""
    for one, other in combinations(_names(claim, near), 2):
        said = [text for text in near if text.language == claim.language and one in text.plain and other in text.plain]
        if said and all(
            text.plain.find(other) < text.plain.find(one)
            and text.plain.count(one) == text.plain.count(other) == 1
            and _roles(text.plain, other, one) == _roles(claim.plain, one, other)
            for text in said
        ):
            return True
    return False


def _clauses(claim: Text) -> Iterator[Span]:
    for start, end in pairwise((0, *claim.marks, len(claim.text))):
        yield Span(start, end)


def _is_within(part: Span, whole: Span) -> bool:
    return whole.start <= part.start < whole.end


def _said(claim: Text, units: Sequence[Unit], span: Span) -> list[Unit]:
    """The units of a part of the sentence that say more than what is measured and when."""
    sorts = [*spans_in(claim.plain, MEASURES), *spans_in(claim.plain, SORTS)]
    sorts += [quantity.span for quantity in claim.quantities]
    return [
        unit
        for unit in units
        if span.start <= unit.at < span.end and not any(sort.start <= unit.at < sort.end for sort in sorts)
    ]


def _are_borne_together(figures: Sequence[Quantity], claim: Text, subject: Span, sources: Sequence[ReadSource]) -> bool:
    """Whether one of the sources that speak most of a subject has all of the figures."""
    spoken = [_spoken_of(subject, claim, source) for source in sources]
    least = max(_LEAST_SPOKEN_OF, max(spoken) - _LESS)
    return any(share >= least and _has(source, figures) for share, source in zip(spoken, sources, strict=True))


def _has(source: ReadSource, figures: Sequence[Quantity]) -> bool:
    told = [quantity for text in source.texts for quantity in text.quantities]
    return all(any(bears_out(other, figure) for other in told) for figure in figures)


def _spoken_of(subject: Span, claim: Text, source: ReadSource) -> float:
    """How much of a subject's words a source has; all where the subject has none."""
    units = _said(claim, claim.in_terms_of(source.source.language), subject)
    forms = frozenset().union(*(_forms(text, claim) for text in source.texts))
    return sum(1 for unit in units if unit.forms & forms) / len(units) if units else 1.0


def _forms(text: Text, claim: Text) -> frozenset[str]:
    return text.forms if text.language == claim.language else text.glossed_forms


def _names(claim: Text, near: Sequence[Text]) -> list[str]:
    """The names of a sentence in lower case, in order; in Chinese also those that only a source shows to be one."""
    if claim.language == "zh":
        found = [name.word.surface for text in (claim, *near) for name in text.proper]
    else:
        found = [match.group().lower() for match in LATIN_WORD.finditer(claim.text) if match.group()[0].isupper()]
    return sorted({name for name in found if claim.plain.count(name) == 1}, key=claim.plain.find)


def _roles(plain: str, first: str, last: str) -> list[str]:
    """The words between two names, and before the first, that say who acts and who is acted on."""
    start, end = plain.find(first), plain.find(last)
    return [plain[span.start : span.end] for span in spans_in(plain[:end], ROLES) if span.start >= start - 4]
