from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest

from corpus.documents import Document, Passage, Section, Span
from corpus.places import Box, Place
from corpus.schemas import Source
from index.catalogue import Catalogue, Shelved
from index.catalogue_writing import SCHEMA, Entry, add_document, write_catalogue
from index.errors import BuildFailed, DamagedIndex

SOURCE = Source.model_validate({"title": "某日报", "url": "https://example.org/a"})
DOCUMENT = Document(
    id="law-zh",
    title="通知 “甲”",
    language="zh",
    text="第一条 甲。\r\n\u2028第二条 𠮷。",
    sections=(Section(("第一章", "第一节"), Span(0, 6), "2025-04", SOURCE), Section((), Span(6, 15))),
    file="laws/law.md",
    kind="policy",
    audience="staff",
    provenance="public",
    translation_of="law-en",
    issuer="某局",
    number="某政〔2025〕1号",
    level="city",
    issued="2025-01-01",
    effective="2025-02-01",
    expires="2030-02-01",
    supersedes=("old-a", "old-b"),
    superseded_by="new",
    as_of="2025-04",
    source=SOURCE,
    original="0a1b",
    pages=3,
    places=(
        Place(Span(0, 6), "page", 1, box=Box(100, 200, 900, 300), confidence=64),
        Place(Span(8, 15), "row", 7, sheet="表"),
    ),
    articles=2,
    adopted="2020-01-01",
    amended=("2025-01-01",),
    repeals=("旧办法",),
    read_from_text=("repeals",),
)
RELATED = replace(DOCUMENT, text="", sections=(), places=())
"""The document without what is left out where it is only to be related to others."""
PASSAGE = Passage(
    id="p1",
    document_id="law-zh",
    language="zh",
    headings=("第一章", "第一节"),
    locator="第一条",
    span=Span(0, 6),
    text="第一条 甲。",
    sentences=(Span(0, 4), Span(4, 6)),
    as_of="2025-04",
    source=SOURCE,
)
PLAIN = Document("plain", "Plain", "en", "A.", (Section((), Span(0, 2)),), "plain.md")
BARE = Passage("p2", "plain", "en", (), "paragraph 1", Span(0, 2), "A.")

SECOND = replace(PASSAGE, id="p3", span=Span(6, 9), text="第二条", sentences=(Span(6, 9),))


Placed = tuple[int, str, Document, tuple[Passage, ...]]
"""The number of a document's first passage, its digest, the document and its passages."""


def write(file: Path, new: Sequence[Placed], kept: Sequence[Entry] = (), before: Path | None = None) -> Catalogue:
    """Write a catalogue of what is new and what is kept of the one before, through drafts."""
    drafts = file.with_suffix(".drafts")
    with closing(sqlite3.connect(drafts)) as connection, connection:
        connection.executescript(SCHEMA)
        first = 0
        for _, digest, document, passages in new:
            add_document(connection, document, passages, digest, first)
            first += len(passages)
    entries = [Entry(document.id, digest, number, is_new=True) for number, digest, document, _ in new]
    write_catalogue(file, [*entries, *kept], drafts, before)
    return Catalogue(file)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    law = (0, "digest-law", DOCUMENT, (PASSAGE, SECOND))
    return write(tmp_path / "catalogue.sqlite", [(2, "digest-plain", PLAIN, (BARE,)), law])


def test_every_field_comes_back_as_it_was(catalogue: Catalogue) -> None:
    assert all(getattr(DOCUMENT, field.name) for field in fields(Document))
    assert all(getattr(PASSAGE, field.name) for field in fields(Passage))
    assert catalogue.document("law-zh") == replace(DOCUMENT, places=())
    assert catalogue.places("law-zh", Span(0, 15)) == DOCUMENT.places
    assert catalogue.passage("p1") == PASSAGE
    assert catalogue.document("plain") == PLAIN
    assert catalogue.passage("p2") == BARE


