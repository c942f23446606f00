"""The fields of a document as a page shows them: what counts, what the text says in its sentence, and the inputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from corpus.amending import FieldState, Origin, Values
from corpus.documents import Document
from corpus.fitting import CHOICES, DATES, NAMING
from corpus.naming_documents import DocumentNames
from corpus.spans import Span, sentence_around
from ui.citing import digest, document_address
from ui.staff.field_forms import MOST_NAMED, FieldForm, Wrong, named_inputs

_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class SaidView:
    """What a text says for a field: the value, and the sentence with the words marked, where it stands there."""

    value: str
    before: str
    words: str
    after: str
    address: str | None


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field on the page: its inputs by name with what stands in them, `choices` where one of a few is chosen.

    `agreeing` is what the text says and counts, `missing` the names of texts that the library does not have, `choice`
    what was chosen to do with what is open, `suggested` what an unknown name may have meant.
    """

    name: str
    values: Values
    origin: Origin
    standing: str | None
    open: tuple[SaidView, ...]
    agreeing: tuple[SaidView, ...]
    rejected: Values
    missing: Values
    inputs: tuple[tuple[str, str], ...]
    choices: tuple[str, ...]
    choice: str
    wrong: Wrong | None
    wrong_value: str
    suggested: tuple[Document, ...]

    @property
    def is_date(self) -> bool:
        """Whether the field holds a date."""
        return self.name in DATES

    @property
    def names_documents(self) -> bool:
        """Whether the field names other documents."""
        return self.name in NAMING


def field_views(
    document: Document,
    states: Sequence[FieldState],
    names: DocumentNames,
    served: Document | None,
    form: FieldForm | None,
) -> Iterator[FieldView]:
    """The fields as they are, with what was typed where a form comes back; sentences lead into the served text."""
    is_served = served is not None and served.text == document.text
    for state in states:
        said = [(one, _said_view(document, one.value or one.words, one.span, is_served)) for one in state.said]
        open_ = state.open
        wrong, wrong_value = form.wrong.get(state.name, (None, "")) if form else (None, "")
        yield FieldView(
            name=state.name,
            values=state.values,
            origin=state.origin,
            standing=state.standing,
            open=tuple(view for one, view in said if one in open_),
            agreeing=tuple(view for one, view in said if one not in open_ and one.value in state.values),
            rejected=state.rejected,
            missing=tuple(one.words for one in state.said if not one.value and one.words not in state.rejected),
            inputs=tuple(_inputs(state, form)),
            choices=CHOICES.get(state.name, ()),
            choice=form.typed.get(f"said-{state.name}", "") if form else "",
            wrong=wrong,
            wrong_value=wrong_value,
            suggested=names.like(wrong_value, _SUGGESTED) if wrong == "unknown" else (),
        )


def _said_view(document: Document, value: str, span: Span | None, is_served: bool) -> SaidView:
    if span is None:
        return SaidView(value, "", "", "", None)
    query = {"start": span.start, "end": span.end, "check": digest(document.text[span.start : span.end])}
    address = f"{document_address(document.id)}?{urlencode(query)}#quote" if is_served else None
    return SaidView(value, *sentence_around(document.text, span), address)


def _inputs(state: FieldState, form: FieldForm | None) -> Iterator[tuple[str, str]]:
    if state.name == "supersedes":
        if len(state.values) < MOST_NAMED:
            yield from named_inputs(form.typed if form else None, state.values)
        return
    stated = state.values[0] if state.values else ""
    yield state.name, form.typed.get(state.name, stated) if form else stated
