import pytest

from assistant.assembly import OpenIndex
from assistant.demanding.contacts import asks_whom, names_office


@pytest.mark.parametrize(
    "question",
    [
        "补链应该找谁",
        "环评找谁办",
        "办理企业登记找哪个部门？",
        "技改补助向谁申请",
        "铜箔项目联系谁",
        "企业登记归哪个部门管？",
        "项目的联系人是谁？",
        "Who should I contact about filling a gap in the chain?",
        "Whom do I ask about a building permit?",
        "Who handles complaints?",
        "Which office handles environmental approval?",
        "Is there a contact person for the project?",
    ],
)
def test_a_question_asks_whom_to_turn_to(question: str) -> None:
    assert asks_whom(question)


@pytest.mark.parametrize(
    "question",
    [
        "宝武铝业的股东都是谁？",
        "谁是铝产业的龙头？",
        "哪些企业做铜箔？",
        "Who owns Baowu Aluminium?",
        "Which firms lead the aluminium chain?",
        "Who pays the tax?",
    ],
)
def test_a_question_for_somebody_else_does_not(question: str) -> None:
    assert not asks_whom(question)


@pytest.mark.parametrize(
    ("question", "sentence", "named"),
    [
        ("企业登记找谁", "企业登记由市场监督管理部门办理。", True),
        ("环评找谁办", "环评文件报生态环境主管部门审批。", True),
        ("环评找谁办", "企业登记由市场监督管理部门办理。", False),
        ("环评找谁办", "环评文件分为报告书和报告表。", False),
        ("到三门峡投资联系谁", "到三门峡投资，第一步是联系三门峡市商务局。", True),
        ("Who should I contact to invest in Sanmenxia?", "To invest in Sanmenxia, first contact the bureau.", True),
        ("Who handles complaints?", "Taxes are administered by the tax authority.", False),
        ("Who handles taxes?", "Taxes are administered by the tax authority.", True),
        ("Who handles taxes?", "Taxes are due in May.", False),
        ("企业登记找谁", "Complaints are handled by the agency.", False),
    ],
)
def test_a_sentence_names_an_office_for_the_same_matter(
    shipped: OpenIndex, question: str, sentence: str, named: bool
) -> None:
    assert names_office(sentence, question, shipped.glossary) is named
