"""Files of every kind as documents of a library."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.chunking import passages_of
from corpus.ledger import load_ledger, save_ledger
from corpus.libraries import Library
from corpus.places import places_in
from corpus.reading import list_libraries, read_library, survey_of
from corpus.spreadsheets import Sheet, xlsx_file
from eval.faults.samples import mail, policy_pdf, word_file

FIELDS = "id: rules.zh\ntitle: 示例办法\nkind: policy\naudience: staff\nnumber: 示商办〔2026〕12号\n"
RECORDS = (("编号", "项目名称", "总投资(万元)"), ("P1", "示例项目", 100))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("library")
    (folder / "a.pdf").write_bytes(policy_pdf())
    (folder / "b.docx").write_bytes(word_file())
    (folder / "b.docx.yaml").write_text(FIELDS, "utf-8")
    (folder / "c.pdf.yaml").write_text(FIELDS, "utf-8")
    (folder / "d.pdf").write_bytes(b"%PDF-1.7")
    (folder / "projects.xlsx").write_bytes(xlsx_file([Sheet("表", RECORDS)]))
    (folder / "table.xlsx").write_bytes(xlsx_file([Sheet("表", (("地区", "产值(亿元)"), ("甲区", 12)))]))
    return read_library([folder])


def test_each_file_is_a_document_under_its_name(library: Library) -> None:
    assert [(document.id, document.title) for document in library.documents] == [
        ("a", "示例产业扶持办法"),
        ("rules.zh", "示例办法"),
        ("table", "table"),
    ]
    assert all(document.original for document in library.documents)


def test_fields_beside_a_file_are_said_of_it(library: Library) -> None:
    document = library.documents[1]
    assert (document.audience, document.kind, document.number) == ("staff", "policy", "示商办〔2026〕12号")


def test_passages_are_cited_by_the_page_and_the_row_where_they_stand(library: Library) -> None:
    pdf, _, table = library.documents
    assert [passage.locator for passage in passages_of(pdf)] == ["一、第1页的标题 · 第1页", "二、第2页的标题 · 第2页"]
    (row,) = passages_of(table)
    assert row.locator == "工作表“表”第2行"
    assert places_in(table.places, row.sentences[0])[0].number == 2


def test_a_table_of_records_is_none_of_the_documents(library: Library) -> None:
    assert [path.name for path in library.tables] == ["projects.xlsx"]


def test_what_is_wrong_is_told_with_the_file_and_the_place(library: Library) -> None:
    assert [(Path(p.file).name, p.line, p.field, p.found) for p in library.problems] == [
        ("c.pdf.yaml", 1, "file", "none"),
        ("d.pdf", 1, "file", "a damaged one (Failed to load document (PDFium: Data format error).)"),
    ]


def test_what_a_text_says_of_itself_is_only_proposed(library: Library) -> None:
    assert [(Path(note.file).name, note.text) for note in library.notes] == [
        ("b.docx", "effective: proposed 2026-02-01"),
        ("b.docx", "file: it has tracked changes; it is read as if all were accepted"),
        ("b.docx", "file: its comments are passed over"),
        ("b.docx", "issued: proposed 2026-01-15"),
        ("b.docx", "issuer: proposed 示例市商务局"),
        ("b.docx", "level: proposed city"),
    ]
    assert library.documents[1].issuer is None


def test_a_table_meant_as_records_whose_id_is_missing_is_not_shown_as_a_text(tmp_path: Path) -> None:
    rows = (("项目名称", "签约金额", "牵头领导", "牵头部门"), ("示例项目", 100, "甲", "乙"))
    (tmp_path / "list.xlsx").write_bytes(xlsx_file([Sheet("表", rows)]))
    found = read_library([tmp_path])
    assert (found.documents, len(found.tables)) == ((), 1)


def test_an_unchanged_file_is_not_read_again_and_new_fields_beside_it_are_seen(tmp_path: Path) -> None:
    folder, ledger = tmp_path / "library", tmp_path / "ledger.json"
    folder.mkdir()
    (folder / "b.docx").write_bytes(word_file())
    first = survey_of(list_libraries([folder]), {})
    save_ledger(ledger, "1", first.records)
    again = survey_of(list_libraries([folder]), load_ledger(ledger, "1"))
    assert (again.cards, again.notes, dict(again.read)) == (first.cards, first.notes, {})
    assert again.document(again.cards[0]) == first.document(first.cards[0])
    (folder / "b.docx.yaml").write_text(FIELDS, "utf-8")
    changed = survey_of(list_libraries([folder]), load_ledger(ledger, "1"))
    assert [card.id for card in changed.cards] == ["rules.zh"]


@pytest.mark.parametrize(
    ("beside", "audience"), [("", "staff"), ("title: 来信\n", "staff"), ("audience: public\n", "public")]
)
def test_a_letter_is_public_only_where_that_is_said(tmp_path: Path, beside: str, audience: str) -> None:
    (tmp_path / "letter.eml").write_bytes(mail())
    if beside:
        (tmp_path / "letter.eml.yaml").write_text(beside, "utf-8")
    [document] = read_library([tmp_path]).documents
    assert document.audience == audience


@pytest.mark.parametrize(("audience", "is_kept"), [("public", False), ("staff", True)])
def test_a_file_that_holds_more_than_its_text_is_not_handed_out_to_the_public(
    tmp_path: Path, audience: str, is_kept: bool
) -> None:
    (tmp_path / "commented.docx").write_bytes(word_file())
    (tmp_path / "commented.docx.yaml").write_text(f"audience: {audience}\n", "utf-8")
    [document] = read_library([tmp_path]).documents
    assert (document.original is not None) is is_kept
