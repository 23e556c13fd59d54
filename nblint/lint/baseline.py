"""Findings that were accepted: written to a file, and left out of later reports."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict, deque
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta, Struct

from nblint.files.atomic_write import replace_file, why_unwritten
from nblint.files.boundary import Boundary
from nblint.files.source import SourceError, display_name, read
from nblint.model.fingerprint import Fingerprint, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nblint.model.finding import Diagnostic

BASELINE = ".nblint-baseline.json"
"""Where accepted findings are written, in the root, if nothing else is said."""

_MAX_SIZE = 50_000_000  # bytes

Counts = dict[str, Counter[Fingerprint]]
"""How many findings of each fingerprint are accepted, by the page's path from the root."""


class BaselineError(Exception):
    """A baseline that cannot be read or written, in one line that names the file."""


class _BaselineEntry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    rule: str
    about: str
    line: str
    count: Annotated[int, Meta(gt=0, le=1_000_000_000)] = 1


class _File(Struct, frozen=True):
    version: Annotated[int, Meta(ge=1, le=1)]
    findings: dict[str, list[_BaselineEntry]]


class Baseline:
    """Accepted findings. `name` is what reports call its file; paths are relative to `root`."""

    def __init__(self, name: str, root: Path, accepted: Counts) -> None:
        self.name, self.accepted = name, accepted
        self.root = Path(os.path.realpath(root))
        self._boundary = Boundary(str(self.root))
        self._keys: dict[str, str] = {}

    def key(self, path: str) -> str:
        """Return the path from the root, with forward slashes, of a page that reports name so."""
        if path not in self._keys:
            folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100 - has no such call
            real = os.path.join(os.path.realpath(folder), name)  # noqa: PTH118 - likewise
            key = os.path.relpath(real, self.root).replace(os.sep, "/")
            # What is no UTF-8 cannot be written as JSON.
            self._keys[path] = os.fsencode(key).decode("utf-8", "backslashreplace")
        return self._keys[path]

    def split(self, diagnostics: Iterable[Diagnostic]) -> tuple[list[Diagnostic], Counts]:
        """Return the findings that are not accepted, and what of the baseline no finding needed.

        A page that is gone lends its entries to any other: it may have been renamed.
        """
        left = {path: Counter(entries) for path, entries in self.accepted.items()}
        lenders = defaultdict[Fingerprint, deque[str]](deque)
        for path, entries in left.items():
            if self._boundary.find(path) is None:
                for entry in entries:
                    lenders[entry].append(path)
        new = []
        for diagnostic in diagnostics:
            entry = fingerprint(diagnostic)
            home = self.key(diagnostic.location.path)
            if home in left and left[home][entry]:
                left[home][entry] -= 1
                continue
            gone = lenders.get(entry)
            while gone and not left[gone[0]][entry]:
                gone.popleft()
            if gone:
                left[gone[0]][entry] -= 1
            else:
                new.append(diagnostic)
        return new, {path: +entries for path, entries in left.items() if +entries}

    def unneeded(self, left: Counts, judged: Mapping[str, frozenset[str]]) -> Counts:
        """Return those of the entries `left` over whose findings are no more.

        `judged` has the rules that were run on each page that was checked. Pages that are gone need
        no entries.
        """
        found: Counts = {}
        for path, entries in left.items():
            is_gone = self._boundary.find(path) is None
            rules = judged.get(path, frozenset())
            idle = {entry: n for entry, n in entries.items() if is_gone or entry.rule in rules}
            if idle:
                found[path] = Counter(idle)
        return found

    def extended(self, kept: Counts, diagnostics: Iterable[Diagnostic]) -> Baseline:
        """Return the baseline in the same file that has the entries `kept` and these findings."""
        accepted = {path: Counter(entries) for path, entries in kept.items()}
        for diagnostic in diagnostics:
            path = self.key(diagnostic.location.path)
            accepted.setdefault(path, Counter())[fingerprint(diagnostic)] += 1
        return Baseline(self.name, self.root, accepted)

    def __len__(self) -> int:
        return sum(entries.total() for entries in self.accepted.values())


def read_baseline(file: Path, root: Path) -> Baseline:
    """Return the baseline in a file. Raises BaselineError."""
    name = display_name(str(file))
    boundary = Boundary(str(root))
    if boundary.covers(str(file)) and not boundary.holds(str(file)):
        message = f"{name}: a symbolic link that leads outside the root; name the file itself"
        raise BaselineError(message)
    try:
        content = msgspec.json.decode(read(file, _MAX_SIZE), type=_File)
    except SourceError as error:
        raise BaselineError(error.about(name)) from error
    except msgspec.DecodeError as error:
        message = (
            f"{name}: not a baseline of nblint: {error}; create it again with --write-baseline"
        )
        raise BaselineError(message) from error
    accepted: Counts = {}
    for path, entries in content.findings.items():
        counts = accepted.setdefault(path, Counter())
        for entry in entries:
            counts[Fingerprint(entry.rule, entry.about, entry.line)] += entry.count
    return Baseline(name, root, accepted)


def write_baseline(baseline: Baseline, file: Path, *, named: bool) -> None:
    """Write a baseline, sorted and with a finding in each line. Raises BaselineError.

    Only a file that the user has `named` may lie outside the root.
    """
    text = "".join(_lines(baseline.accepted))
    try:
        replace_file(file, text.encode(), baseline.root, named=named)
    except OSError as error:
        message = f"{baseline.name}: {why_unwritten(error)}"
        raise BaselineError(message) from error


def _lines(accepted: Counts) -> Iterator[str]:
    yield '{\n  "version": 1,\n  "findings": {'
    comma = ""
    for path in sorted(path for path, entries in accepted.items() if +entries):
        yield f"{comma}\n    {json.dumps(path)}: ["
        comma = ""
        for entry, count in sorted((+accepted[path]).items()):
            fields = msgspec.to_builtins(_BaselineEntry(entry.rule, entry.about, entry.line, count))
            yield f"{comma}\n      {json.dumps(fields)}"
            comma = ","
        yield "\n    ]"
        comma = ","
    yield "\n  }\n}\n"
