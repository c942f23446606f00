"""The tables as they are now. How a database comes to them is in `assistant.keeping.migrations`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from corpus.schemas import Audience

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(TypeDecorator[datetime]):
    """A moment, kept as microseconds since 1970 so that it is the same, and exact, in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else _EPOCH + timedelta(microseconds=value)


metadata = MetaData()

# --- in both databases ------------------------------------------------------------------------------------------------

questions = Table(
    "questions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("session", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("channel", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("script", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("composer", Text, nullable=False),
    Column("generation", Text, nullable=False),
    Column("likelihood", Float(53)),
    Column("milliseconds", Float(53)),
    Column("first_sentence_ms", Float(53)),
    Index("questions_by_time", "asked_at", "id"),
    Index("questions_by_session", "session"),
)

citations = Table(
    "citations",
    metadata,
    Column("question_id", Text, ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("places", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("as_of", Text),
    Index("citations_by_source", "kind", "source"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("question_id", Text, ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("comment", Text, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("handled_by", Text),
    Column("handled_at", Moment),
)

# --- in the public database only --------------------------------------------------------------------------------------

switches = Table(
    "switches",
    metadata,
    Column("name", Text, primary_key=True),
    Column("is_open", Boolean, nullable=False),
    Column("message_zh", Text, nullable=False),
    Column("message_en", Text, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

# --- in the staff database only ---------------------------------------------------------------------------------------

accounts = Table(
    "accounts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("password_hash", Text),
    Column("issuer", Text),
    Column("subject", Text),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("issuer", "subject", name="accounts_by_subject"),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_digest", Text, primary_key=True),
    Column("account_id", Text, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("address", Text, nullable=False),
    Index("staff_sessions_by_account", "account_id"),
)

failures = Table(
    "failures",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("locked_until", Moment),
)

spent_states = Table(
    "spent_states",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("spent_at", Moment, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("address", Text, nullable=False),
    Index("audit_by_time", "at"),
    sqlite_autoincrement=True,  # the number of an entry is never given again
)

TABLES: dict[Audience, tuple[Table, ...]] = {
    "public": (questions, citations, feedback, switches),
    "staff": (questions, citations, feedback, accounts, staff_sessions, failures, spent_states, audit),
}
"""The tables of each database."""
