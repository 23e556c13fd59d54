"""nblint in a process of its own: started, interrupted, waited for, and what it left running."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_NBLINT: Final = Path(sys.executable).with_name("nblint")
"""The program as users have it: `python -m` would take modules from the current directory."""
_LIMIT: Final = 120.0
"""Seconds that the suite waits for the end of a run before it takes it for one without an end."""
_NOTHING: Final[Mapping[str, str]] = {}


class Ended(Struct, frozen=True):
    """How a run ended: `status` is negative where a signal ended it."""

    status: int
    out: str
    errors: str

    @property
    def faults(self) -> list[str]:
        """What no run may print, whatever happens to it."""
        said = self.out + self.errors
        return [words for words in ("Traceback", "internal error", "Exception") if words in said]


class Started:
    """A run of nblint in a directory.

    Of the caller's environment it gets what finds programs, and nothing that tells of CI. What it
    prints goes to files: a pipe would stay open for as long as a process that it left behind.
    `before` is called in the new process before it becomes nblint.
    """

    def __init__(
        self,
        directory: Path,
        *arguments: str,
        environ: Mapping[str, str] = _NOTHING,
        before: Callable[[], object] | None = None,
    ) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self._printed = tempfile.TemporaryDirectory()
        self._out, self._errors = (Path(self._printed.name, name) for name in ("out", "errors"))
        with self._out.open("wb") as out, self._errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [_NBLINT, *arguments],
                cwd=directory,
                env={**kept, **environ},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=errors,
                preexec_fn=before,  # noqa: PLW1509 - the suite starts it from its main thread
            )

    def children(self) -> list[psutil.Process]:
        """Return the processes that the run has started and that still run."""
        try:
            return psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []

    def end(self) -> Ended:
        """Wait for the end. Raises subprocess.TimeoutExpired, and the process is gone then too."""
        try:
            status = self.process.wait(_LIMIT)
        except subprocess.TimeoutExpired:
            end_all([*self.children(), psutil.Process(self.process.pid)])
            self.process.wait()
            raise
        out, errors = (
            path.read_text(encoding="utf-8", errors="replace") for path in (self._out, self._errors)
        )
        self._printed.cleanup()
        return Ended(status, out, errors)


def run(
    directory: Path,
    *arguments: str,
    environ: Mapping[str, str] = _NOTHING,
    before: Callable[[], object] | None = None,
) -> Ended:
    """Run nblint to its end."""
    return Started(directory, *arguments, environ=environ, before=before).end()


def left_running(processes: Iterable[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Return which processes still run after so many seconds, and end them."""
    until = time.monotonic() + seconds
    left = [process for process in processes if _runs(process)]
    while left and time.monotonic() < until:
        time.sleep(0.05)
        left = [process for process in left if _runs(process)]
    end_all(left)
    return left


def end_all(processes: Iterable[psutil.Process]) -> None:
    """End processes that the suite has started."""
    for process in processes:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
