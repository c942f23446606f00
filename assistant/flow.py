"""The flow: one question's way from text to a verified answer."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Set
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answers import Answer, Outcome, Sentence
from assistant.asking_about import about_its_subject, named, questions_within
from assistant.assembly import CurrentIndex, OpenIndex
from assistant.chain_asking import NotAssessed, asked_of_chains
from assistant.conversations import Conversation
from assistant.framing import after, before, read_as
from assistant.gathering import gather
from assistant.intents import Intent
from assistant.matching.intending import asked_of_plan
from assistant.quoting import DraftSentence, compose, compose_nearest
from assistant.refusing import (
    OUTCOMES,
    is_of_names_on_record,
    promise_rule,
    sentences_for_far,
    sentences_for_intent,
    sentences_for_nothing_found,
    sentences_for_promise,
    sentences_for_unclear,
    suggestions,
)
from assistant.replies import reply
from assistant.scope import is_far
from assistant.understanding import Question, cleaned, understand
from assistant.verifying import verify
from corpus.languages import language_of, script_of, to_simplified
from corpus.schemas import ProfileFile
from index.errors import SearchIndexError

if TYPE_CHECKING:
    from assistant.record_answers import RecordAnswer

logger = logging.getLogger(__name__)


class Assistant:
    """Answers questions from one audience's shelves."""

    def __init__(self, index: CurrentIndex, today: Callable[[], date] = date.today) -> None:
        self._index = index
        self._today = today

    @property
    def profile(self) -> ProfileFile | None:
        """Who speaks."""
        return self._index.get().profile

    def answer(self, conversation: Conversation) -> Answer:
        """A verified answer to a conversation's last question."""
        started = time.perf_counter()
        try:
            index = self._index.get()
            today = self._today()
            whole = about_its_subject(conversation, index)
            answer = self._within_document(conversation, index, today)
            answer = answer or self._answer(whole, understand(whole, index), index, today)
        except SearchIndexError as error:
            logger.exception("a question could not be answered")
            answer = _unavailable(cleaned(conversation.question), error)
        return replace(answer, timings_ms={"total": round((time.perf_counter() - started) * 1000, 2)})

    def _answer(self, conversation: Conversation, question: Question, index: OpenIndex, today: date) -> Answer:
        if question.intent is Intent.PROMISE:
            return _declined_with_the_rule(question, index, today)
        if question.intent:
            said = sentences_for_intent(question, question.intent, index)
            return _answer(question, index, OUTCOMES[question.intent], said)
        if (of_chains := asked_of_chains(question.text, conversation.turns, index)) is not None:
            answer = _from_chains(question, index, of_chains, today)
            if answer is not None:
                return answer
        if planned := _of_plan(question, index, today):
            return planned
        if index.records is None:
            return self._from_texts(question, index, today)
        # Imported here: a library without records is asked without the database toolkit.
        from assistant.counting import RecordAnswer, counted, may_be_of_texts

        found = counted(conversation, index, today)
        if isinstance(found, RecordAnswer):
            return _from_records(question, index, found)
        if found is None or (may_be_of_texts(found) and not is_of_names_on_record(found, index)):
            answer = self._from_texts(question, index, today)
            if found is None or answer.outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED):
                return answer
        return _answer(question, index, Outcome.NEEDS_DETAIL, sentences_for_unclear(question, found, index))

    def _within_document(self, conversation: Conversation, index: OpenIndex, today: date) -> Answer | None:
        """What the document that a conversation is about answers by itself; nothing where it does not."""
        only, asked = questions_within(conversation, index)
        for text in asked:
            question = understand(replace(conversation, question=text), index)
            if question.intent is None:
                answer = self._from_texts(question, index, today, only)
                if answer.outcome is Outcome.ANSWERED:
                    return replace(answer, question=named(conversation))
        return None

    def _from_texts(self, question: Question, index: OpenIndex, today: date, only: Set[str] = frozenset()) -> Answer:
        """The answer of the texts, `only` of these documents if any."""
        evidence = gather(question, index, today, only)
        likelihood = min(item.likelihood for item in evidence)
        if is_far(question, evidence, index):
            said = sentences_for_far(question, index)
            return replace(_answer(question, index, Outcome.OUT_OF_SCOPE, said), likelihood=likelihood)
        sentences, citations = verify(compose(evidence), index, today)
        if not sentences:
            nearest, citations = verify(compose_nearest(evidence), index, today)
            said = sentences_for_nothing_found(question, evidence, nearest, index)
            return replace(
                _answer(question, index, Outcome.NOT_FOUND, said), citations=citations, likelihood=likelihood
            )
        outcome = Outcome.ANSWERED if all(item.answers for item in evidence) else Outcome.PARTLY_ANSWERED
        framed = (*before(question, citations), *sentences, *after(question, citations, index))
        return replace(
            _answer(question, index, outcome, framed), citations=citations, suggestions=(), likelihood=likelihood
        )


