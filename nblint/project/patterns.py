"""The addresses of which the settings say what they show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.files.matching import Automaton, Regex, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WILDCARD = re.compile(r"(\*\*?)")
_KINDS = {"*": "([^/]+)", "**": "(.*)"}


class Patterns:
    """Patterns of addresses, each with the file that it shows, or "" where a program answers."""

    def __init__(self, routes: Mapping[str, str]) -> None:
        self._routes = list(routes.items())
        # Reversed, for the first one counts.
        backwards = [pattern for pattern, _ in reversed(self._routes)]
        self._automaton = Automaton(parse(_source(pattern)) for pattern in backwards)

    def file(self, address: str) -> str | None:
        """Return what the first pattern that fits an address says, or None where none does."""
        plain = address.rstrip("/") or "/"
        last = self._automaton.last(plain)
        if last < 0:
            return None
        pattern, file = self._routes[-1 - last]
        match = Regex(_source(pattern)).fullmatch(plain)
        return _filled(file, match.groups if match else ())


def check_route(pattern: str) -> None:
    """Raise PatternError for a pattern that cannot be used."""
    Regex(_source(pattern))


def _source(pattern: str) -> str:
    parts = _WILDCARD.split(pattern.rstrip("/") or "/")
    return "".join(_KINDS.get(part) or re.escape(part) for part in parts)


def _filled(file: str, parts: Iterable[str | None]) -> str:
    """Return a file's pattern with what the wildcards of an address stand for."""
    rest = iter(parts)
    return _WILDCARD.sub(lambda _: next(rest, None) or "", file)
