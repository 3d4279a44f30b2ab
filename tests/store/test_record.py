from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from cliffhanger.days import UTC
from cliffhanger.errors import DeskError, FileError, RecordError
from cliffhanger.store import record as store
from cliffhanger.store.jsonl import export_jsonl, import_jsonl
from cliffhanger.store.record import Base, Document, Forecast, Record, content_id, open_record

DAY = dt.date(2022, 11, 8)
POSTGRES = os.environ.get("CLIFFHANGER_TEST_POSTGRES")
EDITS = (
    "UPDATE documents SET title = 'other'",
    "DELETE FROM documents",
    "DELETE FROM forecasts",
    "UPDATE decisions SET decision = 'renewed'",
)


def document(text: str = "Partner Track is canceled.") -> Document:
    return Document(
        url=None,
        title="Canceled",
        source="Our desk",
        authors=["A. Reporter"],
        language="en",
        note=None,
        published_on=DAY,
        learned_on=DAY,
        text=text,
        sha256="0" * 64,
    )


def forecast(p: float = 0.4) -> Forecast:
    return Forecast(
        season_id="partner-track-s1",
        show_title="Partner Track",
        season_number=1,
        category="TV (English)",
        as_of=dt.datetime(2022, 11, 8, tzinfo=UTC),
        issued_at=dt.datetime(2022, 11, 8, 0, 0, 1, 250, tzinfo=UTC),
        p=p,
        low=0.2,
        high=0.7,
        model="base rate",
        inputs_hash="abc",
        version="0.1.0",
        rule="a further season is ordered",
    )


def decision(**changes: object) -> store.Decision:
    given: dict[str, object] = {
        "title_id": "partner-track",
        "show_title": "Partner Track",
        "season": 1,
        "season_number": 1,
        "decision": "canceled",
        "seasons_ordered": None,
        "network": "Netflix",
        "announced_on": "2022-11-08",
        "precision": "day",
        "learned_on": DAY,
        "source_kind": "article",
        "source": "Our desk",
        "source_url": None,
        "attributed_to": None,
        "certainty": "stated",
        "confidence": "high",
        "document_id": None,
        "statement_id": None,
        "supersedes": None,
    }
    return store.Decision(**(given | changes))  # type: ignore[arg-type]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'desk' / 'record.db'}"
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
    yield opened
    opened.close()


def count(record: Record, table: type[Base]) -> int:
    with record.read() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_fresh_desk_has_every_table_of_the_model(record: Record) -> None:
    with record.read() as session:
        context = MigrationContext.configure(session.connection())
        assert compare_metadata(context, Base.metadata) == []


def test_the_code_knows_the_newest_migration() -> None:
    scripts = ScriptDirectory(str(Path(store.__file__).parent / "migrations"))
    assert scripts.get_current_head() == store.HEAD


def test_saving_the_same_row_twice_changes_nothing(record: Record) -> None:
    assert record.add([document(), document(), forecast()]) == 2
    assert record.add([forecast(), document()]) == 0
    assert count(record, Document) == 1


def test_rows_come_back_as_they_went_in(record: Record) -> None:
    record.add([document("Zoë — ‘end’ 🎬"), forecast()])
    with record.read() as session:
        back = session.scalars(sa.select(Document)).one()
        odds = session.scalars(sa.select(Forecast)).one()
    assert back.as_dict() == document("Zoë — ‘end’ 🎬").as_dict()
    assert odds.as_dict() == forecast().as_dict()
    assert content_id(odds) == odds.id


def test_an_id_is_made_of_the_content() -> None:
    assert document().id == "a8ab6cb40661cd9d2438"
    assert document("Other words.").id != document().id


@pytest.mark.parametrize("edit", EDITS)
def test_nothing_recorded_can_be_edited_or_deleted(record: Record, edit: str) -> None:
    record.add([document(), forecast(), decision()])
    said = "append-only; add a row that supersedes it"
    with pytest.raises(RecordError, match=said), record.write() as session:
        session.execute(sa.text(edit))
    assert count(record, Document) == count(record, Forecast) == 1


