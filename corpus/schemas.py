"""Schemas of the files of a library: what each may hold, checked where outside data enters.

A library is a folder. Markdown and text files are documents, with YAML front matter (`FrontMatter`) or without.
YAML files say with `kind:` what they hold: one of the models in `FILE_KINDS`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, StringConstraints

Language = Literal["zh", "en"]
Audience = Literal["public", "staff"]
Provenance = Literal["public", "demo", "bureau"]
DocumentKind = Literal[
    "policy", "notice", "report", "event", "guide", "chain_map", "project_list", "statistics", "directory", "note"
]
Level = Literal["national", "province", "city", "county"]
Position = Literal["upstream", "midstream", "downstream", "support"]

_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _as_text(value: object) -> object:
    """YAML reads 2024 as an integer and 2024-06-02 as a date; both are dates written by a person."""
    if isinstance(value, bool):
        return value
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, int) else value


def _check_partial_date(value: str) -> str:
    if not _PARTIAL_DATE.fullmatch(value):
        raise ValueError("expected a date as YYYY, YYYY-MM or YYYY-MM-DD")
    parts = [int(part) for part in value.split("-")]
    date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    return value


PartialDate = Annotated[str, BeforeValidator(_as_text), AfterValidator(_check_partial_date)]
"""A date known to the year, the month or the day, as text: "2024", "2024-06" or "2024-06-02"."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[\w][\w.\-]*$", max_length=120)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Schema(BaseModel):
    """Closed and frozen: an unknown field is an error, so that a misspelt one is not silently lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Schema):
    """The same text in both languages, each written for its readers."""

    zh: Text
    en: Text


class Source(Schema):
    """Where something was published, so that a reader can look."""

    title: Text
    url: HttpUrl | None = None
    published: PartialDate | None = None
    confidence: Literal["high", "medium", "low"] | None = None


class FrontMatter(Schema):
    """What a Markdown document says of itself, all of it optional but checked."""

    id: Identifier | None = None
    title: Text | None = None
    language: Language | None = None
    translation_of: Identifier | None = None
    kind: DocumentKind = "note"
    audience: Audience = "public"
    issuer: Text | None = None
    number: Text | None = None
    level: Level | None = None
    issued: PartialDate | None = None
    effective: PartialDate | None = None
    expires: PartialDate | None = None
    supersedes: tuple[Text, ...] = ()
    superseded_by: Text | None = None
    as_of: PartialDate | None = None
    source: Source | None = None
    provenance: Provenance = "bureau"


class Rejected(Schema):
    """What a text says of itself and somebody has found not to be so, as the text has it."""

    issuer: Text | None = None
    number: Text | None = None
    level: Level | None = None
    issued: PartialDate | None = None
    effective: PartialDate | None = None
    expires: PartialDate | None = None
    supersedes: tuple[Text, ...] = ()

    def of(self, field: str) -> tuple[str, ...]:
        """The values of a field that are not so."""
        value: str | tuple[str, ...] | None = getattr(self, field, None)
        return value if isinstance(value, tuple) else (value,) if value else ()


class FieldsBeside(FrontMatter):
    """What the file beside a document says of it, which comes before the document's own front matter."""

    rejected: Rejected = Rejected()


class Figure(Schema):
    """One measured value; `value` is in `unit` as the source writes it (16.91 and 亿美元 or "billion yuan")."""

    measure: Text
    value: float
    unit: Text
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    period: Text | None = None
    as_of: PartialDate | None = None


class Entry(Schema):
    """What every item of a facts file has: a name, a statement to quote, and where it comes from.

    The statement is quoted word for word, so it is one line in the file; every figure must stand in it.
    """

    id: Identifier
    name: Bilingual
    statement: Bilingual
    figures: tuple[Figure, ...] = ()
    as_of: PartialDate | None = None
    source: Source | None = None


class Statistic(Entry):
    """A figure of the city, a county or a sector."""

    place: Annotated[str, StringConstraints(pattern=r"^\d{6}$")] | None = None


