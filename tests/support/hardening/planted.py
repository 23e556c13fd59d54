"""A planted misspelling: whatever a settings file says, it is reported, or an error says why."""

from __future__ import annotations

import io
import json
import os
import tomllib
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from hardening.reports import is_harmful
from hardening.sample import Fault, Sample, internal_error
from hardening.settings_files import SETTINGS_FILES, SettingsFile
from nblint.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORD: Final = "seperate"
_PAGE: Final = f"""\
---
title: Garden
description: All about the garden
---

# Garden

We kept them {_WORD}. See [the guide](guide.md#nope), [all](/guide/), [[guide]],
![a bed](/img.png), [this](../docs/sub/), [b](/a/b/c) and [c](guide).
"""
_CHOOSING: Final = frozenset(
    {"select", "ignore", "exclude", "per-file-ignores", "dictionaries", "ignore-words", "rules"}
    | {"baseline", "max-file-size"}
)
"""Settings of nblint by which a project may rightly leave the misspelling out."""


class Planted:
    """Runs nblint in projects below `root`, one for each settings file and process."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._project = cache(self._write_project)

    def judge(self, sample: Sample) -> Fault | None:
        """Return what is wrong with a run in a project that has this settings file."""
        settings = SETTINGS_FILES[sample.place]
        project = self._project(os.getpid(), sample.place)
        file = project / sample.place
        file.write_text(sample.text, encoding="utf-8", errors="replace")
        page = f"{settings.pages}/page.md"
        return next(_faults(sample, page, *_check(project, page)), None)

    def _write_project(self, process: int, place: str) -> Path:
        settings = SETTINGS_FILES[place]
        project = self._root / str(process) / f"for {place.replace('/', ' ')}"
        for name, text in _files(settings).items():
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (project / place).parent.mkdir(parents=True, exist_ok=True)
        return project


def _files(settings: SettingsFile) -> dict[str, str]:
    pages = {
        "page.md": _PAGE,
        "guide.md": "# Guide\n\nWords.\n",
        "sub/index.md": "# Sub\n\nWords.\n",
    }
    return {**{f"{settings.pages}/{name}": text for name, text in pages.items()}, **settings.beside}


def _check(project: Path, page: str) -> tuple[int, str, str]:
    """Check a project; return the exit status, standard output and standard error."""
    out, errors = io.StringIO(), io.StringIO()
    with chdir(project), redirect_stdout(out), redirect_stderr(errors):
        status = main(["check", "--offline", "--format", "json", ".", page])
    return status, out.getvalue(), errors.getvalue()


def _faults(sample: Sample, page: str, status: int, out: str, errors: str) -> Iterator[Fault]:
    fault = internal_error(out + errors)
    if fault:
        yield fault
    if any(is_harmful(character) for character in errors.replace("\n", "")):
        yield Fault("a control character on standard error", repr(errors[:300]))
    if not out:
        yield from _wrong_refusal(sample, status, errors)
        return
    report = json.loads(out)
    found = any(
        item.get("word") == _WORD and item["path"] == page for item in report["diagnostics"]
    )
    if not found and not _may_leave_out(sample):
        yield Fault("the misspelling is not reported", errors[:300])
    if status == 2 and not report["problems"]:
        yield Fault("status 2 without a problem", errors[:300])


def _wrong_refusal(sample: Sample, status: int, errors: str) -> Iterator[Fault]:
    """Yield what is wrong with a run that ends without a report."""
    if status != 2:
        yield Fault(f"no report, and status {status}", errors[:300])
    if errors.count("\n") != 1:
        yield Fault("an error of more than one line", errors[:300])
    names = (sample.place, *SETTINGS_FILES[sample.place].beside)
    if not any(errors.startswith(f"nblint: {name}") for name in names):
        yield Fault("an error that does not name the file", errors[:300])


def _may_leave_out(sample: Sample) -> bool:
    """Tell whether the settings choose what is reported otherwise than the suite wrote them."""
    settings = SETTINGS_FILES[sample.place].content
    if sample.place == "nblint-words.txt":
        return _WORD in sample.text
    if sample.place not in {"nblint.toml", "pyproject.toml"} or isinstance(settings, str):
        return False
    table: Any = tomllib.loads(sample.text)
    if sample.place == "pyproject.toml":
        table, settings = (item.get("tool", {}).get("nblint", {}) for item in (table, settings))
    return any(table.get(key) != settings.get(key) for key in _CHOOSING)
