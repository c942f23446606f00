"""Personal numbers: how telephone numbers, identity documents, cards and accounts of persons are written.

Patterns are matched on text whose full-width letters, dashes and spaces were folded. They are bounded everywhere, so
that they take time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

_ALNUM_BEFORE = r"(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)(?<!\d[ .])"
_DIGIT_AFTER = r"(?![ -]?\d)(?!\.\d)"
_MOBILE = (
    r"1[3-9]\d(?P<s>[ -]?)\d{4}(?P=s)\d{4}|1[3-9]\d\d(?P<t>[ -])\d{3}(?P=t)\d{4}|1[3-9]\d(?P<u>[ -])\d{3}(?P=u)\d{5}"
    r"|1(?P<v>[ -])[3-9](?:(?P=v)\d){9}|[一幺][三四五六七八九][〇零一二三四五六七八九幺]{9}"
)
_CHINA = r"(?:\(?(?:\+|00)?86\)?[ -]?)?"
_SAID_TO_BE_TELEPHONE = re.compile(
    r"(?:电话|電話|手机|手機|座机|座機|联系|聯繫|致电|致電|号码|號碼|拨打|tel|phone|mobile|cell|call|fax|whatsapp|wx|vx|qq)"
    r"[^\n\d]{0,12}$",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(
    r"(?:[¥￥$€£第]|RMB|CNY|USD|EUR|HKD|人民币|人民幣"
    r"|(?:资本|資本|投资|投資|总额|總額|金额|金額|资金|資金|产值|產值|收入|利润|税收|规模|capital|investment|amount|worth|revenue|output)"
    r"[^\w\n]{0,2}(?:为|為|是|达|达到|约|of|is|was)?)\s{0,2}$",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(
    r"\s{0,2}(?:元(?!旦|月|宵)|圆|万|萬|亿|億|美元|欧元|港元|%|‰|吨|噸|公斤|千克|平方|㎡|m²|m2|米|亩|畝|公顷|千瓦|度电"
    r"|(?:yuan|rmb|cny|usd|eur|dollars?|euros?|tons?|tonnes?|million|billion|square|sqm|hectares?|mu|kwh?)\b)",
    re.IGNORECASE,
)
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_CREDIT_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SIDE_LENGTH = 40

Fits = Callable[[str, re.Match[str]], bool]


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A kind of number: the mark that takes its place, its pattern (the group `number`, else all) and a closer look."""

    mark: str
    pattern: re.Pattern[str]
    fits: Fits


def _always(_: str, __: re.Match[str]) -> bool:
    return True


def _is_no_quantity(text: str, found: re.Match[str]) -> bool:
    """Whether the number counts or measures nothing, as far as the words around it tell."""
    before, after = text[max(0, found.start() - _SIDE_LENGTH) : found.start()], text[found.end() :][:_SIDE_LENGTH]
    if _SAID_TO_BE_TELEPHONE.search(before):
        return True
    return not _UNIT_AFTER.match(after) and not _MONEY_BEFORE.search(before)


def _is_abroad(text: str, found: re.Match[str]) -> bool:
    return 9 <= len(_digits(found[0])) <= 15 and _is_no_quantity(text, found)


def _is_identity(text: str, found: re.Match[str]) -> bool:
    """Whether a number of 18 or 15 places names a province and a day of birth; a slip in its last place hides none."""
    digits = _digits(found[0])
    born = digits[6:14] if len(digits) >= 17 else f"19{digits[6:12]}"
    try:
        is_born = date(1900, 1, 1) <= date(int(born[:4]), int(born[4:6]), int(born[6:])) <= date.today()  # noqa: DTZ011
    except ValueError:
        return False
    return is_born and digits[:2] in _PROVINCES and _is_no_quantity(text, found)


def _is_card(text: str, found: re.Match[str]) -> bool:
    """Whether the digits add up as those of bank cards do, and are not the credit code of an organisation."""
    digits = _digits(found[0])
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    adds_up = sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
    return adds_up and not _is_credit_code(digits) and _is_no_quantity(text, found)


