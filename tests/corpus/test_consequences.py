from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.consequences import consequences, waits
from corpus.documents import Document

TODAY = date(2026, 11, 26)


def document(id_: str, **facts: str | tuple[str, ...]) -> Document:
    return Document(id_, id_, "zh", "", (), f"{id_}.md", **facts)  # type: ignore[arg-type]


OLD, NEW = document("old", effective="2020-01-01"), document("new", effective="2025-07-01")
TRANSLATED = document("old-en", translation_of="old")
ALL = (OLD, TRANSLATED, NEW)


def told(said: Document, documents: tuple[Document, ...] = ALL) -> set[tuple[str, bool, str | None]]:
    return {
        (one.document.id, one.is_quoted, one.day.isoformat() if one.day else None)
        for one in consequences(documents, said, TODAY)
    }


@pytest.mark.parametrize(("effective", "day"), [("2025-07-01", "2025-07-01"), ("2027-01", "2027-01-01"), (None, None)])
def test_what_is_replaced_is_no_longer_quoted_from_the_day_on_which_the_other_takes_effect(effective, day):
    said = replace(NEW, effective=effective, supersedes=("old",))
    assert told(said) == {("old", False, day), ("old-en", False, day)}


def test_what_is_not_replaced_after_all_is_quoted_again():
    wrong = replace(NEW, supersedes=("old",))
    assert told(NEW, (OLD, TRANSLATED, wrong)) == {("old", True, "2025-07-01"), ("old-en", True, "2025-07-01")}


def test_an_end_takes_a_document_out_the_day_after():
    assert told(replace(OLD, expires="2024")) == {("old", False, "2025-01-01")}
    assert told(replace(OLD, expires="2026-12-31")) == {("old", False, "2027-01-01")}
    assert told(OLD, (replace(OLD, expires="2024"),)) == {("old", True, "2025-01-01")}


def test_what_names_its_replacement_goes_with_its_day():
    assert told(replace(OLD, superseded_by="new")) == {
        ("old", False, "2025-07-01"),
        ("old-en", False, "2025-07-01"),
    }


def test_nothing_follows_from_a_number_and_a_new_document_is_no_surprise():
    assert told(replace(OLD, number="1号")) == set()
    assert told(document("third", issued="2026-01-01")) == set()


def test_a_day_to_come_is_told():
    later = replace(NEW, effective="2027-03-01")
    found = waits(NEW, later, TODAY)
    assert found
    assert found.day == date(2027, 3, 1)
    assert waits(later, later, TODAY) is None
    assert waits(OLD, NEW, TODAY) is None
