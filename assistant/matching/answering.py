"""Answering: a plan told in a question held against what fits it, in a few sentences that cite their clauses.

It answers only where a figure, a chain or the origin that was told settles a condition; all else is left to the texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.answers import Citation, Sentence
from assistant.assembly import OpenIndex
from assistant.framing import demo_notice
from assistant.matching.clauses import Clauses
from assistant.matching.conditions import OneOf, Plan, Recognition
from assistant.matching.intending import asked_of_plan
from assistant.matching.links import chain_names_of, links_of, matched_links
from assistant.matching.matches import PolicyMatch, held_policies, plan_of
from assistant.matching.policies import policies_of
from assistant.matching.profile import Profile, address_fields
from assistant.matching.telling import told_plan
from assistant.matching.wording import condition_in_words, state_in_words, told_in_words
from assistant.quoting import DraftSentence
from assistant.replies import reply
from assistant.verifying import verify
from corpus.languages import Script, in_script, script_of, to_simplified
from corpus.schemas import Bilingual, Language

if TYPE_CHECKING:
    from assistant.record_answers import RecordAnswer

_MOST = 3  # policies said in an answer; the page has all
_FAR = 3
_SETTLING = ("investment", "revenue", "per_mu", "jobs", "research_share", "land", "chain")


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """What a plan comes to: sentences with citations numbered from 1, or from records; `plan` fills the page."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    plan: tuple[tuple[str, str], ...]
    records: RecordAnswer | None = None


def plan_answer(question: str, index: OpenIndex, today: date) -> PlanAnswer | None:
    """The answer to a question that tells a plan; nothing where it tells none, or where nothing exact comes of it.

    Raises `SearchIndexError`.
    """
    text = to_simplified(question)
    asks = asked_of_plan(text)
    profile = told_plan(text) if asks else Profile()
    if profile.product is None and profile.investment is None:
        return None
    script = script_of(question)
    if asks == "projects":
        return _of_projects(profile, index, script)
    return _of_policies(profile, index, today, script)


def _of_policies(profile: Profile, index: OpenIndex, today: date, script: Script) -> PlanAnswer | None:
    language: Language = "en" if script == "latn" else "zh"
    links = matched_links(profile.product, links_of(index), index.glossary) if profile.product else ()
    told = plan_of(profile, links)
    in_force = [policy for policy in policies_of(index, today) if policy.status in ("in_force", "undated")]
    held = held_policies(in_force, told, index, today, language)
    held = [match for match in held if not _is_of_another_chain(match, told)]
    settled = sorted(filter(_is_settled, held), key=lambda match: _worth(match, told))
    # What fits only in a sum is worth saying, what fails only in something that was not asked about is not.
    settled = [match for match in settled if _nearness(match, told) < _FAR or match.standing != "unmet"] or settled
    plan = tuple(address_fields(profile))
    names = chain_names_of(index)
    drafts: list[DraftSentence] = []
    for place, match in enumerate(settled[:_MOST]):
        clauses = Clauses(match.policy, language, index, names)
        drafts += _drafted(match, clauses, script, names, with_gives=not place)
    said, citations = verify(drafts, index, today)
    if said:
        framed = (*_before(citations, language, script), *said, *_after(settled, script))
        return PlanAnswer(framed, citations, plan)
    if index.records is None:
        return None
    # Imported here: a library without records is asked without what says them.
    from assistant.matching.record_saying import policy_answer

    return _from_records(policy_answer(settled, index, script), plan, script)


def _is_settled(match: PolicyMatch) -> bool:
    """Whether what was told settles a condition of a policy."""
    return any(
        check.verdict.state != "unknown"
        and (
            check.condition.subject in _SETTLING
            or (check.condition.subject == "origin" and check.verdict.state == "met")
        )
        for check in match.checks
    )


def _nearness(match: PolicyMatch, plan: Plan) -> int:
    """How near a policy is to the plan: made for its chain, for what is asked or a chain like it, for who and where it
    is, or for any."""
    states = {check.condition.subject: check.verdict.state for check in match.checks}
    if "chain" in states and states["chain"] != "unknown":
        return 0 if states["chain"] == "met" else _FAR
    met = {subject for subject, state in states.items() if state == "met"}
    if _may_be_of_chain(match, plan):
        return 1
    return 1 if match.is_needed else 2 if met & {"origin", "county"} else _FAR


