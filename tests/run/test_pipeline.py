"""What a run makes of pages that give trouble, and of what it can not judge."""

from __future__ import annotations

import concurrent.futures
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pytest

from nblint.config import load_config
from nblint.files.discovery import discover
from nblint.rulebook.book import load_rules
from nblint.run.pipeline import run

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from nblint.outcome import Report


def check(folder: Path) -> Report:
    loaded = load_config([folder])
    return run(loaded, load_rules(loaded), discover([folder], loaded.root))


def findings(report: Report, rule: str) -> list[tuple[str, str]]:
    return [(d.message, d.help) for d in report.diagnostics if d.rule == rule]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "page.md").write_text("# Page\n\nText.\n")
    return tmp_path


def test_what_is_nested_too_deeply_is_named_as_unread(folder: Path) -> None:
    (folder / "deep.md").write_text("# Deep\n\n" + "> " * 200 + "text\n")
    kinds = [(item.kind, item.count) for item in check(folder).unverified]
    assert kinds == [("deeply nested page", 1)]


def test_a_fault_of_the_parser_is_reported_for_its_page_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "other.md").write_text("![](x.png)\n")

    def failing(text: str, path: str) -> None:
        raise RecursionError(path, text[:1])

    monkeypatch.setattr("nblint.markdown.parse.build", failing)
    problems = [problem.message for problem in check(folder).problems]
    assert len(problems) == 2  # both pages fail here, each in a line of its own
    assert all("internal error in the parser: " in message for message in problems)


def test_a_process_that_dies_leaves_the_others_findings(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class DyingPool:
        def __init__(self, *_: object, **__: object) -> None:
            pass

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def submit(self, function: object, chunk: list[object]) -> Future[object]:
            del function
            future: Future[object] = Future()
            if len(chunk) == 1:
                future.set_exception(BrokenProcessPool())
            else:
                future.set_result([])
            return future

    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", DyingPool)
    monkeypatch.setattr("nblint.run.workers.WORTH_PROCESSES", 1)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1}, raising=False)
    for number in range(16):
        (folder / f"a{number:02}.md").write_text("# A\n\nText.\n")
    (problem,) = check(folder).problems
    assert problem.path is not None
    assert problem.path.endswith("page.md")
    assert problem.message.startswith("not checked: the process that read it died")


def test_a_link_to_a_file_that_git_ignores(folder: Path) -> None:
    (folder / ".gitignore").write_text("private/\n")
    (folder / "private").mkdir()
    (folder / "private/notes.md").write_text("# Notes\n")
    (folder / "page.md").write_text("# Page\n\n[a](private/notes.md)\n")
    assert findings(check(folder), "broken-path") == [
        (
            "private/notes.md is ignored by git, so it is not published",
            "link to a file that is committed, or take it out of .gitignore",
        )
    ]


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("./gide.md", "./guide.md"),
        ("/docs/gide.md#x", "/docs/guide.md#x"),
        ("../logo.png", "../images/logo.png"),
        ("a_b.md", "a%20b.md"),
        ("GUIDE.md", "guide.md"),
    ],
)
def test_the_nearest_file_is_offered_as_it_would_be_written(
    folder: Path, written: str, offered: str
) -> None:
    (folder / "nblint.toml").write_text('[site]\nroot = "."\n')
    for name in ("docs/guide.md", "docs/a b.md", "images/logo.png"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("# X\n\nText.\n")
    (folder / "docs/page.md").write_text(f"# Page\n\n[a]({written})\n")
    ((_, mend),) = findings(check(folder), "broken-path")
    assert mend == f"write {offered}"


def test_anchors_of_pages_that_are_not_checked_are_read_on_demand(folder: Path) -> None:
    (folder / "docs").mkdir()
    (folder / "docs/page.md").write_text(
        "[a](../page.md#page) [b](../page.md#pag) [c](../x.md#y)\n"
    )
    (folder / "x.md").write_bytes(b"\xff")
    assert [d.message for d in check(folder / "docs").diagnostics] == [
        f'no heading or id "pag" in {folder.as_posix()}/page.md'
    ]


def test_a_finding_is_left_out_where_another_rule_says_more(folder: Path) -> None:
    (folder / "page.md").write_text("# Page\n\n[a](www.x.org/a)\n")
    assert [d.rule for d in check(folder).diagnostics] == ["malformed-url"]
