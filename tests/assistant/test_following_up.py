import time

import pytest

from assistant.assembly import OpenIndex
from assistant.conversations import Turn
from assistant.following_up import leans_on_earlier, made_whole
from corpus.languages import language_of

_LEADERS = "三门峡铝产业有哪些龙头企业？"
_FESTIVAL = "第29届黄河文化旅游节签了多少项目？"
_UPGRADE = "6000万元的设备更新有什么补助？"
_LEADERS_EN = "Which firms lead the aluminium chain?"
_FESTIVAL_EN = "How many projects were signed at the 29th Yellow River Cultural Tourism Festival?"
_UPGRADE_EN = "My ¥60m equipment upgrade: what subsidy?"


def whole(index: OpenIndex, question: str, *earlier: str) -> str:
    return made_whole(question, [Turn(text) for text in earlier], index).text


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        (_UPGRADE, "那4000万元呢", "4000万元的设备更新有什么补助？"),
        (_UPGRADE, "那40万元呢", "40万元的设备更新有什么补助？"),
        (_UPGRADE, "那4000万呢？", "4000万元的设备更新有什么补助？"),
        (_UPGRADE, "如果只有4000万元呢？", "4000万元的设备更新有什么补助？"),
        (_FESTIVAL, "第28届呢？", "第28届黄河文化旅游节签了多少项目？"),
        ("陕州区2024年地区生产总值是多少？", "2023年呢？", "陕州区2023年地区生产总值是多少？"),
        (_UPGRADE_EN, "And at ¥40m?", "My ¥40m equipment upgrade: what subsidy?"),
        (_UPGRADE_EN, "And at 40 million?", "My 40 million CNY equipment upgrade: what subsidy?"),
        (
            "My 60 million yuan equipment upgrade: what subsidy?",
            "What if it is only 40 million yuan?",
            "My 40 million yuan equipment upgrade: what subsidy?",
        ),
        ("What was the GDP of Shanzhou in 2024?", "And in 2023?", "What was the GDP of Shanzhou in 2023 ?"),
    ],
)
def test_asks_again_of_another_figure(shipped: OpenIndex, earlier: str, question: str, expected: str) -> None:
    assert whole(shipped, question, earlier) == expected


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        (_LEADERS, "那黄金呢？", "三门峡黄金产业有哪些龙头企业？"),
        (_LEADERS, "铜箔呢", "三门峡铜箔产业有哪些龙头企业？"),
        (_LEADERS, "渑池县呢？", "渑池县铝产业有哪些龙头企业？"),
        ("三門峽鋁產業有哪些龍頭企業？", "那黃金呢？", "三門峽黄金產業有哪些龍頭企業？"),
        ("三门峡氧化铝产能有多大？", "那么电解铝呢？", "三门峡电解铝产能有多大？"),
        ("宝鑫每年能生产多少铜箔？", "那华鑫呢？", "华鑫铜箔每年能生产多少铜箔？"),
        ("灵宝市有多少项市级权限？", "陕州呢？", "陕州区有多少项市级权限？"),
        ("容缺受理是什么？", "绿色通道呢？", "绿色通道是什么？"),
        (_FESTIVAL, "郑州推介会呢？", "新材料产业推介会签了多少项目？"),
        (_LEADERS_EN, "what about gold?", "Which firms lead the gold chain ?"),
        (_LEADERS_EN, "And copper foil?", "Which firms lead the copper foil chain ?"),
        ("How much copper foil can Baoxin make a year?", "And Huaxin?", "How much copper foil can Huaxin make a year?"),
        ("What was the GDP of Shanzhou in 2024?", "And Lingbao?", "What was the GDP of Lingbao City in 2024?"),
        ("What is tolerance for incomplete documents?", "How about the green channel?", "What is green channel ?"),
    ],
)
def test_asks_again_of_another_thing_of_the_same_sort(
    shipped: OpenIndex, earlier: str, question: str, expected: str
) -> None:
    assert whole(shipped, question, earlier) == expected


@pytest.mark.parametrize(
    ("earlier", "question", "topic"),
    [
        ("三门峡铝产业有哪些龙头?", "它们分布在哪些县区?", "铝产业"),
        ("三門峽鋁產業有哪些龍頭？", "它們分佈在哪些縣區？", "鋁產業"),
        (_FESTIVAL, "其中新材料投资多少亿?", "黄河文化旅游节"),
        (_FESTIVAL, "这些项目总投资多少？", "黄河文化旅游节"),
        (_LEADERS, "有多少家？", "铝产业"),
        (_LEADERS, "那产能呢？", "铝产业"),
        (_LEADERS, "还有吗？", "铝产业"),
        ("锦华新材料项目总投资多少？", "该项目占地多少亩？", "锦华新材料"),
        ("外商投资准入负面清单2024年版有多少条？", "什么时候生效？", "负面清单"),
        ("绿色通道能免环评吗？", "为什么？", "绿色通道"),
        ("What does the green channel cover?", "Does it waive the EIA?", "green channel"),
        (_FESTIVAL_EN, "Of those, how many are in new materials?", "29th Yellow River"),
        (_FESTIVAL_EN, "of those how many are high-end manufacturing", "29th Yellow River"),
        (_LEADERS_EN, "Where are they?", "aluminium chain"),
        (_LEADERS_EN, "And the capacity?", "aluminium chain"),
        ("Which firm smelts gold in Sanmenxia?", "How large is its capacity?", "gold"),
        ("How many items does the 2024 negative list have?", "When did it take effect?", "2024 negative list"),
        ("What is the enterprise income tax rate?", "And for small low-profit enterprises?", "income tax"),
        ("Does the green channel waive the EIA?", "Why?", "green channel"),
        (_FESTIVAL_EN, "What was the total value of those projects?", "29th Yellow River"),
    ],
)
def test_keeps_the_topic_of_a_question_that_points_back(
    shipped: OpenIndex, earlier: str, question: str, topic: str
) -> None:
    made = whole(shipped, question, earlier)
    assert topic in made
    assert (
        question.rstrip("？?").removeprefix("它们").removeprefix("其中").removeprefix("这些").lstrip("那还有And ")[-8:]
        in made
    )


