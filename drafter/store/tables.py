"""The tables of the store. What the columns mean stands here; how they came to be stands in `migrations/`."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

events = sa.Table(
    "events", metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False, comment="1, 2, 3 … without a gap"),
    sa.Column("at", sa.String(40), nullable=False, comment="moment in UTC, RFC 3339"),
    sa.Column("actor", sa.String(200), nullable=False, comment="who acted, as given"),
    sa.Column("act", sa.String(40), nullable=False, comment="what was done"),
    sa.Column("case_key", sa.String(40), nullable=False, index=True, comment="the case; empty for the store itself"),
    sa.Column("subject", sa.String(80), nullable=False, index=True, comment="id of what was acted on"),
    sa.Column("told", sa.Text, nullable=False, comment="facts of the act as JSON, without identifiers"),
    sa.Column("content", sa.String(64), nullable=False, comment="hash of the document that came with it; may be empty"),
    sa.Column("before", sa.String(64), nullable=False, comment="hash of the event before"),
    sa.Column("hash", sa.String(64), nullable=False, comment="hash of this row"),
)  # fmt: skip
"""The chain of acts. Rows are added and never changed."""

documents = sa.Table(
    "documents", metadata,
    sa.Column("id", sa.String(80), primary_key=True, comment="of a case, draft, decision, request or letter"),
    sa.Column("kind", sa.String(20), nullable=False, index=True),
    sa.Column("case_key", sa.String(40), nullable=False, index=True),
    sa.Column("parent", sa.String(80), nullable=True, index=True, comment="the document it was made from"),
    sa.Column("kept_at", sa.String(40), nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=True, comment="the bytes; none once purged"),
    sa.Column("content", sa.String(64), nullable=False, comment="hash of the bytes"),
)  # fmt: skip
"""What was acted on, as kept; it goes when member data is purged, and its hash stays in the chain."""

identifiers = sa.Table(
    "identifiers", metadata,
    sa.Column("case_key", sa.String(40), primary_key=True),
    sa.Column("body", sa.Text, nullable=False, comment="member and provider as JSON"),
)  # fmt: skip
"""Who a case is about, apart from everything else."""

head = sa.Table(
    "head", metadata,
    sa.Column("one", sa.Integer, primary_key=True, autoincrement=False, comment="always 1"),
    sa.Column("seq", sa.Integer, nullable=False, comment="how many events there are"),
    sa.Column("hash", sa.String(64), nullable=False, comment="hash of the last one"),
)  # fmt: skip
"""The end of the chain: writers queue up at this row, and a chain cut short does not fit it."""
