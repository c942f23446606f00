from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.glossaries import Glossary
from corpus.schemas import Term

GLOSSARY = Glossary(
    [
        Term(zh="铜箔", zh_hant="銅箔", en="copper foil"),
        Term(zh="电解铜箔", zh_hant="電解銅箔", en="electrolytic copper foil", aliases_en=("ED foil",)),
        Term(
            zh="环境影响评价",
            zh_hant="環境影響評價",
            en="environmental impact assessment",
            aliases_zh=("环评",),
            aliases_en=("EIA",),
        ),
        Term(zh="负面清单", zh_hant="負面清單", en="negative list"),
        Term(zh="环评报告", zh_hant="環評報告", en="EIA report", aliases_zh=("铜箔",)),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[match.span.start : match.span.end], match.term.zh) for match in GLOSSARY.matches(text)]


def test_the_longest_name_wins_and_matches_do_not_overlap() -> None:
    assert found("电解铜箔和铜箔") == [("电解铜箔", "电解铜箔"), ("铜箔", "铜箔")]


def test_traditional_names_and_aliases_are_found_in_place() -> None:
    assert found("請問電解銅箔的環評要多久") == [("電解銅箔", "电解铜箔"), ("環評", "环境影响评价")]


def test_english_names_are_found_as_whole_words_in_any_case_and_number() -> None:
    assert found("Do Negative Lists or an eia cover ED foil?") == [
        ("Negative Lists", "负面清单"),
        ("eia", "环境影响评价"),
        ("ED foil", "电解铜箔"),
    ]
    assert found("the Keiao and reEIA") == []
    assert found("EIA报告 EIA") == [("EIA", "环境影响评价"), ("EIA", "环境影响评价")]


def test_translations_are_the_main_names_in_the_other_language() -> None:
    assert GLOSSARY.translations("環評与EIA report") == {
        "環評": "environmental impact assessment",
        "EIA report": "环评报告",
    }


@given(st.text() | st.text("铜箔電解EIAeia sİß "))
def test_matches_of_any_text_are_ordered_spans(text: str) -> None:
    end = 0
    for match in GLOSSARY.matches(text):
        assert end <= match.span.start < match.span.end <= len(text)
        end = match.span.end
