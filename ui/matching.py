"""The page that holds an investor's plan against policies, published projects and links of chains.

The plan stands in the address alone: the result can be shared and printed, and nothing is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse

from assistant.browsing import Browsing
from assistant.matching import profile as plans
from assistant.matching.links import ChainLink
from assistant.matching.matches import Matches, PolicyMatch
from assistant.matching.profile import ReadProfile
from assistant.matching.wording import name_in_words
from corpus.schemas import Language
from ui.chains import chain_address
from ui.languages import InterfaceLanguage
from ui.matching_cards import PolicyCard, Words
from ui.pages import Pages, language_of_request
from ui.texts import TEXTS

_FIELDS = ("product", "activity", "investment", "currency", "origin", "county", "land", "jobs", "research_share",
           "revenue", "cooperation")  # fmt: skip
_MONEY = ("investment", "revenue")
_CHOICES = ("activity", "origin", "county", "cooperation", "currency")
_LONGEST = 200  # characters of one field of an address
_SHOWN = 5  # policies of one standing, projects and links before the rest is folded

Standing = Literal["met", "unknown", "undecided", "unmet", "unasked"]


def link_address(link: ChainLink) -> str:
    """The path of the page that tells of a link."""
    return chain_address(link.chain_id, link.id)


def matching_routes(library: Browsing, pages: Pages) -> APIRouter:
    """The route of /matching; there is none where the library has nothing to match."""
    routes = APIRouter()

    @routes.get("/matching")
    def page(request: Request) -> HTMLResponse:
        if "matching" not in library.sections():
            raise HTTPException(404, "There is nothing to match.")
        language = language_of_request(request)
        own: Language = "en" if language == "en" else "zh"
        typed = {name: request.query_params.get(name, "")[:_LONGEST] for name in _FIELDS}
        read = plans.read_profile(typed, tuple(request.query_params.getlist("needs")))
        found = None if read.profile.is_empty else library.matches(read.profile, own)
        words = Words(language, library.chain_names() if found else {})
        return pages.response(
            "matching.html",
            request,
            typed=typed,
            needs=read.profile.needs,
            errors=_errors(read),
            options={name: _options(name, language, words) for name in _CHOICES},
            all_needs=plans.NEEDS,
            plan=words.plan(read.profile),
            is_asked=bool(request.query_params),
            found=found,
            groups=_groups(found, words) if found else {},
            projects=tuple(map(words.project, found.projects)) if found else (),
            wanted=list(map(words.wanted, found.wanted)) if found else [],
            contact=words.contact(library.profile),
            shown=_SHOWN,
            said=words.said,
            link_address=link_address,
        )

    return routes


def _errors(read: ReadProfile) -> dict[str, str]:
    """For each field that could not be read, the key of the words that say what is expected."""
    keys = {name: f"error_{name}" for name in read.errors}
    return keys | {
        name: "error_money" if name in _MONEY else "error_choice"
        for name in read.errors
        if name in (*_MONEY, *_CHOICES)
    }


def _options(name: str, language: InterfaceLanguage, words: Words) -> list[tuple[str, str]]:
    """The values of a choice with what they are called."""
    texts = TEXTS[language]
    if name == "county":
        return [(code, words.own(name_in_words("county", code, words.language, {}))) for code in plans.COUNTIES]
    if name == "currency":
        return [(code, code) for code in plans.CURRENCIES]
    codes: dict[str, Sequence[str]] = {
        "activity": plans.ACTIVITIES, "origin": plans.ORIGINS, "cooperation": plans.COOPERATIONS,
    }  # fmt: skip
    return [(code, texts[f"{name}_{code}"]) for code in codes[name]]


def _groups(found: Matches, words: Words) -> dict[Standing, list[PolicyCard]]:
    """The policies by how they stand; those of which nothing is settled, and those that ask nothing, apart."""
    groups: dict[Standing, list[PolicyCard]] = {"met": [], "unknown": [], "undecided": [], "unmet": [], "unasked": []}
    for match in found.policies:
        groups[_standing(match)].append(words.policy(match))
    return groups


def _standing(match: PolicyMatch) -> Standing:
    if not match.checks:
        return "unasked"
    if match.standing == "unknown" and not any(check.verdict.state == "met" for check in match.checks):
        return "undecided"
    return match.standing
