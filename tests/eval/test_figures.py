from __future__ import annotations

from pathlib import Path

import pytest

from eval.figures import Figures, keep, kept, quality, size_on_disk, warm
from tests.eval.comparing_fakes import peer, question


def test_quality_counts_each_set_of_questions_apart():
    asked = [question(), question("CMRC dev", ("p000001",)), question(gold=("p000002", "p000003"))]
    found = quality(asked, [["p000000"], ["p000009", "p000001"], ["p000003"]])
    assert (found["XQuAD en"].recall_at_1, found["XQuAD en"].questions) == (1, 2)
    assert (found["CMRC dev"].recall_at_1, found["CMRC dev"].recall_at_5, found["CMRC dev"].mrr) == (0, 1, 0.5)


def test_questions_beyond_the_last_that_was_asked_do_not_count():
    assert quality([question(), question(), question()], [["p000000"]])["XQuAD en"].questions == 1


def test_the_first_questions_only_warm_up():
    assert warm([900, 800, 700, 600, 500, 1, 2, 3]) == {"p50_ms": 2, "p95_ms": 3}
    assert warm([900, 1]) == {"p50_ms": 1, "p95_ms": 1}
    assert warm([900]) == {"p50_ms": 900, "p95_ms": 900}


def test_the_size_on_disk_is_that_of_all_files(tmp_path: Path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "a").write_bytes(b"12")
    (tmp_path / "inner" / "b").write_bytes(b"345")
    assert size_on_disk(tmp_path) == 5


def test_kept_figures_are_found_again_while_they_were_made_with_the_same(tmp_path: Path):
    figures = peer()
    keep(figures, tmp_path / "1000" / "peer.json")
    assert kept(Figures, tmp_path / "1000" / "peer.json", "scripts") == figures
    assert kept(Figures, tmp_path / "1000" / "peer.json", "changed scripts") is None


@pytest.mark.parametrize("text", ["", "{", '{"system": "x"}'])
def test_figures_that_cannot_be_read_are_measured_again(tmp_path: Path, text: str):
    (tmp_path / "peer.json").write_text(text, "utf-8")
    assert kept(Figures, tmp_path / "peer.json", "scripts") is None


def test_a_build_from_given_vectors_has_no_rate():
    assert peer().passages_per_second == 20
    assert peer(vectors_given=True).passages_per_second is None
