"""Quoting articles: the words of an article as an answer quotes them, a sentence with its list at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.choosing import Candidate, looked_up
from assistant.content import content_units
from assistant.quoting import DraftSentence
from corpus.documents import Document, Passage, Span
from corpus.schemas import Audience
from corpus.statutes.numbering import ArticleNumber, article_number
from corpus.statutes.places import lines_of

_LONGEST = 600  # characters of one quotation, as of any other
_STOPS = ("。", "！", "？", ".", "!", "?", "。”", "。》", ".”")


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a document in its passages, of which a long one has several."""

    document: Document
    audience: Audience
    passages: tuple[Passage, ...]


def article_of(
    number: ArticleNumber, document: Document, audience: Audience, passages: Sequence[Passage]
) -> Article | None:
    """The article of a number; of several, as in a text with another attached, the first."""
    found: list[Passage] = []
    for passage in passages:
        if article_number(passage.locator) == number:
            found.append(passage)
        elif found:
            break
    return Article(document, audience, tuple(found)) if found else None


def pieces_of(article: Article, paragraph: int | None = None, item: int | None = None) -> list[Candidate]:
    """The sentences of an article, or of a paragraph or an item of it; none where it has none of these numbers.

    What was cut for searching is whole again, and a list belongs to the sentence that leads to it.
    """
    wanted = _part(article, paragraph, item)
    return [piece for passage in article.passages for piece in _pieces(article, passage, wanted)] if wanted else []


def draft(pieces: Sequence[Candidate], most: int, about: str) -> list[DraftSentence]:
    """The first sentences; where a question says what it is `about`, those that share the most with it, in order."""
    chosen = list(pieces[:most])
    if about and len(pieces) > most:
        language = pieces[0].match.passage.language
        asked = content_units(about, language)
        shared = {piece.span: len(asked & content_units(piece.text, language)) for piece in pieces}
        best = sorted(pieces, key=lambda piece: (-shared[piece.span], piece.span.start))[:most]
        chosen = sorted(best, key=lambda piece: piece.span.start)
    return [DraftSentence(_on_one_line(piece), (piece,)) for piece in chosen]


def _part(article: Article, paragraph: int | None, item: int | None) -> Span | None:
    whole = Span(article.passages[0].span.start, article.passages[-1].span.end)
    if paragraph is None and item is None:
        return whole
    lines = [
        line
        for line in lines_of(article.document, article.passages[0])
        if paragraph in (None, line.paragraph) and item in (None, line.item)
    ]
    if not lines:
        return None
    opens = lines[0].paragraph == 1 and lines[0].item is None
    return Span(whole.start if opens else lines[0].span.start, lines[-1].span.end)


def _pieces(article: Article, passage: Passage, wanted: Span) -> Iterator[Candidate]:
    text = article.document.text
    spans = [span for span in passage.sentences if wanted.start <= span.start and span.end <= wanted.end]
    start, end = (spans[0].start, spans[0].start) if spans else (0, 0)
    for span in spans:
        ended = text[start:end].endswith(_STOPS)
        if start < end and (ended or span.end - start > _LONGEST):
            yield looked_up(passage, article.audience, Span(start, end), text[start:end])
            start = span.start
        end = span.end
    if start < end:
        yield looked_up(passage, article.audience, Span(start, end), text[start:end])


def _on_one_line(piece: Candidate) -> str:
    joint = "" if piece.match.passage.language == "zh" else " "
    return joint.join(filter(None, (line.strip() for line in piece.text.splitlines())))
