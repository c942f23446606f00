from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from corpus.documents import Document
from corpus.reading import read_library
from corpus.whereabouts import Current, Whereabouts, current_of, file_of, new_file_of
from eval.faults.samples import policy_pdf, web_page


@pytest.fixture
def libraries(tmp_path: Path) -> tuple[Path, Path]:
    folders = tmp_path / "a", tmp_path / "b"
    for folder, id_ in zip(folders, ("one", "two"), strict=True):
        (folder / "rules").mkdir(parents=True)
        (folder / "rules" / "x.md").write_text(f"---\nid: {id_}\n---\n# X\n\nText.\n", "utf-8")
    (tmp_path / "b" / "rules" / "paper.pdf").write_bytes(policy_pdf())
    (tmp_path / "b" / "rules" / "paper.pdf.yaml").write_text("id: named.zh\n", "utf-8")
    return folders


def test_a_document_stands_in_the_library_that_has_it(libraries: tuple[Path, Path]) -> None:
    for document in read_library(libraries).documents:
        place = file_of(document, libraries)
        assert place
        assert place.library == libraries[0 if document.id == "one" else 1]


@pytest.mark.parametrize("file", ["gone.md", "facts.yaml", "table.csv"])
def test_what_is_gone_or_has_no_fields_stands_nowhere(file: str, libraries: tuple[Path, Path]) -> None:
    (libraries[0] / "facts.yaml").write_text("kind: none\n", "utf-8")
    (libraries[0] / "table.csv").write_text("a\n", "utf-8")
    assert file_of(Document("x", "x", "zh", "", (), file), libraries) is None


def test_a_document_that_no_index_knows_is_found_by_its_id(libraries: tuple[Path, Path]) -> None:
    (libraries[0] / "plain.txt").write_text("Plain words.\n", "utf-8")
    for id_, file in (("plain", "plain.txt"), ("two", "rules/x.md"), ("named.zh", "rules/paper.pdf")):
        place = new_file_of(id_, libraries)
        assert place
        assert place.path == PurePath(file)
    assert new_file_of("paper", libraries) is None
    assert new_file_of("x", libraries) is None


def test_the_text_of_a_file_that_is_as_it_was_is_not_read_again(libraries: tuple[Path, Path]) -> None:
    (known,) = [one for one in read_library(libraries).documents if one.id == "named.zh"]
    place = Whereabouts(libraries[1], PurePath("rules/paper.pdf"))
    place.beside.write_text("id: named.zh\nissuer: 示例局\n", "utf-8")
    marked = Document(**{name: getattr(known, name) for name in known.__slots__} | {"text": known.text + "标记"})
    found = current_of(place, "named.zh", marked)
    assert isinstance(found, Current)
    assert (found.document.text, found.document.issuer) == (marked.text, "示例局")
    place.file.write_bytes(place.file.read_bytes() + b"\n")
    found = current_of(place, "named.zh", marked)
    assert isinstance(found, Current)
    assert found.document.text == known.text


def test_what_is_wrong_with_the_fields_is_told(libraries: tuple[Path, Path]) -> None:
    place = Whereabouts(libraries[0], PurePath("rules/x.md"))
    place.beside.write_text("issued: tomorrow\n", "utf-8")
    found = current_of(place, "one", None)
    assert isinstance(found, tuple)
    assert [(Path(problem.file).name, problem.field) for problem in found] == [("x.md.yaml", "issued")]


def test_a_web_page_says_its_day(libraries: tuple[Path, Path]) -> None:
    (libraries[0] / "news.html").write_bytes(web_page())
    found = current_of(Whereabouts(libraries[0], PurePath("news.html")), "news", None)
    assert isinstance(found, Current)
    assert found.published
