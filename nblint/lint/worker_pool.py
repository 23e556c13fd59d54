"""Processes that scan pages.

There is a pipe to each process, so that it is known which pages it had when it died.
`concurrent.futures` does not tell: there, one dead process fails all that is waiting.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections import Counter, deque
from contextlib import contextmanager
from multiprocessing import Pipe, Process, parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from nblint.lint.diagnostic_collector import fault
from nblint.lint.executor import relax_collector

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

    from nblint.files.discovery import File
    from nblint.lint.document_linter import DocumentLinter, LintedFile

_CHUNK = 8
# A page that has killed so many processes, the last of them by itself, is not tried again. One
# death may be an accident, as when the system has no memory left.
_MOST_DEATHS = 2
# So many processes in a row that die before they have begun: this system lets none run.
_MOST_FALSE_STARTS = 3
# Windows waits for 63 things at most.
_MOST_WORKERS = 60
# Seconds between the end of its pipe and the end of a process, at most.
_DYING = 5.0


class _Worker:
    """A process that scans; `files` are those that it was given, and has not answered for."""

    def __init__(self, scanner: DocumentLinter) -> None:
        """Start the process. Raises whatever keeps the system from it."""
        self.connection, theirs = Pipe()
        self.files: Sequence[File] = ()
        self.has_begun = False
        self.process = Process(target=_work, args=(theirs, scanner), daemon=True)
        try:
            with _interrupts_held():
                self.process.start()
        except BaseException:
            self.connection.close()
            raise
        finally:
            theirs.close()  # so that the end of the process is the end of the pipe

    def give(self, files: Sequence[File]) -> bool:
        """Give the worker files to scan; tell whether it takes them, which a dead one does not."""
        try:
            self.connection.send(files)
        except OSError:
            return False
        self.files = files
        return True

    def take(self) -> list[LintedFile]:
        """Return the pages of the files; at first, when the worker is ready, there are none.

        Raises EOFError if it is dead.
        """
        try:
            pages: list[LintedFile] = self.connection.recv()
        except OSError as error:  # it died in the middle of a word
            raise EOFError from error
        self.files, self.has_begun = (), True
        return pages

    def end(self) -> None:
        """End the process: it has nothing to tidy up."""
        self.connection.close()
        self.process.kill()
        self.process.join()


class Pool:
    """Worker processes, and the files that wait for one."""

    def __init__(self, scanner: DocumentLinter, files: Sequence[File]) -> None:
        self._scanner = scanner
        self._waiting = deque(files[at : at + _CHUNK] for at in range(0, len(files), _CHUNK))
        self._workers: dict[Connection, _Worker] = {}
        self._deaths: Counter[str] = Counter()
        self._false_starts = 0

    @property
    def left(self) -> list[File]:
        """The files that were not scanned."""
        return [file for files in self._waiting for file in files]

    def scan(self, size: int) -> Iterator[LintedFile]:
        """Yield the pages in no certain order, scanned by `size` processes.

        It ends early where the system lets no process run: then there are files `left`.
        """
        # Where processes are not forked, `python -c` starts them: it would import modules from the
        # current directory, which may be a stranger's.
        os.environ["PYTHONSAFEPATH"] = "1"
        try:
            yield from self._scan(size)
        finally:
            for worker in list(self._workers.values()):
                self._remove(worker)

    def _scan(self, size: int) -> Iterator[LintedFile]:
        size = min(size, len(self._waiting), _MOST_WORKERS)
        while self._waiting or self._workers:
            while self._waiting and len(self._workers) < size and self._start():
                pass
            if not self._workers:
                return
            ready = wait(list(self._workers))
            for worker in [self._workers[item] for item in self._workers if item in ready]:
                yield from self._take(worker)

    def _start(self) -> bool:
        """Start a process; tell whether that was possible."""
        if self._false_starts >= _MOST_FALSE_STARTS:
            return False
        try:
            worker = _Worker(self._scanner)
        except Exception:  # noqa: BLE001 - the run's own process can do without
            return False
        self._workers[worker.connection] = worker
        return True

    def _take(self, worker: _Worker) -> Iterator[LintedFile]:
        try:
            pages = worker.take()
        except EOFError:
            yield from self._bury(worker)
            return
        self._false_starts = 0
        if not self._waiting:
            self._remove(worker)
        elif worker.give(self._waiting[0]):
            self._waiting.popleft()
        yield from pages

    def _bury(self, worker: _Worker) -> Iterator[LintedFile]:
        """Have others scan each file that a dead process had, but for one that kills them all."""
        worker.process.join(_DYING)  # or else it is killed, which is not how it died
        self._remove(worker)
        if not worker.has_begun:
            self._false_starts += 1
        self._deaths.update(file.name for file in worker.files)
        if len(worker.files) == 1 and self._deaths[worker.files[0].name] >= _MOST_DEATHS:
            how = _described(worker.process.exitcode)
            message = f"not checked: the process that checked it died ({how})"
            advice = "check it on its own or exclude it"
            yield self._scanner.unread(worker.files[0], f"{message}; {advice}")
        else:
            self._waiting.extendleft([file] for file in worker.files)

    def _remove(self, worker: _Worker) -> None:
        del self._workers[worker.connection]
        worker.end()


def _described(status: int | None) -> str:
    """Return how a process ended, by its exit status as `multiprocessing` has it."""
    return f"killed by signal {-status}" if status and status < 0 else f"exit status {status}"


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let no interrupt reach a process that starts here: the run's own process answers them.

    A blocked signal stays blocked in a child, and comes late to the parent.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(connection: Connection, scanner: DocumentLinter) -> None:
    """Scan what comes until there is no more; this is all that a worker process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()  # what is here now stays until the process ends
    relax_collector()
    try:
        connection.send([])
        while True:
            files: Sequence[File] = connection.recv()
            pages = [scanner.scan(file) for file in files]
            try:
                connection.send(pages)
            except OSError:
                raise
            except Exception:  # noqa: BLE001 - one page must not end the process
                connection.send(
                    [_sendable(*item, scanner) for item in zip(files, pages, strict=True)]
                )
    except (EOFError, OSError):
        return  # the run has ended


def _sendable(file: File, page: LintedFile, scanner: DocumentLinter) -> LintedFile:
    """Return a page, or that it cannot be sent, as where lists are nested by the hundred."""
    try:
        pickle.dumps(page)
    except Exception as error:  # noqa: BLE001 - whatever the values of front matter do
        return scanner.unread(file, fault("the process that checked it", error))
    return page


def _end_with_parent() -> None:
    """End the process when its parent has ended, however that was, and whatever it does then."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
