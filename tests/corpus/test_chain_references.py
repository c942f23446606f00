"""What names no chain or link that there is, and supply in a circle."""

from __future__ import annotations

from pathlib import Path

from assistant.cli import main
from corpus.chain_references import chain_problems
from corpus.reading import read_library
from corpus.records.finding import batches_of, record_files
from tests.index.chains.samples import write_library


def told(folder: Path) -> list[tuple[str, int, str, str]]:
    library = read_library([folder])
    problems = chain_problems(list(batches_of(record_files(library.tables))), library.facts)
    return sorted((Path(problem.file).name, problem.line, problem.field, problem.found) for problem in problems)


def test_unknown_names_are_told_with_their_place_and_circles_too(tmp_path: Path) -> None:
    assert told(write_library(tmp_path / "library")) == [
        ("enterprises.csv", 5, "环节", '"没有的环节"'),
        ("links.csv", 2, "supplies", '"l-melt, l-plate, l-recycling, l-sand"'),
        ("links.csv", 3, "供应环节", '"nowhere"'),
        ("links.csv", 7, "产业链", '"无此产业链"'),
        ("targets.csv", 4, "拟补环节", '"没有的环节"'),
    ]


def test_tables_without_a_table_of_chains_may_name_them_as_they_like(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library")
    for name in ("chains.csv", "links.csv", "aluminium.yaml"):
        (library / name).unlink()
    assert told(library) == []


def test_the_check_of_a_library_says_so(tmp_path: Path, capsys) -> None:
    assert main(["library", "check", str(write_library(tmp_path / "library"))]) == 1
    assert "the id or the name of a link of the library" in capsys.readouterr().err
