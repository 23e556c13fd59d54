"""The format of host rule files, and the errors in them, with their line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct

from nblint.files.matching import Automaton, PatternError, Regex, parse
from nblint.files.regular_file import read_regular
from nblint.files.toml_positions import key_places
from nblint.files.toml_text import TomlError, parse_toml
from nblint.web.header import header_problem
from nblint.web.link_check_options import WebError

_MAX_SIZE: Final = 1_000_000
"""The greatest size of a host rule file, in bytes."""

_HOST: Final = re.compile(r"(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?")
_TEMPLATE: Final = re.compile(r"https?://(?:[^\s#{}]|\{\w+\})+")
GROUP: Final = re.compile(r"\{(\w+)\}")
"""A place in an address to ask where a group of the pattern is put."""


_Problem = tuple[tuple[str, ...], str]


class HostRuleError(WebError):
    """A host rule that cannot be used; the message is one line ``file:line: what; how to fix``."""


class When(Struct, frozen=True, forbid_unknown_fields=True):
    """What an answer means, if all that is given of it holds; where nothing is, it always means so.

    outcome: what is then said of the address
    reason: why, in words
    status: the status codes, one of which it has
    json: path of keys and indices, with dots → pattern of the value there, as JSON or text
    text: what stands somewhere in its body
    """

    outcome: Literal["alive", "dead", "blocked", "skipped"]
    reason: str = ""
    status: tuple[int, ...] = ()
    json: dict[str, str] = {}
    text: str = ""

    @property
    def is_bare(self) -> bool:
        """Tell whether it holds of any answer, and of none."""
        return not (self.status or self.json or self.text)


class AskTable(Struct, frozen=True, forbid_unknown_fields=True):
    """Which addresses are judged by what.

    match: pattern of the whole address in normal form, without its scheme and its fragment: a
        regular expression as `nblint.files.matching.linear_regex` has it
    unless: pattern of addresses that `match` matches but that are not judged; "" is none
    url: the address to ask, with groups of the pattern in braces; "" asks nobody
    headers: what is sent besides
    gap: seconds that the one who is asked wants between requests
    when: what the answer means; the first that holds counts, and if none does, nothing is known
    """

    match: str
    when: Annotated[tuple[When, ...], Meta(min_length=1)]
    unless: str = ""
    url: str = ""
    headers: dict[str, str] = {}
    gap: Annotated[float, Meta(ge=0)] = 0.0


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """An example of a host rule: a URL and the expected result.

    url: an address of its hosts
    asked: the address that is asked instead, "" for none
    status, body: what that answers
    outcome: what is then said of the address; "probe" where the address itself must be asked
    """

    url: str
    outcome: Literal["alive", "dead", "blocked", "skipped", "probe"]
    asked: str = ""
    status: int = 200
    body: str = ""


class HostRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Where another address tells the truth.

    name: who judges, for reports
    hosts: the hosts whose addresses it judges, as `example.org` or `*.example.org`
    ask: the first whose pattern matches is taken
    example: its tests
    """

    name: str
    hosts: Annotated[tuple[str, ...], Meta(min_length=1)]
    ask: Annotated[tuple[AskTable, ...], Meta(min_length=1)]
    example: tuple[Example, ...] = ()


class HostRuleFile(Struct, frozen=True):
    """A host rule and where it is written."""

    path: Path
    text: str
    host_rule: HostRule


def read_host_rule(path: Path) -> HostRuleFile:
    """Read a file with one host rule and validate all but its examples. Raises HostRuleError."""
    try:
        text = read_regular(path, _MAX_SIZE).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8"
        raise HostRuleError(message) from error
    except OSError as error:
        message = f"{path}: {(error.strerror or str(error)).lower()}"
        raise HostRuleError(message) from error
    try:
        host_rule = msgspec.convert(_parse(path, text), HostRule)
    except msgspec.ValidationError as error:
        raise error_at(path, text, *_mismatch(error)) from error
    for problem in _problems(host_rule):
        raise error_at(path, text, *problem)
    return HostRuleFile(path, text, host_rule)


def error_at(path: Path, text: str, keys: tuple[str, ...], message: str) -> HostRuleError:
    """Return the error about the value at `keys`, or at the nearest table around it."""
    places = key_places(text)
    while keys and keys not in places:
        keys = keys[:-1]
    line = text.count("\n", 0, places[keys][0].start) + 1 if keys else 1
    return HostRuleError(f"{path}:{line}: {message}")


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return parse_toml(text)
    except TomlError as error:
        if error.help:
            place = f":{error.line}" if error.line else ""
            message = f"{path}{place}: {error.message}; {error.help}"
        else:
            line = error.line or text.count("\n") + 1
            message = f"{path}:{line}: not TOML: {error.message}"
        raise HostRuleError(message) from error


def _mismatch(error: msgspec.ValidationError) -> tuple[tuple[str, ...], str]:
    """Return where a host rule does not follow the format, and why."""
    said, _, place = str(error).partition(" - at `$")
    keys = tuple(re.findall(r"[\w-]+", place))
    field = re.match(r"Object (contains unknown|missing required) field `(.*)`", said)
    if field is None:
        return keys, f'"{".".join(keys)}" is wrong: {said[:1].lower()}{said[1:]}'
    if field[1] == "missing required":
        return keys, f'"{field[2]}" is missing; add it'
    return (*keys, field[2]), f'unknown key "{field[2]}"; fix it or leave it out'


def _problems(host_rule: HostRule) -> list[_Problem]:
    """Return where a host rule is contradictory, and why."""
    problems: list[_Problem] = [
        (("hosts", str(index)), f'"{host}" is not a host; use "example.org" or "*.example.org"')
        for index, host in enumerate(host_rule.hosts)
        if not _HOST.fullmatch(host)
    ]
    for index, ask in enumerate(host_rule.ask):
        problems += [(("ask", str(index), *keys), what) for keys, what in _ask_problems(ask)]
    return problems


def _ask_problems(ask: AskTable) -> list[_Problem]:
    try:
        groups = Regex(ask.match).names
    except PatternError as error:
        return [(("match",), f"invalid regular expression: {error}")]
    try:
        Regex(ask.unless)
    except PatternError as error:
        return [(("unless",), f"invalid regular expression: {error}")]
    problems: list[_Problem] = [
        (("url",), f'no group "{name}" in the pattern; write (?P<{name}>…) there')
        for name in GROUP.findall(ask.url)
        if name not in groups
    ]
    if ask.url and not _TEMPLATE.fullmatch(ask.url):
        problems.append((("url",), "no URL to request; start it with https:// and encode it"))
    for name, value in ask.headers.items():
        problem = header_problem(name, value)
        if problem:
            problems.append((("headers", name), problem))
    problems += _when_problems(ask)
    return problems


def _when_problems(ask: AskTable) -> list[_Problem]:
    problems: list[_Problem] = []
    for index, when in enumerate(ask.when):
        at = ("when", str(index))
        if not ask.url and not when.is_bare:
            problems.append((at, 'nobody is asked; add "url", or say the outcome alone'))
        if when.outcome != "alive" and not when.reason:
            problems.append((at, f'"{when.outcome}" needs a "reason"; add it'))
        for path, pattern in when.json.items():
            try:
                Automaton([parse(pattern)])
            except PatternError as error:
                what = f"invalid regular expression: {error}"
                problems.append(((*at, "json", path), what))
    return problems
