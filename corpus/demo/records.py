"""The records of the demonstration. Amounts of money are whole 万 of their currency, other measures whole units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.demo.outlines import Edition, EventOutline, Origin, PolicyOutline
from corpus.schemas import Bilingual, Position

LinkStatus = Literal["strong", "weak", "missing", "at_risk"]
Stage = Literal[
    "lead", "negotiation", "signed", "registered", "construction", "production", "reaching_capacity", "suspended",
    "terminated",
]  # fmt: skip
Role = Literal["leading", "core", "supporting"]
Priority = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class County:
    """A county-level division by its GB/T 2260 code."""

    code: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Region:
    """An invented province and its one city."""

    direction: Bilingual
    province: Bilingual
    city: Bilingual


@dataclass(frozen=True, slots=True)
class Chain:
    """An industrial chain."""

    id: str
    letter: str
    name: Bilingual
    landscape: Bilingual
    direction: Bilingual
    lead_official: Bilingual


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a chain; `firms` is how many enterprises it has here, `match_rate` is in per cent."""

    id: str
    chain: Chain
    position: Position
    name: Bilingual
    product: Bilingual
    technology: Bilingual
    trade: Bilingual
    unit: str
    capacity: tuple[int, int]
    supplies: tuple[str, ...]
    gbt: tuple[str, ...]
    service: bool
    firms: int
    status: LinkStatus
    match_rate: int


@dataclass(frozen=True, slots=True)
class Enterprise:
    """A firm of a link; `capacity` a year, in the unit of the link, is None when unknown."""

    id: str
    name: Bilingual
    alias: Bilingual
    link: Link
    county: County
    role: Role
    capacity: int | None
    jobs: int
    as_of: date


@dataclass(frozen=True, slots=True)
class Target:
    """A firm that is sought for a link."""

    id: str
    name: Bilingual
    link: Link
    region: Region
    purpose: Bilingual
    reason: Bilingual
    priority: Priority
    contact: Bilingual
    contacted_on: date | None
    contact_log: Bilingual


@dataclass(frozen=True, slots=True)
class Event:
    """An event with how many projects were signed there, and their amounts in yuan and in US dollars."""

    outline: EventOutline
    host: Bilingual
    signed: int
    signed_yuan: int
    signed_dollars: int


@dataclass(frozen=True, slots=True)
class Policy:
    """One edition of a policy."""

    id: str
    name: Bilingual
    outline: PolicyOutline
    edition: Edition
    number: str
    issuer: Bilingual
    office: Bilingual
    procedure: Bilingual
    supersedes: str | None
    superseded_by: str | None


@dataclass(frozen=True, slots=True)
class StageSince:
    """A stage that a project was in from a day on."""

    stage: Stage
    since: date


@dataclass(frozen=True, slots=True)
class Money:
    """Amounts of a project in 万 of its currency, each None when unknown, and the unit its row is written in."""

    currency: Literal["CNY", "USD"]
    unit: Literal["元", "万元", "亿元"]
    total: int | None
    signed: int | None
    in_place: int | None


@dataclass(frozen=True, slots=True)
class FiveOnes:
    """Who answers for a project: official, department, team and promise, and when they meet next; all or nobody."""

    official: Bilingual | None = None
    department: Bilingual | None = None
    team: Bilingual | None = None
    promise: Bilingual | None = None
    next_meeting: date | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A project; `history` runs from its first stage to the present one."""

    id: str
    name: Bilingual
    link: Link
    county: County | None
    content: str
    money: Money
    investor: Bilingual | None
    origin: Origin | None
    cooperation: str | None
    land_mu: int | None
    history: tuple[StageSince, ...]
    event: str | None
    target: str | None
    published: bool
    office: str | None
    five_ones: FiveOnes
    issues: Bilingual | None
    as_of: date

    @property
    def stage(self) -> Stage:
        """The stage it is in."""
        return self.history[-1].stage

    @property
    def signed_on(self) -> date | None:
        """When it was signed, if it was."""
        return next((step.since for step in self.history if step.stage == "signed"), None)
