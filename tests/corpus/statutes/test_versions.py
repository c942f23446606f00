from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.statutes.versions import version_day, work_name
from corpus.validity import early_replacements, statuses, waiting
from tests.corpus.statutes.samples import NEW, OLD, REPEALED, document_of

LIBRARY = [document_of(OLD, "old.md"), document_of(NEW, "new.txt"), document_of(REPEALED, "repealed.md")]


@pytest.mark.parametrize(
    "title",
    ["中华人民共和国公司法", "《公司法》", "公司法（2018年修正）", "中華人民共和國公司法", "公司法(2023修订)"],
)
def test_titles_of_versions_name_one_work(title: str):
    assert work_name(title) == "公司法"


def test_another_law_is_another_work():
    assert work_name("公司法实施条例") != work_name("公司法")
    assert work_name("Foreign Investment Law of the People's Republic of China") == work_name(
        "The Foreign Investment Law"
    )


def test_a_later_version_takes_the_place_of_an_earlier_one_on_the_day_it_takes_effect():
    assert statuses(LIBRARY, date(2026, 6, 30)) == {"old": "in_force", "new": "undated", "repealed": "in_force"}
    assert statuses(LIBRARY, date(2026, 7, 1)) == {"old": "superseded", "new": "in_force", "repealed": "superseded"}


def test_a_version_that_is_still_to_come_waits():
    day = date(2026, 6, 30)
    assert waiting(LIBRARY, day) == {"new": "2026-07-01"}
    assert early_replacements(LIBRARY, statuses(LIBRARY, day), waiting(LIBRARY, day)) == {"new"}
    assert waiting(LIBRARY, date(2026, 7, 1)) == {}


def test_an_amended_law_holds_from_its_amendment_and_not_from_its_first_day():
    assert version_day(LIBRARY[0]) == "2018-10-26"
    assert statuses([LIBRARY[0]], date(2010, 1, 1)) == {"old": "undated"}


def test_texts_of_one_title_that_are_no_statutes_or_have_no_day_are_no_versions():
    notices = [replace(one, articles=0, id=one.id, repeals=()) for one in LIBRARY]
    assert statuses(notices, date(2026, 8, 1))["old"] == "in_force"
    undated = replace(LIBRARY[0], effective=None, issued=None)
    assert statuses([undated, LIBRARY[1]], date(2026, 8, 1))["old"] == "undated"
