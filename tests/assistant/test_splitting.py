import pytest

from assistant.assembly import OpenIndex
from assistant.splitting import asking_part, split


@pytest.mark.parametrize(
    ("question", "searches"),
    [
        ("比较绿色通道和容缺受理", ("绿色通道", "容缺受理")),
        ("比較綠色通道和容缺受理", ("綠色通道", "容缺受理")),
        ("绿色通道和容缺受理有什么区别？", ("绿色通道", "容缺受理")),
        ("比较2022年版和2025年版鼓励目录的条目数", ("2022年版鼓励目录的条目数", "2025年版鼓励目录的条目数")),
        ("负面清单2021年版和2024年版有什么区别", ("负面清单2021年版", "负面清单2024年版")),
        ("宝鑫和华鑫的铜箔，哪家更薄？", ("宝鑫的铜箔 哪家更薄", "华鑫的铜箔 哪家更薄")),
        ("Compare the green channel with the commitment system", ("the green channel", "the commitment system")),
        (
            "What is the difference between the 2021 and the 2024 negative list?",
            ("the 2021 negative list", "the 2024 negative list"),
        ),
        (
            "Compare the 2022 and the 2025 catalogue by number of items.",
            ("the 2022 catalogue by number of items", "the 2025 catalogue by number of items"),
        ),
        (
            "Compare the yearly capacity for alumina with the one for electrolytic aluminium.",
            ("the yearly capacity for alumina", "the yearly capacity for electrolytic aluminium"),
        ),
    ],
)
def test_looks_for_each_thing_compared_with_what_both_share(
    shipped: OpenIndex, question: str, searches: tuple[str, ...]
) -> None:
    assert split(question, shipped.glossary) == searches


@pytest.mark.parametrize(
    ("question", "searches"),
    [
        (
            "How much do the Jinhua project and the Baowu Clean Energy project invest together?",
            ("How much do the Jinhua project project invest ?", "How much do the Baowu Clean Energy project invest ?"),
        ),
        ("氧化铝和电解铝的产能各是多少？", ("氧化铝的产能 是多少？", "电解铝的产能 是多少？")),
        ("氧化铝、电解铝和铜箔一共多少？", ("氧化铝 多少？", "电解铝 多少？", "铜箔 多少？")),
        (
            "宝武清洁能源的园区，风电和光伏各是多少？",
            ("宝武清洁能源的园区，风电 是多少？", "宝武清洁能源的园区，光伏 是多少？"),
        ),
    ],
)
def test_looks_for_each_of_several_things_of_which_the_same_is_asked(
    shipped: OpenIndex, question: str, searches: tuple[str, ...]
) -> None:
    assert split(question, shipped.glossary) == searches


@pytest.mark.parametrize(
    ("question", "searches"),
    [
        (
            "Which railways pass through the city, and what does the rail logistics park cost?",
            ("Which railways pass through the city", "what does the rail logistics park cost?"),
        ),
        (
            "What does Baoxin make and which products does Huaxin sell?",
            ("What does Baoxin make", "which products does Huaxin sell?"),
        ),
        ("宝鑫电子生产什么铜箔，华鑫铜箔的员工有多少？", ("宝鑫电子生产什么铜箔", "华鑫铜箔的员工有多少")),
    ],
)
def test_looks_for_each_of_two_questions(shipped: OpenIndex, question: str, searches: tuple[str, ...]) -> None:
    assert split(question, shipped.glossary) == searches


def test_a_second_question_that_points_back_is_asked_with_the_first(shipped: OpenIndex) -> None:
    question = "When did the fair competition review come in, and what does that mean for incentive policies?"
    assert split(question, shipped.glossary) == ("When did the fair competition review come in", question)


def test_a_second_question_about_others_of_the_kind_is_asked_with_the_first(shipped: OpenIndex) -> None:
    question = "What corporate income tax do ordinary companies pay, and what do high-tech ones pay?"
    assert split(question, shipped.glossary) == ("What corporate income tax do ordinary companies pay", question)


def test_a_second_question_about_the_same_firm_names_it(shipped: OpenIndex) -> None:
    question = "When was the Baowu Clean Energy project started, and who leads the work team?"
    assert split(question, shipped.glossary)[1] == "Baowu Clean Energy who leads the work team?"


@pytest.mark.parametrize(
    "question",
    [
        "How much does Sanmenxia spend on research and development?",
        "What do the Ministry of Commerce and the bureau publish?",
        "延链补链强链和招商引资是什么？",
        "国际和平合作各方是谁？",
        "What is the output value of the smelter, and which year is it for?",
        "Which city was named China Copper Foil Valley, and when?",
        "宝武铝业的股东都是谁，各占多少股份？",
        "以前的陕县现在叫什么，行政区划代码是多少？",
        "开金矿要取得什么权，还要交什么税？",
        "环境影响评价现在按哪部法律做？还是以前的环境影响评价法吗",
        "我想建电池厂，适用哪些政策？",
        "If the city promises land, is it still bound by that?",
        "哪些企业？谁？什么？多少？",
        "",
    ],
)
def test_one_question_stays_one(shipped: OpenIndex, question: str) -> None:
    assert split(question, shipped.glossary) == (question,)


def test_there_are_at_most_three_searches(shipped: OpenIndex) -> None:
    assert len(split("氧化铝、电解铝、铜箔、黄金各是多少？", shipped.glossary)) == 1


def test_of_a_letter_the_sentence_that_asks_is_left() -> None:
    told = "We are a family firm that has made fittings for forty years. What a time it was! We like the river. " * 4
    assert asking_part(told + "The one thing I ask: can profits be remitted out of China freely?") == (
        "can profits be remitted out of China freely?"
    )
    assert asking_part(told + "If the plant earns money, can its profits be remitted abroad?") == (
        "can its profits be remitted abroad?"
    )
    told_zh = "您好，我们是一家做了十八年的家族企业，给几家电子厂配套生产各类金属材料。" * 4
    asked = "外商独资做电解铜箔，法律上允许吗？"
    assert asking_part(told_zh + asked + "谢谢。") == asked
    assert asking_part(told_zh + "说了这么多，只想弄清楚一件事：" + asked) == asked
    assert asking_part(told_zh + "想知道外商独资能不能做电解铜箔。") == "想知道外商独资能不能做电解铜箔。"


@pytest.mark.parametrize(
    "text",
    [
        "Our rights were infringed by a government office. What can a foreign-invested enterprise do?",
        "我们的设备改造投了四千八百万。够不够门槛？",
        "We are here. " * 60,
        "补贴" * 900,
    ],
)
def test_a_short_text_or_one_that_asks_nothing_stays_as_it_is(text: str) -> None:
    assert asking_part(text) == text
