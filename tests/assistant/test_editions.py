import pytest

from assistant.assembly import OpenIndex
from assistant.editions import is_of_old_text, names_old_edition, with_year
from tests.assistant.samples import Asked


@pytest.mark.parametrize(
    "question",
    [
        "旧版补贴是多少？",
        "原来的负面清单有多少条？",
        "舊版補貼是多少？",
        "河南以前那部条例规定几天答复？",
        "老条例怎么说？",
        "What did the previous edition say?",
        "Which measures were repealed?",
    ],
)
def test_knows_when_the_old_text_is_asked_for(question: str) -> None:
    assert is_of_old_text(question)


@pytest.mark.parametrize(
    "question",
    [
        "补贴是多少？",
        "What is the subsidy?",
        "How old must a firm be?",
        "现在按哪部法律做？还是以前的那部吗",
        "Which rule replaced the old one and holds today?",
    ],
)
def test_takes_what_is_in_force_for_what_is_meant(question: str) -> None:
    assert not is_of_old_text(question)


def test_the_year_of_a_replaced_text_names_it(shipped: OpenIndex, small: OpenIndex) -> None:
    assert names_old_edition("How many items did the 2021 negative list have?", shipped.replaced)
    assert names_old_edition("负面清单2021年版有多少条", shipped.replaced)
    assert names_old_edition("What did tea firms get under the measures of 2020?", small.replaced)


@pytest.mark.parametrize(
    "question",
    [
        "How many items does the 2024 negative list have?",
        "负面清单2024年版比2021年版少几条",  # what is in force tells of the change
        "How many projects were started in the first quarter of 2021?",
        "第29届旅游节2021年签了多少项目",
        "How many items does the negative list have?",
    ],
)
def test_another_year_or_subject_names_no_replaced_text(shipped: OpenIndex, question: str) -> None:
    assert not names_old_edition(question, shipped.replaced)


def test_an_old_text_is_looked_for_by_its_year(shipped: OpenIndex) -> None:
    assert with_year("老版的负面清单有多少条", shipped.replaced) == "负面清单有多少条 2021年版"
    assert with_year("How many items did the old negative list have?", shipped.replaced).endswith("2021 edition")
    assert with_year("负面清单2024年版有多少条", shipped.replaced) == "负面清单2024年版有多少条"
    assert with_year("旧版茶叶办法", shipped.replaced) == "旧版茶叶办法"


def test_answers_from_the_replaced_text_and_labels_it(ask: Asked) -> None:
    answer = ask("茶叶企业补贴办法2020年旧版每家补贴多少？")
    assert "12万元" in answer.text
    assert {citation.status for citation in answer.citations} == {"superseded"}
    assert "已被替代" in answer.sentences[0].text
