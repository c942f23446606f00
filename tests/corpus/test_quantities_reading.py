from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.documents import Span
from corpus.quantities import PartialDate, Quantity, read_quantities

Read = tuple[str, str, str]


def read(text: str) -> list[Read]:
    return [(q.kind, written(q), q.unit) for q in read_quantities(text)]


def written(quantity: Quantity) -> str:
    value = quantity.value
    if isinstance(value, PartialDate):
        return "-".join(str(part) for part in value if part is not None)
    return "/".join(map(str, value)) if isinstance(value, tuple) else str(value)


def values(text: str) -> list[str]:
    return [value for _, value, _ in read(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("57个项目", "57"),
        ("1,679 items", "1679"),
        ("1，679项", "1679"),
        ("３．５万人", "35000"),
        ("1亿2000万", "120000000"),
        ("1万5千", "15000"),
        ("5 万", "50000"),
        ("1 万亿", "1000000000000"),
        ("三万亿", "3000000000000"),
        ("两个", "2"),
        ("兩個", "2"),
        ("十项", "10"),
        ("二十九", "29"),
        ("一百零五", "105"),
        ("一百二", "120"),
        ("一千五", "1500"),
        ("三万五", "35000"),
        ("一千零一", "1001"),
        ("一百九十万零三千九百七十一", "1903971"),
        ("六百一十三点四七", "613.47"),
        ("一〇二", "102"),
        ("十余家", "10"),
        ("300多家", "300"),
        ("五百强", "500"),
        ("百强企业", "100"),
        ("49 projects", "49"),
        ("twenty-nine", "29"),
        ("two hundred and six", "206"),
        ("a hundred firms", "100"),
        ("two thousand three hundred and forty-five", "2345"),
        ("6 million wheels", "6000000"),
        ("3 hundred thousand", "300000"),
        ("46.90", "46.9"),
        ("half a million firms", "500000"),
        ("half a billion", "500000000"),
        ("3个亿", "300000000"),
        ("3个亿元项目", "3"),
    ],
)
def test_reads_numbers_in_digits_characters_and_words(text: str, value: str) -> None:
    assert read(text) == [("number", value, "1")]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("613.47亿元", "61347000000", "CNY"),
        ("六百一十三点四七亿元", "61347000000", "CNY"),
        ("116.3億元", "11630000000", "CNY"),
        ("11.63 billion yuan", "11630000000", "CNY"),
        ("169.1亿元人民币", "16910000000", "CNY"),
        ("人民币169.1亿", "16910000000", "CNY"),
        ("6000万元", "60000000", "CNY"),
        ("5000余万元", "50000000", "CNY"),
        ("壹亿贰仟万元整", "120000000", "CNY"),
        ("伍仟圆", "5000", "CNY"),
        ("¥60m", "60000000", "CNY"),
        ("￥60M", "60000000", "CNY"),
        ("RMB 60 million", "60000000", "CNY"),
        ("60m yuan", "60000000", "CNY"),
        ("sixty million yuan", "60000000", "CNY"),
        ("a 10-million-yuan grant", "10000000", "CNY"),
        ("亿元以上项目", "100000000", "CNY"),
        ("超百亿元", "10000000000", "CNY"),
        ("US$33.77 million", "33770000", "USD"),
        ("33.77 million US dollars", "33770000", "USD"),
        ("3377万美元", "33770000", "USD"),
        ("$1.2bn", "1200000000", "USD"),
        ("5亿港元", "500000000", "HKD"),
        ("HK$1.2 billion", "1200000000", "HKD"),
        ("2亿欧元", "200000000", "EUR"),
        ("EUR 2 billion", "2000000000", "EUR"),
    ],
)
def test_reads_amounts_in_the_unit_of_their_currency(text: str, value: str, currency: str) -> None:
    assert read(text) == [("amount", value, currency)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("46.9%", ("percentage", "46.9", "percent")),
        ("46.9 ％", ("percentage", "46.9", "percent")),
        ("46.9 per cent", ("percentage", "46.9", "percent")),
        ("百分之四十六点九", ("percentage", "46.9", "percent")),
        ("百分之百", ("percentage", "100", "percent")),
        ("七成", ("percentage", "70", "percent")),
        ("3‰", ("percentage", "0.3", "percent")),
        ("增速为-3%", ("percentage", "-3", "percent")),
        ("3个百分点", ("percentage", "3", "percentage_point")),
        ("3 percentage points", ("percentage", "3", "percentage_point")),
        ("三分之一", ("fraction", "1/3", "1")),
        ("two-thirds", ("fraction", "2/3", "1")),
        ("a quarter of output", ("fraction", "1/4", "1")),
        ("23/49", ("fraction", "23/49", "1")),
        ("115亩", ("area", "115", "mu")),
        ("90萬畝", ("area", "900000", "mu")),
        ("14.9 km²", ("area", "14900000", "m2")),
        ("14.9平方公里", ("area", "14900000", "m2")),
        ("3 hectares", ("area", "30000", "m2")),
        ("1000㎡", ("area", "1000", "m2")),
        ("24万吨", ("mass", "240000000", "kg")),
        ("5.1 million t", ("mass", "5100000000", "kg")),
        ("14亿公斤", ("mass", "1400000000", "kg")),
        ("15万千瓦", ("power", "150000000", "W")),
        ("150 MW", ("power", "150000000", "W")),
        ("11.03 MWp", ("power", "11030000", "W")),
        ("2亿千瓦时", ("energy", "200000000000", "Wh")),
        ("3.5 µm", ("length", "0.0000035", "m")),
        ("3.5微米", ("length", "0.0000035", "m")),
        ("4-micron", ("length", "0.000004", "m")),
        ("20公里", ("length", "20000", "m")),
        ("5万立方米", ("volume", "50000", "m3")),
        ("20个工作日", ("duration", "20", "working_day")),
        ("20 working days", ("duration", "20", "working_day")),
        ("三十日内", ("duration", "30", "day")),
        ("two years", ("duration", "24", "month")),
        ("24个月", ("duration", "24", "month")),
        ("six-hour", ("duration", "360", "minute")),
    ],
)
def test_reads_measures_in_one_base_unit_each(text: str, expected: Read) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024年4月10日", "2024-4-10"),
        ("二〇二四年四月十日", "2024-4-10"),
        ("10 April 2024", "2024-4-10"),
        ("10th of April 2024", "2024-4-10"),
        ("April 10, 2024", "2024-4-10"),
        ("2024-04-10", "2024-4-10"),
        ("2024/4/10", "2024-4-10"),
        ("2024.04.10", "2024-4-10"),
        ("2024年4月", "2024-4"),
        ("April 2024", "2024-4"),
        ("Apr. 2024", "2024-4"),
        ("4月10日", "4-10"),
        ("十二月", "12"),
        ("in May", "5"),
        ("2024年度", "2024"),
        ("in 2024", "2024"),
        ("mid-2024", "2024"),
        ("2021年第一季度", "2021-Q1"),
        ("2021年一季度", "2021-Q1"),
        ("first quarter of 2021", "2021-Q1"),
        ("Q1 2021", "2021-Q1"),
        ("2021Q1", "2021-Q1"),
        ("2024年上半年", "2024-H1"),
        ("the first half of 2024", "2024-H1"),
        ("前三季度", "Q1-Q3"),
        ("the first three quarters of 2024", "2024-Q1-Q3"),
    ],
)
def test_reads_dates_as_far_as_they_are_written(text: str, date: str) -> None:
    assert read(text) == [("date", date, "1")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第29届", ("ordinal", "29", "1")),
        ("第二十九屆", ("ordinal", "29", "1")),
        ("二十九届", ("ordinal", "29", "1")),
        ("29th", ("ordinal", "29", "1")),
        ("twenty-ninth", ("ordinal", "29", "1")),
        ("首届", ("ordinal", "1", "1")),
        ("全省第一", ("ordinal", "1", "1")),
        ("ranked first in the province", ("ordinal", "1", "1")),
        ("the second-largest producer", ("ordinal", "2", "1")),
        ("the Third Expo", ("ordinal", "3", "1")),
        ("phase one", ("ordinal", "1", "1")),
        ("一期", ("ordinal", "1", "1")),
        ("No. 18", ("ordinal", "18", "1")),
        ("第十条", ("article", "10", "1")),
        ("第10條", ("article", "10", "1")),
        ("Art. 10", ("article", "10", "1")),
        ("Article 10(1)", ("article", "10", "1")),
        ("豫政〔2025〕18号", ("document_number", "豫政〔2025〕18号", "1")),
        ("豫政[2025]18号", ("document_number", "豫政〔2025〕18号", "1")),
        ("豫政（2025）18号", ("document_number", "豫政〔2025〕18号", "1")),
        ("豫政【2025】 18號", ("document_number", "豫政〔2025〕18号", "1")),
        ("根据豫政﹝2025﹞18号", ("document_number", "豫政〔2025〕18号", "1")),
        ("三政办〔二〇二〇〕十九号", ("document_number", "三政办〔2020〕19号", "1")),
        ("国务院令第722号", ("document_number", "令第722号", "1")),
        ("国务院第722号令", ("document_number", "令第722号", "1")),
        ("State Council Order No. 722", ("document_number", "令第722号", "1")),
        ("Order of the State Council No. 722", ("document_number", "令第722号", "1")),
        ("0398-2822222", ("code", "0398-2822222", "1")),
        ("version 1.2.3", ("code", "1.2.3", "1")),
        ("10：30", ("code", "10:30", "1")),
    ],
)
def test_reads_ordinals_articles_document_numbers_and_codes(text: str, expected: Read) -> None:
    assert expected in read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1–4月", ["1", "4"]),
        ("January to April 2024", ["2024-1", "2024-4"]),
        ("2024年1月至4月", ["2024-1", "2024-4"]),
        ("10–12 April 2024", ["2024-4-10", "2024-4-12"]),
        ("April 10–12, 2024", ["2024-4-10", "2024-4-12"]),
        ("4月10日至12日", ["4-10", "4-12"]),
        ("2021-2025年", ["2021", "2025"]),
        ("3-5亿元", ["300000000", "500000000"]),
        ("8000万-1亿元", ["80000000", "100000000"]),
        ("10–15%", ["10", "15"]),
        ("三到五年", ["36", "60"]),
        ("2000-3000 t", ["2000000", "3000000"]),
        ("between 3 and 5 million yuan", ["3000000", "5000000"]),
        ("¥40–60m", ["40000000", "60000000"]),
        ("US$3 to 5 billion", ["3000000000", "5000000000"]),
        ("Arts. 22–25", ["22", "25"]),
        ("第22条至25条", ["22", "25"]),
    ],
)
def test_both_ends_of_a_range_have_what_is_written_once(text: str, expected: list[str]) -> None:
    assert values(text) == expected
    assert len({(q.kind, q.unit) for q in read_quantities(text)}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "三门峡", "一带一路", "一般", "统一", "统一年度", "万达", "千方百计", "千家万户", "一一对应", "三三两两",
        "二七区", "三元材料", "零部件", "一成不变", "数百家", "三四百家", "两三个", "单位：亿元", "大陆", "第三方",
        "第一步", "G20", "A1", "5G", "4A", "PM2.5", "COVID-19", "one-stop", "zero-carbon", "First, apply.",
        "it may rise", "several million", "second step", "third-party", "hundreds of firms", "第一，先申请。",
        "http://www.smx.gov.cn/714/616851648/1815631.html",
    ],
)  # fmt: skip
def test_leaves_words_names_and_vague_counts_unread(text: str) -> None:
    assert read(text) == []


