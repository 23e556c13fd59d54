"""The compared tools, as functions that return the words each reports."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nblint.config import Config, LoadedConfig
from nblint.files.discovery import Discovery, File
from nblint.lint.pipeline import LintRequest, lint
from nblint.rulebook.book import load_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Reports = dict[str, list[str]]
"""Path of a file → the words that are reported in it."""

_CODESPELL = re.compile(r"(.*?):\d+: (\S+) ==> ")
_CSPELL = re.compile(r"(.*?):\d+:\d+ - .*?\((.*?)\)")


def nblint(paths: Sequence[Path], *, together: bool) -> Reports:
    """Run nblint on all files `together` as one project, or on each alone."""
    root = paths[0].parent
    loaded = LoadedConfig(Config(select=("typo",)), root)
    rulebook = load_rules(loaded)
    reported: Reports = {}
    for group in [paths] if together else [[path] for path in paths]:
        files = tuple(File(path, str(path)) for path in group)
        for item in lint(
            LintRequest(loaded, rulebook, Discovery(files, (), ()))
        ).report.diagnostics:
            location = item.location
            word = item.excerpt[location.column - 1 : location.end_column - 1]
            reported.setdefault(location.path, []).append(word)
    return reported


def codespell(paths: Sequence[Path], *, together: bool) -> Reports:  # noqa: ARG001 - same signature
    """Run codespell with its default settings."""
    output = _run([_executable("codespell")], paths)
    return _by_file(paths, (match.groups() for match in map(_CODESPELL.match, output) if match))


def typos(paths: Sequence[Path], *, together: bool) -> Reports:  # noqa: ARG001 - same signature
    """Run typos with its default settings."""
    items = map(json.loads, _run([_executable("typos"), "--isolated", "--format", "json"], paths))
    reports = ((item["path"], item["typo"]) for item in items if item.get("type") == "typo")
    return _by_file(paths, reports)


def cspell(paths: Sequence[Path], *, together: bool) -> Reports:  # noqa: ARG001 - same signature
    """Run cspell with its default settings."""
    command = [_executable("cspell"), "lint", "--no-progress", "--no-summary", "--no-color"]
    output = _run(command, paths)
    matches = (match for match in map(_CSPELL.match, output) if match)
    return _by_file(paths, ((match[1], match[2]) for match in matches))


TOOLS: dict[str, Callable[..., Reports]] = {
    "nblint": nblint,
    "codespell": codespell,
    "typos": typos,
    "cspell": cspell,
}


def installed() -> list[str]:
    """Return the names of the installed tools."""
    return [name for name in TOOLS if name == "nblint" or _executable(name)]


def _executable(name: str) -> str:
    in_environment = Path(sys.executable).with_name(name)
    return str(in_environment) if in_environment.exists() else shutil.which(name) or ""


def _run(command: list[str], paths: Sequence[Path]) -> list[str]:
    lines: list[str] = []
    for at in range(0, len(paths), 200):
        chunk = [str(path) for path in paths[at : at + 200]]
        done = subprocess.run(  # noqa: S603 - the compared tools
            [*command, *chunk], cwd=_root(paths), capture_output=True, text=True, check=False
        )
        if done.stderr and not done.stdout:
            message = f"{command[0]} failed: {done.stderr.strip()}"
            raise RuntimeError(message)
        lines += done.stdout.splitlines()
    return lines


def _root(paths: Sequence[Path]) -> Path:
    """Return the common directory of the files, because cspell ignores files outside its own."""
    return Path(os.path.commonpath([path.parent for path in paths]))


def _by_file(paths: Sequence[Path], reports: Iterable[tuple[str, ...]]) -> Reports:
    root, reported = _root(paths), Reports()
    for path, word in reports:
        reported.setdefault(str((root / path).resolve()), []).append(word)
    return reported
