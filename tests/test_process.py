"""The program as a process: its standard streams, and interrupts outside of the run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="signals and streams are those of POSIX"),
]

INTERRUPT = "os.kill(os.getpid(), signal.SIGINT)"
# Interrupts the process when a module is about to be loaded.
WHILE_LOADING = f"""\
import os, signal, sys
class Finder:
    def find_spec(self, name, *_):
        if name == {{0!r}}:
            {INTERRUPT}
sys.meta_path.insert(0, Finder())
from nblint.__main__ import main
sys.exit(main())
"""
AT_EXIT = f"""\
import atexit, os, signal, sys
atexit.register(lambda: {INTERRUPT})
from nblint.__main__ import main
sys.exit(main())
"""


WITH_WORKERS = """\
import multiprocessing, os, sys
from nblint.__main__ import main
from nblint.lint import executor
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    executor.WORTH_PROCESSES = 1
    os.sched_getaffinity = lambda _: {0, 1}
    sys.exit(main())
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.md").write_text("# Title\n\nIt is dry.\n")


def nblint(redirection: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nblint", *arguments]
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {redirection}', "sh", *command],  # noqa: S607 - that of the system
        capture_output=True,
        text=True,
        check=False,
    )


def python(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, "check", "--offline", "page.md"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("redirection", "arguments", "status", "error"),
    [
        (">&-", ["check", "--offline", "page.md"], 2, "nblint: standard output: it is closed\n"),
        (">&-", ["rules"], 2, "nblint: cannot write the output: it is closed\n"),
        (">&-", ["check", "--offline", "--output=json=a.json", "--output=b.txt"], 0, None),
        ("<&-", ["check", "--offline", "-"], 2, "nblint: standard input: it is closed\n"),
        ("<&-", ["check", "--offline", "page.md"], 0, ""),
        ("2>&-", ["check", "--offline", "page.md"], 0, ""),
        ("2>&-", ["check", "--offline", "--select", "nope"], 2, ""),
        ("2>&-", ["check", "--nope"], 2, ""),
        ("2>&- >&-", ["check", "--offline", "page.md"], 2, ""),
        (">&-", ["--version"], 2, ""),
    ],
)
def test_a_closed_stream_is_no_fault_of_nblint(
    redirection: str, arguments: list[str], status: int, error: str | None
) -> None:
    done = nblint(redirection, *arguments)
    assert done.returncode == status
    assert error is None or done.stderr == error
    assert "rror" not in done.stderr


def test_no_file_takes_the_place_of_a_closed_stream() -> None:
    nblint("<&- >&- 2>&-", "check", "--offline", "--no-cache", "--output=json=a.json", "page.md")
    assert Path("a.json").read_text().startswith('{"version"')
    assert Path("page.md").read_text() == "# Title\n\nIt is dry.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("redirection", "arguments"),
    [
        ("> /dev/full", ["check", "--offline", "page.md"]),
        ("> /dev/full", ["--help"]),
        ("2> /dev/full", ["--nope"]),
        ("2> /dev/full", ["check", "--select", "nope"]),
        ("2> /dev/full", ["check", "--format", "json", "--offline", "page.md"]),
    ],
)
def test_a_full_stream_ends_with_the_status_of_what_could_not_be_done(
    redirection: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    assert nblint(redirection, *arguments).returncode == 2
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    done = nblint(redirection, *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "module", ["nblint.cli.main", "argparse", "nblint.cli.commands.check_command"]
)
def test_an_interrupt_while_modules_load_ends_the_process_quietly(module: str) -> None:
    process = python(WHILE_LOADING.format(module))
    assert process.communicate() == ("", "")
    assert process.returncode == 130


def test_an_interrupt_after_the_run_ends_the_process_quietly() -> None:
    process = python(AT_EXIT)
    out, error = process.communicate()
    assert (process.returncode, error) == (130, "")
    assert "Checked 1 file" in out


def test_an_interrupt_that_the_parent_process_ignores_stays_ignored() -> None:
    code = f"import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n{AT_EXIT}"
    process = python(code)
    assert process.communicate()[1] == ""
    assert process.returncode == 0


def test_no_process_of_the_run_loads_modules_from_the_project(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    for name in ("multiprocessing", "runpy", "re"):
        (project / f"{name}.py").write_text("open('loaded', 'w').close()\n")
    (project / "page.md").write_text("# Title\n\nIt is dry.\n")
    script = tmp_path / "run.py"
    script.write_text(WITH_WORKERS)
    command = [sys.executable, str(script), "check", "--offline", "--format", "concise"]
    done = subprocess.run(
        command, cwd=project, capture_output=True, text=True, check=False, timeout=120
    )
    assert not (project / "loaded").exists()
    assert (done.returncode, done.stdout) == (0, "")
    assert "Checked 1 file" in done.stderr


def test_the_run_gets_the_interrupts_of_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    from nblint import __main__  # noqa: PLC0415 - what is tested

    heard: list[object] = []

    def run() -> int:
        heard.append(signal.getsignal(signal.SIGINT))
        return 0

    monkeypatch.setattr("nblint.cli.main.load", lambda: run)
    monkeypatch.setattr("signal.signal", lambda _, handler: heard.append(handler))
    assert __main__.main() == 0
    assert heard[1] is signal.default_int_handler
