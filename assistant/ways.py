"""Ways: what rules, plans, chains, records and texts each say to a question, in sentences that need no model."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answers import Answer, Outcome, Sentence
from assistant.assembly import OpenIndex
from assistant.chain_asking import NotAssessed, asked_of_chains
from assistant.conversations import Conversation
from assistant.demanding.contacts import asks_whom
from assistant.framing import after, before, may_go_on, read_as
from assistant.gathering import Evidence, gather
from assistant.intents import Intent
from assistant.matching.intending import asked_of_plan
from assistant.quoting import compose, compose_nearest
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
from assistant.statutes.answering import articles_asked_for
from assistant.statutes.laws import articles_asked
from assistant.statutes.untold import laws_untold
from assistant.understanding import Question, understand
from assistant.verifying import verify
from corpus.languages import to_simplified

if TYPE_CHECKING:
    from assistant.record_answers import RecordAnswer
    from index.records.queries import RecordQuery


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question: a verified answer, and the evidence of texts that it was quoted from, if any.

    `beside` is what must be said with quotes of texts however they are worded: what the library lacks.
    """

    question: Question
    answer: Answer
    evidence: tuple[Evidence, ...] = ()
    beside: tuple[Sentence, ...] = ()

    @property
    def answers(self) -> bool:
        """Whether it answers the question, at least in part."""
        return self.answer.outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)


def by_any_way(question: Question, conversation: Conversation, index: OpenIndex, today: date) -> Found:
    """What the first way says that has anything to say to a question; texts always have."""
    return (
        from_intent(question, index, today)
        or from_chains(question, conversation, index, today)
        or from_plan(question, index, today)
        or from_records(question, conversation, index, today)
        or from_texts(question, index, today)
    )


def from_intent(question: Question, index: OpenIndex, today: date) -> Found | None:
    """What is said to a question that is not for the library; nothing to any other."""
    if question.intent is None:
        return None
    if question.intent is Intent.PROMISE:
        return Found(question, _declined_with_the_rule(question, index, today))
    said = sentences_for_intent(question, question.intent, index)
    return Found(question, _answer(question, index, OUTCOMES[question.intent], said))


def from_articles(conversation: Conversation, index: OpenIndex, today: date) -> Found | None:
    """What the articles that a question names say, or that there are none of these numbers; nothing to any other."""
    found = articles_asked_for(conversation, index, today)
    if found is None:
        return None
    question = understand(conversation, index)
    if question.intent is not None:
        return None
    sentences, citations = verify(found.drafted, index, today)
    said = (
        *before(question, citations),
        *sentences,
        *found.own_words(question.script),
        *after(question, citations, index),
    )
    answer = _answer(question, index, found.outcome if sentences or not found.drafted else Outcome.NOT_FOUND, said)
    return Found(question, replace(answer, citations=citations, suggestions=() if sentences else answer.suggestions))


def from_chains(question: Question, conversation: Conversation, index: OpenIndex, today: date) -> Found | None:
    """What the chains say: records as they are, quotes if all of them hold; nothing to a question not over chains."""
    found = asked_of_chains(question.text, conversation.turns, index)
    if found is None:
        return None
    if isinstance(found, NotAssessed):
        said = Sentence(reply("chain_not_assessed", question.script, subject=found.chain), framing=True)
        return Found(question, _answer(question, index, Outcome.NOT_FOUND, (said,)))
    if not isinstance(found, tuple):
        return Found(question, _of_records(question, index, found))
    sentences, citations = verify(found, index, today)
    if len(sentences) < len(found):
        return None
    framed = (*before(question, citations), *sentences)
    answer = _answer(question, index, Outcome.ANSWERED, framed)
    return Found(question, replace(answer, citations=citations, suggestions=()))


def from_plan(question: Question, index: OpenIndex, today: date) -> Found | None:
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
    return Found(
        question,
        replace(answer, citations=found.citations, suggestions=(), records=found.records, plan=found.plan),
    )


def from_records(question: Question, conversation: Conversation, index: OpenIndex, today: date) -> Found | None:
    """What the records say, or what must be added to the question for them; nothing where texts are to answer."""
    if index.records is None:
        return None
    # Imported here: a library without records is asked without the database toolkit.
    from assistant.counting import RecordAnswer, counted, may_be_of_texts

    found = counted(conversation, index, today)
    if isinstance(found, RecordAnswer):
        return Found(question, _of_records(question, index, found))
    if found is None:
        return None
    is_of_texts = may_be_of_texts(found) and not is_of_names_on_record(found, index)
    if is_of_texts:
        of_texts = from_texts(question, index, today)
        no_count = asks_whom(to_simplified(question.text)) or articles_asked(question.text, index.glossary)
        if of_texts.answers or no_count:
            return of_texts
    said = sentences_for_unclear(question, found, index)
    return Found(question, _answer(question, index, Outcome.NEEDS_DETAIL, said))


def from_query(question: Question, query: RecordQuery, index: OpenIndex) -> Found | None:
    """What a query says that stands for a question; nothing where no record is in it, as it may be misread."""
    if index.records is None:
        return None
    # Imported here: a library without records is asked without the database toolkit.
    from assistant.record_answers import record_answer
    from assistant.record_questions import Understood

    found = record_answer(index.records, Understood(query), question.script)
    return Found(question, _of_records(question, index, found)) if found.matched else None


def from_texts(question: Question, index: OpenIndex, today: date, only: Set[str] = frozenset()) -> Found:
    """The answer of the texts, `only` of these documents if any, or that there is none."""
    evidence = gather(question, index, today, only)
    likelihood = min(item.likelihood for item in evidence)
    if is_far(question, evidence, index):
        said = sentences_for_far(question, index)
        far = replace(_answer(question, index, Outcome.OUT_OF_SCOPE, said), likelihood=likelihood)
        return Found(question, far)
    sentences, citations = verify(compose(evidence), index, today)
    if not sentences:
        nearest, citations = verify(compose_nearest(evidence), index, today)
        said = sentences_for_nothing_found(question, evidence, nearest, index)
        nothing = _answer(question, index, Outcome.NOT_FOUND, said)
        shown = citations if any(sentence in said for sentence in nearest) else ()
        return Found(question, replace(nothing, citations=shown, likelihood=likelihood))
    untold = laws_untold(question, evidence, [sentence.text for sentence in sentences], index)
    is_whole = all(item.answers for item in evidence) and not untold
    outcome = Outcome.ANSWERED if is_whole else Outcome.PARTLY_ANSWERED
    beside = (*(Sentence(text, framing=True) for text in untold), *may_go_on(question, citations))
    framed = (*before(question, citations), *sentences, *beside, *after(question, citations, index))
    answer = replace(
        _answer(question, index, outcome, framed), citations=citations, suggestions=(), likelihood=likelihood
    )
    return Found(question, answer, evidence, beside)


def _of_records(question: Question, index: OpenIndex, found: RecordAnswer) -> Answer:
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
        reading=question.reading,
        publisher=index.profile.bureau.zh if index.profile else "",
    )
