"""Paging: lists that are handed out a page at a time, each with the address of the next one."""

from __future__ import annotations

from collections.abc import Sequence

from ui.listing import Parameters, with_query


def next_page(address: str, parameters: Parameters, page: int, page_count: int) -> str | None:
    """The address of the page of a list after this one; nothing after the last."""
    return with_query(address, parameters, page + 1) if page < page_count else None


def names_none(ignored: Sequence[tuple[str, str]], asked: Parameters) -> bool:
    """Whether of some condition nothing could be followed: then nothing matches.

    The pages for readers leave such a condition aside and say so; a program would take all for what it asked.
    """
    of_name: dict[str, set[str]] = {}
    for name, value in asked:
        of_name.setdefault(name, set()).add(value)
    left_out: dict[str, set[str]] = {}
    for name, value in ignored:
        left_out.setdefault(name, set()).add(value)
    return any(of_name[name] <= values for name, values in left_out.items() if name in of_name)
