from datetime import date

import pytest

from assistant.assembly import OpenIndex
from assistant.demanding import demands_of

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("question", "passage", "met"),
    [
        ("第30届黄河文化旅游节签了多少项目？", "第29届黄河文化旅游节签约项目49个。", False),
        ("第29届黄河文化旅游节签了多少项目？", "第29届黄河文化旅游节签约项目49个。", True),
        (
            "What was the GDP of Shanzhou District in 2023?",
            "The GDP of Shanzhou District was 26.98 billion in 2024.",
            False,
        ),
        ("今年引进了多少省外项目？", "2024年引进省外项目57个。", False),
        ("今年引进了多少省外项目？", "2026年引进省外项目57个。", True),
        ("去年……不对，2024年陕州区的地区生产总值是多少？", "2024年陕州区地区生产总值269.8亿元。", True),
        ("What was the GDP of Hubin District?", "The GDP of Shanzhou District was 26.98 billion yuan.", False),
        ("洛阳市的招商优惠政策有哪些？", "三门峡市公布了优惠政策。", False),
        ("我们在义马建厂要办哪些手续？", "建设项目须依法办理环境影响评价。", True),
        ("How do I get a permit in Yima?", "The authority issues permits.", True),
        ("松坡水库的总库容是多少？", "松桥水库总库容1200万立方米。", False),
        ("松坡水库的总库容是多少？", "松坡水库总库容1200万立方米，松桥水库较小。", True),
        ("松坡水库的总库容是多少？", "水库总库容1200万立方米。", True),
        ("大型水库的总库容是多少？", "松桥水库总库容1200万立方米。", True),
        ("本市工业园有哪些？", "松桥工业园已经建成。", True),
        ("宏远铝业有限公司在哪里？", "恒远铝业有限公司在渑池县。", False),
        ("宏远铝业在哪里？", "宏远铝业有限公司在渑池县。", True),
        ("三门峡水库有多深？", "黄河三门峡水库深50米。", True),
        ("How much water does the Songpo Reservoir hold?", "The Songqiao Reservoir holds 12 million.", False),
        ("What area does Maple Ridge Park cover?", "Maple Bridge Park covers 40 hectares.", False),
        ("What area does Maple Ridge Park cover?", "The park at Maple Ridge covers 40 hectares.", True),
        ("How deep is the Great Songqiao Reservoir?", "Songqiao Reservoir is 50 metres deep.", True),
        ("Compare Songpo Reservoir and Songqiao Reservoir", "The Songqiao Reservoir holds 12 million.", True),
    ],
)
def test_a_passage_holds_what_a_question_names(shipped: OpenIndex, question: str, passage: str, met: bool) -> None:
    assert demands_of(question, shipped, TODAY).are_met([passage]) is met


@pytest.mark.parametrize(
    ("question", "sentence", "stated"),
    [
        ("华鑫铜箔一年产多少吨？", "宝鑫电子每年可生产电解铜箔4万吨。", False),
        ("灵宝的铜箔产能", "灵宝的铜箔最薄4微米。", False),
        ("灵宝的铜箔产能", "宝鑫电子是灵宝的企业，每年可生产铜箔4万吨。", True),
        ("铝产业链的上游有哪些企业", "三门峡黄金产业链的上游是金矿和金精矿。", False),
        ("铝产业链的上游有哪些企业", "三门峡铝产业链的上游有东方希望。", True),
        ("宝鑫电子一年产多少吨？", "宝鑫电子每年可生产电解铜箔4万吨。", True),
        ("宝鑫电子一年产多少吨？", "宝鑫电子用工1200多人。", False),
        ("开曼铝业自己的氧化铝产能是多少万吨？", "三门峡氧化铝年产能510万吨。", False),
        ("How many tonnes of gold does Zhongyuan Gold Smelter refine?", "Its output value is 45 billion yuan.", False),
        ("How much alumina was actually turned out?", "Alumina has a capacity of 5.1 million tonnes.", False),
        ("What was foreign trade in the whole of 2024?", "From January to April 2024 it was 6.26 billion yuan.", False),
        ("What was foreign trade in the whole of 2024?", "In 2024 foreign trade was 6.26 billion yuan.", True),
        ("三门峡全市2024年GDP是多少？", "2024年陕州区地区生产总值269.8亿元。", False),
        ("工业用地一亩多少钱？", "三门峡市工业用地的地价没有公布。", True),
        ("What is the land price per mu?", "The project stands on 115 mu of land.", False),
        ("补助占设备投资的百分之几？", "按设备、软件实际投资额的15%补助。", True),
        ("补助占设备投资的百分之几？", "补助最高1000万元。", False),
        ("三门峡经济开发区在哪里？", "三门峡经济开发区面积14.9平方公里，1995年起为省级开发区。", False),
        ("三门峡在哪里？", "三门峡市是河南省西部的地级市。", True),
        ("三门峡在哪里？", "三门峡铝产业龙头企业分布在哪些县区，东方希望等本资料库没有收录。", False),
        ("三门峡市商务局的地址在哪里？", "三门峡市商务局的电话和办公地址，本资料库没有核实到公开来源。", True),
        ("三门峡在哪里？", "三门峡市商务局的电话和办公地址，本资料库没有核实到公开来源。", False),
        ("恒康铝业在哪个县？", "东方希望和恒康分布在哪些县区，本资料库没有收录。", True),
        ("戴卡轮毂的厂址在哪里？", "戴卡轮毂在三门峡生产轮毂。", False),
        ("Where is Grey Owl Mining located?", "Grey Fox Sensing stands in Yima.", False),
        ("Where is Grey Owl Mining located?", "It stands in Yima.", True),
        ("Where is Hengkang located?", "Hengkang is the leading firm in Sanmenxia.", False),
        ("宝鑫电子的厂址在哪里？", "宝鑫电子是灵宝的电解铜箔企业。", True),
        ("渑池县在哪里？", "渑池县是三门峡市的县。", True),
        ("办理企业登记找哪个部门？", "企业登记由市场监督管理部门办理。", True),
        ("补链应该找谁？", "企业登记由市场监督管理部门办理。", False),
        ("民法典第五百条", "外商投资法第五百条规定了什么，没有公布。", False),
        ("外商投资法第二十六条", "外商投资法第二十六条规定了投诉工作机制。", True),
        ("外商投资法第二十六条", "外商投资法第二十九条规定了备案。", False),
    ],
)
def test_a_sentence_states_what_is_asked_for(shipped: OpenIndex, question: str, sentence: str, stated: bool) -> None:
    assert demands_of(question, shipped, TODAY).are_stated(sentence) is stated


def test_a_follow_up_is_of_the_kind_that_it_asks_for_itself(shipped: OpenIndex) -> None:
    before = "三门峡经济开发区面积多大？"
    assert demands_of(f"{before} 它在哪里？", shipped, TODAY, focus="它在哪里？").where
    assert not demands_of(f"补链应该找谁？ {before}", shipped, TODAY, focus=before).whom
