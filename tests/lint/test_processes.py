"""Pages are scanned by processes that may die, and so may the one that started them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from nblint.files.discovery import File
from nblint.lint import worker_pool as processes
from nblint.lint.executor import lint_all
from nblint.lint.worker_pool import Pool
from scanners import DyingScanner

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.lint.document_linter import LintedFile

pytestmark = pytest.mark.slow

SUPPORT = Path(__file__).parents[1] / "support"
GOOD = [f"good-{number}" for number in range(40)]
METHODS = multiprocessing.get_all_start_methods()


@pytest.fixture(params=METHODS)
def method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Start processes in each of the ways that systems have."""
    name: str = request.param
    context = multiprocessing.get_context(name)
    monkeypatch.setattr(processes, "Process", context.Process)  # type: ignore[attr-defined]
    return name


def files_of(names: Iterable[str]) -> list[File]:
    return [File(Path(name), name) for name in names]


def scan(scanner: DyingScanner, names: list[str], cores: int = 2) -> list[LintedFile]:
    return [*Pool(scanner, files_of(names)).scan(cores)]  # type: ignore[arg-type]


def problems(pages: list[LintedFile]) -> dict[str, str]:
    return {page.name: problem.message for page in pages for problem in page.problems}


@pytest.mark.usefixtures("method")
def test_a_page_that_kills_processes_is_named_and_all_others_are_scanned(tmp_path: Path) -> None:
    names = [*GOOD[:12], "killed-a", "killed-b", *GOOD[12:20], "exited-c", *GOOD[20:]]
    pages = scan(DyingScanner(str(tmp_path)), names)
    assert sorted(page.name for page in pages) == sorted(names)
    died, advice = "not checked: the process that checked it died", "check it on its own"
    assert problems(pages) == {
        "killed-a": f"{died} (killed by signal 9); {advice} or exclude it",
        "killed-b": f"{died} (killed by signal 9); {advice} or exclude it",
        "exited-c": f"{died} (exit status 3); {advice} or exclude it",
    }
    assert not multiprocessing.active_children()


@pytest.mark.usefixtures("method")
def test_a_page_at_which_one_process_died_is_scanned_by_another(tmp_path: Path) -> None:
    names = [*GOOD[:3], "unlucky-a", *GOOD[3:], "unlucky-b"]
    pages = scan(DyingScanner(str(tmp_path)), names)
    assert sorted(page.name for page in pages) == sorted(names)
    assert problems(pages) == {}


def test_processes_that_somebody_kills_cost_no_page(tmp_path: Path) -> None:
    pages: list[LintedFile] = []
    for page in Pool(DyingScanner(str(tmp_path)), files_of(GOOD)).scan(2):  # type: ignore[arg-type]
        if len(pages) == 1:
            for child in psutil.Process().children():
                child.kill()
        pages.append(page)
    assert sorted(page.name for page in pages) == sorted(GOOD)
    assert problems(pages) == {}


def test_a_page_that_can_not_be_sent_is_named(tmp_path: Path) -> None:
    pages = scan(DyingScanner(str(tmp_path)), [*GOOD, "unsendable-a"])
    assert len(pages) == 41
    (message,) = problems(pages).values()
    assert message.startswith("internal error in the process that checked it: RecursionError")


@pytest.mark.parametrize("failing", ["_work", "start"])
def test_pages_are_scanned_without_processes_where_none_can_be_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def refuse(*_: object) -> None:
        raise BlockingIOError

    def die(*_: object) -> None:
        os._exit(1)

    if failing == "start":
        monkeypatch.setattr("multiprocessing.Process.start", refuse)
    else:
        monkeypatch.setattr(processes, "_work", die)
    monkeypatch.setattr("nblint.lint.executor._is_worth_processes", lambda _: True)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1}, raising=False)
    pages = [*lint_all(DyingScanner(str(tmp_path)), files_of(GOOD))]  # type: ignore[arg-type]
    assert [page.name for page in pages] == GOOD


def test_no_process_is_left_when_the_scan_is_given_up(tmp_path: Path) -> None:
    pages = Pool(DyingScanner(str(tmp_path)), files_of(GOOD)).scan(2)  # type: ignore[arg-type]
    next(pages)
    assert multiprocessing.active_children()
    del pages
    assert not multiprocessing.active_children()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL", "SIGHUP"])
def test_processes_end_with_the_one_that_started_them(name: str) -> None:
    script = "import scanners; scanners.hang(2)"
    environ = {**os.environ, "PYTHONPATH": str(SUPPORT)}
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, env=environ
    ) as run:
        assert run.stdout is not None
        try:
            children = [psutil.Process(int(run.stdout.readline())) for _ in range(2)]
            run.send_signal(signal.Signals[name])
            assert run.wait(timeout=60) == -signal.Signals[name]
            assert psutil.wait_procs(children, timeout=60)[1] == []
        finally:
            run.kill()
