"""The states of logins through a provider that have been spent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "staff_2"
down_revision = "staff_1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spent_states",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("spent_at", sa.BigInteger, nullable=False),
    )
