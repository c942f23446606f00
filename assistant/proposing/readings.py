"""Readings: how a question may be read, as a question that can be asked on its own or as a query over records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.records.queries import RecordQuery

ReadingKind = Literal["whole", "translated", "records"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question; `text` is what the reader is told of it, `query` is there where it asks records.

    `whole` is a question in the asker's language to be asked anew; `translated` one in the other language, for
    searching alone.
    """

    kind: ReadingKind
    text: str
    query: RecordQuery | None = None
