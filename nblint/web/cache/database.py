"""The file that keeps what is known of addresses: SQLite, and whatever can go wrong with it.

It may be a stranger's, so nothing in it is run and nothing in it has its size or its type for sure
(https://sqlite.org/security.html).
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from nblint.web.cache.cache_directory import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

LONGEST: Final = 200_000
"""How long a row may be (bytes)."""

_VERSION: Final = 1
_TABLE: Final = (
    "CREATE TABLE links (url TEXT PRIMARY KEY, asked REAL NOT NULL, record BLOB NOT NULL)"
)
_SCHEMA: Final = [(_TABLE.encode(),), (None,)]  # the table, and the index of its primary key
# How long another run may keep the file to itself before this one goes on without it (seconds).
_PATIENCE: Final = 2.0
# No scan reads more rows than this: in a file from elsewhere the tree may hold itself many times.
_MOST_ROWS: Final = 1_000_000
_ALL: Final = "SELECT record FROM links LIMIT ?"
_SOME: Final = "SELECT record FROM links WHERE url IN"
_FORGET: Final = (
    "DELETE FROM links WHERE url IN "
    "(SELECT url FROM (SELECT url, asked FROM links LIMIT ?) WHERE asked < ?)"
)
# What SQLite says of a file that is none of its own, is broken, or has a row that is too long.
_BROKEN: Final = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_TOOBIG})


class DatabaseError(Exception):
    """Why the file cannot be used, in one line; `damaged` where no later run could use it."""

    def __init__(self, message: str, *, damaged: bool = False) -> None:
        super().__init__(message)
        self.damaged = damaged


class Database:
    """The open file, begun where there is none. All that it does raises DatabaseError.

    Its journal is SQLite's rollback journal: what a killed run leaves, the next one rolls back. A
    write-ahead log is no faster for a few large writes, and it needs shared memory, which network
    file systems lack, and files of its own even to be read (https://sqlite.org/wal.html).
    """

    def __init__(self, folder: Path) -> None:
        with _trouble():
            self._connection = _connect(prepare(folder))

    def read(self, urls: Sequence[str]) -> Iterator[bytes]:
        """Yield the records of those addresses, a few hundred at most, that have one."""
        marks = ", ".join("?" * len(urls))
        with _trouble():
            for (record,) in self._connection.execute(f"{_SOME} ({marks})", urls):
                yield record

    def read_all(self) -> Iterator[bytes]:
        """Yield all records."""
        with _trouble():
            for (record,) in self._connection.execute(_ALL, (_MOST_ROWS,)):
                yield record

    def write(self, rows: Iterable[tuple[str, float, bytes]]) -> None:
        """Keep records, each with its address and when that was asked: all of them or none."""
        with _trouble(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO links VALUES (?, ?, ?)", rows)

    def forget(self, before: float) -> None:
        """Remove what was last asked before a time, in seconds since the epoch."""
        with _trouble():
            self._connection.execute(_FORGET, (_MOST_ROWS, before))

    def close(self) -> None:
        """Let go of the file."""
        with _trouble():
            self._connection.close()


@contextmanager
def _trouble() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        # The low byte is the kind of error (https://sqlite.org/rescode.html).
        kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
        raise DatabaseError(str(error), damaged=kind in _BROKEN) from error
    except UnicodeDecodeError as error:  # in the words of SQLite, which quote the file
        message = "it is broken"
        raise DatabaseError(message, damaged=True) from error
    except OSError as error:
        raise DatabaseError(error.strerror or str(error)) from error


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.text_factory = bytes  # a stranger's text may be no UTF-8
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        _check_schema(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_schema(connection: sqlite3.Connection) -> None:
    if not _schema(connection):
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            # Another run may have begun the file just now.
            connection.execute(_TABLE.replace("TABLE", "TABLE IF NOT EXISTS"))
            connection.execute(f"PRAGMA user_version = {_VERSION}")
    ((version,),) = connection.execute("PRAGMA user_version")
    if version > _VERSION:
        message = "it is of a newer nblint; `nblint cache clear` removes it"
        raise DatabaseError(message)
    if version < _VERSION or _schema(connection) != _SCHEMA:
        message = "it is not a link cache of nblint"
        raise DatabaseError(message, damaged=True)


def _schema(connection: sqlite3.Connection) -> list[tuple[bytes | None]]:
    return connection.execute("SELECT sql FROM sqlite_master LIMIT 3").fetchall()
