"""Runs nblint with some functions that hang: ``python -m held_up FD [TARGET:CALL ...] -- ARG ...``.

A target is a function as ``module:name``, and it hangs from that call on, counted from 1, in each
process. What hangs writes a byte to the descriptor FD before. With ``processes`` for a target pages
are scanned in two processes.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from functools import reduce
from importlib import import_module
from itertools import count
from typing import TYPE_CHECKING, Any

from nblint.cli.main import main
from nblint.lint import executor

if TYPE_CHECKING:
    from collections.abc import Callable


def hold_up(target: str, marks: int) -> None:
    """Have a function hang."""
    module, name, call = target.split(":")
    *parents, last = name.split(".")
    owner = reduce(getattr, parents, import_module(module))
    setattr(owner, last, _hanging(getattr(owner, last), int(call), marks))


def _hanging(function: Callable[..., Any], call: int, marks: int) -> Callable[..., Any]:
    calls = count(1)

    def hanging(*arguments: Any, **named: Any) -> Any:
        if next(calls) >= call:
            os.write(marks, b"x")
            time.sleep(1_000)
        return function(*arguments, **named)

    return hanging


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever the caller ignores
    end = sys.argv.index("--")
    for item in sys.argv[2:end]:
        if item == "processes":
            executor.WORTH_PROCESSES = -1
            os.sched_getaffinity = lambda _: {0, 1}
        else:
            hold_up(item, int(sys.argv[1]))
    sys.exit(main(sys.argv[end + 1 :]))
