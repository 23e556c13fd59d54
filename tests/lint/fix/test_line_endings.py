"""Fixes of all rules keep the line endings of their page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nblint.config import Config, LoadedConfig
from nblint.files.discovery import Discovery, File
from nblint.lint.fix import apply_fixes
from nblint.lint.fix_run import fix_files, rule_fixes
from nblint.lint.pipeline import LintRequest, lint
from nblint.lint.suppression_run import add_suppressions
from nblint.rulebook.book import load_rules

if TYPE_CHECKING:
    from nblint.lint.lint_run import LintRun

LOADED = LoadedConfig(Config(select=("all",)), Path("/nowhere"))
RULES = load_rules(LOADED)
FILE = File(Path("/nowhere/page.md"), "page.md")
LONE = re.compile(r"(?<!\r)\n|\r(?!\n)")
PIECES = [
    *(
        "[",
        "](",
        "] (",
        ")[",
        "[a]: b",
        "[a]: c",
        "[a]",
        "!",
        "<",
        ">",
        "|",
        "*",
        "`",
        "~",
        "b.md)",
    ),
    *("<!-- nblint: ignore links -->", "<!--nblint:ignore missing-alt-->", "<!-- nblint: on -->"),
    *("\n", "\n\n", "\n", "# ", "- ", "> ", "    ", "```", "~~~", "---\n", "title: x\n", "$"),
    *("\u2028", "\u2029", "\u200b", "â€™", "\x0c", "<span>", "</span>", "<a id=x>", "</a>", " "),
    *("a", ".", "the the", "seperate", "http://x.org?utm_source=a"),
]


def lint_run(text: str) -> LintRun:
    return lint(LintRequest(LOADED, RULES, Discovery((), (), ()), (FILE, text)))


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("a\u2028b\n")
@example("e\n<!--nblint:ignore missing-alt-->\n`")
def test_a_page_with_crlf_has_no_other_line_ending_after_fixes(text: str) -> None:
    text = text.replace("\n", "\r\n") + "\r\n"
    run = lint_run(text)
    for diagnostic in run.report.diagnostics:
        if diagnostic.fix:
            assert not LONE.search(apply_fixes(text, [diagnostic.fix])[0]), diagnostic.rule
    outcomes = fix_files(run, rule_fixes(unsafe=True), write=False), add_suppressions(run)
    assert not [page for outcome in outcomes for page in outcome.pages if LONE.search(page.after)]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_line_separator_becomes_the_line_ending_of_the_page(newline: str) -> None:
    (page,) = fix_files(
        lint_run(f"# A{newline}{newline}one\u2028two{newline}"),
        rule_fixes(unsafe=True),
        write=False,
    ).pages
    assert page.after == f"# A{newline}{newline}one{newline}two{newline}"
