import pytest

from assistant.assembly import OpenIndex
from assistant.demanding.places import asks_where, says_where


@pytest.mark.parametrize(
    "question",
    [
        "三门峡经济开发区在哪里",
        "示范区在什么地方？",
        "灵宝市位于哪里？",
        "戴卡轮毂厂址在哪",
        "商务局的地址是什么",
        "锦华新材料在哪个县区？",
        "风筝节在哪里举办的？",
        "Where is the Sanmenxia Economic Development Zone?",
        "Where exactly is Hongyu located?",
        "Where are the copper foil firms based?",
        "In which county is Guotou Jincheng?",
        "Which county is Jinhua in?",
        "What is the address of the bureau?",
        "Where does the park lie?",
    ],
)
def test_a_question_asks_for_a_place(question: str) -> None:
    assert asks_where(question)


@pytest.mark.parametrize(
    "question",
    [
        "招商项目发布在哪里？",
        "两部法律的区别在哪里？",
        "企业在哪里办理登记？",
        "他晚年住在哪里？",
        "在哪些平台能查到项目？",
        "公司在哪个地区增加了供应？",
        "Where can I find the list of projects?",
        "Where are projects published?",
        "Where is Brazil ranked in soybean production?",
        "Where are most working children working?",
        "Which city was named China Copper Foil Valley?",
        "What is the difference between the zones?",
    ],
)
def test_a_question_asks_for_no_place(question: str) -> None:
    assert not asks_where(question)


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("宝鑫电子在哪里", "宝鑫电子是灵宝的电解铜箔企业。", True),
        ("宝鑫电子在哪里", "宝鑫电子能生产3.5微米铜箔。", False),
        ("中国铜箔谷在哪里", "灵宝市2022年获得“中国铜箔谷”称号。", True),
        ("铁路物流园在哪里", "三门峡铁路综合枢纽物流园项目总投资26亿元。", False),
        ("铁路物流园在哪里", "物流园地处黄河南岸。", True),
        ("示范区在什么地方", "宝武清洁能源在三门峡市示范区建设园区。", False),
        ("三门峡经济开发区在哪里", "三门峡经济开发区没有行政区划代码。", False),
        ("宝武清洁能源在哪里", "宝武清洁能源在三门峡市示范区建设园区。", True),
        ("Where is Hongyu located?", "Hongyu is a laminate maker in Lingbao.", True),
        ("Where is the rail logistics park?", "The park was under construction when reported in April 2022.", False),
        ("Where is the rail logistics park?", "The park lies north of the station.", True),
        ("Where is the Sanmenxia Zone?", "The zone covers 14.9 square kilometres in Sanmenxia.", False),
    ],
)
def test_a_sentence_says_a_place_that_the_question_does_not(
    shipped: OpenIndex, question: str, sentence: str, said: bool
) -> None:
    assert says_where(sentence, question, shipped.glossary, shipped.gloss) is said
