"""Files of conditions: what they may say, and of which documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.libraries import Library
from corpus.problems import render_problems
from corpus.reading import read_library

SHIPPED = Path(__file__).parents[2] / "corpus" / "library" / "sanmenxia"
HEAD = "kind: conditions\nid: c\npolicies:\n  - id: tea\n    name: {zh: 茶, en: Tea}\n    documents: [tea-zh]\n"
CLAUSE = "        clause: {zh: 投资不低于30万元。, en: At least 300 thousand yuan.}\n"


def library(folder: Path, asks: str, audience: str = "public") -> Library:
    (folder / "tea.md").write_text(f"---\nid: tea-zh\naudience: {audience}\n---\n投资不低于30万元。\n", "utf-8")
    (folder / "conditions.yaml").write_text(f"{HEAD}    asks:\n{asks}{CLAUSE}", "utf-8")
    return read_library([folder])


def test_conditions_are_no_document_and_no_table(tmp_path: Path) -> None:
    read = library(tmp_path, "      - asks: investment\n        at_least: 300000\n        currency: CNY\n")
    assert render_problems(read.problems) == ""
    assert [document.id for document in read.documents] == ["tea-zh"]
    assert read.tables == ()
    assert [policy.id for policy in read.conditions] == ["tea"]
    assert read.conditions[0].asks[0].at_least == 300_000


@pytest.mark.parametrize(
    "asks",
    [
        "      - asks: investment\n        at_least: 300000\n",
        "      - asks: investment\n        currency: CNY\n",
        "      - asks: jobs\n        at_least: 30\n        currency: CNY\n",
        "      - asks: jobs\n        at_least: 30\n        more_than: 20\n",
        "      - asks: origin\n",
        "      - asks: origin\n        one_of: [foreign]\n        at_least: 3\n",
        "      - asks: recognition\n        one_of: [foreign]\n",
        "      - asks: weather\n",
    ],
    ids=[
        "no currency",
        "no bound",
        "currency of jobs",
        "two lower bounds",
        "no names",
        "bound of names",
        "names",
        "what",
    ],
)
def test_a_condition_that_cannot_be_checked_is_reported_and_left_out(tmp_path: Path, asks: str) -> None:
    read = library(tmp_path, asks)
    assert len(read.problems) >= 1
    assert read.conditions == ()


def test_conditions_of_a_document_for_staff_are_reported_and_left_out(tmp_path: Path) -> None:
    asks = "      - asks: investment\n        at_least: 300000\n        currency: CNY\n"
    read = library(tmp_path, asks, audience="staff")
    assert "a public document of the library" in render_problems(read.problems)
    assert read.conditions == ()


def test_every_shipped_clause_stands_word_for_word_in_its_document_in_both_languages() -> None:
    read = read_library([SHIPPED])
    documents = {document.id: document for document in read.documents}
    assert len(read.conditions) >= 7
    missing = [
        (policy.id, words)
        for policy in read.conditions
        for text in (*policy.gives, *(asked.clause for asked in policy.asks))
        for language, words in (("zh", text.zh), ("en", text.en))
        if not any(documents[id_].language == language and words in documents[id_].text for id_ in policy.documents)
    ]
    assert missing == []
