"""Words that are reported, added to the project's dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.cli.commands.setup import CommandError
from nblint.config import dictionaries
from nblint.files.atomic_write import replace_file, why_unwritten, writable_path
from nblint.files.presence import exists
from nblint.files.source import SourceError, display_name, read
from nblint.model.finding import newline_of
from nblint.report.terminal import escape_controls

if TYPE_CHECKING:
    from pathlib import Path

    from nblint.config import LoadedConfig
    from nblint.model.lint_report import Report
    from nblint.report.terminal import Output

_RULE = "typo"


def add_words(report: Report, loaded: LoadedConfig, notes: Output) -> Report:
    """Add the words that are reported as misspelt to the first of the project's dictionaries.

    Return the report without them. Words that are right elsewhere are not added. A word that has a
    capital everywhere is added with it, and so accepted with it only. Raises CommandError.
    """
    found = {item.word for item in report.diagnostics if item.rule == _RULE and item.word}
    words = {word for word in found if word.islower() or word.lower() not in found}
    path = next(iter(dictionaries(loaded)), None)
    if path is None:
        message = "no dictionary to add words to; set `dictionaries`"
        raise CommandError(message)
    if words:
        _append(path, words, loaded.root)
        listed = ", ".join(sorted(words, key=str.lower))
        notes.write([f"added to {escape_controls(display_name(str(path)))}: {listed}\n"])
    rest = tuple(item for item in report.diagnostics if item.rule != _RULE or not item.word)
    return replace(report, diagnostics=rest)


def _append(path: Path, words: set[str], root: Path) -> None:
    """Add words in alphabetical order behind what the file has."""
    try:
        real = writable_path(path, root, named=False)
        text = read(real) if exists(real) else ""
        newline = newline_of(text)
        gap = "" if not text or text.endswith("\n") else newline
        lines = "".join(f"{word}{newline}" for word in sorted(words, key=str.lower))
        replace_file(real, (text + gap + lines).encode(), root, named=False)
    except SourceError as error:
        message = escape_controls(f"{display_name(str(path))}: {error.placed}")
        raise CommandError(message) from error
    except OSError as error:
        message = escape_controls(f"{display_name(str(path))}: {why_unwritten(error)}")
        raise CommandError(message) from error