@pytest.mark.parametrize(
    "question",
    [
        _LEADERS,
        "再生资源产业有哪些企业？",
        "为什么三门峡要发展铝产业？",
        "如果外资企业在负面清单之外投资，需要审批吗？",
        "第29届旅游节签约项目其中新材料有多少个？",
        "其他国家的投资者能独资吗？",
        "该不该做环评由谁决定？",
        "哪些企业生产铜箔？",
        "中原黄金冶炼厂的产值是多少？",
        "怎么办理企业投资项目备案？",
        "再生鋁項目有哪些？",
        _LEADERS_EN,
        "Does Baoxin publish its capacity?",
        "How many firms are there in Lingbao?",
        "Is there a rail logistics park?",
        "Are there any restrictions on foreign shareholding?",
        "Is it true that manufacturing is open?",
        "Why does Sanmenxia focus on aluminium?",
        "Which of the six counties has the highest GDP?",
        "Are foreign and domestic investors treated the same?",
        "What is CCPIT?",
        "In which year was the economic development zone approved?",
        "Where is Baowu Aluminium?",
        "Is there a subsidy for those who invest in forestry?",
        "What taxes must a foreign investor pay on its dividends?",
    ],
)
def test_leaves_a_whole_question_as_it_is(shipped: OpenIndex, question: str) -> None:
    assert not leans_on_earlier(question)
    assert whole(shipped, question, _FESTIVAL, _LEADERS_EN) == question


@pytest.mark.parametrize(
    ("earlier", "question"),
    [
        (_FESTIVAL, "你确定吗？"),
        (_FESTIVAL, "真的吗？怎么可能这么多"),
        (_FESTIVAL_EN, "Are you sure?"),
        (_FESTIVAL_EN, "Really? That sounds like too many."),
        (_FESTIVAL_EN, "Is that right?"),
    ],
)
def test_doubt_asks_the_same_again(shipped: OpenIndex, earlier: str, question: str) -> None:
    assert whole(shipped, question, earlier) == earlier


@pytest.mark.parametrize(
    ("earlier", "question", "held"),
    [
        ("What part of Baowu Aluminium does China Baowu hold?", "Who holds the remaining shares?", "Baowu Aluminium"),
        ("What part of Baowu Aluminium does China Baowu hold?", "And who has the rest?", "Baowu Aluminium"),
        ("宝武铝业的股东中中国宝武占多少？", "其余股份谁持有？", "宝武铝业"),
        ("宝武铝业的股东中中国宝武占多少？", "谁持有剩下的股份？", "宝武铝业"),
    ],
)
def test_the_rest_is_the_rest_of_what_was_spoken_of(shipped: OpenIndex, earlier: str, question: str, held: str) -> None:
    assert held in whole(shipped, question, earlier)


@pytest.mark.parametrize(
    "question", ["Who holds the remaining shares of Baowu Aluminium?", "第29届旅游节其余9个项目属于哪些产业？"]
)
def test_the_rest_of_something_named_is_a_whole_question(question: str) -> None:
    assert not leans_on_earlier(question)


@pytest.mark.parametrize(
    ("earlier", "question", "asked"),
    [
        ("Compare the April convention with the convention at the 29th Festival.", "Add both totals.", "together"),
        ("Compare the April convention with the convention at the 29th Festival.", "What do they come to?", "come to"),
        ("比较郑州推介会和第29届旅游节推介会", "两场加起来呢？", "合计"),
        ("比较郑州推介会和第29届旅游节推介会", "一共多少？", "一共"),
    ],
)
def test_a_sum_is_asked_of_the_things_before(shipped: OpenIndex, earlier: str, question: str, asked: str) -> None:
    made = made_whole(question, [Turn(earlier)], shipped)
    assert asked in made.text
    assert "29" in made.text
    assert "ompare" not in made.text
    assert "比较" not in made.text
    assert made.focus is not None


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        ("新的河南条例什么时候施行？", "旧版呢？", "旧版河南条例什么时候施行？"),
        ("2024年版负面清单有多少条？", "旧版呢？", "旧版负面清单有多少条？"),
        ("2024年版负面清单有多少条？", "2021年版呢？", "2021年版负面清单有多少条？"),
        ("When did the new regulation take effect?", "And the old one?", "When did the old regulation take effect?"),
        ("When did the old law end?", "And the new one?", "When did the new law end?"),
    ],
)
def test_asks_again_of_the_other_edition(shipped: OpenIndex, earlier: str, question: str, expected: str) -> None:
    assert whole(shipped, question, earlier) == expected


