"""URL paths that something other than a file may answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.files.matching import Automaton, Regex, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Characters of all patterns together.
_MAX_CHARACTERS = 100_000
_WILDCARD = re.compile(r"(\*\*?)")
_KINDS = {"*": "([^/]+)", "**": "(.*)"}


def match_any(patterns: Iterable[str]) -> Automaton:
    """Return an automaton that matches what any of the regular expressions matches.

    Where there are too many to be tried, it matches everything: what is unknown is not reported as
    broken. Raises PatternError.
    """
    sources = list(patterns)
    if sum(map(len, sources)) > _MAX_CHARACTERS:
        sources = [".*"]
    return Automaton(map(parse, sources), otherwise=0)


class RouteSettings:
    """The routes of the settings, each with the file that it shows, or "" where a program answers.

    The first route that matches counts.
    """

    def __init__(self, routes: Mapping[str, str]) -> None:
        self._routes = list(routes.items())
        # Reversed, since the automaton tells the last one that matches.
        backwards = [pattern for pattern, _ in reversed(self._routes)]
        self._automaton = Automaton(parse(_source(pattern)) for pattern in backwards)

    def file(self, url: str) -> str | None:
        """Return the file of the first route that matches, or None where none does."""
        plain = url.rstrip("/") or "/"
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
    """Return a file's pattern with what the wildcards of a URL matched."""
    rest = iter(parts)
    return _WILDCARD.sub(lambda _: next(rest, None) or "", file)
