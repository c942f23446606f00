"""Citing: the words of a passage that bear a sentence out, so that a reader is led to the exact place."""

from __future__ import annotations

from collections.abc import Set

from assistant.choosing import Candidate
from assistant.content import content_units
from corpus.languages import language_of
from corpus.quantities import unsupported
from corpus.schemas import Language
from index.gloss import Gloss
from index.search import Match

_MOST_QUOTES = 3


def quotes_for(text: str, match: Match, gloss: Gloss) -> tuple[Candidate, ...]:
    """The fewest sentences of a passage that state a sentence's figures, else the one that says most of it.

    In reading order; at most three, and the last of them need not add a figure when none is left to state.
    """
    sentences = _sentences(match)
    if not sentences:
        return ()
    languages = language_of(text), match.passage.language
    wanted = _units(text, languages, languages[0], gloss)
    shares = [_share(wanted, _units(one.text, languages, languages[1], gloss), one.text) for one in sentences]
    beyond = len(unsupported(text, [match.passage.text]))
    chosen: list[int] = []
    while len(chosen) < min(_MOST_QUOTES, len(sentences)):
        said = [sentences[place].text for place in chosen]
        missing = [
            (len(unsupported(text, [*said, sentence.text])), -shares[place], place)
            for place, sentence in enumerate(sentences)
            if place not in chosen
        ]
        chosen.append(min(missing)[2])
        if min(missing)[0] <= beyond:
            break
    return tuple(sentences[place] for place in sorted(chosen))


def _sentences(match: Match) -> list[Candidate]:
    passage = match.passage
    first = passage.span.start
    return [
        Candidate(match, number, span, passage.text[span.start - first : span.end - first])
        for number, span in enumerate(passage.sentences)
    ]


def _share(wanted: Set[str], held: Set[str], sentence: str) -> float:
    """How much of what is wanted a sentence holds, from 0 to 1; a shorter one that holds as much comes first."""
    return len(wanted & held) / max(len(wanted), 1) - len(sentence) / 100_000


def _units(text: str, languages: tuple[Language, Language], language: Language, gloss: Gloss) -> frozenset[str]:
    """The units of meaning of a text; those of two languages are compared in English."""
    if languages[0] == languages[1]:
        return content_units(text, language)
    return content_units(gloss.english(text) if language == "zh" else text, "en")
