"""Paging: lists that are handed out a page at a time, each with the address of the next one."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import Request

from ui.api.origins import origin_of
from ui.listing import Parameters, with_query


def next_page(request: Request, parameters: Parameters, page: int, page_count: int) -> str | None:
    """The address of the page after this one; nothing after the last."""
    if page >= page_count:
        return None
    return origin_of(request) + with_query(request.scope["path"], parameters, page + 1)


def names_none(ignored: Sequence[tuple[str, str]], asked: Parameters) -> bool:
    """Whether of some condition nothing could be followed: then nothing matches.

    The pages for readers leave such a condition aside and say so; a program would take all for what it asked.
    """
    of_name: dict[str, set[str]] = {}
    for name, value in asked:
        of_name.setdefault(name, set()).add(value)
    left_out = {name for name, _ in ignored}
    return any(of_name[name] <= {value for other, value in ignored if other == name} for name in left_out & set(of_name))
