"""The switches that close a channel."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "public_1"
down_revision = None
branch_labels = ("public",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "switches",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("is_open", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("message_zh", "message_en", "changed_by")),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
