"""/projects: the published projects, filtered and sorted as on their page, and one of them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import Field

from assistant.browsing import Browsing
from assistant.opportunities.selecting import FACETS
from assistant.opportunities.views import Opportunity, OpportunityPage
from corpus.records.amounts import Amount
from corpus.records.rows import Value
from ui.api.forms import PLAIN, Choices, Closed, Id, OfAddress, Page, Words
from ui.api.origins import origin_of
from ui.api.paging import names_none, next_page
from ui.languages import InterfaceLanguage, script_of_interface
from ui.pages import language_of_request
from ui.records import opportunity_address

Figure = Annotated[str, Field(pattern=r"^[0-9]{1,15}(\.[0-9]{1,4})?$")]
"""A figure that is not below nought, in digits."""

Sort = Literal[
    "investment-desc", "investment-asc", "land-desc", "land-asc", "date-desc", "date-asc", "name-asc", "name-desc"
]


class Money(Closed):
    """A sum in whole units of its currency, as its source writes it, and never converted."""

    value: int | float
    currency: str
    written: str


Stated = str | bool | int | float | Money | list[str]


class ProjectForm(Closed):
    """A project: `values` are its fields as the record states them, by name; what is not known is not there."""

    id: str
    name: Words
    values: dict[str, Stated]
    is_demo: bool
    address: str


class ProjectsForm(Closed):
    """A page of the list; `next` is the address of the page after it."""

    matched: int
    total: int
    page: int
    pages: int
    next: str | None
    items: list[ProjectForm]


class Fact(Closed):
    """A field with what it is called and its value, in the reader's words."""

    field: str
    label: str
    value: Words


class WholeProjectForm(ProjectForm):
    """A project with everything that is published of it, in words too."""

    other_name: Words | None
    amount: str | None
    content: Words | None
    facts: list[Fact]


class ProjectsAddress(OfAddress):
    """Filters; several values of one name are alternatives. `min` and `max` bound the investment, in `unit` of yuan."""

    q: Annotated[str, Field(max_length=100, pattern=PLAIN)] = ""
    chain: Choices = Field(default_factory=list)
    link: Choices = Field(default_factory=list)
    county: Choices = Field(default_factory=list)
    origin: Choices = Field(default_factory=list)
    cooperation: Choices = Field(default_factory=list)
    event: Choices = Field(default_factory=list)
    min: Figure | None = None
    max: Figure | None = None
    unit: Literal["yuan", "wan", "yi", "million", "billion"] = "yuan"
    land_min: Figure | None = None
    land_max: Figure | None = None
    investor: Literal["stated", "none"] | None = None
    sort: Sort = "investment-desc"
    page: Page = 1

    def conditions(self) -> list[tuple[str, str]]:
        """The same as the address of the page of projects has it, but for the page."""
        found = [("q", self.q)] if self.q.strip() else []
        found += [(facet, value) for facet in FACETS for value in getattr(self, facet) if value.strip()]
        bounds = ("min", "max", "land_min", "land_max", "investor")
        found += [(name, value) for name in bounds if (value := getattr(self, name)) is not None]
        return [*found, ("unit", self.unit), ("sort", self.sort)]


def project_routes(library: Browsing) -> APIRouter:
    """The routes under /projects."""
    routes = APIRouter()

    @routes.get("/projects", operation_id="projects", response_model=ProjectsForm)
    def listed(asked: Annotated[ProjectsAddress, Query()], request: Request) -> Any:
        """The published projects, twenty on a page. What a condition names and no project has matches nothing."""
        return projects_form(library, asked, language_of_request(request), origin_of(request))

    @routes.get("/projects/{project_id:path}", operation_id="project", response_model=WholeProjectForm)
    def one(project_id: Id, request: Request) -> Any:
        """One published project."""
        view = library.opportunity(project_id, script_of_interface(language_of_request(request)))
        if view is None:
            raise HTTPException(404)
        return _whole(view, origin_of(request))

    return routes


def projects_form(library: Browsing, asked: ProjectsAddress, language: InterfaceLanguage, origin: str) -> ProjectsForm:
    """The page of the list that is asked for; an empty one where the library has no projects."""
    conditions = asked.conditions()
    view = library.opportunities([*conditions, ("page", str(asked.page))], script_of_interface(language))
    if view is None or names_none(view.ignored, conditions):
        total = view.total if view else 0
        return ProjectsForm(matched=0, total=total, page=asked.page, pages=1, next=None, items=[])
    is_there = asked.page <= view.page_count
    return ProjectsForm(
        matched=view.matched,
        total=view.total,
        page=asked.page,
        pages=view.page_count,
        next=next_page(f"{origin}/api/v1/projects", conditions, asked.page, view.page_count),
        items=[_project(one, origin) for one in view.opportunities] if is_there else [],
    )


def _project(one: Opportunity, origin: str) -> ProjectForm:
    return ProjectForm(
        id=one.id,
        name=Words(text=one.name.text, language=one.name.language),
        values=_values(one.values),
        is_demo=one.is_demo,
        address=origin + opportunity_address(one.id),
    )


def _whole(view: OpportunityPage, origin: str) -> WholeProjectForm:
    return WholeProjectForm(
        id=view.id,
        name=Words(text=view.name.text, language=view.name.language),
        values=_values(view.values),
        is_demo=view.provenance == "demo" or view.values.get("provenance") == "demo",
        address=origin + opportunity_address(view.id),
        other_name=Words(text=view.other_name.text, language=view.other_name.language) if view.other_name else None,
        amount=view.amount,
        content=Words(text=view.content.text, language=view.content.language) if view.content else None,
        facts=[
            Fact(field=field, label=label, value=Words(text=value.text, language=value.language))
            for field, label, value in view.facts
        ],
    )


def _values(values: Mapping[str, Value]) -> dict[str, Stated]:
    return {name: _stated(value) for name, value in values.items() if value is not None}


def _stated(value: str | Decimal | Amount | bool | tuple[str, ...]) -> Stated:
    if isinstance(value, Amount):
        return Money(value=_number(value.value), currency=value.currency, written=value.written)
    if isinstance(value, Decimal):
        return _number(value)
    return list(value) if isinstance(value, tuple) else value


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
