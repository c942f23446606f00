"""Naming documents: which document of a library is meant by a name, a number or an id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from corpus.documents import Document
from corpus.languages import to_simplified
from corpus.schemas import Language
from corpus.statutes.versions import work_name


class DocumentNames:
    """The documents of a library by their ids, titles and numbers."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.by_id = {document.id: document for document in documents}
        self._by_title: dict[tuple[Language, str], list[str]] = defaultdict(list)
        self._by_number: dict[str, list[str]] = defaultdict(list)
        for document in documents:
            self._by_title[document.language, work_name(document.title)].append(document.id)
            if document.number:
                self._by_number[_plain(document.number)].append(document.id)

    def named(self, name: str, of: Document) -> str | None:
        """The id of the one other document with this title in the language of a document that names it."""
        return _only(one for one in self._by_title.get((of.language, work_name(name)), ()) if one != of.id)

    def meant(self, typed: str) -> str | None:
        """The id of the one document with this id, title or number; nothing where there are none or several."""
        if typed in self.by_id:
            return typed
        titled = (id_ for language in ("zh", "en") for id_ in self._by_title.get((language, work_name(typed)), ()))
        return _only(titled) or _only(self._by_number.get(_plain(typed), ()))

    def like(self, typed: str, most: int) -> tuple[Document, ...]:
        """Some documents in whose id, title or number something stands."""
        wanted = _plain(typed)
        return tuple(document for document in self._matching(wanted))[:most] if wanted else ()

    def _matching(self, wanted: str) -> Iterator[Document]:
        for document in self.by_id.values():
            if any(wanted in _plain(name) for name in (document.id, document.title, document.number or "")):
                yield document


def _only(ids: Iterable[str]) -> str | None:
    found = set(ids)
    return found.pop() if len(found) == 1 else None


def _plain(name: str) -> str:
    """A name without the ways in which it may be written: script, case, spaces and kinds of brackets."""
    return "".join(to_simplified(name).lower().split()).translate(_BRACKETS)


_BRACKETS = str.maketrans("［【（([〔〕］】）)]", "〔〔〔〔〔〔〕〕〕〕〕〕")
