"""Sentences as a model writes them about the bureau's report, held against the report's own sections."""

from __future__ import annotations

import pytest

from assistant.assembly import OpenIndex
from assistant.supporting import Cut, Source, SupportTools, verdict
from corpus.languages import language_of

_REPORT = "precise-investment-attraction-report"
_QUESTION = {"en": "How is Sanmenxia doing in attracting investment?", "zh": "三门峡招商情况怎么样？"}


@pytest.fixture(scope="module")
def sources(shipped: OpenIndex) -> dict[str, Source]:
    found = {}
    for language in ("zh", "en"):
        document = shipped.document(f"{_REPORT}-{language}")
        assert document is not None
        for number, section in enumerate(document.text.split("## ")[1:]):
            heading, _, text = section.partition("\n")
            token = f"{language[0].upper()}{number}"
            found[token] = Source(token, text.strip(), f"{document.title}\n{heading}", document.language)
    return found


@pytest.fixture(scope="module")
def tools(shipped: OpenIndex) -> SupportTools:
    return SupportTools.of(shipped)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("三门峡市共引进57个省外项目，到位资金达到169.1亿元，同比增长3%。", "Z1"),
        ("第29届黄河文化旅游节期间的高端制造业推介会共签约49个项目，总金额613.47亿元。", "Z7"),
        ("其中高端制造业项目23个，新材料项目17个，另外9个项目的行业没有说明。", "Z7"),
        ("郑州推介会签约19个项目，计划投资116.3亿元，而旅游节推介会签约49个项目，金额为613.47亿元。", "Z6 Z7"),
        ("46.9%的占比是按项目个数计算的，即23个除以49个，而不是按投资额。", "Z10"),
        ("绿色通道以依法合规为前提。", "Z9"),
        ("三门峡市引进省外项目57个，到位资金169.1亿元。", "E1"),
        ("三门峡市引进省外项目57个，到位资金169.1亿元，而郑州推介会签约19个项目。", "Z1 Z6"),
        ("57 projects came from outside the province, while the Zhengzhou convention signed 19 projects.", "E1 E6"),
        ("From January to April 2024 foreign trade came to 6.26 billion yuan, ranking 7th in Henan.", "E2"),
        ("The tourism festival saw 49 projects signed, worth 61.347 billion yuan in total.", "E7"),
        ("Of these 49 projects, 23 were in high-end manufacturing and 17 in new materials.", "E7"),
        ("A total of 189 major projects have been published.", "E8"),
        ("Sanmenxia brought in 57 projects from outside the province, with 16.91 billion yuan in place.", "Z1"),
    ],
)
def test_what_the_report_says_holds_however_it_is_put(
    tools: SupportTools, sources: dict[str, Source], text: str, cited: str
):
    language = language_of(text)
    assert verdict(Cut(text, tuple(cited.split())), sources, _QUESTION[language], language, tools).why == ()


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("郑州推介会签约19个项目，到位资金169.1亿元。", "Z6 Z1"),
        ("郑州推介会到位资金169.1亿元。", "Z6 Z1"),
        ("旅游节推介会签约49个项目，计划投资116.3亿元。", "Z6 Z7"),
        ("The Zhengzhou convention signed 19 projects, with 16.91 billion yuan in place.", "E6 E1"),
        ("郑州推介会签约19个项目，到位资金169.1亿元。", "E6 E1"),
    ],
)
def test_a_figure_of_one_source_is_not_said_of_the_subject_of_another(
    tools: SupportTools, sources: dict[str, Source], text: str, cited: str
):
    language = language_of(text)
    assert not verdict(Cut(text, tuple(cited.split())), sources, _QUESTION[language], language, tools).holds


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("两场推介会签约项目合计68个。", "Z6 Z7"),
        ("旅游节推介会到位资金613.47亿元。", "Z7"),
        ("三门峡市引进省外项目57个，签约金额169.1亿元。", "Z1"),
        ("第29届黄河文化旅游节高端制造业推介会签约项目17个。", "Z7"),
        ("2024年1月至4月，洛阳市外贸额为62.6亿元。", "Z2"),
        ("Together the two events signed 68 projects.", "E6 E7"),
        ("The festival brought 61.347 billion yuan of funds in place.", "E7"),
        ("Foreign trade was 6.26 billion US dollars from January to April 2024.", "E2"),
        ("Sanmenxia ranks 3rd in Henan in foreign trade.", "E2"),
    ],
)
def test_sums_swapped_measures_and_strange_places_do_not_hold(
    tools: SupportTools, sources: dict[str, Source], text: str, cited: str
):
    language = language_of(text)
    assert not verdict(Cut(text, tuple(cited.split())), sources, _QUESTION[language], language, tools).holds
