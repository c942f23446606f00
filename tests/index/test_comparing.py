from __future__ import annotations

import numpy as np
import pytest

from index.comparing import nearest, widened
from tests.index.sites import Site


def test_a_small_part_is_searched_exactly_and_a_large_one_through_its_store(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = site.searcher()._shelves["public"]
    monkeypatch.setattr(shelf.store, "nearest", lambda *_: [2, 0])
    for part in shelf.parts:
        for row in range(part.size):
            expected = np.argsort(-(part.vectors @ part.vectors[row]))[:2]
            assert nearest(part, shelf.store, part.vectors[row], 2).tolist() == expected.tolist()
    monkeypatch.setattr("index.comparing.LARGE", 0)
    assert nearest(shelf.parts[0], shelf.store, shelf.parts[0].vectors[0], 2).tolist() == [2, 0]


def test_the_store_gives_what_the_exact_search_gives(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = site.searcher()._shelves["public"]
    vectors = [(part, vector) for part in shelf.parts for vector in part.vectors]
    exact = [nearest(part, shelf.store, vector, 3).tolist() for part, vector in vectors]
    monkeypatch.setattr("index.comparing.LARGE", 0)
    assert [nearest(part, shelf.store, vector, 3).tolist() for part, vector in vectors] == exact


def test_numbers_in_half_precision_are_widened_without_loss() -> None:
    every = np.arange(2**16, dtype=np.uint16).view(np.float16)
    finite = every[np.isfinite(every)].reshape(-1, 16)
    assert widened(finite).dtype == np.float32
    assert np.array_equal(widened(finite), finite.astype(np.float32))
