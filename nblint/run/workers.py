"""Scans many pages on all cores."""

from __future__ import annotations

import gc
import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.files.discovery import File
    from nblint.run.scan import Page, Scanner

# Below this many bytes one process is done before another would have started.
WORTH_PROCESSES = 2_000_000
_CHUNK = 8
_SAFE_PATH = "PYTHONSAFEPATH"

_scanner: Scanner


def scan_all(scanner: Scanner, files: Sequence[File]) -> Iterator[Page]:
    """Yield what is found on each page, in no certain order."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if (cores or 1) > 1 and _is_worth_processes(files):
        with _no_modules_of_the_current_directory():
            yield from _scan_in_processes(scanner, files, cores or 1)
    else:
        _relax_collector()
        for file in files:
            yield scanner.scan(file)


@contextmanager
def _no_modules_of_the_current_directory() -> Iterator[None]:
    """Keep processes that are started from importing modules of the current directory.

    Where processes are not forked, as on macOS and Windows and since Python 3.14, `multiprocessing`
    starts them by `python -c`, which looks for modules in the current directory first, and that
    may be a stranger's (Python, "Command line and environment", PYTHONSAFEPATH).
    """
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


def _is_worth_processes(files: Sequence[File]) -> bool:
    size = 0
    for file in files:
        try:
            size += file.path.stat().st_size
        except OSError:
            continue
        if size > WORTH_PROCESSES:
            return True
    return False


def _scan_in_processes(scanner: Scanner, files: Sequence[File], cores: int) -> Iterator[Page]:
    from concurrent.futures import ProcessPoolExecutor, as_completed  # noqa: PLC0415 - slow
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - slow

    chunks = [files[at : at + _CHUNK] for at in range(0, len(files), _CHUNK)]
    with ProcessPoolExecutor(cores, initializer=_begin, initargs=(scanner,)) as pool:
        try:
            futures = {pool.submit(_scan_chunk, chunk): chunk for chunk in chunks}
            for future in as_completed(futures):
                chunk = futures.pop(future)
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    fault = "not checked: the process that read it died; check it by itself"
                    yield from (scanner.unread(file, fault) for file in chunk)
        except (GeneratorExit, KeyboardInterrupt):
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _begin(scanner: Scanner) -> None:
    """Make a process ready: the run's own process is the one that answers an interrupt."""
    global _scanner  # noqa: PLW0603 - the one way to hand a worker process its state
    _scanner = scanner
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what is here now stays until the process ends
    _relax_collector()


def _relax_collector() -> None:
    """Collect cycles seldom: parsing makes many objects and hardly any cycle."""
    gc.set_threshold(100_000, 20, 100)


def _scan_chunk(files: Sequence[File]) -> list[Page]:
    return [_scanner.scan(file) for file in files]
