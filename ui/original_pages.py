"""Where a quote stands in the file that its document was read from, and the page of a PDF file beside the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.browsing import Browsing
from corpus.documents import Document, Span
from corpus.languages import in_script
from corpus.places import Box, Place, is_placed, place_words
from ui.citing import document_address
from ui.languages import InterfaceLanguage, script_of_interface
from ui.reading import excerpt, layouts_of


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as shown: its picture's address, its text, the boxes of the quote, and the pages before and after."""

    number: int
    count: int
    picture: str
    text: str
    boxes: tuple[Box, ...]
    previous: str | None
    next: str | None


def places_of(library: Browsing, document: Document, quote: Span | None) -> tuple[Place, ...]:
    """Where a quote stands in the original; nothing where any of its words cannot be placed."""
    if quote is None or document.original is None:
        return ()
    places = library.places(document, quote)
    return places if is_placed(document.text, quote, places) else ()


def where(places: Sequence[Place], language: InterfaceLanguage) -> str:
    """The places in the reader's words."""
    words = place_words(places, "en" if language == "en" else "zh")
    return in_script(words, script_of_interface(language))


def page_view(
    library: Browsing, document: Document, places: Sequence[Place], asked: int | None, query: Mapping[str, object]
) -> PageView | None:
    """The page that is asked for, else the one where the quote begins; nothing of a document without pages.

    `query` is what the addresses of other pages must keep.
    """
    if not document.pages:
        return None
    number = asked if asked is not None else places[0].number if places else 1
    number = min(max(number, 1), document.pages)
    address = document_address(document.id)

    def leaf(to: int) -> str | None:
        return f"{address}?{urlencode({**query, 'page': to})}#page" if 1 <= to <= document.pages else None

    span = library.page_span(document, number)
    return PageView(
        number,
        document.pages,
        f"{address}/pages/{number}.png",
        _plain(document.text, span) if span else "",
        tuple(dict.fromkeys(place.box for place in places if place.number == number and place.box)),
        leaf(number - 1),
        leaf(number + 1),
    )


def _plain(text: str, span: Span) -> str:
    rows = (row for layout in excerpt(layouts_of(text), span) for row in layout.rows)
    return "\n".join(" ".join("".join(run.text for run in cell) for cell in row.cells) for row in rows)