class Event(Entry):
    """Something that was held, with what was signed there."""

    held_on: PartialDate | None = None
    venue: Bilingual | None = None


class Enterprise(Entry):
    """A firm as published; `place` is a GB/T 2260 division code."""

    aliases: tuple[Text, ...] = ()
    place: Annotated[str, StringConstraints(pattern=r"^\d{6}$")] | None = None
    products: tuple[Bilingual, ...] = ()
    chains: tuple[Identifier, ...] = ()


class Place(Entry):
    """A division or zone; development zones have no code of their own."""

    code: Annotated[str, StringConstraints(pattern=r"^\d{6}$")] | None = None
    former_code: Annotated[str, StringConstraints(pattern=r"^\d{6}$")] | None = None
    aliases: tuple[Text, ...] = ()


class Link(Schema):
    """One link of a chain: what it does, whom it feeds and who does it here."""

    id: Identifier
    position: Position
    name: Bilingual
    statement: Bilingual
    gbt: tuple[Annotated[str, StringConstraints(pattern=r"^\d{3,4}$")], ...] = ()
    products: tuple[Bilingual, ...] = ()
    supplies: tuple[Identifier, ...] = ()
    enterprises: tuple[Identifier, ...] = ()
    figures: tuple[Figure, ...] = ()
    as_of: PartialDate | None = None
    source: Source | None = None


class _File(Schema):
    """What every YAML file that becomes a document has."""

    id: Identifier
    title: Bilingual
    audience: Audience = "public"
    provenance: Provenance = "bureau"
    as_of: PartialDate | None = None
    source: Source | None = None
    summary: Bilingual | None = None


class StatisticsFile(_File):
    kind: Literal["statistics"]
    items: tuple[Statistic, ...] = Field(min_length=1)


class EventsFile(_File):
    kind: Literal["events"]
    items: tuple[Event, ...] = Field(min_length=1)


class EnterprisesFile(_File):
    kind: Literal["enterprises"]
    items: tuple[Enterprise, ...] = Field(min_length=1)


class PlacesFile(_File):
    kind: Literal["places"]
    items: tuple[Place, ...] = Field(min_length=1)


class ChainFile(_File):
    kind: Literal["chain"]
    name: Bilingual
    aliases: tuple[Text, ...] = ()
    links: tuple[Link, ...] = Field(min_length=1)


class Term(Schema):
    """One term of the glossary: `zh` is Simplified, `zh_hant` Traditional; all names mean the same thing."""

    zh: Text
    zh_hant: Text
    en: Text
    aliases_zh: tuple[Text, ...] = ()
    aliases_en: tuple[Text, ...] = ()
    note: Bilingual | None = None


class GlossaryFile(Schema):
    kind: Literal["glossary"]
    id: Identifier
    terms: tuple[Term, ...] = Field(min_length=1)


class Contact(Schema):
    """An office of the bureau; telephone and address only where they are published."""

    name: Bilingual
    handles: Bilingual
    telephone: Text | None = None
    address: Bilingual | None = None
    website: HttpUrl | None = None


class ProfileFile(Schema):
    """Who speaks: shown on the page and named in refusals."""

    kind: Literal["profile"]
    bureau: Bilingual
    city: Bilingual
    notice: Bilingual
    greeting: Bilingual
    contact: Contact
    topics: tuple[Bilingual, ...] = Field(min_length=1)
    questions: tuple[Bilingual, ...] = Field(min_length=1)


FactsFile = StatisticsFile | EventsFile | EnterprisesFile | PlacesFile | ChainFile
FILE_KINDS: dict[str, type[FactsFile] | type[GlossaryFile] | type[ProfileFile]] = {
    "statistics": StatisticsFile,
    "events": EventsFile,
    "enterprises": EnterprisesFile,
    "places": PlacesFile,
    "chain": ChainFile,
    "glossary": GlossaryFile,
    "profile": ProfileFile,
}

RECORDS_KIND = "records"
"""The kind of a YAML file of typed rows (`corpus.records`), which is no document."""
