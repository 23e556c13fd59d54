"""How much a document costs nblint: lines of Python that run, processor time and memory."""

from __future__ import annotations

import json
import math
import os
import resource
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from constructs import CONSTRUCTS, PROJECTS
from nblint.config import load_config
from nblint.files.discovery import Discovery, File
from nblint.lint.pipeline import LintRequest, lint
from nblint.report import renderer
from nblint.report.context import ReportContext
from nblint.rulebook.book import load_rules

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

    from nblint.model.lint_report import Report

_FORMATS = ("text", "json")


def write_projects(root: Path) -> None:
    """Write the projects whose documents the constructs are."""
    for name, text in PROJECTS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


@cache
def _work(root: Path, file: str) -> LintRequest:
    loaded = load_config([root / file.partition("/")[0]])
    loaded = replace(loaded, config=replace(loaded.config, select=("all",)))
    page = File(root / file, file)
    return LintRequest(loaded, load_rules(loaded), Discovery((), (), ()), stdin=(page, ""))


def check(root: Path, file: str, text: str) -> Report:
    """Return the report of all rules on one document of the projects at `root`; it is rendered."""
    work = _work(root, file)
    assert work.stdin is not None
    report = lint(replace(work, stdin=(work.stdin[0], text))).report
    for name in _FORMATS:
        for _ in renderer(name)(report, ReportContext()):
            pass
    return report


def steps(root: Path, file: str, text: str) -> int:
    """Return how many lines of Python run to check a document."""
    count = 0

    def trace(_frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal count
        count += 1
        return trace

    previous = sys.gettrace()
    sys.settrace(trace)
    try:
        check(root, file, text)
    finally:
        sys.settrace(previous)
    return count


class Cost(Struct, frozen=True):
    """What a process used: seconds of processor time and megabytes of memory.

    `findings` is None where the process was killed.
    """

    size: int
    seconds: float
    megabytes: float
    findings: int | None


def cost(root: Path, file: str, text: str, limit: int) -> Cost:
    """Return what a process of its own uses to check a document, at most `limit` seconds."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        count = len(check(root, file, text).diagnostics)
        os.write(writing, json.dumps(count).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        findings = json.loads(answer.read() or "null")
    usage = os.wait4(child, 0)[2]
    return Cost(len(text), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, findings)


def exponent(sizes: tuple[float, float], amounts: tuple[float, float]) -> float:
    """Return k where the amount grows as the size to the power of k."""
    return math.log(amounts[1] / amounts[0]) / math.log(sizes[1] / sizes[0])


def warm_up(root: Path) -> None:
    """Load all that a check of any document may load."""
    for construct in CONSTRUCTS.values():
        check(root, construct.file, construct.make(200))
