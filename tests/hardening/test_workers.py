"""Processes that die while documents are scanned cost their documents at most, and no others."""

from __future__ import annotations

import json
import os
import signal
import time
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from hardening.amount import random_for, share
from hardening.pages import write_pages
from hardening.processes import Ended, Started

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

MANY = 400
LINES = 120
"""Lines of a page: with these, so many pages are worth processes of their own."""
ARGUMENTS = ("check", "--offline", "--format", "json", "--select", "link-syntax")
PATIENCE = 2_000
"""How often a worker is looked for."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


def run_and_end_workers(project: Path, random: Random, *, all_of_them: bool) -> tuple[Ended, int]:
    """Run a check whose workers are ended; return how it ended, and how many were ended."""
    started = Started(project, *ARGUMENTS)
    workers = started.children()
    for _ in range(PATIENCE):
        if len(workers) > 1 or started.process.poll() is not None:
            break
        time.sleep(0.005)
        workers = started.children()
    time.sleep(random.uniform(0, 0.3))
    number = random.choice((signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM))
    count = 0
    for worker in workers if all_of_them else random.sample(workers, min(1, len(workers))):
        try:
            worker.send_signal(number)
            count += 1
        except psutil.NoSuchProcess:
            continue
    return started.end(), count


@pytest.mark.parametrize("all_of_them", [False, True], ids=["one", "all"])
def test_dead_workers_cost_their_documents_at_most(tmp_path: Path, *, all_of_them: bool) -> None:
    write_pages(tmp_path, MANY, LINES)
    for moment in range(share(500)):
        random = random_for(f"workers {all_of_them}", moment)
        ended, count = run_and_end_workers(tmp_path, random, all_of_them=all_of_them)
        assert not ended.faults, ended
        report: dict[str, Any] = json.loads(ended.out)
        checked = {item["path"] for item in report["diagnostics"]}
        named = {problem["path"] for problem in report["problems"]}
        pages = {f"p{number}.md" for number in range(MANY)}
        assert pages <= checked | named, "a document is lost without a word"
        # A worker has some documents in hand at a time.
        assert len(pages - checked) <= 16 * count, f"{len(pages - checked)} documents are lost"
        assert ended.status == (2 if named else 1)
