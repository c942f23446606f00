from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.uploading import KEPT, Upload, UploadRefused, Uploads, placed


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    (tmp_path / "library").mkdir()
    return Uploads(tmp_path / "data", (tmp_path / "library",))


def taken(uploads: Uploads, owner: str = "li", name: str = "note.md") -> Upload:
    incoming = uploads.begin(owner, 0, "news", name)
    incoming.write(b"A made-up ")
    incoming.write(b"note.")
    return incoming.finish()


def test_what_is_taken_in_is_seen_by_its_owner_in_every_process(uploads: Uploads, tmp_path: Path) -> None:
    upload = taken(uploads)
    elsewhere = Uploads(tmp_path / "data", uploads.libraries)
    assert elsewhere.of("li") == (upload,)
    assert elsewhere.content_of(upload).read_bytes() == b"A made-up note."
    assert (upload.path.as_posix(), upload.size) == ("news/note.md", 15)
    assert (elsewhere.of("wang"), elsewhere.get(upload.id, "wang")) == ((), None)
    assert Uploads(tmp_path / "data", (tmp_path / "other",)).of("li") == ()
    elsewhere.discard(upload)
    assert uploads.get(upload.id, "li") is None


@pytest.mark.parametrize("id_", ["", "..", "../library", "x" * 32, "0" * 32])
def test_an_id_that_is_none_leads_nowhere(id_: str, uploads: Uploads) -> None:
    taken(uploads)
    assert uploads.get(id_, "li") is None


def test_what_is_a_day_old_is_removed_and_so_is_what_never_ended(
    uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = taken(uploads), taken(uploads)
    cut = uploads.begin("li", 0, "", "cut.md")
    cut.write(b"x")
    before = (datetime.now(UTC) - KEPT - timedelta(minutes=1)).timestamp()
    folder = uploads.place_of(first).parent
    for place in (uploads.place_of(first), *folder.glob(".*")):
        os.utime(place, (before, before))
    uploads.expire()
    assert uploads.of("li") == (second,)
    assert [place.name for place in folder.iterdir()] == [second.id]
    cut.abandon()

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + KEPT

    monkeypatch.setattr("assistant.uploading.datetime", Tomorrow)
    assert uploads.of("li") == ()


def test_what_is_abandoned_leaves_nothing(uploads: Uploads) -> None:
    incoming = uploads.begin("li", 0, "", "note.md")
    with pytest.raises(UploadRefused, match="empty"):
        incoming.finish()
    incoming.abandon()
    assert list((uploads.place_of(taken(uploads)).parent).glob(".*")) == []


@pytest.mark.parametrize(
    ("folder", "name", "path"),
    [
        ("", " plan.pdf ", "plan.pdf"),
        ("/policies/2026/", "办法.docx", "policies/2026/办法.docx"),
        ("e\u0301te\u0301", "re\u0301sume\u0301.PDF", "\u00e9t\u00e9/r\u00e9sum\u00e9.PDF"),
        ("", "plan..pdf", "plan..pdf"),
    ],
)
def test_names_are_put_together_as_the_same_letters_always_are(folder: str, name: str, path: str) -> None:
    assert placed(folder, name).as_posix() == path


@pytest.mark.parametrize(
    ("folder", "name", "reason"),
    [
        ("", "../plan.pdf", "name"), ("", "C:\\plan.pdf", "name"), ("", "a\x00.pdf", "name"), ("", "", "name"),
        ("", ".plan.pdf", "name"), ("", "~$plan.docx", "name"), ("", "\u202efdp.md", "name"),
        ("", "办" * 80 + ".pdf", "name"),
        ("..", "plan.pdf", "folder"), ("a//b", "plan.pdf", "folder"), ("removed/x", "plan.pdf", "folder"),
        ("a/.b", "plan.pdf", "folder"), ("a" * 150 + "/" + "b" * 160, "plan.pdf", "folder"),
        ("", "plan.exe", "kind"), ("", "plan", "kind"), ("", "README.md", "kind"),
    ],
)  # fmt: skip
def test_what_leads_elsewhere_or_is_read_by_nothing_is_refused(folder: str, name: str, reason: str) -> None:
    with pytest.raises(UploadRefused, match=reason):
        placed(folder, name)
