"""Kinship: names that are forms of one another: Italy and Italian, 美国 and American."""

from __future__ import annotations

_ENDINGS = frozenset(
    ["", *"a s n ns an ans ian ians ean eans ish ese i is ic e er ers y ia ies o os us man men".split()]
)
_LEAST_ALIKE = 4  # letters with which the forms of a name begin alike
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
        "老挝 laos laotian laotians",
    )
)


def kin_of(name: str) -> frozenset[str]:
    """The irregular forms of a country's name in lower case, in both languages."""
    return next((row for row in _KIN if name in row), frozenset())


def are_forms(one: str, other: str) -> bool:
    """Whether two words in lower case differ in an ending only that forms of names have: German, Germany, Italian."""
    shorter = min(len(one), len(other))
    return any(
        one[:at] == other[:at] and one[at:] in _ENDINGS and other[at:] in _ENDINGS
        for at in range(max(_LEAST_ALIKE, shorter - 1), shorter + 1)
    )
