from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.reviewing import Review, Reviewing
from assistant.surveying import Surveying
from assistant.uploading import Upload, Uploads
from corpus.intake import Put, Refused
from eval.faults.samples import Words, pdf_file

PLAN = "# A made-up plan\n\n云府发〔2025〕12号\n\nThe plan of Exampleton is to plant 900 trees.\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "orchard.md").write_text("# Orchard\n\nThe orchard sells apples.\n", "utf-8")
    return folder


@pytest.fixture
def reviewing(library: Path, tmp_path: Path) -> Reviewing:
    return process(tmp_path / "data", library)


def process(data: Path, library: Path) -> Reviewing:
    return Reviewing(Uploads(data, (library,)), Surveying(data, (library,)))


def taken(reviewing: Reviewing, name: str, content: bytes) -> Upload:
    incoming = reviewing.uploads.begin("li", 0, "", name)
    incoming.write(content)
    return incoming.finish()


def reviewed(reviewing: Reviewing, upload: Upload) -> Review:
    deadline = time.monotonic() + 60
    while reviewing.progress(upload).state != "read":
        assert time.monotonic() < deadline
        assert reviewing.progress(upload).state != "failed"
        time.sleep(0.02)
    review = reviewing.review(upload)
    assert review
    return review


def test_an_upload_is_read_by_whichever_process_is_asked(reviewing: Reviewing, library: Path, tmp_path: Path) -> None:
    upload = taken(reviewing, "plan.md", PLAN.encode())
    assert reviewing.review(upload) is None
    review = reviewed(process(tmp_path / "data", library), upload)
    (document,) = review.preview.documents
    assert (document.id, document.passages, document.proposed) == ("plan", 1, (("number", "云府发〔2025〕12号"),))
    assert reviewing.review(upload) == review
    assert isinstance(reviewing.put(upload, "staff"), Put)
    assert reviewing.uploads.of("li") == ()
    assert (library / "plan.md.yaml").read_text("utf-8") == "audience: staff\n"


def test_documents_go_in_for_an_audience_only(reviewing: Reviewing, library: Path) -> None:
    upload = taken(reviewing, "plan.md", PLAN.encode())
    reviewed(reviewing, upload)
    assert isinstance(reviewing.put(upload, None), Refused)
    assert not (library / "plan.md").exists()


def test_what_has_failed_to_go_in_can_go_in_for_others(reviewing: Reviewing, library: Path) -> None:
    upload = taken(reviewing, "plan.md", PLAN.encode())
    reviewed(reviewing, upload)
    (library / "plan.md").write_text("# Another\n\nAnother plan.\n", "utf-8")
    assert isinstance(reviewing.put(upload, "public"), Refused)
    reviewing.look_again(upload)
    review = reviewed(reviewing, upload)
    assert (review.preview.says, review.preview.replaces) == (None, True)
    put = reviewing.put(upload, "staff")
    assert isinstance(put, Put)
    assert put.earlier


def test_a_table_needs_no_audience_and_its_rows_are_counted(reviewing: Reviewing) -> None:
    upload = taken(reviewing, "projects.csv", "编号,项目名称,总投资\np-1,示范项目,3亿元\np-2,示范二,不详\n".encode())
    preview = reviewed(reviewing, upload).preview
    assert preview.is_table
    assert dict(preview.rows)["project"] >= 1
    assert isinstance(reviewing.put(upload, None), Put)


def test_the_pages_that_are_read_are_told(reviewing: Reviewing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.reviewing._PAGES_TOLD_SECONDS", 0.0)
    pages = [[Words(72, 90, f"虚构的第{number}页写着不同的内容。")] for number in range(5)]
    upload = taken(reviewing, "pages.pdf", pdf_file(pages))
    (document,) = reviewed(reviewing, upload).preview.documents
    assert document.pages == 5
    assert (reviewing.uploads.place_of(upload) / "pages").read_text() == "5"


def test_a_look_that_fails_is_told_and_can_be_tried_again(
    reviewing: Reviewing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    upload = taken(reviewing, "plan.md", PLAN.encode())
    with monkeypatch.context() as patch:
        patch.setattr("assistant.reviewing.look_at_candidate", fail)
        deadline = time.monotonic() + 20
        while reviewing.progress(upload).state != "failed":
            assert time.monotonic() < deadline
            time.sleep(0.02)
    reviewing.look_again(upload)
    assert reviewed(reviewing, upload).candidate
