"""Scanners that end, or hold up, the process in which they run. Any process can import them."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from msgspec import Struct

from nblint.files.discovery import File
from nblint.lint.document_linter import LintedFile
from nblint.lint.worker_pool import Pool
from nblint.model.lint_report import Problem


class DyingScanner(Struct, frozen=True):
    """Ends its process at files that say how, by their names.

    `once` is a folder for notes of who has died, so that a file can do so only the first time.
    """

    once: str

    def scan(self, file: File) -> LintedFile:
        """Return an empty page, if the process survives it."""
        kind = file.name.partition("-")[0]
        if kind == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if kind == "exited":
            os._exit(3)
        if kind == "unlucky" and not self._has_died(file.name):
            os.kill(os.getpid(), signal.SIGKILL)
        if kind == "unsendable":
            return LintedFile(file.name, file.name, gathered={"rule": _nested()})
        return LintedFile(file.name, file.name)

    def unread(self, file: File, message: str) -> LintedFile:
        """Return what is to say of a file that was not scanned."""
        return LintedFile(file.name, file.name, problems=(Problem(file.name, message),))

    def _has_died(self, name: str) -> bool:
        note = Path(self.once, name)
        known = note.exists()
        note.touch()
        return known


class HangingScanner(Struct, frozen=True):
    """Prints the number of its process, and hangs."""

    def scan(self, _: File) -> LintedFile:
        """Never return."""
        sys.stdout.write(f"{os.getpid()}\n")
        sys.stdout.flush()
        time.sleep(1_000)
        raise AssertionError

    def unread(self, file: File, message: str) -> LintedFile:
        """Return what is to say of a file that was not scanned."""
        return LintedFile(file.name, file.name, problems=(Problem(file.name, message),))


def _nested() -> object:
    value: object = None
    for _ in range(100_000):
        value = [value]
    return value


def hang(cores: int) -> None:
    """Hang in as many processes, whose numbers are printed, whatever signals the caller ignores."""
    for name in ("SIGTERM", "SIGHUP"):
        signal.signal(signal.Signals[name], signal.SIG_DFL)
    files = [File(Path(str(number)), str(number)) for number in range(100)]
    list(Pool(HangingScanner(), files).scan(cores))  # type: ignore[arg-type]
