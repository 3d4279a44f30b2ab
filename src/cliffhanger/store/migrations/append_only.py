"""What makes a table append-only in the database itself."""

from __future__ import annotations

from alembic import op

REFUSAL = "the record is append-only"

_SQLITE = (
    """CREATE TRIGGER {table}_never_edited BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END""",
    """CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END""",
    # INSERT OR REPLACE deletes without telling the trigger above.
    """CREATE TRIGGER {table}_never_replaced BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{refusal}'); END""",
)
_POSTGRES = (
    """CREATE OR REPLACE FUNCTION refuse_to_edit() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER {table}_never_edited BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_to_edit()""",
    """CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_edit()""",
)


def protect(table: str) -> None:
    """Let the database refuse to edit, delete or replace rows of a table."""
    on_sqlite = op.get_context().dialect.name == "sqlite"
    for statement in _SQLITE if on_sqlite else _POSTGRES:
        op.execute(statement.format(table=table, refusal=REFUSAL))
