"""Personal numbers go, everything else a question to a bureau of commerce may hold stays."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.keeping.masking import masked
from assistant.settings import SHIPPED_LIBRARY

WIDE = str.maketrans("0123456789-+@() ", "０１２３４５６７８９－＋＠（）\u3000")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("我的手机13812345678，请联系", "我的手机[电话 phone]，请联系"),
        ("手机：138 1234 5678。", "手机：[电话 phone]。"),
        ("my number is 138-1234-5678", "my number is [电话 phone]"),
        ("打1 3 8 1 2 3 4 5 6 7 8找我", "打[电话 phone]找我"),
        ("call +86 138 1234 5678 please", "call [电话 phone] please"),
        ("tel13812345678", "tel[电话 phone]"),
        ("电话幺三八一二三四五六七八", "电话[电话 phone]"),
        ("13812345678元旦后联系", "[电话 phone]元旦后联系"),
        ("13812345678个人手机", "[电话 phone]个人手机"),
        ("座机0398-2812345转8012", "座机[电话 phone]"),
        ("(0398) 281 2345", "[电话 phone]"),
        ("03982812345", "[电话 phone]"),
        ("010-65123456 或 +86 398 281 2345", "[电话 phone] 或 [电话 phone]"),
        ("电话：2812345", "电话：[电话 phone]"),
        ("reach me at +1 (415) 555-2671 or +44 20 7946 0958", "reach me at [电话 phone] or [电话 phone]"),
        ("写到 zhang.san+smx@example.com.cn。", "写到 [邮箱 e-mail]。"),
        ("zhang＠example．com", "[邮箱 e-mail]"),
        ("身份证11010519491231002X", "身份证[身份证 ID]"),
        ("id 110105 19491231 002x!", "id [身份证 ID]!"),
        ("110105491231002", "[身份证 ID]"),
        ("护照号E12345678", "护照号[证件 document]"),
        ("passport no. EA1234567", "passport no. [证件 document]"),
        ("港澳通行证号码：C12345678", "港澳通行证号码：[证件 document]"),
        ("卡 6222 0202 0000 1234 562", "卡 [银行卡 card]"),
        ("6222020200001234562", "[银行卡 card]"),
        ("4111-1111-1111-1111", "[银行卡 card]"),
        ("银行卡号：6222020200001234560", "银行卡号：[银行卡 card]"),
        ("加微信：zhangsan_88", "加微信：[账号 account]"),
        ("微信号zhangsan", "微信号[账号 account]"),
        ("WeChat ID: li-si-2020", "WeChat ID: [账号 account]"),
        ("QQ 12345678", "QQ [账号 account]"),
        ("车牌豫M·12345停在门口", "车牌[车牌 plate]停在门口"),
    ],
)
def test_a_personal_number_is_masked(text: str, left: str):
    assert masked(text) == left
    assert masked(left) == left


@pytest.mark.parametrize(
    "text",
    [
        "总投资15000000000元",
        "总投资 13500000000 yuan",
        "注册资本13800000000",
        "RMB 13812345678",
        "投资总额613.47亿元，占地1380亩，2024年增长+13.8%",
        "豫政〔2023〕13812号、国发[2024]第13812345678号",
        "GB/T 4754-2017、GB 18918—2002、DB41/T 1234-2020、ISO 14001:2015",
        "项目代码2020-411202-30-03-012345",
        "统一社会信用代码91411200MA3X4ABC1D和91411200000000000X",
        "914112007067890123",
        "2025-11-26 10:30 至 20251231",
        "1978-2025 100 years",
        "第13 14 15 16 17 1 号地块",
        "P-13812345678 与 XM13812345678",
        "热线12345，客服400-812-3456",
        "WeChat is supported；微信支付2023年达到5000万笔；微信公众号smx_swj",
        "QQ音乐 2023",
        "面积13812345678平方米，13812345678.5",
        "411202001001GB00001",
        "HS 8507600090, 85076000",
        "坐标 111.2003398, 34.7726493",
        "ID of the project: demo-p-00042",
        "豫A类企业",
    ],
)
def test_what_is_not_personal_stays(text: str):
    assert masked(text) == text


MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
AROUND = st.sampled_from(["", "我的号码是", "请打", "，", "please ring ", "(", "张三："])


@given(before=AROUND, number=MOBILES, separator=st.sampled_from(["", " ", "-"]), wide=st.booleans())
def test_every_mobile_number_is_masked_however_it_is_written(before: str, number: str, separator: str, wide: bool):
    written = separator.join((number[:3], number[3:7], number[7:]))
    text = before + (written.translate(WIDE) if wide else written)
    assert masked(text) == f"{before}[电话 phone]"


@given(
    area=st.sampled_from(["0398", "010", "0371", "021"]),
    local=st.from_regex(r"[2-8][0-9]{6,7}", fullmatch=True),
    form=st.sampled_from(["{}-{}", "({}){}", "{} {}", "{}{}", "（{}）{}"]),
)
def test_every_landline_number_with_its_area_is_masked(area: str, local: str, form: str):
    assert masked(f"座机{form.format(area, local)}，谢谢") == "座机[电话 phone]，谢谢"


def with_check(first: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(int(d) * w for d, w in zip(first, weights, strict=True)) % 11]


@given(
    province=st.sampled_from(["11", "31", "41", "65"]),
    place=st.integers(0, 9999),
    born=st.dates(min_value=date(1930, 1, 1), max_value=date(2010, 1, 1)),
    serial=st.integers(0, 999),
    wide=st.booleans(),
)
def test_every_identity_number_is_masked(province: str, place: int, born, serial: int, wide: bool):
    number = with_check(f"{province}{place:04}{born:%Y%m%d}{serial:03}")
    assert masked(f"身份证号码{number.translate(WIDE) if wide else number}。") == "身份证号码[身份证 ID]。"
    assert "[身份证 ID]" in masked(f"my id {number.lower()} ok")


UNITS = ["元", "万元", "亿元", "亩", "平方米", "吨", " yuan", " million yuan", "%"]


@given(
    value=st.integers(0, 10**13),
    unit=st.sampled_from(UNITS),
    form=st.sampled_from(["{}", "{:,}"]),
    before=st.sampled_from(["投资", "共", "", "worth "]),
)
def test_no_amount_is_masked(value: int, unit: str, form: str, before: str):
    text = before + form.format(value) + unit
    assert masked(text) == text


@given(
    day=st.dates(min_value=date(1949, 1, 1)),
    form=st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]),
)
def test_no_date_is_masked(day, form: str):
    assert masked(f"{day:{form}}") == f"{day:{form}}"


def test_nothing_in_the_shipped_library_is_masked():
    """It holds figures of every kind, and no personal number."""
    files = [file for file in SHIPPED_LIBRARY.rglob("*") if file.suffix in (".md", ".yaml", ".csv")]
    assert len(files) > 50
    for file in files:
        text = file.read_text("utf-8")
        assert masked(text) == text, file.name


@pytest.mark.parametrize("sign", ["a", "1", "13", "a@", "1 ", "-", "+1 ", "(0", "微信"])
def test_a_hostile_text_takes_no_longer_than_another(sign: str):
    started = time.perf_counter()
    masked(sign * 5_000)
    assert time.perf_counter() - started < 0.5
