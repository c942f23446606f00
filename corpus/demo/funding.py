"""Funding of projects: what is planned, signed and in place, each a measure of its own."""

from __future__ import annotations

from corpus.demo.chance import Chance
from corpus.demo.records import Money, Stage

# Least, most and step in 万元, with how often.
_YUAN = {(2_000, 9_500, 500): 4, (10_000, 49_000, 1_000): 7, (50_000, 140_000, 5_000): 6, (150_000, 500_000, 10_000): 3}
_DOLLARS = {(300, 1_900, 100): 2, (2_000, 9_500, 500): 2, (10_000, 30_000, 1_000): 1}
# Least and most of the signed amount that is in place, in per cent.
_IN_PLACE: dict[Stage, tuple[int, int]] = {
    "registered": (5, 20),
    "construction": (20, 75),
    "production": (75, 100),
    "reaching_capacity": (100, 100),
    "suspended": (0, 40),
}
_UNKNOWN = 0.06


def money_of(stage: Stage, was_signed: bool, in_dollars: bool, chance: Chance) -> Money:
    """The amounts of a project in a stage; some are unknown, and what has not happened is nothing."""
    least, most, step = chance.weighted(_DOLLARS if in_dollars else _YUAN, "size")
    amount = chance.whole(least, most, "amount", step)
    signed = amount if chance.happens(0.75, "all") else amount * chance.whole(50, 90, "part", 10) // 100
    low, high = _IN_PLACE.get(stage, (0, 0))
    in_place = signed * chance.whole(low, high, "in place", 5) // 100
    return Money(
        currency="USD" if in_dollars else "CNY",
        unit=chance.weighted({"万元": 4, "元": 1} if in_dollars else {"万元": 5, "亿元": 3, "元": 2}, "unit"),
        total=None if chance.happens(_UNKNOWN, "no total") else amount,
        signed=signed if was_signed and not chance.happens(_UNKNOWN, "no signed amount") else None,
        in_place=in_place if was_signed and high and not chance.happens(_UNKNOWN, "none in place") else None,
    )
