"""Building: read the libraries, embed what is new, write a generation, check it, publish it.

A build never touches what is being served; the published generation changes in one atomic step at the very end.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.chunking import passages_of
from corpus.documents import Document, Passage, Span
from corpus.libraries import Library
from corpus.problems import Problem
from corpus.reading import read_library
from corpus.schemas import Audience
from index.checking import check_generation
from index.embedding import Embedder, EmbeddingInput, ModelCard, compiled
from index.errors import SearchIndexError
from index.generations import FORMAT, Generations, Manifest, checksums, damages, new_id, read_manifest
from index.gloss import Gloss, compile_glossary, compiled_dictionary, dictionary_version
from index.lexical import PassageTokens, chinese_tokens, english_tokens
from index.shelves import IndexedPassage, ShelfFiles, write_shelf

Matrix = npt.NDArray[np.float32]
AUDIENCES: tuple[Audience, ...] = ("public", "staff")

_STREAMS = 2
_CHUNK = 256  # passages embedded between two reports of progress


class Progress(Protocol):
    """Is told how far a build has come."""

    def start(self, step: str, total: int) -> None:
        """A step of `total` parts begins."""

    def advance(self, parts: int) -> None:
        """So many more parts of it are done."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `built` is false when nothing had changed."""

    generation: str
    built: bool
    documents: Mapping[str, int]
    passages: Mapping[str, int]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    embedded: int
    carried_over: int
    problems: tuple[Problem, ...]


def build(data: Path, cache: Path, libraries: Sequence[Path], model: str, progress: Progress) -> BuildReport:
    """Build an index of the libraries in `data` and publish it; `cache` keeps what is compiled.

    Raises `SearchIndexError`, `CorpusError` and `OSError`.
    """
    generations = Generations(data)
    with generations.building() as temporary:
        library = read_library(libraries)
        compiled_model = compiled(model, cache)
        lexicon = _digest([dictionary_version(), *(term.model_dump_json() for term in library.terms)])
        digest = _digest([str(FORMAT), compiled_model.name, lexicon, *_described(library)])
        previous = _previous(generations)
        if previous and previous.manifest.library == digest:
            manifest = previous.manifest
            return BuildReport(
                generation=manifest.id,
                built=False,
                documents=manifest.documents,
                passages=manifest.passages,
                added=(),
                changed=(),
                removed=(),
                embedded=0,
                carried_over=sum(manifest.passages.values()),
                problems=library.problems,
            )

        compile_glossary(library.terms, temporary / "glossary.marisa")
        (temporary / "library.json").write_text(_library_json(library), "utf-8")
        gloss = Gloss(compiled_dictionary(cache), temporary / "glossary.marisa")
        embedder = Embedder(compiled_model, streams=_STREAMS)
        carried = previous.vectors(lexicon, compiled_model.name) if previous else {}
        embedded = 0
        counts: dict[str, dict[str, int]] = {"documents": {}, "passages": {}}
        for audience in AUDIENCES:
            documents = [document for document in library.documents if document.audience == audience]
            passages = [(document, passage) for document in documents for passage in passages_of(document)]
            new = [(document, passage) for document, passage in passages if _key(document, passage) not in carried]
            embedded += len(new)
            vectors = carried | dict(_embed(new, gloss, embedder, progress))
            progress.start(f"writing {audience}", 1)
            write_shelf(
                temporary / audience,
                documents,
                [
                    _indexed(document, passage, *vectors[_key(document, passage)], gloss)
                    for document, passage in passages
                ],
            )
            progress.advance(1)
            counts["documents"][audience] = len(documents)
            counts["passages"][audience] = len(passages)
        progress.start("checking", 1)
        check_generation(temporary)
        progress.advance(1)
        manifest = Manifest(
            id=new_id(),
            format=FORMAT,
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            library=digest,
            libraries=tuple(str(folder) for folder in libraries),
            model=compiled_model.name,
            lexicon=lexicon,
            documents=counts["documents"],
            passages=counts["passages"],
            checksums=checksums(temporary),
        )
        before = previous.digests() if previous else {}
        generations.publish(temporary, manifest)
        after = {document.id: _document_digest(document) for document in library.documents}
        return BuildReport(
            generation=manifest.id,
            built=True,
            documents=manifest.documents,
            passages=manifest.passages,
            added=tuple(key for key in after if key not in before),
            changed=tuple(key for key in after if key in before and after[key] != before[key]),
            removed=tuple(key for key in before if key not in after),
            embedded=embedded,
            carried_over=sum(counts["passages"].values()) - embedded,
            problems=library.problems,
        )


def _key(document: Document, passage: Passage) -> str:
    """A digest of what a passage's vectors depend on, so that they are carried over exactly when none of it changed."""
    headings = _headings(document, passage)
    return _digest([passage.language, str(len(headings)), *headings, *_sentence_texts(passage)])


