"""The first tables: events, documents, identifiers and the head of the chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables and the row at which writers queue up."""
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("case_key", sa.String(40), nullable=False, index=True),
        sa.Column("subject", sa.String(80), nullable=False, index=True),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("before", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False, index=True),
        sa.Column("case_key", sa.String(40), nullable=False, index=True),
        sa.Column("parent", sa.String(80), nullable=True, index=True),
        sa.Column("kept_at", sa.String(40), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=True),
        sa.Column("content", sa.String(64), nullable=False),
    )
    op.create_table(
        "identifiers",
        sa.Column("case_key", sa.String(40), primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    head = op.create_table(
        "head",
        sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.bulk_insert(head, [{"one": 1, "seq": 0, "hash": ""}])
