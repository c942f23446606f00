"""/search: the passages that match a question, in the form of `smx search --json`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field

from assistant.browsing import Browsing
from assistant.rendering import matches_as_json
from corpus.schemas import Language
from ui.api.forms import Closed, OfAddress, Said, Whole, WholeNumber
from ui.api.origins import origin_of
from ui.citing import passage_address

_MOST = 50

Limit = Annotated[int, Field(ge=1, le=_MOST), Whole]


class MatchForm(Closed):
    """A passage. `score` is the log-odds that it answers, `legs` what that was made from; `address` opens it."""

    rank: int
    document_id: str
    passage_id: str
    title: str
    locator: str
    text: str
    score: float
    legs: dict[str, float]
    address: str


class MatchesForm(Closed):
    """The passages that match, best first."""

    id: str | None
    question: str
    language: Language
    matches: list[MatchForm]


class SearchBody(Closed):
    """What to look for, and how many passages to give at most."""

    question: Annotated[Said, Field(min_length=1)]
    id: Annotated[str, Field(max_length=200)] | WholeNumber | None = None
    limit: Limit = 10


class SearchAddress(OfAddress):
    """The same in an address."""

    question: Annotated[str, Field(min_length=1, max_length=2_000)]
    limit: Limit = 10


def search_routes(library: Browsing) -> APIRouter:
    """The routes of /search."""
    routes = APIRouter()

    @routes.get("/search", operation_id="search", response_model=MatchesForm)
    def by_address(asked: Annotated[SearchAddress, Query()], request: Request) -> Any:
        """Passages of the public library by words and by meaning, in both languages."""
        return matches_form(library, asked.question, asked.limit, origin_of(request))

    @routes.post("/search", operation_id="search_long", response_model=MatchesForm)
    def by_body(asked: SearchBody, request: Request) -> Any:
        """The same for a question too long for an address."""
        return matches_form(library, asked.question, asked.limit, origin_of(request), asked.id)

    return routes


def matches_form(
    library: Browsing, question: str, limit: int, origin: str, question_id: str | int | None = None
) -> dict[str, Any]:
    """The passages that match, as an object of `MatchesForm`."""
    form = matches_as_json(library.search(question, limit), None if question_id is None else str(question_id))
    for match in form["matches"]:
        match["address"] = origin + passage_address(match["document_id"], match["passage_id"])
    return form
