"""`nblint check --add-suppressions`: the next run is clean, and the page is as it was otherwise."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nblint.cli.main import main
from nblint.config import Config, LoadedConfig
from nblint.files.discovery import Discovery, File
from nblint.lint.document_linter import DocumentLinter
from nblint.lint.pipeline import LintRequest, lint
from nblint.lint.suppression_run import add_suppressions
from nblint.markdown.parse import parse
from nblint.rulebook.book import load_rules

LOADED = LoadedConfig(Config(select=("all",)), Path("/nowhere"))
RULES = load_rules(LOADED)
PAGE = File(LOADED.root / "page.md", "page.md")


def check(*arguments: str) -> int:
    return main(["check", "--offline", *arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def silenced(folder: Path, text: str) -> str:
    """Return what becomes of a page; the next run over it must be clean."""
    page = folder / "page.md"
    page.write_bytes(text.encode())
    assert check("--add-suppressions", "page.md") == 0
    assert check("page.md") == 0
    return page.read_bytes().decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# A\n\nSee\n[here](b.md)\n",
            "# A\n\n<!-- nblint: ignore broken-path, vague-link-text -->\nSee\n[here](b.md)\n",
        ),
        (
            "# A\n- b\n- > c\n  > [d](e.md)\n",
            "# A\n<!-- nblint: ignore broken-path -->\n- b\n- > c\n  > [d](e.md)\n",
        ),
        (
            "# A\r\n\r\n| b |\r\n|-|\r\n| [c](d.md) |\r\n",
            "# A\r\n\r\n<!-- nblint: ignore broken-path -->\r\n| b |\r\n|-|\r\n| [c](d.md) |\r\n",
        ),
        ("\ufeff[a](b.md)\n", "\ufeff<!-- nblint: ignore broken-path -->\n[a](b.md)\n"),
        (
            "<!-- nblint: ignore vague-link-text -->\n[here](b.md)\n",
            "<!-- nblint: ignore vague-link-text, broken-path -->\n[here](b.md)\n",
        ),
        (
            "# A\n\n```\nb\n",
            "# A\n\n<!-- nblint: ignore unclosed-fence -->\n```\nb\n",
        ),
    ],
    ids=["paragraph", "list", "table", "byte order mark", "more rules", "fence"],
)
def test_a_comment_goes_before_the_block(folder: Path, before: str, after: str) -> None:
    assert silenced(folder, before) == after


IGNORE_FILE = "<!-- nblint: ignore-file missing-meta -->\n\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "---\ntitle: A\n---\n\nText.\n",
            "---\nnblint: {ignore: [missing-meta]}\ntitle: A\n---\n\nText.\n",
        ),
        (
            '+++\ntitle = "A"\n[p]\nb = 1\n+++\n\nText.\n',
            '+++\nnblint = {ignore = ["missing-meta"]}\ntitle = "A"\n[p]\nb = 1\n+++\n\nText.\n',
        ),
        (
            '{\n"title": "A"\n}\n\nText.\n',
            '{\n"title": "A"\n}\n<!-- nblint: ignore-file missing-meta -->\n\n\nText.\n',
        ),
        (
            "---\ntitle: [A\n---\nText.\n",
            "---\ntitle: [A\n---\n<!-- nblint: ignore-file invalid-meta -->\n\nText.\n",
        ),
        (
            "---\ntitle: A\nnblint: {ignore: [links]}\n---\n\nText.\n",
            f"---\ntitle: A\nnblint: {{ignore: [links]}}\n---\n{IGNORE_FILE}\nText.\n",
        ),
    ],
    ids=["yaml", "toml", "json", "unreadable", "has the key"],
)
def test_front_matter_is_silenced_on_the_whole_page(folder: Path, before: str, after: str) -> None:
    assert silenced(folder, before) == after


def test_a_suppression_that_is_not_used_is_silenced_too(folder: Path) -> None:
    text = "# A\n\n<!-- nblint: ignore broken-path -->\nText.\n"
    assert silenced(folder, text) == f"<!-- nblint: ignore-file unused-suppression -->\n\n{text}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\x1b\r#", "<!-- nblint: ignore stray-character -->\r\x1b\r{}#"),
        ("=\r```", "=\r<!-- nblint: ignore unclosed-fence -->\r```"),
        ("- a\r- [b](c.md)\r", "<!-- nblint: ignore broken-path -->\r- a\r- [b](c.md)\r"),
    ],
)
def test_lines_that_end_in_cr_get_comments_of_their_own(
    folder: Path, before: str, after: str
) -> None:
    empty = "<!-- nblint: ignore empty-heading -->\r"
    assert silenced(folder, before) == after.format(empty)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "---\ntitle: x\n\nText.\n",
            "---\ntitle: x\n\n<!-- nblint: ignore-file invalid-meta, missing-meta -->\n\nText.\n",
        ),
        (
            '+++\ntitle="A"\n\n> A.\n',
            '+++\ntitle="A"\n\n<!-- nblint: ignore-file invalid-meta, missing-meta -->\n\n> A.\n',
        ),
        (
            "---\nt:\n",
            "---\nt:\n\n<!-- nblint: ignore-file invalid-meta -->\n\n",
        ),
    ],
    ids=["yaml", "toml", "alone"],
)
def test_front_matter_that_is_never_closed_keeps_its_end(
    folder: Path, before: str, after: str
) -> None:
    assert silenced(folder, before) == after


def test_a_comment_of_a_dialect_is_suppressed_in_the_whole_file(folder: Path) -> None:
    (folder / ".obsidian").mkdir()
    text = "%%nblint:%%\n"
    assert silenced(folder, text) == f"<!-- nblint: ignore-file unused-suppression -->\n\n{text}"


def test_a_comment_may_come_between_front_matter_and_what_looks_like_a_definition(
    folder: Path,
) -> None:
    text = '{"title":"A"}\n: [a](b.md)\n<script'
    whole = "<!-- nblint: ignore-file missing-meta -->\n\n"
    block = "<!-- nblint: ignore broken-path -->\n"
    assert silenced(folder, text) == text.replace(": [", f"{whole}{block}: [")


def test_a_page_is_read_in_its_own_dialect(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("site_name: A\n")
    text = "# A\n\n!!! note\n\n    [a](b.md)\n"
    comment = "    <!-- nblint: ignore broken-path -->\n"
    assert silenced(folder, text) == text.replace("    [", f"{comment}    [")


def test_what_no_comment_can_suppress_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "page.md").write_text('{"title":')
    assert check("--add-suppressions", "page.md") == 1
    assert (folder / "page.md").read_text() == '{"title":'
    assert (
        "note: not suppressed: 1 finding: no comment can be written there"
        in capsys.readouterr().out
    )


def test_many_findings_cost_few_versions_of_a_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 0
    original = DocumentLinter.parse

    def counting(scanner: DocumentLinter, file: File, text: str) -> object:
        nonlocal count
        count += 1
        return original(scanner, file, text)

    monkeypatch.setattr(DocumentLinter, "parse", counting)
    (folder / "page.md").write_text("[a](b.md)\n\n" * 100)
    assert check("--add-suppressions", "page.md") == 0
    assert count < 12


def test_what_was_silenced_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.md", "b.md"):
        (folder / name).write_text("# A\n\n[x](y.md) and [here](a.md)\n")
    assert check("--add-suppressions") == 0
    assert "note: suppressed 4 findings in 2 pages\n" in capsys.readouterr().out


def test_pages_without_comments_are_left_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.mdx").write_text("# A\n\n[x](y.md)\n")
    assert check("--add-suppressions", "a.mdx") == 1
    assert "broken-path" in capsys.readouterr().out
    assert (folder / "a.mdx").read_text() == "# A\n\n[x](y.md)\n"


def test_standard_input_is_printed_with_its_comments(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[a](b.md)\n")))
    assert check("--add-suppressions", "-") == 0
    assert capsys.readouterr().out == "<!-- nblint: ignore broken-path -->\n[a](b.md)\n"


def test_it_goes_with_no_fix(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--add-suppressions", "--fix") == 2
    assert "--fix and --add-suppressions cannot be used together" in capsys.readouterr().err


PIECES = [
    *("[a](b.md)", "[here](c.md)", "![](d.png)", "the the", "\u200b", "§,", "[x][y]", "[x]: z\n"),
    *("\n", "\n\n", "\r\n", "# A\n", "#### B\n", "- ", "1. ", "> ", "    ", "  ", "```\n", "~~~\n"),
    *("| a |\n|-|\n", "title: x\n", "<div>\n", "</div>\n", "<span>"),
    *(
        "<!-- nblint: ignore links -->",
        "<!-- nblint: off -->\n",
        "<!--",
        "-->",
        "[^1]: a\n",
        "[^1]",
    ),
    *("===\n", "a", " ", "$$\n", "<p\n", ": "),
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("a\n<!-- nblint: ignore -->\n===\n")
@example("- a\n\n      [a](b.md)\n")
@example("[x]: z\n[here](c.md)\n===\n")
def test_the_next_run_is_clean_and_no_block_is_broken(text: str) -> None:
    work = LintRequest(LOADED, RULES, Discovery((), (), ()), (PAGE, text))
    outcome = add_suppressions(lint(work))
    assert outcome.report.diagnostics == ()
    assert outcome.report.problems == ()
    after = outcome.pages[0].after if outcome.pages else text
    kinds = [
        [block.kind for block in parse(page_text, "page.md").blocks if block.kind != "html"]
        for page_text in (text, after)
    ]
    assert kinds[0] == kinds[1]
