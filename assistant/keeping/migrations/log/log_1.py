"""The log of questions, what they cited, and what readers said of the answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "log_1"
down_revision = None
branch_labels = ("log",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("channel", "language", "script", "question", "answer", "outcome", "composer", "generation")
        ),
        *(sa.Column(name, sa.Float(53)) for name in ("likelihood", "milliseconds", "first_sentence_ms")),
    )
    op.create_index("questions_by_time", "questions", ["asked_at", "id"])
    op.create_index("questions_by_session", "questions", ["session"])
    op.create_table(
        "citations",
        sa.Column("question_id", sa.Text, sa.ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "source", "places", "title")),
        sa.Column("as_of", sa.Text),
    )
    op.create_index("citations_by_source", "citations", ["kind", "source"])
    op.create_table(
        "feedback",
        sa.Column("question_id", sa.Text, sa.ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("given_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("handled_by", sa.Text),
        sa.Column("handled_at", sa.BigInteger),
    )
