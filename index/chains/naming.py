"""Naming: which chain or link a cell means, by id or by a name in either language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from corpus.languages import to_simplified
from corpus.records.cells import spelling


class Named:
    """Things by what they are called; a name that several bear means none of them."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._names: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, id_: str, names: Iterable[str]) -> None:
        """Make a thing known by its id and its names."""
        self._ids[id_] = id_
        for name in names:
            if name:
                self._names[folded(name)].add(id_)

    def meant(self, text: str, within: Sequence[str] | None = None) -> str | None:
        """The one thing that is called so, among those within if they are given."""
        allowed = None if within is None else set(within)
        if text in self._ids and (allowed is None or text in allowed):
            return text
        found = self._names.get(folded(text), set())
        found = found if allowed is None else found & allowed
        return next(iter(found)) if len(found) == 1 else None


def folded(text: str) -> str:
    """The form in which names are compared: script, width, case and spaces make no difference."""
    return spelling(to_simplified(text))
