"""What the staff space works on: its own assistant and library, both stores, and the index that it looks after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.browsing import Browsing
from assistant.grouping import Embedding
from assistant.keeping.accounts import Accounts
from assistant.keeping.audit import Audit
from assistant.keeping.feedback import FeedbackBook
from assistant.keeping.keeper import Keeper
from assistant.keeping.log_reading import LogReading
from assistant.keeping.logins import Sessions
from assistant.keeping.openid_logins import OpenIdLogins
from assistant.keeping.questions import QuestionLog
from assistant.keeping.stores import Store
from assistant.keeping.switches import Switches
from assistant.rebuilding import Rebuilding
from assistant.reviewing import Reviewing
from ui.answering import Answering

if TYPE_CHECKING:  # what it needs is loaded where a provider is set, and nowhere else
    from assistant.openid.provider import Provider

STAFF_PATH = "/staff"
"""Where the staff space is, and under which all its requests are made."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of the questions of one audience."""

    log: LogReading
    feedback: FeedbackBook
    questions: QuestionLog


@dataclass(frozen=True, slots=True)
class OpenId:
    """A provider that staff may log in through, and what is known of logins through it."""

    provider: Provider
    logins: OpenIdLogins


@dataclass(frozen=True, slots=True)
class StaffSpace:
    """Everything that the staff side is made from; nothing public is given any of it."""

    assistant: Answering
    library: Browsing
    keeper: Keeper
    accounts: Accounts
    logins: Sessions
    audit: Audit
    switches: Switches
    of_public: Kept
    of_staff: Kept
    rebuilding: Rebuilding
    reviewing: Reviewing
    embed: Embedding
    openid: OpenId | None = None


def kept_in(store: Store) -> Kept:
    """What a store keeps of questions."""
    return Kept(LogReading(store), FeedbackBook(store), QuestionLog(store))


def staff_space(
    answering: tuple[Answering, Browsing, Embedding],
    keeper: Keeper,
    stores: tuple[Store, Store],
    files: tuple[Rebuilding, Reviewing],
    provider: Provider | None = None,
) -> StaffSpace:
    """The staff space over both shelves, with a keeper of the staff's own questions, a public and a staff store.

    `files` are what looks after the libraries and their index. Staff can also log in through a provider where one is
    given.
    """
    assistant, library, embed = answering
    public, staff = stores
    return StaffSpace(
        assistant,
        library,
        keeper,
        Accounts(staff),
        Sessions(staff),
        Audit(staff),
        Switches(public),
        kept_in(public),
        kept_in(staff),
        *files,
        embed,
        OpenId(provider, OpenIdLogins(staff, provider.issuer)) if provider else None,
    )
