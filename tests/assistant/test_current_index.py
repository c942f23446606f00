import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from assistant import current_index
from assistant.answers import Outcome
from assistant.assembly import OpenIndex
from assistant.current_index import SWITCHING
from index.errors import DamagedIndex, NoIndex, SearchIndexError
from index.generations import Generations
from index.returning import roll_back
from tests.assistant.samples import Asked, asked, built, opened, write_library

_QUESTION = "第12届风筝节签了多少项目？"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library", without=["staff-targets-zh"])


@pytest.fixture
def serving(library: Path, tmp_path: Path) -> Iterator[Asked]:
    asking = asked(built(tmp_path / "data", library))
    yield asking
    asking.index.get().close()


def sign(library: Path, projects: int) -> None:
    """Write another number of signed projects into the library."""
    for name, text in (("fair-zh", "签约项目{}个"), ("fair-en", "{} projects worth")):
        file = library / f"{name}.md"
        file.write_text(file.read_text("utf-8").replace(text.format(38), text.format(projects)), "utf-8")


def damage(data: Path, name: str) -> None:
    """Cut every file of this name in the published generation to a few bytes."""
    for file in Generations(data).current().rglob(name):
        file.write_bytes(file.read_bytes()[:16])


def switched(serving: Asked) -> Asked:
    """The assistant once it has opened what was published, or tried to; nobody who asks waits for that."""
    with suppress(DamagedIndex):
        serving.index.get()
    for thread in threading.enumerate():
        if thread.name == SWITCHING:
            thread.join(30)
    return serving


def test_a_new_generation_is_seen_soon_after_it_is_published(serving: Asked, library: Path) -> None:
    assert "38个" in serving(_QUESTION).text
    sign(library, 41)
    built(serving.data, library)
    assert "41个" in switched(serving)(_QUESTION).text


def test_nobody_waits_while_a_new_generation_is_opened(
    serving: Asked, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_open, trying = threading.Event(), OpenIndex.warm

    def slowly(index: OpenIndex) -> None:
        assert may_open.wait(30)
        trying(index)

    monkeypatch.setattr(OpenIndex, "warm", slowly)
    before = serving.index.get().generation
    sign(library, 41)
    built(serving.data, library)
    assert {serving.index.get().generation for _ in range(20)} == {before}
    assert "38个" in serving(_QUESTION).text
    may_open.set()
    assert "41个" in switched(serving)(_QUESTION).text


def test_a_rollback_is_seen_too(serving: Asked, library: Path) -> None:
    sign(library, 41)
    built(serving.data, library)
    assert "41个" in switched(serving)(_QUESTION).text
    roll_back(Generations(serving.data))
    assert "38个" in switched(serving)(_QUESTION).text


@pytest.mark.parametrize("name", ["vectors.npy", "shelf.json", "catalogue.sqlite", "library.json", "vocabulary.marisa"])
def test_a_damaged_new_generation_leaves_the_old_one_serving(serving: Asked, library: Path, name: str) -> None:
    assert "38个" in serving(_QUESTION).text
    sign(library, 41)
    built(serving.data, library)
    damage(serving.data, name)
    answer = switched(serving)(_QUESTION)
    assert answer.outcome is Outcome.ANSWERED
    assert "38个" in answer.text


def written_to(data: Path) -> tuple[Path, bytes]:
    """The catalogue of the public shelf, some bytes of which are changed in place; its content before."""
    file = Generations(data).current() / "public/catalogue.sqlite"
    content = file.read_bytes()
    with file.open("r+b") as opened:
        opened.write(content.replace("签约项目38个".encode(), "签约项目83个".encode()))
    return file, content


def test_what_is_written_to_while_it_is_served_answers_nothing_until_it_is_put_back(
    serving: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current_index, "_PAUSE_SECONDS", 0)
    assert "38个" in serving(_QUESTION).text
    file, content = written_to(serving.data)
    answer = serving(_QUESTION)
    assert (answer.outcome, answer.citations) == (Outcome.UNAVAILABLE, ())
    assert str(file) in answer.text
    with file.open("r+b") as opened:
        opened.write(content)
    assert "38个" in switched(serving)(_QUESTION).text


def test_the_next_generation_answers_where_the_one_served_was_written_to(
    serving: Asked, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current_index, "_PAUSE_SECONDS", 0)
    assert "38个" in serving(_QUESTION).text
    written_to(serving.data)
    sign(library, 41)
    built(serving.data, library)
    assert "41个" in switched(serving)(_QUESTION).text


def test_files_that_are_replaced_or_removed_go_on_answering(serving: Asked) -> None:
    assert "38个" in serving(_QUESTION).text
    for file in sorted((Generations(serving.data).current() / "public").rglob("*.npy")):
        file.unlink()
    catalogue, content = written_to(serving.data)
    catalogue.unlink()
    catalogue.write_bytes(content)
    assert "38个" in serving(_QUESTION).text


def test_goes_on_serving_when_the_pointer_is_lost(serving: Asked) -> None:
    assert "38个" in serving(_QUESTION).text
    (serving.data / "current").unlink()
    assert "38个" in switched(serving)(_QUESTION).text
    (serving.data / "current").write_text("20000101T000000000000Z\n", "utf-8")
    assert "38个" in switched(serving)(_QUESTION).text


def test_an_index_that_was_not_there_is_found_once_it_is_built(library: Path, tmp_path: Path) -> None:
    waiting = asked(tmp_path / "later")
    assert waiting(_QUESTION).outcome is Outcome.UNAVAILABLE
    built(tmp_path / "later", library)
    assert "38个" in waiting(_QUESTION).text


def test_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="no index"):
        opened(tmp_path).get()


def test_the_public_side_works_where_the_staff_shelf_never_was(small_data: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(small_data, tmp_path / "public-only"))
    shutil.rmtree(Generations(data).current() / "staff")
    assert "38个" in asked(data)(_QUESTION).text
    with pytest.raises(SearchIndexError):
        opened(data, "staff").get()


def test_answers_stay_right_while_generations_change(serving: Asked, library: Path) -> None:
    stop, answers, failures = threading.Event(), set(), []
    asked_of = {
        _QUESTION: {"38个", "40个", "41个", "42个"},
        "How many projects were signed at the 12th Kite Festival?": {"38 ", "40 ", "41 ", "42 "},
        "竹纸作坊有多少名工匠？": {"17名"},
    }

    def keep_asking(question: str) -> None:
        try:
            while not stop.is_set():
                answer = serving(question)
                found = {figure for figure in asked_of[question] if figure in answer.text}
                assert len(found) == 1, answer.text
                assert answer.outcome is Outcome.ANSWERED
                answers.update(found)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=keep_asking, args=(question,)) for question in asked_of for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for before, after in ((38, 40), (40, 41), (41, 42)):
            for file, text in (("fair-zh", "签约项目{}个"), ("fair-en", "{} projects worth")):
                path = library / f"{file}.md"
                path.write_text(path.read_text("utf-8").replace(text.format(before), text.format(after)), "utf-8")
            built(serving.data, library)
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)
    assert not failures
    assert {"17名"} < answers
    assert "42个" in switched(switched(serving))(_QUESTION).text


def test_an_index_of_another_version_is_not_opened_and_says_what_to_do(library: Path, tmp_path: Path) -> None:
    data = built(tmp_path / "data", library)
    manifest = Generations(data).current() / "manifest.json"
    values = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**values, "format": values["format"] - 1}), "utf-8")
    with pytest.raises(SearchIndexError, match="another version") as caught:
        opened(data).get()
    assert caught.value.remedy == "Run `smx index build`."
