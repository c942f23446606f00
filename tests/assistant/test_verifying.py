from dataclasses import replace

import pytest

from assistant.assembly import OpenIndex
from assistant.choosing import Candidate, candidates_of
from assistant.quoting import DraftSentence
from assistant.verifying import verify
from corpus.documents import Span
from tests.assistant.samples import TODAY, Asked


@pytest.fixture(scope="module")
def candidate(small: OpenIndex) -> Candidate:
    found = small.searcher.search(small.searcher.query("第12届风筝节签了多少项目？"), 5)
    return next(c for c in candidates_of(found) if "38" in c.text and c.match.passage.language == "zh")


def shown(small: OpenIndex, text: str, *cited: Candidate) -> list[str]:
    sentences, citations = verify((DraftSentence(text, cited),), small, TODAY)
    assert sum(len(sentence.citations) for sentence in sentences) == len(citations)
    return [sentence.text for sentence in sentences]


def test_shows_a_quote_that_stands_in_its_document(small: OpenIndex, candidate: Candidate) -> None:
    sentences, citations = verify((DraftSentence(candidate.text, (candidate,)),), small, TODAY)
    assert [s.text for s in sentences] == ["第12届风筝节签约项目38个，金额52亿元。"]
    assert sentences[0].citations == (1,)
    (citation,) = citations
    document = small.document(citation.document_id)
    assert document is not None
    assert document.text[citation.span.start : citation.span.end] == citation.quote == candidate.text


@pytest.mark.parametrize(("start", "end"), [(1, 1), (-1, -1), (0, 1), (1, 0), (0, -1), (-1, 0)])
def test_drops_a_quote_moved_by_one_character(small: OpenIndex, candidate: Candidate, start: int, end: int) -> None:
    moved = replace(candidate, span=Span(candidate.span.start + start, candidate.span.end + end))
    assert shown(small, candidate.text, moved) == []


def test_drops_a_quote_with_a_word_changed(small: OpenIndex, candidate: Candidate) -> None:
    changed = replace(candidate, text=candidate.text.replace("风筝", "风车"))
    assert shown(small, changed.text, changed) == []


@pytest.mark.parametrize(
    "text",
    [
        "第12届风筝节签约项目39个。",
        "第13届风筝节签约项目38个。",
        "第12届风筝节签约52万元。",
        "第12届风筝节签约520亿元。",
        "第12届风筝节签约52亿美元。",
        "The 12th Kite Festival signed 38 projects worth 52 billion yuan.",
        "第12届风筝节签约项目38个，增长5%。",
        "2025年第12届风筝节签约项目38个。",
    ],
)
def test_drops_a_sentence_with_a_figure_its_quote_does_not_have(
    small: OpenIndex, candidate: Candidate, text: str
) -> None:
    assert shown(small, text, candidate) == []


@pytest.mark.parametrize(
    "text",
    [
        "The 12th Kite Festival signed 38 projects worth 5.2 billion yuan.",
        "第十二届风筝节签约三十八个项目，金额5200000000元。",
        "風箏節簽約52億元。",
    ],
)
def test_shows_the_same_figures_in_other_words(small: OpenIndex, candidate: Candidate, text: str) -> None:
    assert shown(small, text, candidate) == [text]


def test_drops_a_citation_to_a_document_that_is_not_on_the_shelf(small: OpenIndex, candidate: Candidate) -> None:
    unknown = replace(candidate.match.passage, document_id="not-there")
    assert shown(small, candidate.text, replace(candidate, match=replace(candidate.match, passage=unknown))) == []


def test_drops_a_citation_to_a_staff_document_from_a_public_answer(small: OpenIndex, ask_as_staff: Asked) -> None:
    index = ask_as_staff.index.get()
    found = index.searcher.search(index.searcher.query("风筝产业的目标企业"), 5)
    staff = next(c for c in candidates_of(found) if c.match.audience == "staff")
    assert shown(small, staff.text, staff) == []
    assert shown(index, staff.text, staff) == [staff.text]


def test_drops_a_sentence_that_cites_nothing_or_one_bad_source_among_good_ones(
    small: OpenIndex, candidate: Candidate
) -> None:
    moved = replace(candidate, span=Span(candidate.span.start, candidate.span.end - 1))
    assert shown(small, candidate.text) == []
    assert shown(small, candidate.text, candidate, moved) == []


def test_numbers_citations_over_what_is_left(small: OpenIndex, candidate: Candidate) -> None:
    draft = [
        DraftSentence("风筝节签约999个。", (candidate,)),
        DraftSentence("风筝节签约38个。", (candidate,)),
        DraftSentence("风筝节签约52亿元。", (candidate, candidate)),
    ]
    sentences, citations = verify(draft, small, TODAY)
    assert [sentence.citations for sentence in sentences] == [(1,), (2, 3)]
    assert [citation.n for citation in citations] == [1, 2, 3]
