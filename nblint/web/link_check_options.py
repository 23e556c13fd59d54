"""How the web is asked in one run. To import this loads nothing that asks."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from nblint.web.settings import WebSettings


class WebError(Exception):
    """Settings of the web that make no sense; the message is one line."""


class Waiting(Struct, frozen=True):
    """A server that is waited for: for so many seconds already, or more if it has `asked_to`."""

    server: str
    seconds: float
    asked_to: bool


class Progress(Protocol):
    """Whoever wants to know how far the asking has come."""

    def show(self, done: int, total: int, waited_for: Sequence[Waiting]) -> None:
        """Take note of how many addresses are done, and of the servers that are waited for."""


def is_online() -> bool:
    """Tell whether this computer can look up a name that certainly exists (RFC 2606, section 3)."""
    import socket  # noqa: PLC0415 - slow, and only needed where nobody answers

    try:
        socket.getaddrinfo("example.com", 443)
    except OSError:
        return False
    return True


class LinkCheckOptions(Struct, frozen=True):
    """How the web is asked in this run.

    `recipes` are folders of recipes, the first that knows an address wins; `cache` is the folder of
    the history, None to keep none; `refresh` asks anew whatever the history knows. By `key` the
    user's own verdicts in it are told from others, which are asked anew in a run that `fixes`.
    `notes` are what the user should know of how this came about.
    """

    settings: WebSettings
    recipes: tuple[Path, ...] = ()
    cache: Path | None = None
    key: bytes | None = None
    refresh: bool = False
    fixes: bool = False
    notes: tuple[str, ...] = ()
    environ: Mapping[str, str] = os.environ
    now: Callable[[], float] = time.time
    is_online: Callable[[], bool] = is_online
    progress: Progress | None = None
