"""Outlines: the invented chains, policies and events as they are written in the YAML files of this package."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import TypeAdapter

from corpus.schemas import Bilingual, Level, Position, Schema

Origin = Literal["省外", "境外", "本地"]


class LinkOutline(Schema):
    """A link of a chain; `supplies` names others of its chain, `capacity` is the least and most of one firm a year."""

    id: str
    position: Position
    name: Bilingual
    product: Bilingual
    technology: Bilingual
    trade: Bilingual
    unit: str
    capacity: tuple[int, int]
    supplies: tuple[str, ...]
    gbt: tuple[str, ...] = ()
    service: bool = False


class ChainOutline(Schema):
    """A chain, known by its letter."""

    letter: str
    name: Bilingual
    landscape: Bilingual
    direction: Bilingual
    links: tuple[LinkOutline, ...]


class Edition(Schema):
    """A policy as it was issued once; amounts in 万元, shares in per cent, `min_per_mu` in 万元 a mu."""

    number: int
    issued: date
    effective: date
    expires: date | None = None
    min_investment: int | None = None
    min_jobs: int | None = None
    min_research_share: float | None = None
    min_per_mu: int | None = None
    rate: float | None = None
    ceiling: int | None = None
    measure: Bilingual | None = None


class PolicyOutline(Schema):
    """A policy through its editions; it grants a share of `base`, or does what `measure` says."""

    id: str
    name: Bilingual
    purpose: Bilingual
    base: Bilingual | None = None
    measure: Bilingual | None = None
    department: str
    level: Level = "city"
    chains: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    editions: tuple[Edition, ...]


class EventOutline(Schema):
    """An event and what it was about; projects of other chains or origins than it names are not signed at it."""

    id: str
    held_on: date
    name: Bilingual
    venue: Bilingual
    theme: Bilingual
    chains: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()


def chain_outlines() -> tuple[ChainOutline, ...]:
    """The chains, by letter."""
    return TypeAdapter(tuple[ChainOutline, ...]).validate_python(_written("chains"))


def policy_outlines() -> tuple[PolicyOutline, ...]:
    """The policies, each with its editions from the oldest."""
    return TypeAdapter(tuple[PolicyOutline, ...]).validate_python(_written("policies"))


def event_outlines() -> tuple[EventOutline, ...]:
    """The events, from the earliest."""
    return TypeAdapter(tuple[EventOutline, ...]).validate_python(_written("events"))


def _written(name: str) -> object:
    return yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text("utf-8"))
