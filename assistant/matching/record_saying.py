"""Saying from records: the projects and policies that fit a plan, in sentences that cite their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.assembly import OpenIndex
from assistant.matching.links import chain_names_of, links_of, matched_links
from assistant.matching.matches import PolicyMatch
from assistant.matching.profile import Profile
from assistant.matching.projects import ProjectCheck, matched_projects
from assistant.matching.wording import (
    condition_in_words,
    name_in_words,
    state_in_words,
    told_in_words,
    value_in_words,
)
from assistant.record_answers import RecordAnswer
from assistant.replies import reply
from corpus.languages import Script, in_script
from corpus.records.amounts import Amount
from corpus.records.entities import ENTITIES
from corpus.records.fields import EntityName
from corpus.schemas import Bilingual, Language
from index.records.wording import amount_in_words

_MOST = 3


def project_answer(profile: Profile, index: OpenIndex, script: Script) -> RecordAnswer | None:
    """The published projects whose chain or link is called as the product is, the best three named; nothing if none."""
    if profile.product is None:
        return None
    language: Language = "en" if script == "latn" else "zh"
    links = matched_links(profile.product, links_of(index), index.glossary)
    found = [
        match
        for match in matched_projects(profile, links, index, index.glossary)
        if any(check.subject == "product" and check.verdict.state == "met" for check in match.checks)
    ]
    chains = chain_names_of(index)
    told = [
        _Told(
            match.id,
            _named(match.name, [_checked(check, language, chains) for check in match.checks], language),
            match.as_of,
            match.is_demo,
        )
        for match in found
    ]
    return _answer("project", told, index, script)


def policy_answer(matches: Sequence[PolicyMatch], index: OpenIndex, script: Script) -> RecordAnswer | None:
    """The policies that stand in records alone, each with what came of its conditions; nothing if none."""
    language: Language = "en" if script == "latn" else "zh"
    chains = chain_names_of(index)
    found = [match for match in matches if match.policy.record]
    told = []
    for match in found:
        parts = [
            f"{condition_in_words(check.condition, language, chains)} {state_in_words(check.verdict.state, language)}"
            for check in match.checks
        ]
        policy = match.policy
        told.append(_Told(policy.id, _named(policy.name, parts, language), policy.as_of, policy.is_demo))
    return _answer("policy", told, index, script)


@dataclass(frozen=True, slots=True)
class _Told:
    """A record with what is said of it."""

    id: str
    text: str
    as_of: str | None
    is_demo: bool


def _answer(name: EntityName, told: Sequence[_Told], index: OpenIndex, script: Script) -> RecordAnswer | None:
    """The answer that names the first three records and counts the others."""
    if index.records is None or not told:
        return None
    language: Language = "en" if script == "latn" else "zh"
    joined = ("；" if language == "zh" else "; ").join(one.text for one in told[:_MOST])
    text = f"{joined}。" if language == "zh" else f"{joined}."
    rest = len(told) - _MOST
    head = reply(f"plan_{name}", script)
    tail = reply("plan_more", script, count=f"{rest:,}") if rest > 0 else ""
    said = in_script(text, script)
    entity = ENTITIES[name]
    return RecordAnswer(
        query=head.rstrip("：:"),
        entity=name,
        matched=len(told),
        total=index.records.total(name),
        value=None,
        rows=tuple({"id": one.id, "matched": one.text} for one in told),
        ids=tuple(one.id for one in told),
        as_of=max((one.as_of for one in told if one.as_of), default=None),
        audience=index.records.audience,
        provenance="demo" if any(one.is_demo for one in told) else "bureau",
        title=reply("records_title", script, entity=entity.zh if language == "zh" else entity.en_plural),
        sentences=tuple(filter(None, (f"{head}{'' if language == 'zh' else ' '}{said}", tail))),
    )


def _named(name: Bilingual, parts: Sequence[str], language: Language) -> str:
    called = name.zh if language == "zh" else name.en
    return f"{called}（{'，'.join(parts)}）" if language == "zh" else f"{called} ({', '.join(parts)})"


def _checked(check: ProjectCheck, language: Language, chains: dict[str, Bilingual]) -> str:
    stated = check.stated
    if isinstance(stated, Amount):
        shown = amount_in_words(stated.value, stated.currency, language)
    elif isinstance(stated, Decimal):
        shown = value_in_words(stated, "mu", language)
    else:
        shown = "" if check.subject == "product" else name_in_words(check.subject, stated, language, chains)
    word = state_in_words(check.verdict.state, language)
    label = told_in_words(check.subject, language)
    return f"{label}{shown}{word}" if language == "zh" else " ".join(filter(None, (label, shown, word)))
