"""Uploads: files sent by editors, shown as they would be read, and then put into a library or discarded."""

from __future__ import annotations

import logging
from typing import Literal, cast, get_args

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from assistant.keeping.audit import Action
from assistant.reviewing import Progress, Review
from assistant.uploading import Upload
from corpus.errors import CorpusError
from corpus.intake import Refused
from corpus.schemas import Audience
from ui.citing import document_address
from ui.listing import with_query
from ui.pages import language_of_request
from ui.staff.file_rows import names_of
from ui.staff.files import FILES_PATH, files_page
from ui.staff.guarding import account_of, actor_of, form_of, needs
from ui.staff.moments import moment
from ui.staff.multipart import BrokenForm
from ui.staff.pages import StaffPages
from ui.staff.space import StaffSpace
from ui.staff.taking_in import NotTaken, TakenIn, TooMuch, taken_in
from ui.texts import TEXTS

Told = Literal["", "confirm", "audience", "changed", "broken"]
"""What a page of an upload says of what was tried last; `confirm` asks whether it is to be public."""

logger = logging.getLogger(__name__)

_NAMES = {
    name: name for name in ("number", "issuer", "level", "issued", "effective", "expires", "as_of", "supersedes")
} | {
    "superseded_by": "superseded_by",
    "translation_of": "upload_translation_of",
}
_STATUS: dict[Told, int] = {"": 200, "confirm": 200, "audience": 422, "changed": 409, "broken": 500}
_only_editor = [Depends(needs("editor"))]


def upload_routes(space: StaffSpace, pages: StaffPages) -> APIRouter:
    """The routes under /files/upload and /files/uploads."""
    routes = APIRouter()
    routes.include_router(_sending(space, pages))
    routes.include_router(_deciding(space, pages))
    return routes


def _sending(space: StaffSpace, pages: StaffPages) -> APIRouter:
    routes, reviewing = APIRouter(), space.reviewing

    @routes.post("/files/upload", dependencies=_only_editor)
    async def upload(request: Request) -> Response:
        try:
            taken = await taken_in(request, reviewing.uploads, account_of(request).name)
        except TooMuch:
            taken = TakenIn(refused=[NotTaken("", "too_large")])
        except (BrokenForm, TimeoutError, ClientDisconnect):
            taken = TakenIn(refused=[NotTaken("", "cut")])
        for one in taken.uploads:
            reviewing.progress(one)
        return await run_in_threadpool(_answer, request, taken)

    def _answer(request: Request, taken: TakenIn) -> Response:
        if "application/json" in request.headers.get("accept", ""):
            texts = TEXTS[language_of_request(request)]
            refused = [{"name": one.name, "said": texts[f"files_refused_{one.reason}"]} for one in taken.refused]
            return JSONResponse({"addresses": [_address(one) for one in taken.uploads], "refused": refused})
        if taken.refused or not taken.uploads:
            return files_page(space, pages, request, 422, taken.refused or [NotTaken("", "empty")])
        return RedirectResponse(_address(taken.uploads[0]) if len(taken.uploads) == 1 else f"{FILES_PATH}#uploads", 303)

    @routes.get("/files/uploads/{id_}", dependencies=_only_editor)
    def show(id_: str, request: Request) -> HTMLResponse:
        return _page(space, pages, request, _own(space, request, id_))

    @routes.get("/files/uploads/{id_}/progress", dependencies=_only_editor)
    def progress(id_: str, request: Request) -> JSONResponse:
        found = reviewing.progress(_own(space, request, id_))
        return JSONResponse({"state": found.state, "said": _said(request, found)})

    return routes


