from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import BuildFailed, DamagedIndex, NoIndex
from index.generations import FORMAT, Generations, Manifest, new_id, read_manifest
from index.returning import roll_back
from index.seals import checksums, damages


def manifest(name: str, sums: dict[str, str] | None = None) -> Manifest:
    return Manifest(name, FORMAT, "2026-01-01T00:00:00+00:00", "l", ("库",), "m", "x", {"public": 1}, {}, sums or {})


def publish(generations: Generations, name: str) -> Path:
    with generations.building() as temporary:
        (temporary / "public").mkdir()
        (temporary / "public/text").write_text(name)
        return generations.publish(temporary, manifest(name, checksums(temporary)))


def names(generations: Generations) -> list[str]:
    return [path.name for path in generations.published()]


def test_what_is_published_is_current_and_says_what_it_is(data_folder: Path) -> None:
    generations = Generations(data_folder)
    folder = publish(generations, "1")
    assert generations.current() == folder
    assert (folder / "public/text").read_text() == "1"
    assert read_manifest(folder) == manifest("1", checksums(folder))


def test_before_the_first_build_there_is_no_index(tmp_path: Path) -> None:
    generations = Generations(tmp_path / "nowhere")
    assert generations.published() == []
    with pytest.raises(NoIndex) as caught:
        generations.current()
    assert "smx index build" in caught.value.remedy
    assert not (tmp_path / "nowhere").exists()


def test_three_generations_are_kept(data_folder: Path) -> None:
    generations = Generations(data_folder)
    for name in "12345":
        publish(generations, name)
    assert names(generations) == ["3", "4", "5"]
    assert sorted(path.name for path in generations.folder.iterdir()) == ["3", "4", "5"]


def test_rollback_returns_one_by_one_and_ends_at_the_oldest(data_folder: Path) -> None:
    generations = Generations(data_folder)
    for name in "123":
        publish(generations, name)
    assert roll_back(generations) == "2"
    assert roll_back(generations) == generations.current().name == "1"
    with pytest.raises(NoIndex, match="no earlier"):
        roll_back(generations)
    assert generations.current().name == "1"


def test_a_build_after_a_rollback_drops_what_was_left_behind(data_folder: Path) -> None:
    generations = Generations(data_folder)
    for name in "124":
        publish(generations, name)
    roll_back(generations)
    publish(generations, "3")
    assert names(generations) == ["1", "2", "3"]


def test_the_generation_that_was_rolled_back_from_is_not_returned_to(data_folder: Path) -> None:
    generations = Generations(data_folder)
    for name in "123":
        publish(generations, name)
    roll_back(generations)
    publish(generations, "4")
    assert names(generations) == ["1", "2", "4"]
    assert roll_back(generations) == "2"


def test_a_generation_that_was_never_switched_to_is_not_returned_to(data_folder: Path) -> None:
    generations = Generations(data_folder)
    publish(generations, "1")
    publish(generations, "2")
    (data_folder / "current").write_text("1\n")  # as when the build of 2 was killed before its switch
    publish(generations, "3")
    assert names(generations) == ["1", "3"]


def test_what_a_build_killed_while_it_switched_left_is_removed_by_the_next(data_folder: Path) -> None:
    generations = Generations(data_folder)
    publish(generations, "1")
    (data_folder / "generations/.tmp-current-1").write_text("2\n")
    publish(generations, "2")
    assert sorted(path.name for path in generations.folder.iterdir()) == ["1", "2"]
    assert sorted(path.name for path in data_folder.iterdir()) == ["build.lock", "current", "generations"]


def test_a_manifest_that_is_missing_is_named(data_folder: Path) -> None:
    folder = publish(Generations(data_folder), "1")
    (folder / "manifest.json").unlink()
    with pytest.raises(DamagedIndex, match=r"1/manifest\.json is missing"):
        Generations(data_folder).current()


def test_a_manifest_that_was_altered_is_damage(data_folder: Path) -> None:
    folder = publish(Generations(data_folder), "1")
    file = folder / "manifest.json"
    file.write_text(file.read_text("utf-8").replace('"model": "m"', '"model": "n"'), "utf-8")
    with pytest.raises(DamagedIndex, match="changed since it was built"):
        read_manifest(folder)


@pytest.mark.parametrize("content", ["9\n", "", "../..", "\x00"])
def test_a_current_that_names_nothing_is_damage_that_rollback_or_a_build_mends(content: str, data_folder: Path) -> None:
    generations = Generations(data_folder)
    publish(generations, "1")
    (data_folder / "current").write_text(content)
    with pytest.raises(DamagedIndex, match="which is not there"):
        generations.current()
    if content == "9\n":
        assert roll_back(generations) == "1"
    publish(generations, "2")
    assert generations.current().name == "2"


def test_a_current_that_is_not_text_is_damage(data_folder: Path) -> None:
    (data_folder / "current").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DamagedIndex):
        Generations(data_folder).current()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"libraries": 3}', '{"libraries": [], "surprise": 1}'])
def test_a_manifest_that_cannot_be_read_is_damage(text: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(DamagedIndex, match="manifest"):
        read_manifest(tmp_path)


def test_a_changed_file_and_a_missing_one_are_named(data_folder: Path) -> None:
    generations = Generations(data_folder)
    with generations.building() as temporary:
        for name in ("a", "b", "c"):
            (temporary / name).write_text(name)
        folder = generations.publish(temporary, manifest("1", checksums(temporary)))
    assert damages(folder) == []
    (folder / "a").write_text("A")
    (folder / "b").unlink()
    assert damages(folder) == ["b: missing", "a: changed since it was built"]


def test_what_is_not_published_is_gone_when_the_build_ends(data_folder: Path) -> None:
    generations = Generations(data_folder)
    publish(generations, "1")

    def fail() -> None:
        with generations.building() as temporary:
            (temporary / "half").write_text("done")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert generations.current().name == "1"
    assert [path.name for path in generations.folder.iterdir()] == ["1"]


def test_folders_that_a_killed_build_left_are_removed_by_the_next(data_folder: Path) -> None:
    abandoned = data_folder / "generations/.tmp-1/public"
    abandoned.mkdir(parents=True)
    publish(Generations(data_folder), "1")
    assert [path.name for path in (data_folder / "generations").iterdir()] == ["1"]


def test_one_build_runs_at_a_time(data_folder: Path) -> None:
    holding = (
        "import sys, pathlib\n"
        "from index.generations import Generations\n"
        "with Generations(pathlib.Path(sys.argv[1])).building():\n"
        "    print('holding', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", holding, str(data_folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "holding\n"
        with (
            pytest.raises(BuildFailed, match="Another build is running") as caught,
            Generations(data_folder).building(),
        ):
            pass
        assert "Wait" in caught.value.remedy
        other.communicate()
    publish(Generations(data_folder), "1")


def test_ids_sort_by_time() -> None:
    ids = [new_id() for _ in range(20)]
    assert ids == sorted(ids)
