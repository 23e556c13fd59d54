"""How the commands that ask the web ask it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.commands.progress import Progress
from nblint.commands.setup import Failure
from nblint.files.source import display_name
from nblint.rulebook.book import shipped_rules
from nblint.terminal import safe
from nblint.web.asking import Asking, WebError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from nblint.config import LoadedConfig

CACHE = ".nblint_cache"
"""The folder, in the root, of what earlier runs know."""


@contextmanager
def web_for(arguments: Namespace, loaded: LoadedConfig) -> Iterator[Asking | None]:
    """Give how the web is asked, None if it is not, with a bar on standard error meanwhile.

    Raises Failure where the settings make no sense.
    """
    if arguments.offline:
        yield None
        return
    settings = loaded.config.web
    if arguments.timeout is not None:
        if not 0 < arguments.timeout < float("inf"):
            message = "--timeout must be a number of seconds above 0"
            raise Failure(message)
        settings = replace(settings, timeout=arguments.timeout)
    own = (Path(display_name(str(loaded.root / name))) for name in settings.recipe_dirs)
    with Progress(sys.stderr) as progress:
        try:
            yield Asking(
                settings,
                recipes=(*own, shipped_rules() / "hosts"),
                cache=None if arguments.no_cache else loaded.root / CACHE,
                refresh=arguments.refresh,
                progress=progress if sys.stderr.isatty() else None,
            )
        except WebError as error:
            raise Failure(safe(str(error))) from error