def _from_chains(
    question: Question, index: OpenIndex, found: RecordAnswer | tuple[DraftSentence, ...] | NotAssessed, today: date
) -> Answer | None:
    """What was found in the chains: records as they are, quotes if all of them hold."""
    if isinstance(found, NotAssessed):
        said = Sentence(reply("chain_not_assessed", question.script, subject=found.chain), framing=True)
        return _answer(question, index, Outcome.NOT_FOUND, (said,))
    if not isinstance(found, tuple):
        return _from_records(question, index, found)
    sentences, citations = verify(found, index, today)
    if len(sentences) < len(found):
        return None
    framed = (*before(question, citations), *sentences)
    return replace(_answer(question, index, Outcome.ANSWERED, framed), citations=citations, suggestions=())


def _of_plan(question: Question, index: OpenIndex, today: date) -> Answer | None:
    """The answer to a plan that a question tells, itself or with what was said before; nothing where none is told."""
    whole = next((text for text in (question.text, *question.searches[:1]) if asked_of_plan(to_simplified(text))), None)
    if whole is None:
        return None
    # Imported here: few questions tell a plan.
    from assistant.matching.answering import plan_answer

    found = plan_answer(whole, index, today)
    if found is None:
        return None
    answer = _answer(question, index, Outcome.ANSWERED, found.sentences)
    return replace(answer, citations=found.citations, suggestions=(), records=found.records, plan=found.plan)


def _from_records(question: Question, index: OpenIndex, found: RecordAnswer) -> Answer:
    numbered = enumerate((found, *found.beside), start=1)
    said = [Sentence(text, (n,)) for n, records in numbered for text in records.sentences]
    if found.provenance == "demo":
        said.insert(0, Sentence(reply("demo", question.script), framing=True))
    answer = _answer(question, index, Outcome.ANSWERED, tuple(said))
    return replace(answer, suggestions=(), records=found)


def _declined_with_the_rule(question: Question, index: OpenIndex, today: date) -> Answer:
    """No promise, with the rule that says why where the library has it."""
    asked = replace(question, searches=(promise_rule(question),), focus=None)
    rule, citations = verify(compose(gather(asked, index, today))[:1], index, today)
    said = sentences_for_promise(question, rule, index)
    return replace(_answer(question, index, Outcome.DECLINED, said), citations=citations)


def _answer(question: Question, index: OpenIndex, outcome: Outcome, sentences: tuple[Sentence, ...]) -> Answer:
    return Answer(
        question=question.text,
        language=question.language,
        script=question.script,
        outcome=outcome,
        sentences=(*read_as(question, index), *sentences),
        suggestions=suggestions(question.script, index),
        generation=index.generation,
    )


def _unavailable(text: str, error: SearchIndexError) -> Answer:
    script = script_of(text)
    said = Sentence(reply("unavailable", script, reason=f"{error} {error.remedy}"), framing=True)
    return Answer(text, language_of(text), script, Outcome.UNAVAILABLE, (said,))
