"""Opening the index that a command asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.current_index import CurrentIndex
    from assistant.settings import Settings
    from corpus.schemas import Audience


def opened(settings: Settings, audience: str) -> CurrentIndex:
    """The published index for an audience. Raises `SearchIndexError`."""
    from assistant.assembly import IndexLocation
    from assistant.current_index import CurrentIndex

    audiences: tuple[Audience, ...] = ("public", "staff") if audience == "staff" else ("public",)
    location = IndexLocation(settings.data, settings.cache, audiences, settings.record_urls, settings.vector_urls)
    index = CurrentIndex(location)
    index.get()
    return index
