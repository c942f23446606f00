"""The command `smx library fields`: what is said of a document, where that is said, and what its text says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands.saying import BROKEN, FINE, UsageError, say, warn

if TYPE_CHECKING:
    import argparse

    from assistant.document_fields import OpenedDocument
    from assistant.settings import Settings
    from corpus.amending import FieldState, Said
    from corpus.documents import Document
    from corpus.whereabouts import Whereabouts

_HAVE_NONE = "has no such fields: what files of facts and tables of records say is changed in the file itself."
_ORIGINS = {
    "front": "in the file",
    "text": "read from the text, not confirmed",
    "default": "by default",
}
_SAYING = {
    "proposed": "the text says",
    "differs": "the text says otherwise",
    "unconfirmed": "the text says",
}
_INDENT = " " * 15


def fields(options: argparse.Namespace, settings: Settings) -> int:
    """Say what counts for each field of a document."""
    from corpus.files import TABLE_SUFFIXES, YAML_SUFFIXES

    place = _place(options.file, settings.library)
    if place.path.suffix.lower() in YAML_SUFFIXES | TABLE_SUFFIXES:
        say(f"{place.file} {_HAVE_NONE}")
        return FINE
    opened = _opened(place, settings)
    if opened.current is None:
        from corpus.problems import render_problems

        warn(render_problems(replace(problem, file=str(place.library / problem.file)) for problem in opened.problems))
        say(f"What is said of {place.file} cannot be read.")
        return BROKEN
    say(f"{place.file}  {opened.id}")
    if opened.served is None:
        say("It is not in the index yet, and is quoted after the next build.")
    elif opened.is_waiting:
        say("What stands here is not yet what is served; it counts with the next build.")
    for state in opened.states:
        _say_field(state, opened.current.document, place)
    return FINE


def _place(named: str, libraries: tuple[Path, ...]) -> Whereabouts:
    from corpus.beside import is_beside
    from corpus.intake import files_of
    from corpus.whereabouts import Whereabouts

    files = files_of(named, libraries, ())
    if len(files) != 1:
        found = f"several files: {', '.join(sorted(map(str, files)))}" if files else "no file of the library"
        raise UsageError(f"{named} is {found}.")
    (file,) = files
    library = next(folder for folder in libraries if file.is_relative_to(folder))
    if is_beside(file):
        raise UsageError(f"{named} holds the fields of {file.stem}; name that file.")
    return Whereabouts(library, file.relative_to(library))


def _opened(place: Whereabouts, settings: Settings) -> OpenedDocument:
    """The document of a file, among those that are served or, where nothing was built yet, those of the libraries."""
    from assistant.document_fields import opened_file
    from corpus.naming_documents import DocumentNames
    from corpus.reading import read_library
    from index.generations import Generations
    from index.standing import served_documents

    served = served_documents(Generations(settings.data))
    documents = read_library(settings.library).documents if served is None else served
    opened = opened_file(place, DocumentNames(documents), settings.library)
    return replace(opened, served=None) if served is None else opened


def _say_field(state: FieldState, document: Document, place: Whereabouts) -> None:
    """Say a field, and what the text says of it."""
    agrees = state.origin != "text" and any(one.value in state.values for one in state.said)
    told = "; ".join(filter(None, (_origin(state, place), "as the text says" if agrees else "")))
    say(f"{state.name:<15}{', '.join(state.values) or 'not stated'}{f'  ({told})' if told else ''}")
    if state.rejected:
        say(f"{_INDENT}found not to be so: {', '.join(state.rejected)}")
    for one in state.said:
        if not one.value and one.words not in state.rejected:
            say(f"{_INDENT}the text says that it replaces “{one.words}”, which is not in the library")
    for one in state.open:
        say(f"{_INDENT}{_SAYING[state.standing or 'proposed']}: {one.value}")
        say(f"{_INDENT}  {_sentence(one, document)}")


def _origin(state: FieldState, place: Whereabouts) -> str:
    """Where what counts for a field is said; nothing where nothing counts."""
    if state.origin == "beside":
        return f"beside it, in {place.beside.name}"
    is_from_heading = state.origin == "default" and state.name == "title"
    return "from its heading or file name" if is_from_heading else _ORIGINS.get(state.origin, "")


def _sentence(said: Said, document: Document) -> str:
    from corpus.spans import sentence_around

    if said.span is None:
        return "said by the web page itself"
    return f"“{' '.join(''.join(sentence_around(document.text, said.span)).split())}”"
