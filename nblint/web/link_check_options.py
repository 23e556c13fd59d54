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
    """How links are checked in this run.

    `host_rules` are directories of host rules, the first that matches applies. `cache` is the
    directory of the cache, None for no cache; `refresh` ignores what it holds. Results that were
    recorded with the user's `key` are the user's own; all others are checked again in a run that
    `fixes`. `notes` explain to the user how these options were chosen.
    """

    settings: WebSettings
    host_rules: tuple[Path, ...] = ()
    cache: Path | None = None
    key: bytes | None = None
    refresh: bool = False
    fixes: bool = False
    notes: tuple[str, ...] = ()
    environ: Mapping[str, str] = os.environ
    now: Callable[[], float] = time.time
    is_online: Callable[[], bool] = is_online
    progress: Progress | None = None
