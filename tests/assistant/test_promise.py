"""Nothing is shown that the library does not bear out."""

import pytest

from assistant.answers import Answer, Outcome
from assistant.assembly import OpenIndex
from assistant.settings import SHIPPED_LIBRARY
from corpus.languages import language_of, to_traditional
from corpus.quantities import read_quantities, unsupported
from corpus.reading import read_library
from tests.assistant.samples import Asked

_PROFILE = read_library([SHIPPED_LIBRARY]).profile
assert _PROFILE is not None
_SUGGESTED = [text for question in _PROFILE.questions for text in (question.zh, question.en)]
_OTHERS = [
    "我想建电池厂,适用哪些政策?",
    "外资能否独资做电解铜箔?",
    "能承诺返税50%吗?",
    "第29届旅游节签了59个项目对吗？",
    "比较两场推介会",
    "宝武铝业的产能是多少？",
    "三门峡面积多大？",
    "2021年版负面清单有多少条？",
    "How much FDI did the city receive?",
    "My ¥60m equipment upgrade: what subsidy?",
    "Which source says 450,000 t?",
    "Compare the green channel with the commitment system",
    "Who is the mayor of Paris?",
]


def assert_kept(answer: Answer, index: OpenIndex) -> None:
    """The promise, for one answer."""
    quotes = {citation.n: citation.quote for citation in answer.citations}
    for citation in answer.citations:
        document = index.document(citation.document_id)
        assert document is not None
        assert document.audience == citation.audience == "public"
        assert document.text[citation.span.start : citation.span.end] == citation.quote
        assert citation.quote.strip()
    for sentence in answer.sentences:
        if sentence.framing:
            assert not sentence.citations
            assert not answer.citations or not read_quantities(sentence.text)
        else:
            assert sentence.citations
            assert not unsupported(sentence.text, [quotes[n] for n in sentence.citations])


@pytest.mark.parametrize("question", _SUGGESTED)
def test_answers_every_question_the_profile_suggests(ask_shipped: Asked, question: str) -> None:
    answer = ask_shipped(question)
    assert answer.outcome is Outcome.ANSWERED, answer.text
    assert answer.language == language_of(question)
    assert {citation.language for citation in answer.citations} == {answer.language}
    assert 1 <= len([sentence for sentence in answer.sentences if not sentence.framing]) <= 3
    assert_kept(answer, ask_shipped.index.get())


@pytest.mark.parametrize("question", [question.zh for question in _PROFILE.questions])
def test_answers_a_question_in_traditional_script_alike(ask_shipped: Asked, question: str) -> None:
    simplified, traditional = ask_shipped(question), ask_shipped(to_traditional(question))
    assert traditional.outcome is simplified.outcome
    assert [c.quote for c in traditional.citations] == [c.quote for c in simplified.citations]


@pytest.mark.parametrize("question", _OTHERS)
def test_shows_nothing_unverified_whatever_is_asked(ask_shipped: Asked, question: str) -> None:
    assert_kept(ask_shipped(question), ask_shipped.index.get())


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        (0, ("49", "613.47")),
        (1, ("龙头", "东方希望")),
        (2, ("116.3",)),
        (6, ("510",)),
        (8, ("156",)),
        (9, ("5000万元",)),
    ],
)
def test_gives_the_figure_that_was_asked_for(ask_shipped: Asked, question: int, figure: tuple[str, ...]) -> None:
    assert _PROFILE is not None
    text = ask_shipped(_PROFILE.questions[question].zh).text
    assert any(part in text for part in figure), text
