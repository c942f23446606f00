"""The documents as pages, and the passage of one quote for the panel beside the chat."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel
from starlette.responses import HTMLResponse, JSONResponse

from assistant.browsing import Browsing
from assistant.catalogues import FACETS, SORTS, CatalogueView
from assistant.views import DocumentView, as_of
from corpus.documents import Document, Passage, Span
from corpus.schemas import Language
from ui.asking import about_address
from ui.citing import anchor, document_address, original_address, quoted_span
from ui.listing import Chip, Parameters, chip, locales_for, page_numbers, with_query
from ui.original_pages import page_view, places_of, where
from ui.pages import Pages, language_of_request
from ui.reading import Layout, anchored, excerpt, layouts_of, marked
from ui.texts import TEXTS, Texts

_NAMES_IN_ADDRESS = {"sort": "sort_by", "page": "page_number"}


class QuotePlace(BaseModel):
    """Which characters of which passage an answer quoted, and the digest by which they are known again."""

    passage: str
    start: int
    end: int
    check: str


class Asked(BaseModel):
    """What of a document is asked for: a quote, by its characters and the digest of them, and a page."""

    start: int | None = None
    end: int | None = None
    check: str = ""
    page: int | None = None


def document_routes(library: Browsing, pages: Pages) -> APIRouter:
    """The routes under /documents."""
    routes = APIRouter()

    @routes.get("/documents")
    def catalogue(request: Request) -> HTMLResponse:
        language = language_of_request(request)
        own: Language = "en" if language == "en" else "zh"
        view = library.catalogue(request.query_params.multi_items(), own)
        texts = TEXTS[language]
        return pages.response(
            "documents.html",
            request,
            view=view,
            facets=_facets(view),
            tables=library.holdings(),
            chips=_chips(view, texts),
            ignored=[(texts[_NAMES_IN_ADDRESS.get(name, name)], value) for name, value in view.ignored],
            sorts=SORTS,
            numbers=page_numbers(view.page, view.page_count),
            dates=_dates,
            address=document_address,
            listed_at=_listed_at,
            locales=locales_for(language),
        )

    @routes.get("/documents/{document_id}")
    def page(document_id: str, asked: Annotated[Asked, Query()], request: Request) -> HTMLResponse:
        view = _found(library, document_id)
        document = view.document
        has_quote = asked.start is not None and asked.end is not None
        quote = quoted_span(document, asked.start or 0, asked.end or 0, asked.check) if has_quote else None
        places = places_of(library, document, quote)
        passages = tuple((anchor(passage.id), passage.span.start) for passage in view.passages)
        body = anchored(layouts_of(document.text), passages)
        return pages.response(
            "document.html",
            request,
            view=view,
            document=document,
            body=marked(body, quote) if quote else body,
            titled=_begins_with_title(document, body),
            quote=quote,
            changed=has_quote and quote is None,
            translation=_translation(library, document),
            predecessors=[_named(library, name) for name in document.supersedes],
            successor=_named(library, document.superseded_by) if document.superseded_by else None,
            address=document_address,
            original=original_address(document),
            place=where(places, language_of_request(request)) if places else "",
            shown_page=page_view(library, document, places, asked.page, _kept(asked) if quote else {}),
            ask=about_address("document", document.id),
        )

    @routes.get("/documents/{document_id}/quote")
    def quote(document_id: str, place: Annotated[QuotePlace, Query()], request: Request) -> JSONResponse:
        view = _found(library, document_id)
        holder = next((one for one in view.passages if one.id == place.passage), None)
        span = quoted_span(view.document, place.start, place.end, place.check)
        if holder is None or span is None:
            raise HTTPException(409, "The document has changed since it was quoted.")
        return JSONResponse(
            _panel(view, holder, span, TEXTS[language_of_request(request)]),
            headers={"Cache-Control": "private, no-cache", "Vary": "Cookie, Accept-Language"},
        )

    return routes


def _panel(view: DocumentView, passage: Passage, quote: Span, texts: Texts) -> dict[str, Any]:
    """What the panel shows; quoted words are set apart in runs, so that the script only places text."""
    document = view.document
    source = passage.source or document.source
    shown = Span(min(passage.span.start, quote.start), max(passage.span.end, quote.end))
    layouts = marked(excerpt(layouts_of(document.text), shown), quote)
    return {
        "title": document.title,
        "language": document.language,
        "language_name": texts[f"language_{document.language}"],
        "locator": passage.locator,
        "as_of": as_of(passage, document) or texts["undated_value"],
        "status": view.status,
        "status_name": texts[f"status_{view.status}"],
        "provenance": document.provenance,
        "provenance_name": texts[f"provenance_{document.provenance}"],
        "source_title": source.title if source else None,
        "source_address": str(source.url) if source and source.url else None,
        "has_original": document.original is not None,
        "blocks": [_plain(layout) for layout in layouts],
    }


def _plain(layout: Layout) -> dict[str, Any]:
    rows = [
        {
            "bulleted": row.bulleted,
            "cells": [[{"text": run.text, "quoted": run.quoted} for run in cell] for cell in row.cells],
        }
        for row in layout.rows
    ]
    return {"kind": layout.kind, "header": layout.header, "rows": rows}


def _kept(asked: Asked) -> dict[str, object]:
    """What the addresses of a document's other pages keep, so that the quote stays marked."""
    return asked.model_dump(exclude={"page"})


