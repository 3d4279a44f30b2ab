"""The readers' tables: append-only like the rest, but for the lawful ways out."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from cliffhanger.days import UTC
from cliffhanger.errors import RecordError
from cliffhanger.store import readers as store
from cliffhanger.store.jsonl import export_jsonl
from cliffhanger.store.record import Base, Record, open_record

POSTGRES = os.environ.get("CLIFFHANGER_TEST_POSTGRES")
NOON = dt.datetime(2022, 11, 8, 12, tzinfo=UTC)
DAY = NOON.date()
TABLES = (
    "polls", "votes", "comments", "wordings", "reports", "actions", "admins", "erasures", "salts",
    "traces",
)  # fmt: skip


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'record.db'}"
        return
    if not POSTGRES:
        pytest.skip("CLIFFHANGER_TEST_POSTGRES names no database: tried on SQLite only")
    engine = sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    yield POSTGRES


@pytest.fixture
def record(url: str) -> Iterator[Record]:
    opened = open_record(url)
    fill(opened)
    yield opened
    opened.close()


def vote(poll: store.Poll, reader: str = "r1", nth: int = 1, nonce: str = "n1") -> store.Vote:
    return store.Vote(
        poll_id=poll.id,
        subject=poll.subject,
        reader=reader,
        choice="yes",
        nth=nth,
        nonce=nonce,
        cast_at=NOON,
    )


def poll() -> store.Poll:
    return store.Poll(
        subject="season/x",
        question="back",
        choices=["yes", "no"],
        labels=["Yes", "No"],
        closes_at=NOON,
    )


def comment(nonce: str = "n1") -> store.Comment:
    return store.Comment(subject="season/x", parent_id=None, voice=1, nonce=nonce, begun_at=NOON)


def wording(text: str = "Nothing much") -> store.Wording:
    return store.Wording(
        comment_id=comment().id,
        nth=1,
        reader="r1",
        text=text,
        spoiler=False,
        held=False,
        nonce="n1",
        written_at=NOON,
    )


def trace(day: dt.date = DAY) -> store.Trace:
    return store.Trace(day=day, address="a", reader="r1", kind="vote", what="x", at=NOON)


def one_of_each() -> list[Base]:
    said = comment()
    return [
        poll(),
        vote(poll()),
        said,
        wording(),
        store.Report(comment_id=said.id, reader="r2", reason="spam", reported_at=NOON),
        store.Action(
            comment_id=said.id,
            nth=1,
            action="hide",
            wording_id=None,
            reports=1,
            reader=None,
            admin="maria",
            acted_at=NOON,
        ),
        store.Admin(name="maria", nth=1, password_hash="$argon2id$", made_at=NOON),
        store.Erasure(of_table="votes", row_id="gone", erased_at=NOON),
        store.Salt(day=DAY, salt="ab"),
        trace(),
    ]


def fill(record: Record, rows: list[Base] | None = None) -> None:
    with record.write() as session:
        for row in rows or one_of_each():
            session.add(row)
            session.flush()


def count(record: Record, table: str) -> int:
    with record.read() as session:
        return session.scalar(sa.text(f"SELECT count(*) FROM {table}")) or 0


def run(record: Record, *statements: str) -> None:
    with record.write() as session:
        for statement in statements:
            session.execute(sa.text(statement))


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_edited(record: Record, table: str) -> None:
    with pytest.raises(RecordError, match="append-only"):
        run(record, f"UPDATE {table} SET id = 'other'")
    assert count(record, table) == 1


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_deleted_just_so(record: Record, table: str) -> None:
    if table in ("polls", "comments"):  # what hangs on them is refused first, or with them
        run(record, erase("votes"), erase("wordings"), erase("reports"))
    with pytest.raises(RecordError, match="append-only"):
        run(record, f"DELETE FROM {table}")
    assert count(record, table) == 1


def erase(table: str) -> str:
    return (
        "INSERT INTO erasures (id, of_table, row_id, erased_at) "
        f"SELECT 'e' || substr(id, 2), '{table}', id, '2022-11-08 12:00:00+00' FROM {table}"
    )


@pytest.mark.parametrize("table", ["votes", "wordings", "reports"])
def test_a_readers_own_row_goes_once_its_erasure_is_written(record: Record, table: str) -> None:
    run(record, erase(table), f"DELETE FROM {table}")
    assert count(record, table) == 0
    assert count(record, "erasures") == 2


def test_the_erasure_of_one_row_lets_no_other_go(record: Record) -> None:
    with record.write() as session:
        session.add(vote(poll(), "r2", nonce="n2"))
    run(record, erase("votes") + " WHERE reader = 'r1'", "DELETE FROM votes WHERE reader = 'r1'")
    with pytest.raises(RecordError, match="append-only"):
        run(record, "DELETE FROM votes")
    assert count(record, "votes") == 1


def test_an_erasure_says_nothing_of_what_was_erased() -> None:
    assert set(store.Erasure.__table__.columns.keys()) == {"id", "of_table", "row_id", "erased_at"}


def test_a_salt_goes_when_the_next_is_made_and_its_traces_after_it(record: Record) -> None:
    with pytest.raises(RecordError, match="append-only"):
        run(record, "DELETE FROM traces")
    with record.write() as session:
        session.add(store.Salt(day=DAY + dt.timedelta(days=1), salt="cd"))
    with pytest.raises(RecordError, match="append-only"):
        run(record, "DELETE FROM traces")
    run(record, "DELETE FROM salts WHERE day = '2022-11-08'", "DELETE FROM traces")
    with pytest.raises(RecordError, match="append-only"):
        run(record, "DELETE FROM salts")
    assert (count(record, "salts"), count(record, "traces")) == (1, 0)


@pytest.mark.parametrize(
    "row",
    [
        lambda: vote(poll(), nonce="n2"),
        lambda: vote(poll(), "r2"),
        lambda: store.Salt(day=DAY, salt="other"),
        lambda: store.Admin(name="maria", nth=1, password_hash="other", made_at=NOON),
    ],
    ids=["a second first vote", "a form sent twice", "a second salt", "a second first password"],
)
def test_what_there_is_once_is_there_once(record: Record, row: object) -> None:
    with pytest.raises(RecordError, match="nothing was written"), record.write() as session:
        session.add(row())  # type: ignore[operator]


def test_a_row_cannot_be_replaced_behind_the_back_of_the_api(tmp_path: Path) -> None:
    record = open_record(f"sqlite:///{tmp_path / 'record.db'}")
    fill(record)
    for table in TABLES:
        with pytest.raises(RecordError, match="append-only"):
            run(record, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    record.close()


def test_what_is_erased_is_overwritten_in_the_file(tmp_path: Path) -> None:
    record = open_record(f"sqlite:///{tmp_path / 'record.db'}")
    fill(record, [comment(), wording("UNSPEAKABLE " * 300)])
    run(record, erase("wordings"), "DELETE FROM wordings")
    record.settle()
    record.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("record.db*"))
    assert b"UNSPEAKABLE" not in kept


def test_an_export_of_the_record_holds_nothing_of_readers(record: Record) -> None:
    out = io.StringIO()
    assert export_jsonl(record, out) == 0
    assert out.getvalue() == ""


def test_a_record_from_before_readers_is_brought_up_to_date(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    url = f"sqlite:///{tmp_path / 'record.db'}"
    config = Config()
    config.set_main_option("script_location", "cliffhanger:store/migrations")
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    record = open_record(url)
    fill(record)
    assert [count(record, table) for table in TABLES] == [1] * len(TABLES)
    record.close()
