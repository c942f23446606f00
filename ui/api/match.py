"""POST /match: an investor's plan held against policies, published projects and links of chains."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Request
from pydantic import Field, StrictFloat, StrictInt

from assistant.answers import Citation
from assistant.browsing import Browsing
from assistant.matching.conditions import State
from assistant.matching.links import LinkMatch
from assistant.matching.matches import Matches
from assistant.matching.naming import Likeness
from assistant.matching.profile import LONGEST_PRODUCT, Activity, Cooperation, Origin, Told, read_profile
from corpus.conditions import Need
from corpus.records.choices import PLACES
from corpus.schemas import Language, Provenance
from ui.api.forms import Both, Closed, Status, both
from ui.api.origins import origin_of
from ui.chains import chain_address
from ui.citing import quote_address
from ui.matching_cards import CheckLine, Words
from ui.pages import language_of_request
from ui.texts import TEXTS

Sum = Annotated[str, Field(max_length=60)] | StrictInt | StrictFloat
"""A figure as it would be written down (6000万元, about 40 mu, ≥ 200) or a bare number."""

_COUNTIES = [place.code for place in PLACES if place.code != "411200"]
County = Annotated[str, Field(pattern=f"^({'|'.join(_COUNTIES)})$")]


class Plan(Closed):
    """A plan as far as it is told; money without a currency is in `currency`, land without a unit in mu."""

    product: Annotated[str, Field(max_length=LONGEST_PRODUCT)] | None = None
    activity: Activity | None = None
    investment: Sum | None = None
    currency: Literal["CNY", "USD", "EUR", "HKD", "JPY", "GBP"] = "CNY"
    origin: Origin | None = None
    county: County | None = None
    land: Sum | None = None
    jobs: Sum | None = None
    research_share: Sum | None = None
    revenue: Sum | None = None
    cooperation: Cooperation | None = None
    needs: list[Need] = Field(default_factory=list, max_length=20)

    def told(self) -> dict[str, str]:
        """What was told, as it would be typed into the form."""
        told = self.model_dump(exclude={"needs"}, exclude_none=True)
        return {name: _written(value) for name, value in told.items()}


def _written(value: str | int | float) -> str:
    """A number in digits, without a power of ten; one that is none (JSON readers take NaN) as it is called."""
    if isinstance(value, float) and math.isfinite(value):
        return f"{Decimal(repr(value)):f}"
    return str(value)


class Clause(Closed):
    """The sentence of a document that a condition stands on, word for word; `address` opens it."""

    quote: str
    title: str
    locator: str
    as_of: str | None
    status: Status
    provenance: Provenance
    address: str


class CheckForm(Closed):
    """What is asked or stated, and whether the plan meets it; `reason` says why that is not known."""

    state: State
    asked: str
    reason: str
    clause: Clause | None


class PolicyForm(Closed):
    """A policy held against the plan; `standing` is unmet where any condition is, else unknown where any is."""

    id: str
    name: Both
    standing: State | Literal["unasked"]
    is_needed: bool
    checks: list[CheckForm]
    gives: list[Clause]
    office: str
    begins: str | None
    as_of: str | None
    is_demo: bool
    address: str


class ProjectForm(Closed):
    """A published project without an investor that fits."""

    id: str
    name: Both
    checks: list[CheckForm]
    as_of: str | None
    is_demo: bool
    address: str


class LinkForm(Closed):
    """A link of a chain that is called as the product is, or like it."""

    id: str
    name: Both
    chain: Both
    likeness: Likeness
    is_demo: bool
    address: str


class MatchForm(Closed):
    """What fits a plan on a day. Nothing in it is a promise: what an authority decides is unknown.

    `not_understood` names fields whose figures could not be read: they count as not told. `left_out` counts policies
    that are not in force; `wanted` is what would tell the most if it were told.
    """

    on: str | None
    notice: str
    not_understood: list[str]
    policies: list[PolicyForm]
    projects: list[ProjectForm]
    links: list[LinkForm]
    left_out: int
    wanted: list[Told]


def match_routes(library: Browsing) -> APIRouter:
    """The route of /match."""
    routes = APIRouter()

    @routes.post("/match", operation_id="match", response_model=MatchForm)
    def match(plan: Plan, request: Request) -> Any:
        """Holds a plan against what the library states: each condition met, unmet or unknown, with its clause."""
        if "matching" not in library.sections():
            raise HTTPException(404)
        language = language_of_request(request)
        own: Language = "en" if language == "en" else "zh"
        read = read_profile(plan.told(), tuple(plan.needs))
        notice = TEXTS[language]["matching_no_promise"]
        found = None if read.profile.is_empty else library.matches(read.profile, own)
        if found is None:
            empty: dict[str, Any] = {"policies": [], "projects": [], "links": [], "left_out": 0, "wanted": []}
            return MatchForm(on=None, notice=notice, not_understood=list(read.errors), **empty)
        telling = _Telling(Words(language, library.chain_names()), origin_of(request))
        return telling.form(found, notice, read.errors)

    return routes


class _Telling:
    """Says what fits in one language, with addresses that open."""

    def __init__(self, words: Words, origin: str) -> None:
        self._words = words
        self._origin = origin

    def form(self, found: Matches, notice: str, errors: Sequence[str]) -> MatchForm:
        return MatchForm(
            on=found.on.isoformat(),
            notice=notice,
            not_understood=list(errors),
            policies=list(self._policies(found)),
            projects=list(self._projects(found)),
            links=list(map(self._link, found.links)),
            left_out=found.left_out,
            wanted=list(found.wanted),
        )

    def _policies(self, found: Matches) -> list[PolicyForm]:
        cards = [(match, self._words.policy(match)) for match in found.policies]
        return [
            PolicyForm(
                id=match.policy.id,
                name=both(match.policy.name),
                standing=match.standing if match.checks else "unasked",
                is_needed=match.is_needed,
                checks=list(map(self._check, card.lines)),
                gives=[self._clause(given) for given, _ in card.gives],
                office=card.office,
                begins=match.policy.begins,
                as_of=match.policy.as_of,
                is_demo=match.policy.is_demo,
                address=self._origin + (card.document or card.record or card.about),
            )
            for match, card in cards
        ]

    def _projects(self, found: Matches) -> list[ProjectForm]:
        cards = map(self._words.project, found.projects)
        return [
            ProjectForm(
                id=card.project.id,
                name=both(card.project.name),
                checks=list(map(self._check, card.lines)),
                as_of=card.project.as_of,
                is_demo=card.project.is_demo,
                address=self._origin + card.address,
            )
            for card in cards
        ]

    def _link(self, match: LinkMatch) -> LinkForm:
        link = match.link
        return LinkForm(
            id=link.id,
            name=both(link.name),
            chain=both(link.chain_name),
            likeness=match.likeness,
            is_demo=link.is_demo,
            address=self._origin + chain_address(link.chain_id, link.id),
        )

    def _check(self, line: CheckLine) -> CheckForm:
        clause = self._clause(line.clause) if line.clause else None
        return CheckForm(state=line.state, asked=line.asked, reason=line.reason, clause=clause)

    def _clause(self, citation: Citation) -> Clause:
        return Clause(
            quote=citation.quote,
            title=citation.title,
            locator=citation.locator,
            as_of=citation.as_of,
            status=citation.status,
            provenance=citation.provenance,
            address=self._origin + quote_address(citation),
        )
