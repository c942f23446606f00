from __future__ import annotations

import logging
from collections.abc import Generator

import pytest

from assistant.answers import Answer, Outcome, Piece, Sentence
from corpus.languages import language_of, script_of
from ui.running.service import Service, service_of

QUESTION = "容缺受理是什么？"


def pieces_of(question: str, *, breaks: bool = False) -> Generator[Piece]:
    said = (Sentence("一句话。", framing=True),)
    answer = Answer(question, language_of(question), script_of(question), Outcome.ANSWERED, said)
    yield Piece(answer)
    if breaks:
        raise RuntimeError(question)
    yield Piece(answer, is_whole=True)


def asked(service: Service, question: str = QUESTION) -> list[Piece]:
    return list(service.answers.watched(pieces_of(question), question, "page"))


def counted(service: Service, **labels: str) -> float:
    return service.metrics.registry.get_sample_value("smx_questions_total", labels) or 0.0


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("容缺受理是什么？", "现在提问的人很多，这个问题没有处理。请稍等片刻再发送一次。"),
        ("容缺受理是什麼？請說明規定", "現在提問的人很多，這個問題沒有處理。請稍等片刻再發送一次。"),
        ("What is the green channel?", "Many people are asking just now, so this question was not taken. "
         "Please send it again in a moment."),
    ],
)  # fmt: skip
def test_one_question_too_many_is_told_so_in_its_language(question: str, said: str):
    service = service_of(at_once=1)
    first = service.answers.watched(pieces_of(question), question, "page")
    next(first)
    [piece] = asked(service, question)
    assert (piece.is_whole, piece.answer.outcome, piece.answer.text) == (True, Outcome.UNAVAILABLE, said)
    first.close()
    assert asked(service, question)[-1].answer.outcome is Outcome.ANSWERED


def test_no_question_is_taken_while_the_service_stops_but_answers_under_way_end():
    service = service_of()
    under_way = service.answers.watched(pieces_of(QUESTION), QUESTION, "page")
    next(under_way)
    service.readiness.stop()
    assert "重新启动" in asked(service)[0].answer.text
    assert [piece.is_whole for piece in under_way] == [True]
    assert service.answers.count == 0


def test_how_questions_end_is_counted_by_channel_outcome_composer_and_language():
    service = service_of()
    asked(service)
    assert counted(service, channel="page", outcome="answered", composer="quoting", language="zh") == 1
    left = service.answers.watched(pieces_of(QUESTION), QUESTION, "page")
    next(left)
    left.close()
    assert counted(service, channel="page", outcome="left", composer="quoting", language="zh") == 1
    with pytest.raises(RuntimeError):
        list(service.answers.watched(pieces_of(QUESTION, breaks=True), QUESTION, "page"))
    assert counted(service, channel="page", outcome="failed", composer="quoting", language="zh") == 1
    sampled = service.metrics.registry.get_sample_value
    assert sampled("smx_first_sentence_seconds_count", {"channel": "page"}) == 3
    assert service.answers.count == 0


def test_a_line_about_an_answer_does_not_hold_the_question(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO, "ui"):
        asked(service_of())
    [record] = caplog.records
    assert (record.message, record.__dict__["outcome"]) == ("answer", "answered")
    assert "容缺" not in str(record.__dict__)
