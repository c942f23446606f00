"""Versions: which statutes are the same work, and from which day one of them takes the place of another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from corpus.documents import Document
from corpus.languages import to_simplified

_COUNTRY = re.compile(
    r"^(?:中华人民共和国|the\s+)|\s*(?:,\s*|of\s+)(?:the\s+)?(?:people['’]s\s+republic\s+of\s+china|prc)\b|\bprc\s+"
)
_EDITION = re.compile(
    r"[（(\[]\s*(?:(?:19|20)\d\d\b|(?:19|20)\d\d年|.{0,12}(?:修正|修订|版|公布|amend|revis|edition|version))[^）)\]]*[）)\]]"
)
_MARKS = re.compile(r"[《》<>〈〉\s\"“”'’.,]+")


@lru_cache(maxsize=4096)
def work_name(title: str) -> str:
    """What all versions of a statute are called: its title without the country, the year of an edition and marks."""
    plain = _EDITION.sub("", to_simplified(title).lower()).strip("《》 \u3000")
    return _MARKS.sub("", _COUNTRY.sub("", plain))


def version_day(document: Document) -> str | None:
    """The day from which a text may hold: that on which it takes effect, or of the latest act on a statute if later.

    The day on which it was issued where no other stands in it; nothing where neither does.
    """
    if document.articles and document.effective and document.issued:
        return max(document.effective, document.issued)
    return document.effective or document.issued


def replaced_by_versions(documents: Sequence[Document]) -> dict[str, list[tuple[Document, str]]]:
    """For each statute the later versions of the same work and what repeals it, each with the day from which it does.

    Versions are told by equal titles in one language and by their days; those without a day cannot be told apart.
    """
    works: dict[tuple[str, str], list[tuple[str, Document]]] = defaultdict(list)
    for document in documents:
        day = version_day(document)
        if document.articles and day:
            works[work_name(document.title), document.language].append((day, document))
    replaced: dict[str, list[tuple[Document, str]]] = defaultdict(list)
    for versions in works.values():
        for (day, one), (other_day, other) in combinations(versions, 2):
            if day != other_day:
                old, new, begins = (one, other, other_day) if day < other_day else (other, one, day)
                replaced[old.id].append((new, begins))
    for document in documents:
        effective = document.effective
        for name in document.repeals if effective else ():
            for day, repealed in works.get((work_name(name), document.language), ()):
                if effective and day < effective:
                    replaced[repealed.id].append((document, effective))
    return replaced
