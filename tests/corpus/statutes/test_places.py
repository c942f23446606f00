from __future__ import annotations

import pytest

from corpus.chunking import passages_of
from corpus.documents import Span
from corpus.statutes.numbering import ArticleNumber, article_number, han, number_of
from corpus.statutes.places import in_other_language, place_in
from tests.corpus.statutes.samples import ENGLISH, NEW, document_of


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("为了规范示例登记", "第一条"),
        ("网上办理", "第二条之一"),
        ("第三条　申请人应当提交下列材料", "第三条第一款"),
        ("身份证明。", "第三条第一款第（二）项"),
        ("所称身份证明包括护照", "第三条第二款"),
        ("条规定的，不予登记", "第三条第三款"),
        ("每件十元", "附件：示例收费表"),
    ],
)
def test_a_quote_is_placed_by_paragraph_and_item(words: str, place: str):
    assert placed(NEW, words) == place


def test_an_english_quote_is_placed_in_the_same_way():
    assert placed(ENGLISH, "another law") == "Article 2, paragraph 1"
    assert placed(ENGLISH, "shall finish a registration") == "Article 2, paragraph 1"
    assert placed(ENGLISH, "its superior") == "Article 2, paragraph 2, item 2"
    assert placed(ENGLISH, "enacted to regulate") == "Article 1"


def placed(text: str, words: str) -> str:
    document = document_of(text, "law.txt")
    start = document.text.rindex(words)
    passage = next(p for p in passages_of(document) if p.span.start <= start < p.span.end)
    return place_in(document, passage, Span(start, start + len(words)))


def test_a_place_is_told_to_readers_of_the_other_language():
    assert in_other_language("第四条第二款第（三）项", "en") == "Article 4, paragraph 2, item 3"
    assert in_other_language("第二十条之一", "en") == "Article 20-1"
    assert in_other_language("Article 12, paragraph 2", "zh") == "第十二条第二款"
    assert in_other_language("段落 3", "en") is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十", 10),
        ("一百零一", 101),
        ("一百二十", 120),
        ("二〇", 20),
        ("２０", 20),
        ("XIV", 14),
        ("two", 2),
        ("一千二百六十", 1260),
    ],
)
def test_numerals_of_every_kind_are_read(written: str, number: int):
    assert number_of(written) == number


def test_numbers_are_written_as_they_are_read():
    assert all(number_of(han(number)) == number for number in range(1, 1300))
    assert all(article_number(ArticleNumber(n, n % 3).zh) == ArticleNumber(n, n % 3) for n in range(1, 300))
