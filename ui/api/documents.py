"""/documents: what the public library holds, and one document with its passages and where each opens."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import Field

from assistant.browsing import Browsing
from assistant.catalogues import FACETS, Work
from assistant.views import DocumentView, as_of
from corpus.documents import Passage, Status
from corpus.schemas import DocumentKind, Language, Level, Provenance, Source
from ui.api.forms import PLAIN, Closed, Id, OfAddress, Page
from ui.api.origins import origin_of
from ui.api.paging import names_none, next_page
from ui.citing import anchor, document_address, passage_address
from ui.pages import language_of_request


class SourceForm(Closed):
    """Where something was published."""

    title: str
    url: str | None
    published: str | None


class DocumentForm(Closed):
    """What is known of a document; `address` opens it. Dates are as exact as they are known: 2024, 2024-06 or a day."""

    id: str
    title: str
    language: Language
    kind: str
    level: str | None
    status: Status
    provenance: Provenance
    issuer: str | None
    number: str | None
    issued: str | None
    effective: str | None
    expires: str | None
    as_of: str | None
    source: SourceForm | None
    address: str


class WorkForm(DocumentForm):
    """A document in the reader's language where there is one, and its other versions."""

    versions: list[DocumentForm]


class DocumentsForm(Closed):
    """A page of the list; `next` is the address of the page after it."""

    matched: int
    page: int
    pages: int
    next: str | None
    items: list[WorkForm]


class PassageForm(Closed):
    """A passage: characters `start` to `end` of the document's text. `anchor` is its place on the document's page."""

    id: str
    headings: list[str]
    locator: str
    start: int
    end: int
    text: str
    as_of: str | None
    source: SourceForm | None
    anchor: str
    address: str


class WholeDocumentForm(DocumentForm):
    """A document with its text, word for word, and its passages."""

    text: str
    supersedes: list[str]
    superseded_by: str | None
    translation_of: str | None
    passages: list[PassageForm]


class DocumentsAddress(OfAddress):
    """Filters; several values of one name are alternatives. `q` is looked for in titles, issuers and numbers."""

    q: Annotated[str, Field(max_length=100, pattern=PLAIN)] = ""
    kind: list[DocumentKind] = Field(default_factory=list, max_length=20)
    level: list[Level] = Field(default_factory=list, max_length=20)
    status: list[Status] = Field(default_factory=list, max_length=20)
    provenance: list[Provenance] = Field(default_factory=list, max_length=20)
    language: list[Language] = Field(default_factory=list, max_length=20)
    sort: Literal["kind", "date", "title"] = "kind"
    page: Page = 1

    def conditions(self) -> list[tuple[str, str]]:
        """The same as the address of the library page has it, but for the page."""
        chosen = [(facet, value) for facet in FACETS for value in getattr(self, facet)]
        return [*([("q", self.q)] if self.q.strip() else []), *chosen, ("sort", self.sort)]


def document_routes(library: Browsing) -> APIRouter:
    """The routes under /documents."""
    routes = APIRouter()

    @routes.get("/documents", operation_id="documents", response_model=DocumentsForm)
    def listed(asked: Annotated[DocumentsAddress, Query()], request: Request) -> Any:
        """The documents of the public library, a work with its translation in one item, fifty on a page."""
        own: Language = "en" if language_of_request(request) == "en" else "zh"
        conditions = asked.conditions()
        view = library.catalogue([*conditions, ("page", str(asked.page))], own)
        if names_none(view.ignored, conditions):
            return DocumentsForm(matched=0, page=asked.page, pages=1, next=None, items=[])
        origin = origin_of(request)
        is_there = asked.page <= view.page_count
        return DocumentsForm(
            matched=view.matched,
            page=asked.page,
            pages=view.page_count,
            next=next_page(f"{origin}/api/v1/documents", conditions, asked.page, view.page_count),
            items=[_work(work, origin) for work in view.works] if is_there else [],
        )

    @routes.get("/documents/{document_id}", operation_id="document", response_model=WholeDocumentForm)
    def one(document_id: Id, request: Request) -> Any:
        """One document, word for word, with the passages that answers quote."""
        view = library.document(document_id)
        if view is None:
            raise HTTPException(404)
        origin, document = origin_of(request), view.document
        return WholeDocumentForm(
            **_document(view, origin).model_dump(),
            text=document.text,
            supersedes=list(document.supersedes),
            superseded_by=document.superseded_by,
            translation_of=document.translation_of,
            passages=[_passage(passage, view, origin) for passage in view.passages],
        )

    return routes


def _document(view: DocumentView, origin: str) -> DocumentForm:
    document = view.document
    return DocumentForm(
        id=document.id,
        title=document.title,
        language=document.language,
        kind=document.kind,
        level=document.level,
        status=view.status,
        provenance=document.provenance,
        issuer=document.issuer,
        number=document.number,
        issued=document.issued,
        effective=document.effective,
        expires=document.expires,
        as_of=document.as_of,
        source=source_form(document.source),
        address=origin + document_address(document.id),
    )


def _work(work: Work, origin: str) -> WorkForm:
    main, *others = (_document(view, origin) for view in work.versions)
    return WorkForm(**main.model_dump(), versions=others)


def _passage(passage: Passage, view: DocumentView, origin: str) -> PassageForm:
    return PassageForm(
        id=passage.id,
        headings=list(passage.headings),
        locator=passage.locator,
        start=passage.span.start,
        end=passage.span.end,
        text=passage.text,
        as_of=as_of(passage, view.document),
        source=source_form(passage.source or view.document.source),
        anchor=anchor(passage.id),
        address=origin + passage_address(view.document.id, passage.id),
    )


def source_form(source: Source | None) -> SourceForm | None:
    """A source as it is handed out."""
    if source is None:
        return None
    return SourceForm(title=source.title, url=str(source.url) if source.url else None, published=source.published)