def _deciding(space: StaffSpace, pages: StaffPages) -> APIRouter:
    routes, reviewing = APIRouter(), space.reviewing

    @routes.post("/files/uploads/{id_}/put", dependencies=_only_editor)
    def put(id_: str, request: Request) -> Response:
        own, form = _own(space, request, id_), form_of(request)
        review = reviewing.review(own)
        if review is None or review.candidate is None:
            raise HTTPException(404)
        audience = form.get("audience", "")
        chosen = cast(Audience, audience) if audience in get_args(Audience) else review.candidate.says
        if review.candidate.has_documents and chosen is None:
            return _page(space, pages, request, own, "audience")
        if chosen == "public" and review.candidate.has_documents and not _is_confirmed(form.get("confirmed", "")):
            return _page(space, pages, request, own, "confirm")
        try:
            result = reviewing.put(own, chosen if review.candidate.has_documents else None)
        except FileNotFoundError as error:
            raise HTTPException(404) from error
        except (CorpusError, OSError) as error:
            logger.error("an upload could not be put into its library: %s", getattr(error, "strerror", error))
            return _page(space, pages, request, own, "broken")
        if isinstance(result, Refused):
            reviewing.look_again(own)
            return _page(space, pages, request, own, "changed")
        done = "same" if not result.is_new else "replaced" if result.earlier else "added"
        if done != "same":
            action: Action = "file_replaced" if done == "replaced" else "file_added"
            detail = {"file": own.path.as_posix(), "digest": own.digest, "audience": chosen or ""}
            space.audit.add(actor_of(request), action, **detail)
        documents = [("document", document.id) for document in review.preview.documents[:1]]
        return RedirectResponse(with_query(FILES_PATH, [("done", done), *documents]), 303)

    @routes.post("/files/uploads/{id_}/again", dependencies=_only_editor)
    def again(id_: str, request: Request) -> Response:
        own = _own(space, request, id_)
        reviewing.look_again(own)
        return RedirectResponse(_address(own), 303)

    @routes.post("/files/uploads/{id_}/discard", dependencies=_only_editor)
    def discard(id_: str, request: Request) -> Response:
        own = _own(space, request, id_)
        reviewing.uploads.discard(own)
        space.audit.add(actor_of(request), "upload_discarded", file=own.path.as_posix(), digest=own.digest)
        return RedirectResponse(f"{FILES_PATH}?done=discarded", 303)

    return routes


def _page(
    space: StaffSpace,
    pages: StaffPages,
    request: Request,
    own: Upload,
    told: Told = "",
) -> HTMLResponse:
    reviewing = space.reviewing
    progress, libraries = reviewing.progress(own), reviewing.uploads.libraries
    review: Review | None = reviewing.review(own)
    return pages.response(
        "staff/upload.html",
        request,
        _STATUS[told],
        own=own,
        library=names_of(libraries)[libraries.index(own.library)],
        progress=progress,
        said=_said(request, progress),
        preview=review.preview if review else None,
        can_go_in=bool(review and review.candidate),
        told=told,
        titles=_titles(space, review),
        names=_NAMES,
        address=document_address,
        here_address=_address(own),
        moment=moment,
    )


def _said(request: Request, progress: Progress) -> str:
    """How far the reading of an upload is, in the reader's language."""
    texts = TEXTS[language_of_request(request)]
    state = "reading_pages" if progress.state == "reading" and progress.pages else progress.state
    return texts[f"upload_{state}"].format(pages=progress.pages)


def _own(space: StaffSpace, request: Request, id_: str) -> Upload:
    upload = space.reviewing.uploads.get(id_, account_of(request).name)
    if upload is None:
        raise HTTPException(404)
    return upload


def _address(upload: Upload) -> str:
    return f"{FILES_PATH}/uploads/{upload.id}"


def _is_confirmed(typed: str) -> bool:
    words = {texts["upload_public_word"].casefold() for texts in TEXTS.values()}
    return typed.strip().casefold() in words


def _titles(space: StaffSpace, review: Review | None) -> dict[str, str]:
    ids = [pair.second for document in review.preview.documents for pair in document.alike] if review else []
    return space.library.titles(ids)
