import pytest

from assistant.assembly import OpenIndex
from assistant.restating import restated
from corpus.languages import language_of
from tests.assistant.samples import Asked


def said(index: OpenIndex, question: str) -> str:
    return restated(question, index.glossary, index.lexicons(language_of(question)))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many artisans does the 竹纸 workshop have?", "How many artisans does the bamboo paper workshop have?"),
        ("Was the 風箏節 held?", "Was the Kite Festival held?"),
        ("salt museum 有多少件藏品？", "盐博物馆 有多少件藏品？"),
        ("每家 craftsman 做多少", "每家 工匠 做多少"),
    ],
)
def test_names_in_the_other_script_become_those_of_the_question_s_language(
    small: OpenIndex, question: str, expected: str
) -> None:
    assert said(small, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("At which festival were 5,200 million RMB signed?", "At which festival were 5.2 billion yuan signed?"),
        ("Is RMB 5200m signed?", "Is 5.2 billion yuan signed?"),
        ("Who gets CNY 0.3m?", "Who gets 300000 yuan?"),
        ("哪届风筝节签了52 0000 0000元？", "哪届风筝节签了52 0000 0000元？"),
        ("哪届风筝节签了5200000000元？", "哪届风筝节签了52亿元？"),
        ("哪届风筝节签了5.2 billion yuan？", "哪届风筝节签了52亿元？"),
        ("补贴0.003亿元给谁？", "补贴30万元给谁？"),
    ],
)
def test_amounts_are_written_as_the_library_writes_them(small: OpenIndex, question: str, expected: str) -> None:
    assert said(small, question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "At which festival were 5.2 billion yuan signed?",
        "Is 61 billion yuan in it?",  # the library has no such amount in any form
        "Who holds document 三政办〔2020〕19号?",
        "第12届风筝节签了38个项目吗？",
        "Is 2025 the year?",
        "12% of 38 projects",
        "",
    ],
)
def test_leaves_what_the_library_has_or_does_not_know(small: OpenIndex, question: str) -> None:
    assert said(small, question) == question


def test_a_document_number_keeps_its_characters(shipped: OpenIndex) -> None:
    assert "豫政〔2025〕18号" in said(shipped, "Is the 豫政〔2025〕18号 clause met for 容缺受理?")


def test_finds_what_is_asked_for_by_another_form_of_its_amount(ask: Asked) -> None:
    for question in (
        "At which festival were projects of 5,200 million RMB signed?",
        "哪一届节签了5200000000元的项目？",
    ):
        answer = ask(question)
        assert "12" in answer.text
        assert {citation.document_id for citation in answer.citations} <= {"fair-en", "fair-zh"}
        assert answer.citations


def test_finds_what_is_asked_for_by_a_name_in_the_other_script(ask: Asked) -> None:
    assert "412 objects" in ask("How many objects does the 盐博物馆 hold?").text
    assert "17名" in ask("bamboo paper 作坊有多少名工匠？").text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("外商投资法第26条", "外商投资法第二十六条"),
        ("外商投資法第 26 條怎麼說", "外商投資法第 二十六 條怎麼說"),
        ("外商投资法第9999条", "外商投资法第9999条"),
        ("有26条规定吗", "有26条规定吗"),
    ],
)
def test_articles_are_numbered_as_the_library_numbers_them(shipped: OpenIndex, question: str, expected: str) -> None:
    assert said(shipped, question) == expected
