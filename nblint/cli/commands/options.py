"""Options of ``nblint check`` that make no sense together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nblint.cli.commands.setup import CommandError
from nblint.files.presence import is_folder
from nblint.model.file_types import MARKDOWN
from nblint.report.terminal import escape_controls

if TYPE_CHECKING:
    from argparse import Namespace


def check_options(arguments: Namespace) -> None:
    """Raise CommandError for options that make no sense together."""
    if arguments.unsafe_fixes and not (arguments.fix or arguments.diff):
        message = "--unsafe-fixes needs --fix or --diff"
        raise CommandError(message)
    if arguments.since and not arguments.changed:
        message = "--since needs --changed"
        raise CommandError(message)
    file = arguments.write_baseline
    modes = {
        "--fix": arguments.fix,
        "--diff": arguments.diff and not arguments.fix,
        "--write-baseline": file is not None,
        "--add-suppressions": arguments.add_suppressions,
        "--changed": arguments.changed and file is not None,
    }
    named = [mode for mode, is_on in modes.items() if is_on]
    if len(named) > 1:
        message = f"{named[0]} and {named[1]} cannot be used together"
        raise CommandError(message)
    if file and (file.endswith(MARKDOWN) or is_folder(Path(file))):
        message = f"--write-baseline {file}: looks like an input path; use --write-baseline=FILE"
        raise CommandError(escape_controls(message))
