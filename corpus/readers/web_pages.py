"""Web pages: title, text, lists and tables of an HTML file, without what stands around them on every page."""

from __future__ import annotations

import logging
import re
from typing import Any

import trafilatura
from lxml import html

from corpus.encodings import decoded
from corpus.readers.drafts import Draft, Piece, cleaned_line
from corpus.readers.readings import Advance, Reading, Unreadable
from corpus.readers.tables import plain_grid, write_table
from corpus.readers.web_blocks import write_blocks

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_TITLES = ("ArticleTitle", "og:title", "DC.title")
_DATES = ("PubDate", "article:published_time", "publishdate", "DC.date.issued", "dcterms.issued")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HUGE_SPAN = re.compile(r"\b(?:row|col)span\s*=\s*[\"']?\d{3,}[\"']?", re.IGNORECASE)
_LEVEL = re.compile(r"h([1-6])")
_BLOCKS = frozenset(("p", "item", "quote", "code", "ab"))
_LOOKED_AT = 4_096
_FEWEST_BLOCKS = 2


def read_web_page(data: bytes, _: Advance) -> Reading:
    """The article of a web page; nothing that the page links to is fetched. Raises `Unreadable`."""
    marked = _CHARSET.search(data[:_LOOKED_AT])
    text = decoded(data, marked[1].decode("ascii") if marked else None)
    if text is None:
        raise Unreadable("text", "bytes in no encoding that is known")
    draft = Draft()
    title = write_web_page(draft, text)
    return Reading(draft.text, draft.places, title, _published(text))


def write_web_page(draft: Draft, text: str) -> str | None:
    """Write the article of a page; its title, if it has one."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = _HUGE_SPAN.sub("", text)
    tree = _tree(text)
    if tree is None:
        return None
    title = _title(tree)
    if title:
        draft.heading(1, [Piece(title)])
    article = _article(text)
    if article is not None:
        _write(draft, article, title)
    else:
        write_blocks(draft, tree, title)
    return title


def _article(text: str) -> Any:
    """The body of the page's article with its blocks; nothing where none, or only its bare words, was found."""
    found = trafilatura.bare_extraction(
        text, favor_recall=True, include_comments=False, include_formatting=True, include_tables=True
    )
    body = getattr(found, "body", None)
    return body if body is not None and len(body) >= _FEWEST_BLOCKS else None


def _tree(text: str) -> Any:
    try:
        return html.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except Exception:
        # The parser fails with errors of several kinds on what is no page at all.
        return None


def _title(tree: Any) -> str | None:
    for name in _TITLES:
        if words := cleaned_line(_meta(tree, name)):
            return words
    for tag in ("h1", "title"):
        for element in tree.iter(tag):
            if words := cleaned_line(element.text_content()):
                return words
    return None


def _published(text: str) -> str | None:
    """The day that the page itself names as that of its publication."""
    tree = _tree(text)
    for name in _DATES if tree is not None else ():
        if day := _DAY.search(_meta(tree, name)):
            return day[0]
    return None


def _meta(tree: Any, name: str) -> str:
    for element in tree.iter("meta"):
        if (element.get("name") or element.get("property") or "").lower() == name.lower():
            return str(element.get("content") or "")
    return ""


def _write(draft: Draft, element: Any, title: str | None) -> None:
    """Write what the extraction kept: headings, paragraphs, lists and tables."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        words = cleaned_line(" ".join(child.itertext()) if child.tag == "table" else "".join(child.itertext()))
        if child.tag == "head":
            level = _LEVEL.fullmatch(child.get("rend") or "")
            if words != title:
                draft.heading(max(int(level[1]) if level else 2, 2), [Piece(words)])
        elif child.tag == "table":
            rows = [[cleaned_line(" ".join(cell.itertext())) for cell in row.iter("cell")] for row in child.iter("row")]
            write_table(draft, plain_grid(rows))
        elif child.tag in _BLOCKS:
            draft.block([Piece(words)], "- " if child.tag == "item" else "")
        else:
            _write(draft, child, title)
