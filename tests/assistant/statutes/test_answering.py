from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.answers import Answer, Outcome
from assistant.conversations import Conversation
from assistant.subjects import subject_of
from tests.assistant.samples import Asked
from tests.assistant.statutes.conftest import AFTER, BEFORE


def cited(answer: Answer) -> list[tuple[str, str]]:
    return [(citation.document_id, citation.locator) for citation in answer.citations]


@pytest.mark.parametrize(
    "question",
    [
        "示例登记法第二条规定了什么？",
        "《中华人民共和国示例登记法》第2条",
        "示例登记法二条怎么说",
        "中華人民共和國示例登記法第二條",
    ],
)
def test_an_article_that_is_named_is_quoted(ask: Asked, question: str):
    answer = ask(question)
    assert answer.outcome is Outcome.ANSWERED
    assert "十日内办结" in answer.sentences[-1].text
    assert cited(answer) == [("new", "第二条")]


def test_a_list_is_quoted_with_its_lead_in_and_a_part_alone(ask: Asked):
    whole = ask("示例登记法第三条")
    assert [sentence.text for sentence in whole.sentences] == [
        "第三条　申请人应当提交下列材料：（一）申请书；（二）身份证明。",
        "前款第二项所称身份证明包括护照。",
        "违反本法第二条规定的，不予登记。",
    ]
    assert [locator for _, locator in cited(whole)] == ["第三条第一款", "第三条第二款", "第三条第三款"]
    assert cited(ask("示例登记法第三条第二款")) == [("new", "第三条第二款")]
    assert cited(ask("示例登记法第三条第一款第（二）项")) == [("new", "第三条第一款第（二）项")]


def test_an_article_put_in_later_is_another_one(ask: Asked):
    assert "网上" in ask("示例登记法第二条之一").text


def test_english_readers_are_given_the_translation_or_the_place_in_their_words(ask: Asked):
    answer = ask("What does Article 2 of the Example Registration Law say?")
    assert cited(answer)[0] == ("new-en", "Article 2, paragraph 1")
    regulation = ask("What does Article 2 of 示例备案条例 say?")
    assert cited(regulation) == [("repealed", "第二条 (Article 2)")]


def test_an_article_that_there_is_not_is_not_made_up(ask: Asked):
    answer = ask("示例登记法第九十九条规定了什么？")
    assert (answer.outcome, answer.citations) == (Outcome.NOT_FOUND, ())
    assert answer.text == "《中华人民共和国示例登记法》没有第九十九条，资料库中的文本共有6条，最后一条是第五条。"
    english = ask("Article 99 of the Example Registration Law")
    assert english.outcome is Outcome.NOT_FOUND
    assert "has 3 articles" in english.text


def test_a_paragraph_that_there_is_not_is_said_beside_the_article(ask: Asked):
    answer = ask("示例登记法第四条第九款")
    assert answer.outcome is Outcome.PARTLY_ANSWERED
    assert "没有您问的款或项" in answer.text


def test_an_article_is_of_what_was_named_before_or_is_asked_about(ask: Asked):
    assert cited(ask("那第四条呢？", "示例登记法第二条"))[0][1] == "第四条"
    assert cited(ask("它的第四条怎么说", "示例登记法第二条"))[0][1] == "第四条"
    subject = subject_of(ask.index.get(), "document", "old")
    assert cited(ask.assistant.answer(Conversation("第二条", about=subject))) == [("old", "第二条")]
    alone = ask("第四条")
    assert alone.outcome is Outcome.NEEDS_DETAIL
    assert "示例登记法" in alone.text


def test_of_two_articles_each_is_quoted(ask: Asked):
    assert cited(ask("示例登记法第一条和第二条")) == [("new", "第一条"), ("new", "第二条")]
    assert [document for document, _ in cited(ask("示例登记法第一条和示例备案条例第二条"))] == ["new", "repealed"]


def test_a_question_that_only_counts_or_walks_is_not_about_an_article(ask: Asked):
    assert ask("第二条通道给谁用？").citations[0].document_id == "visit"


@pytest.mark.parametrize(
    "question",
    [
        "示例登记法第二条",
        "登记机关应当在三十日内办结登记吗？",
        "办结登记的期限",
        "2026年7月1日之前的登记机关应当在多少日内办结登记？",
    ],
)
def test_what_was_replaced_is_not_cited_for_today(ask: Asked, question: str):
    answer = ask(question)
    assert answer.citations
    assert "old" not in {citation.document_id for citation in answer.citations}


@pytest.mark.parametrize(
    "question",
    [
        "2018年示例登记法第二条",
        "示例登记法（2018年修正）第二条",
        "旧示例登记法第二条",
        "修订前的示例登记法第二条是怎么规定的",
        "2018年示例登记法规定多少日内办结登记？",
        "2020年的示例登记法第二条",
    ],
)
def test_a_version_that_is_asked_for_is_cited_alone_and_labelled(ask: Asked, question: str):
    answer = ask(question)
    assert "三十日" in answer.text
    assert {citation.document_id for citation in answer.citations} == {"old"}
    assert "已被替代" in answer.text


def test_before_its_day_a_new_version_is_cited_only_when_asked_for_and_labelled(ask_on: Callable[[date], Asked]):
    ask = ask_on(BEFORE)
    assert cited(ask("示例登记法第二条")) == [("old", "第二条")]
    assert {citation.document_id for citation in ask("登记机关应当在多少日内办结登记？").citations} == {"old"}
    for question in ("新的示例登记法第二条", "2024年示例登记法第二条"):
        answer = ask(question)
        assert cited(answer) == [("new", "第二条")]
        assert "尚未施行" in answer.text
    assert "尚未施行" not in ask_on(AFTER)("新的示例登记法第二条").text


def test_a_repealed_text_is_cited_when_it_is_named_and_labelled(ask: Asked):
    assert "已被替代" in ask("示例备案条例第二条").text


def test_a_version_that_the_library_lacks_is_not_replaced_by_another(ask: Asked):
    answer = ask("1990年示例登记法第二条")
    assert (answer.outcome, answer.citations) == (Outcome.NOT_FOUND, ())
    assert "没有收录" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("民法典第五百条", "资料库没有收录《民法典》。"),
        ("民法典第二條怎麼規定？", "資料庫沒有收錄《民法典》。"),
        ("What does Article 2 of the Civil Code say?", "The library does not hold the Civil Code."),
        ("According to the Civil Code, how are registrations made?", "The library does not hold the Civil Code."),
        ("刑法第三条是什么", "资料库没有收录《刑法》。"),
    ],
)
def test_of_a_law_that_is_not_there_no_other_is_quoted_instead(ask: Asked, question: str, said: str):
    answer = ask(question)
    assert (answer.outcome, answer.citations) == (Outcome.NOT_FOUND, ())
    assert answer.text == said


def test_a_law_named_in_the_question_is_not_taken_for_the_one_before(ask: Asked):
    assert ask("民法典第二条呢？", "示例登记法第二条").text == "资料库没有收录《民法典》。"


def test_beside_the_article_of_one_law_the_lack_of_the_other_is_said(ask: Asked):
    answer = ask("示例登记法第二条和民法典第五百条")
    assert answer.outcome is Outcome.PARTLY_ANSWERED
    assert cited(answer) == [("new", "第二条")]
    assert "资料库没有收录《民法典》。" in answer.text


def test_an_article_of_this_law_is_one_of_the_law_that_is_named(ask: Asked):
    answer = ask("示例登记法对违反本法第二条规定的有什么规定？")
    assert answer.outcome is Outcome.ANSWERED
    assert cited(answer)[0] == ("new", "第二条")
