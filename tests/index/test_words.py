import json
from pathlib import Path

import marisa_trie
import pytest

from index.errors import ModelError
from index.gloss import compiled_sounds, compiled_words
from index.lexical import english_tokens
from index.words import model_words


def written(folder: Path, vocabulary: object) -> Path:
    (folder / "tokenizer.json").write_text(json.dumps({"model": {"vocab": vocabulary}}), "utf-8")
    return folder


def test_takes_whole_words_and_no_pieces_of_words(tmp_path: Path) -> None:
    folder = written(tmp_path, {"[CLS]": 0, "the": 1, "tea": 2, "##pot": 3, "茶": 4, "a": 5, "9": 6})
    assert model_words(folder) == ("the", "tea")


def test_knows_whole_words_by_their_mark_where_the_vocabulary_marks_them(tmp_path: Path) -> None:
    folder = written(tmp_path, [["▁the", -1.0], ["pot", -2.0], ["▁tea", -3.0]])
    assert model_words(folder) == ("the", "tea")


@pytest.mark.parametrize("content", ["", "{}", '{"model": []}'])
def test_says_what_to_do_when_the_vocabulary_cannot_be_read(tmp_path: Path, content: str) -> None:
    (tmp_path / "tokenizer.json").write_text(content, "utf-8")
    with pytest.raises(ModelError, match="vocabulary") as caught:
        model_words(tmp_path)
    assert caught.value.remedy


def test_a_missing_vocabulary_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=str(tmp_path)):
        model_words(tmp_path)


def test_the_dictionary_s_words_are_told_from_misspelt_ones(cache: Path) -> None:
    words = marisa_trie.Trie()
    words.mmap(str(compiled_words(cache)))
    assert all(english_tokens(word)[0] in words for word in ("helper", "catalogue", "lithium"))
    assert all(english_tokens(word)[0] not in words for word in ("aluminia", "goverment", "Boaxin"))


def test_characters_are_known_by_their_sounds(cache: Path) -> None:
    sounds = marisa_trie.BytesTrie()
    sounds.mmap(str(compiled_sounds(cache)))
    assert sounds["侠"] == sounds["峡"] == [b"xia"]
    assert b"chong" in sounds["重"][0]
    assert b"zhong" in sounds["重"][0]
    assert "三门" not in sounds
