from __future__ import annotations

from pathlib import Path

import pytest

from nblint.cli.main import main

PAGE = "# Garden\n\nThe gardne and the implementatoin.\n\nRecieve it.\n"


@pytest.fixture(autouse=True)
def _page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.md").write_text(PAGE, encoding="utf-8")


def check(*options: str) -> int:
    return main(["check", "--offline", "--select", "typo", "page.md", *options])


def test_added_words_are_accepted_from_then_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert check() == 1
    assert check("--add-words") == 0
    assert "added to nblint-words.txt: gardne, implementatoin, Recieve\n" in capsys.readouterr().err
    words = Path("nblint-words.txt").read_text(encoding="utf-8")
    assert words == "gardne\nimplementatoin\nRecieve\n"
    assert check() == 0


def test_words_are_added_behind_what_the_dictionary_has() -> None:
    Path("nblint.toml").write_text('dictionaries = ["words.txt"]\n', encoding="utf-8")
    Path("words.txt").write_text("implementatoin # ours\nRecieve", encoding="utf-8")
    assert check("--add-words") == 0
    words = Path("words.txt").read_text(encoding="utf-8")
    assert words == "implementatoin # ours\nRecieve\ngardne\n"


def test_nothing_is_written_where_nothing_is_found() -> None:
    Path("page.md").write_text("# Garden\n", encoding="utf-8")
    assert check("--add-words") == 0
    assert not Path("nblint-words.txt").exists()


def test_a_run_without_a_dictionary_says_how_to_name_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("nblint.toml").write_text("dictionaries = []\n", encoding="utf-8")
    assert check("--add-words") == 2
    assert "set `dictionaries`" in capsys.readouterr().err


def test_a_dictionary_that_can_not_be_written_is_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("nblint.toml").write_text('dictionaries = ["words.txt"]\n', encoding="utf-8")
    Path("words.txt").mkdir()
    assert check("--add-words") == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("nblint: nblint.toml:1: words.txt: ")


def test_a_dictionary_that_is_missing_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    Path("nblint.toml").write_text('ignore-words = ["teh"]\ndictionaries = ["no.txt"]\n', "utf-8")
    assert check() == 2
    assert capsys.readouterr().err.startswith("nblint: nblint.toml:2: no.txt: ")


def test_ignored_words_are_accepted() -> None:
    words = '"recieve", "gardne", "implementatoin"'
    Path("nblint.toml").write_text(f"ignore-words = [{words}]\n", encoding="utf-8")
    assert check() == 0


def test_a_word_that_is_right_elsewhere_is_not_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    Path("page.md").write_text("# Garden\n\nIt can ensures that.\n", encoding="utf-8")
    assert check("--add-words") == 1
    assert not Path("nblint-words.txt").exists()
    assert '"ensures" should be "ensure"' in capsys.readouterr().out
