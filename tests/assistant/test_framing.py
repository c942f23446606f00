import pytest

from assistant.assembly import OpenIndex
from assistant.framing import premise_differs
from tests.assistant.samples import Asked
from tests.assistant.test_understanding import understood

_QUOTE = "第12届风筝节签约项目38个，金额52亿元。"
_QUOTE_EN = "At the 12th Kite Festival 38 projects worth 5.2 billion yuan were signed."


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("第12届风筝节签了59个项目，对吗？", _QUOTE),
        ("第12屆風箏節簽了59個項目，對嗎？", _QUOTE),
        ("听说第12届风筝节签了59个项目", _QUOTE),
        ("第12届风筝节是不是签约60亿元？", _QUOTE),
        ("第12届风筝节签了59个项目吗？", _QUOTE),
        ("The 12th Kite Festival signed 59 projects, right?", _QUOTE_EN),
        ("Were 59 projects signed at the 12th Kite Festival?", _QUOTE_EN),
        ("Is it true that 6 billion yuan was signed at the festival?", _QUOTE_EN),
        ("第12届风筝节签约5.28亿元的项目在哪里？", "第12届风筝节签约金额52.8亿元。"),
        ("哪届节签了52.8亿美元？", "第12届风筝节签约金额52.8亿元。"),
        ("Which festival signed 528 million yuan?", "5.28 billion yuan were signed."),
    ],
)
def test_notices_a_figure_that_the_source_does_not_bear_out(small: OpenIndex, question: str, quote: str) -> None:
    assert premise_differs(understood(small, question), [quote])


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("第12届风筝节签了38个项目，对吗？", _QUOTE),
        ("第十二届风筝节签了三十八个项目，对吗？", _QUOTE),
        ("第12届风筝节签约5200000000元，对吗？", _QUOTE),
        ("第12届风筝节签了多少项目？", _QUOTE),
        ("The 12th Kite Festival signed 38 projects, right?", _QUOTE_EN),
        ("Was 5.2 billion yuan signed, is that correct?", _QUOTE),
        ("投资6000万元的茶厂有什么补贴？", "茶叶企业每家可以申请补贴30万元。"),
        ("My 60 million yuan upgrade: what subsidy?", "Each tea firm may apply for a subsidy of 300,000 yuan."),
        ("第12届风筝节在哪里举办，对吗？", "第12届风筝节在东岸镇举办。"),
        ("我想投5200万元", _QUOTE),  # two figures may agree by chance
        ("What can I get for 528 million yuan?", "The subsidy is 82.5 million yuan."),
    ],
)
def test_is_silent_where_nothing_differs(small: OpenIndex, question: str, quote: str) -> None:
    assert not premise_differs(understood(small, question), [quote])


def test_gives_the_source_s_figure_instead_of_the_asker_s(ask: Asked) -> None:
    answer = ask("第12届风筝节签了59个项目，对吗？")
    assert answer.sentences[0].framing
    assert "不一致" in answer.sentences[0].text
    assert "38个" in answer.text
    assert "59" not in answer.text
    english = ask("The 12th Kite Festival signed 59 projects, right?")
    assert "not the one in the source" in english.text
    assert "38 projects" in english.text
    assert "59" not in english.text


def test_says_nothing_more_to_a_figure_that_is_right(ask: Asked) -> None:
    assert not [s for s in ask("第12届风筝节签了38个项目，对吗？").sentences if s.framing]


def test_labels_what_is_no_longer_in_force(ask: Asked) -> None:
    old = ask("旧版茶叶企业补贴办法规定每家补贴多少？")
    assert old.sentences[0].framing
    assert "已被替代" in old.sentences[0].text
    assert [c.status for c in old.citations] == ["superseded"]
    expired = ask("What was the expired harbour fee of the river port?")
    assert "has expired" in expired.sentences[0].text
    assert [c.status for c in expired.citations] == ["expired"]


def test_labels_demonstration_data(ask: Asked) -> None:
    answer = ask("红月灯笼厂计划投资多少？")
    assert "演示数据" in answer.sentences[0].text
    assert answer.citations[0].provenance == "demo"


def test_says_that_a_source_is_in_the_other_language_and_gives_its_terms(ask: Asked) -> None:
    answer = ask("How many artisans does the bamboo paper workshop have?")
    first, *_, last = answer.sentences
    assert "source is in Chinese" in first.text
    assert "竹纸作坊有17名工匠" in answer.text
    assert "工匠 = artisan" in last.text
    traditional = ask("鹽博物館有多少件藏品？")
    assert "來源為英文" in traditional.sentences[0].text
    assert "The salt museum holds 412 objects in its collection." in traditional.text
    assert "salt museum = 盐博物馆" in traditional.sentences[-1].text.replace("鹽博物館", "盐博物馆")


def test_framing_states_no_figure_of_its_own(ask: Asked) -> None:
    for question in ("第12届风筝节签了59个项目，对吗？", "红月灯笼厂计划投资多少？", "旧版茶叶企业补贴是多少？"):
        for sentence in ask(question).sentences:
            assert not (sentence.framing and any(character.isdigit() for character in sentence.text))
