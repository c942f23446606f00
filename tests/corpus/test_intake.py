from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path, PurePath

import docx as docx_package
import pytest

from corpus.candidates import look_at_candidate
from corpus.intake import Added, Refused, add_file, files_of, put_file, remove_file
from corpus.readers.isolation import ReadingRoom
from corpus.reading import read_library

TOP = PurePath()


def docx(file: Path, text: str = "示范厂每年生产四万吨电解铜箔。") -> Path:
    """A Word file."""
    document = docx_package.Document()
    document.add_paragraph(text)
    document.save(str(file))
    return file


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "orchard.md").write_text("# Orchard\n\nThe orchard sells apples.\n", "utf-8")
    return folder


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    file = tmp_path / "notice.md"
    file.write_text("# Notice\n\nThe office moves in May.\n", "utf-8")
    return file


def contents(folder: Path) -> list[bytes]:
    return sorted(file.read_bytes() for file in folder.rglob("*") if file.is_file() and file.name[0] != ".")


def ids(library: Path) -> list[str]:
    return sorted(document.id for document in read_library([library]).documents)


def test_an_added_file_is_read_where_it_was_put(library: Path, notice: Path) -> None:
    added = add_file(notice, library, PurePath("news/2026"), None)
    assert isinstance(added, Added)
    assert (added.put.file, added.put.earlier, added.put.is_new) == (library / "news/2026/notice.md", None, True)
    assert [(document.id, document.title) for document in added.documents] == [("notice", "Notice")]
    assert ids(library) == ["notice", "orchard"]
    assert notice.exists()


def test_what_another_version_takes_the_place_of_is_kept_and_not_read(library: Path, notice: Path) -> None:
    for month in ("May", "June", "July"):
        notice.write_text(f"# Notice\n\nThe office moves in {month}.\n", "utf-8")
        added = add_file(notice, library, TOP, None)
    assert isinstance(added, Added)
    assert added.put.earlier
    assert b"June" in added.put.earlier.read_bytes()
    assert len(contents(library / "versions")) == 2
    assert [document.text for document in read_library([library]).documents if "office" in document.text] == [
        "# Notice\n\nThe office moves in July.\n"
    ]


