"""Record URLs: the databases a bureau wants its records kept in, known without loading a database toolkit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.schemas import Audience


@dataclass(frozen=True, slots=True)
class RecordUrls:
    """The database of each shelf by URL, or "" for a file beside the shelf.

    Both are needed to build. To read the public shelf only its own is, and it need not let anybody read the other.
    """

    public: str = ""
    staff: str = ""

    def of(self, audience: Audience) -> str:
        """The URL for the shelf of an audience, or ""."""
        return self.public if audience == "public" else self.staff

    @property
    def are_given(self) -> bool:
        """Whether any records are kept in a database."""
        return bool(self.public or self.staff)

    @property
    def digest(self) -> str:
        """What tells these databases from others, whoever logs in; nothing for files."""
        if not self.are_given:
            return ""
        parts = [urlsplit(url) for url in (self.public, self.staff)]
        named = [f"{part.netloc.rpartition('@')[2]}{part.path}" for part in parts]
        return hashlib.sha256("\0".join(named).encode()).hexdigest()


FILES = RecordUrls()
"""Records in files beside the shelves."""
