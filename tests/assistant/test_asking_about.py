"""A question that leans on the thing a conversation is about, and one that does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answers import Outcome
from assistant.asking_about import about_its_subject, whole_question
from assistant.assembly import OpenIndex
from assistant.conversations import Conversation, Turn
from assistant.subjects import Subject, subject_of
from tests.assistant.opportunities.projects import write_stores
from tests.assistant.samples import Asked

PROJECT = Subject("project", "p", "甲铜箔项目", "Alpha Foil Project", is_demo=True)
EVENT = Subject("event", "e", "示例会", "Example Fair", is_demo=True)
DOCUMENT = Subject("document", "d", "示例办法", "Example Measures", is_demo=False)


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("总投资多少？", "甲铜箔项目的总投资是多少？"),
        ("總投資多少？", "甲铜箔项目的总投资是多少？"),
        ("它在哪里？", "甲铜箔项目的县区是什么？"),
        ("在哪个县区？", "甲铜箔项目的县区是什么？"),
        ("该项目的投资方是谁？", "甲铜箔项目的投资方是谁？"),
        ("找谁联系？", "甲铜箔项目的联系单位是什么？"),
        ("那用地呢？", "甲铜箔项目的用地是多少？"),
        ("其合作方式是什么", "甲铜箔项目的合作方式是什么？"),
        ("需要什么手续？", "甲铜箔项目需要什么手续？"),
        ("Where is it?", "What is the county of Alpha Foil Project?"),
        ("What is its total investment?", "What is the total investment of Alpha Foil Project?"),
        ("total investment", "What is the total investment of Alpha Foil Project?"),
        ("And the land?", "What is the land of Alpha Foil Project?"),
        ("Who should I contact?", "What is the contact office of Alpha Foil Project?"),
        ("How do I apply?", "How do I apply for Alpha Foil Project?"),
        ("Does this project need a licence?", "Does Alpha Foil Project need a licence?"),
    ],
)
def test_names_the_subject_in_the_questions_own_language(question: str, whole: str):
    assert whole_question(question, PROJECT) == whole


@pytest.mark.parametrize(
    ("subject", "question", "whole"),
    [
        (EVENT, "When was it held?", "When was Example Fair held?"),
        (EVENT, "什么时候举办？", "示例会的举办日期是什么？"),
        (DOCUMENT, "讲了什么？", "示例办法讲了什么？"),
        (DOCUMENT, "What is it about?", "What is Example Measures about?"),
        (replace(DOCUMENT, name_en=""), "What is it about?", "What is 示例办法 about?"),
    ],
)
def test_other_things_are_named_in_the_same_way(subject: Subject, question: str, whole: str):
    assert whole_question(question, subject) == whole


@pytest.mark.parametrize(
    "question",
    [
        "你好",
        "谢谢",
        "全部项目有多少个？",
        "有哪些项目？",
        "How many projects are there?",
        "盐博物馆有多少藏品？",
        "What is the Kite Festival?",
    ],
)
def test_what_stands_alone_is_left_as_it_is(small: OpenIndex, question: str):
    conversation = Conversation(question, about=PROJECT)
    assert about_its_subject(conversation, small) == conversation


def test_without_a_subject_nothing_changes(small: OpenIndex):
    conversation = Conversation("总投资多少？")
    assert about_its_subject(conversation, small) is conversation


def test_a_follow_up_to_something_else_goes_on_from_that(small: OpenIndex):
    turns = (Turn("第12届风筝节签了多少项目？", "38个。"),)
    other = Conversation("金额呢？", turns=turns, about=PROJECT)
    assert about_its_subject(other, small) == other
    own = replace(other, turns=(Turn("甲铜箔项目的总投资是多少？", "12.5亿元。"),), question="用地呢？")
    assert about_its_subject(own, small).question == "甲铜箔项目的用地是多少？"


def test_a_question_about_a_document_is_answered_from_it(ask: Asked):
    index = ask.index.get()
    old = subject_of(index, "document", "tea-2020-zh")
    assert old is not None
    assert old.names == ("茶叶企业补贴办法（旧版）", "Measures on subsidies for tea firms (old edition)")
    answer = ask.assistant.answer(Conversation("每家补贴多少？", about=old))
    assert answer.outcome is Outcome.ANSWERED
    assert {citation.document_id for citation in answer.citations} == {"tea-2020-zh"}
    assert answer.question == "茶叶企业补贴办法（旧版）的每家补贴多少？"
    english = ask.assistant.answer(Conversation("How much subsidy did each tea firm receive under it?", about=old))
    assert {citation.document_id for citation in english.citations} == {"tea-2020-en"}


def test_what_a_document_does_not_say_is_looked_for_elsewhere(ask: Asked):
    subject = subject_of(ask.index.get(), "document", "tea-zh")
    answer = ask.assistant.answer(Conversation("第12届风筝节签了多少项目？", about=subject))
    assert "38" in answer.text


@pytest.mark.parametrize(
    ("kind", "id_"),
    [
        ("document", "staff-targets-zh"),
        ("document", "none"),
        ("project", "p-01"),
        ("target", "t"),
        ("", ""),
        ("x", "x"),
    ],
)
def test_what_the_audience_may_not_see_is_no_subject(small: OpenIndex, kind: str, id_: str):
    assert subject_of(small, kind, id_) is None


class Holding:
    """An index of which only the records are looked at."""

    def __init__(self, records: Any) -> None:
        self.records = records


def test_only_published_records_are_subjects_with_only_public_fields(tmp_path: Path):
    for store in write_stores(tmp_path):
        index: Any = Holding(store)
        found = subject_of(index, "project", "p-01")
        assert found is not None
        assert (found.names, found.is_demo) == (("甲铜箔项目", "Alpha Foil Project"), True)
        assert {"total_investment", "county"} <= found.stated
        assert not found.stated & {"leading_official", "signed_amount", "stage", "promise"}
        assert subject_of(index, "project", "p-99") is None
        chain = subject_of(index, "chain", "c-1")
        assert chain is not None
        assert chain.name("en") == "Example copper chain"
        store.close()
