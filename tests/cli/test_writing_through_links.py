"""What no command writes: a file outside the project, by a link or a setting of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nblint.cli.main import main

PAGE = "# Garden\n\nWe keep them seperate, see [a] (b.md).\n"
OUTER = "mine\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a right there")


@pytest.fixture(autouse=True)
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with a page, in the current directory, and return a directory beside it."""
    project, made = tmp_path / "project", tmp_path / "outside"
    project.mkdir()
    made.mkdir()
    monkeypatch.chdir(project)
    Path("page.md").write_text(PAGE)
    return made


@pytest.mark.parametrize(
    ("link", "command"),
    [
        ("report.html", "check --offline --output html=report.html"),
        ("report.html", "check --offline --force --output html=report.html"),
        ("nblint-words.txt", "check --offline --add-words"),
        (".nblint-baseline.json", "check --offline --write-baseline"),
        ("accepted.json", "check --offline --write-baseline accepted.json"),
        ("evil.md", "check --offline --fix evil.md"),
        ("evil.md", "check --offline --fix --unsafe-fixes evil.md page.md"),
        ("evil.md", "check --offline --add-suppressions evil.md"),
        ("nblint.toml", "init"),
        ("pyproject.toml", "init --pyproject"),
    ],
)
@pytest.mark.parametrize("exists", [True, False])
def test_no_command_writes_through_a_link_that_leads_outside(
    link: str,
    command: str,
    exists: bool,  # noqa: FBT001 - a column of the table
    outside: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = PAGE if link == "evil.md" else "" if link.endswith(".toml") else OUTER
    if exists:
        (outside / "file").write_text(text)
    Path(link).symlink_to("../outside/file")
    main(command.split())
    shown = capsys.readouterr()
    assert link in shown.out + shown.err
    assert [(file.name, file.read_text()) for file in outside.iterdir()] == (
        [("file", text)] if exists else []
    )


def test_the_link_cache_is_not_kept_behind_a_link(outside: Path) -> None:
    Path("page.md").write_text("# Garden\n\n[seeds](http://127.0.0.1:1/)\n")
    Path(".nblint_cache").symlink_to("../outside")
    main(["check"])
    main(["cache", "clear"])
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    ("setting", "command"),
    [
        ("dictionaries = ['../outside/words']", "check --offline --add-words"),
        ("baseline = '../outside/accepted.json'", "check --offline --write-baseline"),
        ("dictionaries = ['.git/config']", "check --offline --add-words"),
    ],
)
def test_a_setting_does_not_lead_a_write_outside(
    setting: str, command: str, outside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(".git").mkdir()
    (outside / "words").write_text("")
    Path(".git/config").write_text("")
    Path("nblint.toml").write_text(f"{setting}\n")
    assert main(command.split()) == 2
    assert capsys.readouterr().err.startswith("nblint: ")
    assert (outside / "words").read_text() == Path(".git/config").read_text() == ""
    assert not (outside / "accepted.json").exists()


def test_words_are_added_in_the_line_ending_of_the_dictionary() -> None:
    Path("nblint-words.txt").write_bytes(b"Zettel\r\nfoo")
    main(["check", "--offline", "--add-words"])
    assert Path("nblint-words.txt").read_bytes() == b"Zettel\r\nfoo\r\nseperate\r\n"
