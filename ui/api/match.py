"""POST /match: an investor's plan held against policies, published projects and links of chains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, HTTPException, Request

from assistant.answers import Citation
from assistant.browsing import Browsing
from assistant.matching.links import LinkMatch
from assistant.matching.matches import Matches
from assistant.matching.profile import read_profile
from corpus.schemas import Language
from ui.api.forms import both
from ui.api.match_forms import CheckForm, Clause, LinkForm, MatchForm, Plan, PolicyForm, ProjectForm
from ui.api.origins import origin_of
from ui.chains import chain_address
from ui.citing import quote_address
from ui.matching_cards import CheckLine, Words
from ui.pages import language_of_request
from ui.texts import TEXTS


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
