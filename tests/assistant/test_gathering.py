from dataclasses import replace

from assistant.assembly import OpenIndex
from assistant.choosing import candidates_of
from assistant.gathering import Evidence, gather
from assistant.quoting import compose
from tests.assistant.samples import TODAY, Asked
from tests.assistant.test_understanding import understood


def gathered(index: OpenIndex, question: str) -> tuple[Evidence, ...]:
    return gather(understood(index, question), index, TODAY)


def matched(evidence: Evidence) -> list[str]:
    return [match.passage.document_id for match in evidence.matches]


def chosen(evidence: Evidence) -> set[str]:
    return {candidate.match.passage.document_id for candidate in evidence.chosen}


def test_chooses_the_version_in_the_language_of_the_question(small: OpenIndex) -> None:
    for question, document in (
        ("第12届风筝节签了多少项目？", "fair-zh"),
        ("第12屆風箏節簽了多少項目？", "fair-zh"),
        ("How many projects were signed at the 12th Kite Festival?", "fair-en"),
    ):
        (evidence,) = gathered(small, question)
        assert chosen(evidence) == {document}


def test_chooses_what_stands_in_the_other_language_only(small: OpenIndex) -> None:
    assert chosen(gathered(small, "How many artisans does the bamboo paper workshop have?")[0]) == {"paper-zh"}
    assert chosen(gathered(small, "盐博物馆有多少件藏品？")[0]) == {"salt-en"}
    assert chosen(gathered(small, "鹽博物館有多少件藏品？")[0]) == {"salt-en"}


def test_passes_over_what_is_no_longer_in_force_unless_it_is_asked_for(small: OpenIndex) -> None:
    assert "tea-2020-zh" not in matched(gathered(small, "茶叶企业每家可以申请多少补贴？")[0])
    assert "tea-2020-zh" in matched(gathered(small, "旧版的茶叶企业补贴是多少？")[0])
    assert "port-en" not in matched(gathered(small, "What is the harbour fee of the river port?")[0])


def test_gathers_for_each_of_two_things(small: OpenIndex) -> None:
    first, second = gathered(small, "比较茶叶企业补贴和第12届风筝节")
    assert matched(first)[0] == "tea-zh"
    assert matched(second)[0] == "fair-zh"


def test_public_evidence_holds_nothing_of_the_staff_shelf(small: OpenIndex, ask_as_staff: Asked) -> None:
    question = "风筝产业的意向投资是多少？"
    assert not any(name.startswith("staff") for name in matched(gathered(small, question)[0]))
    assert matched(gathered(ask_as_staff.index.get(), question)[0])[0] == "staff-targets-zh"


def test_chooses_nothing_where_nothing_answers(small: OpenIndex) -> None:
    (evidence,) = gathered(small, "火星上有几座茶馆？")
    assert evidence.matches
    assert evidence.chosen == ()


def test_composes_at_most_three_sentences_word_for_word(small: OpenIndex) -> None:
    draft = compose(gathered(small, "第12届风筝节签了多少项目？在哪里举办？"))
    assert 1 <= len(draft) <= 3
    for sentence in draft:
        (candidate,) = sentence.cited
        document = small.document(candidate.match.passage.document_id)
        assert document is not None
        assert sentence.text == document.text[candidate.span.start : candidate.span.end]


def test_composes_from_each_search_in_turn_and_nothing_twice(small: OpenIndex) -> None:
    evidence = gathered(small, "比较茶叶企业补贴和第12届风筝节")
    cited = {sentence.cited[0].match.passage.document_id for sentence in compose(evidence)}
    assert cited == {"tea-zh", "fair-zh"}
    assert compose((evidence[0], evidence[0])) == compose((evidence[0],))


def test_composes_nothing_of_what_does_not_answer(small: OpenIndex) -> None:
    assert compose(gathered(small, "火星上有几座茶馆？")) == ()
    assert compose(()) == ()


def test_keeps_the_order_of_the_text_within_a_passage(small: OpenIndex) -> None:
    (evidence,) = gathered(small, "第12届风筝节签了多少项目？")
    backwards = tuple(reversed(candidates_of([evidence.chosen[0].match])))
    starts = [sentence.cited[0].span.start for sentence in compose([replace(evidence, chosen=backwards)])]
    assert len(starts) > 1
    assert starts == sorted(starts)


def test_what_is_unlikely_to_answer_and_of_something_else_does_not_follow(shipped: OpenIndex) -> None:
    (evidence,) = gathered(shipped, "How do I register a foreign-invested company?")
    assert chosen(evidence) == {"foreign-investment-law-reporting-and-review-en"}
