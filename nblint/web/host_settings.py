"""What holds for one host: how it is asked, what is told to it and what counts as its success."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

from nblint.files.matching import Automaton, PatternError, parse
from nblint.web.header import header_problem
from nblint.web.link_check_options import WebError
from nblint.web.rate_limit import Server
from nblint.web.settings import HostSettings, WebSettings
from nblint.web.url import AddressError, host, normalise, server

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nblint.files.matching.pattern_nodes import Node

Job = TypeVar("Job")

_Rank = tuple[bool, int]
"""How well a name fits: one that names a host beats one with a star, and a long one a short one."""

HEADERS_VARIABLE: Final = "NBLINT_HEADERS"
_HEADER_LINE: Final = re.compile(r"(\S+)\s+([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \t]*([\x20-\x7e]+)")
# RFC 2606, sections 2 and 3; what is reserved for tests may well be asked in one.
_EXAMPLE: Final = re.compile(r"(?:.*\.)?example(?:\.(?:com|net|org))?\.?")


class HostsError(WebError):
    """A setting for a host that makes no sense; `path` are its keys below `web`."""

    def __init__(self, message: str, path: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.path = path


class Hosts:
    """The settings of hosts, looked up by address.

    Headers go to exactly the scheme, host and port that they are given for; https is meant where no
    scheme is named. Where the environment gives headers, which may be secrets, those of the
    settings are not sent along, and `notes` say so. Everything else may be set for `*.example.org`
    too, and the name that fits best wins. Raises HostsError.
    """

    def __init__(self, settings: WebSettings, environ: Mapping[str, str]) -> None:
        self._settings = settings
        self._skip = _skipping(settings.skip)
        self._own = _by_name(settings.hosts)
        self._secret: dict[str, dict[str, str]] = {}
        for line in environ.get(HEADERS_VARIABLE, "").splitlines():
            self._bind_line(line.strip())
        headers: dict[str, dict[str, str]] = {}
        notes = []
        for name, own in settings.hosts.items():
            for origin, items in _bound(name, own.headers, ("hosts", name, "headers")).items():
                if origin in self._secret:
                    reason = f"{HEADERS_VARIABLE} has headers for this host"
                    notes.append(f"headers for {name} in the configuration are not sent: {reason}")
                else:
                    headers.setdefault(origin, {}).update(items)
        self.notes = tuple(notes)
        self._headers = {**headers, **self._secret}
        self.of = cache(self._find)

    def skipped(self, url: str) -> str:
        """Return why an address is not to be asked, or ""."""
        if _EXAMPLE.fullmatch(host(url)):
            return "the host is reserved for examples"
        if self.of(server(url)).skip:
            return "the configuration skips this host"
        if self._skip.matches(url):
            return "the configuration skips this URL"
        return ""

    def accepted(self, url: str) -> frozenset[int]:
        """Return the status codes that count as alive at an address."""
        return frozenset((*self._settings.accept, *self.of(server(url)).accept))

    def headers(self, url: str) -> tuple[tuple[str, str], ...]:
        """Return what is told to whoever serves an address in normal form, and to nobody else."""
        return tuple(self._headers.get(_origin(url), {}).items()) if self._headers else ()

    def has_secret(self, url: str) -> bool:
        """Tell whether the environment has headers for whoever serves an address in normal form."""
        return _origin(url) in self._secret

    def timeout(self, url: str) -> float | None:
        """Return how many seconds an answer from this host may take, None where nothing is set."""
        return self.of(server(url)).timeout

    def new_server(self, name: str, least_gap: float = 0.0) -> Server[Job]:
        """Return the state of a server by its name; it wants `least_gap` seconds at least."""
        settings, own = self._settings, self.of(name)
        gap = max(settings.host_gap, least_gap) if own.gap is None else own.gap
        concurrency = own.concurrency or settings.host_concurrency
        return Server(name, concurrency, gap, settings.max_retry_after)

    def _find(self, name: str) -> HostSettings:
        dots = (at for at, char in enumerate(name) if char == ".")
        keys = (name, *(f"*{name[at:]}" for at in dots))
        fits = [self._own[key] for key in keys if key in self._own]
        return max(fits, key=lambda item: item[0])[1] if fits else HostSettings()

    def _bind_line(self, line: str) -> None:
        match = _HEADER_LINE.fullmatch(line)
        if match:
            for origin, headers in _bound(match[1], {match[2]: match[3]}, ()).items():
                self._secret.setdefault(origin, {}).update(headers)
        elif line:
            # The line itself may hold a secret.
            message = f"{HEADERS_VARIABLE}: write each line as `https://host Name: value`"
            raise HostsError(message)


def _bound(
    name: str, headers: Mapping[str, str], path: tuple[str, ...]
) -> dict[str, dict[str, str]]:
    """Return headers by the origin that `name` means. Raises HostsError."""
    if not headers:
        return {}
    if "*" in name:
        message = f'headers go to one host; name it instead of "{name}"'
        raise HostsError(message, path)
    try:
        origin = _origin(normalise(name if "://" in name else f"https://{name}"))
    except AddressError as error:
        message = f'"{name}" {error}; write a host such as docs.example.org'
        raise HostsError(message, path) from error
    for key, value in headers.items():
        problem = header_problem(key, value)
        if problem:
            raise HostsError(problem if path else f"{HEADERS_VARIABLE}: {problem}", (*path, key))
    return {origin: dict(headers)}


def _origin(url: str) -> str:
    return "/".join(url.split("/", 3)[:3])


def _skipping(patterns: Sequence[str]) -> Automaton:
    """Return what matches the URLs that are not checked. Raises HostsError."""
    try:
        return Automaton(map(_nodes, patterns))
    except PatternError as error:
        message = f'a pattern of "web.skip" cannot be used: {error}'
        raise HostsError(message, ("skip",)) from error


def _by_name(hosts: Mapping[str, HostSettings]) -> dict[str, tuple[_Rank, HostSettings]]:
    """Return the settings of hosts by the names that they are found under, with their rank."""
    found: dict[str, tuple[_Rank, HostSettings]] = {}
    for pattern, settings in hosts.items():
        name = (pattern.partition("://")[2] or pattern).lower().rstrip("/")
        rank = not pattern.startswith("*"), len(pattern)
        if name not in found or rank > found[name][0]:
            found[name] = rank, settings
    return found


def _nodes(text: str) -> tuple[Node, ...]:
    """Return what matches an address by a pattern in which only `*` is special."""
    return parse("(?s:.*)".join(map(re.escape, text.split("*"))))