@dataclass(frozen=True, slots=True)
class _Previous:
    """The published generation, from which unchanged vectors are carried over."""

    folder: Path
    manifest: Manifest

    def digests(self) -> dict[str, str]:
        return {document.id: _document_digest(document) for shelf in self._shelves() for document in shelf[1]}

    def vectors(self, lexicon: str, model: str) -> dict[str, tuple[Matrix, Matrix]]:
        """The vectors of every passage; none when they were made with another model or lexicon."""
        if (self.manifest.lexicon, self.manifest.model) != (lexicon, model):
            return {}
        found = {}
        for shelf, documents in self._shelves():
            by_id = {document.id: document for document in documents}
            for part in shelf.parts:
                own = shelf.catalogue.passages(range(part.first, part.first + part.size))
                for row, passage in enumerate(own):
                    start, end = part.sentence_starts[row], part.sentence_starts[row + 1]
                    found[_key(by_id[passage.document_id], passage)] = (
                        np.array(part.vectors[row]),
                        np.array(part.sentence_vectors[start:end], np.float32),
                    )
        return found

    def _shelves(self) -> Iterator[tuple[ShelfFiles, tuple[Document, ...]]]:
        for audience in AUDIENCES:
            shelf = ShelfFiles(self.folder / audience)
            yield shelf, shelf.catalogue.documents()
            shelf.close()


def _previous(generations: Generations) -> _Previous | None:
    """The published generation, or nothing when there is none or it is damaged: then everything is built anew."""
    try:
        folder = generations.current()
        manifest = read_manifest(folder)
        if manifest.format != FORMAT or damages(folder):
            return None
        check_generation(folder)
    except SearchIndexError:
        return None
    return _Previous(folder, manifest)


def _embed(
    items: Sequence[tuple[Document, Passage]], gloss: Gloss, embedder: Embedder, progress: Progress
) -> Iterator[tuple[str, tuple[Matrix, Matrix]]]:
    """The vectors of passages and of their sentences, by the passages' keys."""
    if not items:
        return
    progress.start("embedding", len(items))
    for start in range(0, len(items), _CHUNK):
        chunk = items[start : start + _CHUNK]
        inputs = [_input(document, passage, gloss, embedder.card) for document, passage in chunk]
        vectors, sentences = embedder.embed_parts(inputs, progress.advance)
        for number, (document, passage) in enumerate(chunk):
            yield _key(document, passage), (vectors[number], sentences[number])


def _input(document: Document, passage: Passage, gloss: Gloss, card: ModelCard) -> EmbeddingInput:
    """What the model reads of a passage: its headings, then its sentences, in a language the model knows."""
    text = "" if not (headings := _headings(document, passage)) else ". ".join(headings) + ". "
    pieces = [text, *(_sentence_texts(passage))]
    if not card.reads(passage.language):
        pieces = [gloss.english(piece) for piece in pieces]
    text = pieces[0] and pieces[0] + " "
    parts = []
    for piece in pieces[1:]:
        parts.append(Span(len(text), len(text) + len(piece)))
        text += piece + " "
    return EmbeddingInput(text, tuple(parts))


def _indexed(
    document: Document, passage: Passage, vector: Matrix, sentence_vectors: Matrix, gloss: Gloss
) -> IndexedPassage:
    headings, sentences = _headings(document, passage), _sentence_texts(passage)
    if passage.language == "en":
        own = PassageTokens(_flat(map(english_tokens, headings)), [english_tokens(text) for text in sentences])
        return IndexedPassage(passage, vector, sentence_vectors, own, None)
    own = PassageTokens(_flat(map(chinese_tokens, headings)), [chinese_tokens(text) for text in sentences])
    senses = PassageTokens(
        _flat(_senses(text, gloss) for text in headings), [_senses(text, gloss) for text in sentences]
    )
    return IndexedPassage(passage, vector, sentence_vectors, own, senses)


def _senses(text: str, gloss: Gloss) -> list[str]:
    return [sense for word in gloss.words(text) for sense in word.senses]


def _headings(document: Document, passage: Passage) -> list[str]:
    """The document's title and the headings over a passage; a title that is only the file's name says nothing."""
    title = [] if document.title == Path(document.file).stem else [document.title]
    return list(dict.fromkeys([*title, *passage.headings]))


def _sentence_texts(passage: Passage) -> list[str]:
    first = passage.span.start
    return [passage.text[span.start - first : span.end - first] for span in passage.sentences]


def _described(library: Library) -> Iterator[str]:
    for document in library.documents:
        yield _document_digest(document)
    yield _library_json(library)


def _document_digest(document: Document) -> str:
    return _digest([repr(document)])


def _library_json(library: Library) -> str:
    values = {
        "profile": library.profile.model_dump(mode="json") if library.profile else None,
        "terms": [term.model_dump(mode="json") for term in library.terms],
    }
    return json.dumps(values, ensure_ascii=False)


def _digest(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _flat(groups: Iterable[Sequence[str]]) -> list[str]:
    return [token for group in groups for token in group]
