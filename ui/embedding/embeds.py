"""Embeds: the sites on which the chat may be framed, and to which of them a request belongs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

EMBED_PATH = "/embed"
"""Where the framed page is, and under which it makes its requests."""

_SITE = re.compile(r"[\w-]{1,40}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Embed:
    """One place where the chat is framed: the origin of the site, and its own name for the place.

    Both are empty where the request does not say whose it is.
    """

    origin: str = ""
    site: str = ""


class Embeds:
    """The origins that may frame the chat, as `https://host` or `https://host:port`."""

    def __init__(self, origins: Sequence[str] = ()) -> None:
        self.origins = tuple(origins)

    @property
    def frame_ancestors(self) -> str:
        """The sources of the policy of the framed page."""
        return " ".join(self.origins) or "'none'"

    def of(self, scope: Mapping[str, Any]) -> Embed | None:
        """The embed that an HTTP request belongs to by its address; none for a request of any other page.

        A site that is not on the list counts as one that is not named, so that names cannot be made up.
        """
        if not is_of_embed(scope["path"]):
            return None
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        origin, site = query.get("host", [""])[0], query.get("site", [""])[0]
        if origin not in self.origins:
            return Embed()
        return Embed(origin, site if _SITE.fullmatch(site) else "")

    def contradicts(self, embed: Embed, referer: str) -> bool:
        """Whether a page of the list asks in the name of another one."""
        parts = urlsplit(referer)
        came_from = f"{parts.scheme}://{parts.netloc}"
        return bool(embed.origin) and came_from in self.origins and came_from != embed.origin


def is_of_embed(path: str) -> bool:
    """Whether the path is that of the framed page or of a request it makes."""
    return path == EMBED_PATH or path.startswith(f"{EMBED_PATH}/")
