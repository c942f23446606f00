"""Profiles: what an investor tells of a plan, in either language, checked where it comes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from pydantic import Field

from assistant.matching.figures import Figure, FigureKind, read_figure
from corpus.conditions import Need
from corpus.records.choices import CURRENCY_CODES, PLACES
from corpus.schemas import Schema

Origin = Literal["out_of_province", "foreign", "local"]
Activity = Literal["manufacturing", "renovation", "other"]
Cooperation = Literal["independent", "joint"]
Told = Literal[
    "product", "activity", "investment", "land", "origin", "county", "jobs", "research_share", "revenue", "cooperation",
    "needs",
]  # fmt: skip

ORIGINS: tuple[Origin, ...] = get_args(Origin)
ACTIVITIES: tuple[Activity, ...] = get_args(Activity)
COOPERATIONS: tuple[Cooperation, ...] = get_args(Cooperation)
NEEDS: tuple[Need, ...] = get_args(Need)
COUNTIES = tuple(choice.code for choice in PLACES if choice.code != "411200")
CURRENCIES = ("CNY", "USD", "EUR", "HKD", "JPY", "GBP")
"""Those offered in the form; another may be written beside an amount."""

LONGEST_PRODUCT = 120
_LONGEST = 60
_FIGURES: dict[str, FigureKind] = {
    "investment": "money", "land": "land", "jobs": "count", "research_share": "percent", "revenue": "money",
}  # fmt: skip
_CHOICES: dict[str, tuple[str, ...]] = {
    "activity": ACTIVITIES, "origin": ORIGINS, "county": COUNTIES, "cooperation": COOPERATIONS,
}  # fmt: skip


class Profile(Schema):
    """A plan as far as it was told; what was not told is None, and is unknown to every condition."""

    product: str | None = Field(default=None, max_length=LONGEST_PRODUCT)
    activity: Activity | None = None
    investment: Figure | None = None
    land: Figure | None = None
    origin: Origin | None = None
    county: str | None = None
    jobs: Figure | None = None
    research_share: Figure | None = None
    revenue: Figure | None = None
    cooperation: Cooperation | None = None
    needs: tuple[Need, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told that anything can be held against."""
        return self == Profile(needs=self.needs)


@dataclass(frozen=True, slots=True)
class ReadProfile:
    """The profile that a form tells, and the names of the fields that could not be read."""

    profile: Profile
    errors: tuple[str, ...] = ()


def read_profile(told: Mapping[str, str], needs: tuple[str, ...] = ()) -> ReadProfile:
    """The profile in the fields of a form, each as it was typed; `currency` is that of sums which name none."""
    errors: list[str] = []
    values: dict[str, object] = {}
    product = " ".join(told.get("product", "").split())
    if len(product) > LONGEST_PRODUCT:
        errors.append("product")
    elif product:
        values["product"] = product
    currency = told.get("currency", "").strip().upper() or "CNY"
    if currency not in CURRENCY_CODES:
        errors.append("currency")
        currency = "CNY"
    for name, kind in _FIGURES.items():
        text = told.get(name, "").strip()
        figure = read_figure(text, kind, currency) if 0 < len(text) <= _LONGEST else None
        if figure:
            values[name] = figure
        elif text:
            errors.append(name)
    for name, codes in _CHOICES.items():
        code = told.get(name, "").strip()
        if code in codes:
            values[name] = code
        elif code:
            errors.append(name)
    known = tuple(need for need in NEEDS if need in needs)
    return ReadProfile(Profile.model_validate({**values, "needs": known}), tuple(errors))


def address_fields(profile: Profile) -> list[tuple[str, str]]:
    """The fields of the form in which a profile is told again, in the order of the form."""
    fields: list[tuple[str, str]] = []
    for name in ("product", "activity", "investment", "origin", "county", "land", "jobs", "research_share", "revenue"):
        value = getattr(profile, name)
        if value is not None:
            fields.append((name, _written(value) if isinstance(value, Figure) else str(value)))
    if profile.investment and profile.investment.unit != "CNY":
        fields.append(("currency", profile.investment.unit))
    if profile.cooperation:
        fields.append(("cooperation", profile.cooperation))
    return [*fields, *(("needs", need) for need in profile.needs)]


def _written(figure: Figure) -> str:
    """A figure so that it is read as the same again."""
    if figure.lower is None:
        return f"≤{figure.written}"
    if figure.upper is None:
        return f"≥{figure.written}"
    return figure.written if figure.lower == figure.upper or _is_range(figure) else f"~{figure.written}"


def _is_range(figure: Figure) -> bool:
    again = read_figure(figure.written, "money", figure.unit)
    return again is not None and again.lower != again.upper