def _is_credit_code(code: str) -> bool:
    """Whether 18 signs are a unified social credit code, by the check of GB 32100."""
    if len(code) != 18:
        return False
    total = sum(_CREDIT_CODE_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return _CREDIT_CODE_SIGNS[-total % 31] == code[17]


def _has_digit(_: str, found: re.Match[str]) -> bool:
    return any(sign.isdigit() for sign in found["number"])


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_OF = r"[ ]{0,2}(?:号码?|號碼?|账号|帳號|numbers?|no\.?|id)?[ ]{0,2}(?:[:=]|是|为|為|is)?[ ]{0,2}"
_OF_SURELY = r"[ ]{0,2}(?:(?:号码?|號碼?|账号|帳號|id)[ ]{0,2}(?:[:=]|是|为|為|is)?|[:=])[ ]{0,2}"
_MESSENGER = r"(?:微信|(?<![a-z])(?:wechat|weixin|wx|vx|whatsapp|telegram|qq))"
_NAME = r"(?P<number>[a-z0-9][-_a-z0-9]{4,19})(?![-_a-z0-9])"

PERSONAL_NUMBERS = (
    PersonalNumber(
        "[邮箱 e-mail]",
        _compiled(r"(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![a-z0-9-])"),
        _always,
    ),
    PersonalNumber(
        "[身份证 ID]",
        _compiled(
            _ALNUM_BEFORE + r"[1-9]\d{5}[ -]?(?:18|19|20)\d\d[ -]?(?:\d{4}[ -]?\d{3}[ ]?[\dx])(?![a-z0-9])(?![ -]\d)"
        ),
        _is_identity,
    ),
    PersonalNumber("[身份证 ID]", _compiled(_ALNUM_BEFORE + r"[1-9]\d{14}(?![a-z])" + _DIGIT_AFTER), _is_identity),
    PersonalNumber(
        "[证件 document]",
        _compiled(
            r"(?:护照|護照|通行证|通行證|回乡证|台胞证|身份证|身份證|居留证|passport|permit|identity card|id card|hkid)"
            + _OF
            + r"(?P<number>(?=[a-z]{0,2}\d)[a-z0-9]{6,20}(?:\(\w\))?)(?![a-z0-9])"
        ),
        _has_digit,
    ),
    PersonalNumber(
        "[银行卡 card]",
        _compiled(
            r"(?:银行卡|銀行卡|卡号|卡號|银行账号|银行账户|card number|card no\.?|bank account)"
            + _OF
            + r"(?P<number>\d(?:[ -]?\d){9,24})"
        ),
        _always,
    ),
    PersonalNumber(
        "[银行卡 card]",
        _compiled(
            _ALNUM_BEFORE
            + r"[3-6]\d{3}(?:(?P<s>[ -])\d{4}(?P=s)\d{4}(?P=s)\d{1,4}(?:(?P=s)\d{1,3})?|\d{9,15})"
            + _DIGIT_AFTER
        ),
        _is_card,
    ),
    PersonalNumber("[账号 account]", _compiled(_MESSENGER + _OF_SURELY + _NAME), _always),
    PersonalNumber("[账号 account]", _compiled(_MESSENGER + _OF + _NAME), _has_digit),
    PersonalNumber(
        "[电话 phone]",
        _compiled(_ALNUM_BEFORE + r"(?<!\+)" + _CHINA + f"(?:{_MOBILE})" + _DIGIT_AFTER),
        _is_no_quantity,
    ),
    PersonalNumber(
        "[电话 phone]",
        _compiled(r"(?<=tel|ell|one|ile)" + _CHINA + f"(?:{_MOBILE})" + _DIGIT_AFTER),
        _always,
    ),
    PersonalNumber(
        "[电话 phone]",
        _compiled(
            _ALNUM_BEFORE
            + r"(?:\(?(?:\+|00)86\)?[ -]?\(?0?|\(?0)[1-9]\d{1,2}\)?[ -]{0,3}[2-8]\d{2,3}[ -]?\d{4}"
            + r"(?:[ ]?(?:转|轉|ext\.?|x)[ ]?\d{1,6}|-\d{1,5})?"
            + _DIGIT_AFTER
        ),
        _is_no_quantity,
    ),
    PersonalNumber(
        "[电话 phone]",
        _compiled(r"(?<![\w+])(?:\+|00)[1-9]\d{0,2}(?:[ -]?\(?\d{1,5}\)?){2,5}" + _DIGIT_AFTER),
        _is_abroad,
    ),
    PersonalNumber(
        "[电话 phone]",
        _compiled(
            r"(?:电话|電話|座机|座機|固话|传真|傳真|telephone|tel\.?|phone|fax)"
            + _OF
            + r"(?P<number>[2-8]\d{2,3}[ -]?\d{4})(?![a-z])"
            + _DIGIT_AFTER
        ),
        lambda text, found: not _UNIT_AFTER.match(text[found.end() :]),
    ),
    PersonalNumber(
        "[车牌 plate]",
        re.compile(
            "[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]"
            r"[A-HJ-NP-Z][· ]?(?=[A-HJ-NP-Z]{0,2}\d)[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
        ),
        _always,
    ),
)
"""In the order in which they are looked for; what one has found, the next does not see."""
