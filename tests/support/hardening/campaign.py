"""One property over many samples, on all cores; what fails is minimised and shown with its seed."""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import time
from functools import partial
from multiprocessing.sharedctypes import RawArray
from operator import setitem
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hardening.amount import COMMAND, random_for
from hardening.minimise import minimise
from hardening.sample import Fault, Judge, Make, Sample, judge_in_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from multiprocessing.connection import Connection

_MEMORY_LIMIT: Final = 4 * 2**30
"""Bytes of address space of one process."""
_KINDS: Final = 30
"""Kinds of fault after which a process stops looking for more."""
_SHOWN: Final = 1_500
"""Characters of a sample that are shown."""
_FORK: Final = multiprocessing.get_context("fork")


class Failure(Struct, frozen=True):
    """A fault and the smallest sample that was found to have it; `number` is that of the first."""

    fault: Fault
    sample: Sample
    number: int

    @property
    def shown(self) -> str:
        """The failure as a person reads it."""
        first = f"{self.fault.kind} (first in sample {self.number})"
        text = repr(self.sample.text)
        if len(text) > _SHOWN:
            text = f"{text[:_SHOWN]}… ({len(self.sample.text)} characters)"
        return f"{first}\n  {self.fault.detail}\n  {self.sample.place}: {text}"


class Figures(Struct, frozen=True, kw_only=True):
    """What a campaign came to: `seconds` of wall-clock time, `peak` in bytes of one process."""

    name: str
    samples: int
    failures: int
    seconds: float
    peak: int

    @property
    def line(self) -> str:
        """The figures in one line."""
        return (
            f"{self.name}: {self.samples} samples in {self.seconds:.0f} s"
            f" ({self.samples / self.seconds:.0f} per second), {self.failures} kinds of fault,"
            f" at most {self.peak // 2**20} MB in one process"
        )


FIGURES: Final[list[Figures]] = []
"""What was run so far; the end of the run prints it."""


class _Share(Struct, frozen=True):
    """What one process found, and the most memory that it took, in bytes."""

    failures: list[Failure]
    peak: int


class Property(Struct, frozen=True):
    """A name, how samples are made, and what says that one has a fault."""

    name: str
    make: Make
    judge: Judge

    def sample(self, number: int) -> Sample:
        """Return a sample by its number; it depends on the seed alone."""
        return self.make(random_for(self.name, number))

    def hold(self, amount: int, *, on_all_cores: bool = True) -> None:
        """Judge samples; fail with a minimal sample of each kind of fault."""
        start = time.monotonic()
        shares = _in_processes(self, amount) if on_all_cores else [_in_this_process(self, amount)]
        failures = _smallest(failure for share in shares for failure in share.failures)
        figures = Figures(
            name=self.name,
            samples=amount,
            failures=len(failures),
            seconds=time.monotonic() - start,
            peak=max(share.peak for share in shares),
        )
        FIGURES.append(figures)
        shown = "\n\n".join(failure.shown for failure in failures)
        assert not failures, f"{figures.line}\nagain: {COMMAND}\n\n{shown}"

    def search(self, numbers: Iterable[int], begin: Callable[[int], None]) -> list[Failure]:
        """Return a minimal failure of each kind; `begin` is told of each sample that is judged."""
        found: dict[str, Failure] = {}
        for number in numbers:
            begin(number)
            sample = self.sample(number)
            fault = judge_in_time(self.judge, sample)
            if fault and fault.kind not in found:
                found[fault.kind] = self._minimal(sample, fault, number)
            if len(found) == _KINDS:
                break
        return [*found.values()]

    def _minimal(self, sample: Sample, fault: Fault, number: int) -> Failure:
        def judged(text: str) -> Fault | None:
            return judge_in_time(self.judge, Sample(sample.place, text))

        def has_kind(text: str) -> bool:
            again = judged(text)
            return again is not None and again.kind == fault.kind

        if sample.text and has_kind(sample.text):
            small = minimise(sample.text, has_kind)
            return Failure(judged(small) or fault, Sample(sample.place, small), number)
        return Failure(Fault(fault.kind, f"{fault.detail} (not seen again)"), sample, number)


def _in_this_process(tested: Property, amount: int) -> _Share:
    return _Share(tested.search(range(amount), lambda _: None), peak())


def peak() -> int:
    """Return the most memory that this process has ever taken, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _in_processes(tested: Property, amount: int) -> list[_Share]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
    at = RawArray("q", cores)

    def work(worker: int, out: Connection) -> None:
        gc.freeze()
        gc.set_threshold(100_000, 20, 100)  # as in nblint's own processes
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_LIMIT, _MEMORY_LIMIT))
        failures = tested.search(range(worker, amount, cores), partial(setitem, at, worker))
        out.send(_Share(failures, peak()))

    started = []
    for worker in range(cores):
        parent_end, child_end = _FORK.Pipe(duplex=False)
        process = _FORK.Process(target=work, args=(worker, child_end), daemon=True)
        process.start()
        child_end.close()
        started.append((process, parent_end))
    shares = []
    for worker, (process, parent_end) in enumerate(started):
        try:
            shares.append(parent_end.recv())
        except EOFError:
            process.join()
            fault = Fault(f"the process ended with status {process.exitcode}")
            failure = Failure(fault, tested.sample(at[worker]), at[worker])
            shares.append(_Share([failure], 0))
        process.join()
    return shares


def _smallest(failures: Iterable[Failure]) -> list[Failure]:
    """Return the smallest failure of each kind, sorted by kind."""
    smallest: dict[str, Failure] = {}
    for failure in sorted(failures, key=lambda failure: len(failure.sample.text)):
        smallest.setdefault(failure.fault.kind, failure)
    return sorted(smallest.values(), key=lambda failure: failure.fault.kind)
