"""The documents of the staff space whose fields are looked at."""

from __future__ import annotations

from fastapi import HTTPException

from assistant import document_fields
from assistant.document_fields import OpenedDocument
from corpus.naming_documents import DocumentNames
from ui.staff.space import StaffSpace


def opened_document(space: StaffSpace, document_id: str) -> OpenedDocument:
    """What there is of a document. Raises a 404 where no file and no index knows it."""
    opened = document_fields.opened_document(document_id, document_names(space), space.rebuilding.libraries)
    if opened is None:
        raise HTTPException(404)
    return opened


def document_names(space: StaffSpace) -> DocumentNames:
    """The documents that are served, of both shelves."""
    return DocumentNames([view.document for view in space.library.documents()])
