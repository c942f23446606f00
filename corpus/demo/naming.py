"""Names that are plainly made up: they begin with 示例 or Example, and count with the Chinese stems and branches."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from corpus.demo.records import County, Region
from corpus.schemas import Bilingual

COUNTIES = (
    County("411202", Bilingual(zh="湖滨区", en="Hubin District")),
    County("411203", Bilingual(zh="陕州区", en="Shanzhou District")),
    County("411221", Bilingual(zh="渑池县", en="Mianchi County")),
    County("411224", Bilingual(zh="卢氏县", en="Lushi County")),
    County("411281", Bilingual(zh="义马市", en="Yima City")),
    County("411282", Bilingual(zh="灵宝市", en="Lingbao City")),
)
DEPARTMENTS = {
    "industry": Bilingual(zh="工业主管部门", en="Industry Authority"),
    "science": Bilingual(zh="科技主管部门", en="Science Authority"),
    "commerce": Bilingual(zh="商务主管部门", en="Commerce Authority"),
    "transport": Bilingual(zh="交通主管部门", en="Transport Authority"),
    "labour": Bilingual(zh="人社主管部门", en="Labour Authority"),
    "finance": Bilingual(zh="财政主管部门", en="Finance Authority"),
    "land": Bilingual(zh="自然资源主管部门", en="Land Authority"),
    "service": Bilingual(zh="政务服务部门", en="Government Service Office"),
    "agriculture": Bilingual(zh="农业农村主管部门", en="Agriculture Authority"),
    "tourism": Bilingual(zh="文旅主管部门", en="Tourism Authority"),
    "safety": Bilingual(zh="应急主管部门", en="Safety Authority"),
}
"""Kinds of offices, each named with 示例 or Example before it."""

_STEMS = tuple(zip("甲乙丙丁戊己庚辛壬癸", "Jia Yi Bing Ding Wu Ji Geng Xin Ren Gui".split(), strict=True))
_BRANCHES = tuple(
    zip("子丑寅卯辰巳午未申酉戌亥", "Zi Chou Yin Mao Chen Si Wu Wei Shen You Xu Hai".split(), strict=True)
)
_DIRECTIONS = tuple(zip("东南西北", "East South West North".split(), strict=True))

STEMS = tuple(Bilingual(zh=zh, en=en) for zh, en in _STEMS)
PAIRS = tuple(Bilingual(zh=a + b, en=x + y.lower()) for (a, x), (b, y) in product(_STEMS, _BRANCHES))
STEM_PAIRS = tuple(
    Bilingual(zh=a + b, en=x + y.lower())
    for (a, x), (b, y) in product(_STEMS[:3], _STEMS)
    if b not in (a, "戊")  # written Wu as 午 is
)
REGIONS = tuple(
    Region(
        Bilingual(zh=zh, en=en),
        Bilingual(zh=f"示例{zh}省", en=f"Example {en} Province"),
        Bilingual(zh=f"示例{zh}城", en=f"Example {en} City"),
    )
    for zh, en in _DIRECTIONS
)
OFFICIALS = tuple(
    Bilingual(zh=f"示例领导{zh}", en=f"Official {letter}") for (zh, _), letter in zip(_STEMS, "ABCDEFGHIJ", strict=True)
)


def firm(mark: Bilingual, trade: Bilingual) -> Bilingual:
    """The name of a firm, told from others of its trade by its mark."""
    return Bilingual(zh=f"示例{mark.zh}{trade.zh}", en=f"Example {mark.en} {trade.en}")


def target_marks() -> Iterator[tuple[Region, Bilingual]]:
    """The marks of firms that are sought: a direction and a stem, 40 in all."""
    for stem, region in product(STEMS, REGIONS):
        yield region, Bilingual(zh=region.direction.zh + stem.zh, en=f"{region.direction.en} {stem.en}")


def outside_mark(number: int) -> Bilingual:
    """The mark of an investor from another province: a direction and a branch."""
    direction, (zh, en) = REGIONS[number % 4].direction, _BRANCHES[number // 4 % 12]
    return Bilingual(zh=direction.zh + zh, en=f"{direction.en} {en}")


def foreign_mark(number: int) -> Bilingual:
    """The mark of an investor from abroad."""
    stem = STEMS[number % 10]
    return Bilingual(zh=f"海外{stem.zh}", en=f"Overseas {stem.en}")


def department(kind: str, county: County | None = None) -> Bilingual:
    """An office of the example city, or of one of its counties."""
    name = DEPARTMENTS[kind]
    if county is None:
        return Bilingual(zh=f"示例市{name.zh}", en=f"Example City {name.en}")
    return Bilingual(zh=f"示例{county.name.zh}{name.zh}", en=f"Example {county.name.en} {name.en}")


def telephone(group: int, number: int) -> str:
    """A number that nobody can dial: no area code begins with 000."""
    return f"000-{group:04}-{number:04}"
