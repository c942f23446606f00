"""The published projects as pages: a list that its address filters and sorts, one project, files for spreadsheets."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse, Response

from assistant.browsing import Browsing
from assistant.opportunities.views import Exported, Format, Occasion
from ui.asking import about_address
from ui.languages import InterfaceLanguage, script_of_interface
from ui.listing import Chip, Parameters, chip, locales_for, page_numbers, with_query
from ui.pages import Pages, language_of_request
from ui.texts import TEXTS, Texts

if TYPE_CHECKING:
    from assistant.opportunities.views import OpportunitiesView

_PATH = "/opportunities"
_UNITS: dict[bool, tuple[str, ...]] = {False: ("yi", "wan", "yuan"), True: ("million", "billion", "yuan")}
_SORTS = (
    "investment-desc",
    "investment-asc",
    "land-desc",
    "land-asc",
    "date-desc",
    "date-asc",
    "name-asc",
    "name-desc",
)
_MEDIA_TYPES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_NAMES_IN_ADDRESS = {
    "q": "search_words", "min": "project_total_investment", "max": "project_total_investment",
    "land_min": "project_land", "land_max": "project_land",
}  # fmt: skip


def opportunities_address(parameters: Parameters = (), page: int = 1) -> str:
    """The path of the list that is asked for so."""
    return with_query(_PATH, parameters, page)


def opportunity_address(id_: str) -> str:
    """The path of one project's page."""
    return f"{_PATH}/{quote(id_, safe='')}"


def opportunity_routes(library: Browsing, pages: Pages) -> APIRouter:
    """The routes under /opportunities."""
    routes = APIRouter()

    @routes.get(_PATH)
    def page(request: Request) -> HTMLResponse:
        language = language_of_request(request)
        view = library.opportunities(request.query_params.multi_items(), script_of_interface(language))
        if view is None:
            raise HTTPException(404, "There are no published projects.")
        texts = TEXTS[language]
        return pages.response(
            "opportunities.html",
            request,
            view=view,
            address=opportunity_address,
            listed_at=opportunities_address,
            chips=_chips(view, texts),
            ignored=[(texts[_NAMES_IN_ADDRESS.get(name, f"project_{name}")], value) for name, value in view.ignored],
            units=_units(view, language),
            unit=view.typed["unit"] if view.typed["min"] or view.typed["max"] else _units(view, language)[0],
            sorts=_SORTS,
            numbers=page_numbers(view.page, view.page_count),
            export=lambda format_: with_query(f"{_PATH}.{format_}", view.parameters),
            parts=lambda unknown, other: _parts(unknown, other, texts),
            locales=locales_for(language),
        )

    @routes.get(f"{_PATH}.csv")
    def as_csv(request: Request) -> Response:
        return _file(library, request, "csv")

    @routes.get(f"{_PATH}.xlsx")
    def as_xlsx(request: Request) -> Response:
        return _file(library, request, "xlsx")

    @routes.get(f"{_PATH}/{{id_:path}}")
    def one(id_: str, request: Request) -> HTMLResponse:
        language = language_of_request(request)
        view = library.opportunity(id_, script_of_interface(language))
        if view is None:
            raise HTTPException(404, "There is no such project.")
        return pages.response(
            "opportunity.html",
            request,
            view=view,
            ask=about_address("project", view.id),
            listed_at=opportunities_address,
            locales=locales_for(language),
        )

    return routes


def _file(library: Browsing, request: Request, format_: Format) -> Response:
    parameters = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    script = script_of_interface(language_of_request(request))
    address = f"{str(request.base_url).rstrip('/')}{with_query(_PATH, parameters)}"
    found = library.exported_opportunities(parameters, script, format_, Occasion(datetime.now().astimezone(), address))
    if found is None:
        raise HTTPException(404, "There are no published projects.")
    return Response(
        found.content,
        media_type=_MEDIA_TYPES[format_],
        headers={
            "Content-Disposition": _disposition(found, format_),
            "Cache-Control": "private, no-cache",
            "Vary": "Cookie, Accept-Language",
        },
    )


def _disposition(found: Exported, format_: Format) -> str:
    """The file's name, with one in ASCII for programs that read no other."""
    return f"attachment; filename=\"opportunities.{format_}\"; filename*=UTF-8''{quote(found.name, safe='')}"


def _chips(view: OpportunitiesView, texts: Texts) -> list[Chip]:
    """Every condition that is set, with the address without it."""
    typed = view.typed

    def typed_chip(label: str, value: str, *names: str) -> Chip:
        without = [(name, text) for name, text in view.parameters if name not in names]
        return chip(label, value, opportunities_address(without))

    found = [typed_chip(texts["search_words"], f"“{typed['q']}”", "q")] if typed["q"] else []
    found += [
        chip(one.label, one.name.text, opportunities_address(one.without), one.name.language) for one in view.chips
    ]
    if bounds := _bounds(typed["min"], typed["max"], texts[f"unit_{typed['unit']}"], texts):
        found.append(typed_chip(texts["project_total_investment"], bounds, "min", "max", "unit"))
    if bounds := _bounds(typed["land_min"], typed["land_max"], texts["unit_mu"], texts):
        found.append(typed_chip(texts["project_land"], bounds, "land_min", "land_max"))
    if typed["investor"]:
        found.append(typed_chip(texts["project_investor"], texts[f"investor_{typed['investor']}"], "investor"))
    return found


def _bounds(low: str, high: str, unit: str, texts: Texts) -> str:
    if not low and not high:
        return ""
    which = "between" if low and high else "at_least" if low else "at_most"
    return f"{texts[which].format(low=low, high=high)} {unit}"


def _units(view: OpportunitiesView, language: InterfaceLanguage) -> tuple[str, ...]:
    """The units of the language, and that of the address."""
    own = _UNITS[language == "en"]
    is_typed = view.typed["min"] or view.typed["max"]
    return (*own, view.typed["unit"]) if is_typed and view.typed["unit"] not in own else own


def _parts(unknown: int, other_currency: int, texts: Texts) -> str:
    """How many rows are left out and why, as a list in words; nothing where none is."""
    parts = [texts["unordered_unknown"].format(count=unknown)] if unknown else []
    parts += [texts["unordered_other"].format(count=other_currency)] if other_currency else []
    return texts["parts_and"].join(parts)
