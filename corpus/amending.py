"""Amending: the fields of a document with where each is said and what its text says, and corrections beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from corpus.beside import Beside, fields_beside, said_beside
from corpus.files import VERSIONS
from corpus.intake import changing, keep_version
from corpus.proposals import proposals_of
from corpus.spans import Span
from corpus.whereabouts import Current, Whereabouts
from corpus.whole_files import written_whole

AMENDED = (
    *("title", "kind", "issuer", "number", "level", "issued", "effective", "expires", "as_of"),
    *("supersedes", "superseded_by", "audience"),
)
"""The fields that can be corrected, in the order in which they are shown."""

Values = tuple[str, ...]
Origin = Literal["beside", "front", "text", "default", "nowhere"]
Standing = Literal["proposed", "differs", "unconfirmed"]

_NEVER_EMPTY = ("title", "kind", "audience")


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says for a field: `value` is empty where it names a text that the library does not have.

    `words` are what is rejected, if it is not so.
    """

    value: str
    words: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class FieldState:
    """What counts for a field, at most one value save of `supersedes`, where it is said, and what the text says."""

    name: str
    values: Values
    origin: Origin
    said: tuple[Said, ...]
    rejected: Values

    @property
    def open(self) -> tuple[Said, ...]:
        """What the text says and nobody has taken over or rejected."""
        taken = () if self.origin == "text" else self.values
        return tuple(
            one for one in self.said if one.value and one.value not in taken and one.words not in self.rejected
        )

    @property
    def standing(self) -> Standing | None:
        """How what is open stands to what counts."""
        if not self.open:
            return None
        return "unconfirmed" if self.origin == "text" else "differs" if self.values else "proposed"


@dataclass(frozen=True, slots=True)
class Change:
    """A field that is said otherwise."""

    field: str
    old: Values
    new: Values


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a file of fields is to hold in place of `before`, with what that changes and rejects."""

    before: bytes
    content: bytes
    changes: tuple[Change, ...]
    rejections: tuple[tuple[str, Values], ...]


def states_of(current: Current, named: Callable[[str], str | None]) -> Iterator[FieldState]:
    """The fields of a document as it and what stands beside it say them; `named` gives the id of what has a name."""
    proposals = proposals_of(current.document, current.published)
    found = [(one, (named(one.value) or "") if one.field == "supersedes" else one.value) for one in proposals]
    for name in AMENDED:
        said = tuple(Said(value, proposal.value, proposal.span) for proposal, value in found if proposal.field == name)
        yield FieldState(name, *_counting(name, current), said, current.beside.matter.rejected.of(name))


def amended(
    current: Current,
    states: Sequence[FieldState],
    wanted: Mapping[str, Values],
    taken: frozenset[str],
    rejected: frozenset[str],
) -> Amendment:
    """The file of fields with what is wanted of each field; other fields of it stay, comments do not.

    Of fields that were `taken` the value is written though it counts already; what the text says of those that were
    `rejected` is kept as not so.
    """
    data: dict[str, Any] = dict(current.beside.fields.data) if current.beside.fields else {}
    untrue: dict[str, Any] = dict(data.get("rejected") or {})
    changes: list[Change] = []
    rejections: list[tuple[str, Values]] = []
    for state in states:
        values = wanted.get(state.name, state.values)
        clears_what_is_read = not values and state.origin == "text"
        if values != state.values or state.name in taken:
            _set(data, state.name, values)
            changes.append(Change(state.name, state.values, values))
            if untrue.get(state.name) in values:
                untrue.pop(state.name)
        words = tuple(one.words for one in state.said if one.words not in state.rejected)
        if words and (clears_what_is_read or state.name in rejected):
            _reject(untrue, state.name, words)
            rejections.append((state.name, words))
    data.pop("rejected", None)
    if untrue:
        data["rejected"] = untrue
    content = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1_000).encode() if data else b""
    return Amendment(current.content, content, tuple(changes), tuple(rejections))


def is_valid(amendment: Amendment) -> bool:
    """Whether the file would be read as it is to be written."""
    return isinstance(said_beside(amendment.content, "fields"), Beside)


def write_amendment(amendment: Amendment, place: Whereabouts, on_writing: Callable[[], object]) -> bool:
    """Write what was amended; false where the file of fields was changed meanwhile, or its document is gone.

    What stood there is kept among the versions. `on_writing` is called while nobody else may change the library, before
    anything is written. Raises `OSError`.
    """
    with changing(place.library):
        if fields_beside(place.file) != amendment.before or not place.file.is_file():
            return False
        on_writing()
        target = place.beside
        if target.exists():
            keep_version(target, place.library / VERSIONS / target.relative_to(place.library))
        with written_whole(target) as partial:
            partial.write_bytes(amendment.content)
        return True


def _counting(name: str, current: Current) -> tuple[Values, Origin]:
    """What counts for a field, and where that is said."""
    matter = current.beside.matter
    if name in matter.model_fields_set:
        return _values(getattr(matter, name)), "beside"
    values = _values(getattr(current.document, name))
    if name in current.document.read_from_text:
        is_rejected = any(value in matter.rejected.of(name) for value in values)
        return ((), "nowhere") if is_rejected else (values, "text")
    if name in _NEVER_EMPTY and name not in current.front:
        return values, "default"
    return values, "front" if values else "nowhere"


def _values(value: str | Sequence[str] | None) -> Values:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _set(data: dict[str, Any], name: str, values: Values) -> None:
    """Write a field; an empty one says that it is not stated, whatever the document's front matter says."""
    if name == "title" and not values:
        data.pop(name, None)
    else:
        data[name] = list(values) if name == "supersedes" else values[0] if values else None


def _reject(untrue: dict[str, Any], name: str, words: Values) -> None:
    if name == "supersedes":
        untrue[name] = list(dict.fromkeys((*(untrue.get(name) or ()), *words)))
    else:
        untrue[name] = words[0]
