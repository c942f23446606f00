"""Checks across the files of a library: that what one names exists in another, and that figures stand in statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.conditions import ConditionsFile
from corpus.facts import Item
from corpus.problems import Problem, shown
from corpus.quantities import read_quantities, unsupported
from corpus.schemas import ChainFile, Enterprise, FactsFile, Figure, GlossaryFile, Link, Place, ProfileFile, Statistic
from corpus.yaml_fields import Fields
from corpus.yaml_values import Path


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """A facts file with the lines of its fields."""

    facts: FactsFile
    fields: Fields


@dataclass(frozen=True, slots=True)
class ReadGlossary:
    """A glossary with the lines of its fields."""

    glossary: GlossaryFile
    fields: Fields


@dataclass(frozen=True, slots=True)
class ReadProfile:
    """A profile with the lines of its fields."""

    profile: ProfileFile
    fields: Fields


@dataclass(frozen=True, slots=True)
class ReadConditions:
    """A file of conditions with the lines of its fields."""

    conditions: ConditionsFile
    fields: Fields


def facts_problems(reads: Sequence[ReadFacts]) -> Iterator[Problem]:
    """Items that share an id, ids that nothing has, and figures that their statements do not say."""
    known = _known(reads)
    seen: set[tuple[str, str]] = set()
    for read in reads:
        facts = read.facts
        items: tuple[Item, ...] = facts.links if isinstance(facts, ChainFile) else facts.items
        key = "links" if isinstance(facts, ChainFile) else "items"
        for position, item in enumerate(items):
            path: Path = (key, position)
            if (identity := (type(item).__name__, item.id)) in seen:
                yield read.fields.problem((*path, "id"), "an id that no other item of its kind has", shown(item.id))
            seen.add(identity)
            for name, what, ids in _references(item):
                for id_ in ids:
                    if id_ not in known[what] and (what != "places" or known[what]):
                        yield read.fields.problem((*path, name), f"one of the {what} of the library", shown(id_))
            for number, figure in enumerate(item.figures):
                for language, statement in (("zh", item.statement.zh), ("en", item.statement.en)):
                    if not _says(statement, figure):
                        expected = f"a figure that stands in the statement ({language})"
                        found = shown(f"{_number(figure)} {figure.unit}")
                        yield read.fields.problem((*path, "figures", number, "value"), expected, found)


def glossary_problems(reads: Iterable[ReadGlossary]) -> Iterator[Problem]:
    """Terms that stand in the glossary twice."""
    seen: set[str] = set()
    for read in reads:
        for position, term in enumerate(read.glossary.terms):
            if term.zh in seen:
                yield read.fields.problem(("terms", position, "zh"), "a term that is not there yet", shown(term.zh))
            seen.add(term.zh)


def conditions_problems(reads: Iterable[ReadConditions], public: frozenset[str]) -> Iterator[Problem]:
    """Conditions of documents that are not there for everybody."""
    for read in reads:
        for position, policy in enumerate(read.conditions.policies):
            for number, document in enumerate(policy.documents):
                if document not in public:
                    expected = "a public document of the library"
                    yield read.fields.problem(("policies", position, "documents", number), expected, shown(document))


def _known(reads: Sequence[ReadFacts]) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {"chains": set(), "links": set(), "enterprises": set(), "places": set()}
    for facts in (read.facts for read in reads):
        if isinstance(facts, ChainFile):
            known["chains"].add(facts.id)
            known["links"].update(link.id for link in facts.links)
            continue
        for item in facts.items:
            if isinstance(item, Enterprise):
                known["enterprises"].add(item.id)
            elif isinstance(item, Place):
                known["places"].update(code for code in (item.code, item.former_code) if code)
    return known


def _references(item: Item) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each field that names other things, what they are, and which it names."""
    if isinstance(item, Link):
        yield "supplies", "links", item.supplies
        yield "enterprises", "enterprises", item.enterprises
    if isinstance(item, Enterprise):
        yield "chains", "chains", item.chains
    if isinstance(item, Enterprise | Statistic) and item.place:
        yield "place", "places", (item.place,)


def _says(statement: str, figure: Figure) -> bool:
    """Whether the figure stands in the statement, in whatever unit and language it is written there."""
    number = _number(figure)
    claim = f"{number} {figure.unit}" if figure.unit[0].isascii() else f"{number}{figure.unit}"
    if not read_quantities(claim):
        return number in statement
    return not unsupported(claim, (statement,))


def _number(figure: Figure) -> str:
    return format(Decimal(repr(figure.value)).normalize(), "f")
