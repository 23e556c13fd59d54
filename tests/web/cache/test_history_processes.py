"""Two runs at a time, and runs that are killed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from histories import DAY, URLS, failing_since_two_runs, known, settle
from nblint.web.cache.link_cache import LinkCache

if TYPE_CHECKING:
    from pathlib import Path

KEEP = """
import sys
from pathlib import Path
from nblint.model.link_status import LinkStatus
from nblint.web.cache.link_cache import LinkCache
from nblint.web.cache.records import Validators
name = sys.argv[2]
history = LinkCache(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    for url in (f"https://example.org/{name}/{number}", f"https://example.org/both/{number}"):
        history.settle(LinkStatus(url, "alive"), Validators())
    if number % 250 == 249:
        print(number, flush=True)
history.close()
print(history.warning, flush=True)
"""

DIE = """
import os, sys
from pathlib import Path
from nblint.web.cache.database import Database
database = Database(Path(sys.argv[1]))
def rows():
    for number in range(100):
        if number == int(sys.argv[2]):
            os.kill(os.getpid(), 9)
        yield f"https://example.org/{number}", 0.0, b"x" * 100_000
database.write(rows())
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-c", script, *map(str, arguments)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_two_runs_at_a_time_keep_what_both_find(tmp_path: Path) -> None:
    folder, count = tmp_path / "cache", 2_000
    children = [start(KEEP, folder, name, count) for name in "ab"]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    for child in children:
        output, errors = child.communicate()
        assert (output.splitlines()[-1], errors, child.returncode) == ("None", "", 0)
    history = LinkCache(folder)
    names = ("a", "b", "both")
    urls = [f"https://example.org/{name}/{number}" for name in names for number in range(count)]
    assert len(history.recall(urls)) == len(urls)
    history.close()
    assert history.warning is None


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
@pytest.mark.parametrize("batches", [1, 2, 5])
def test_killed_run_has_kept_all_but_the_newest(tmp_path: Path, batches: int) -> None:
    folder = tmp_path / "cache"
    with start(KEEP, folder, "a", 1_000_000) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write("go\n")
        child.stdin.flush()
        lines = [child.stdout.readline() for _ in range(1 + batches)]
        child.kill()
    written = int(lines[-1]) + 1
    history = LinkCache(folder)
    urls = [f"https://example.org/a/{number}" for number in range(written)]
    assert len(history.recall(urls)) == written
    history.close()
    assert history.warning is None


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
@pytest.mark.parametrize("at", [0, 1, 50, 99])
def test_write_that_is_killed_half_way_is_undone(tmp_path: Path, at: int) -> None:
    folder = failing_since_two_runs(tmp_path)
    with start(DIE, folder, at) as child:
        child.wait()
    assert child.returncode == -9
    assert (folder / "links.db-journal").exists() == (at > 0)
    history = LinkCache(folder)
    remembered = history.recall(URLS)
    history.close()
    assert history.warning is None
    assert {one.verdict.outcome for one in remembered.values()} == {"unreachable"}
    assert settle(folder, 2 * DAY).warning is None
    assert known(folder) == len(URLS)
    assert not (folder / "links.db-journal").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_journal_of_a_killed_run_spoils_no_file_begun_anew(tmp_path: Path) -> None:
    folder = failing_since_two_runs(tmp_path)
    with start(DIE, folder, 99) as child:
        child.wait()
    journal = (folder / "links.db-journal").read_bytes()
    (folder / "links.db").write_bytes(b"garbage" * 1_000)
    settle(folder, 2 * DAY)
    assert (settle(folder, 2 * DAY).warning, known(folder)) == (None, len(URLS))
    (folder / "links.db").unlink()
    (folder / "links.db-journal").write_bytes(journal)
    assert (settle(folder, 2 * DAY).warning, known(folder)) == (None, len(URLS))
