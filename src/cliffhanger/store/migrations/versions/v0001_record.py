"""The record begins: documents, statements, readings, decisions, titles to come, forecasts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cliffhanger.store.migrations.append_only import protect

revision = "0001"
down_revision = None

ID = sa.String(20)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make every table, and let the database refuse edits."""
    _documents()
    _statements()
    _decisions()
    _titles()
    _forecasts()


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", ID, primary_key=True),
        sa.Column("url", sa.String),
        sa.Column("title", sa.String),
        sa.Column("source", sa.String),
        sa.Column("authors", sa.JSON, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("note", sa.String),
        sa.Column("published_on", sa.Date, nullable=False),
        sa.Column("learned_on", sa.Date, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
    )
    op.create_table(
        "readings",
        sa.Column("id", ID, primary_key=True),
        sa.Column("document_id", ID, sa.ForeignKey("documents.id"), nullable=False, index=True),
        sa.Column("nth", sa.Integer, nullable=False),
        sa.Column("statement_ids", sa.JSON, nullable=False),
        sa.Column("learned_on", sa.Date, nullable=False),
    )
    protect("documents")
    protect("readings")


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("id", ID, primary_key=True),
        sa.Column("document_id", ID, sa.ForeignKey("documents.id"), nullable=False, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("series", sa.String, nullable=False),
        sa.Column("title_id", sa.String, index=True),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
        sa.Column("credited_to", sa.String),
        sa.Column("certainty", sa.String, nullable=False),
        sa.Column("event_date", sa.String),
        sa.Column("learned_on", sa.Date, nullable=False),
        sa.CheckConstraint("0 <= span_start AND span_start < span_end", name="span_has_characters"),
    )
    protect("statements")


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", ID, primary_key=True),
        sa.Column("title_id", sa.String, nullable=False, index=True),
        sa.Column("show_title", sa.String, nullable=False),
        sa.Column("season", sa.Integer),
        sa.Column("season_number", sa.Integer),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("seasons_ordered", sa.Integer),
        sa.Column("network", sa.String),
        sa.Column("announced_on", sa.String),
        sa.Column("precision", sa.String),
        sa.Column("learned_on", sa.Date, nullable=False),
        sa.Column("source_kind", sa.String, nullable=False),
        sa.Column("source", sa.String),
        sa.Column("source_url", sa.String),
        sa.Column("attributed_to", sa.String),
        sa.Column("certainty", sa.String, nullable=False),
        sa.Column("confidence", sa.String, nullable=False),
        sa.Column("document_id", ID, sa.ForeignKey("documents.id")),
        sa.Column("statement_id", ID, sa.ForeignKey("statements.id"), index=True),
        sa.Column("supersedes", ID, sa.ForeignKey("decisions.id")),
    )
    protect("decisions")


def _titles() -> None:
    op.create_table(
        "provisional_titles",
        sa.Column("id", ID, primary_key=True),
        sa.Column("title_id", sa.String, nullable=False, unique=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("learned_on", sa.Date, nullable=False),
    )
    op.create_table(
        "merges",
        sa.Column("id", ID, primary_key=True),
        sa.Column(
            "provisional_id",
            sa.String,
            sa.ForeignKey("provisional_titles.title_id"),
            nullable=False,
            index=True,
        ),
        sa.Column("title_id", sa.String, nullable=False, index=True),
        sa.Column("learned_on", sa.Date, nullable=False),
    )
    protect("provisional_titles")
    protect("merges")


def _forecasts() -> None:
    op.create_table(
        "forecasts",
        sa.Column("id", ID, primary_key=True),
        sa.Column("season_id", sa.String, nullable=False, index=True),
        sa.Column("show_title", sa.String, nullable=False),
        sa.Column("season_number", sa.Integer),
        sa.Column("category", sa.String, nullable=False),
        sa.Column("as_of", MOMENT, nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("p", sa.Double, nullable=False),
        sa.Column("low", sa.Double, nullable=False),
        sa.Column("high", sa.Double, nullable=False),
        sa.Column("model", sa.String, nullable=False),
        sa.Column("inputs_hash", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.CheckConstraint(
            "0 <= low AND low <= p AND p <= high AND high <= 1", name="odds_are_odds"
        ),
    )
    protect("forecasts")
