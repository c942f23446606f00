"""/chains: the industrial chains, and one of them with its links, firms and projects."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request

from assistant.browsing import Browsing
from corpus.schemas import Position, Provenance
from index.chains.atlas import Chain, Firm, Link, LinkProject, Name, Stated
from ui.api.documents import SourceForm, source_form
from ui.api.forms import Both, Closed, Id, both
from ui.api.origins import origin_of
from ui.chain_views import dates_of
from ui.chains import chain_address
from ui.records import opportunity_address


class Counts(Closed):
    """How many there are of each."""

    links: int
    firms: int
    projects: int


class ChainForm(Closed):
    """A chain; `address` opens it."""

    id: str
    name: Both
    counts: Counts
    as_of: str | None
    provenance: Provenance
    address: str


class ChainsForm(Closed):
    """All chains of the public library."""

    total: int
    items: list[ChainForm]


class FirmForm(Closed):
    """A firm that is listed; `county` is a division code, or a name where the table has one without code."""

    id: str
    name: Both
    county: str | None
    products: Both | None
    as_of: str | None
    provenance: Provenance


class ChainProjectForm(Closed):
    """A published project of a link."""

    id: str
    name: Both
    county: str | None
    address: str


class LinkForm(Closed):
    """A link. `supplies` are the ids of links; `statement` is what a source says of it, word for word."""

    id: str
    name: Both
    position: Position | None
    statement: Both | None
    products: list[Both]
    gbt: list[str]
    technologies: Both | None
    supplies: list[str]
    firms: list[FirmForm]
    projects: list[ChainProjectForm]
    as_of: str | None
    provenance: Provenance
    source: SourceForm | None
    address: str


class WholeChainForm(ChainForm):
    """A chain with its links, upstream ones first, and the firms and projects that name the chain alone."""

    aliases: list[str]
    summary: Both | None
    source: SourceForm | None
    links: list[LinkForm]
    firms_beside: list[FirmForm]
    projects_beside: list[ChainProjectForm]


def chain_routes(library: Browsing) -> APIRouter:
    """The routes under /chains."""
    routes = APIRouter()

    @routes.get("/chains", operation_id="chains", response_model=ChainsForm)
    def listed(request: Request) -> Any:
        """The industrial chains of the public library."""
        return chains_form(library, origin_of(request))

    @routes.get("/chains/{chain_id:path}", operation_id="chain", response_model=WholeChainForm)
    def one(chain_id: Id, request: Request) -> Any:
        """One chain with its links, the firms and projects of each, and what supplies what."""
        chain = library.chains().chain(chain_id)
        if chain is None:
            raise HTTPException(404)
        return whole_chain_form(chain, origin_of(request))

    return routes


def chains_form(library: Browsing, origin: str) -> ChainsForm:
    """The list of chains."""
    items = [ChainForm(**_of_chain(chain, origin)) for chain in library.chains().chains]
    return ChainsForm(total=len(items), items=items)


def whole_chain_form(chain: Chain, origin: str) -> WholeChainForm:
    """A chain with everything that anyone may see of it."""
    return WholeChainForm(
        **_of_chain(chain, origin),
        aliases=list(chain.aliases),
        summary=_maybe(chain.summary),
        source=source_form(chain.stated.source),
        links=[_link(link, origin) for link in chain.links],
        firms_beside=list(map(_firm, chain.firms_beside)),
        projects_beside=[_project(project, origin) for project in chain.projects_beside],
    )


def _of_chain(chain: Chain, origin: str) -> dict[str, Any]:
    return {
        "id": chain.id,
        "name": both(chain.name),
        "counts": Counts(links=len(chain.links), firms=len(chain.firms), projects=len(chain.projects)),
        "as_of": dates_of(chain),
        "provenance": chain.stated.provenance,
        "address": origin + chain_address(chain.id),
    }


def _link(link: Link, origin: str) -> LinkForm:
    return LinkForm(
        id=link.id,
        name=both(link.name),
        position=link.position,
        statement=_maybe(link.statement),
        products=list(map(both, link.products)),
        gbt=list(link.gbt),
        technologies=_maybe(link.technologies),
        supplies=list(link.supplies),
        firms=list(map(_firm, link.firms)),
        projects=[_project(project, origin) for project in link.projects],
        source=source_form(link.stated.source),
        address=origin + chain_address(link.chain, link.id),
        **_of(link.stated),
    )


def _firm(firm: Firm) -> FirmForm:
    return FirmForm(
        id=firm.id, name=both(firm.name), county=firm.county, products=_maybe(firm.products), **_of(firm.stated)
    )


def _project(project: LinkProject, origin: str) -> ChainProjectForm:
    address = origin + opportunity_address(project.id)
    return ChainProjectForm(id=project.id, name=both(project.name), county=project.county, address=address)


def _of(stated: Stated) -> dict[str, Any]:
    return {"as_of": stated.as_of, "provenance": stated.provenance}


def _maybe(name: Name) -> Both | None:
    return both(name) if name else None
