"""The world of the demonstration: all its records, made from one seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.demo.chains import links_of_demo
from corpus.demo.chance import Chance
from corpus.demo.enterprises import enterprises_of_demo
from corpus.demo.naming import department
from corpus.demo.outlines import EventOutline, event_outlines
from corpus.demo.policies import policies_of_demo
from corpus.demo.projects import projects_of_demo
from corpus.demo.records import Chain, Enterprise, Event, Link, Policy, Project, Target
from corpus.demo.targets import targets_of_demo

SEED = "smx-demo-1"


@dataclass(frozen=True, slots=True)
class World:
    """The records, each kind in the order of its ids."""

    links: tuple[Link, ...]
    enterprises: tuple[Enterprise, ...]
    targets: tuple[Target, ...]
    projects: tuple[Project, ...]
    events: tuple[Event, ...]
    policies: tuple[Policy, ...]

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The chains, by letter."""
        return tuple({link.chain.id: link.chain for link in self.links}.values())

    def links_of(self, chain: Chain) -> tuple[Link, ...]:
        """The links of a chain."""
        return tuple(link for link in self.links if link.chain.id == chain.id)

    def projects_of(self, chain: Chain) -> tuple[Project, ...]:
        """The projects in the links of a chain."""
        return tuple(project for project in self.projects if project.link.chain.id == chain.id)


def world_of(seed: str = SEED) -> World:
    """The world of a seed, the same on every machine."""
    chance = Chance(seed)
    links = links_of_demo(chance)
    enterprises = enterprises_of_demo(links, chance)
    targets = targets_of_demo(links, chance)
    outlines = event_outlines()
    projects = projects_of_demo(links, enterprises, targets, outlines, chance)
    return World(
        links=links,
        enterprises=enterprises,
        targets=targets,
        projects=projects,
        events=tuple(_event(outline, projects) for outline in outlines),
        policies=policies_of_demo(chance),
    )


def _event(outline: EventOutline, projects: Sequence[Project]) -> Event:
    """An event with what the projects say was signed there; amounts that are unknown count for nothing."""
    signed = [project for project in projects if project.event == outline.id]
    amounts = [(project.money.currency, project.money.signed or 0) for project in signed]
    return Event(
        outline=outline,
        host=department("commerce"),
        signed=len(signed),
        signed_yuan=sum(amount for currency, amount in amounts if currency == "CNY"),
        signed_dollars=sum(amount for currency, amount in amounts if currency == "USD"),
    )
