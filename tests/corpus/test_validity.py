from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from corpus.documents import Document
from corpus.validity import first_day, last_day, status_of, statuses


def document(id_: str = "d", **known: Any) -> Document:
    return Document(id_, "t", "zh", "x", (), "d.md", **known)


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ({}, "undated"),
        ({"issued": "2020-01-01"}, "undated"),
        ({"effective": "2024-06-15"}, "in_force"),
        ({"effective": "2024-06-16"}, "undated"),
        ({"effective": "2024"}, "undated"),
        ({"effective": "2023"}, "in_force"),
        ({"effective": "2020", "expires": "2024"}, "in_force"),
        ({"effective": "2020", "expires": "2024-06-15"}, "in_force"),
        ({"effective": "2020", "expires": "2024-05"}, "expired"),
        ({"expires": "2025"}, "in_force"),
        ({"issued": "2024-07-01", "expires": "2025"}, "undated"),
        ({"effective": "2020", "superseded_by": "another"}, "superseded"),
    ],
)
def test_force_is_claimed_only_when_it_is_certain(known: dict[str, Any], status: str) -> None:
    assert status_of(document(**known), date(2024, 6, 15)) == status


def test_a_text_is_in_force_until_the_day_its_replacement_takes_effect() -> None:
    old = document("old", effective="2021-01-01", superseded_by="new")
    new = document("new", effective="2026-03-01", supersedes=("old",))
    assert statuses([old, new], date(2026, 2, 28)) == {"old": "in_force", "new": "undated"}
    assert statuses([old, new], date(2026, 3, 1)) == {"old": "superseded", "new": "in_force"}


def test_one_side_of_a_replacement_is_enough_and_holds_for_translations() -> None:
    old = document("old", effective="2021")
    old_translated = document("old-en", effective="2021", translation_of="old")
    new = document("new", effective="2026", supersedes=("old-en",))
    assert statuses([old, old_translated, new], date(2025, 12, 31))["old"] == "in_force"
    assert statuses([old, old_translated, new], date(2026, 1, 1)) == {
        "old": "superseded",
        "old-en": "superseded",
        "new": "undated",
    }


def test_a_replacement_of_unknown_date_or_outside_the_library_has_happened() -> None:
    old = document("old", effective="2021", superseded_by="unseen")
    assert statuses([old], date(2025, 1, 1)) == {"old": "superseded"}
    undated = document("unseen")
    assert statuses([old, undated], date(2025, 1, 1))["old"] == "superseded"


def test_partial_dates_cover_their_period() -> None:
    assert (first_day("2024"), last_day("2024")) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert first_day("2024-02-03") == last_day("2024-02-03") == date(2024, 2, 3)
