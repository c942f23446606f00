from __future__ import annotations

from pathlib import Path

from corpus.chunking import passages_of
from corpus.problems import render_problems
from corpus.reading import read_library

SHIPPED = Path(__file__).parents[2] / "corpus" / "library" / "sanmenxia"


def test_the_shipped_library_has_no_problems_and_every_passage_can_be_quoted() -> None:
    library = read_library([SHIPPED])
    assert render_problems(library.problems) == ""
    passages = [passage for document in library.documents for passage in passages_of(document)]
    assert len({passage.id for passage in passages}) == len(passages)
    assert all(passage.sentences for passage in passages)
