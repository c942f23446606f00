"""Preparing passages: what the model reads of them, and the tokens they are found by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Document, Passage, Span
from index.embedding import ModelCard
from index.gloss import Gloss, Word, reading_of
from index.lexical import chinese_tokens, english_tokens
from index.lexical_writing import PassageTokens
from index.rows import KEY_BYTES
from index.windows import EmbeddingInput


@dataclass(frozen=True, slots=True)
class PreparedPassage:
    """A passage made ready: for the model, and for words; `gloss` holds the English senses of a Chinese one."""

    input: EmbeddingInput
    own: PassageTokens
    gloss: PassageTokens | None


def prepared(document: Document, passage: Passage, gloss: Gloss, card: ModelCard) -> PreparedPassage:
    """A passage made ready; a language the model does not know reaches it as its gloss."""
    headings, sentences = _headings(document, passage), _sentences(passage)
    if passage.language == "en":
        readable = headings, sentences
        tokens = PassageTokens(_flat(map(english_tokens, headings)), [english_tokens(text) for text in sentences])
        return PreparedPassage(_input(*readable), tokens, None)
    heading_words = [gloss.words(text) for text in headings]
    sentence_words = [gloss.words(text) for text in sentences]
    if not card.reads(passage.language):
        headings_read, sentences_read = list(map(reading_of, heading_words)), list(map(reading_of, sentence_words))
    else:
        headings_read, sentences_read = headings, sentences
    return PreparedPassage(
        _input(headings_read, sentences_read),
        PassageTokens(_flat(map(chinese_tokens, headings)), [chinese_tokens(text) for text in sentences]),
        PassageTokens(_flat(map(_senses, heading_words)), [_senses(words) for words in sentence_words]),
    )


def key_of(document: Document, passage: Passage) -> bytes:
    """A digest of all that a passage's row depends on beside the model and the lexicon."""
    headings = _headings(document, passage)
    texts = [passage.language, str(len(headings)), *headings, *_sentences(passage)]
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.digest()[:KEY_BYTES]


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


def _headings(document: Document, passage: Passage) -> list[str]:
    """The document's title and the headings over a passage; a title that is only the file's name says nothing."""
    title = [] if document.title == Path(document.file).stem else [document.title]
    return list(dict.fromkeys([*title, *passage.headings]))


def _sentences(passage: Passage) -> list[str]:
    first = passage.span.start
    return [passage.text[span.start - first : span.end - first] for span in passage.sentences]


def _flat(groups: Iterable[Sequence[str]]) -> list[str]:
    return [token for group in groups for token in group]