def test_the_same_file_again_changes_nothing(library: Path, notice: Path) -> None:
    add_file(notice, library, TOP, None)
    again = add_file(notice, library, TOP, None)
    assert isinstance(again, Added)
    assert (again.put.is_new, again.put.earlier) == (False, None)
    assert len(contents(library)) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.pdf", b"%PDF-1.7 and then nothing"),
        ("program.exe", b"MZ"),
        ("empty.md", b""),
        ("README.md", b"# A note\n\nText.\n"),
        (".hidden.md", b"# A note\n\nText.\n"),
        ("unknown.yaml", b"kind: none\n"),
        ("copy.md", b"# Orchard\n\nThe orchard sells apples.\n"),
    ],
)
def test_what_cannot_be_read_or_is_there_already_is_refused(
    name: str, content: bytes, library: Path, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    before = contents(library)
    refused = add_file(file, library, TOP, None)
    assert isinstance(refused, Refused)
    assert all(problem.file == str(file) for problem in refused.problems)
    assert contents(library) == before


@pytest.mark.parametrize("folder", ["..", "versions", "removed/x", ".git", "outside"])
def test_a_folder_that_a_library_does_not_read_is_refused(
    folder: str, library: Path, notice: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (library / "outside").symlink_to(tmp_path / "elsewhere")
    assert isinstance(add_file(notice, library, PurePath(folder), None), Refused)


def test_a_file_goes_in_for_those_it_is_meant_for_or_not_at_all(library: Path, notice: Path, tmp_path: Path) -> None:
    notice.write_text("---\naudience: public\n---\n# Notice\n\nThe office moves in May.\n", "utf-8")
    assert isinstance(add_file(notice, library, TOP, "staff"), Refused)
    plan = docx(tmp_path / "plan.docx")
    added = add_file(plan, library, TOP, "staff")
    assert isinstance(added, Added)
    assert [document.audience for document in added.documents] == ["staff"]
    assert isinstance(add_file(plan, library, TOP, "public"), Refused)
    assert {d.id: d.audience for d in read_library([library]).documents} == {"orchard": "public", "plan": "staff"}


@pytest.mark.parametrize(
    "said", ["", "---\nissuer: A made-up office\n---\n", "---\n---\n"], ids=["nothing", "something", "an empty head"]
)
def test_a_text_that_does_not_say_for_whom_it_is_is_given_a_file_that_does(said: str, library: Path, tmp_path: Path):
    file = tmp_path / "ferry.md"
    file.write_text(f"{said}# Ferry\n\nThe ferry leaves at noon.\n", "utf-8")
    added = add_file(file, library, TOP, "staff")
    assert isinstance(added, Added)
    assert [document.audience for document in added.documents] == ["staff"]
    (ferry,) = [document for document in read_library([library]).documents if document.id == "ferry"]
    assert (ferry.audience, ferry.title, bool(ferry.issuer)) == ("staff", "Ferry", "issuer" in said)
    assert (library / "ferry.md").read_bytes() == file.read_bytes()


def test_fields_that_do_not_say_for_whom_a_file_is_keep_what_they_say(library: Path, tmp_path: Path) -> None:
    add_file(docx(tmp_path / "plan.docx"), library, TOP, None)
    (library / "plan.docx.yml").write_text("# by hand\ntitle: 示范计划\n", "utf-8")
    assert isinstance(add_file(tmp_path / "plan.docx", library, TOP, "staff"), Added)
    assert (library / "plan.docx.yml").read_text("utf-8") == "audience: staff\n# by hand\ntitle: 示范计划\n"
    assert not (library / "plan.docx.yaml").exists()


def test_what_a_library_has_got_since_a_file_was_looked_at_is_not_written_over(
    library: Path, notice: Path, tmp_path: Path
) -> None:
    staged = tmp_path / "staged" / "notice.md"
    staged.parent.mkdir()
    staged.write_bytes(notice.read_bytes())
    with closing(ReadingRoom()) as room:
        looked = look_at_candidate(staged, library, PurePath("notice.md"), "notice.md", room)
    assert looked.candidate
    (library / "notice.md").write_text("# Notice\n\nAnother one.\n", "utf-8")
    assert isinstance(put_file(looked.candidate, library, "notice.md"), Refused)
    assert "Another" in (library / "notice.md").read_text("utf-8")


def test_what_an_editor_corrected_survives_another_version(library: Path, tmp_path: Path) -> None:
    first, second = docx(tmp_path / "plan.docx", "第一版的说明。"), tmp_path / "new/plan.docx"
    add_file(first, library, TOP, None)
    (library / "plan.docx.yaml").write_text("title: 编辑改过的标题\nissuer: 示范局\n", "utf-8")
    second.parent.mkdir()
    docx(second, "第二版的说明。")
    second.with_name("plan.docx.yaml").write_text("title: 另一个\n", "utf-8")
    added = add_file(second, library, TOP, None)
    assert isinstance(added, Added)
    (document,) = added.documents
    assert (document.title, document.issuer) == ("编辑改过的标题", "示范局")
    (stored,) = [each for each in read_library([library]).documents if each.id == "plan"]
    assert (stored.title, "第二版" in stored.text) == ("编辑改过的标题", True)


def test_a_removed_file_is_kept_with_its_fields_and_not_read(library: Path, tmp_path: Path) -> None:
    for text in ("一。", "二。"):
        add_file(docx(tmp_path / "plan.docx", text * 20), library, PurePath("plans"), "staff")
        kept = remove_file(library, PurePath("plans/plan.docx"))
        assert kept.with_name(f"{kept.name}.yaml").read_text("utf-8") == "audience: staff\n"
        assert ids(library) == ["orchard"]
    assert len(list((library / "removed/plans").iterdir())) == 4


def test_a_file_is_named_by_its_id_its_path_or_its_path_in_the_library(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(library.parent)
    for name in ("library/orchard.md", "orchard.md", str(library / "orchard.md")):
        assert files_of(name, (library,), ()) == {library / "orchard.md"}
    assert files_of("vineyard", (library,), ()) == frozenset()


def test_a_disk_that_fails_half_way_leaves_the_library_as_it_was(
    library: Path, notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_file(notice, library, TOP, None)
    before = contents(library)
    notice.write_text("# Notice\n\nThe office stays.\n", "utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("corpus.intake.shutil.copy2", fail)
    with pytest.raises(OSError, match="space"):
        add_file(notice, library, TOP, None)
    assert contents(library) == before


def test_what_stands_beside_a_text_stays_with_another_version_and_goes_where_it_goes(
    library: Path, notice: Path
) -> None:
    add_file(notice, library, TOP, None)
    (library / "notice.md.yaml").write_text("issuer: 示例局\naudience: staff\n", "utf-8")
    notice.write_text("---\nissuer: 别的局\n---\n# Notice\n\nThe office moves in June.\n", "utf-8")
    added = add_file(notice, library, TOP, None)
    assert isinstance(added, Added)
    assert [(document.issuer, document.audience) for document in added.documents] == [("示例局", "staff")]
    assert isinstance(add_file(notice, library, TOP, "public"), Refused)
    kept = remove_file(library, PurePath("notice.md"))
    assert kept.with_name(f"{kept.name}.yaml").exists()
    assert not (library / "notice.md.yaml").exists()