def test_a_quote_finds_the_places_that_hold_it(catalogue: Catalogue) -> None:
    page, row = DOCUMENT.places
    assert catalogue.places("law-zh", Span(2, 4)) == (page,)
    assert catalogue.places("law-zh", Span(5, 9)) == (page, row)
    assert catalogue.places("law-zh", Span(6, 8)) == ()
    assert catalogue.places("plain", Span(0, 2)) == ()


def test_passages_come_by_number_in_the_order_asked_for(catalogue: Catalogue) -> None:
    assert [passage.id for passage in catalogue.passages([2, 0, 1, 0])] == ["p2", "p1", "p3", "p1"]
    assert catalogue.passages([]) == []


def test_passages_and_their_numbers_come_by_document(catalogue: Catalogue) -> None:
    assert [passage.id for passage in catalogue.passages_of("law-zh")] == ["p1", "p3"]
    assert catalogue.numbers_of(["law-zh", "unknown"]) == {0, 1}
    assert catalogue.numbers_of([]) == frozenset()


def test_documents_come_in_the_librarys_order(catalogue: Catalogue) -> None:
    assert [document.id for document in catalogue.documents()] == ["plain", "law-zh"]


@pytest.mark.parametrize("field", ["translation_of", "effective", "expires", "superseded_by", "supersedes", "articles"])
def test_a_document_that_points_to_others_or_has_dates_is_related(field: str, tmp_path: Path) -> None:
    related = replace(PLAIN, id="related", **{field: getattr(DOCUMENT, field)})
    written = write(tmp_path / "catalogue.sqlite", [(0, "", document, ()) for document in (PLAIN, related)])
    assert written.related_documents() == (replace(related, text="", sections=(), places=()),)


def test_titles_come_by_document(catalogue: Catalogue) -> None:
    assert catalogue.titles(["law-zh", "unknown", "plain"]) == {"law-zh": "通知 “甲”", "plain": "Plain"}
    assert catalogue.titles([]) == {}


def test_it_tells_where_each_document_stands(catalogue: Catalogue) -> None:
    assert catalogue.shelved() == [
        Shelved("plain", "digest-plain", "en", 2, 1),
        Shelved("law-zh", "digest-law", "zh", 0, 2),
    ]


def test_what_is_kept_is_copied_to_its_new_place(catalogue: Catalogue, tmp_path: Path) -> None:
    new = Passage("p4", "new", "zh", (), "段落 1", Span(0, 2), "甲。")
    document = Document("new", "新", "zh", "甲。", (Section((), Span(0, 2)),), "new.md")
    kept = Entry("law-zh", "digest-law", 1, is_new=False)
    after = write(tmp_path / "next.sqlite", [(0, "n", document, (new,))], [kept], before=tmp_path / "catalogue.sqlite")
    assert after.documents() == (document, replace(DOCUMENT, places=()))
    assert after.places("law-zh", Span(0, 15)) == DOCUMENT.places
    assert after.passages([0, 1, 2]) == [new, PASSAGE, SECOND]
    assert after.passages_of("law-zh") == (PASSAGE, SECOND)
    assert after.document("plain") is None
    assert after.passage("p2") is None
    assert after.related_documents() == (RELATED,)
    assert after.shelved()[1] == Shelved("law-zh", "digest-law", "zh", 1, 2)


def test_what_is_not_there_is_nothing(catalogue: Catalogue) -> None:
    assert catalogue.document("unknown") is None
    assert catalogue.passage("' OR 1=1 --") is None
    assert catalogue.passages_of("unknown") == ()


def test_a_missing_or_damaged_catalogue_is_a_damaged_index(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex):
        Catalogue(tmp_path / "missing.sqlite")
    (tmp_path / "catalogue.sqlite").write_bytes(b"nonsense" * 1_000)
    with pytest.raises(DamagedIndex, match="cannot be read"):
        Catalogue(tmp_path / "catalogue.sqlite")


def test_two_passages_of_one_id_fail_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match="cannot be written"):
        write(tmp_path / "catalogue.sqlite", [(0, "", PLAIN, (BARE, BARE))])