@pytest.mark.parametrize(
    ("earlier", "answer", "question", "expected"),
    [
        (
            "铝加工的龙头是哪家？",
            "铝加工环节的龙头企业是宝武铝业。",
            "它是哪家公司控股的？",
            "宝武铝业 是哪家公司控股的？",
        ),
        (
            "Which firm smelts gold?",
            "Zhongyuan Gold Smelter does.",
            "How large is it?",
            "Zhongyuan Gold Smelter How large is it?",
        ),
    ],
)
def test_goes_on_about_the_firm_that_the_answer_named(
    shipped: OpenIndex, earlier: str, answer: str, question: str, expected: str
) -> None:
    assert made_whole(question, [Turn(earlier, answer)], shipped).text == expected


def test_a_name_of_the_question_goes_before_one_of_the_answer(shipped: OpenIndex) -> None:
    turn = Turn("宝武铝业的大股东是谁？", "中国宝武占51%。")
    assert "宝武铝业" in made_whole("它的产能呢？", [turn], shipped).text
    two = Turn("氧化铝的龙头有哪些？", "有东方希望和开曼铝业。")
    assert "氧化铝" in made_whole("它的产能呢？", [two], shipped).text


@pytest.mark.parametrize(
    ("earlier", "question", "held"),
    [
        (_LEADERS, "And which counties are they in?", "aluminium"),
        (_LEADERS, "What about gold?", "gold"),
        (_UPGRADE, "And at ¥40m?", "40m"),
        (_LEADERS_EN, "它们分布在哪些县区？", "铝产业链"),
        (_FESTIVAL_EN, "其中新材料有几个？", "29th"),
    ],
)
def test_what_was_said_in_the_other_language_is_carried_over_in_that_of_the_question(
    shipped: OpenIndex, earlier: str, question: str, held: str
) -> None:
    made = whole(shipped, question, earlier)
    assert held in made
    assert language_of(made) == language_of(question)


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        ("Which firm is the leader in electrolytic aluminium?", "And for gold?", "Which firm is the leader in gold ?"),
        ("What is the enterprise income tax rate?", "And for small low-profit enterprises?", None),
    ],
)
def test_for_names_another_thing_only_in_the_place_of_one(
    shipped: OpenIndex, earlier: str, question: str, expected: str | None
) -> None:
    made = whole(shipped, question, earlier)
    assert made == expected if expected else "income tax" in made


def test_a_question_with_nothing_before_it_stays_as_it_is(shipped: OpenIndex) -> None:
    assert whole(shipped, "它们分布在哪些县区?") == "它们分布在哪些县区?"
    assert whole(shipped, "它们分布在哪些县区?", "你好") == "它们分布在哪些县区?"


def test_thanks_between_two_questions_change_nothing(shipped: OpenIndex) -> None:
    assert whole(shipped, "那黄金呢？", _LEADERS, "谢谢！") == "三门峡黄金产业有哪些龙头企业？"


def test_a_chain_of_ellipses_keeps_to_the_last_thing_named(shipped: OpenIndex) -> None:
    made = whole(shipped, "其中最大的是哪家？", _LEADERS, "它们分布在哪些县区?", "那黄金呢？", "它们的产值呢？")
    assert "黄金" in made
    assert "产值" in made
    assert "最大的是哪家" in made
    assert "铝产业" not in made
    assert whole(shipped, "And at ¥30m?", _UPGRADE_EN, "And at ¥40m?") == "My ¥30m equipment upgrade: what subsidy?"


def test_a_follow_up_asked_twice_reads_as_it_did_the_first_time(shipped: OpenIndex) -> None:
    once = whole(shipped, "其中最大的是哪家？", _LEADERS)
    again = "其中最大的是哪家？"
    assert made_whole(again, [Turn(_LEADERS), Turn(again)], shipped).text.startswith(once.split(" 最大")[0])


def test_a_whole_question_ends_what_was_spoken_of_before(shipped: OpenIndex) -> None:
    made = whole(shipped, "What does it cover?", _LEADERS_EN, "Where are they?", "What is the green channel?")
    assert "green channel" in made
    assert "aluminium" not in made


def test_a_deep_conversation_takes_time_in_proportion_to_its_turns(shipped: OpenIndex) -> None:
    def seconds(turns: int) -> float:
        earlier = [_LEADERS, *["它们分布在哪些县区?", "那黄金呢？"] * (turns // 2)]
        started = time.perf_counter()
        made = whole(shipped, "它们的产值呢？", *earlier)
        assert len(made) < 60
        return time.perf_counter() - started

    seconds(10)
    assert seconds(40) < 8 * seconds(10) + 0.05
