"""A full or read-only disk: each file stays as it was or is whole, and the run says what failed."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from hardening.amount import random_for, share
from hardening.limits import bound_by_modes, fill, no_file_above, small_disk
from hardening.processes import Ended, run
from loopback.answers import page

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from loopback.web import Web

TIMES = share(1_000)
DISK = 2_000_000
PAGE = "# Page\n\nWe kept them seperate. [x] (page.md)\n\n![](page.md)\n" * 20
WRITING = {
    "fix": ("check", "--offline", "--fix"),
    "suppressions": ("check", "--offline", "--add-suppressions"),
    "words": ("check", "--offline", "--add-words"),
    "baseline": ("check", "--offline", "--write-baseline"),
    "reports": (
        *("check", "--offline", "--output", "json=r.json", "--output", "html=r.html"),
        *("--output", "sarif=r.sarif", "--output", "junit=r.xml"),
    ),
    "init": ("init",),
}
"""Commands that write, by what they write."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")

Files = dict[str, bytes]


def files_of(project: Path) -> Files:
    return {path.name: path.read_bytes() for path in project.iterdir() if path.is_file()}


def write_project(project: Path) -> None:
    project.mkdir()
    for number in range(5):
        (project / f"p{number}.md").write_text(PAGE)


def write_before(project: Path, command: str) -> None:
    """Have the command write what it writes, and then more pages, so that it has more to write."""
    if command in {"baseline", "reports"}:
        assert not run(project, *WRITING[command]).faults
    if command == "words":
        (project / "nblint-words.txt").write_text("foo\n")
    for number in range(5, 9):
        (project / f"p{number}.md").write_text(PAGE)


def run_without_room(random: Random, disk: Path, project: Path, command: str) -> Ended:
    """Run a command with too little room, by whichever means this computer has."""
    room = random.choice((0, 4_096, 8_192, random.randrange(200_000)))
    if os.path.ismount(disk):
        fill(disk, room)
        return run(project, *WRITING[command])
    return run(project, *WRITING[command], before=no_file_above(room))


@pytest.mark.parametrize("command", WRITING)
def test_full_disk_leaves_each_file_as_it_was_or_whole(tmp_path: Path, command: str) -> None:
    write_project(tmp_path / "before")
    write_before(tmp_path / "before", command)
    before = files_of(tmp_path / "before")
    shutil.copytree(tmp_path / "before", tmp_path / "garden")
    run(tmp_path / "garden", *WRITING[command])
    after = files_of(tmp_path / "garden")
    for number in range(TIMES):
        disk = tmp_path / str(number)
        with small_disk(disk, DISK):
            project = disk / "garden"
            shutil.copytree(tmp_path / "before", project)
            random = random_for(f"disk {command}", number)
            ended = run_without_room(random, disk, project, command)
            found = files_of(project)
        assert not ended.faults, ended
        assert set(found) <= {*before, *after}, "a file is left over"
        cut = [name for name in found if found[name] not in {before.get(name), after.get(name)}]
        assert not cut, f"{cut} are neither as they were nor whole"
        assert set(before) <= set(found)
        if found != after:
            assert ended.status == 2, ended
            assert any(word in ended.errors + ended.out for word in ("space", "large")), ended


@pytest.mark.skipif(sys.platform != "linux" and os.geteuid() == 0, reason="root may write all")
@pytest.mark.parametrize("command", WRITING)
def test_read_only_directory_stays_as_it_was(tmp_path: Path, command: str) -> None:
    project = tmp_path / "garden"
    write_project(project)
    before = files_of(project)
    project.chmod(0o555)
    try:
        ended = run(project, *WRITING[command], before=bound_by_modes)
    finally:
        project.chmod(0o755)
    assert not ended.faults, ended
    assert files_of(project) == before
    assert ended.status == 2, ended


def test_cache_without_room_is_no_error(tmp_path: Path, web: Web) -> None:
    web.route("*", page("<title>Tulips</title><h1 id=soil>Tulips</h1>" + "<p>Words." * 50))
    links = "".join(f"[Tulip {at}]({web.url(f'/{at}')})\n\n" for at in range(300))
    for number in range(TIMES):
        disk = tmp_path / str(number)
        with small_disk(disk, DISK):
            project = disk / "garden"
            project.mkdir()
            (project / "page.md").write_text(f"# Garden\n\n{links}\n")
            (project / "nblint.toml").write_text("[web]\nhost-gap = 0\n")
            room = random_for("disk cache", number).randrange(60_000)
            limit = None if os.path.ismount(disk) else no_file_above(room)
            if limit is None:
                fill(disk, room)
            ended = run(project, "check", before=limit)
        assert not ended.faults, ended
        assert ended.status == 0, ended
