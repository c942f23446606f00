"""Reading a library: every file that can be read, and everything that is wrong with the others, in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from corpus.facts import documents_of
from corpus.files import YAML_SUFFIXES, library_files, text_of
from corpus.libraries import Library
from corpus.markdown import ReadDocument, read_document
from corpus.problems import Problem, shown
from corpus.references import (
    ReadFacts,
    ReadGlossary,
    ReadProfile,
    document_problems,
    facts_problems,
    glossary_problems,
)
from corpus.schemas import FILE_KINDS, GlossaryFile, ProfileFile
from corpus.yaml_fields import read_fields, validated

_Read = ReadDocument | ReadFacts | ReadGlossary | ReadProfile | Problem


def read_library(folders: Iterable[Path]) -> Library:
    """The library in the folders: all that can be read, with a problem for each thing that cannot.

    Raises LibraryUnreadable when a folder itself cannot be listed.
    """
    reads = [read for folder in folders for read in _read_folder(folder)]
    facts = [read for read in reads if isinstance(read, ReadFacts)]
    glossaries = [read for read in reads if isinstance(read, ReadGlossary)]
    profiles = [read for read in reads if isinstance(read, ReadProfile)]
    documents, clashes = _with_own_ids([read for read in reads if isinstance(read, ReadDocument)])
    problems = [
        *(read for read in reads if isinstance(read, Problem)),
        *clashes,
        *document_problems(documents, frozenset(read.document.id for read in documents)),
        *facts_problems(facts),
        *glossary_problems(glossaries),
        *(read.fields.problem(("kind",), "one profile in a library", "another one") for read in profiles[1:]),
    ]
    return Library(
        documents=tuple(read.document for read in documents),
        facts=tuple(read.facts for read in facts),
        terms=tuple(term for read in glossaries for term in read.glossary.terms),
        profile=profiles[0].profile if profiles else None,
        problems=tuple(sorted(problems)),
    )


def _read_folder(folder: Path) -> Iterator[_Read]:
    paths, problems = library_files(folder)
    yield from problems
    for path in paths:
        text = text_of(folder / path)
        if isinstance(text, Problem):
            yield text
        elif path.suffix.lower() in YAML_SUFFIXES:
            yield from _read_yaml(text, path, str(folder / path))
        else:
            read = read_document(text, path, str(folder / path))
            yield from read if isinstance(read, tuple) else (read,)


def _read_yaml(text: str, path: Path, file: str) -> Iterator[_Read]:
    fields = read_fields(text, file)
    if isinstance(fields, Problem):
        yield fields
        return
    model = FILE_KINDS.get(str(fields.data.get("kind")))
    if model is None:
        kind = shown(fields.data.get("kind"))
        yield fields.problem(("kind",), "one of " + ", ".join(FILE_KINDS), kind)
        return
    value = validated(model, fields)
    if isinstance(value, tuple):
        yield from value
    elif isinstance(value, GlossaryFile):
        yield ReadGlossary(value, fields)
    elif isinstance(value, ProfileFile):
        yield ReadProfile(value, fields)
    else:
        yield ReadFacts(value, fields)
        yield from (ReadDocument(document, file, fields) for document in documents_of(value, path.as_posix()))


def _with_own_ids(reads: Sequence[ReadDocument]) -> tuple[list[ReadDocument], list[Problem]]:
    """The documents under ids that differ: of two files of one name, those in folders take their folder's name too.

    A document whose id is still another's is left out.
    """
    problems: list[Problem] = []
    stems = Counter(read.document.id for read in reads if not read.is_named)
    kept: dict[str, ReadDocument] = {}
    for read in reads:
        id_ = read.document.id
        if not read.is_named and stems[id_] > 1:
            expected = "a file name of its own, or an id in front matter"
            problems.append(read.problem(("id",), expected, shown(id_)))
            path = PurePosixPath(read.document.file)
            id_ = "-".join([*path.parent.parts, path.stem])
            id_ = f"{id_}-{path.suffix[1:]}" if id_ in kept else id_
        if other := kept.get(id_):
            problems.append(read.problem(("id",), f"an id of its own; {other.file} has this one", shown(id_)))
        else:
            kept[id_] = replace(read, document=replace(read.document, id=id_))
    return list(kept.values()), problems
