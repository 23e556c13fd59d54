"""``nblint init``."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nblint.cli.commands.setup import CommandError
from nblint.config.file import ConfigError, read_settings
from nblint.files.atomic_write import replace_file, why_unwritten
from nblint.files.source import SourceError, read
from nblint.model.finding import newline_of
from nblint.project.sites import DetectedSite, detect_site
from nblint.report.terminal import Output, escape_controls, style_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

_OWN, _SHARED = "nblint.toml", "pyproject.toml"

_NEXT = """\
next:
  nblint check                    see what there is to fix
  nblint check --write-baseline   accept what is there today, and hear of what is new
and the hook `nblint` in .pre-commit-config.yaml, which checks what is committed
"""


def run(arguments: Namespace) -> int:
    """Write commented settings for the site in the current folder. Raises CommandError."""
    folder = Path.cwd()
    for name in (_OWN, _SHARED):
        _refuse_second(folder / name)
    site = detect_site(os.path.realpath(folder))
    file = folder / (_SHARED if arguments.pyproject else _OWN)
    text = "".join(_settings(site, "tool.nblint." if arguments.pyproject else ""))
    if arguments.pyproject:
        text = _appended(file, f"[tool.nblint]\n{text}")
    try:
        replace_file(file, text.encode(), folder, named=False)
    except OSError as error:
        message = f"{file.name}: {why_unwritten(error)}"
        raise CommandError(escape_controls(message)) from error
    output = Output(sys.stdout, style_of(sys.stdout, os.environ))
    output.write([escape_controls(f"wrote {file.name} for {_described(site)}"), "\n", _NEXT])
    return 0


def _refuse_second(file: Path) -> None:
    """Raise CommandError if a file sets something already, or cannot be read."""
    if not os.path.lexists(file):
        return
    try:
        settings = read_settings(file)
    except ConfigError as error:
        raise CommandError(escape_controls(str(error))) from error
    if settings or file.name == _OWN:
        message = f"{file.name} already has nblint settings"
        raise CommandError(message)


def _appended(file: Path, text: str) -> str:
    """Return what is in a file, with a table after it."""
    try:
        before = read(file)
    except SourceError as error:
        raise CommandError(escape_controls(error.about(file.name))) from error
    newline = newline_of(before)
    gap = newline if before.endswith("\n") or not before else newline * 2
    added = text.replace("\n", newline)
    return f"{before}{gap if before else ''}{added}"


def _settings(site: DetectedSite, prefix: str) -> Iterator[str]:
    yield """\
# Settings of nblint. `nblint config` shows them all with their values, `nblint rules` the rules.

# ignore = ["vague-link-text"]           # rules or groups not to apply
# extend-select = ["placeholder-text"]   # rules that are off unless they are asked for
# exclude = ["vendor/", "CHANGELOG.md"]  # what is not checked, in the manner of .gitignore
# baseline = ".nblint-baseline.json"     # findings that are accepted: nblint check --write-baseline

"""
    # What is inferred from the generator's own files says more than these could.
    yield f"# [{prefix}site]  # {site.generator or 'no site generator detected'}\n"
    yield "# Where a link such as /about is looked up, and what is served as it is.\n"
    yield f"# root = {json.dumps([*site.roots] or ['content'])}\n"
    yield f"# static = {json.dumps([*site.statics] or ['static'])}\n"
    yield f"""\
# url = "https://example.org"            # where it is published: what is not on disk is asked there

# [{prefix}web]
# timeout = 20                           # seconds for one answer
# skip = ["https://intranet.example.org/*"]

# [{prefix}per-file-ignores]
# "drafts/**" = ["meta"]

# [{prefix}rules.missing-meta]
# required = ["title", "description"]
"""


def _described(site: DetectedSite) -> str:
    if not site.generator:
        return "a directory: no site generator detected"
    parts = [site.generator]
    parts += [f"pages in {root}" for root in site.roots]
    parts += [f"files in {static}" for static in site.statics]
    return ", ".join(parts)