def _is_of_another_chain(match: PolicyMatch, plan: Plan) -> bool:
    """Whether a policy is only for chains that nothing told is like, and is not near in any other way."""
    asks = any(check.condition.subject == "chain" and check.verdict.state == "unknown" for check in match.checks)
    return asks and plan.profile.product is not None and _nearness(match, plan) == _FAR


def _may_be_of_chain(match: PolicyMatch, plan: Plan) -> bool:
    """Whether a policy is for a chain whose name is like what is to be made."""
    asked = [check.condition for check in match.checks if check.verdict.state == "unknown"]
    return any(
        isinstance(each, OneOf) and each.subject == "chain" and plan.possible_chains & set(each.allowed)
        for each in asked
    )


def _worth(match: PolicyMatch, plan: Plan) -> tuple[bool, bool, int, int, int]:
    """What is made for the chain first, what is real before what is made up, the nearer first, then how it stands."""
    met = sum(check.verdict.state == "met" for check in match.checks)
    near = _nearness(match, plan)
    return near > 0, match.policy.is_demo, near, ("met", "unknown", "unmet").index(match.standing), -met


def _drafted(
    match: PolicyMatch, clauses: Clauses, script: Script, chains: dict[str, Bilingual], *, with_gives: bool
) -> list[DraftSentence]:
    """What came of the conditions of a policy, in a sentence that cites their clauses, and what its text gives."""
    language: Language = "en" if script == "latn" else "zh"
    cited, parts = [], []
    for asked in match.policy.asks:
        clause = clauses.verbatim(asked.clause) if asked.clause else clauses.stating(asked.condition)
        state = next(check.verdict.state for check in match.checks if check.condition == asked.condition)
        if clause is None:
            continue
        cited.append(clause)
        words = condition_in_words(asked.condition, language, chains)
        word = state_in_words(state, language)
        parts.append(f"{words}，{word}" if language == "zh" else f"{words} – {word}")
    name = match.policy.name.zh if language == "zh" else match.policy.name.en
    said = f"{name}：{'；'.join(parts)}。" if language == "zh" else f"{name}: {'; '.join(parts)}."
    # The same clause may state two conditions; it is cited once.
    once = {clause.span: clause for clause in cited}
    drafts = [DraftSentence(in_script(said, script), tuple(once.values()))]
    if with_gives and match.standing != "unmet":
        found = [clauses.verbatim(text) for text in match.policy.gives]
        found += clauses.giving(match.policy.support) if match.policy.support else []
        drafts += [DraftSentence(sentence.text, (sentence,)) for sentence in found if sentence]
    return drafts


def _before(citations: Sequence[Citation], language: Language, script: Script) -> list[Sentence]:
    said = [reply(name, script)] if (name := demo_notice(citations)) else []
    if all(citation.language != language for citation in citations):
        said.append(reply(f"other_language_{citations[0].language}", script))
    return [Sentence(text, framing=True) for text in said]


def _after(settled: Sequence[PolicyMatch], script: Script) -> list[Sentence]:
    """What to tell next, that nothing is promised, and where the whole comparison is."""
    language: Language = "en" if script == "latn" else "zh"
    shown = settled[:_MOST]
    wanted = {told for match in shown for check in match.checks for told in check.verdict.wanted}
    said = []
    if wanted:
        names = [told_in_words(told, language) for told in sorted(wanted)]
        joined = ("、" if language == "zh" else ", ").join(names)
        said.append(reply("plan_wanted", script, wanted=in_script(joined, script)))
    decided = any(isinstance(check.condition, Recognition) for match in shown for check in match.checks)
    said.append(reply("plan_decided_elsewhere" if decided else "plan_no_promise", script))
    said.append(reply("plan_page", script))
    return [Sentence(text, framing=True) for text in said]


def _of_projects(profile: Profile, index: OpenIndex, script: Script) -> PlanAnswer | None:
    """The published projects that fit, said from their records."""
    if index.records is None:
        return None
    # Imported here: a library without records is asked without what says them.
    from assistant.matching.record_saying import project_answer

    return _from_records(project_answer(profile, index, script), tuple(address_fields(profile)), script)


def _from_records(records: RecordAnswer | None, plan: tuple[tuple[str, str], ...], script: Script) -> PlanAnswer | None:
    """What was found in records, said with what must be said around it."""
    if records is None:
        return None
    said = [Sentence(text, (1,)) for text in records.sentences]
    if records.provenance == "demo":
        said.insert(0, Sentence(reply("demo", script), framing=True))
    framing = [Sentence(reply(name, script), framing=True) for name in ("plan_no_promise", "plan_page")]
    return PlanAnswer((*said, *framing), (), plan, records)
