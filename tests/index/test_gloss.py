from __future__ import annotations

from pathlib import Path

import pytest

from corpus.schemas import Term
from index.gloss import Gloss, compile_glossary, compiled_dictionary

TERMS = (
    Term(zh="采摘节", zh_hant="採摘節", en="harvest fair", aliases_zh=("采摘活动",), aliases_en=("picking festival",)),
    Term(zh="铜箔", zh_hant="銅箔", en="copper foil"),
    Term(zh="学校", zh_hant="學校", en="academy"),
)


@pytest.fixture(scope="module")
def gloss(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Gloss:
    file = tmp_path_factory.mktemp("gloss") / "glossary.marisa"
    compile_glossary(TERMS, file)
    return Gloss(compiled_dictionary(cache), file)


def surfaces(gloss: Gloss, text: str) -> list[str]:
    return [word.surface for word in gloss.words(text)]


def test_a_word_of_the_glossary_reads_as_the_glossary_says_and_not_as_the_dictionary_does(gloss: Gloss) -> None:
    assert gloss.english("学校") == "academy"


def test_a_glossary_term_stands_for_all_its_english_names(gloss: Gloss) -> None:
    (word,) = gloss.words("采摘节")
    assert word.reading == "harvest fair"
    assert word.senses == ("harvest", "fair", "pick", "festiv")


@pytest.mark.parametrize("name", ["采摘节", "採摘節", "采摘活动"])
def test_every_chinese_name_of_a_term_is_known(name: str, gloss: Gloss) -> None:
    assert gloss.english(name) == "harvest fair"


def test_the_longest_word_is_taken_wherever_it_comes_from(gloss: Gloss) -> None:
    assert surfaces(gloss, "铜箔") == ["铜箔"]
    assert surfaces(gloss, "图书馆") == ["图书馆"]
    assert surfaces(gloss, "电解铜箔厂")[-2:] == ["铜箔", "厂"]


def test_traditional_text_reads_like_simplified_text(gloss: Gloss) -> None:
    assert gloss.english("銅箔與鐵路圖書館") == gloss.english("铜箔与铁路图书馆")


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("多少", "how many"),
        ("谁", "who"),
        ("哪里", "where"),
        ("什么时候", "when"),
        ("为什么", "why"),
        ("哪些", "which"),
    ],
)
def test_question_words_read_as_question_words(question: str, word: str, gloss: Gloss) -> None:
    assert gloss.english(question) == word


def test_figures_latin_words_and_marks_stand_as_they_are(gloss: Gloss) -> None:
    assert gloss.english("MiniLM生产4,000.5吨，增长3.5%。").split()[0] == "MiniLM"
    assert {"4,000.5", "3.5%", "，"} <= set(gloss.english("MiniLM生产4,000.5吨，增长3.5%。").split())
    (word,) = gloss.words("GDP")
    assert word.senses == ("gdp",)


def test_words_of_grammar_are_left_out(gloss: Gloss) -> None:
    assert gloss.english("的了着") == ""
    assert [word.senses for word in gloss.words("的")] == [()]


def test_a_character_no_one_knows_is_passed_over(gloss: Gloss) -> None:
    assert gloss.english("\u9fff铜箔") == "copper foil"


@pytest.mark.parametrize("text", ["", " ", "🙂", "…", "\u0000"])
def test_text_without_words_has_no_gloss(text: str, gloss: Gloss) -> None:
    assert gloss.english(text) == ""


def test_a_dictionary_that_was_compiled_is_not_compiled_again(cache: Path) -> None:
    made = compiled_dictionary(cache).stat().st_mtime_ns
    assert compiled_dictionary(cache).stat().st_mtime_ns == made


def test_an_empty_glossary_leaves_the_dictionary(cache: Path, tmp_path: Path) -> None:
    compile_glossary((), tmp_path / "glossary.marisa")
    assert Gloss(compiled_dictionary(cache), tmp_path / "glossary.marisa").english("图书馆") == "library"
