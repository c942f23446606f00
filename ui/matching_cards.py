"""Cards: a plan, and the policies and projects held against it, in the words of one language of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.answers import Citation
from assistant.matching.conditions import State, Verdict
from assistant.matching.figures import Figure
from assistant.matching.matches import PolicyMatch
from assistant.matching.profile import Profile, Told
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
from corpus.languages import in_script
from corpus.records.amounts import Amount
from corpus.schemas import Bilingual, Language, ProfileFile
from index.records.wording import amount_in_words
from ui.asking import about_address
from ui.citing import document_address, quote_address
from ui.languages import InterfaceLanguage, in_language, script_of_interface
from ui.records import opportunity_address, records_address
from ui.texts import TEXTS

_TOLD = ("product", "activity", "investment", "origin", "county", "land", "jobs", "research_share", "revenue",
         "cooperation", "needs")  # fmt: skip


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
    """A policy as it is shown, with the paths of its document, of its record and of the chat about it."""

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


class Words:
    """Says what was found in one language of the interface."""

    def __init__(self, language: InterfaceLanguage, chains: Mapping[str, Bilingual]) -> None:
        self.language: Language = "en" if language == "en" else "zh"
        self._interface = language
        self._chains = chains

    def own(self, text: str) -> str:
        """Our own words, in the reader's script."""
        return in_script(text, script_of_interface(self._interface))

    def said(self, text: Bilingual) -> str:
        """A name in the reader's language."""
        return in_language(text, self._interface)

    def plan(self, profile: Profile) -> list[tuple[str, str]]:
        """What was told, as it was understood."""
        texts = TEXTS[self._interface]
        lines: list[tuple[str, str]] = []
        for name in _TOLD:
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
            about=about_address("policy", policy.id)
            if policy.record or not cited
            else about_address("document", cited[0].document_id),
            record_words=self._record_words(match),
        )

    def project(self, project: ProjectMatch) -> ProjectCard:
        """A project with how it fits, in the reader's words."""
        lines = tuple(self._line(check.verdict, self._stated(check)) for check in project.checks)
        address, about = opportunity_address(project.id), about_address("project", project.id)
        return ProjectCard(project, self.said(project.name), lines, address, about)

    def wanted(self, told: Told) -> str:
        """What a field of the plan is called, as a line begins with it."""
        return _begun(self.own(told_in_words(told, self.language)))

    def contact(self, profile: ProfileFile | None) -> tuple[str, str, str] | None:
        """The office that the library names, what it handles and its telephone."""
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


def _begun(text: str) -> str:
    """A text as a line begins with it."""
    return text[:1].upper() + text[1:]
