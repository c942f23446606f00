"""Statutes of a folder as a measurement reads them: by scanning lines, with nothing shared with what is measured."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_OPENING = re.compile(r"^(第([零一二三四五六七八九十百千]+)条)[ \u3000]+(.*)$")
_ENDS = re.compile(r"^(?:#|附|<!--)")
_COUNTRY = "中华人民共和国"
_DATED = re.compile(r"\((\d{4})-\d{2}-\d{2}\)$")
_REPEALED = re.compile(r"《([^《》]+)》(?=[^。]*同时废止)")


@dataclass(frozen=True, slots=True)
class StatuteFile:
    """A statute: its id in a library, its title, the year in its file's name, and the text of each article by label."""

    document_id: str
    title: str
    year: str
    articles: dict[str, str]
    repeals: tuple[str, ...]

    @property
    def name(self) -> str:
        """What people call it."""
        return self.title.removeprefix(_COUNTRY)


def read_statutes(folder: Path) -> tuple[StatuteFile, ...]:
    """The statutes of a folder and its folders; a file without a first article is left out."""
    read = (_read(file) for file in sorted(folder.rglob("*.md")))
    return tuple(statute for statute in read if statute.articles)


def gaps(statute: StatuteFile) -> int:
    """How many numbers are missing between the first article and the last."""
    return max(map(_value, statute.articles), default=0) - len(statute.articles)


def replaced(statutes: Sequence[StatuteFile]) -> dict[str, StatuteFile]:
    """For each statute that another of them replaces, by its id, that one: of the same title and a later year."""
    by_title: dict[str, list[StatuteFile]] = defaultdict(list)
    for statute in statutes:
        by_title[statute.title].append(statute)
    versions = [sorted(same, key=lambda statute: statute.year) for same in by_title.values() if len(same) > 1]
    return {old.document_id: same[-1] for same in versions for old in same[:-1]}


def repealed(statutes: Sequence[StatuteFile]) -> dict[str, StatuteFile]:
    """For each statute that another of them says to repeal, by its id, that one."""
    by_title = {statute.title: statute for statute in statutes}
    found = ((by_title.get(title), statute) for statute in statutes for title in statute.repeals)
    return {old.document_id: new for old, new in found if old}


def _read(file: Path) -> StatuteFile:
    lines = [line.strip("\u200b \t\u3000\ufeff") for line in file.read_text("utf-8").splitlines()]
    title = next((line[2:].strip() for line in lines if line.startswith("# ")), file.stem)
    articles: dict[str, list[str]] = {}
    label = None
    for line in lines:
        opening = _OPENING.match(line)
        if opening:
            label = opening[1]
            articles.setdefault(label, []).append(line)
        elif _ENDS.match(line):
            label = None
        elif label and line:
            articles[label].append(line)
    year = _DATED.search(file.stem)
    texts = {label: "\n".join(words) for label, words in articles.items()}
    last = "".join(list(texts.values())[-2:])
    return StatuteFile(file.stem, title, year[1] if year else "", texts, tuple(_REPEALED.findall(last)))


def _value(label: str) -> int:
    """The number of 第一百二十条, by counting the places from the right."""
    digits = "零一二三四五六七八九"
    total, pending = 0, 0
    for letter in label[1:-1]:
        if letter in digits:
            pending = digits.index(letter)
        else:
            total += max(pending, 1) * {"十": 10, "百": 100, "千": 1000}[letter]
            pending = 0
    return total + pending
