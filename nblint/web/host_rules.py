"""Host rules: which URLs are checked through another URL, and what its response means."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import msgspec
from msgspec import Struct

from nblint.files.matching import Automaton, Regex, parse
from nblint.web.host_rule_file import GROUP, AskTable, HostRuleError, When, error_at, read_host_rule
from nblint.web.messages import Response
from nblint.web.url import AddressError, normalise, server

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from nblint.files.matching.linear_regex import Match
    from nblint.model.link_status import Outcome
    from nblint.web.host_rule_file import Example, HostRuleFile

__all__ = ["HostRuleError", "HostRuleRequest", "HostRules", "load_host_rules"]

_MAX_BODY: Final = 100_000
_INDEX: Final = re.compile(r"[0-9]{1,6}")


class HostRuleRequest(Struct, frozen=True):
    """What to ask about one address, and what the answer means.

    `host_rule` is the rule's name. `url` is the URL to request, "" where no request is needed;
    of its body `max_body` bytes are wanted.
    """

    host_rule: str
    url: str
    when: tuple[When, ...]
    headers: tuple[tuple[str, str], ...] = ()
    max_body: int = 0

    def judge(self, answer: Response | None) -> tuple[Outcome, str] | None:
        """Return the outcome and the reason; None where the address itself must be asked.

        `answer` is that of `url`, or None if nobody was asked.
        """
        for when in self.when:
            if when.is_bare or (answer is not None and _holds(when, answer)):
                return when.outcome, when.reason
        return None


class _HostRuleEntry(Struct, frozen=True):
    """One `[[ask]]` table of a host rule."""

    host_rule: str
    table: AskTable
    pattern: Regex
    unless: Regex | None

    def match(self, address: str) -> Match | None:
        """Return what the groups of the pattern match; `address` has no scheme."""
        match = self.pattern.fullmatch(address)
        return None if match and self.unless and self.unless.fullmatch(address) else match


class HostRules:
    """All host rules, by host. An earlier directory takes precedence over a later one.

    `gaps` has the seconds between two requests to a server that host rules request, by server as
    `address.server` returns it.
    """

    def __init__(self, layers: Sequence[Mapping[str, Sequence[_HostRuleEntry]]]) -> None:
        self._layers = layers
        self.gaps: dict[str, float] = {}
        for layer in layers:
            for entries in layer.values():
                for table in (entry.table for entry in entries if entry.table.gap):
                    name = server(table.url)
                    self.gaps[name] = max(table.gap, self.gaps.get(name, 0.0))

    def find(self, url: str) -> HostRuleRequest | None:
        """Return what to ask about an address in normal form, without its fragment."""
        rest = url.partition("://")[2]
        keys = _keys(rest.partition("/")[0])
        for layer in self._layers:
            for entry in (entry for key in keys for entry in layer.get(key, ())):
                match = entry.match(rest)
                if match:
                    return _ask(entry, match)
        return None


def load_host_rules(folders: Sequence[Path]) -> HostRules:
    """Read all host rules in `folders`, in order of precedence, and run their examples.

    Raises HostRuleError.
    """
    layers = []
    for folder in folders:
        if not folder.is_dir():
            message = f"{folder}: no such directory; correct the path"
            raise HostRuleError(message)
        files = [read_host_rule(path) for path in sorted(folder.glob("*.toml"))]
        for file in files:
            _check_examples(file)
        layers.append(_index(files))
    return HostRules(layers)


def _index(files: Sequence[HostRuleFile]) -> dict[str, list[_HostRuleEntry]]:
    index: dict[str, list[_HostRuleEntry]] = {}
    for host_rule in (file.host_rule for file in files):
        entries = [
            _HostRuleEntry(
                host_rule.name,
                table,
                Regex(table.match),
                Regex(table.unless) if table.unless else None,
            )
            for table in host_rule.ask
        ]
        for host in host_rule.hosts:
            index.setdefault(host, []).extend(entries)
    return index


def _check_examples(file: HostRuleFile) -> None:
    book = HostRules([_index([file])])
    for index, example in enumerate(file.host_rule.example):
        problem = _example_problem(book, example)
        if problem:
            key, message = problem
            raise error_at(file.path, file.text, ("example", str(index), key), message)


def _example_problem(book: HostRules, example: Example) -> tuple[str, str] | None:
    try:
        ask = book.find(normalise(example.url))
    except AddressError as error:
        return "url", f"{error}; write an address"
    asked = ask.url if ask else ""
    if asked != example.asked:
        return "asked", f'asks "{asked}"; correct the rule or the example'
    answer = Response(asked, example.status, body=example.body.encode())
    judged = ask.judge(answer if asked else None) if ask else None
    outcome = judged[0] if judged else "probe"
    if outcome != example.outcome:
        return "outcome", f'says "{outcome}"; correct the rule or the example'
    return None


def _keys(host: str) -> list[str]:
    """Return the keys of a host in the index: its name, and a pattern for each parent domain."""
    keys = [host]
    _, dot, parent = host.partition(".")
    while dot:
        keys.append(f"*.{parent}")
        _, dot, parent = parent.partition(".")
    return keys


def _ask(entry: _HostRuleEntry, match: Match) -> HostRuleRequest:
    table = entry.table
    reads_body = any(when.json or when.text for when in table.when)
    return HostRuleRequest(
        entry.host_rule,
        _fill(table.url, match),
        table.when,
        tuple(table.headers.items()),
        _MAX_BODY if reads_body else 0,
    )


def _fill(template: str, match: Match) -> str:
    """Put groups into an address; what is percent-encoded stays so, the rest becomes so."""

    def value(place: re.Match[str]) -> str:
        safe = "%" if "?" in template[: place.start()] else "%/:"
        return quote(match[place[1]] or "", safe=safe)

    return GROUP.sub(value, template)


def _holds(when: When, answer: Response) -> bool:
    if when.status and answer.status not in when.status:
        return False
    if when.text.encode() not in answer.body:
        return False
    if not when.json:
        return True
    try:
        value = msgspec.json.decode(answer.body)
        return all(_pattern(source).matches(_at(value, path)) for path, source in when.json.items())
    except (ValueError, RecursionError):
        return False  # what came is not JSON, or not all of it


@lru_cache(maxsize=1000)
def _pattern(source: str) -> Automaton:
    return Automaton([parse(source)])


def _at(value: Any, path: str) -> str:
    """Return the text or the JSON of the value at a dotted path, "" where there is none."""
    for key in path.split("."):
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list) and _INDEX.fullmatch(key) and int(key) < len(value):
            value = value[int(key)]
        else:
            return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
