"""The pages on which what is said of documents is listed, corrected and, before it is saved, held against the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from fastapi import Request
from starlette.responses import HTMLResponse

from assistant.document_fields import OpenedDocument
from assistant.keeping.exporting import CHINA
from corpus.amending import Amendment, Values
from corpus.consequences import consequences, waits
from corpus.documents import Document
from ui.citing import document_address
from ui.listing import page_numbers, with_query
from ui.staff.field_forms import FieldForm, state_token
from ui.staff.field_listing import SHOWN, list_address, listed
from ui.staff.field_opening import document_names
from ui.staff.field_views import field_views
from ui.staff.pages import StaffPages
from ui.staff.space import STAFF_PATH, StaffSpace

FIELDS_PATH = f"{STAFF_PATH}/fields"

_SIZE = 30


class FieldPages:
    """Makes the pages of the fields of documents."""

    def __init__(self, space: StaffSpace, pages: StaffPages) -> None:
        self._space = space
        self._pages = pages

    def listing(self, request: Request) -> HTMLResponse:
        """The documents that the address asks for."""
        asked = list_address(request.query_params)
        found = list(listed(document_names(self._space), self._space.rebuilding.libraries, asked))
        count = max(1, -(-len(found) // _SIZE))
        page = min(asked.page, count)
        return self._pages.response(
            "staff/fields.html",
            request,
            asked=asked,
            found=found[(page - 1) * _SIZE : page * _SIZE],
            total=len(found),
            shown=SHOWN,
            page=page,
            page_count=count,
            numbers=page_numbers(page, count),
            listed_at=lambda number: with_query(FIELDS_PATH, asked.parameters, number),
            address=_fields_address,
        )

    def form(
        self,
        request: Request,
        opened: OpenedDocument,
        form: FieldForm | None = None,
        *,
        status: int = 200,
        told: str = "",
    ) -> HTMLResponse:
        """The fields of a document, with what was typed where a form comes back; `told` is what to say of that."""
        current, served = opened.current, opened.served
        states = opened.states
        return self._pages.response(
            "staff/document_fields.html",
            request,
            status,
            id=opened.id,
            document=current.document if current else served,
            fields=list(field_views(current.document, states, opened.names, served, form)) if current else [],
            problems=opened.problems,
            has_file=opened.place is not None,
            is_served=served is not None,
            is_of_facts=opened.is_of_facts,
            is_waiting=opened.is_waiting,
            state=state_token(current) if current else "",
            told=told,
            names=opened.names.by_id,
            address=document_address,
            fields_address=_fields_address,
        )

    def review(
        self, request: Request, opened: OpenedDocument, form: FieldForm, amendment: Amendment, *, is_refused: bool
    ) -> HTMLResponse:
        """What follows from a correction, before it is saved; `is_refused` where a wish to save lacked the id."""
        current, served, documents = opened.current, opened.served, tuple(opened.names.by_id.values())
        if current is None:
            raise ValueError("a document that cannot be read is not corrected")
        rebuilding, today = self._space.rebuilding, datetime.now(UTC).astimezone(CHINA).date()
        said = _with(current.document, form)
        is_withdrawn = _audience_before(amendment) == ("public",)
        return self._pages.response(
            "staff/fields_review.html",
            request,
            422 if is_refused else 200,
            id=opened.id,
            document=current.document,
            amendment=amendment,
            follows=list(consequences(documents, said, today)),
            waits=waits(served, said, today),
            becomes_public=becomes_public(amendment),
            is_withdrawn=is_withdrawn,
            earlier=rebuilding.earlier_with([opened.id], ["public"]) if is_withdrawn else (),
            is_refused=is_refused,
            sent=form.typed,
            state=state_token(current),
            names=opened.names.by_id,
        )


def becomes_public(amendment: Amendment) -> bool:
    """Whether a document that was for the staff is for everybody afterwards."""
    return _audience_before(amendment) == ("staff",)


def _audience_before(amendment: Amendment) -> Values | None:
    """The audience that a document had, where it gets another one."""
    changes = (change for change in amendment.changes if change.field == "audience" and change.new != change.old)
    return next((change.old for change in changes), None)


def _with(document: Document, form: FieldForm) -> Document:
    """The document as it is with what a form says of it."""
    values: dict[str, Any] = {
        name: values if name == "supersedes" else values[0] if values else None
        for name, values in form.wanted.items()
        if values or name != "title"
    }
    return replace(document, **values)


def _fields_address(document_id: str) -> str:
    return with_query(FIELDS_PATH, [("document", document_id)])
