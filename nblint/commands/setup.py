"""What every command begins with: the settings and the rule book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nblint.config import ConfigError, LoadedConfig, load_config
from nblint.rulebook.book import RuleBook, load_rules
from nblint.rulebook.page import RulePageError
from nblint.terminal import safe

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence


class Failure(Exception):  # noqa: N818 - it is what the command line calls it
    """Why a command could not do what was asked, in one line."""


def settings(arguments: Namespace, paths: Sequence[str]) -> LoadedConfig:
    """Return the settings for a run over `paths`. Raises Failure."""
    explicit = Path(arguments.config) if arguments.config else None
    try:
        return load_config([Path(path) for path in paths], explicit)
    except ConfigError as error:
        raise Failure(safe(str(error))) from error


def rules(loaded: LoadedConfig) -> RuleBook:
    """Return the rule book under these settings. Raises Failure."""
    try:
        return load_rules(loaded)
    except (ConfigError, RulePageError) as error:
        raise Failure(safe(str(error))) from error
