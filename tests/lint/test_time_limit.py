"""A document that takes too long is stopped and named, and the others are checked."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from nblint.checks import CHECKS, PageCheck, SiteCheck
from nblint.config import load_config
from nblint.files.discovery import discover
from nblint.lint.pipeline import LintRequest, lint
from nblint.lint.time_limit import OutOfTimeError, TimeLimit
from nblint.markdown import parse as parsing
from nblint.project.site import Site
from nblint.rulebook import book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nblint.checks import Check
    from nblint.model import Document, FileIndex
    from nblint.model.finding import Finding

pytestmark = pytest.mark.slow

_STOPPED = "not checked completely: it took more than 0.5 s; exclude it or raise document-timeout"


def never_end() -> None:
    while True:
        pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nblint.toml").write_text("document-timeout = 0.5\n")
    (tmp_path / "slow.md").write_text("![](slow.md)\n")
    (tmp_path / "other.md").write_text("![](slow.md)\n")
    return tmp_path


def replace_check(monkeypatch: pytest.MonkeyPatch, check: Check) -> None:
    checks = tuple(check if check.name == item.name else item for item in CHECKS)
    monkeypatch.setattr(book, "CHECKS", checks)


def problems_and_findings(folder: Path) -> tuple[dict[str, str], list[str]]:
    """Return what went wrong, by file, and the files with a finding of missing-alt."""
    loaded = load_config([folder])
    report = lint(LintRequest(loaded, book.load_rules(loaded), discover([folder], folder))).report
    problems = {(item.path or "").rpartition("/")[2]: item.message for item in report.problems}
    found = (item for item in report.diagnostics if item.rule == "missing-alt")
    return problems, [item.location.path.rpartition("/")[2] for item in found]


def test_a_document_that_is_read_for_too_long_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = parsing.parse

    def slow(text: str, path: str, *more: object) -> Document:
        if path.endswith("slow.md"):
            never_end()
        return parse(text, path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(parsing, "parse", slow)
    assert problems_and_findings(folder) == ({"slow.md": _STOPPED}, ["other.md"])


def test_a_document_whose_links_take_too_long_is_named_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = Site.visit

    def slow(self: Site, outline: FileIndex) -> object:
        if outline.file.endswith("slow.md"):
            never_end()
        return visit(self, outline)

    monkeypatch.setattr(Site, "visit", slow)
    assert problems_and_findings(folder) == ({"slow.md": _STOPPED}, ["other.md", "slow.md"])


def test_what_was_found_before_a_rule_took_too_long_is_reported(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(document: Document, _options: object) -> Iterator[Finding]:
        if document.path.endswith("slow.md"):
            never_end()
        yield from ()

    replace_check(monkeypatch, PageCheck("vague-alt", check))
    assert problems_and_findings(folder) == ({"slow.md": _STOPPED}, ["other.md", "slow.md"])


def test_a_rule_about_links_that_takes_too_long_is_stopped(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(outline: FileIndex, *_: object) -> Iterator[Finding]:
        if outline.path.endswith("slow.md"):
            never_end()
        yield from ()

    replace_check(monkeypatch, SiteCheck("broken-path", check))
    assert problems_and_findings(folder) == ({"slow.md": _STOPPED}, ["other.md", "slow.md"])


def test_without_a_timer_work_is_stopped_between_rules() -> None:
    now = [0.0]
    limit = TimeLimit(60, lambda: now[0])
    done: list[float] = []

    def work() -> None:
        for now[0] in (10.0, 60.0, 61.0):
            limit.check()
            done.append(now[0])

    def run_in_thread() -> None:
        with pytest.raises(OutOfTimeError, match="took more than 60 s"):
            limit.run(work)
        limit.check()  # the time of the next work begins with it
        limit.run(lambda: done.append(-1))

    thread = threading.Thread(target=run_in_thread)
    thread.start()
    thread.join()
    assert done == [10.0, 60.0, -1]


def test_0_is_no_limit() -> None:
    limit = TimeLimit(0, lambda: pytest.fail("looked at the clock"))
    assert limit.run(lambda: "done") == "done"
    limit.check()


def test_work_within_work_shares_its_time() -> None:
    now = [0.0]
    limit = TimeLimit(60, lambda: now[0])

    def outer() -> None:
        now[0] = 40.0
        limit.run(lambda: None)
        now[0] = 61.0
        limit.run(limit.check)

    with pytest.raises(OutOfTimeError):
        limit.run(outer)
