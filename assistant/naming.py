"""Naming: which terms of the glossary are names, and of what."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.languages import has_han, to_simplified
from corpus.schemas import Bilingual, Term

_ATTRIBUTE = re.compile(
    r".{0,4}(产能|产值|产量|投资额?|资金|金额|面积|占地|税率|比例|占比|员工|人数|就业|价格|时间|日期|期限|条件|材料|流程|程序|电话|地址|代码|编号)"
    r"|.{0,20}\b(capacity|output|value|investment|funds|amount|area|rates?|share|employees|jobs|prices?|date|deadline"
    r"|conditions?|documents?|procedure|phone|address|number|code)",
    re.IGNORECASE,
)
"""What things have; asking for one of these next goes on about the same thing."""
_PLACE = re.compile(r"[县区市镇乡]$")
_CHAIN = re.compile(r"(?<!重点)(?<=.)产业链$")
_COUNTY = re.compile(r"[县区市]$")
_COMMON_TO_ALL = re.compile(r"(?:法|条例|办法|规定|目录|局|部|厅|院|委|委员会|党|库|平台|省|河|路|个一|中国)$")
"""How the names of laws, offices and places end that what is said of any firm may mention."""


def is_attribute(name: str) -> bool:
    """Whether a name is of something that things have: a capacity, a rate, a deadline."""
    return bool(_ATTRIBUTE.fullmatch(name))


def is_name(term: Term) -> bool:
    """Whether a term is the proper name of a firm, a project or an event."""
    return all(word[0].isupper() for word in term.en.split() if len(word) > 3) and not is_place(term)


def is_place(term: Term) -> bool:
    """Whether a term is the name of a county, district, town or city."""
    return any(_PLACE.search(name) for name in (term.zh, *term.aliases_zh))


def is_firm(term: Term) -> bool:
    """Whether a term is the name of a firm or an event, of which one is not asked about by another's figures."""
    return is_name(term) and term.en[0].isupper() and not _COMMON_TO_ALL.search(term.zh)


def is_thing(term: Term) -> bool:
    """Whether a term is no law, office or place, which may be spoken of in anything."""
    return not is_place(term) and not _COMMON_TO_ALL.search(term.zh)


def is_chain(term: Term) -> bool:
    """Whether a term is the name of one industrial chain."""
    return _CHAIN.search(term.zh) is not None


def is_county(term: Term) -> bool:
    """Whether a term is the name of one district, county or city."""
    return is_place(term) and term.en[0].isupper() and _COUNTY.search(term.zh) is not None


def is_city(term: Term, city: Bilingual | None) -> bool:
    """Whether a term is the name of the city the library is about."""
    return city is not None and (city.zh.startswith(term.zh.removesuffix("市")) or term.en == city.en)


@lru_cache(maxsize=1024)
def written_as(term: Term) -> re.Pattern[str]:
    """Any name of a term; a Latin one as whole words."""
    names = {to_simplified(name) for name in (term.zh, *term.aliases_zh)} | {term.en, *term.aliases_en}
    written = (
        re.escape(name) if has_han(name) else rf"(?<![A-Za-z0-9]){re.escape(name)}s?(?![A-Za-z0-9])" for name in names
    )
    return re.compile("|".join(written), re.IGNORECASE)
