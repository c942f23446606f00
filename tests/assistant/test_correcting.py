import time

import pytest

from assistant.answers import Outcome
from assistant.assembly import OpenIndex
from assistant.correcting import corrected
from assistant.spelling import Spelling
from index.gloss import compiled_words
from tests.assistant.samples import CACHE, Asked


def read(index: OpenIndex, text: str) -> str:
    return corrected(text, index.corrector.corrections(text))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("What subsidey may a tea frim apply for?", "What subsidy may a tea firm apply for?"),
        ("wich artisans made bambo papper", "which artisans made bamboo paper"),
        ("How mnay objects does the musuem hold?", "How many objects does the museum hold?"),
        ("how mch is the subsidy", "how much is the subsidy"),
        ("wat is the subsidy", "what is the subsidy"),
        ("Tge Kite Festval", "The Kite Festival"),
        ("the colllection of the salt museum", "the collection of the salt museum"),
        ("HOW MNAY OBJECTS DOES THE MUSUEM HOLD?", "HOW Many OBJECTS DOES THE Museum HOLD?"),
    ],
)
def test_reads_misspelt_words_as_words_of_the_library(small: OpenIndex, written: str, meant: str) -> None:
    assert read(small, written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Where is the Sanmenxa smelter?", "Where is the Sanmenxia smelter?"),
        ("Lingboa apples", "Lingbao apples"),
        ("Does Boaxin's foil sell?", "Does Baoxin's foil sell?"),
        ("Is there an enviromental assesment?", "Is there an environmental assessment?"),
    ],
)
def test_reads_misspelt_names_as_the_library_writes_them(shipped: OpenIndex, written: str, meant: str) -> None:
    assert read(shipped, written) == meant


@pytest.mark.parametrize(
    "question",
    [
        "What subsidy may each tea firm apply for?",
        "Does Huaxing in Lushan make copper foil?",  # well-formed names of other places and firms
        "Is WFOE or PCB in the list?",
        "Who gave the helper nine pence?",
        "Doesn't it matter whether it isn't published?",
        "see https://exampel.com/aluminia or mail firn@exampel.com, file aluminia.pdf",
        "Pauli and Sejm",
        "61,347 million RMB, 0.06bn, A4, G20, 3.5um",
        "café naïve Zürich",
        "",
        "？！",
    ],
)
def test_leaves_what_is_spelt_right_or_no_word(shipped: OpenIndex, question: str) -> None:
    assert not shipped.corrector.corrections(question)


def test_does_not_take_one_firm_for_another_that_is_as_near(small: OpenIndex) -> None:
    parts = [part for shelf in small.shelves.values() for part in shelf.parts]
    model, dictionary = CACHE / small.manifest.model, compiled_words(CACHE)
    assert Spelling(["Kettra", "Kettma"], parts, model, dictionary).meant("Kettba") is None
    assert Spelling(["Kettra"], parts, model, dictionary).meant("Kettba") == "Kettra"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("三门侠氧化吕产能有多大", "三门峡氧化铝产能有多大"),
        ("容却受理是什么意思", "容缺受理是什么意思"),
        ("中圆黄金冶炼厂产值", "中原黄金冶炼厂产值"),
        ("外资准入付面清单有多少条", "外资准入负面清单有多少条"),
        ("三門俠的氧化鋁產能", "三門峽的氧化鋁產能"),
        ("What is 容却受理?", "What is 容缺受理?"),
    ],
)
def test_reads_a_character_of_the_same_sound_as_the_name_has_it(shipped: OpenIndex, written: str, meant: str) -> None:
    assert read(shipped, written) == meant


@pytest.mark.parametrize(
    "question",
    [
        "三门县的氧化铝产能",  # another county
        "氧化镓产能是多少",  # another oxide
        "电解律师事务所",
        "三门峡铝产业有哪些龙头？",
        "新材料企业有几家",
        "外商投资法实施条例第二十七条",
    ],
)
def test_leaves_chinese_words_that_mean_something_else(shipped: OpenIndex, question: str) -> None:
    assert read(shipped, question) == question


def test_says_how_a_name_was_read(ask_shipped: Asked) -> None:
    answer = ask_shipped("Who owns Boawu Aluminium?")
    assert answer.sentences[0].text == "Read as: Baowu."
    assert answer.sentences[0].framing
    assert "51%" in answer.text
    assert answer.question == "Who owns Boawu Aluminium?"


def test_says_how_a_name_was_read_also_when_nothing_is_found(ask_shipped: Asked) -> None:
    answer = ask_shipped("Which football club does Boawu sponsor in Brazil?")
    assert answer.sentences[0].text == "Read as: Baowu."
    assert answer.outcome is Outcome.NOT_FOUND


def test_an_ordinary_word_is_mended_without_a_word_about_it(ask: Asked) -> None:
    answer = ask("How mnay objects does the salt musuem hold?")
    assert not answer.sentences[0].framing
    assert "412 objects" in answer.text


def test_says_in_chinese_and_its_script_how_the_question_was_read(ask_shipped: Asked) -> None:
    assert ask_shipped("三门侠氧化吕产能有多大").text.startswith("按“三门峡”“氧化铝”理解。")
    assert ask_shipped("三門俠的鋁產業有哪些龍頭").text.startswith("按“三門峽”理解。")


def test_says_nothing_of_a_question_that_was_read_as_written(ask: Asked) -> None:
    assert not [s for s in ask("How many objects does the salt museum hold?").sentences if s.framing]


def test_costs_little_when_all_words_are_known(shipped: OpenIndex) -> None:
    questions = ("Which firms lead the aluminium chain in Sanmenxia?", "三门峡铝产业有哪些龙头企业？")
    for question in questions:
        shipped.corrector.corrections(question)
    started = time.process_time()
    for _ in range(200):
        for question in questions:
            assert not shipped.corrector.corrections(question)
    assert (time.process_time() - started) / 400 < 0.001


def test_takes_bounded_time_on_hostile_text(shipped: OpenIndex) -> None:
    shipped.corrector.corrections("aluminia 三门侠")
    started = time.process_time()
    shipped.corrector.corrections(("qzxwvq" * 300)[:2_000])
    shipped.corrector.corrections(("侠吕却付" * 500)[:2_000])
    shipped.corrector.corrections(" ".join(f"{a}{b}aluminia" for a in "qwrt" for b in "zxcvbnmkjh"))
    assert time.process_time() - started < 2
