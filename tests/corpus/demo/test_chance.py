from __future__ import annotations

from corpus.demo.chance import Chance


def test_the_same_seed_and_key_give_the_same_draw() -> None:
    assert Chance("s").share("a") == Chance("s").share("a")
    assert len({Chance("s").share("a"), Chance("s").share("b"), Chance("t").share("a")}) == 3


def test_a_draw_does_not_depend_on_the_draws_before_it() -> None:
    chance = Chance("s")
    before = chance.whole(1, 100, "b")
    chance.whole(1, 100, "a")
    assert chance.whole(1, 100, "b") == before


def test_whole_numbers_lie_in_their_range_on_its_steps_and_reach_both_ends() -> None:
    drawn = {Chance("s").whole(10, 20, str(key), 5) for key in range(100)}
    assert drawn == {10, 15, 20}


def test_shuffled_values_are_all_still_there() -> None:
    shuffled = Chance("s").shuffled(range(50), "k")
    assert shuffled != list(range(50))
    assert sorted(shuffled) == list(range(50))


def test_weights_that_are_nothing_are_never_drawn() -> None:
    assert {Chance("s").weighted({"a": 1, "b": 0, "c": 3}, str(key)) for key in range(100)} == {"a", "c"}
