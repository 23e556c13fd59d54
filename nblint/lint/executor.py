"""Runs the linter over many documents: in this process, or on all cores."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nblint.files.discovery import File
    from nblint.lint.document_linter import DocumentLinter, LintedFile

Executor = Callable[["DocumentLinter", Sequence["File"]], Iterable["LintedFile"]]
"""How documents are linted: yields what is found in each file, in no certain order."""

# Below this many bytes one process is done before another would have started.
WORTH_PROCESSES = 2_000_000


def lint_all(linter: DocumentLinter, files: Sequence[File]) -> Iterable[LintedFile]:
    """Yield what is found in each file, in no certain order; in processes where that pays."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if (cores or 1) > 1 and _is_worth_processes(files):
        from nblint.lint.worker_pool import Pool  # noqa: PLC0415 - slow, and most runs need none

        pool = Pool(linter, files)
        yield from pool.scan(cores or 1)
        files = pool.left
    relax_collector()
    for file in files:
        yield linter.scan(file)


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


def relax_collector() -> None:
    """Collect cycles seldom: parsing makes many objects and hardly any cycle."""
    gc.set_threshold(100_000, 20, 100)
