"""Questions as they are kept, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from assistant.answers import Answer, Citation, Outcome, Sentence
from assistant.keeping.questions import KeptQuestion, kept_question
from assistant.keeping.visits import Visit
from corpus.documents import Span

NOON = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)  # twelve o'clock in Sanmenxia


def answer(text: str = "共签约项目49个。", document: str = "report-2024-zh") -> Answer:
    """An answer that cites one passage."""
    cited = Citation(
        1, document, f"{document}#1", "三门峡开展精准招商", "第1段", text, Span(0, len(text)), "zh", "public",
        "undated", "public", None, "2024-06",
    )  # fmt: skip
    said = (Sentence(text, (1,)),)
    timings = {"total": 42.5}
    return Answer("?", "zh", "hans", Outcome.ANSWERED, said, (cited,), generation="20261126-1", timings_ms=timings)


def kept(asked: str = "签了多少项目？", session: str = "one", **changes: Any) -> KeptQuestion:
    """A question as it is kept."""
    made = kept_question(asked, answer(), Visit(session, "page"), NOON)
    return replace(made, **changes)
