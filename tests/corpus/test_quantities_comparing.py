from __future__ import annotations

import pytest

from corpus.quantities import unsupported


def missing(claim: str, *sources: str) -> list[str]:
    return [quantity.text for quantity in unsupported(claim, sources)]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("到位资金169.1亿元，同比增长3%", "funds in place 16.91 billion yuan, up 3 % year on year"),
        ("计划总投资116.3亿元", "a planned 1,163,000万元, that is RMB 11.63bn"),
        ("外贸进出口62.6亿元，居全省第7位", "foreign trade of 6.26 billion yuan, 7th in the province"),
        ("新签合同额3377万美元，营业额2.62亿美元", "new contracts US$33.77 million, turnover 262 million US dollars"),
        ("2024年4月10日签约19个项目", "On 10 April 2024, nineteen projects were signed"),
        ("第29届旅游节", "the twenty-ninth festival"),
        ("氧化铝510万吨、电解铝24万吨", "alumina 5.1 million t, electrolytic aluminium 240,000 tonnes"),
        ("占地115亩，年产1万吨", "115 mu of land, 10,000 t a year"),
        ("15亩", "1 hectare"),
        ("经开区面积14.9平方公里", "the zone has 14.9 km²"),
        ("风电150兆瓦、光伏11.03兆瓦", "150 MW of wind and 11.03 MWp of solar"),
        ("3.5微米铜箔", "3.5 µm foil"),
        ("四分之一以上", "over 25 %"),
        ("七成以上", "more than 70 per cent"),
        ("2021年第一季度，亿元以上项目214个", "Q1 2021: 214 projects above 100 million yuan"),
        ("第二十二条至第二十五条", "Articles 22 to 25"),
        ("国务院令第722号", "State Council Order 722"),
        ("“十四五”规划", "the 14th Five-Year Plan"),
        ("“8+6”产业集群和12条重点产业链", '"8+6" clusters and 12 key chains'),
        ("自受理之日起20个工作日内", "within twenty working days"),
        ("2个区、2个县、2个县级市", "two districts, two counties and two county-level cities"),
        ("一期30萬噸", "300,000 t in phase 1"),
    ],
)
def test_a_claim_and_its_source_may_be_in_either_language(chinese: str, english: str) -> None:
    assert missing(chinese, english) == []
    assert missing(english, chinese) == []


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("87%", "85%"),
        ("61.347 billion yuan", "61.347 million yuan"),
        ("613.47亿元", "613.47万元"),
        ("11.63", "11.63 billion yuan"),
        ("11.63 billion yuan", "11.63"),
        ("11.63 billion yuan", "11.63 billion"),
        ("33.77 million yuan", "33.77 million US dollars"),
        ("HK$5 million", "US$5 million"),
        ("3个百分点", "3%"),
        ("3%", "3个百分点"),
        ("20天", "20个工作日"),
        ("100 mu", "100 m²"),
        ("49", "第49届"),
        ("29th", "29 projects"),
        ("第十条", "第十位"),
        ("10 April 2024", "4月10日"),
        ("April 2024", "2024年"),
        ("2025", "2024-04-10"),
        ("2024年4月11日", "2024-04-10"),
        ("Q2 2021", "2021年第一季度"),
        ("2021 and April", "2022-05-01"),
        ("豫政〔2025〕19号", "豫政〔2025〕18号"),
        ("豫政〔2024〕18号", "豫政〔2025〕18号"),
        ("豫政办〔2025〕18号", "豫政〔2025〕18号"),
        ("Order No. 723", "国务院令第722号"),
        ("-3%", "3%"),
        ("0398-2822223", "0398-2822222"),
        ("three districts", "two districts"),
        ("两个县", "三个县"),
        ("“8+7”产业集群", "“8+6”产业集群"),
        ("3 projects", "三门峡"),
        ("1 firm", "49 firms"),
        ("twenty-nine firms", "29元"),
    ],
)
def test_a_figure_that_differs_in_value_measure_or_completeness_is_reported(claim: str, source: str) -> None:
    assert missing(claim, source) != []


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("2024", "2024-04-10"),
        ("in April", "2024年4月10日"),
        ("April 2024", "10 April 2024"),
        ("2000 projects", "2000个项目"),
        ("2000个项目", "2000 projects"),
        ("fell by 3 %", "同比增长-3%"),
        ("11.63 billion and 61.347 billion yuan", "116.3亿元和613.47亿元"),
        ("豫政〔2025〕18号", "根据省里印发的豫政〔2025〕18号"),
        ("按豫政〔2025〕18号", "豫政〔2025〕18号"),
        ("Yuzheng [2025] No. 18", "豫政〔2025〕18号"),
        ("No. 18 of 2025", "豫政〔2025〕18号"),
        ("49项", "49 projects"),
    ],
)
def test_a_figure_that_says_less_than_its_source_is_supported(claim: str, source: str) -> None:
    assert missing(claim, source) == []


@pytest.mark.parametrize(
    "claim",
    [
        "One of the firms makes foil.",
        "这是其中一个项目。",
        "The two events may overlap.",
        "These three firms lead the chain.",
        "上述两场活动都在郑州举行。",
        "First, ask the bureau.",
    ],
)
def test_words_that_state_no_figure_need_no_support(claim: str) -> None:
    assert missing(claim, "三门峡市商务局") == []


def test_figures_of_several_sources_support_one_claim_in_any_order() -> None:
    claim, sources = "19 projects, then 49 projects and 50 more", ["19个项目", "49个项目"]
    assert missing(claim, *sources) == missing(claim, *reversed(sources)) == ["50"]


def test_without_sources_every_figure_is_reported_in_the_order_of_the_claim() -> None:
    assert missing("第29届签约49个项目，613.47亿元") == ["第29", "49", "613.47亿元"]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("1886年", "founded in 1886"),
        ("founded in 1886", "1886 年成立"),
        ("1620-21年间", "in 1620–21"),
        ("20世纪90年代", "since the 1990s"),
        ("18世纪", "the 18th century"),
        ("180号公路", "Route 180"),
        ("65岁以上", "65 years of age or older"),
    ],
)
def test_years_centuries_ages_and_roads_are_the_same_in_both_languages(claim: str, source: str):
    assert unsupported(claim, [source]) == ()


@pytest.mark.parametrize(
    ("claim", "source"), [("1887年", "founded in 1886"), ("1620-22年间", "in 1620–21"), ("19世纪", "the 18th century")]
)
def test_other_years_and_centuries_are_not(claim: str, source: str):
    assert unsupported(claim, [source])
