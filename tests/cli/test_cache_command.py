"""``nblint cache`` says where the history is and what is in it, and removes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from histories import change
from nblint.cli.main import main
from nblint.model.link_status import LinkStatus
from nblint.web.cache.link_cache import LinkCache
from nblint.web.cache.records import Record, Store, Validators

if TYPE_CHECKING:
    from pathlib import Path

    from nblint.model.link_status import Outcome

OUTCOMES: tuple[Outcome, ...] = ("dead", "alive", "alive")
START = 1_795_132_800.0  # 2026-11-20, midnight in UTC


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "nblint.toml").touch()
    (tmp_path / "notes").mkdir()
    monkeypatch.chdir(tmp_path / "notes")
    return tmp_path


@pytest.fixture
def folder(root: Path) -> Path:
    """A history of three URLs, asked an hour after another."""
    for number, outcome in enumerate(OUTCOMES):
        keep(root / ".nblint_cache", f"https://example.org/{number}", outcome, number)
    return root / ".nblint_cache"


def keep(folder: Path, url: str, outcome: Outcome, hours: float) -> None:
    history = LinkCache(folder, now=lambda: START + hours * 3_600)
    history.settle(LinkStatus(url, outcome), Validators())
    history.close()


def test_path_is_that_of_the_project(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "path"]) == 0
    assert capsys.readouterr() == (f"{root / '.nblint_cache' / 'links.db'}\n", "")
    assert not (root / ".nblint_cache").exists()


def test_stats_count_each_outcome(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "stats"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "alive        2",
        "dead         1",
        "in all       3",
        f"bytes        {(folder / 'links.db').stat().st_size}",
        "oldest       2026-11-20 00:00 UTC",
        "newest       2026-11-20 02:00 UTC",
    ]


def test_stats_of_no_history_are_nought(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "stats"]) == 0
    assert capsys.readouterr().out == "in all       0\nbytes        0\n"
    assert not (root / ".nblint_cache").exists()


def test_time_that_can_not_be_is_unknown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(root / ".nblint_cache")
    store.put(Record(LinkStatus("https://example.org/", "alive"), Validators(), 1e300, 0.0))
    store.close()
    assert main(["cache", "stats"]) == 0
    assert "oldest       unknown\n" in capsys.readouterr().out


def test_stats_of_a_damaged_file_are_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "links.db").write_bytes(b"garbage" * 1_000)
    assert main(["cache", "stats"]) == 2
    words = "file is not a database; `nblint cache clear` removes it"
    assert capsys.readouterr() == ("", f"nblint: {folder / 'links.db'}: {words}\n")
    assert (folder / "links.db").exists()


def test_stats_of_a_newer_history_say_how_to_begin_anew(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder / "links.db", "PRAGMA user_version = 2")
    assert main(["cache", "stats"]) == 2
    assert "it is of a newer nblint; `nblint cache clear` removes it\n" in capsys.readouterr().err


def test_clear_removes_the_history(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("links.db-journal", "links.db-wal", "links.db-shm", "links.db.damaged"):
        (folder / name).touch()
    assert main(["cache", "clear"]) == 0
    assert not folder.exists()
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr() == ("", "")


def test_clear_leaves_what_is_not_its_own(folder: Path) -> None:
    (folder / "mine.txt").touch()
    assert main(["cache", "clear"]) == 0
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_clear_follows_no_symbolic_link(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    victim = tmp_path / "victim"
    victim.touch()
    (folder / "links.db").unlink()
    (folder / "links.db").symlink_to(victim)
    assert main(["cache", "clear"]) == 0
    assert victim.exists()
    folder.symlink_to(tmp_path / "notes", target_is_directory=True)
    (tmp_path / "notes" / "links.db").touch()
    assert main(["cache", "clear"]) == 2
    assert (tmp_path / "notes" / "links.db").exists()
    assert ".nblint_cache is not a plain folder; remove it\n" in capsys.readouterr().err


def test_file_that_can_not_be_removed_is_an_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_arguments: Any, **_options: Any) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    assert main(["cache", "clear"]) == 2
    assert capsys.readouterr().err == (f"nblint: {folder / 'links.db'}: read-only file system\n")


@pytest.mark.usefixtures("root")
def test_unknown_action_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["cache", "empty"])
    assert exit_.value.code == 2
    assert "unknown 'empty' (it is one of path, stats, clear)" in capsys.readouterr().err
