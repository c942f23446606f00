"""The paths of pages that other pages lead to."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode

MOST_RECORDS = 100
"""The ids in an address of records."""


def document_address(document_id: str) -> str:
    """The path of a document's page."""
    return f"/documents/{quote(document_id, safe='')}"


def opportunity_address(id_: str) -> str:
    """The path of one project's page."""
    return f"/opportunities/{quote(id_, safe='')}"


def records_address(entity: str, ids: Sequence[str]) -> str:
    """The path of the page with these records, the first hundred of them."""
    return f"/records/{quote(entity, safe='')}?{urlencode({'id': list(ids[:MOST_RECORDS])}, doseq=True)}"
