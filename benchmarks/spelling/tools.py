"""The tools: each returns the words that it reports on each page of a folder."""

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
from nblint.rulebook.book import load_rules
from nblint.run.pipeline import Work, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Found = dict[str, list[str]]
"""Name of a page → the words that are reported on it."""

_CODESPELL = re.compile(r"(.*?):\d+: (\S+) ==> ")
_CSPELL = re.compile(r"(.*?):\d+:\d+ - .*?\((.*?)\)")


def nblint(pages: Sequence[Path], *, together: bool) -> Found:
    """Run nblint on pages that belong together, or on each by itself."""
    root = pages[0].parent
    loaded = LoadedConfig(Config(select=("typo",)), root)
    rulebook = load_rules(loaded)
    found: Found = {}
    for group in [pages] if together else [[page] for page in pages]:
        files = tuple(File(page, str(page)) for page in group)
        for item in run(Work(loaded, rulebook, Discovery(files, (), ()))).diagnostics:
            place = item.location
            word = item.excerpt[place.column - 1 : place.end_column - 1]
            found.setdefault(place.path, []).append(word)
    return found


def codespell(pages: Sequence[Path], *, together: bool) -> Found:  # noqa: ARG001 - as nblint
    """Run codespell as it comes."""
    output = _run([_beside("codespell")], pages)
    return _gather(pages, (match.groups() for match in map(_CODESPELL.match, output) if match))


def typos(pages: Sequence[Path], *, together: bool) -> Found:  # noqa: ARG001 - as nblint
    """Run typos as it comes."""
    items = map(json.loads, _run([_beside("typos"), "--isolated", "--format", "json"], pages))
    reports = ((item["path"], item["typo"]) for item in items if item.get("type") == "typo")
    return _gather(pages, reports)


def cspell(pages: Sequence[Path], *, together: bool) -> Found:  # noqa: ARG001 - as nblint
    """Run cspell as it comes."""
    command = [_beside("cspell"), "lint", "--no-progress", "--no-summary", "--no-color"]
    output = _run(command, pages)
    matches = (match for match in map(_CSPELL.match, output) if match)
    return _gather(pages, ((match[1], match[2]) for match in matches))


TOOLS: dict[str, Callable[..., Found]] = {
    "nblint": nblint,
    "codespell": codespell,
    "typos": typos,
    "cspell": cspell,
}


def installed() -> list[str]:
    """Return the tools that are here: of the others each is looked for on the path."""
    return [name for name in TOOLS if name == "nblint" or _beside(name)]


def _beside(name: str) -> str:
    own = Path(sys.executable).with_name(name)
    return str(own) if own.exists() else shutil.which(name) or ""


def _run(command: list[str], pages: Sequence[Path]) -> list[str]:
    lines: list[str] = []
    for at in range(0, len(pages), 200):
        paths = [str(page) for page in pages[at : at + 200]]
        done = subprocess.run(  # noqa: S603 - the tools that are measured
            [*command, *paths], cwd=_root(pages), capture_output=True, text=True, check=False
        )
        if done.stderr and not done.stdout:
            message = f"{command[0]} does not run: {done.stderr.strip()}"
            raise RuntimeError(message)
        lines += done.stdout.splitlines()
    return lines


def _root(pages: Sequence[Path]) -> Path:
    """Return the folder of all pages: cspell reads nothing outside the one it runs in."""
    return Path(os.path.commonpath([page.parent for page in pages]))


def _gather(pages: Sequence[Path], reports: Iterable[tuple[str, ...]]) -> Found:
    root, found = _root(pages), Found()
    for path, word in reports:
        found.setdefault(str((root / path).resolve()), []).append(word)
    return found
