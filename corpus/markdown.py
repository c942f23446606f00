"""Markdown and plain text as documents: front matter, title, and sections under their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from corpus.beside import Beside
from corpus.blocks import blocks_of, heading_text
from corpus.documents import Document, Section, Span
from corpus.languages import language_of
from corpus.problems import Problem
from corpus.schemas import FrontMatter, Rejected
from corpus.statutes.lines import heading_level, is_contents
from corpus.statutes.reading import with_what_it_says
from corpus.yaml_fields import Fields, read_fields, validated
from corpus.yaml_values import Path

_OPENING = re.compile(r"---[ \t]*(?:\r\n?|\n)")
_LONGEST_ENTRY = 100  # characters; a longer paragraph stands in no table of contents
_PAGE = re.compile(r"[.…·\s]*\(?\d*\)?$")
_CLOSING = re.compile(r"(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")

_NOTHING_BESIDE, _NOTHING_REJECTED = Beside(), Rejected()


@dataclass(frozen=True, slots=True)
class Front:
    """What a text says of itself above its body, which begins at character `end`; `fields` has the lines."""

    matter: FrontMatter
    fields: Fields | None
    end: int


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with the file it was read from and, when things are said of it, the lines where they are said.

    `fields` are those in the file itself, `beside` what stands in the file beside it.
    """

    document: Document
    file: str
    fields: Fields | None = None
    beside: Beside = _NOTHING_BESIDE

    @property
    def is_named(self) -> bool:
        """Whether the document gives its own id, so that it is not the file's name."""
        return any(fields is not None and bool(fields.data.get("id")) for fields in (self.beside.fields, self.fields))

    def problem(self, path: Path, expected: str, found: str) -> Problem:
        """A problem with what is said of the document."""
        holders = [fields for fields in (self.beside.fields, self.fields) if fields]
        if holders:
            holder = next((fields for fields in holders if path[0] in fields.data), holders[-1])
            return holder.problem(path, expected, found)
        return Problem(self.file, 1, ".".join(map(str, path)), expected, found)


def read_document(
    text: str, path: PurePath, file: str, beside: Beside = _NOTHING_BESIDE
) -> ReadDocument | tuple[Problem, ...]:
    """The document of a file at `path` in its library; `file` is how problems name it."""
    front = front_matter_of(text, file)
    if isinstance(front, tuple):
        return front
    body = text[front.end :]
    if not body.strip():
        return (Problem(file, text.count("\n", 0, front.end) + 1, "text", "text to quote", "nothing"),)
    document = document_of(body, beside.over(front.matter), path, rejected=beside.matter.rejected)
    return ReadDocument(document, file, front.fields, beside)


def front_matter_of(text: str, file: str) -> Front | tuple[Problem, ...]:
    """What a text says of itself above its body, or what is wrong with that; `file` is how problems name it."""
    opening = _OPENING.match(text)
    if opening is None:
        return Front(FrontMatter(), None, 0)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return (Problem(file, 1, "front matter", "a line --- after the fields", "the end of the file"),)
    if not text[opening.end() : closing.start()].strip():
        return Front(FrontMatter(), None, closing.end())
    read = read_fields(text[opening.end() : closing.start()], file, first_line=2)
    if isinstance(read, Problem):
        return (read,)
    checked = validated(FrontMatter, read)
    return checked if isinstance(checked, tuple) else Front(checked, read, closing.end())


def document_of(
    body: str, matter: FrontMatter, path: PurePath, title: str | None = None, rejected: Rejected = _NOTHING_REJECTED
) -> Document:
    """The document of a text and what is said of it.

    `title` is by what the file calls itself elsewhere, `rejected` what its text says and is not so.
    """
    first_heading, sections = sections_of(body)
    document = Document(
        id=matter.id or path.stem,
        title=matter.title or title or first_heading or path.stem,
        language=matter.language or language_of(body),
        text=body,
        sections=sections,
        file=path.as_posix(),
        kind=matter.kind,
        audience=matter.audience,
        provenance=matter.provenance,
        translation_of=matter.translation_of,
        issuer=matter.issuer,
        number=matter.number,
        level=matter.level,
        issued=matter.issued,
        effective=matter.effective,
        expires=matter.expires,
        supersedes=matter.supersedes,
        superseded_by=matter.superseded_by,
        as_of=matter.as_of,
        source=matter.source,
    )
    return with_what_it_says(document, rejected, is_named=bool(matter.title or title or first_heading))


def sections_of(text: str) -> tuple[str | None, tuple[Section, ...]]:
    """The first heading and the sections between headings.

    A heading of the first level that opens the text is its title, and no part of the sections' paths. Those of a table
    of contents head nothing; the first of them to come again ends it.
    """
    title: str | None = None
    path: list[tuple[int, str]] = []
    sections: list[Section] = []
    content: Span | None = None

    def close() -> None:
        if content:
            sections.append(Section(tuple(words for _, words in path), content))

    listed: set[str] | None = None  # the headings in a table of contents, while it is read
    for block in blocks_of(text):
        if block.kind != "heading":
            content = Span(content.start if content else block.span.start, block.span.end)
            listed = None if block.span.end - block.span.start > _LONGEST_ENTRY else listed
            continue
        close()
        words = heading_text(text, block)
        if is_contents(words):
            listed, content, path = set(), None, []
            continue
        if listed is not None and (entry := _without_page(words)) not in listed:
            listed.add(entry)
            content = None
            continue
        listed = None
        opens = title is None and not sections and content is None and block.level == 1
        title = title or (words if heading_level(words, "") == 0 else None) or None
        content = None
        path = [(level, above) for level, above in path if level < block.level]
        if words and not opens:
            path.append((block.level, words))
    close()
    return title, tuple(sections)


def _without_page(words: str) -> str:
    """A heading as a table of contents lists it, without dots, page number and spaces."""
    return "".join(_PAGE.sub("", words).lower().split())
