"""Refusing: what is said when the library does not answer, and where to turn instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answers import Outcome, Sentence
from assistant.assembly import OpenIndex
from assistant.demanding.contacts import asks_whom
from assistant.demanding.places import asks_where
from assistant.gathering import Evidence
from assistant.intents import Intent
from assistant.replies import reply
from assistant.scope import near_documents
from assistant.statutes.untold import laws_untold
from assistant.understanding import Question
from corpus.languages import Script, in_script, to_simplified
from corpus.schemas import Bilingual

if TYPE_CHECKING:
    from assistant.record_questions import NeedsDetail

OUTCOMES = {
    Intent.EMPTY: Outcome.NEEDS_DETAIL,
    Intent.TOO_LONG: Outcome.NEEDS_DETAIL,
    Intent.FOREIGN: Outcome.NEEDS_DETAIL,
    Intent.GREETING: Outcome.NEEDS_DETAIL,
    Intent.THANKS: Outcome.NEEDS_DETAIL,
    Intent.IDENTITY: Outcome.NEEDS_DETAIL,
    Intent.CONTACT: Outcome.NEEDS_DETAIL,
    Intent.INSTRUCTION: Outcome.DECLINED,
    Intent.PERSONAL_DATA: Outcome.DECLINED,
    Intent.STAFF_DATA: Outcome.DECLINED,
    Intent.PROMISE: Outcome.DECLINED,
    Intent.OFF_TOPIC: Outcome.OUT_OF_SCOPE,
}
_TO_THE_OFFICE = {Intent.PERSONAL_DATA, Intent.STAFF_DATA}
_FAVOURS = re.compile(
    r"税|补|贴|奖|地价|优惠|免费|电价|减免|零地|\b(tax|vat|subsid|refund|rebate|incentive|grant|free|price|discount|exempt|fee|cheap)",
    re.IGNORECASE,
)
_NEAREST = 3
_SUGGESTED = 4
_EXPLAINED = frozenset("which_measure which_date what_is_asked how_joined mixed_measures".split())
"""The doubts that a person is told what to add for."""


def sentences_for_intent(question: Question, intent: Intent, index: OpenIndex) -> tuple[Sentence, ...]:
    """What is said to a question that is not for the library."""
    if intent is Intent.CONTACT:
        return _framing(_contact(question.script, index))
    said = [reply(intent.value, question.script)]
    if intent is Intent.OFF_TOPIC:
        said.extend(_purpose(question.script, index))
    if intent in _TO_THE_OFFICE:
        said.extend(_office(question.script, index))
    return _framing(said)


def promise_rule(question: Question) -> str:
    """What to search for to find the rule that forbids the promise asked for."""
    favours = _FAVOURS.search(to_simplified(question.text))
    return reply("promise_rule_favours" if favours else "promise_rule", question.script)


def sentences_for_promise(question: Question, rule: Sequence[Sentence], index: OpenIndex) -> tuple[Sentence, ...]:
    """What is said when a promise is asked for: that there is none, the rule that says why, and who decides."""
    promised_nothing = reply(Intent.PROMISE.value, question.script)
    return (*_framing([promised_nothing]), *rule, *_framing(_office(question.script, index)))


def sentences_for_far(question: Question, index: OpenIndex) -> tuple[Sentence, ...]:
    """What is said to a question about something else altogether: what the assistant is there for."""
    return _framing([reply("far", question.script), *_purpose(question.script, index)])


def sentences_for_nothing_found(
    question: Question, evidence: Sequence[Evidence], nearest: Sequence[Sentence], index: OpenIndex
) -> tuple[Sentence, ...]:
    """What is said when nothing answers: that it was searched for, what comes nearest, and who may know."""
    office = _office(question.script, index)
    if untold := laws_untold(question, evidence, (), index):
        return _framing([*untold, *office])
    asked = to_simplified(question.focus or question.text)
    if index.profile and asks_whom(asked):
        return _framing([reply("not_found_contact", question.script), *_contact(question.script, index)])
    if nearest:
        near = "not_found_place" if asks_where(asked) else "not_found_but_near"
        return (*_framing([reply(near, question.script)]), *nearest, *_framing(office))
    said = [reply("not_found", question.script)]
    if topics := nearest_topics(question, evidence, index):
        joined = ("; " if question.script == "latn" else "；").join(topics)
        said.append(reply("nearest", question.script, topics=joined))
    return _framing([*said, *office])


def sentences_for_unclear(question: Question, found: NeedsDetail, index: OpenIndex) -> tuple[Sentence, ...]:
    """What is said to a question over records of which a part was not understood: that part, and the part that was.

    Names on record that contain the part are proposed.
    """
    separator = ", " if question.script == "latn" else "、"
    if found.unclear:
        said = [reply("records_unclear", question.script, unclear=separator.join(found.unclear))]
        if names := _names_near(found.unclear, index):
            said.append(reply("records_near", question.script, names=separator.join(names)))
    else:
        said = [reply(f"records_{found.doubt}", question.script)] if found.doubt in _EXPLAINED else []
    if found.understood:
        said.append(reply("records_understood", question.script, understood=separator.join(found.understood)))
    return _framing(said)


def is_of_names_on_record(found: NeedsDetail, index: OpenIndex) -> bool:
    """Whether each part that was not understood stands in a name on record, so that the records must be meant."""
    return bool(found.unclear) and all(_names_near((word,), index) for word in found.unclear)


def _names_near(words: Sequence[str], index: OpenIndex) -> tuple[str, ...]:
    """Names on record that contain one of the words."""
    vocabulary = index.record_vocabulary
    if vocabulary is None:
        return ()
    found = [name for word in words if len(word) > 1 for name in vocabulary.near(word, most=_NEAREST)]
    return tuple(dict.fromkeys(found))[:_NEAREST]


def nearest_topics(question: Question, evidence: Sequence[Evidence], index: OpenIndex) -> tuple[str, ...]:
    """The titles of the documents in the asker's language that come near; of an empty library, the profile's topics.

    Without a profile there are none.
    """
    if index.profile is None:
        return ()
    if not any(item.matches for item in evidence):
        return tuple(_said(topic, question.script) for topic in index.profile.topics[:_NEAREST])
    documents = [index.document(document_id) for document_id in near_documents(question, evidence)[:_NEAREST]]
    return tuple(document.title for document in documents if document)


def suggestions(script: Script, index: OpenIndex) -> tuple[str, ...]:
    """Questions the library answers, in the asker's script."""
    if index.profile is None:
        return ()
    return tuple(_said(question, script) for question in index.profile.questions[:_SUGGESTED])


