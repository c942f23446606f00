"""Refusing: what is said when the library does not answer, and where to turn instead."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers import Outcome, Sentence
from assistant.assembly import OpenIndex
from assistant.gathering import Evidence
from assistant.intents import Intent
from assistant.replies import reply
from assistant.understanding import Question
from corpus.languages import Script, to_traditional
from corpus.schemas import Bilingual

OUTCOMES = {
    Intent.EMPTY: Outcome.NEEDS_DETAIL,
    Intent.TOO_LONG: Outcome.NEEDS_DETAIL,
    Intent.FOREIGN: Outcome.NEEDS_DETAIL,
    Intent.GREETING: Outcome.NEEDS_DETAIL,
    Intent.THANKS: Outcome.NEEDS_DETAIL,
    Intent.IDENTITY: Outcome.NEEDS_DETAIL,
    Intent.INSTRUCTION: Outcome.DECLINED,
    Intent.PERSONAL_DATA: Outcome.DECLINED,
    Intent.STAFF_DATA: Outcome.DECLINED,
    Intent.PROMISE: Outcome.DECLINED,
    Intent.OFF_TOPIC: Outcome.OUT_OF_SCOPE,
}
_TO_THE_OFFICE = {Intent.PERSONAL_DATA, Intent.STAFF_DATA, Intent.PROMISE, Intent.OFF_TOPIC}
_NEAREST = 3
_SUGGESTED = 4


def sentences_for_intent(question: Question, intent: Intent, index: OpenIndex) -> tuple[Sentence, ...]:
    """What is said to a question that is not for the library."""
    said = [reply(intent.value, question.script)]
    if intent in _TO_THE_OFFICE:
        said.extend(_office(question.script, index))
    return _framing(said)


def sentences_for_nothing_found(
    question: Question, evidence: Sequence[Evidence], nearest: Sequence[Sentence], index: OpenIndex
) -> tuple[Sentence, ...]:
    """What is said when nothing answers: that it was searched for, what comes nearest, and who may know."""
    office = _office(question.script, index)
    if nearest:
        return (*_framing([reply("not_found_but_near", question.script)]), *nearest, *_framing(office))
    said = [reply("not_found", question.script)]
    if topics := nearest_topics(question, evidence, index):
        joined = ("; " if question.script == "latn" else "；").join(topics)
        said.append(reply("nearest", question.script, topics=joined))
    return _framing([*said, *office])


def nearest_topics(question: Question, evidence: Sequence[Evidence], index: OpenIndex) -> tuple[str, ...]:
    """The titles of the documents that came nearest in the asker's language, or else the profile's topics."""
    if index.profile is None:
        return ()
    numbers = [
        match.passage for item in evidence for match in item.matches if match.passage.language == question.language
    ]
    documents = [
        index.document(document_id) for document_id in dict.fromkeys(passage.document_id for passage in numbers)
    ]
    titles = [document.title for document in documents if document][:_NEAREST]
    return tuple(titles) or tuple(_said(topic, question.script) for topic in index.profile.topics[:_NEAREST])


def suggestions(script: Script, index: OpenIndex) -> tuple[str, ...]:
    """Questions the library answers, in the asker's script."""
    if index.profile is None:
        return ()
    return tuple(_said(question, script) for question in index.profile.questions[:_SUGGESTED])


def _office(script: Script, index: OpenIndex) -> list[str]:
    return [reply("office", script, bureau=_said(index.profile.bureau, script))] if index.profile else []


def _said(text: Bilingual, script: Script) -> str:
    if script == "latn":
        return text.en
    return to_traditional(text.zh) if script == "hant" else text.zh


def _framing(said: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, framing=True) for text in said)
