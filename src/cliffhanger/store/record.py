"""The record: what was read, said, decided and forecast, in SQL, and never edited.

    documents ─< readings              a text, and each time it was read
    documents ─< statements            what it says, tied to its characters
    decisions                          one source's word on a series' future
    provisional_titles ─< merges       series new to us, and what they turned out to be
    forecasts                          odds as they were issued

Ids are hashes of content, so that saving the same thing twice changes nothing. A correction is a
newer row that supersedes. The database itself refuses edits and deletions (see `migrations`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, Session, mapped_column

from cliffhanger.days import UTC
from cliffhanger.errors import DeskError, RecordError

HEAD = "0002"
"""The migration this code is written for; a test holds it equal to the newest in `migrations`."""
_WAIT = 30
"""Seconds to wait for another process that is writing."""
_LOCK = 0xC11F
_CHUNK = 500


class Moment(sa.TypeDecorator[dt.datetime]):
    """A moment in UTC, also where the database keeps no time zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> Any:
        """In UTC; without its zone where the database has none."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> dt.datetime | None:
        """With the zone."""
        if value is None:
            return None
        found: dt.datetime = value
        return found.replace(tzinfo=UTC) if dialect.name == "sqlite" else found.astimezone(UTC)


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """A row that is written once. Its id is the hash of everything else in it."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        dt.datetime: Moment(),
        dict[str, Any]: sa.JSON(),
        list[str]: sa.JSON(),
    }

    def __post_init__(self) -> None:
        """Give the row its id."""
        self.id = content_id(self)

    id: Mapped[str] = mapped_column(sa.String(20), primary_key=True, init=False)

    def as_dict(self) -> dict[str, Any]:
        """The row as JSON has it: days and moments as ISO text."""
        return {c.key: _plain(getattr(self, c.key)) for c in sa.inspect(type(self)).columns}


class Document(Base):
    """One dated text, as it was published."""

    __tablename__ = "documents"
    url: Mapped[str | None]
    title: Mapped[str | None]
    source: Mapped[str | None]
    authors: Mapped[list[str]]
    language: Mapped[str]
    note: Mapped[str | None]
    published_on: Mapped[dt.date]
    learned_on: Mapped[dt.date]
    text: Mapped[str]
    sha256: Mapped[str]


class Reading(Base):
    """One reading of a document: what it was found to say, in order. The last (`nth`) counts."""

    __tablename__ = "readings"
    document_id: Mapped[str] = mapped_column(sa.ForeignKey("documents.id"), index=True)
    nth: Mapped[int]
    statement_ids: Mapped[list[str]]
    learned_on: Mapped[dt.date]


class Statement(Base):
    """One thing a document says: `value` has the keys of `read --json`, the span is half-open."""

    __tablename__ = "statements"
    document_id: Mapped[str] = mapped_column(sa.ForeignKey("documents.id"), index=True)
    kind: Mapped[str]
    series: Mapped[str]
    title_id: Mapped[str | None] = mapped_column(index=True)
    value: Mapped[dict[str, Any]]
    span_start: Mapped[int]
    span_end: Mapped[int]
    credited_to: Mapped[str | None]
    certainty: Mapped[str]
    event_date: Mapped[str | None]
    learned_on: Mapped[dt.date]


class Decision(Base):
    """One source's word on a series' future: a statement's, or a row of the bundled table.

    `season` is the season as the source names it, `season_number` the last season that was out.
    `announced_on` is a day, month or year (`precision`); None where the source does not say.
    """

    __tablename__ = "decisions"
    title_id: Mapped[str] = mapped_column(index=True)
    show_title: Mapped[str]
    season: Mapped[int | None]
    season_number: Mapped[int | None]
    decision: Mapped[str]
    seasons_ordered: Mapped[int | None]
    network: Mapped[str | None]
    announced_on: Mapped[str | None]
    precision: Mapped[str | None]
    learned_on: Mapped[dt.date]
    source_kind: Mapped[str]
    source: Mapped[str | None]
    source_url: Mapped[str | None]
    attributed_to: Mapped[str | None]
    certainty: Mapped[str]
    confidence: Mapped[str]
    document_id: Mapped[str | None] = mapped_column(sa.ForeignKey("documents.id"))
    statement_id: Mapped[str | None] = mapped_column(sa.ForeignKey("statements.id"), index=True)
    supersedes: Mapped[str | None] = mapped_column(sa.ForeignKey("decisions.id"))


class ProvisionalTitle(Base):
    """A series that a document names and the catalogue does not: an id until it is known."""

    __tablename__ = "provisional_titles"
    title_id: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    learned_on: Mapped[dt.date]


class Merge(Base):
    """A provisional title that turned out to be a known one."""

    __tablename__ = "merges"
    provisional_id: Mapped[str] = mapped_column(
        sa.ForeignKey("provisional_titles.title_id"), index=True
    )
    title_id: Mapped[str] = mapped_column(index=True)
    learned_on: Mapped[dt.date]


