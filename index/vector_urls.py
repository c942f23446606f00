"""Vector URLs: the Chroma servers a bureau wants its vectors kept in, known without loading Chroma."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from corpus.schemas import Audience

_TENANT = "default_tenant"
_DATABASE = "default_database"


@dataclass(frozen=True, slots=True)
class VectorDatabase:
    """A database of a Chroma server, `https://host:port/tenant/database` or without its path that of new servers.

    `token` is sent with every request for a proxy in front, where there is one.
    """

    url: str
    token: str = field(default="", repr=False)

    @property
    def place(self) -> tuple[str, int, bool, str, str]:
        """Host, port, whether it is encrypted, tenant and database. Raises `ValueError`."""
        parts = urlsplit(self.url)
        names = [name for name in parts.path.split("/") if name]
        if parts.scheme not in ("http", "https") or not parts.hostname or len(names) not in (0, 2):
            raise ValueError("expected http(s)://host:port or http(s)://host:port/tenant/database")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError("expected no name, password or query in it; a token has a setting of its own")
        encrypted = parts.scheme == "https"
        tenant, database = names or (_TENANT, _DATABASE)
        return parts.hostname, parts.port or (443 if encrypted else 8000), encrypted, tenant, database


@dataclass(frozen=True, slots=True)
class VectorUrls:
    """The database of each shelf's vectors, or nothing for files in the shelf.

    Both are needed to build. To read the public shelf only its own is, and it need not let anybody read the other.
    """

    public: VectorDatabase | None = None
    staff: VectorDatabase | None = None

    def of(self, audience: Audience) -> VectorDatabase | None:
        """The database for the shelf of an audience."""
        return self.public if audience == "public" else self.staff

    @property
    def are_given(self) -> bool:
        """Whether any vectors are kept in a server."""
        return bool(self.public or self.staff)

    @property
    def digest(self) -> str:
        """What tells these databases from others, whoever may read them; nothing for files."""
        if not self.are_given:
            return ""
        named = [database.place if database else None for database in (self.public, self.staff)]
        return hashlib.sha256(repr(named).encode()).hexdigest()


IN_FILES = VectorUrls()
"""Vectors in files of the shelves."""
