"""``nblint cache``."""

from __future__ import annotations

import os
import sys
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from nblint.cli.commands.link_checking import CACHE
from nblint.cli.commands.setup import CommandError, settings
from nblint.files.source import display_name, reason
from nblint.report.terminal import Output, escape_controls, style_of
from nblint.web.cache.cache_directory import FILE, remove
from nblint.web.cache.database import DatabaseError
from nblint.web.cache.records import read_all

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path


def run(arguments: Namespace) -> int:
    """Print where the project keeps what earlier runs know, count it, or remove it.

    Raises CommandError.
    """
    folder = settings(arguments, []).root / CACHE
    try:
        lines = list(_ACTIONS[arguments.action](folder))
    except OSError as error:
        raise _failure(folder, reason(error)) from error
    except DatabaseError as error:
        help_ = "; `nblint cache clear` removes it" if error.damaged else ""
        raise _failure(folder, f"{error}{help_}") from error
    Output(sys.stdout, style_of(sys.stdout, os.environ)).write(
        f"{escape_controls(line)}\n" for line in lines
    )
    return 0


def _failure(folder: Path, words: str) -> CommandError:
    return CommandError(escape_controls(f"{display_name(str(folder / FILE))}: {words}"))


def _path(folder: Path) -> Iterator[str]:
    yield str(folder / FILE)


def _stats(folder: Path) -> Iterator[str]:
    file = folder / FILE
    outcomes = Counter[str]()
    oldest, newest = float("inf"), 0.0
    for record in read_all(folder) if file.exists() else ():
        outcomes[record.verdict.outcome] += 1
        oldest, newest = min(oldest, record.asked), max(newest, record.asked)
    for outcome, count in sorted(outcomes.items()):
        yield f"{outcome:12} {count}"
    yield f"{'in all':12} {outcomes.total()}"
    yield f"{'bytes':12} {file.stat().st_size if file.exists() else 0}"
    if outcomes:
        yield f"{'oldest':12} {_moment(oldest)}"
        yield f"{'newest':12} {_moment(newest)}"


def _clear(folder: Path) -> Iterator[str]:
    remove(folder)
    yield from ()


_ACTIONS = {"path": _path, "stats": _stats, "clear": _clear}


def _moment(seconds: float) -> str:
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"
    except (ValueError, OverflowError, OSError):
        return "unknown"  # a file from elsewhere may hold anything
