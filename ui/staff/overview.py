"""The overview: how much is asked and how it ends, and which sources to look after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from assistant.keeping.exporting import CHINA
from assistant.keeping.log_entries import CitedSource, Count, LogFilter
from assistant.views import DocumentView
from corpus.documents import Document
from corpus.schemas import Language
from ui.citing import document_address
from ui.staff.charts import HEIGHT, WIDTH, day_chart, shares
from ui.staff.log_addresses import JUDGED, midnight_before
from ui.staff.pages import StaffPages
from ui.staff.space import StaffSpace

_PERIODS = (7, 30, 90)
_CITED = 300  # sources that are looked at
_MOST_SHOWN = 40
_OLD = timedelta(days=2 * 365)
_SOON = timedelta(days=90)

Problem = Literal["ended", "stale", "expiring", "conflicting"]


@dataclass(frozen=True, slots=True)
class Noted:
    """A document that somebody should look after: why, and how many answers cite it."""

    problem: Problem
    document: Document
    stated: str
    cited: int


def overview_routes(space: StaffSpace, pages: StaffPages) -> APIRouter:
    """The route of the first page."""
    routes = APIRouter()

    @routes.get("/")
    def overview(request: Request) -> HTMLResponse:
        wished = request.query_params.get("days", "")
        days = int(wished) if wished in map(str, _PERIODS) else _PERIODS[1]
        now, log = datetime.now(UTC), space.of_public.log
        since = midnight_before(days, now)
        wanted, today = LogFilter(since=since), now.astimezone(CHINA).date()
        by_day = log.counts("day", wanted)
        judged = (Count(kind, log.page(LogFilter(since=since, feedback=kind), size=1).total) for kind in JUDGED)
        panels = [(name, shares(log.counts(name, wanted))) for name in ("outcome", "channel", "language")]
        panels.append(("judged", shares([one for one in judged if one.key != "given" and one.count])))
        noted = tuple(noted_sources(space.library.documents(), log.sources(wanted, limit=_CITED), today))
        return pages.response(
            "staff/overview.html",
            request,
            days=days,
            periods=_PERIODS,
            asked=sum(one.count for one in by_day),
            chart=day_chart(by_day, since.date(), days),
            size=(WIDTH, HEIGHT),
            panels=panels,
            new=log.feedback_counts()["new"],
            noted=noted[:_MOST_SHOWN],
            soon=_SOON.days,
            address=document_address,
        )

    return routes


def noted_sources(views: Sequence[DocumentView], cited: Sequence[CitedSource], today: date) -> Iterator[Noted]:
    """The documents to look after, those that are cited in most answers first within each kind."""
    counts = {one.source: one.count for one in cited if one.kind == "passage"}
    by_citations = sorted(views, key=lambda view: (-counts.get(view.document.id, 0), view.document.id))
    replacing = Counter((replaced, view.document.language) for view in views for replaced in view.document.supersedes)
    found: dict[Problem, list[Noted]] = {"ended": [], "expiring": [], "conflicting": [], "stale": []}
    for view in by_citations:
        document, count = view.document, counts.get(view.document.id, 0)
        for problem, stated in _problems(view, count, today, replacing):
            found[problem].append(Noted(problem, document, stated, count))
    for noted in found.values():
        yield from noted


def _problems(
    view: DocumentView, count: int, today: date, replacing: Counter[tuple[str, Language]]
) -> Iterator[tuple[Problem, str]]:
    document = view.document
    if view.status in ("expired", "superseded"):
        if count:
            yield "ended", document.expires or ""
        return
    if document.expires and today.isoformat() <= document.expires[:10] <= (today + _SOON).isoformat():
        yield "expiring", document.expires
    if any(replacing[replaced, document.language] > 1 for replaced in document.supersedes):
        yield "conflicting", ", ".join(document.supersedes)
    # A year or a month is less than any day in it, which makes a source old a little early rather than late.
    if count and document.as_of and document.as_of < (today - _OLD).isoformat():
        yield "stale", document.as_of