def test_reads_the_figures_of_a_designation_apart() -> None:
    assert values("“8+6”产业集群") == ["8", "6"]
    assert values("“五个一”机制") == values("the Five Ones") == ["5"]
    assert values("“十四五”规划") == values("the 14th Five-Year Plan") == ["14", "60"]


def test_a_sentence_is_read_in_order_with_exact_spans() -> None:
    text = "第29届黄河文化旅游节签约４９个项目，总投资613.47亿元，高端制造占46.9％。"
    quantities = read_quantities(text)
    assert [q.text for q in quantities] == ["第29", "４９", "613.47亿元", "46.9％"]
    assert quantities[1] == Quantity("number", Decimal(49), "1", "４９", Span(13, 15))


def test_a_currency_name_after_the_figure_is_part_of_it_and_a_rate_is_not() -> None:
    assert [q.text for q in read_quantities("169.1亿元人民币，6000元/亩")] == ["169.1亿元人民币", "6000元"]


@pytest.mark.parametrize(
    "text", ["", "一百亿一百万", "一二年", "第", "¥", "〔2025〕", "3分之0", "5/0", "1 million of May 2"]
)
def test_what_is_no_figure_harms_nothing(text: str) -> None:
    for quantity in read_quantities(text):
        assert text[quantity.span.start : quantity.span.end] == quantity.text
