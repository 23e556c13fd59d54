"""Ctrl-C at any moment prints what is known; a second one ends the process at once.

Each test waits until the process hangs at a certain step, and then sends the signal.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from nblint.lint.interrupts import end_at_next, limited

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal"),
]

SUPPORT = Path(__file__).parents[1] / "support"
BAD = "They are seperate.\n[c](c.md)\n![](nblint.toml)\n"
FOUND = {"1:10: warning typo", "2:5: error broken-path", "3:1: warning missing-alt"}
FIRST = {f"a.md:{item}" for item in FOUND}
SECOND = {f"b.md:{item}" for item in FOUND}
LINKS = {"a.md:2:5: error broken-path", "b.md:2:5: error broken-path"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nblint.toml").write_text('select = ["typo", "broken-path", "missing-alt"]\n')
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(BAD)
    return tmp_path


class Run:
    """A run that hangs; its standard streams are read when it ends."""

    def __init__(self, folder: Path, targets: Sequence[str], arguments: Sequence[str]) -> None:
        self.marks, theirs = os.pipe()
        module = [sys.executable, "-m", "held_up", str(theirs), *targets]
        self.process = subprocess.Popen(
            [*module, "--", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            pass_fds=[theirs],
            env={**os.environ, "PYTHONPATH": str(SUPPORT)},
            start_new_session=True,
        )
        os.close(theirs)

    def wait(self) -> None:
        """Wait until the run hangs."""
        assert os.read(self.marks, 1) == b"x"

    def interrupt(self) -> None:
        """Do as a terminal does at Ctrl-C: tell all processes of the run."""
        os.killpg(self.process.pid, signal.SIGINT)

    def end(self) -> str:
        """Return what the run prints, which was interrupted and has come to an orderly end."""
        out, errors = self.process.communicate(timeout=60)
        assert self.process.returncode == 130
        assert "Traceback" not in errors
        return out + errors


@pytest.fixture
def runs() -> Iterator[list[Run]]:
    """Give a list of runs, which are ended if a test has not done so."""
    started: list[Run] = []
    yield started
    for run in started:
        run.process.kill()
        run.process.communicate()
        os.close(run.marks)


def interrupted(
    runs: list[Run], folder: Path, targets: Sequence[str], *arguments: str
) -> list[str]:
    """Return the lines that a run prints which is interrupted where it hangs first."""
    run = Run(folder, targets, [*arguments])
    runs.append(run)
    run.wait()
    run.interrupt()
    return run.end().splitlines()


def found_in(lines: list[str]) -> set[str]:
    """Return the findings among lines: places, severities and rules."""
    words = (line.split()[:3] for line in lines)
    return {" ".join(item) for item in words if item[1:2] in (["warning"], ["error"])}


CHECK = ("check", "--offline", "--format", "concise")


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("nblint.lint.document_linter:read:2", FIRST),
        ("nblint.project.disk:Disk._read:1", {*FIRST, *SECOND} - LINKS),
        (
            "nblint.lint.unverified_links:UnverifiedLinks.collect:2",
            {*FIRST, *SECOND - LINKS},
        ),
        ("nblint.cli.commands.check_command:summarize:1", {*FIRST, *SECOND}),
    ],
)
def test_an_interrupt_prints_what_was_found_until_then(
    runs: list[Run], folder: Path, target: str, found: set[str]
) -> None:
    lines = interrupted(runs, folder, [target], *CHECK)
    assert found_in(lines) == found


def test_an_interrupt_while_files_are_searched_for(runs: list[Run], folder: Path) -> None:
    lines = interrupted(runs, folder, ["nblint.files.discovery:scan:1"], *CHECK)
    assert lines == ["nblint: interrupted while files were searched for: none is checked"]


def test_an_interrupt_ends_all_processes(runs: list[Run], folder: Path) -> None:
    run = Run(folder, ["processes", "nblint.lint.document_linter:read:1"], CHECK)
    runs.append(run)
    run.wait()
    children = psutil.Process(run.process.pid).children(recursive=True)
    run.interrupt()
    assert "Interrupted: the remaining files were not checked" in run.end()
    assert psutil.wait_procs(children, timeout=60)[1] == []


def test_an_interrupt_while_fixes_are_applied_writes_nothing(runs: list[Run], folder: Path) -> None:
    lines = interrupted(runs, folder, ["nblint.lint.fix.rounds:apply_fixes:2"], *CHECK, "--fix")
    assert found_in(lines) == {*FIRST, *SECOND}
    assert {(folder / name).read_text() for name in ("a.md", "b.md")} == {BAD}


def test_an_interrupt_while_pages_are_written_tells_which_were(
    runs: list[Run], folder: Path
) -> None:
    lines = interrupted(runs, folder, ["nblint.lint.fix_run:save:2"], *CHECK, "--fix")
    assert "  a.md: 1 typo" in lines
    assert found_in(lines) == {*FIRST, *SECOND} - {"a.md:1:10: warning typo"}
    assert (folder / "a.md").read_text() == BAD.replace("seperate", "separate")
    assert (folder / "b.md").read_text() == BAD


def test_an_interrupt_while_pages_are_compared_with_a_commit(runs: list[Run], folder: Path) -> None:
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(folder)]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "A"]):
        subprocess.run([*git, *command], check=True)
    (folder / "b.md").write_text(BAD.replace("[c]", "[d]"))
    lines = interrupted(runs, folder, ["nblint.lint.lint_run:texts_before:1"], *CHECK, "--changed")
    assert found_in(lines) == {"b.md:2:5: error broken-path"}


def test_an_interrupt_of_links_lists_those_that_are_known(runs: list[Run], folder: Path) -> None:
    target = "nblint.lint.pipeline:Addresses.gather:2"
    lines = interrupted(runs, folder, [target], "links", "--offline")
    assert "a.md:2:5" in "".join(lines)
    assert "interrupted: not all of them were asked" in lines


def test_an_interrupt_draws_no_half_graph(runs: list[Run], folder: Path) -> None:
    assert not interrupted(
        runs, folder, ["nblint.lint.document_linter:read:2"], "links", "--graph", "dot"
    )


def test_a_second_interrupt_ends_the_process_at_once(runs: list[Run], folder: Path) -> None:
    targets = ["nblint.lint.document_linter:read:2", "nblint.report.concise_report:render:1"]
    run = Run(folder, targets, CHECK)
    runs.append(run)
    for _ in range(2):
        run.wait()
        run.interrupt()
    assert run.end() == ""


def test_work_in_another_thread_is_not_limited() -> None:
    done = []

    def work() -> None:
        end_at_next()
        with limited():
            done.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [signal.default_int_handler]