def _found(library: Browsing, document_id: str) -> DocumentView:
    view = library.document(document_id)
    if view is None:
        raise HTTPException(404)
    return view


def _translation(library: Browsing, document: Document) -> Document | None:
    if document.translation_of and (original := library.document(document.translation_of)):
        return original.document
    others = (view.document for view in library.documents())
    return next((other for other in others if other.translation_of == document.id), None)


def _named(library: Browsing, name: str) -> tuple[str, str | None]:
    """The title of a document named by another, and its address when it is on the shelf."""
    view = library.document(name)
    return (view.document.title, document_address(name)) if view else (name, None)


def _begins_with_title(document: Document, body: tuple[Layout, ...]) -> bool:
    """Whether the text's first heading repeats the title, which then need not be shown twice."""
    if not body or body[0].kind != "heading":
        return False
    return "".join(run.text for run in body[0].rows[0].cells[0]).strip() == document.title.strip()


def _listed_at(parameters: Parameters = (), page: int = 1) -> str:
    return with_query("/documents", parameters, page)


def _facets(view: CatalogueView) -> list[tuple[str, list[tuple[str, int]]]]:
    """Each facet with the values that occur beside what else is chosen, and those that are chosen."""
    facets: list[tuple[str, list[tuple[str, int]]]] = []
    for facet in FACETS:
        counts = view.counts[facet] | {value: 0 for value in view.chosen[facet] if value not in view.counts[facet]}
        if counts:
            facets.append((facet, list(counts.items())))
    return facets


def _chips(view: CatalogueView, texts: Texts) -> list[Chip]:
    """Every condition that is set, with the address without it."""
    found = []
    if view.text:
        without = [(name, value) for name, value in view.parameters if name != "q"]
        found.append(chip(texts["search_words"], f"“{view.text}”", _listed_at(without)))
    for facet in FACETS:
        for value in view.chosen[facet]:
            without = [pair for pair in view.parameters if pair != (facet, value)]
            found.append(chip(texts[facet], texts[f"{facet}_{value}"], _listed_at(without)))
    return found


def _dates(document: Document) -> list[tuple[str, str]]:
    """The dates that a document states, and when its source was published where it states none."""
    stated = [
        (name, value) for name in ("issued", "effective", "expires", "as_of") if (value := getattr(document, name))
    ]
    published = document.source.published if document.source else None
    return stated or ([("published", published)] if published else [])
