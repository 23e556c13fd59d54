"""The cookies of one journey: some sites answer only whoever brings one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nblint.web.url import server

if TYPE_CHECKING:
    from nblint.web.messages import Response

# How many cookies of an answer are kept, and how long they are at most (RFC 6265, section 6.1).
_COUNT: Final = 20
_LENGTH: Final = 4_096


class Cookies:
    """Cookies by server. None goes to any but the server that set it, whatever its Domain says."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, str]] = {}

    def header(self, place: str) -> str:
        """Return what to tell the server of an address in normal form, "" for nothing."""
        pairs = self._kept.get(server(place), {})
        return "; ".join(f"{name}={value}" for name, value in pairs.items())

    def keep(self, place: str, answer: Response) -> None:
        """Keep what the server of an address in normal form wants told."""
        kept = self._kept.setdefault(server(place), {}) if answer.cookies else {}
        for cookie in answer.cookies[:_COUNT]:
            pair = cookie.partition(";")[0].strip()
            name, mark, value = pair.partition("=")
            if mark and name and pair.isascii() and pair.isprintable() and len(pair) <= _LENGTH:
                kept[name] = value
