from __future__ import annotations

import pytest

from corpus.statutes.enacting import enactment_of, level_of
from tests.corpus.statutes.samples import ENGLISH, NEW, OLD, REPEALED, document_of


def test_a_law_says_who_made_it_and_when():
    law = document_of(NEW, "law.txt")
    assert law.title == "中华人民共和国示例登记法"
    assert (law.issuer, law.level) == ("全国人民代表大会常务委员会", "national")
    assert (law.adopted, law.amended) == ("1999-05-01", ("2018-10-26", "2024-12-25"))
    assert (law.issued, law.effective) == ("2024-12-25", "2026-07-01")
    assert law.repeals == ("中华人民共和国示例备案条例",)
    assert law.articles == 6


def test_a_regulation_says_its_number_and_begins_on_the_day_it_was_published():
    regulation = document_of(REPEALED)
    assert (regulation.issuer, regulation.number) == ("国务院", "中华人民共和国国务院令第999号")
    assert (regulation.issued, regulation.effective) == ("2005-03-01", "2005-03-01")


def test_an_english_translation_says_its_days():
    law = document_of(ENGLISH)
    assert (law.issued, law.effective) == ("2024-12-25", "2026-07-01")


def test_what_is_said_beside_the_text_stays_and_what_was_read_is_named():
    law = document_of("---\nissuer: 示例局\neffective: 2001-02-03\n---\n" + OLD)
    assert (law.issuer, law.effective, law.issued) == ("示例局", "2001-02-03", "2018-10-26")
    assert set(law.read_from_text) == {"issued", "adopted", "amended"}


def test_nothing_is_guessed():
    law = document_of("# 示例办法\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 本办法自公布之日起施行。\n")
    assert (law.issuer, law.number, law.level, law.issued, law.effective) == (None,) * 5
    notice = document_of("# 通知\n\n《示例登记法》自2024年1月1日起施行。")
    assert (notice.effective, notice.read_from_text) == (None, ())


def test_lines_with_labels_are_read():
    head = "发布机关：示例市人民政府\n\n发文字号：示政〔2024〕3号\n\n发布日期：2024-03-05"
    law = document_of(f"# 示例办法\n\n{head}\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 丙。\n")
    assert (law.issuer, law.number, law.issued, law.level) == (
        "示例市人民政府",
        "示政〔2024〕3号",
        "2024-03-05",
        "city",
    )


def test_every_name_before_the_last_word_of_repeal_in_a_sentence_is_repealed() -> None:
    end = (
        "本条例施行，《甲条例》予以废止，《乙条例》同时废止，《丙条例》另行修订。《丁条例》继续有效。《戊条例》即行废止"
    )
    assert enactment_of("", end).repeals == ("甲条例", "乙条例", "戊条例")


def test_a_very_long_text_without_a_full_stop_is_read() -> None:
    assert enactment_of("", "The articles of this collection go on. " * 20_000).repeals == ()


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("国务院", "national"),
        ("河南省人民政府", "province"),
        ("河南省市场监督管理局", "province"),
        ("内蒙古自治区人民政府", "province"),
        ("重庆市人民政府", "province"),
        ("三门峡市商务局", "city"),
        ("河南省三门峡市市场监督管理局", "city"),
        ("三门峡市经济开发区管理委员会", "city"),
        ("三门峡市湖滨区人民政府", "county"),
        ("灵宝市人民政府", "county"),
        ("卢氏县人民政府", "county"),
        ("示例行业协会", None),
    ],
)
def test_the_level_of_an_issuer_is_that_of_the_smallest_place_in_its_name(issuer, level):
    assert level_of(issuer) == level
