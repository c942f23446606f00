"""Quoting articles: the words of an article as an answer quotes them, a sentence with its list at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.choosing import Candidate, looked_up
from assistant.quoting import DraftSentence
from assistant.statutes.references import Reference
from corpus.documents import Document, Passage, Span
from corpus.schemas import Audience
from corpus.statutes.numbering import article_number
from corpus.statutes.places import Line, lines_of

MOST_SENTENCES = 3
_LONGEST = 600  # characters of one quotation, as of any other
_STOPS = ("。", "！", "？", ".", "!", "?", "。”", "。》", ".”")


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a document in its passages, of which a long one has several."""

    document: Document
    audience: Audience
    passages: tuple[Passage, ...]

    @property
    def locator(self) -> str:
        """Its number as the text writes it."""
        return self.passages[0].locator


def article_of(reference: Reference, document: Document, audience: Audience, passages: Sequence[Passage]) -> Article | None:
    """The article that is referred to; of several of one number, as in a text with another attached, the first."""
    found: list[Passage] = []
    for passage in passages:
        if article_number(passage.locator) == reference.number:
            if found and found[-1].headings != passage.headings:
                break
            found.append(passage)
        elif found:
            break
    return Article(document, audience, tuple(found)) if found else None


def quoted(article: Article, reference: Reference) -> tuple[tuple[DraftSentence, ...], bool] | None:
    """The first sentences of what is referred to, and whether there is more of it; nothing where there is none of it."""
    wanted = _wanted(article, reference)
    if wanted is None:
        return None
    pieces = [piece for passage in article.passages for piece in _pieces(article, passage, wanted)]
    drafted = tuple(DraftSentence(_on_one_line(piece.text, article), (piece,)) for piece in pieces[:MOST_SENTENCES])
    return drafted, len(pieces) > MOST_SENTENCES


def _wanted(article: Article, reference: Reference) -> Span | None:
    """The part of the document that is referred to: an article, or a paragraph or an item of it."""
    whole = Span(article.passages[0].span.start, article.passages[-1].span.end)
    lines: Sequence[Line] = lines_of(article.document, article.passages[0])
    if reference.paragraph is not None:
        lines = [line for line in lines if line.paragraph == reference.paragraph]
    if reference.item is not None:
        lines = [line for line in lines if line.item == reference.item]
    if reference.paragraph is None and reference.item is None:
        return whole
    if not lines:
        return None
    first = whole.start if lines[0].paragraph == 1 and lines[0].item is None else lines[0].span.start
    return Span(first, lines[-1].span.end)


def _pieces(article: Article, passage: Passage, wanted: Span) -> Iterator[Candidate]:
    """A passage's sentences within what is wanted: those that were cut joined again, each list with its lead-in."""
    text = article.document.text
    start: int | None = None
    end = 0
    for span in passage.sentences:
        if span.start < wanted.start or span.end > wanted.end:
            continue
        if start is not None and span.end - start > _LONGEST:
            yield looked_up(passage, article.audience, Span(start, end), text[start:end])
            start = None
        start = span.start if start is None else start
        end = span.end
        if text[start:end].rstrip().endswith(_STOPS):
            yield looked_up(passage, article.audience, Span(start, end), text[start:end])
            start = None
    if start is not None:
        yield looked_up(passage, article.audience, Span(start, end), text[start:end])


def _on_one_line(text: str, article: Article) -> str:
    return ("" if article.document.language == "zh" else " ").join(text.split("\n")) if "\n" in text else text
