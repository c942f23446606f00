from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.chunking import passages_of
from corpus.documents import digest_of
from corpus.reading import Survey, list_libraries, survey_of
from index.drafts import Drafts
from index.errors import BuildFailed
from index.preparing import readable

TEXTS = {
    "foil.md": "# 铜箔\n\n示范厂每年生产四万吨电解铜箔。\n\n## 车间\n\n车间在河边。产品供应锂电池企业。\n",
    "railway.md": "# Railway\n\nThe railway carries coal.\n",
    "untitled.txt": "A text whose title is its file's name alone.",
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "unfinished/documents.sqlite"


def surveyed(library: Path, drafts: Drafts) -> tuple[Survey, int]:
    """What a survey finds, and how many documents it read for the drafts."""
    read: list[str] = []

    def take_in(look):
        read.extend(document.id for document in look.documents)
        drafts.take_in(look)

    survey = survey_of(list_libraries([library]), drafts.records(), take_in=take_in)
    return survey, len(read)


def test_what_was_read_is_found_cut_when_the_drafts_are_opened_again(library: Path, file: Path) -> None:
    with closing(Drafts(file, "1")) as drafts:
        survey, read = surveyed(library, drafts)
        assert read == 3
        assert survey.read == {}
    with closing(Drafts(file, "1")) as drafts:
        again, read = surveyed(library, drafts)
        assert read == 0
        assert again.cards == survey.cards
        for card in again.cards:
            document = again.document(card)
            expected = [readable(document, passage) for passage in passages_of(document)]
            draft = drafts.find(card.id, card.digest)
            assert draft is not None
            assert draft.language == document.language
            assert [key.tobytes() for key in draft.keys] == [passage.key for passage in expected]
            numbers = list(range(draft.first, draft.first + len(expected)))
            assert drafts.readables(numbers[::-1]) == expected[::-1]


def test_a_document_that_changed_takes_the_place_of_its_draft(library: Path, file: Path) -> None:
    with closing(Drafts(file, "1")) as drafts:
        survey, _ = surveyed(library, drafts)
        card = next(card for card in survey.cards if card.id == "foil")
        changed = replace(survey.document(card), title="另一个题目")
        drafts.add(changed, digest_of(changed))
        assert drafts.find("foil", card.digest) is None
        draft = drafts.find("foil", digest_of(changed))
        assert draft is not None
        assert drafts.readables([draft.first])[0].headings[0] == "另一个题目"
        other = next(card for card in survey.cards if card.id == "railway")
        assert drafts.find("railway", other.digest) is not None


@pytest.mark.parametrize("spoil", ["version", "no database"])
def test_drafts_of_another_version_are_begun_anew(spoil: str, library: Path, file: Path) -> None:
    with closing(Drafts(file, "1")) as drafts:
        surveyed(library, drafts)
    if spoil == "no database":
        file.write_bytes(b"?" * 8192)
    with closing(Drafts(file, "2" if spoil == "version" else "1")) as drafts:
        assert drafts.records() == {}
        assert surveyed(library, drafts)[1] == 3


@pytest.mark.parametrize("spoil", ["bytes", "cut"])
def test_damaged_drafts_are_forgotten_by_whoever_meets_the_damage(spoil: str, library: Path, file: Path) -> None:
    with closing(Drafts(file, "1")) as drafts:
        surveyed(library, drafts)
        drafts.forget_if_damaged()
    content = file.read_bytes()
    if spoil == "bytes":
        file.write_bytes(content[:4096] + b"\xff" * (len(content) - 8192) + content[-4096:])
    else:
        file.write_bytes(content[: len(content) // 2])
    with closing(Drafts(file, "1")) as drafts:
        drafts.forget_if_damaged()
    with closing(Drafts(file, "1")) as drafts:
        assert drafts.records() == {}
        assert surveyed(library, drafts)[1] == 3


def test_what_a_killed_process_committed_is_there(library: Path, file: Path) -> None:
    code = f"""
import os, signal
from pathlib import Path
from corpus.reading import list_libraries, survey_of
from index.drafts import Drafts
drafts = Drafts(Path({str(file)!r}), "1")
survey_of(list_libraries([Path({str(library)!r})]), {{}}, take_in=drafts.take_in)
drafts.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code], check=False)
    with closing(Drafts(file, "1")) as drafts:
        assert surveyed(library, drafts)[1] == 0


def test_a_full_disk_is_told_with_the_file(library: Path, file: Path) -> None:
    code = f"""
import resource
from pathlib import Path
from index.drafts import Drafts
from index.errors import BuildFailed
from corpus.reading import list_libraries, survey_of
drafts = Drafts(Path({str(file)!r}), "1")
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000,) * 2)
Path({str(library)!r}, "long.md").write_text("A sentence that is long. " * 3_000)
try:
    survey_of(list_libraries([Path({str(library)!r})]), {{}}, take_in=drafts.take_in)
    drafts.commit()
except BuildFailed as error:
    drafts.close()
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert f"cannot be kept in {file}" in done.stdout, done.stderr
    assert BuildFailed.remedy
