"""Samples, what may be wrong with them, and the judgement of one within a time limit."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from types import FrameType

CPU_LIMIT: Final = 8.0
"""CPU seconds for one sample: some times what the slowest good one takes."""


class Sample(Struct, frozen=True):
    """A text, and the place where it is put: a page or a configuration file of a project."""

    place: str
    text: str


class Fault(Struct, frozen=True):
    """What is wrong with a sample. Faults of one kind are likely to have one cause."""

    kind: str
    detail: str = ""


_INTERNAL_ERROR: Final = re.compile(r"internal error[^:\n]*: (\w+)(: [^;\n]{0,60})?")


def internal_error(text: str) -> Fault | None:
    """Return the fault that something which nblint printed tells of an internal error."""
    match = _INTERNAL_ERROR.search(text)
    if match is None:
        return None
    # How deep a recursion went, and in what it ended, differs from run to run.
    kind = match[0].partition(": Recursion")[0] + ": too deep" * ("Recursion" in match[0])
    return Fault(re.sub(r"\d+|'[^']*'?", "…", kind), match.string[match.start() :][:500])


Make = Callable[[Random], Sample]
Judge = Callable[[Sample], Fault | None]


class _TooSlowError(BaseException):
    """The CPU limit is used up; no handler of the product may catch it."""


def judge_in_time(judge: Judge, sample: Sample) -> Fault | None:
    """Return the fault of a sample, which may be that it takes too long or that judging it fails.

    Call it in the main thread of a process whose SIGPROF nothing else uses.
    """
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, CPU_LIMIT)
    try:
        return judge(sample)
    except _TooSlowError:
        return Fault(f"more than {CPU_LIMIT:.0f} s of CPU time")
    except Exception as error:  # noqa: BLE001 - whatever is raised is a fault of the product
        return Fault(*_describe(error))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _TooSlowError


def _describe(error: Exception) -> tuple[str, str]:
    """Return the kind of an exception, which is where it was raised, and what it says."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = "nowhere"
    if trace:
        code = trace.tb_frame.f_code
        where = f"{code.co_filename.rpartition('/')[2]}:{code.co_name}"
    return f"{type(error).__name__} in {where}", str(error)
