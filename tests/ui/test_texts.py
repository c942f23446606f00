from __future__ import annotations

from string import Formatter
from typing import get_args

import pytest

from corpus.documents import Status
from corpus.schemas import DocumentKind, Language, Level, Provenance
from ui.texts import OF_PAGES, TEXTS


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_text_exists_in_every_language_with_the_same_fields():
    hans, hant, english = TEXTS["zh-Hans"], TEXTS["zh-Hant"], TEXTS["en"]
    assert hans.keys() == hant.keys() == english.keys()
    for key, text in hans.items():
        assert fields(text) == fields(hant[key]) == fields(english[key]), key


def test_no_text_of_a_page_takes_the_place_of_another():
    keys = [key for texts in OF_PAGES for key in texts]
    assert len(keys) == len(set(keys))
    assert TEXTS["en"]["documents"] == "Library"


@pytest.mark.parametrize(
    ("prefix", "values"),
    [("status", Status), ("provenance", Provenance), ("kind", DocumentKind), ("level", Level), ("language", Language)],
)
def test_every_value_of_a_document_has_a_word(prefix, values):
    assert {f"{prefix}_{value}" for value in get_args(values)} <= TEXTS["en"].keys()


def test_traditional_texts_are_in_traditional_script():
    assert TEXTS["zh-Hant"]["source"] == "出處"
    assert TEXTS["zh-Hant"]["documents"] == "資料目錄"
