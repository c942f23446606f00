"""Files: what stands in the libraries and how it is served, and taking a file out."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.surveying import Surveyed
from assistant.uploading import MOST_STAGED, Uploads, folders_of
from corpus.errors import CorpusError
from corpus.files import library_files
from corpus.intake import remove_file
from corpus.readers.limits import MEGABYTE, MOST_BYTES
from corpus.whole_files import digest_of_file
from index.shelves import AUDIENCES
from index.standing import Standing
from ui.citing import document_address
from ui.listing import page_numbers, with_query
from ui.staff.file_rows import STATES, FileRow, matching, names_of, rows_of
from ui.staff.guarding import account_of, actor_of, form_of, needs
from ui.staff.log_addresses import page_in
from ui.staff.moments import moment
from ui.staff.pages import StaffPages
from ui.staff.space import STAFF_PATH, StaffSpace
from ui.staff.taking_in import NotTaken

logger = logging.getLogger(__name__)

FILES_PATH = f"{STAFF_PATH}/files"

_SIZE = 50
_PATIENCE_SECONDS = 1.5
_LONGEST_TEXT = 200
_DONE = ("added", "replaced", "same", "removed", "discarded")
_only_editor = [Depends(needs("editor"))]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a page of files is asked for."""

    library: int | None
    state: str
    text: str
    page: int

    @property
    def parameters(self) -> list[tuple[str, str]]:
        library = "" if self.library is None else str(self.library)
        every = (("library", library), ("state", self.state), ("q", self.text))
        return [(name, value) for name, value in every if value]


def file_routes(space: StaffSpace, pages: StaffPages) -> APIRouter:
    """The routes of the list of files, and of removing one."""
    routes, libraries = APIRouter(), space.reviewing.uploads.libraries

    @routes.get("/files")
    def files(request: Request) -> HTMLResponse:
        return files_page(space, pages, request)

    @routes.get("/files/remove", dependencies=_only_editor)
    def ask(request: Request, library: int, path: str) -> HTMLResponse:
        _file(libraries, library, path)
        standing = _surveyed(space).standing
        rows = rows_of(standing, libraries, {}) if standing else ()
        row = next((row for row in rows if (row.library, row.path) == (library, path)), None)
        ids = [document.id for document in row.documents] if row else []
        return pages.response(
            "staff/file_removal.html",
            request,
            library=library,
            library_name=names_of(libraries)[library],
            path=path,
            documents={id_: id_ for id_ in ids} | space.library.titles(ids),
            holding=len(space.rebuilding.earlier_with(ids, AUDIENCES)),
            address=document_address,
        )

    @routes.post("/files/remove", dependencies=_only_editor)
    def remove(request: Request) -> Response:
        form = form_of(request)
        number, path = form.get("library", ""), form.get("path", "")
        library = int(number) if number.isdecimal() and len(number) < 4 else -1
        file = _file(libraries, library, path)
        try:
            digest = digest_of_file(file)
            remove_file(libraries[library], PurePosixPath(path))
        except FileNotFoundError as error:
            raise HTTPException(404) from error
        except OSError:
            return files_page(space, pages, request, 500, refused=[NotTaken(path, "broken")])
        space.audit.add(actor_of(request), "file_removed", file=path, digest=digest)
        return RedirectResponse(f"{FILES_PATH}?done=removed", 303)

    return routes


def files_page(
    space: StaffSpace, pages: StaffPages, request: Request, status: int = 200, refused: list[NotTaken] | None = None
) -> HTMLResponse:
    """The page of the files that an address asks for, with what was not taken in."""
    uploads = space.reviewing.uploads
    asked, libraries = _asked(request, uploads), uploads.libraries
    uploads.expire()
    surveyed = _surveyed(space)
    standing = surveyed.standing
    rows = _rows(space, standing) if standing else ()
    found = matching(rows, asked.library, asked.state, asked.text)
    count = max(1, -(-len(found) // _SIZE))
    page = min(asked.page, count)
    owner = account_of(request)
    own = uploads.of(owner.name) if owner.may("editor") else ()
    done = request.query_params.get("done", "")
    return pages.response(
        "staff/files.html",
        request,
        status,
        asked=asked,
        libraries=names_of(libraries),
        folders=_folders(libraries),
        states=STATES,
        surveyed=surveyed,
        rows=found[(page - 1) * _SIZE : page * _SIZE],
        row_count=len(found),
        pending=sum(row.state in ("new", "changed") for row in rows) + (len(standing.gone) if standing else 0),
        gone=space.library.titles(standing.gone) if standing else {},
        earlier=len(standing.earlier) if standing else 0,
        own=[(upload, space.reviewing.progress(upload)) for upload in own],
        is_full=len(own) >= MOST_STAGED,
        refused=refused or [],
        done=done if done in _DONE else "",
        done_document=request.query_params.get("document", "")[:_LONGEST_TEXT] if done in _DONE else "",
        most_staged=MOST_STAGED,
        most_megabytes=MOST_BYTES // MEGABYTE,
        page=page,
        page_count=count,
        numbers=page_numbers(page, count),
        listed_at=lambda number: with_query(FILES_PATH, asked.parameters, number),
        removal=lambda row: f"{FILES_PATH}/remove?{urlencode({'library': row.library, 'path': row.path})}",
        fields=lambda id_: f"{STAFF_PATH}/fields?{urlencode({'document': id_})}",
        address=document_address,
        moment=moment,
    )


def _surveyed(space: StaffSpace) -> Surveyed:
    try:
        return space.reviewing.surveying.latest(_PATIENCE_SECONDS)
    except CorpusError as error:
        logger.warning("the libraries cannot be looked at: %s", error)
        return Surveyed(None, is_current=False, is_broken=True)


def _rows(space: StaffSpace, standing: Standing) -> tuple[FileRow, ...]:
    ids = [card.id for file in standing.files for card in file.documents]
    return rows_of(standing, space.reviewing.uploads.libraries, space.library.titles(ids))


def _asked(request: Request, uploads: Uploads) -> _Asked:
    query = request.query_params
    library, state = query.get("library", ""), query.get("state", "")
    number = int(library) if library.isdecimal() and len(library) < 4 else -1
    return _Asked(
        number if 0 <= number < len(uploads.libraries) else None,
        state if state in STATES else "",
        query.get("q", "").replace("\0", "").strip()[:_LONGEST_TEXT],
        page_in(query),
    )


def _folders(libraries: tuple[Path, ...]) -> list[str]:
    try:
        return sorted({folder for library in libraries for folder in folders_of(library)})
    except CorpusError as error:
        logger.warning("the folders of the libraries cannot be listed: %s", error)
        return []


def _file(libraries: tuple[Path, ...], library: int, path: str) -> Path:
    """A file of a library by its path there, which is one of those that the library lists."""
    try:
        listed = library_files(libraries[library])[0] if 0 <= library < len(libraries) else ()
    except CorpusError as error:
        raise HTTPException(404) from error
    if path not in {file.as_posix() for file in listed}:
        raise HTTPException(404)
    return libraries[library] / path
