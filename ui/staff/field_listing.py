"""The list of documents of which something is to be confirmed or corrected, as its address asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from corpus.amending import FieldState, states_of
from corpus.beside import Beside, fields_beside, said_beside
from corpus.documents import Document
from corpus.naming_documents import DocumentNames
from corpus.whereabouts import Current, file_of
from ui.staff.log_addresses import page_in

Show = Literal["open", "proposed", "differs", "unconfirmed", "missing", "all"]
SHOWN: tuple[Show, ...] = get_args(Show)

_EXPECTED = ("issuer", "number", "issued", "effective")
"""What a policy or a notice is expected to state."""

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document with the fields to look at, and those of a policy or notice that nothing states.

    `is_wrong` says that what stands beside it cannot be read.
    """

    document: Document
    open: tuple[FieldState, ...]
    missing: tuple[str, ...]
    is_wrong: bool

    def is_shown(self, show: Show) -> bool:
        """Whether it is among those that are asked for."""
        standings = {state.standing for state in self.open}
        held: dict[Show, bool] = {
            "all": True,
            "open": bool(self.open) or self.is_wrong,
            "missing": bool(self.missing),
        }
        return held.get(show, show in standings)


@dataclass(frozen=True, slots=True)
class ListAddress:
    """What an address of the list asks for."""

    show: Show
    audience: str
    text: str
    page: int

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The conditions that are set."""
        asked = (("show", "" if self.show == "open" else self.show), ("audience", self.audience), ("q", self.text))
        return [(name, value) for name, value in asked if value]


def list_address(query: Mapping[str, str]) -> ListAddress:
    """What an address asks for; what makes no sense in it is left aside."""
    show: Show = next((one for one in SHOWN if one == query.get("show")), "open")
    audience = query.get("audience", "")
    text = " ".join(query.get("q", "").replace("\0", "").split())[:_LONGEST]
    return ListAddress(show, audience if audience in ("public", "staff") else "", text, page_in(query))


def listed(names: DocumentNames, libraries: Sequence[Path], asked: ListAddress) -> Iterator[ListedDocument]:
    """The documents that are asked for, as they are served and as what stands beside them says it now."""
    chosen = names.like(asked.text, len(names.by_id)) if asked.text else names.by_id.values()
    for document in chosen:
        place = file_of(document, libraries)
        if place is None:
            continue
        content = fields_beside(place.file)
        beside = said_beside(content, place.beside.name)
        current = Current(document, beside if isinstance(beside, Beside) else Beside(), content)
        states = tuple(states_of(current, partial(names.named, of=document)))
        audience = next(state.values for state in states if state.name == "audience")
        one = ListedDocument(
            document,
            tuple(state for state in states if state.open),
            tuple(_missing(document, states)),
            not isinstance(beside, Beside),
        )
        if one.is_shown(asked.show) and asked.audience in ("", *audience):
            yield one


def _missing(document: Document, states: Sequence[FieldState]) -> Iterator[str]:
    if document.kind in ("policy", "notice"):
        for state in states:
            if state.name in _EXPECTED and state.origin == "nowhere" and not state.open:
                yield state.name
