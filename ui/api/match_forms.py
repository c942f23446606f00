"""What goes into /match and comes out of it: a plan, and what of the library it was held against."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StrictFloat, StrictInt

from assistant.matching.conditions import State
from assistant.matching.naming import Likeness
from assistant.matching.profile import LONGEST_PRODUCT, Activity, Cooperation, Origin, Told
from corpus.conditions import Need
from corpus.documents import Status
from corpus.records.choices import PLACES
from corpus.schemas import Provenance
from ui.api.forms import Both, Closed

Sum = Annotated[str, Field(max_length=60)] | StrictInt | StrictFloat
"""A figure as it would be written down (6000万元, about 40 mu, ≥ 200) or a bare number."""

_COUNTIES = [place.code for place in PLACES if place.code != "411200"]
County = Annotated[str, Field(pattern=f"^({'|'.join(_COUNTIES)})$")]


class Plan(Closed):
    """A plan as far as it is told; money without a currency is in `currency`, land without a unit in mu."""

    product: Annotated[str, Field(max_length=LONGEST_PRODUCT)] | None = None
    activity: Activity | None = None
    investment: Sum | None = None
    currency: Literal["CNY", "USD", "EUR", "HKD", "JPY", "GBP"] = "CNY"
    origin: Origin | None = None
    county: County | None = None
    land: Sum | None = None
    jobs: Sum | None = None
    research_share: Sum | None = None
    revenue: Sum | None = None
    cooperation: Cooperation | None = None
    needs: list[Need] = Field(default_factory=list, max_length=20)

    def told(self) -> dict[str, str]:
        """What was told, as it would be typed into the form."""
        told = self.model_dump(exclude={"needs"}, exclude_none=True)
        return {name: _written(value) for name, value in told.items()}


def _written(value: str | int | float) -> str:
    """A number in digits, without a power of ten; one that is none (JSON readers take NaN) as it is called."""
    if isinstance(value, float) and math.isfinite(value):
        return f"{Decimal(repr(value)):f}"
    return str(value)


class Clause(Closed):
    """The sentence of a document that a condition stands on, word for word; `address` opens it."""

    quote: str
    title: str
    locator: str
    as_of: str | None
    status: Status
    provenance: Provenance
    address: str


class CheckForm(Closed):
    """What is asked or stated, and whether the plan meets it; `reason` says why that is not known."""

    state: State
    asked: str
    reason: str
    clause: Clause | None


class PolicyForm(Closed):
    """A policy held against the plan; `standing` is unmet where any condition is, else unknown where any is."""

    id: str
    name: Both
    standing: State | Literal["unasked"]
    is_needed: bool
    checks: list[CheckForm]
    gives: list[Clause]
    office: str
    begins: str | None
    as_of: str | None
    is_demo: bool
    address: str


class ProjectForm(Closed):
    """A published project without an investor that fits."""

    id: str
    name: Both
    checks: list[CheckForm]
    as_of: str | None
    is_demo: bool
    address: str


class LinkForm(Closed):
    """A link of a chain that is called as the product is, or like it."""

    id: str
    name: Both
    chain: Both
    likeness: Likeness
    is_demo: bool
    address: str


class MatchForm(Closed):
    """What fits a plan on a day. Nothing in it is a promise: what an authority decides is unknown.

    `not_understood` names fields whose figures could not be read: they count as not told. `left_out` counts policies
    that are not in force; `wanted` is what would tell the most if it were told.
    """

    on: str | None
    notice: str
    not_understood: list[str]
    policies: list[PolicyForm]
    projects: list[ProjectForm]
    links: list[LinkForm]
    left_out: int
    wanted: list[Told]
