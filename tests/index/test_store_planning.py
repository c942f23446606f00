from __future__ import annotations

import numpy as np
import pytest

from index import store_planning
from index.store_planning import StoreBefore, StorePlan, plan_stores


@pytest.fixture(autouse=True)
def small_stores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_planning, "STORE_SIZE", 100)


def before(*stores: object, strays: frozenset[str] = frozenset(), left: bool = False) -> list[StoreBefore]:
    return [StoreBefore(np.array(rows, np.int32), strays, left) for rows in stores]


def shape(plans: list[StorePlan]) -> list[tuple[int | None, int]]:
    return [(plan.source, len(plan.rows)) for plan in plans]


def test_a_first_build_has_stores_of_consecutive_rows() -> None:
    plans = plan_stores(250, ())
    assert shape(plans) == [(None, 100), (None, 100), (None, 50)]
    assert np.concatenate([plan.rows for plan in plans]).tolist() == list(range(250))


def test_nothing_is_written_when_nothing_changed() -> None:
    assert shape(plan_stores(150, before(range(100), range(100, 150)))) == [(0, 100), (1, 50)]


def test_a_few_new_rows_stand_beside_the_stores() -> None:
    assert shape(plan_stores(155, before(range(100), range(100, 150)))) == [(0, 100), (1, 50)]


def test_more_new_rows_make_a_store_with_those_of_the_small_ones() -> None:
    plans = plan_stores(170, before(range(100), range(100, 140)))
    assert shape(plans) == [(0, 100), (None, 70)]
    assert plans[1].rows.tolist() == list(range(100, 170))


def test_no_more_rows_stand_beside_than_a_search_can_go_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_planning, "_MOST_ROWS_BESIDE", 4)
    assert shape(plan_stores(205, before(range(100), range(100, 200)))) == [(0, 100), (1, 100), (None, 5)]


def test_a_store_of_which_too_much_is_gone_is_written_anew() -> None:
    kept, gone = [*range(95), *[-1] * 5], [*range(95, 189), *[-1] * 6]
    plans = plan_stores(189, before(kept, gone, strays=frozenset({"a"})))
    assert shape(plans) == [(0, 100), (None, 94)]
    assert [plan.strays for plan in plans] == [{"a"}, frozenset()]


def test_a_store_with_a_document_that_has_left_is_written_anew_alone() -> None:
    stores = [*before([*range(99), -1], left=True), *before(range(99, 199))]
    plans = plan_stores(199, stores)
    assert shape(plans) == [(None, 99), (1, 100)]
    assert plans[0].rows.tolist() == list(range(99))


def test_a_store_of_which_nothing_is_there_is_no_more() -> None:
    assert shape(plan_stores(100, [*before([-1, -1], left=True), *before(range(100))])) == [(1, 100)]


@pytest.mark.parametrize("seed", range(20))
def test_after_many_changes_each_row_is_in_one_store_or_beside_all(seed: int) -> None:
    chance = np.random.default_rng(seed)
    size, stores = 0, list[StoreBefore]()
    for _ in range(30):
        plans = plan_stores(size, stores)
        held = np.concatenate([np.empty(0, np.int32), *(plan.present() for plan in plans)])
        assert len(np.unique(held)) == len(held)
        assert size - len(held) <= 0.05 * size
        assert all(len(plan.rows) <= 100 for plan in plans)
        for plan in plans:
            if plan.source is None:
                assert plan.rows.min() >= 0
            else:
                assert not stores[plan.source].is_left
        assert sum(len(plan.present()) < 30 for plan in plans) <= 4
        # Some rows go, some come, and all are in another order.
        keep = chance.random(size) > chance.choice([0, 0.01, 0.2])
        new = int(chance.choice([0, 3, 40, 130]))
        now = np.full(size + 1, -1, np.int32)
        now[:-1][keep] = chance.permutation(int(keep.sum()) + new)[: int(keep.sum())]
        size = int(keep.sum()) + new
        stores = [
            StoreBefore(now[plan.rows], plan.strays, bool((now[plan.rows] < 0).any() and chance.random() < 0.5))
            for plan in plans
        ]
