import pytest

from assistant.answers import Outcome
from assistant.listing import asks_for_all, enumerates
from tests.assistant.samples import Asked


@pytest.mark.parametrize(
    "question",
    [
        "灵宝的铜箔企业有哪些",
        "三門峽有哪些縣區？",
        "列出灵宝的金属冶炼企业",
        "Which copper foil firms are there in Lingbao?",
        "What services does Sanmenxia offer investors?",
        "List all the aluminium firms.",
        "Name the firms of the chain.",
    ],
)
def test_a_question_asks_for_all_of_a_kind(question: str) -> None:
    assert asks_for_all(question)


@pytest.mark.parametrize(
    "question",
    [
        "宝鑫电子一年产多少吨铜箔？",
        "列出其中的一种方法",
        "Which firm makes the thinnest foil?",
        "What does the green channel cover?",
        "What type of tunnels are constructed there?",
    ],
)
def test_a_question_for_one_thing_does_not(question: str) -> None:
    assert not asks_for_all(question)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("灵宝的铜箔企业有哪些？", ("宝鑫", "华鑫")),
        ("靈寶的銅箔企業有哪些？", ("宝鑫", "华鑫")),
        ("Which copper foil firms are there in Lingbao?", ("Baoxin", "Huaxin")),
        ("三门峡有哪些铝企业？", ("东方希望", "开曼", "恒康", "宝武")),
        ("三門峽有哪些縣區？", ("湖滨区", "陕州区", "渑池县", "卢氏县", "义马市", "灵宝市")),
        (
            "Which counties and districts does Sanmenxia have?",
            ("Hubin", "Shanzhou", "Mianchi", "Lushi", "Yima", "Lingbao"),
        ),
    ],
)
def test_all_that_the_sources_name_are_told_in_the_fewest_sentences(
    ask_shipped: Asked, question: str, names: tuple[str, ...]
) -> None:
    answer = ask_shipped(question)
    assert answer.outcome is Outcome.ANSWERED
    assert all(name in answer.text for name in names)
    assert len(answer.sentences) == 1


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("三门峡有哪些开发区？", "可能还有其他"),
        ("竹纸作坊有哪些工匠？", "可能还有其他"),
    ],
)
def test_says_that_there_may_be_more_where_no_source_tells_them_together(
    ask_shipped: Asked, ask: Asked, question: str, said: str
) -> None:
    asking = ask if "竹纸" in question else ask_shipped
    assert said in asking(question).text


def test_says_nothing_of_more_where_one_thing_is_asked_for(ask: Asked) -> None:
    assert "可能还有" not in ask("竹纸作坊有多少工匠？").text


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("三门峡铜箔企业有宝鑫、华鑫和朝辉。", True),
        ("陇海铁路和浩吉铁路经过三门峡。", True),
        ("The Longhai and Haoji railways run through Sanmenxia.", True),
        ("华鑫铜箔是灵宝的铜箔企业。", False),
        ("Huaxin is a copper foil maker in Lingbao.", False),
    ],
)
def test_tells_whether_a_sentence_names_several(sentence: str, told: bool) -> None:
    assert enumerates(sentence) is told
