"""The form of a document's fields: what was typed, what of the text was chosen, and what of it cannot be."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.amending import AMENDED, FieldState, Values
from corpus.fitting import Why, misfits
from corpus.naming_documents import DocumentNames
from corpus.whereabouts import Current

Wrong = Why | Literal["both"]
"""Why a field cannot be so; `both` where something was typed and the text's words chosen as well."""

MOST_NAMED = 20
"""How many documents the form can say that one replaces."""

_LONGEST_TYPED = 1_000


@dataclass(frozen=True, slots=True)
class FieldForm:
    """What was sent: the values of each field, and those of which the text's words were taken over or rejected.

    `typed` is what stands in the form's inputs, by their names; `wrong` tells of fields that cannot be so, with the
    value that is meant.
    """

    typed: Mapping[str, str]
    wanted: Mapping[str, Values]
    taken: frozenset[str]
    rejected: frozenset[str]
    wrong: Mapping[str, tuple[Wrong, str]]


def state_token(current: Current) -> str:
    """By what is known whether a document and what stands beside it are as they were when a form was made."""
    parts = (current.content, current.document.text.encode("utf-8", "surrogatepass"))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]


def form_of_fields(
    sent: Mapping[str, str], states: Sequence[FieldState], document_id: str, names: DocumentNames
) -> FieldForm:
    """What a form says of a document; others may be named by id, title or number."""
    typed = {name: _line(value) for name, value in sent.items() if _is_input(name)}
    choices = {state.name: typed.get(f"said-{state.name}", "") for state in states if state.open}
    taken, rejected = (
        frozenset(name for name, choice in choices.items() if choice == wished) for wished in ("take", "reject")
    )
    wanted: dict[str, Values] = {}
    wrong: dict[str, tuple[Wrong, str]] = {}
    for state in states:
        values = _typed_values(state, typed, names)
        offered = tuple(one.value for one in state.open)
        if state.name in taken:
            if state.name == "supersedes":
                values = tuple(dict.fromkeys((*values, *offered)))
            elif values in (state.values, offered, ()):
                values = offered
            else:
                wrong[state.name] = ("both", values[0])
        elif state.name in rejected and state.origin == "text" and values == state.values:
            values = ()
        wanted[state.name] = values
    stated = {state.name: state.values for state in states}
    for misfit in misfits(wanted, document_id, names.by_id):
        # What stood there before and names what is gone is no mistake of whoever corrects another field.
        if misfit.why != "unknown" or misfit.value not in stated[misfit.field]:
            wrong.setdefault(misfit.field, (misfit.why, misfit.value))
    return FieldForm(typed, wanted, taken, rejected, wrong)


def named_inputs(typed: Mapping[str, str] | None, values: Values) -> list[tuple[str, str]]:
    """The inputs for the documents that one replaces, by name and content, with empty ones at the end."""
    names = [f"supersedes-{number}" for number in range(1, MOST_NAMED + 1)]
    given = [typed.get(name, "") for name in names] if typed is not None else [*values]
    held = [value for value in given if value]
    return [(name, held[place] if place < len(held) else "") for place, name in enumerate(names[: len(held) + 2])]


def _typed_values(state: FieldState, typed: Mapping[str, str], names: DocumentNames) -> Values:
    if state.name == "supersedes":
        given = [typed[name] for name in (f"supersedes-{n}" for n in range(1, MOST_NAMED + 1)) if name in typed]
        meant = tuple(dict.fromkeys(names.meant(value) or value for value in given if value))
        return meant if given else state.values
    value = typed.get(state.name)
    if value is None or (not value and state.name in ("kind", "audience")):
        return state.values
    if state.name == "superseded_by" and value:
        return (names.meant(value) or value,)
    return (value,) if value else ()


def _is_input(name: str) -> bool:
    return name.removeprefix("said-") in AMENDED or name.startswith("supersedes-")


def _line(value: str) -> str:
    """What was typed, on one line and without characters that nobody sees."""
    plain = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in value[:_LONGEST_TYPED])
    return " ".join(plain.split())
