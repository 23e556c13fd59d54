"""A damaged file is set aside, and what a run finds goes into a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from histories import BEGUN_ANEW, DAY, GIVEN_UP, URLS, change, failing_since_two_runs, known, settle
from nblint.web.cache.database import Database, DatabaseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return failing_since_two_runs(tmp_path)


def cut(length: int) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(file.read_bytes()[:length])


def overwrite(start: int) -> Callable[[Path], object]:
    def damage(file: Path) -> None:
        content = file.read_bytes()
        file.write_bytes(content[:start] + b"\xff" * 3_000 + content[start + 3_000 :])

    return damage


def replace_by(statement: str) -> Callable[[Path], object]:
    def damage(file: Path) -> None:
        file.unlink()
        change(file, statement)

    return damage


TABLE = "CREATE TABLE links (url TEXT PRIMARY KEY, asked REAL NOT NULL, record BLOB NOT NULL);"
DAMAGES = {
    "garbage": lambda file: file.write_bytes(b"garbage" * 1_000),
    "cut in its header": cut(50),
    "cut after a page": cut(4_096),
    "cut within a page": cut(10_000),
    "overwritten at the start": overwrite(0),
    "overwritten in its schema": overwrite(1_100),
    "overwritten in the middle": overwrite(8_192),
    "without a version": replace_by(TABLE),
    "of another schema": replace_by(f"CREATE TABLE other (x); PRAGMA user_version = 1; {TABLE}"),
    "with a trigger": lambda file: change(
        file, "CREATE TRIGGER t AFTER INSERT ON links BEGIN DELETE FROM links; END"
    ),
    "with a schema in no UTF-8": lambda file: change(
        file,
        "PRAGMA writable_schema = ON; "
        "UPDATE sqlite_master SET name = CAST(x'8D' AS TEXT), sql = 'CREATE nothing'",
    ),
    "a view that never ends": replace_by(
        "PRAGMA user_version = 1; CREATE VIEW links AS WITH RECURSIVE c(url, asked, record) AS "
        "(SELECT 1, 1, 1 UNION ALL SELECT url, asked, record FROM c) SELECT * FROM c"
    ),
    "with a row too long": lambda file: change(file, "UPDATE links SET record = zeroblob(200001)"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_file_is_set_aside_and_begun_anew(
    folder: Path, damage: Callable[[Path], object]
) -> None:
    damage(folder / "links.db")
    content = (folder / "links.db").read_bytes()
    history = settle(folder, 2 * DAY)
    assert history.warning is not None
    assert history.warning.startswith(BEGUN_ANEW)
    assert (folder / "links.db.damaged").read_bytes() == content
    assert (settle(folder, 2 * DAY).warning, known(folder)) == (None, len(URLS))


def test_empty_file_is_begun(folder: Path) -> None:
    cut(0)(folder / "links.db")
    assert (settle(folder, 0.0).warning, known(folder)) == (None, len(URLS))


@pytest.mark.parametrize("name", ["links.db-journal", "links.db-wal"])
@pytest.mark.parametrize("content", [b"", b"garbage", b"garbage" * 1_000])
def test_garbage_beside_the_file_is_of_no_matter(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    assert (settle(folder, 0.0).warning, known(folder)) == (None, len(URLS))


def test_file_with_a_write_ahead_log_serves_too(folder: Path) -> None:
    change(folder / "links.db", "PRAGMA journal_mode = WAL")
    assert (settle(folder, 0.0).warning, known(folder)) == (None, len(URLS))


def test_damage_met_in_writing_loses_nothing_new(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors = iter([DatabaseError("malformed", damaged=True)])
    fail_in_writing(monkeypatch, errors)
    history = settle(folder, 2 * DAY)
    assert history.warning == f"{BEGUN_ANEW}malformed"
    assert known(folder) == len(URLS)


def test_file_that_is_damaged_again_and_again_is_given_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors = iter([DatabaseError("malformed", damaged=True)] * 2)
    fail_in_writing(monkeypatch, errors)
    history = settle(folder, 2 * DAY)
    assert history.warning == f"{GIVEN_UP}malformed"
    assert history.recall(URLS) == {}
    assert list(errors) == []


def fail_in_writing(monkeypatch: pytest.MonkeyPatch, errors: Iterator[Exception]) -> None:
    write = Database.write

    def fail(self: Database, rows: Any) -> None:
        for error in errors:
            raise error
        write(self, rows)

    monkeypatch.setattr(Database, "write", fail)


def test_damaged_file_that_can_not_be_set_aside_is_given_up(folder: Path) -> None:
    (folder / "links.db").write_bytes(b"garbage" * 1_000)
    (folder / "links.db.damaged").mkdir()
    history = settle(folder, 2 * DAY)
    assert history.warning is not None
    assert history.warning.startswith(GIVEN_UP)


def test_file_of_a_newer_nblint_is_left_alone(folder: Path) -> None:
    change(folder / "links.db", "PRAGMA user_version = 2")
    content = (folder / "links.db").read_bytes()
    history = settle(folder, 2 * DAY)
    assert history.warning is not None
    assert "a newer nblint" in history.warning
    assert (folder / "links.db").read_bytes() == content
