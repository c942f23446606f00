from __future__ import annotations

from assistant.conversations import Conversation
from tests.ui.fakes import PROFILE, FakeAssistant
from ui.dialogue import Dialogue, suggested_questions


def after(*questions: str) -> Dialogue:
    assistant = FakeAssistant()
    dialogue = Dialogue()
    for question in questions:
        dialogue = dialogue.with_answer(question, assistant.answer(Conversation(question)))
    return dialogue


def test_a_question_is_asked_with_the_turns_before_it():
    turns = after("weather").asking("And tomorrow?").turns
    assert [(turn.question, turn.answer[:10]) for turn in turns] == [("weather", "All public")]


def test_only_recent_turns_are_passed_on_and_the_page_does_not_grow_without_end():
    long = after(*["weather"] * 60)
    assert len(long.asking("x").turns) == 8
    assert len(long.exchanges) == 40


def test_an_over_long_question_is_asked_whole_but_remembered_cut():
    question = "x" * 100_000
    assert after().asking(question).question == question
    assert len(after(question).exchanges[0].question) < 1000


def test_suggests_the_profiles_questions_first_in_the_readers_language():
    assert suggested_questions(Dialogue(), PROFILE, "zh-Hant")[1] == "容缺受理是什麼？"
    assert suggested_questions(Dialogue(), None, "en") == ()


def test_suggests_what_the_last_answer_suggests():
    assert suggested_questions(after("第29届签了多少？"), PROFILE, "zh-Hans")[0] == "其中新材料投资多少亿？"


def test_does_not_suggest_what_was_asked():
    asked = "What does the green channel cover?"
    assert asked not in suggested_questions(after(asked), PROFILE, "en")
    suggested = "第29届黄河文化旅游节签了多少项目？"  # what the refusal of the second question suggests
    assert suggested not in suggested_questions(after(suggested, "天气"), PROFILE, "zh-Hans")