def _office(script: Script, index: OpenIndex) -> list[str]:
    return [reply("office", script, bureau=_said(index.profile.bureau, script))] if index.profile else []


def _contact(script: Script, index: OpenIndex) -> list[str]:
    """Whom to turn to, with what of it is published; what this assistant is, where the library does not say."""
    if index.profile is None:
        return [reply(Intent.IDENTITY.value, script)]
    contact = index.profile.contact
    known = {
        "telephone": contact.telephone,
        "address": _said(contact.address, script) if contact.address else None,
        "website": str(contact.website) if contact.website else None,
    }
    said = [reply("contact", script, office=_said(contact.name, script), handles=_said(contact.handles, script))]
    if lacking := [name for name in ("telephone", "address") if not known[name]]:
        said.append(reply(f"contact_no_{'_or_'.join(lacking)}", script))
    return said + [reply(f"contact_{name}", script, value=value) for name, value in known.items() if value]


def _purpose(script: Script, index: OpenIndex) -> list[str]:
    if index.profile is None:
        return []
    return [
        reply("purpose", script, city=_said(index.profile.city, script)),
        reply("office_for_investing", script, bureau=_said(index.profile.bureau, script)),
    ]


def _said(text: Bilingual, script: Script) -> str:
    if script == "latn":
        return text.en
    return in_script(text.zh, script)


def _framing(said: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, framing=True) for text in said)
