"""The pages of industrial chains: all of them, and one with its diagram and the link that was chosen in it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse

from assistant.browsing import Browsing
from assistant.views import DocumentView
from corpus.languages import in_script
from corpus.schemas import Language
from index.chains.atlas import Chain, Link, Name, Stated
from ui.asking import about_address
from ui.chain_diagram import diagram_of
from ui.chain_shapes import Words
from ui.chain_views import (
    bars_of,
    counted,
    counties_of,
    county_name,
    dates_of,
    neighbours_of,
    notes_of,
    short_state,
    state_of,
    states_of,
)
from ui.citing import document_address
from ui.languages import InterfaceLanguage, script_of_interface
from ui.pages import Pages, language_of_request
from ui.records import records_address
from ui.texts import TEXTS

_MOST_DOCUMENTS = 8


def chain_address(chain_id: str, link_id: str | None = None) -> str:
    """The path of the page of a chain, or of one of its links."""
    path = f"/chains/{quote(chain_id, safe='')}"
    return f"{path}?{urlencode({'link': link_id})}#link" if link_id else path


def chain_routes(library: Browsing, pages: Pages) -> APIRouter:
    """The routes under /chains."""
    routes = APIRouter()

    @routes.get("/chains")
    def overview(request: Request) -> HTMLResponse:
        atlas = library.chains()
        chains = sorted(atlas.chains, key=lambda chain: chain.stated.provenance == "demo")
        texts = TEXTS[language_of_request(request)]
        return pages.response(
            "chains.html",
            request,
            chains=chains,
            atlas=atlas,
            say=_say(language_of_request(request)),
            counted=lambda what, count: counted(texts, what, count),
            address=chain_address,
            dates=dates_of,
        )

    @routes.get("/chains/{chain_id}")
    def page(chain_id: str, request: Request, link: str | None = None) -> HTMLResponse:
        atlas, language = library.chains(), _language(request)
        texts = TEXTS[language_of_request(request)]
        chain = atlas.chain(chain_id)
        chosen = atlas.link(link) if link else None
        if chain is None or (link is not None and (chosen is None or chosen.chain != chain.id)):
            raise HTTPException(404, "There is no such chain.")
        is_for_staff = atlas.is_for_staff
        say = _say(language_of_request(request))
        names = {each.id: say(each.name) for each in chain.links}
        notes = notes_of(chain, texts, is_for_staff=is_for_staff)
        unknown = texts["chain_place_unknown"]
        return pages.response(
            "chain.html",
            request,
            chain=chain,
            chosen=chosen,
            is_for_staff=is_for_staff,
            diagram=diagram_of(chain, Words(names, notes)),
            names=names,
            notes=notes,
            state=lambda each: state_of(each, is_for_staff=is_for_staff),
            short_state=lambda state: short_state(state, texts),
            states=states_of(chain, is_for_staff=is_for_staff),
            around=neighbours_of(chosen, atlas) if chosen else None,
            documents=_documents(library, chain, chosen, language) if chosen else (),
            counties=counties_of(chain, language, texts),
            provinces=bars_of(target.province or unknown for target in chain.targets),
            county=lambda code: county_name(code, language, texts),
            counted=lambda what, count: counted(texts, what, count),
            say=say,
            text_language=language,
            address=chain_address,
            dates=dates_of,
            origin=lambda stated, entity, id_: _origin(stated, entity, id_, language),
            document=document_address,
            asking=about_address,
            link_of=atlas.link,
        )

    return routes


def _documents(library: Browsing, chain: Chain, link: Link, language: Language) -> list[DocumentView]:
    """Policies first, then other documents that name the link or its chain."""
    found: dict[str, DocumentView] = {}
    for name in (link.name.said(language), chain.name.said(language)):
        found |= {view.document.id: view for view in library.documents_naming(name, language)}
    return sorted(found.values(), key=lambda view: view.document.kind != "policy")[:_MOST_DOCUMENTS]


def _origin(stated: Stated, entity: str, id_: str, language: Language) -> str:
    """Where what is stated can be read: the document of a facts file, or the record."""
    if stated.document:
        return document_address(f"{stated.document}-{language}")
    return records_address(entity, (id_,))


def _say(language: InterfaceLanguage) -> Callable[[Name], str]:
    """How names are written where they stand alone: in the reader's script, in English with a capital letter."""

    def say(name: Name) -> str:
        if language == "en":
            said = name.said("en")
            return said[:1].upper() + said[1:]
        return in_script(name.said("zh"), script_of_interface(language))

    return say


def _language(request: Request) -> Language:
    return "en" if language_of_request(request) == "en" else "zh"
