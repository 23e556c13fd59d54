"""What every command begins with: the settings and the rule book."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.config import ConfigError, LoadedConfig, load_config
from nblint.config.untrusted import without_untrusted
from nblint.files.discovery import Discovery, File, discover
from nblint.files.source import SourceError, decode, display_name, reason
from nblint.report.terminal import escape_controls
from nblint.rulebook.book import RuleBook, load_rules
from nblint.rulebook.rule_page import RulePageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

_STDIN = "-"


class CommandError(Exception):
    """Why a command could not do what was asked, in one line."""


class LintInput(Struct, frozen=True):
    """What a command is to work on, and the settings for it."""

    loaded: LoadedConfig
    discovery: Discovery
    stdin: tuple[File, str] | None

    def notes(self) -> Iterator[str]:
        """Yield a line for each thing that was named and left out."""
        for note in self.discovery.skipped:
            yield f"nblint: {escape_controls(note.name)}: {escape_controls(note.message)}\n"


def find_input(arguments: Namespace) -> LintInput:
    """Find the pages that are named, `-` being standard input. Raises CommandError."""
    paths = arguments.paths or ["."]
    if "" in paths:
        message = "empty path; name a file or directory"
        raise CommandError(message)
    named = [path for path in paths if path != _STDIN]
    _refuse_options(named)
    stdin = _read_stdin(arguments.stdin_filename) if _STDIN in paths else None
    loaded = settings(arguments, [*named, str(stdin[0].path)] if stdin else named)
    discovery = Discovery((), (), ())
    if named:
        config = loaded.config
        try:
            discovery = discover(
                named,
                loaded.root,
                config.exclude,
                respect_gitignore=config.respect_gitignore,
                check_fixtures=config.check_fixtures,
            )
        except KeyboardInterrupt:
            sys.stderr.write("nblint: interrupted while files were searched for: none is checked\n")
            raise
    return LintInput(loaded, discovery, stdin)


def _refuse_options(paths: Sequence[str]) -> None:
    """Raise CommandError for an option after ``--``, where a hook of pre-commit puts its `args`."""
    for path in paths:
        if path.startswith("-") and not os.path.lexists(path):
            message = (
                f'no file "{path}"; only paths may follow "--"; put options before it, '
                "those of a pre-commit hook in nblint.toml"
            )
            raise CommandError(escape_controls(message))


def _read_stdin(filename: str | None) -> tuple[File, str]:
    name = filename or "stdin.md"
    try:
        text = decode(sys.stdin.buffer.read())
    except SourceError as error:
        message = f"standard input: {error.placed}"
        raise CommandError(message) from error
    except OSError as error:
        message = f"standard input: {reason(error)}"
        raise CommandError(message) from error
    return File(Path.cwd() / name, display_name(name) if filename else "<stdin>"), text


def settings(arguments: Namespace, paths: Sequence[str]) -> LoadedConfig:
    """Return the settings for a run over `paths`. Raises CommandError."""
    explicit = Path(arguments.config) if arguments.config else None
    try:
        loaded = load_config([Path(path) for path in paths], explicit)
    except ConfigError as error:
        raise CommandError(escape_controls(str(error))) from error
    return without_untrusted(loaded, os.environ, trusted=arguments.trust_config)


def rules(loaded: LoadedConfig) -> RuleBook:
    """Return the rule book under these settings. Raises CommandError."""
    try:
        return load_rules(loaded)
    except (ConfigError, RulePageError) as error:
        raise CommandError(escape_controls(str(error))) from error