class Forecast(Base):
    """Odds that a further season is ordered, as issued: probabilities 0 to 1."""

    __tablename__ = "forecasts"
    season_id: Mapped[str] = mapped_column(index=True)
    show_title: Mapped[str]
    season_number: Mapped[int | None]
    category: Mapped[str]
    as_of: Mapped[dt.datetime]
    issued_at: Mapped[dt.datetime]
    p: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    model: Mapped[str]
    inputs_hash: Mapped[str]
    version: Mapped[str]
    rule: Mapped[str]


TABLES: tuple[type[Base], ...] = (
    Document,
    Statement,
    Reading,
    Decision,
    ProvisionalTitle,
    Merge,
    Forecast,
)
"""Every table, in the order rows may be written."""


def content_id(row: Base) -> str:
    """The id of a row: the first 20 hex digits of the SHA-256 of its table and content."""
    content = {key: value for key, value in row.as_dict().items() if key != "id"}
    return hashlib.sha256(canonical([row.__tablename__, content]).encode()).hexdigest()[:20]


def canonical(value: Any) -> str:
    """JSON with one spelling for one value: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value


class Record:
    """An open record. Made by `open_record`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._reader = engine
        self._writer = engine.execution_options(writes=True)

    @property
    def where(self) -> str:
        """The record's address, without a password."""
        return self._reader.url.render_as_string(hide_password=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for looking; rows stay usable after it. Raises DeskError when out of reach."""
        with _explained(self.where), Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session for adding: all of it is kept at the end, or nothing.

        Raises RecordError when the database refuses (an edit, a deletion, a broken link),
        DeskError when it is out of reach or another process has been writing for too long.
        """
        with (
            _explained(self.where),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def add(self, rows: Iterable[Base]) -> int:
        """Add rows, all or none; how many were new. Rows that are there already change nothing."""
        with self.write() as session:
            return add_new(session, rows)

    def settle(self) -> None:
        """Fold SQLite's write-ahead log into the file, so that nothing erased lingers in the log.

        Does as much as it can while others are reading; what is left goes with the next one.
        """
        if self._reader.dialect.name != "sqlite":
            return
        with _explained(self.where), closing(self._reader.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the database."""
        self._reader.dispose()


def add_new(session: Session, rows: Iterable[Base]) -> int:
    """Add the rows that are not there yet, in the order links need; how many those were."""
    given = list({row.id: row for row in rows}.values())
    added = 0
    for table in TABLES:
        mine = [row for row in given if type(row) is table]
        there = _there(session, table, [row.id for row in mine])
        fresh = [row for row in mine if row.id not in there]
        if fresh:
            keys = [c.key for c in sa.inspect(table).columns]
            session.execute(sa.insert(table), [{k: getattr(r, k) for k in keys} for r in fresh])
        added += len(fresh)
    return added


def _there(session: Session, table: type[Base], ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        found.update(session.scalars(sa.select(table.id).where(table.id.in_(chunk))))
    return found


@contextmanager
def _explained(where: str) -> Iterator[None]:
    try:
        yield
    except (sa.exc.IntegrityError, sa.exc.ProgrammingError, sa.exc.InternalError) as error:
        said = str(error.orig).splitlines()[0]
        fix = "add a row that supersedes it" if "append-only" in said else "nothing was written"
        raise RecordError(f"the record refuses: {said}", where=where, fix=fix) from None
    except sa.exc.DBAPIError as error:
        said = str(error.orig).splitlines()[0]
        raise DeskError(f"the record cannot be used: {said}", where=where) from None


def open_record(url: str) -> Record:
    """The record at an SQLAlchemy URL, made or brought up to date where needed.

    Raises DeskError when the URL is not one, the database is out of reach or is not a record, or
    it was written by a newer Cliffhanger.
    """
    engine = _engine(url)
    record = Record(engine)
    with _explained(record.where):
        with engine.connect() as connection:
            current = _version(connection)
        if current != HEAD:
            _upgrade(engine, record.where)
    return record


def _engine(url: str) -> sa.Engine:
    try:
        address = sa.make_url(url)
        engine = sa.create_engine(address)
    except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError) as error:
        raise DeskError(
            f"the record's address is not a database URL ({type(error).__name__})",
            fix="write sqlite:///path/record.db or postgresql://user@host/name",
        ) from None
    except ModuleNotFoundError as error:
        raise DeskError(
            f"the record's address needs the driver {error.name}", fix=f"pip install {error.name}"
        ) from None
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    return engine


def _prepare_sqlite(engine: sa.Engine) -> None:
    file = engine.url.database
    if file and file != ":memory:":
        try:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DeskError(f"the desk cannot be made: {error.strerror}", where=file) from None

    @sa.event.listens_for(engine, "connect")
    def _connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN, so that migrations are whole too
        connection.execute(f"PRAGMA busy_timeout = {_WAIT * 1000}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what was lawfully erased is overwritten

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A reader that turns writer half-way cannot wait for another: writers say so at once.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _version(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return found


def _upgrade(engine: sa.Engine, where: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    from cliffhanger.store import readers  # noqa: F401  (its tables are of the record too)

    config = Config()
    config.set_main_option("script_location", "cliffhanger:store/migrations")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        current = _version(connection)
        if current is not None and current not in known:
            raise DeskError(
                f"the record has version {current}, newer than this Cliffhanger ({HEAD})",
                where=where,
                fix="upgrade Cliffhanger",
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
