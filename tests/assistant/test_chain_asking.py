"""Questions over chains on their whole way, asked of a library with tables and facts files, and what its pages see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answers import Answer, Outcome
from assistant.browsing import Browsing
from assistant.conversations import Conversation
from assistant.rendering import answer_as_json, answer_as_text
from tests.assistant.samples import Asked, asked, built
from tests.index.chains.samples import FILES, MARKER, write_library
from ui.messages import message_of
from ui.texts import TEXTS


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chains")
    return built(folder / "data", write_library(folder / "library"))


@pytest.fixture(scope="module")
def public(data: Path) -> Iterator[Asked]:
    asking = asked(data)
    yield asking
    asking.index.get().close()


@pytest.fixture(scope="module")
def staff(data: Path) -> Iterator[Asked]:
    asking = asked(data, "staff")
    yield asking
    asking.index.get().close()


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "text", "cited"),
    [
        (
            "示例铝产业链中游有哪些企业",
            "示例铝产业链图列出的中游企业：电解铝环节是示例铝厂。",
            ["电解铝环节的企业是示例铝厂。"],
        ),
        (
            "Which firms are upstream in the example aluminium chain?",
            "The upstream firms on the map of the example aluminium chain: none named in alumina.",
            ["No firm is named for alumina."],
        ),
        (
            "轮毂的上游是什么",
            "直接供应轮毂的环节是电解铝；再往上游是氧化铝。",
            ["电解铝供应的环节：轮毂。", "氧化铝供应的环节：电解铝。"],
        ),
        (
            "輪轂的上游是什麼",
            "直接供應輪轂的環節是電解鋁；再往上游是氧化鋁。",
            ["电解铝供应的环节：轮毂。", "氧化铝供应的环节：电解铝。"],
        ),
        (
            "What does alumina feed?",
            "Directly downstream of alumina: electrolytic aluminium.",
            ["Links that alumina supplies: electrolytic aluminium."],
        ),
        (
            "电解铝的相邻环节有哪些",
            "与电解铝直接相连的环节是氧化铝、轮毂。",
            ["电解铝供应的环节：轮毂。", "氧化铝供应的环节：电解铝。"],
        ),
        ("谁供应氧化铝", "示例铝产业链图没有写明供应氧化铝的环节。", ["氧化铝环节的企业没有写明。"]),
        ("示例铝产业链的上游环节有哪些", "示例铝产业链图列出的上游环节是：氧化铝。", ["氧化铝环节的企业没有写明。"]),
        (
            "links of the example aluminium chain",
            "The links on the map of the example aluminium chain are: upstream alumina; "
            "midstream electrolytic aluminium; downstream wheels.",
            [
                "No firm is named for alumina.",
                "The firm in electrolytic aluminium is Example Aluminium.",
                "No firm is named for wheels.",
            ],
        ),
    ],
)
def test_a_chain_of_facts_is_told_with_quotes_of_its_document(
    public: Asked, question: str, text: str, cited: list[str]
) -> None:
    answer = public(question)
    assert (answer.outcome, answer.text) == (Outcome.ANSWERED, text)
    assert sorted(quotes(answer)) == sorted(cited)
    for citation in answer.citations:
        document = public.index.get().document(citation.document_id)
        assert document
        assert document.text[citation.span.start : citation.span.end] == citation.quote
        assert document.id.startswith("chain-example-aluminium-")


def test_who_does_a_link_of_facts_is_quoted_as_any_text(public: Asked) -> None:
    answer = public("谁做电解铝")
    assert answer.records is None
    assert "示例铝厂" in answer.text


def test_the_firms_at_a_position_of_a_chain_of_tables_are_told_with_what_they_do(public: Asked) -> None:
    told = public("示例玻璃产业链上游的企业有哪些").text
    assert "示例玻璃产业链（上游）环节列有2家企业：示例砂业（石英砂）、示例熔窑厂（石英砂）。" in told
    assert "记录中没有列出示例玻璃产业链（下游）环节的企业" in public("示例玻璃产业链的下游企业有哪些").text


def test_an_answer_of_tables_cites_each_table_by_a_number_of_its_own(public: Asked) -> None:
    answer = public("谁供应熔窑")
    rendered = answer_as_json(answer, None)
    first, second = rendered["citations"]
    assert (first["n"], first["record_ids"]) == (1, ["l-melt", "l-sand"])
    assert (second["n"], second["record_ids"]) == (2, ["e-1", "e-2"])
    cited = {sentence["text"]: sentence["citations"] for sentence in rendered["sentences"]}
    assert cited["直接供应熔窑（示例玻璃产业链）的有1个环节：石英砂。"] == [1]
    assert cited["这些环节列有2家企业：示例砂业（义马市）、示例熔窑厂（渑池县）。"] == [2]
    assert "演示数据" in answer.text
    assert "[2] 企业记录" in answer_as_text(answer)
    message = message_of(answer, TEXTS["zh-Hans"])
    assert "/records/link?id=l-melt&id=l-sand" in message
    assert "/records/enterprise?id=e-1&id=e-2" in message


@pytest.mark.parametrize(
    "question",
    [
        "示例玻璃产业链的薄弱环节有哪些",
        "哪些目标企业可以补平板玻璃环节",
        "Gap analysis of the example glass chain",
        "示例玻璃产业链延链补链强链分析",
        "平板玻璃的上游有哪些环节",
        "哪些环节没有本地企业",
        "示例玻璃产业链有哪些环节",
        "谁做示例面板",
    ],
)
def test_the_public_side_tells_nothing_of_staff(public: Asked, question: str) -> None:
    answer = public(question)
    assert MARKER not in str(answer_as_json(answer, None))
    assert "12.5" not in answer.text


def test_staff_are_told_of_weak_links_and_targets(staff: Asked) -> None:
    weak = staff("示例玻璃产业链的薄弱环节有哪些")
    assert "示例玻璃产业链的薄弱环节有1个：熔窑（本地配套率12.5%）。" in weak.text
    filling = staff("Which targets would fill plate glass?")
    assert f"{MARKER} Jia (示例东省, supplement, high priority, in talks, last contact 2026-06-11)" in filling.text


@pytest.mark.parametrize("question", ["示例铝产业链薄弱环节有哪些", "哪些目标企业可以补轮毂环节", "示例铝业补链方向"])
def test_what_no_table_assesses_is_not_told_from_another_chain(staff: Asked, question: str) -> None:
    answer = staff(question)
    assert answer.outcome is Outcome.NOT_FOUND
    assert "没有" in answer.text
    assert answer.citations == ()


@pytest.mark.parametrize(
    ("earlier", "question", "said"),
    [
        ("熔窑的上游有哪些环节", "那下游呢？", "熔窑（示例玻璃产业链）直接供应2个环节：示例面板、平板玻璃。"),
        ("熔窑的上游有哪些环节", "它的企业有哪些", "熔窑（示例玻璃产业链）环节列有1家企业：示例熔窑厂（渑池县）。"),
        ("谁做熔窑", "那这条链的上游环节有哪些", "示例玻璃产业链有1个上游环节：石英砂。"),
        ("What is upstream of glass melting?", "And what is downstream of it?", "Directly downstream of glass melting"),
        ("轮毂的上游是什么", "那下游呢", "示例铝产业链图没有写明轮毂供应的环节。"),
    ],
)
def test_a_follow_up_is_about_the_same_link_or_its_chain(public: Asked, earlier: str, question: str, said: str) -> None:
    assert said in public(question, earlier).text


@pytest.mark.parametrize(
    ("kind", "id_", "question", "said"),
    [
        ("link", "link-wheels", "它的上游是什么", "直接供应轮毂的环节是电解铝；再往上游是氧化铝。"),
        ("link", "link-alumina", "What does it feed?", "Directly downstream of alumina: electrolytic aluminium."),
        ("link", "l-melt", "有哪些企业？", "熔窑（示例玻璃产业链）环节列有1家企业：示例熔窑厂（渑池县）。"),
        ("chain", "chain-example-aluminium", "有哪些环节？", "示例铝产业链图列出的环节是：上游 氧化铝；"),
    ],
)
def test_a_question_about_a_chain_or_a_link_names_it(
    public: Asked, kind: str, id_: str, question: str, said: str
) -> None:
    subject = Browsing(public.index).subject(kind, id_)
    assert subject
    answer = public.assistant.answer(Conversation(question, about=subject))
    assert said in answer.text


def test_a_follow_up_needs_something_to_follow(public: Asked) -> None:
    assert public("那下游呢？").records is None
    assert public("那下游呢？", "熔窑的上游有哪些环节", "示例玻璃产业链的总投资是多少").records is None


def test_pages_are_offered_chains_and_see_what_their_audience_may(public: Asked, staff: Asked) -> None:
    library = Browsing(public.index)
    assert "chains" in library.sections()
    assert MARKER not in repr(library.chains())
    assert MARKER in repr(Browsing(staff.index).chains())


def test_documents_that_name_a_link_are_found_in_the_readers_language(public: Asked) -> None:
    library = Browsing(public.index)
    assert [view.document.id for view in library.documents_naming("轮毂", "zh")] == ["chain-example-aluminium-zh"]
    assert [view.document.id for view in library.documents_naming("wheels", "en")] == ["chain-example-aluminium-en"]
    assert library.documents_naming("nothing of this name", "en") == ()


def test_a_library_without_chains_offers_none(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / "firms.yaml").write_text(FILES["firms.yaml"].replace("[chain-example-aluminium]", "[]"), "utf-8")
    asking = asked(built(tmp_path / "data", library))
    assert "chains" not in Browsing(asking.index).sections()
    assert asking("氧化铝的上游是什么").records is None
