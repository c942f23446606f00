"""Conditions: what a library's own documents ask for exactly, so that a plan can be held against them.

A file of `kind: conditions` is no document and no record: it is not searched and not counted. Each clause is quoted
word for word from a document that is named, in both languages, and is shown only while it stands there.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from corpus.schemas import Bilingual, Identifier, Schema, Text

CONDITIONS_KIND = "conditions"

Amounted = Literal["investment", "revenue", "per_mu", "jobs", "research_share", "land"]
Named = Literal["chain", "county", "origin", "activity"]
Need = Literal["equipment", "land", "finance", "plant", "staff", "research", "tax", "access", "approvals", "logistics"]
"""What an investor may be looking for."""
Subject = Literal[Amounted, Named, "recognition", "place"]

_MONEY = frozenset(("investment", "revenue", "per_mu"))
_NAMED = frozenset(("chain", "county", "origin", "activity"))
_UNDECIDED = frozenset(("recognition", "place"))


class ClauseFile(Schema):
    """A condition as a document states it.

    `investment`, `revenue` and `per_mu` are in whole units of `currency`, `land` in mu, `research_share` in percent of
    revenue; `chain` is by name, `county` by division code, `origin` and `activity` by their codes. `recognition` is
    for an authority to decide, and `place` says that a rule does not hold where the library is about.
    """

    asks: Subject
    at_least: Decimal | None = None
    more_than: Decimal | None = None
    at_most: Decimal | None = None
    less_than: Decimal | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    one_of: tuple[Text, ...] = ()
    clause: Bilingual

    @model_validator(mode="after")
    def _check(self) -> Self:
        bounds = [bound for bound in (self.at_least, self.more_than, self.at_most, self.less_than) if bound is not None]
        if bool(bounds) != (self.asks not in _NAMED | _UNDECIDED):
            raise ValueError(f"{self.asks} {'takes no bound' if bounds else 'needs a bound'}")
        if bool(self.one_of) != (self.asks in _NAMED):
            raise ValueError(f"{self.asks} {'takes no names' if self.one_of else 'needs one_of'}")
        if bool(self.currency) != (self.asks in _MONEY):
            raise ValueError(f"{self.asks} {'takes no currency' if self.currency else 'needs a currency'}")
        if (self.at_least is not None and self.more_than is not None) or (
            self.at_most is not None and self.less_than is not None
        ):
            raise ValueError("one lower and one upper bound")
        return self


class PolicyFile(Schema):
    """One rule: what it is called, the documents that hold its words, what they give, and what they ask for."""

    id: Identifier
    name: Bilingual
    documents: tuple[Identifier, ...] = Field(min_length=1)
    gives: tuple[Bilingual, ...] = ()
    needs: tuple[Need, ...] = ()
    asks: tuple[ClauseFile, ...] = ()


class ConditionsFile(Schema):
    """The rules of a library that a plan can be held against."""

    kind: Literal["conditions"]
    id: Identifier
    policies: tuple[PolicyFile, ...] = Field(min_length=1)
