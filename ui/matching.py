"""The page that holds an investor's plan against policies, published projects and links of chains.

The plan stands in the address alone: the result can be shared and printed, and nothing is stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse

from assistant.answers import Citation
from assistant.browsing import Browsing
from assistant.matching import profile as plans
from assistant.matching.conditions import State, Verdict
from assistant.matching.figures import Figure
from assistant.matching.links import ChainLink
from assistant.matching.matches import Matches, PolicyMatch
from assistant.matching.profile import Profile, ReadProfile
from assistant.matching.projects import ProjectCheck, ProjectMatch
from assistant.matching.wording import (
    condition_in_words,
    figure_in_words,
    name_in_words,
    reason_in_words,
    state_in_words,
    told_in_words,
    value_in_words,
)
from corpus.languages import to_traditional
from corpus.records.amounts import Amount
from corpus.schemas import Bilingual, Language
from index.records.wording import amount_in_words
from ui.citing import document_address, quote_address
from ui.languages import InterfaceLanguage, in_language
from ui.pages import Pages, language_of_request
from ui.records import records_address
from ui.texts import TEXTS

_FIELDS = ("product", "activity", "investment", "currency", "origin", "county", "land", "jobs", "research_share",
           "revenue", "cooperation")  # fmt: skip
_MONEY = ("investment", "revenue")
_CHOICES = ("activity", "origin", "county", "cooperation", "currency")
_LONGEST = 200  # characters of one field of an address
_SHOWN = 5  # policies of one standing, projects and links before the rest is folded

Standing = Literal["met", "unknown", "undecided", "unmet", "unasked"]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One condition as it is shown: what is asked, what came of it and why, and the clause with its address."""

    state: State
    word: str
    asked: str
    reason: str
    clause: Citation | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class PolicyCard:
    """A policy as it is shown; `source` opens its document or its record."""

    id: str
    name: str
    match: PolicyMatch
    lines: tuple[CheckLine, ...]
    gives: tuple[tuple[Citation, str], ...]
    office: str
    document: str
    record: str
    record_words: str
    about: str


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project as it is shown."""

    project: ProjectMatch
    name: str
    lines: tuple[CheckLine, ...]
    address: str
    about: str


def matching_address(profile: Profile) -> str:
    """The path of the page with a plan filled in."""
    fields = [(name, value) for name, value in plans.address_fields(profile) if value]
    return f"/matching?{urlencode(fields)}" if fields else "/matching"


def link_address(link: ChainLink) -> str:
    """The path of the page that tells of a link."""
    return records_address("link", [link.id])


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
        words = _Words(language, library.chain_names() if found else {})
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
            wanted=[_begun(words.own(told_in_words(told, own))) for told in found.wanted] if found else [],
            contact=words.contact(library),
            shown=_SHOWN,
            said=words.said,
            link_address=link_address,
        )

    return routes


def _about(kind: str, id_: str) -> str:
    """The path of the chat, opened about a policy, a project or a document."""
    return f"/?about={quote(f'{kind}:{id_}', safe='')}"


def _begun(text: str) -> str:
    """A text as a line begins with it."""
    return text[:1].upper() + text[1:]


def _errors(read: ReadProfile) -> dict[str, str]:
    """For each field that could not be read, the key of the words that say what is expected."""
    keys = {name: f"error_{name}" for name in read.errors}
    return keys | {
        name: "error_money" if name in _MONEY else "error_choice"
        for name in read.errors
        if name in (*_MONEY, *_CHOICES)
    }


def _options(name: str, language: InterfaceLanguage, words: _Words) -> list[tuple[str, str]]:
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


def _groups(found: Matches, words: _Words) -> dict[Standing, list[PolicyCard]]:
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


class _Words:
    """Says what was found in one language of the interface."""

    def __init__(self, language: InterfaceLanguage, chains: Mapping[str, Bilingual]) -> None:
        self.language: Language = "en" if language == "en" else "zh"
        self._interface = language
        self._chains = chains

    def own(self, text: str) -> str:
        """Our own words, in the reader's script."""
        return to_traditional(text) if self._interface == "zh-Hant" else text

    def said(self, text: Bilingual) -> str:
        """A name in the reader's language."""
        return in_language(text, self._interface)

    def plan(self, profile: Profile) -> list[tuple[str, str]]:
        """What was told, as it was understood."""
        texts = TEXTS[self._interface]
        lines: list[tuple[str, str]] = []
        for name in (*_FIELDS, "needs"):
            value = getattr(profile, name, None)
            if not value:
                continue
            if isinstance(value, Figure):
                shown = self.own(figure_in_words(value, self.language))
            elif name == "county":
                shown = self.own(name_in_words("county", value, self.language, {}))
            elif isinstance(value, tuple):
                shown = ("、" if self.language == "zh" else ", ").join(texts[f"need_{need}"] for need in value)
            else:
                shown = value if name == "product" else texts[f"{name}_{value}"]
            lines.append((texts[f"match_{name}"], shown))
        return lines

    def policy(self, match: PolicyMatch) -> PolicyCard:
        """A policy with its conditions, in the reader's words."""
        policy = match.policy
        lines = []
        for check in match.checks:
            asked = self.own(condition_in_words(check.condition, self.language, self._chains))
            lines.append(self._line(check.verdict, asked, check.citation))
        clauses = [check.citation for check in match.checks if check.citation]
        quoted = {clause.quote for clause in clauses}
        cited = [*clauses, *match.gives]
        return PolicyCard(
            id=policy.id,
            name=self.said(policy.name),
            match=match,
            lines=tuple(lines),
            gives=tuple((given, quote_address(given)) for given in match.gives if given.quote not in quoted),
            office=self.said(policy.office) if policy.office else "",
            document=document_address(cited[0].document_id) if cited else "",
            record=records_address("policy", [policy.record]) if policy.record else "",
            about=_about("policy", policy.id)
            if policy.record or not cited
            else _about("document", cited[0].document_id),
            record_words=self._record_words(match),
        )

    def project(self, project: ProjectMatch) -> ProjectCard:
        """A project with how it fits, in the reader's words."""
        lines = tuple(self._line(check.verdict, self._stated(check)) for check in project.checks)
        address, about = records_address("project", [project.id]), _about("project", project.id)
        return ProjectCard(project, self.said(project.name), lines, address, about)

    def contact(self, library: Browsing) -> tuple[str, str, str] | None:
        """The office that the library names, what it handles and its telephone."""
        profile = library.profile
        if profile is None:
            return None
        contact = profile.contact
        return self.said(contact.name), self.said(contact.handles), contact.telephone or ""

    def _line(self, verdict: Verdict, asked: str, citation: Citation | None = None) -> CheckLine:
        return CheckLine(
            state=verdict.state,
            word=_begun(self.own(state_in_words(verdict.state, self.language))),
            asked=_begun(asked),
            reason=self.own(reason_in_words(verdict, self.language)),
            clause=citation,
            address=quote_address(citation) if citation else "",
        )

    def _record_words(self, match: PolicyMatch) -> str:
        """What the record states of the conditions, where no document has the clauses."""
        conditions = match.policy.conditions
        lacks = any(check.citation is None for check in match.checks)
        return self.said(conditions) if conditions and lacks else ""

    def _stated(self, check: ProjectCheck) -> str:
        texts = TEXTS[self._interface]
        label = texts[f"project_subject_{check.subject}"]
        stated = check.stated
        if isinstance(stated, Amount):
            shown = self.own(amount_in_words(stated.value, stated.currency, self.language))
        elif isinstance(stated, Decimal):
            shown = self.own(value_in_words(stated, "mu", self.language))
        elif check.subject == "product":
            shown = " · ".join(self._chain(part) for part in stated.split("，"))
        else:
            shown = self.own(name_in_words(check.subject, stated, self.language, {}))
        return f"{label}{'：' if self.language == 'zh' else ': '}{shown}"

    def _chain(self, name: str) -> str:
        return self.said(self._chains[name]) if name in self._chains else name
