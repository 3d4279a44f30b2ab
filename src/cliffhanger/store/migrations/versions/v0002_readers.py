"""Readers: polls and votes, comments and their moderation, erasures, the day's salt and traces."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from cliffhanger.store.migrations.append_only import REFUSAL, protect

revision = "0002"
down_revision = "0001"

ID = sa.String(20)
MOMENT = sa.DateTime(timezone=True)

_LAWFUL = {
    "votes": "EXISTS (SELECT 1 FROM erasures WHERE row_id = OLD.id)",
    "wordings": "EXISTS (SELECT 1 FROM erasures WHERE row_id = OLD.id)",
    "reports": "EXISTS (SELECT 1 FROM erasures WHERE row_id = OLD.id)",
    "salts": "EXISTS (SELECT 1 FROM salts WHERE day > OLD.day)",
    "traces": "NOT EXISTS (SELECT 1 FROM salts WHERE day = OLD.day)",
}
"""When a row may go. Everything else about these tables is append-only like the rest."""

_SQLITE = (
    """CREATE TRIGGER {table}_never_edited BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END""",
    """CREATE TRIGGER {table}_deleted_lawfully BEFORE DELETE ON {table} WHEN NOT ({lawful})
BEGIN SELECT RAISE(ABORT, '{refusal}'); END""",
    """CREATE TRIGGER {table}_never_replaced BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{refusal}'); END""",
)
_POSTGRES = (
    """CREATE FUNCTION {table}_deleted_lawfully() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF NOT ({lawful}) THEN
RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
RETURN OLD; END $$""",
    """CREATE TRIGGER {table}_never_edited BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_to_edit()""",
    """CREATE TRIGGER {table}_deleted_lawfully BEFORE DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_deleted_lawfully()""",
    """CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_edit()""",
)


def upgrade() -> None:
    """Make every table, and let the database refuse edits and unlawful deletions."""
    _erasures()
    _polls()
    _comments()
    _moderation()
    _traces()
    for table in ("polls", "comments", "actions", "admins", "erasures"):
        protect(table)
    on_sqlite = op.get_context().dialect.name == "sqlite"
    for table, lawful in _LAWFUL.items():
        for statement in _SQLITE if on_sqlite else _POSTGRES:
            op.execute(statement.format(table=table, lawful=lawful, refusal=REFUSAL))


def _table(name: str, *parts: Any) -> None:
    op.create_table(name, sa.Column("id", ID, primary_key=True), *parts)


def _text(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.String, **({"nullable": False} | options))


def _erasures() -> None:
    _table(
        "erasures",
        _text("of_table"),
        _text("row_id", unique=True),
        sa.Column("erased_at", MOMENT, nullable=False),
    )


def _polls() -> None:
    _table(
        "polls",
        _text("subject", index=True),
        _text("question"),
        sa.Column("choices", sa.JSON, nullable=False),
        sa.Column("labels", sa.JSON, nullable=False),
        sa.Column("closes_at", MOMENT, nullable=False),
    )
    _table(
        "votes",
        sa.Column("poll_id", ID, sa.ForeignKey("polls.id"), nullable=False, index=True),
        _text("subject"),
        _text("reader", index=True),
        _text("choice"),
        sa.Column("nth", sa.Integer, nullable=False),
        _text("nonce", unique=True),
        sa.Column("cast_at", MOMENT, nullable=False),
        sa.UniqueConstraint("subject", "reader", "nth"),
    )


def _comments() -> None:
    _table(
        "comments",
        _text("subject", index=True),
        sa.Column("parent_id", ID, sa.ForeignKey("comments.id"), index=True),
        sa.Column("voice", sa.Integer, nullable=False),
        _text("nonce", unique=True),
        sa.Column("begun_at", MOMENT, nullable=False),
    )
    _table(
        "wordings",
        sa.Column("comment_id", ID, sa.ForeignKey("comments.id"), nullable=False),
        sa.Column("nth", sa.Integer, nullable=False),
        _text("reader", index=True),
        _text("text"),
        sa.Column("spoiler", sa.Boolean, nullable=False),
        sa.Column("held", sa.Boolean, nullable=False),
        _text("nonce", unique=True),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.UniqueConstraint("comment_id", "nth"),
    )


def _moderation() -> None:
    _table(
        "reports",
        sa.Column("comment_id", ID, sa.ForeignKey("comments.id"), nullable=False),
        _text("reader", index=True),
        _text("reason"),
        sa.Column("reported_at", MOMENT, nullable=False),
        sa.UniqueConstraint("comment_id", "reader"),
    )
    _table(
        "actions",
        sa.Column("comment_id", ID, sa.ForeignKey("comments.id"), nullable=False),
        sa.Column("nth", sa.Integer, nullable=False),
        _text("action"),
        _text("wording_id", nullable=True),
        sa.Column("reports", sa.Integer, nullable=False),
        _text("reader", nullable=True, index=True),
        _text("admin"),
        sa.Column("acted_at", MOMENT, nullable=False),
        sa.UniqueConstraint("comment_id", "nth"),
    )
    _table(
        "admins",
        _text("name"),
        sa.Column("nth", sa.Integer, nullable=False),
        _text("password_hash", nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("name", "nth"),
    )


def _traces() -> None:
    _table("salts", sa.Column("day", sa.Date, nullable=False, unique=True), _text("salt"))
    _table(
        "traces",
        sa.Column("day", sa.Date, nullable=False),
        _text("address"),
        _text("reader"),
        _text("kind"),
        _text("what"),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("day", "address", "what"),
    )
    op.create_index("ix_traces_kind_address", "traces", ["kind", "address"])
    op.create_index("ix_traces_kind_reader", "traces", ["kind", "reader"])
