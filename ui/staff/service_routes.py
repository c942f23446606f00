"""Running the service: the index that is served, the switches, and the audit of all that was done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast, get_args

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from assistant.keeping.audit import Action
from assistant.keeping.switches import SWITCHES
from assistant.rebuilding import Rebuilding, Work
from corpus.schemas import Bilingual
from index.errors import SearchIndexError
from index.returning import Returning
from ui.listing import page_numbers, with_query
from ui.pages import language_of_request
from ui.staff.guarding import actor_of, form_of, needs
from ui.staff.log_addresses import page_in
from ui.staff.moments import moment
from ui.staff.pages import StaffPages
from ui.staff.space import STAFF_PATH, StaffSpace
from ui.texts import TEXTS

_LONGEST_MESSAGE = 300
_AUDIT_SIZE = 50
_only_admin = [Depends(needs("admin"))]


def library_routes(space: StaffSpace, pages: StaffPages) -> APIRouter:
    """The routes of the index that is served."""
    routes, rebuilding = APIRouter(), space.rebuilding

    @routes.get("/library")
    def library(request: Request) -> HTMLResponse:
        found, texts = rebuilding.work, TEXTS[language_of_request(request)]
        return pages.response(
            "staff/library.html",
            request,
            served=rebuilding.served,
            earlier=rebuilding.earlier,
            returning=_returning(rebuilding),
            work=found,
            work_begun=_begun(found, texts) if found else "",
            work_state=texts[_state(found)] if found else "",
            is_busy="busy" in request.query_params,
            built_at=lambda manifest: moment(datetime.fromisoformat(manifest.built_at)),
            moment=moment,
        )

    @routes.get("/library/work")
    def work(request: Request) -> JSONResponse:
        found = rebuilding.work
        if found is None:
            raise HTTPException(404)
        texts = TEXTS[language_of_request(request)]
        told = {"begun": _begun(found, texts), "said": texts[_state(found)], "lines": found.lines}
        return JSONResponse({"is_running": found.is_running, **told})

    @routes.post("/library/build", dependencies=_only_admin)
    def build(request: Request) -> Response:
        actor = actor_of(request)
        space.audit.add(actor, "index_built")
        has_begun = rebuilding.begin(actor.name)
        return RedirectResponse(f"{STAFF_PATH}/library" + ("" if has_begun else "?busy=1"), 303)

    @routes.post("/library/roll-back", dependencies=_only_admin)
    def roll_back(request: Request) -> Response:
        if _returning(rebuilding) is None:
            raise HTTPException(404)
        space.audit.add(actor_of(request), "index_rolled_back", left=rebuilding.served.id)
        rebuilding.roll_back()
        return RedirectResponse(f"{STAFF_PATH}/library", 303)

    return routes


def _begun(work: Work, texts: Mapping[str, str]) -> str:
    said = texts["index_work_begun" if work.by else "index_work_begun_elsewhere"]
    return said.format(who=work.by, at=moment(work.begun_at))


def _state(work: Work) -> str:
    if work.is_running:
        return "index_work_running"
    return {True: "index_work_done", False: "index_work_failed", None: "index_work_unseen"}[work.has_succeeded]


def _returning(rebuilding: Rebuilding) -> Returning | None:
    """What a rollback would bring back; nothing where there is no whole generation to go back to."""
    try:
        return rebuilding.returning
    except SearchIndexError:
        return None


def switch_routes(space: StaffSpace, pages: StaffPages) -> APIRouter:
    """The routes of the switches of the public side."""
    routes = APIRouter()

    @routes.get("/switches")
    def switches(request: Request) -> HTMLResponse:
        return pages.response(
            "staff/switches.html",
            request,
            switches=list(space.switches.all().values()),
            problem="one_language" if "both" in request.query_params else "",
            moment=moment,
        )

    @routes.post("/switches/{name}", dependencies=_only_admin)
    def turn(name: str, request: Request) -> Response:
        form, actor = form_of(request), actor_of(request)
        if name not in SWITCHES or form.get("to") not in ("open", "closed"):
            raise HTTPException(404)
        zh, en = (" ".join(form.get(f"message_{side}", "").split())[:_LONGEST_MESSAGE] for side in ("zh", "en"))
        is_open = form["to"] == "open"
        if not is_open and bool(zh) != bool(en):
            return RedirectResponse(f"{STAFF_PATH}/switches?both=1", 303)
        message = Bilingual(zh=zh, en=en) if zh and en and not is_open else None
        space.audit.add(actor, "switch_turned", switch=name, to=form["to"])
        space.switches.turn(name, is_open=is_open, by=actor.name, message=message)
        return RedirectResponse(f"{STAFF_PATH}/switches", 303)

    return routes


def audit_routes(space: StaffSpace, pages: StaffPages) -> APIRouter:
    """The route of the audit."""
    routes = APIRouter()

    @routes.get("/audit", dependencies=_only_admin)
    def audit(request: Request) -> HTMLResponse:
        query = request.query_params
        who, what, page = query.get("who", "")[:100], query.get("what", ""), page_in(query)
        action = cast(Action, what) if what in get_args(Action) else None
        found = space.audit.page(who=who or None, what=action, number=page, size=_AUDIT_SIZE)
        count = max(1, -(-found.total // _AUDIT_SIZE))
        asked = [(name, value) for name, value in (("who", who), ("what", what)) if value]
        return pages.response(
            "staff/audit.html",
            request,
            found=found,
            who=who,
            what=what,
            actions=get_args(Action),
            page=page,
            page_count=count,
            numbers=page_numbers(min(page, count), count),
            listed_at=lambda number: with_query(f"{STAFF_PATH}/audit", asked, number),
            moment=moment,
        )

    return routes
