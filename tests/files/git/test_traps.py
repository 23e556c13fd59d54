"""No program that a repository names is run, whatever nblint is asked to do."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest

from nblint.cli.main import main
from nblint.files.git.git_blame import last_changes
from repositories import KINDS, git, ordinary

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="the traps are shell commands"),
]

HOOKS = ("post-index-change", "pre-auto-gc", "reference-transaction", "post-checkout")
ALIASES = ("trap", "blame", "cat-file", "diff-index", "ls-files", "ls-tree", "rev-parse")


class Trap(NamedTuple):
    """Settings, in which TRAP stands for a command, and a call of git that runs it."""

    settings: dict[str, str]
    sprung_by: tuple[str, ...]


TRAPS = {
    "fsmonitor": Trap({"core.fsmonitor": "TRAP"}, ("ls-files",)),
    "clean": Trap({"filter.clean.clean": "TRAP; cat"}, ("diff", "--quiet")),
    "smudge": Trap({"filter.clean.smudge": "TRAP; cat"}, ("cat-file", "--filters", "HEAD:a.md")),
    "process": Trap({"filter.process.process": "TRAP"}, ("hash-object", "b.md")),
    "textconv": Trap({"diff.textconv.textconv": "TRAP; cat"}, ("blame", "a.md")),
    "command": Trap({"diff.command.command": "TRAP"}, ("diff", "HEAD", "b.md")),
    "external": Trap({"diff.external": "TRAP"}, ("diff", "HEAD", "a.md")),
    "hooks": Trap({"core.hooksPath": "HOOKS"}, ("add", "--renormalize", ".")),
    "pager": Trap({"core.pager": "TRAP", "pager.blame": "TRAP"}, ("log",)),
    "editor": Trap({"core.editor": "TRAP"}, ("commit", "--allow-empty")),
    "ssh": Trap({"core.sshCommand": "TRAP"}, ("ls-remote", "ssh://localhost/x")),
    "credentials": Trap({"credential.helper": "!TRAP"}, ("credential", "fill")),
    "askpass": Trap({"core.askPass": "TRAP"}, ("credential", "fill")),
    "alias": Trap({f"alias.{name}": "!TRAP" for name in ALIASES}, ("trap",)),
    "signature": Trap(
        {"gpg.program": "TRAP", "log.showSignature": "true", "commit.gpgSign": "true"},
        ("commit", "--allow-empty", "--message", "x"),
    ),
}


def lay(settings: Path, markers: Path, *names: str) -> None:
    """Set traps in a settings file; the one called x leaves a file x among the markers."""
    markers.mkdir()
    for name in names:
        command = markers.parent / f"trap-{name}"
        command.write_text(f"#!/bin/sh\ntouch {markers / name}\n")
        command.chmod(0o755)
        hooks = markers.parent / f"hooks-{name}"
        hooks.mkdir()
        for hook in HOOKS:
            (hooks / hook).symlink_to(command)
        for key, value in TRAPS[name].settings.items():
            words = value.replace("TRAP", str(command)).replace("HOOKS", str(hooks))
            git(markers, "config", "--file", str(settings), key, words)


def edit(directory: Path) -> None:
    for name in ("a.md", "b.md"):
        with (directory / name).open("a") as page:
            page.write("\n[lost](lost.md)\n")


def sprung(markers: Path) -> list[str]:
    return [file.name for file in markers.iterdir()]


@pytest.mark.parametrize("name", TRAPS)
def test_each_trap_is_sprung_by_a_plain_git(name: str, tmp_path: Path) -> None:
    directory = tmp_path / "docs"
    settings = ordinary(directory)
    edit(directory)
    lay(settings, tmp_path / "markers", name)
    terminal, ours = os.openpty()  # without one there is no pager
    git_command = ["git", "-c", "user.name=a", "-c", "user.email=a", *TRAPS[name].sprung_by]
    environ = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "TERM": "xterm"}
    subprocess.run(
        git_command,
        cwd=directory,
        env=environ,
        stdout=ours,
        stderr=subprocess.DEVNULL,
        input=b"protocol=https\nhost=localhost\n",
        check=False,
    )
    os.close(ours)
    os.close(terminal)
    assert sprung(tmp_path / "markers") == [name]


class Laid(NamedTuple):
    """A directory with two pages that were edited, and where traps leave files."""

    directory: Path
    markers: Path


@pytest.fixture(scope="module", params=[*KINDS, "included"])
def laid(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Laid:
    """Return a repository in which all traps are laid."""
    place = tmp_path_factory.mktemp(request.param).resolve()
    directory = place / "garden/docs"
    settings = KINDS.get(request.param, ordinary)(directory)
    edit(directory)
    if request.param == "included":
        git(directory, "config", "include.path", str(place / "included"))
        settings = place / "included"
    lay(settings, place / "markers", *TRAPS)
    return Laid(directory, place / "markers")


CHANGED = ("--changed",)
FIX = ("--fix", "--diff")


@pytest.mark.parametrize(
    ("at", "arguments"),
    [
        ("docs", ("check",)),
        ("docs", ("check", "a.md", "b.md")),
        ("docs", ("check", *CHANGED)),
        ("docs", ("check", *CHANGED, "--since", "HEAD", "a.md", "b.md")),
        ("docs", ("check", *FIX)),
        ("docs", ("links", ".")),
        (".", ("check", "docs")),
        (".", ("check", "docs/a.md", "docs/b.md")),
        (".", ("check", "docs", *CHANGED)),
        (".", ("check", "docs/a.md", "docs/b.md", *CHANGED, *FIX)),
        (".", ("links", "docs")),
        ("..", ("check", "garden/docs")),
        ("..", ("check", "garden/docs/a.md", *CHANGED)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_no_command_springs_a_trap(
    at: str,
    arguments: tuple[str, ...],
    laid: Laid,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(laid.directory if at == "docs" else laid.directory.parent / at)
    is_check = arguments[0] == "check"
    options = ("--select", "broken-path", "--format", "concise") if is_check else ()
    status = main([*arguments, "--offline", *options])
    printed = capsys.readouterr()
    assert sprung(laid.markers) == []
    assert status != 2, printed.err
    assert "ignored by git" not in printed.out, "git was asked what it tracks"
    if is_check and "--diff" not in arguments:
        assert "a.md:5:8: error broken-path" in printed.out


def test_the_time_of_a_change_springs_no_trap(laid: Laid) -> None:
    for name in ("a.md", "b.md"):
        times = last_changes(laid.directory / name)
        assert [time is None for time in times] == [False, False, False, True, True]
    assert sprung(laid.markers) == []
