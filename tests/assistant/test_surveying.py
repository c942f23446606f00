from __future__ import annotations

from pathlib import Path

import docx as docx_package
import pytest

from assistant.surveying import Surveying
from corpus.ledger import load_ledger
from index.building import LEDGER
from index.generations import FORMAT

PATIENCE = 60.0


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "orchard.md").write_text("# Orchard\n\nThe orchard sells apples.\n", "utf-8")
    document = docx_package.Document()
    document.add_paragraph("A made-up plan.")
    document.save(str(folder / "plan.docx"))
    return folder


def test_the_files_are_looked_at_again_only_when_one_has_changed(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    surveying = Surveying(tmp_path / "data", (library,))
    first = surveying.latest(PATIENCE)
    assert first.standing
    assert first.is_current
    assert [Path(file.file).name for file in first.standing.files] == ["orchard.md", "plan.docx"]
    assert surveying.latest(PATIENCE).standing is first.standing
    (library / "ferry.md").write_text("# Ferry\n\nThe ferry leaves at noon.\n", "utf-8")
    second = surveying.latest(PATIENCE)
    assert second.standing
    assert [card.id for file in second.standing.files for card in file.documents] == ["ferry", "orchard", "plan"]
    (library / "ferry.md").unlink()

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("assistant.surveying.survey_for", fail)
        broken = surveying.latest(PATIENCE)
    assert (broken.standing, broken.is_current, broken.is_broken) == (second.standing, False, True)
    assert surveying.latest(PATIENCE).is_current


def test_what_was_read_for_the_list_is_known_to_the_next_build(library: Path, tmp_path: Path) -> None:
    Surveying(tmp_path / "data", (library,)).latest(PATIENCE)
    assert set(load_ledger(tmp_path / "data" / LEDGER, str(FORMAT))) == {
        str(library / name) for name in ("orchard.md", "plan.docx")
    }
