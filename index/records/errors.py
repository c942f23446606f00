"""What can go wrong with a record store, each with what to do about it.

RecordsError
├── DamagedRecords     a store does not open or cannot be read
├── NoRecordServer     the database that shall keep the records is not rightly named, or its driver is missing
├── RecordsNotWritten  a store could not be written; it is not to be used
└── NotOnShelf         a query asks for an entity or a field that this shelf does not hold
"""

from __future__ import annotations

from index.errors import SearchIndexError


class RecordsError(SearchIndexError):
    """Something about the records is broken; `remedy` says what to do."""


class DamagedRecords(RecordsError):
    """A record store cannot be read as it was written."""

    remedy = "Run `smx index build` to build it anew; where records are kept in a server, check that it can be reached."


class NoRecordServer(RecordsError):
    """The settings name no database that can keep the records."""

    remedy = (
        "Set SMX_RECORDS__PUBLIC_URL and SMX_RECORDS__STAFF_URL to postgresql+pg8000://…, with the extra `postgresql` "
        "installed, or remove both."
    )


class RecordsNotWritten(RecordsError):
    """A record store could not be written."""

    remedy = "Mend what the message names and run `smx index build` again."


class NotOnShelf(RecordsError):
    """The shelf does not hold what a query asks for."""

    remedy = "Ask the shelf of the staff, or leave the field out of the query."
