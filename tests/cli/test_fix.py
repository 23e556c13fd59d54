"""`nblint check` with --fix, --unsafe-fixes and --diff as a user meets it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from nblint.cli.main import main
from nblint.lint.document_linter import DocumentLinter
from nblint.lint.fix.save import save
from nblint.lint.fix_run import _PageFixer
from nblint.project.site import Site

if TYPE_CHECKING:
    from pathlib import Path

    from nblint.files.discovery import File

BAD = "\ufeff# Garden\r\n\r\nSee [our seeds] (seeds.md),\n[soil](sol.md) and [the shop](https://x.org?utm_source=a).\r\n"
SAFE = BAD.replace("] (", "](").replace("?utm_source=a", "")
UNSAFE = SAFE.replace("sol.md", "soil.md")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "page.md", BAD)
    for name in ("seeds", "soil"):
        write(tmp_path / f"{name}.md", "# Good\n\nHere it grows.\n")
    return tmp_path


def write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


def check(*arguments: str) -> int:
    return main(["check", "--offline", "--select", "links,stray-character", *arguments])


def test_safe_fixes_are_written_and_what_is_left_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check("--fix", "--format", "concise") == 1
    captured = capsys.readouterr()
    assert text_of(folder / "page.md") == SAFE
    assert [line.split(": ")[1] for line in captured.out.splitlines()] == [
        "error broken-path no such file or directory"
    ]
    assert captured.err.startswith(
        "Fixed 2 issues in 1 file\n  page.md: 1 link-syntax, 1 tracking-parameter\n"
        "Found 1 issue (1 error) in 1 file\n1 fixable with --unsafe-fixes\n"
    )


def test_unsafe_fixes_are_written_when_they_are_asked_for(folder: Path) -> None:
    assert check("--fix", "--unsafe-fixes") == 0
    assert text_of(folder / "page.md") == UNSAFE
    assert check() == 0


def test_a_fix_that_would_change_more_than_its_rule_says_is_reported_as_unsafe(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "<\u00adscript src=//x.org>\n"
    write(folder / "page.md", text)
    assert check("page.md") == 1
    report = capsys.readouterr().out
    assert "help (unsafe fix): remove it" in report
    assert "1 fixable with --unsafe-fixes\n" in report
    assert check("page.md", "--fix", "--format", "json") == 1
    assert text_of(folder / "page.md") == text
    (diagnostic,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert diagnostic["fix"]["safe"] is False
    check("page.md", "--format", "sarif")
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert [fix["properties"] for item in run["results"] for fix in item["fixes"]] == [
        {"safe": False}
    ]
    assert check("page.md", "--fix", "--unsafe-fixes") == 0
    assert text_of(folder / "page.md") == text.replace("\u00ad", "")


def test_a_fix_that_would_spoil_the_front_matter_is_not_promised(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "nblint.toml", '[rules.preferred-term]\nterms = {frist = "first: x"}\n')
    text = "---\ntitle: The frist one\n---\n"
    write(folder / "page.md", text)
    arguments = ["check", "--offline", "--select", "preferred-term", "page.md"]
    assert main(arguments) == 1
    assert "can be fixed" not in capsys.readouterr().out
    assert main([*arguments, "--fix", "--unsafe-fixes"]) == 1
    assert text_of(folder / "page.md") == text


def test_versions_of_a_page_are_parsed_once_for_all_rounds(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    original = DocumentLinter.parse

    def counting(scanner: DocumentLinter, file: File, text: str) -> object:
        parsed.append(text)
        return original(scanner, file, text)

    monkeypatch.setattr(DocumentLinter, "parse", counting)
    write(folder / "other.md", "[a] (soil.md)\n")
    for name in ("seeds", "soil"):
        write(folder / f"{name}.md", "[a](page.md)\n")
    check("--fix")
    assert max(Counter(parsed).values()) <= 4
    assert len(parsed) <= 22


def test_pages_without_findings_are_not_touched(folder: Path) -> None:
    before = (folder / "soil.md").stat()
    check("--fix")
    after = (folder / "soil.md").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_diff_changes_nothing_and_can_be_applied(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check("--diff", "--unsafe-fixes") == 1
    captured = capsys.readouterr()
    assert text_of(folder / "page.md") == BAD
    assert captured.out.startswith("--- a/page.md\n+++ b/page.md\n@@ ")
    assert captured.err == (
        "Would fix 3 issues in 1 file\n"
        "  page.md: 1 broken-path, 1 link-syntax, 1 tracking-parameter\n"
    )
    subprocess.run(["git", "apply"], input=captured.out.encode(), check=True)  # noqa: S607
    assert text_of(folder / "page.md") == UNSAFE
    assert check("--diff") == 0
    assert capsys.readouterr() == ("", "")


def test_a_diff_of_what_cannot_be_read_is_a_problem(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.md").write_bytes(b"\xff")
    assert check("--diff") == 2
    captured = capsys.readouterr()
    assert captured.out.startswith("--- a/page.md\n")
    assert "problem: bad.md: line 1, column 1: byte 0xFF is not valid UTF-8" in captured.err


def test_unsafe_fixes_alone_say_what_they_go_with(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--unsafe-fixes") == 2
    assert "--unsafe-fixes needs --fix or --diff" in capsys.readouterr().err


def as_stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


@pytest.mark.parametrize("text", [BAD, "# Good\r\n\r\nHere it \u2028grows", ""])
@pytest.mark.usefixtures("folder")
def test_standard_input_is_printed_fixed_and_the_report_beside_it(
    text: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    as_stdin(monkeypatch, text)
    check("--fix", "-", "--stdin-filename", "new.md")
    captured = capsysbinary.readouterr()
    assert captured.out.decode() == text.replace(BAD, SAFE)
    assert b"Checked 1 file" in captured.err


def test_a_page_that_cannot_be_written_hinders_no_other(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "fixed.md", BAD)
    access = os.access

    def denied(path: Path, mode: int) -> bool:  # root may write everything
        return path.name != "page.md" and access(path, mode)

    monkeypatch.setattr("os.access", denied)
    assert check("--fix", "--format", "concise") == 2
    captured = capsys.readouterr()
    assert "page.md: not fixed: the file is read-only; change its mode\n" in captured.err
    assert "Fixed 2 issues in 1 file\n  fixed.md: " in captured.err
    assert "page.md:3:5: error link-syntax" in captured.out
    assert text_of(folder / "page.md") == BAD


def test_a_page_that_changes_while_it_is_fixed_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def save_late(path: Path, before: str, after: str, root: Path) -> None:
        write(path, "# Theirs\n")
        save(path, before, after, root)

    monkeypatch.setattr("nblint.lint.fix_run.save", save_late)
    assert check("--fix") == 2
    assert "page.md: not fixed: the file has changed since" in capsys.readouterr().out
    assert text_of(folder / "page.md") == "# Theirs\n"


def test_a_page_that_changed_before_it_was_fixed_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    relint = _PageFixer.relint

    def relint_late(self: _PageFixer, texts: dict[str, str]) -> object:
        write(folder / "page.md", "# Theirs\n" + BAD)
        return relint(self, texts)

    monkeypatch.setattr(_PageFixer, "relint", relint_late)
    assert check("--fix") == 2
    assert "page.md: not fixed: the file has changed since" in capsys.readouterr().out
    assert text_of(folder / "page.md") == "# Theirs\n" + BAD


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("step", ["relint", "first"])
def test_an_interrupt_fixes_nothing(
    step: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if step == "relint":
        monkeypatch.setattr(_PageFixer, "relint", interrupt)
    else:
        monkeypatch.setattr(Site, "visit", interrupt)
    assert check("--fix") == 130
    assert "Interrupted" in capsys.readouterr().out
    assert text_of(folder / "page.md") == BAD


def test_links_into_a_fixed_page_are_judged_by_what_it_is_now(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "a.md", "# Links\n\n[Good](b.md#café) and [bad](b.md#caf).\n")
    write(folder / "b.md", "# CafÃ©\n\nIt is open.\n")
    assert check("--fix", "--format", "concise", "a.md", "b.md") == 1
    assert capsys.readouterr().out == (
        'a.md:3:29: error broken-anchor no heading or id "caf" in b.md; '
        'Python-Markdown generates "cafe" for its heading, GitHub "café"\n'
    )
    assert check("--fix", "--unsafe-fixes", "a.md", "b.md") == 0
    assert "[bad](b.md#café)" in text_of(folder / "a.md")


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError


def test_a_diff_does_no_harm_to_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "page.md", "# A\n\n\x1b[31m\nsee [seeds] (seeds.md)\n")
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal(written, encoding="utf-8"))
    assert check("--diff", "page.md") == 1
    assert b" \\x1b[31m\n" in written.getvalue()
    assert b"\x1b[31m" not in written.getvalue()


def test_two_names_of_one_page_are_fixed_once(folder: Path) -> None:
    os.symlink("page.md", folder / "link.md")  # noqa: PTH211 - the target stays as it is written
    check("--fix", "page.md", "link.md")
    assert (folder / "link.md").is_symlink()
    assert text_of(folder / "page.md") == SAFE