def test_every_table_refuses_edits(record: Record) -> None:
    triggers = {
        "sqlite": "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT DISTINCT event_object_table FROM information_schema.triggers",
    }
    with record.read() as session:
        dialect = session.connection().dialect.name
        guarded = set(session.scalars(sa.text(triggers[dialect])))
    assert guarded == set(Base.metadata.tables)


def test_a_row_cannot_be_replaced_behind_the_back_of_the_api(tmp_path: Path) -> None:
    record = open_record(f"sqlite:///{tmp_path / 'record.db'}")
    record.add([document()])
    with pytest.raises(RecordError, match="append-only"), record.write() as session:
        session.execute(sa.text("INSERT OR REPLACE INTO documents SELECT * FROM documents"))
    record.close()


def test_an_orm_edit_is_refused_too(record: Record) -> None:
    record.add([forecast()])
    with pytest.raises(RecordError, match="append-only"), record.write() as session:
        session.scalars(sa.select(Forecast)).one().p = 0.9
    with record.read() as session:
        assert session.scalars(sa.select(Forecast.p)).one() == 0.4


def test_a_batch_with_one_bad_row_leaves_nothing(record: Record) -> None:
    with pytest.raises(RecordError, match="nothing was written"):
        record.add([document(), forecast(p=0.99)])
    assert count(record, Document) == 0


def test_a_correction_is_a_newer_row(record: Record) -> None:
    record.add([decision()])
    record.add([decision(decision="withdrawn", supersedes=decision().id)])
    assert count(record, store.Decision) == 2


def test_sqlite_keeps_a_write_ahead_log(tmp_path: Path) -> None:
    record = open_record(f"sqlite:///{tmp_path / 'record.db'}")
    with record.read() as session:
        assert session.scalar(sa.text("PRAGMA journal_mode")) == "wal"
    record.close()


def test_a_record_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    record = open_record(url)
    with record.write() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    record.close()
    with pytest.raises(DeskError, match="version 9999, newer than this Cliffhanger"):
        open_record(url)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "not a database URL"),
        ("oracle2://x", "not a database URL"),
        ("sqlite:////proc/nowhere/record.db", "cannot be made"),
    ],
)
def test_a_wrong_address_is_explained(url: str, said: str) -> None:
    with pytest.raises(DeskError, match=said):
        open_record(url)


def test_a_file_that_is_no_record_is_explained_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    file.write_bytes(b"these are my notes, not a database" * 100)
    with pytest.raises(DeskError, match="not a database"):
        open_record(f"sqlite:///{file}")
    assert file.read_bytes().startswith(b"these are my notes")


def test_two_processes_may_open_a_fresh_record_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    code = f"from cliffhanger.store.record import open_record; open_record({url!r}).close()"
    both = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]


def test_a_record_goes_out_and_comes_in_the_same(record: Record, tmp_path: Path) -> None:
    first = decision()
    second = decision(decision="renewed", supersedes=first.id)
    third = decision(decision="canceled", network="NBC", supersedes=second.id)
    record.add([document("Zoë — line\u2028two"), forecast(), first, second, third])
    out = io.StringIO()
    assert export_jsonl(record, out) == 5
    file = tmp_path / "record.jsonl"
    file.write_text(out.getvalue(), encoding="utf-8")
    other = open_record(f"sqlite:///{tmp_path / 'other.db'}")
    assert import_jsonl(other, file) == 5
    assert import_jsonl(other, file) == 0
    again = io.StringIO()
    export_jsonl(other, again)
    assert again.getvalue() == out.getvalue()
    other.close()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": "Partner Track is renewed."}, "line 2: the row was changed after its export"),
        ({"table": "secrets"}, "line 2: this is not a row of a record"),
        ({"published_on": "someday"}, "line 2: this is not a row of a record"),
    ],
)
def test_a_changed_export_is_refused_whole(
    tmp_path: Path, change: dict[str, str], said: str
) -> None:
    row = {"table": "documents"} | document().as_dict()
    good = {"table": "documents"} | document("Another.").as_dict()
    file = tmp_path / "record.jsonl"
    file.write_text(f"{json.dumps(good)}\n{json.dumps(row | change)}\n", encoding="utf-8")
    record = open_record(f"sqlite:///{tmp_path / 'record.db'}")
    with pytest.raises(FileError, match=said):
        import_jsonl(record, file)
    assert count(record, Document) == 0
    record.close()
