"""Any value, in any notation of either language, is one value; and reading holds its promises on any text."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.quantities import read_quantities, unsupported

SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
WORDS = [*SMALL, "seventeen", "eighteen", "nineteen"]
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
TRADITIONAL = str.maketrans("万亿两", "萬億兩")
FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


def plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(value: Decimal) -> str:
    return f"{Decimal(plain(value)):,f}"


def section(number: int) -> str:
    """A number under ten thousand in Chinese, with 零 where a place is empty."""
    text, skipped = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if skipped and text else "") + "一二三四五六七八九"[digit - 1] + name
        skipped = not digit
    return text


def whole_in_chinese(number: int) -> str:
    text = ""
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // size % 10**4
        if part:
            text += ("零" if text and part < 1000 else "") + section(part) + name
    return text or "零"


def in_chinese(value: Decimal) -> str:
    whole, _, fraction = plain(value).partition(".")
    return whole_in_chinese(int(whole)) + (
        "点" + "".join("零一二三四五六七八九"[int(d)] for d in fraction) if fraction else ""
    )


def in_english(number: int) -> str:
    if number < 20:
        return WORDS[number]
    if number < 100:
        return TENS[number // 10] + ("-" + WORDS[number % 10] if number % 10 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if size <= 1000 and rest < 100 else " "
            return f"{in_english(number // size)} {name}" + (joint + in_english(rest) if rest else "")
    raise AssertionError(number)


AMOUNTS: dict[str, Callable[[Decimal], str]] = {
    "元": lambda yuan: plain(yuan) + "元",
    "grouped 元": lambda yuan: grouped(yuan) + "元",
    "full-width 元": lambda yuan: grouped(yuan).translate(WIDE) + "元",
    "万元": lambda yuan: plain(yuan.scaleb(-4)) + "万元",
    "萬元": lambda yuan: grouped(yuan.scaleb(-4)) + " 萬元",
    "亿元": lambda yuan: plain(yuan.scaleb(-8)) + "亿元",
    "Chinese": lambda yuan: in_chinese(yuan) + "元",
    "Chinese 亿": lambda yuan: in_chinese(yuan.scaleb(-8)) + "亿元",
    "Traditional": lambda yuan: in_chinese(yuan).translate(TRADITIONAL) + "元",
    "yuan": lambda yuan: grouped(yuan) + " yuan",
    "million": lambda yuan: plain(yuan.scaleb(-6)) + " million yuan",
    "hyphens": lambda yuan: plain(yuan.scaleb(-6)) + "-million-yuan",
    "billion": lambda yuan: "RMB " + plain(yuan.scaleb(-9)) + " billion",
    "bn": lambda yuan: "¥" + plain(yuan.scaleb(-9)) + "bn",
    "m": lambda yuan: "CNY " + plain(yuan.scaleb(-6)) + "m",
}

amounts = st.decimals(min_value=1, max_value=10**12 - 1, places=2).map(lambda value: Decimal(plain(value)))
wholes = st.integers(min_value=2, max_value=10**12 - 1)
characters = st.one_of(
    st.characters(),
    st.sampled_from(
        "0123456789０９.,，:-–/%％¥$〔〕[]()第条号届首前上下一二三十百千万亿两零〇点余多几元年月日个分之成百分点 \n"
    ),
    st.sampled_from(
        ["one", "hundred", "million", " and ", "May", "April", "No. ", "Art. ", "Order ", "US$", "bn", "Q1", "壹", "拾"]
    ),
)
texts = st.lists(characters, max_size=60).map("".join)


@pytest.mark.parametrize("notation", AMOUNTS)
@given(amount=amounts)
def test_an_amount_in_any_notation_is_the_same_amount(notation: str, amount: Decimal) -> None:
    (quantity,) = read_quantities(AMOUNTS[notation](amount))
    assert (quantity.kind, quantity.value, quantity.unit) == ("amount", amount, "CNY")


@given(amount=amounts, one=st.sampled_from(sorted(AMOUNTS)), other=st.sampled_from(sorted(AMOUNTS)))
def test_an_amount_in_one_notation_supports_it_in_another(amount: Decimal, one: str, other: str) -> None:
    assert unsupported(AMOUNTS[one](amount), [f"总投资{AMOUNTS[other](amount)}。"]) == ()


@given(number=wholes)
def test_numbers_in_words_and_characters_are_those_in_digits(number: int) -> None:
    spelt = [in_english(number), in_chinese(Decimal(number)), in_chinese(Decimal(number)).translate(FINANCIAL)]
    for text in [f"{spelt[0]} items", f"{spelt[1]}个", f"{spelt[2]}元" if number > 10 else "", f"{number:,} items"]:
        for quantity in read_quantities(text):
            assert quantity.value == number
    assert unsupported(f"{spelt[0]} items", [f"{spelt[1]}个"]) == ()


@given(amount=amounts, data=st.data())
def test_another_digit_is_reported(amount: Decimal, data: st.DataObject) -> None:
    text = plain(amount)
    place = data.draw(st.sampled_from([n for n, character in enumerate(text) if character.isdigit()]))
    changed = text[:place] + str((int(text[place]) + data.draw(st.integers(1, 9))) % 10) + text[place + 1 :]
    for unit in ("亿元", "%", "吨", "亩", " km²", " million US dollars"):
        assert len(unsupported(changed + unit, [text + unit])) == 1


@given(amount=amounts)
def test_another_unit_currency_or_scale_is_reported(amount: Decimal) -> None:
    text = plain(amount)
    units = [
        "元",
        "万元",
        "亿元",
        "美元",
        "亿美元",
        "%",
        "个百分点",
        "吨",
        "万吨",
        "平方公里",
        "公里",
        "兆瓦",
        "个工作日",
        " hours",
    ]
    for claimed in units:
        others = [text + unit for unit in units if unit != claimed]
        assert len(unsupported(text + claimed, others)) == 1


@given(text=texts)
def test_any_text_is_read_without_error_in_order_and_with_exact_spans(text: str) -> None:
    quantities = read_quantities(text)
    for quantity in quantities:
        assert quantity.text == text[quantity.span.start : quantity.span.end] != ""
    for one, next_one in pairwise(quantities):
        assert one.span.end <= next_one.span.start


@given(text=texts, other=texts)
def test_a_verbatim_claim_is_supported_whatever_else_is_cited(text: str, other: str) -> None:
    assert unsupported(text, [text]) == unsupported(text, [other, text]) == unsupported(text, [text, other]) == ()


@given(claim=texts, sources=st.lists(texts, max_size=4))
def test_the_order_of_the_sources_does_not_matter(claim: str, sources: list[str]) -> None:
    assert unsupported(claim, sources) == unsupported(claim, sources[::-1])


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "一",
        ",",
        "1,",
        "111,",
        "1.",
        "1-",
        "1:",
        "1一",
        "亿1",
        "一点",
        "1余万",
        "one ",
        "Order of ",
        "¥1",
        "第1",
        "〔2025〕",
    ],
)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        started = time.process_time()
        read_quantities(text)
        return time.process_time() - started

    # Quadratic reading would take 256 times as long for sixteen times the length.
    assert min(seconds(64_000) for _ in range(2)) < 64 * min(seconds(4_000) for _ in range(3)) + 0.05
