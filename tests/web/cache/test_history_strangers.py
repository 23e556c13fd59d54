"""A history that came with a stranger's project leads nowhere, runs nothing and harms nothing."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec
import pytest

from asking import KEY
from histories import DAY, GIVEN_UP, URLS, change, failing_since_two_runs, known, settle
from nblint.model.link_status import LinkStatus
from nblint.web.cache.cache_directory import remove
from nblint.web.cache.database import Database
from nblint.web.cache.link_cache import LinkCache
from nblint.web.cache.records import Record, Store, Validators, read_all, seal

if TYPE_CHECKING:
    from pathlib import Path

FILES = ["links.db", "links.db-journal", "links.db-wal", "links.db-shm", "links.db.damaged"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return failing_since_two_runs(tmp_path)


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    return victim


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("is_there", [True, False])
def test_symbolic_link_for_a_file_is_not_followed(
    folder: Path, victim: Path, name: str, *, is_there: bool
) -> None:
    if not is_there:
        victim.unlink()
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(victim)
    history = settle(folder, 0.0)
    assert history.warning == f"{GIVEN_UP}{name} is not a plain file; remove it"
    assert victim.exists() == is_there
    assert not is_there or victim.read_text() == "precious"


def test_symbolic_link_for_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder.rename(tmp_path / "old")
    folder.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    history = settle(folder, 0.0)
    assert history.warning == f"{GIVEN_UP}cache is not a plain folder; remove it"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_symbolic_link_for_a_mark_is_not_followed(tmp_path: Path, victim: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / ".gitignore").symlink_to(victim)
    (tmp_path / "cache" / "CACHEDIR.TAG").symlink_to(tmp_path / "new")
    assert settle(tmp_path / "cache", 0.0).warning is None
    assert victim.read_text() == "precious"
    assert not (tmp_path / "new").exists()


def test_file_in_place_of_the_folder_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("mine")
    history = settle(tmp_path / "cache", 0.0)
    assert history.warning == f"{GIVEN_UP}cache is not a plain folder; remove it"
    assert (tmp_path / "cache").read_text() == "mine"


@pytest.mark.parametrize("name", FILES)
def test_folder_in_place_of_a_file_is_done_without(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    (folder / name).mkdir()
    assert settle(folder, 0.0).warning == f"{GIVEN_UP}{name} is not a plain file; remove it"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
def test_pipe_in_place_of_the_journal_stalls_nothing(folder: Path) -> None:
    os.mkfifo(folder / "links.db-journal")
    history = settle(folder, 0.0)
    assert history.warning == f"{GIVEN_UP}links.db-journal is not a plain file; remove it"


LEAVE_JOURNAL = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE links SET record = zeroblob(5000)")
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_journal_that_names_another_file_removes_nothing(folder: Path, victim: Path) -> None:
    file, journal = folder / "links.db", folder / "links.db-journal"
    subprocess.run([sys.executable, "-c", LEAVE_JOURNAL, str(file)], check=False)
    name = os.fsencode(victim)
    # https://sqlite.org/fileformat.html#the_rollback_journal, and pager.c for its last fields
    end = (2**30 // 4_096 + 1).to_bytes(4, "big") + name + len(name).to_bytes(4, "big")
    end += sum(name).to_bytes(4, "big") + bytes.fromhex("d9d505f920a163d7")
    journal.write_bytes(journal.read_bytes() + end)
    history = settle(folder, 0.0)
    assert victim.read_text() == "precious"
    assert history.warning == f"{GIVEN_UP}links.db-journal names another file; remove it"
    remove(folder)
    assert victim.read_text() == "precious"


RECORD = msgspec.json.encode(Record(LinkStatus(URLS[0], "alive"), Validators(), DAY, 2 * DAY))
ODD = {
    "a number": "7",
    "a fraction": "0.5",
    "text that is no UTF-8": "CAST(x'FF22' AS TEXT)",
    "no JSON": "x'00FF'",
    "no object": "'[]'",
    "an empty object": "'{}'",
    "nested deeply": f"'{'[' * 100_000}'",
    "an unknown field nested deeply": f"""'{{"x":{"[" * 100_000}'""",
    "a number of many digits": f"""'{{"verdict": {"9" * 100_000}}}'""",
    "another address": f"'{RECORD.replace(b'/0', b'/1').decode()}'",
    "an unknown outcome": f"'{RECORD.replace(b'alive', b'super').decode()}'",
    "a time that is text": f"'{json.dumps(json.loads(RECORD) | {'asked': 'now'})}'",
    "a missing time": f"'{RECORD.replace(b'expires', b'expired').decode()}'",
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
def test_odd_record_is_as_good_as_none(folder: Path, value: str) -> None:
    update = "UPDATE links SET asked = 'never', record ="
    change(folder / "links.db", f"{update} {value} WHERE url = '{URLS[0]}'")
    history = LinkCache(folder, now=lambda: 2 * DAY)
    assert len(history.recall(URLS)) == len(URLS) - 1
    assert history.recall(URLS[:1]) == {}
    verdict = history.settle(LinkStatus(URLS[0], "unreachable"), Validators())
    history.close()
    assert (history.warning, verdict.past.streak) == (None, 1)
    assert known(folder) == len(URLS)


def test_record_under_the_right_address_is_read(folder: Path) -> None:
    update = "UPDATE links SET record ="
    change(folder / "links.db", f"{update} '{RECORD.decode()}'")
    history = LinkCache(folder)
    assert history.recall(URLS)[URLS[0]].verdict == LinkStatus(URLS[0], "alive", is_confirmed=False)
    history.close()


def moved(folder: Path, target: str, *, key: bytes | None = None) -> None:
    """Leave a record that an address has moved, as a run of somebody does."""
    history = LinkCache(folder, key=key, now=lambda: 0.0)
    history.settle(LinkStatus(URLS[0], "moved", target=target), Validators('"x"'))
    history.close()


def confirmed(folder: Path, key: bytes | None) -> bool:
    history = LinkCache(folder, key=key, now=lambda: 1.0)
    remembered = history.recall(URLS)[URLS[0]]
    history.close()
    assert remembered.fresh
    assert remembered.verdict.is_confirmed is remembered.is_own
    return remembered.is_own


def test_record_is_a_users_own_by_the_key_it_was_written_with(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    moved(folder, "https://example.org/b", key=KEY)
    assert confirmed(folder, KEY)
    assert not confirmed(folder, b"the key of another user")
    assert not confirmed(folder, None)


def test_record_without_a_seal_is_nobodys_own(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    moved(folder, "https://example.org/b")
    assert not confirmed(folder, KEY)


def test_record_that_claims_to_be_ones_own_is_not_believed(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    moved(folder, "https://example.org/b")
    update = "UPDATE links SET record ="
    (record,) = read_all(folder)
    claim = msgspec.json.encode(
        Record(record.verdict, Validators(), 0.0, 9.0, is_own=True)
    ).decode()
    other = seal(b"another key", claim.encode()).decode()
    for row in (claim, f"{'0' * 64}{claim}", f"{other}{claim}"):
        change(folder / "links.db", f"{update} '{row}'")
        assert not confirmed(folder, KEY)
    change(folder / "links.db", f"{update} '{seal(KEY, claim.encode()).decode()}{claim}'")
    assert confirmed(folder, KEY)


def test_record_of_another_time_keeps_its_seal_and_no_other_text_does(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    moved(folder, "https://example.org/b", key=KEY)
    change(folder / "links.db", "UPDATE links SET record = replace(record, '/b', '/c')")
    assert not confirmed(folder, KEY)


@pytest.mark.parametrize(
    "target", ["javascript://example.org/b", "file:///etc/passwd", "//x.org/b", "b"]
)
def test_record_that_leads_elsewhere_than_to_the_web_is_as_good_as_none(
    tmp_path: Path, target: str
) -> None:
    folder = tmp_path / "cache"
    moved(folder, target, key=KEY)
    history = LinkCache(folder, key=KEY, now=lambda: 1.0)
    assert history.recall(URLS) == {}
    history.close()


@pytest.mark.parametrize("value", ["", "a\r\nCookie: b", "é", "\ud800", "x" * 1_001])
def test_validator_that_fits_in_no_header_is_not_sent(tmp_path: Path, value: str) -> None:
    validators = Validators(value, value)
    store = Store(tmp_path)
    store.put(Record(LinkStatus(URLS[0], "alive"), validators, 0.0, 0.0))
    assert store.get(URLS)[URLS[0]].validators.headers() == ()
    store.close()


def test_validators_are_sent_as_conditions() -> None:
    assert Validators('"x"', "Thu, 01 Jan 1970 00:00:00 GMT").headers() == (
        ("If-None-Match", '"x"'),
        ("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
    )


def test_scan_ends_where_a_tree_has_no_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(folder, 100 * DAY, URLS[:1])  # so few rows that they are in the root of the tree
    grow(folder / "links.db")
    monkeypatch.setattr("nblint.web.cache.database._MOST_ROWS", 1_000)
    assert len(list(read_all(folder))) == 1_000
    database = Database(folder)
    database.forget(before=0.0)
    database.close()
    assert settle(folder, 100 * DAY).warning is not None
    assert known(folder) == len(URLS)


def grow(file: Path) -> None:
    """Put four levels above the root of the table, each of which holds the next a hundred times."""
    with closing(sqlite3.connect(file)) as connection:
        ((root,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'links'")
        connection.execute("VACUUM")
    content = bytearray(file.read_bytes())
    size, count = 4_096, len(content) // 4_096
    content += content[(root - 1) * size : root * size]
    for below in range(count + 1, count + 5):
        content += interior_page(below)
    content[(root - 1) * size : root * size] = interior_page(count + 4)
    content[28:32] = (count + 5).to_bytes(4, "big")
    file.write_bytes(content)


def interior_page(below: int) -> bytes:
    """Return a page of a table's tree (https://sqlite.org/fileformat.html#b_tree_pages)."""
    child, cells = below.to_bytes(4, "big"), 100
    start = 4_096 - 5 * cells
    head = b"\x05\0\0" + cells.to_bytes(2, "big") + start.to_bytes(2, "big") + b"\0" + child
    places = b"".join((start + 5 * cell).to_bytes(2, "big") for cell in range(cells))
    return (head + places).ljust(start, b"\0") + (child + b"\x01") * cells
