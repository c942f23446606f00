"""Preparing passages: what the model reads of them, and the tokens they are found by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Document, Passage, Span
from corpus.schemas import Language
from index.embedding import ModelCard
from index.gloss import Gloss, Word, reading_of
from index.lexical import chinese_tokens, english_tokens
from index.rows import KEY_BYTES
from index.tokens import PassageTokens
from index.windows import EmbeddingInput


@dataclass(frozen=True, slots=True)
class Readable:
    """What a passage's row is made of: the headings over it, the document's title first, and its sentences."""

    language: Language
    headings: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def key(self) -> bytes:
        """A digest of all that the row depends on beside the model and the lexicon."""
        digest = hashlib.sha256()
        for text in (self.language, str(len(self.headings)), *self.headings, *self.sentences):
            digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
        return digest.digest()[:KEY_BYTES]


@dataclass(frozen=True, slots=True)
class PreparedPassage:
    """A passage made ready: for the model, and for words; `gloss` holds the English senses of a Chinese one."""

    input: EmbeddingInput
    own: PassageTokens
    gloss: PassageTokens | None


def readable(document: Document, passage: Passage) -> Readable:
    """A passage of a document as it is read; a title that is only the file's name says nothing and is left out."""
    title = () if document.title == Path(document.file).stem else (document.title,)
    first = passage.span.start
    return Readable(
        passage.language,
        tuple(dict.fromkeys((*title, *passage.headings))),
        tuple(passage.text[span.start - first : span.end - first] for span in passage.sentences),
    )


def prepared(passage: Readable, gloss: Gloss, card: ModelCard) -> PreparedPassage:
    """A passage made ready; a language the model does not know reaches it as its gloss."""
    headings, sentences = passage.headings, passage.sentences
    if passage.language == "en":
        tokens = PassageTokens(_flat(map(english_tokens, headings)), [english_tokens(text) for text in sentences])
        return PreparedPassage(_input(headings, sentences), tokens, None)
    heading_words = [gloss.words(text) for text in headings]
    sentence_words = [gloss.words(text) for text in sentences]
    if card.reads(passage.language):
        read = _input(headings, sentences)
    else:
        read = _input(map(reading_of, heading_words), map(reading_of, sentence_words))
    return PreparedPassage(
        read,
        PassageTokens(_flat(map(chinese_tokens, headings)), [chinese_tokens(text) for text in sentences]),
        PassageTokens(_flat(map(_senses, heading_words)), [_senses(words) for words in sentence_words]),
    )


def _input(headings: Iterable[str], sentences: Iterable[str]) -> EmbeddingInput:
    """The headings, then the sentences."""
    text = "".join(f"{heading}. " for heading in headings)
    parts = []
    for sentence in sentences:
        parts.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + " "
    return EmbeddingInput(text, tuple(parts))


def _senses(words: Sequence[Word]) -> list[str]:
    return [sense for word in words for sense in word.senses]


def _flat(groups: Iterable[Sequence[str]]) -> list[str]:
    return [token for group in groups for token in group]
