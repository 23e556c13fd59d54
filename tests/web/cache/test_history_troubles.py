"""A file that cannot be read or written is done without, and a run goes on."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from histories import DAY, GIVEN_UP, URLS, failing_since_two_runs, known, settle
from nblint.model.link_status import LinkStatus
from nblint.web.cache import database
from nblint.web.cache import records as store
from nblint.web.cache.link_cache import LinkCache
from nblint.web.cache.records import Record, Validators

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return failing_since_two_runs(tmp_path)


def test_file_that_cannot_be_written_is_still_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def connect_to_read(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.execute("PRAGMA query_only = ON")
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect_to_read)
    monkeypatch.setattr(store, "_BATCH", 50)
    history = LinkCache(folder, now=lambda: 4 * DAY)
    outcomes = {
        history.settle(LinkStatus(url, "unreachable"), Validators()).outcome for url in URLS
    }
    assert outcomes == {"dead"}
    assert len(history.recall(URLS)) == len(URLS)
    history.close()
    assert history.warning == f"{GIVEN_UP}attempt to write a readonly database"


def test_folder_without_its_marks_that_cannot_be_written_is_still_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".gitignore").unlink()
    monkeypatch.setattr("pathlib.Path.open", no_permission_to_make)
    assert known(folder) == len(URLS)


def no_permission_to_make(_path: Path, mode: str, **_options: Any) -> None:
    assert mode in "rbx"
    raise FileNotFoundError if mode == "rb" else PermissionError(13, "Permission denied")


def test_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    history = settle(tmp_path / "missing" / "cache", 0.0)
    assert history.warning == f"{GIVEN_UP}No such file or directory"


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The files that were opened, each of which can take all of the patience there is."""
    openings: list[object] = []
    connect = sqlite3.connect

    def note(file: Any, **options: Any) -> sqlite3.Connection:
        openings.append(file)
        connection: sqlite3.Connection = connect(file, **options)
        return connection

    monkeypatch.setattr(database, "_PATIENCE", 0.01)
    monkeypatch.setattr(sqlite3, "connect", note)
    return openings


@contextmanager
def locked(folder: Path, lock: str) -> Iterator[None]:
    script = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(f"BEGIN {sys.argv[2]}")
print(flush=True)
sys.stdin.read()
"""
    command = [sys.executable, "-c", script, str(folder / "links.db"), lock]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield


def test_file_that_another_keeps_to_itself_is_waited_for_once(
    folder: Path, openings: list[object]
) -> None:
    with locked(folder, "EXCLUSIVE"):
        history = settle(folder, 2 * DAY)
        assert history.recall(URLS) == {}
    assert history.warning == f"{GIVEN_UP}database is locked"
    assert len(openings) == 1
    assert (settle(folder, 2 * DAY).warning, known(folder)) == (None, len(URLS))


def test_file_that_is_first_opened_to_be_written_is_waited_for_once(
    folder: Path, openings: list[object]
) -> None:
    keeping = store.Store(folder)
    with locked(folder, "EXCLUSIVE"):
        keeping.put(Record(LinkStatus(URLS[0], "alive"), Validators(), 0.0, 0.0))
        keeping.close()
        assert keeping.get(URLS) == {}
    assert keeping.warning == f"{GIVEN_UP}database is locked"
    assert len(openings) == 1


def test_file_that_another_writes_for_long_is_only_read(
    folder: Path, openings: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_BATCH", 60)
    history = LinkCache(folder, now=lambda: 2 * DAY)
    with locked(folder, "IMMEDIATE"):
        for url in URLS:
            history.settle(LinkStatus(url, "alive"), Validators())
    remembered = history.recall(URLS)
    history.close()
    assert {one.verdict.outcome for one in remembered.values()} == {"unreachable"}
    assert history.warning == f"{GIVEN_UP}database is locked"
    assert len(openings) == 1


FULL = """
import os, resource, sys
from pathlib import Path
from nblint.model.link_status import LinkStatus
from nblint.web.cache.link_cache import LinkCache
from nblint.web.cache.records import Validators
folder = Path(sys.argv[1])
full = (folder / "links.db").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (full, full))
history = LinkCache(folder)
for number in range(2_000):
    history.settle(LinkStatus(f"https://example.org/new/{number}", "alive"), Validators())
history.close()
print(history.warning)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit on the size of a file")
def test_full_disk_loses_the_newest_only(folder: Path) -> None:
    child = [sys.executable, "-W", "error", "-c", FULL, str(folder)]
    result = subprocess.run(child, capture_output=True, text=True, check=True)
    assert result.stdout.startswith(GIVEN_UP)
    assert result.stderr == ""
    assert (settle(folder, 2 * DAY).warning, known(folder)) == (None, len(URLS))
