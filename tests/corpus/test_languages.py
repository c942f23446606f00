from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.languages import is_foreign, language_of, script_of, to_simplified, to_traditional


@pytest.mark.parametrize(
    "text",
    [
        "三门峡铝产业有哪些龙头？",
        "SK Hynix and LG Chem 在三门峡有项目吗？",
        "什么是 green channel",
        "EIA 要多久？",
        "BYD 项目",
        "46.9%按什么口径?",
        "三門峽鋁產業有哪些龍頭？",
    ],
)
def test_a_chinese_question_is_chinese_whatever_names_stand_in_it(text: str) -> None:
    assert language_of(text) == "zh"


@pytest.mark.parametrize(
    "text",
    [
        "Which firms lead the aluminium chain?",
        "What does 三门峡市商务局 do?",
        "Is 绿色通道 the same as 容缺受理?",
        "Lithium carbonate project in 三门峡经济开发区",
        "",
        "2024",
        "？？？",
    ],
)
def test_an_english_question_is_english_whatever_names_stand_in_it(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "三門峡市のアルミニウム産業の主要企業はどこですか",
        "싼먼샤 알루미늄 기업은 어디입니까",
        "Какие предприятия лидируют?",
        "ما هي الشركات الرائدة؟",
        "Welche Unternehmen führen die Aluminiumkette an?",
        "Quelles sont les entreprises leaders de la chaîne ?",
        "¿Cuáles son las empresas líderes?",
    ],
)
def test_a_third_language_is_foreign(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "三门峡铝产业有哪些龙头？",
        "丰田トヨタ在三门峡有投资吗？",
        "4 μm 铜箔",
        "Which firms make 4 µm foil?",
        "Tell me about the Rio de la Plata.",
        "Does Nestlé own a plant here?",
        "",
        "👍👍👍",
    ],
)
def test_chinese_and_english_with_foreign_names_are_not_foreign(text: str) -> None:
    assert not is_foreign(text)


def test_script_is_that_of_most_characters_that_differ() -> None:
    assert script_of("三門峽鋁產業有哪些龍頭？") == "hant"
    assert script_of("三门峡铝产业有哪些龙头？") == "hans"
    assert script_of("三门峡铝产业的「臺商」有哪些？") == "hans"
    assert script_of("什么是五个一") == "hans"
    assert script_of("What is the 綠色通道?") == "latn"


def test_traditional_is_folded_to_simplified() -> None:
    assert to_simplified("三門峽鋁產業的龍頭企業") == "三门峡铝产业的龙头企业"
    assert to_traditional("三门峡铝产业的龙头企业") == "三門峽鋁產業的龍頭企業"


@given(st.text() | st.text("臺灣瞭解乾隆著名裏面麵條発𠮷龍a1 。"))
def test_changing_script_keeps_every_character_in_its_place(text: str) -> None:
    assert len(to_simplified(text)) == len(text)
    assert len(to_traditional(text)) == len(text)


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    assert language_of(text) in ("zh", "en")
    assert is_foreign(text) in (True, False)
    assert script_of(text) in ("hans", "hant", "latn")
