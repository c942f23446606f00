"""Words: the English words that an embedding model knows whole, the frequent ones of the language."""

from __future__ import annotations

import json
import re
from pathlib import Path

from index.errors import ModelError

_WORD = re.compile(r"[▁Ġ]?([a-z]{2,})")


def model_words(folder: Path) -> tuple[str, ...]:
    """The whole lower-case English words in the vocabulary of a compiled model's folder. Raises `ModelError`."""
    try:
        vocabulary = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The vocabulary of the embedding model in {folder} cannot be read: {error}") from error
    pieces = [piece if isinstance(piece, str) else piece[0] for piece in vocabulary]
    marked = any(piece[:1] in ("▁", "Ġ") for piece in pieces)  # then what has no mark is the inside of a word
    return tuple(
        found[1] for piece in pieces if (found := _WORD.fullmatch(piece)) and (not marked or piece[:1] in ("▁", "Ġ"))
    )
