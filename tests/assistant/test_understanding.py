from collections.abc import Sequence

import pytest

from assistant.assembly import OpenIndex
from assistant.conversations import Conversation, Turn
from assistant.intents import Intent
from assistant.understanding import LONGEST_QUESTION, Question, cleaned, understand
from corpus.languages import Script
from corpus.schemas import Language


def understood(index: OpenIndex, question: str, earlier: Sequence[str] = ()) -> Question:
    return understand(Conversation(question, turns=tuple(Turn(text) for text in earlier)), index)


@pytest.mark.parametrize(
    ("question", "language", "script"),
    [
        ("茶叶企业可以申请多少补贴？", "zh", "hans"),
        ("茶葉企業可以申請多少補貼？", "zh", "hant"),
        ("What subsidy may a tea firm apply for?", "en", "latn"),
        ("Baowu 铝业的产能是多少？", "zh", "hans"),
        ("What is 容缺受理 in the service rules?", "en", "latn"),
        ("GDP?", "en", "latn"),
        ("2024", "en", "latn"),
    ],
)
def test_tells_language_and_script(small: OpenIndex, question: str, language: Language, script: Script) -> None:
    asked = understood(small, question)
    assert (asked.language, asked.script) == (language, script)


@pytest.mark.parametrize("question", ["", "   ", "？？？", "!!! ...", "😀🎉", "\x00\x07", "\u200b\u202e", "（）——"])
def test_a_text_without_letters_or_digits_asks_nothing(small: OpenIndex, question: str) -> None:
    assert understood(small, question).intent is Intent.EMPTY


@pytest.mark.parametrize(
    "question",
    [
        "三門峡の投資政策を教えてください",
        "三门峡にはどんな企業がありますか",
        "투자 정책은 무엇입니까?",
        "Какие льготы для инвесторов?",
        "ما هي سياسات الاستثمار؟",
        "Quelles sont les politiques d'investissement ?",
        "Welche Unternehmen führen die Aluminiumkette an?",
        "¿Qué incentivos hay para inversores?",
    ],
)
def test_knows_a_third_language(small: OpenIndex, question: str) -> None:
    assert understood(small, question).intent is Intent.FOREIGN


@pytest.mark.parametrize(
    "question",
    [
        "日本企业能投资吗？",
        "4μm铜箔是哪家公司生产的？",
        "Is there a café project?",
        "R&D 投入多少？",
        "C'est la vie 项目在哪里？",
    ],
)
def test_takes_names_and_signs_of_other_languages_for_what_they_are(small: OpenIndex, question: str) -> None:
    assert understood(small, question).intent is None


def test_reads_a_question_through_control_characters_emoji_and_odd_spaces(small: OpenIndex) -> None:
    asked = understood(small, "\ufeff茶叶\x00企业\u200b可以\u202e申请\u3000多少补贴？😀\r\n")
    assert asked.text == "茶叶 企业 可以 申请 多少补贴？😀"
    assert asked.intent is None


def test_writes_composed_characters_and_drops_halves_of_them() -> None:
    assert cleaned("cafe\u0301 \ud83d x") == "café x"


def test_does_not_read_a_text_too_long_to_be_a_question(small: OpenIndex) -> None:
    for text in ("补贴" * 50_000, "what subsidy " * 8_000):
        assert understood(small, text, ["茶叶企业呢？"]).intent is Intent.TOO_LONG
    assert understood(small, "茶" * LONGEST_QUESTION).intent is None


def test_looks_for_each_of_two_things_compared(small: OpenIndex) -> None:
    assert understood(small, "比较茶叶补贴和竹纸作坊").searches == ("茶叶补贴", "竹纸作坊")


def test_searches_for_what_is_meant_in_the_words_of_the_library(small: OpenIndex) -> None:
    asked = understood(small, "How meny objects does the 盐博物馆 musuem hold?")
    assert asked.searches == ("How many objects does the salt museum museum hold?",)
    assert asked.corrections == ("many", "museum")
    assert asked.text == "How meny objects does the 盐博物馆 musuem hold?"


def test_an_earlier_question_is_read_as_it_was_meant(small: OpenIndex) -> None:
    assert "museum" in understood(small, "How large is it?", ["Where is the salt musuem?"]).searches[0]


def test_markup_is_not_searched_for(small: OpenIndex) -> None:
    asked = understood(small, "<script>alert('补贴')</script><b>茶叶</b>企业可以申请多少补贴？")
    assert asked.searches == ("茶叶 企业可以申请多少补贴？",)
    assert understood(small, "Is 3 < 5 or 5 > 3?").searches == ("Is 3 < 5 or 5 > 3?",)
    assert understood(small, "<b>").searches == ("<b>",)


def test_the_sentence_of_a_letter_that_asks_is_searched_for(small: OpenIndex) -> None:
    letter = "我们是一家做了十八年的家族企业，主要给几家厂配套生产各类材料。" * 4 + "请问茶叶企业可以申请多少补贴？"
    assert understood(small, letter).searches == ("茶叶企业可以申请多少补贴？",)


def test_a_follow_up_keeps_what_it_asks_itself(small: OpenIndex) -> None:
    asked = understood(small, "它有多少名工匠？", ["竹纸作坊在哪里？"])
    assert asked.focus == "它有多少名工匠？"
    assert understood(small, "竹纸作坊有多少名工匠？").focus is None


@pytest.mark.parametrize("question", ["旧版补贴是多少？", "2020年的茶叶企业补贴办法补多少？"])
def test_knows_when_the_old_text_is_asked_for(small: OpenIndex, question: str) -> None:
    assert understood(small, question).asks_for_old


@pytest.mark.parametrize("question", ["补贴是多少？", "What is the subsidy?"])
def test_takes_what_is_in_force_for_what_is_meant(small: OpenIndex, question: str) -> None:
    assert not understood(small, question).asks_for_old


def test_a_refused_question_does_not_come_back_through_a_follow_up(small: OpenIndex) -> None:
    assert understood(small, "再推荐一只呢？", ["推荐一只股票"]).intent is Intent.OFF_TOPIC
    assert understood(small, "茶叶企业可以申请多少补贴？", ["推荐一只股票"]).intent is None


@pytest.mark.parametrize(
    ("question", "search"),
    [
        ("Can you tell me about the salt museum?", "the salt museum?"),
        ("Please tell me when the salt museum opened.", "when the salt museum opened."),
        ("我想了解一下盐博物馆的藏品", "盐博物馆的藏品"),
        ("请问盐博物馆有多少藏品？", "盐博物馆有多少藏品？"),
        ("能介绍一下盐博物馆吗？", "盐博物馆吗？"),
        ("介绍人有什么奖励？", "介绍人有什么奖励？"),
    ],
)
def test_courtesy_before_a_question_is_not_searched_for(small: OpenIndex, question: str, search: str) -> None:
    assert understood(small, question).searches == (search,)
