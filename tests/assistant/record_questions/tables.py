"""The demonstration's tables and a small made-up one: as stores, and as plain rows to count by hand."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

import assistant
from assistant.record_answers import RecordAnswer, record_answer
from assistant.record_lookups import lookup_answer
from assistant.record_questions import Lookup, NeedsDetail, Understood, Vocabulary, understand_records
from corpus.glossaries import Glossary
from corpus.languages import script_of
from corpus.records.entities import ENTITIES
from corpus.records.fields import EntityName
from corpus.records.reading import read_records
from corpus.schemas import GlossaryFile
from index.records.queries import QueryPair, RecordQuery
from index.records.results import PairResult
from index.records.store import RecordStore
from index.records.writing import write_records
from tests.index.records.samples import batch, places

LIBRARY = Path(assistant.__file__).parents[1] / "corpus" / "library"
TABLES: dict[EntityName, str] = {
    "project": "projects", "enterprise": "enterprises", "target": "targets", "chain": "chains", "link": "links",
    "event": "events", "policy": "policies",
}  # fmt: skip
TODAY = date(2026, 11, 25)
STAGES = ("线索", "洽谈", "签约", "注册", "在建", "投产", "达产")
_SCALES = {"元": 1, "万元": 10**4, "亿元": 10**8}


@dataclass(frozen=True)
class Row:
    """A project as its table has it; amounts are in yuan, or in dollars where `currency` is USD."""

    cells: Mapping[str, str]
    scale: int

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")

    @property
    def currency(self) -> str:
        return self["币种"] or "CNY"

    def amount(self, name: str, currency: str = "CNY") -> Decimal | None:
        if not self[name] or self.currency != currency:
            return None
        return Decimal(self[name]) * self.scale

    @property
    def total(self) -> Decimal:
        """Its total investment in yuan, or less than nothing where it has none."""
        amount = self.amount("总投资")
        return Decimal(-1) if amount is None else amount

    @property
    def land(self) -> Decimal:
        return Decimal(self["用地(亩)"] or -1)

    @property
    def place(self) -> int:
        """How far it has come, 1 to 7; 0 where it is suspended or terminated."""
        return STAGES.index(self["阶段"]) + 1 if self["阶段"] in STAGES else 0


def demo_rows() -> list[Row]:
    with (LIBRARY / "demo/records/projects.csv").open(encoding="utf-8") as lines:
        return [Row(cells, _SCALES[cells["单位"]]) for cells in csv.DictReader(lines)]


def table(name: str) -> list[dict[str, str]]:
    with (LIBRARY / f"demo/records/{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def total(rows: Iterable[Row], name: str = "总投资", currency: str = "CNY") -> Decimal:
    return sum((row.amount(name, currency) or Decimal(0) for row in rows), Decimal(0))


def average(rows: Iterable[Row], name: str = "总投资") -> Fraction:
    known = [amount for row in rows if (amount := row.amount(name)) is not None]
    return Fraction(sum(known)) / len(known)


def land_of(rows: Iterable[Row]) -> Decimal:
    return sum((row.land for row in rows if row["用地(亩)"]), Decimal(0))


def by(rows: Iterable[Row], name: str, value: Callable[[list[Row]], Any] = len) -> dict[str | None, Any]:
    groups: dict[str | None, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[name] or None, []).append(row)
    return {key: value(group) for key, group in groups.items()}


def ids(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(row["编号"] for row in rows)


def shipped_glossary() -> Glossary:
    text = (LIBRARY / "sanmenxia/glossary.yaml").read_text(encoding="utf-8")
    return Glossary(GlossaryFile.model_validate(yaml.safe_load(text)).terms)


@dataclass(frozen=True)
class Asking:
    """Asks one store, and gives answers in a form to compare."""

    store: RecordStore
    vocabulary: Vocabulary

    @classmethod
    def of(cls, store: RecordStore) -> Asking:
        return cls(store, Vocabulary.of(store, shipped_glossary()))

    def result(self, question: str, previous: Any = None) -> Understood | Lookup | NeedsDetail | None:
        return understand_records(question, self.vocabulary, TODAY, previous)

    def told(self, question: str, *earlier: str) -> RecordAnswer | NeedsDetail:
        """What is said to a question, after others."""
        previous: Any = None
        for asked in earlier:
            before = self.result(asked, previous)
            previous = before.query if isinstance(before, Understood) else before
        found = self.result(question, previous)
        script = script_of(question)
        answer = lookup_answer(self.store, found, script) if isinstance(found, Lookup) else None
        if isinstance(found, Understood):
            answer = record_answer(self.store, found, script)
        told = answer or found
        assert isinstance(told, RecordAnswer | NeedsDetail), question
        return told

    def query(self, question: str, previous: RecordQuery | None = None) -> RecordQuery:
        found = self.result(question, previous)
        assert isinstance(found, Understood), f"{question}: {found}"
        assert isinstance(found.query, RecordQuery)
        return found.query

    def answer(self, question: str) -> Any:
        """A value, the ids of a list as a set and of a top as a list, or the value of each group."""
        found = self.result(question)
        assert isinstance(found, Understood), f"{question}: {found}"
        return self.answered(found.query)

    def answered(self, query: RecordQuery | QueryPair) -> Any:
        if isinstance(query, QueryPair):
            return self.store.answer(query).value
        if query.aggregate in ("list", "top"):
            query = query.model_copy(update={"limit": None if query.aggregate == "list" else query.limit})
        result = self.store.answer(query)
        assert not isinstance(result, PairResult)
        if query.group:
            field = ENTITIES[query.entity].known_field(query.group)
            names = {choice.code: choice.zh for choice in field.choices}
            return {names.get(str(group.key), group.key): group.value for group in result.groups}
        if query.aggregate in ("list", "top"):
            return list(result.ids) if query.aggregate == "top" else frozenset(result.ids)
        return result.value


def demo_store(folder: Path) -> RecordStore:
    batches = [
        batch_ for name, file in (*TABLES.items(), ("project", "project_stages"))
        for batch_ in read_records(ENTITIES[name], LIBRARY / f"demo/records/{file}.csv")
    ]  # fmt: skip
    write_records(batches, *places(folder))
    return RecordStore(places(folder)[0], "staff")


def other_store(folder: Path) -> RecordStore:
    with (Path(__file__).parent / "other.csv").open(encoding="utf-8") as lines:
        write_records([batch(csv.DictReader(lines))], *places(folder))
    return RecordStore(places(folder)[0], "staff")
