"""What can go wrong with keeping, each with what to do about it.

KeepingError
├── NoDatabase       the database is not rightly named, or its driver is missing
├── Unreachable      the database cannot be reached, read or written just now; it is worth trying again
├── Unfit            the database was brought to a form that this version of the program does not know
├── NotTaken         the database refused what was to be written; trying again would not help
└── AccountRefused   there is no such account, or it cannot be as wanted
"""

from __future__ import annotations


class KeepingError(Exception):
    """Something about the database is broken; `remedy` says what to do."""

    remedy = "Check the database that the message names."

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        if remedy is not None:
            self.remedy = remedy


class NoDatabase(KeepingError):
    """The settings name no database that can be used."""

    remedy = (
        "Set SMX_KEEPING__PUBLIC_URL and SMX_KEEPING__STAFF_URL to two databases, as postgresql+pg8000://…, with the "
        "extra `postgresql` installed, or remove both."
    )


class Unreachable(KeepingError):
    """The database does not answer now."""

    remedy = "Check that the database runs, that its place can be written to, and that there is free space."


class Unfit(KeepingError):
    """The database is of a newer version."""

    remedy = "Start the newer version of the program, or go back to a copy of the database from before it."


class NotTaken(KeepingError):
    """What was to be written does not fit the database."""

    remedy = "This is a fault of the program; the log has the details."


class AccountRefused(KeepingError):
    """An account cannot be added or changed as wanted; each refusal has its own remedy."""
