"""The policies of the demonstration: each edition of each outline, and what it takes the place of."""

from __future__ import annotations

from corpus.demo.chance import Chance
from corpus.demo.naming import COUNTIES, department, telephone
from corpus.demo.outlines import Edition, PolicyOutline, policy_outlines
from corpus.demo.records import Policy
from corpus.demo.wording import month
from corpus.schemas import Bilingual

_WINDOWS = ((1, 3), (3, 5), (4, 6), (7, 9), (9, 11))
_APPLICATION = (
    Bilingual(
        zh="每年{first}月至{last}月向{office_zh}提交申请表和证明材料，{review}个工作日内完成审核，公示{notice}个工作日后办理拨付",
        en="apply to {office_en} with form and evidence from {first_en} to {last_en} each year; the review takes"
        " {review} working days, and payment follows {notice} working days of public notice",
    ),
    Bilingual(
        zh="每年{first}月至{last}月在线申报，由{office_zh}在{review}个工作日内组织评审，结果公示{notice}个工作日",
        en="apply online from {first_en} to {last_en} each year; {office_en} has the application assessed within"
        " {review} working days, and the result is on public notice for {notice} working days",
    ),
    Bilingual(
        zh="项目完成后于当年{first}月至{last}月向{office_zh}申请，现场核查不超过{review}个工作日，公示{notice}个工作日后兑付",
        en="apply to {office_en} from {first_en} to {last_en} of the year the project is completed; the site check"
        " takes at most {review} working days, and payment is made after {notice} working days of public notice",
    ),
)
_REQUEST = Bilingual(
    zh="随时向{office_zh}窗口提出申请，窗口在{review}个工作日内答复",
    en="apply at the window of {office_en} at any time; it replies within {review} working days",
)


def policies_of_demo(chance: Chance) -> tuple[Policy, ...]:
    """All editions of all policies, from the oldest of each."""
    return tuple(
        _policy(number, outline, place, chance.of("policy", outline.id, place))
        for number, outline in enumerate(policy_outlines(), start=1)
        for place in range(len(outline.editions))
    )


def counties_of(policy: Policy) -> tuple[Bilingual, ...]:
    """The names of the counties a policy is confined to; none when it holds everywhere."""
    return tuple(county.name for county in COUNTIES if county.code in policy.outline.counties)


def measure_of(policy: Policy) -> Bilingual | None:
    """What a policy does other than grant money."""
    return policy.edition.measure or policy.outline.measure


def _policy(number: int, outline: PolicyOutline, place: int, chance: Chance) -> Policy:
    edition = outline.editions[place]
    earlier = outline.editions[place - 1] if place else None
    later = next(iter(outline.editions[place + 1 :]), None)
    year = edition.issued.year
    county = next((county for county in COUNTIES if [county.code] == list(outline.counties)), None)
    issuer = department(outline.department, county)
    contact = telephone(2, number)
    return Policy(
        id=_id(outline, edition),
        name=Bilingual(zh=f"{outline.name.zh}（{year}年）", en=f"{outline.name.en} ({year})"),
        outline=outline,
        edition=edition,
        number=f"示例{'县' if outline.level == 'county' else '市'}政〔{year}〕{edition.number}号",
        issuer=issuer,
        office=Bilingual(zh=f"{issuer.zh}政策窗口 {contact}", en=f"policy window of the {issuer.en}, {contact}"),
        procedure=_procedure(outline, issuer, chance),
        supersedes=_id(outline, earlier) if earlier else None,
        superseded_by=_id(outline, later) if later else None,
    )


def _procedure(outline: PolicyOutline, issuer: Bilingual, chance: Chance) -> Bilingual:
    first, last = chance.one_of(_WINDOWS, "window")
    wording = chance.one_of(_APPLICATION, "wording") if outline.base else _REQUEST
    words = {
        "office_zh": issuer.zh,
        "office_en": f"the {issuer.en}",
        "first": first,
        "last": last,
        "first_en": month(first),
        "last_en": month(last),
        "review": chance.whole(10, 30, "review", 5),
        "notice": chance.one_of((5, 7), "notice"),
    }
    return Bilingual(zh=wording.zh.format(**words), en=wording.en.format(**words))


def _id(outline: PolicyOutline, edition: Edition) -> str:
    return f"demo-policy-{outline.id}-{edition.issued.year}"
