"""Run a command and measure what it costs, the processes it starts included."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from typing import TYPE_CHECKING

import psutil
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAMPLE_SECONDS = 0.05


class Cost(Struct, frozen=True):
    """What a run took: `wall` and `cpu` (user and system) in seconds, `peak` memory in bytes."""

    wall: float
    cpu: float
    peak: int


def run(command: Sequence[str], succeeds: Sequence[int] = (0,)) -> Cost:
    """Run `command` with its output thrown away and return its cost.

    Memory is the resident set of the process and all its descendants, summed and sampled, so pages
    they share count once for each; at least the peak that the system recorded for one of them.

    Raises:
        subprocess.CalledProcessError: the exit status is not among `succeeds`.

    """
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - commands are this package's own
        done = threading.Event()
        peaks: list[int] = []
        sampler = threading.Thread(target=_sample, args=(process.pid, done, peaks))
        sampler.start()
        _, wait_status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(wait_status)
        done.set()
        sampler.join()
    if process.returncode not in succeeds:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    largest = usage.ru_maxrss * (1 if psutil.MACOS else 1024)
    return Cost(wall, usage.ru_utime + usage.ru_stime, max([largest, *peaks]))


def _sample(pid: int, done: threading.Event, peaks: list[int]) -> None:
    """Append the summed resident set of `pid` and its descendants until `done`."""
    while not done.wait(_SAMPLE_SECONDS):
        total = 0
        try:
            root = psutil.Process(pid)
            for process in (root, *root.children(recursive=True)):
                total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
        peaks.append(total)
