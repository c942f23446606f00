"""Kinship: names that are forms of one another: Italy and Italian, 美国 and American."""

from __future__ import annotations

_NEAR_ENDING = 3  # letters in which forms of a name differ: German, Germany, Germans
_KIN = tuple(
    frozenset(row.split())
    for row in (
        "美国 us usa america american americans",
        "英国 uk britain british england english",
        "法国 france french",
        "西班牙 spain spanish spaniard spaniards",
        "荷兰 netherlands dutch holland",
        "瑞士 switzerland swiss",
        "爱尔兰 ireland irish",
        "苏格兰 scotland scottish scots",
        "威尔士 wales welsh",
        "丹麦 denmark danish",
        "波兰 poland polish",
        "泰国 thailand thai",
        "苏联 ussr soviet",
        "欧盟 eu",
        "联合国 un",
    )
)


def kin_of(name: str) -> frozenset[str]:
    """The irregular forms of a country's name in lower case, in both languages."""
    return next((row for row in _KIN if name in row), frozenset())


def are_forms(one: str, other: str) -> bool:
    """Whether two words in lower case differ in their ending only."""
    short, long = sorted((one, other), key=len)
    return (
        len(short) >= 4 and len(long) - len(short) <= _NEAR_ENDING and long.startswith(short[: max(4, len(short) - 1)])
    )
