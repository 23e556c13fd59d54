"""Runs of nblint in the repository of a stranger, and what the traps there have come to."""

from __future__ import annotations

import resource
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hardening.asking_servers import host_asked, is_private
from hardening.processes import Ended, run
from hardening.sample import Fault, Sample, internal_error
from hardening.strangers import (
    CANARY,
    TRAPS,
    WORD,
    Place,
    commit,
    write_outside,
    write_repository,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from loopback.web import Web

COMMANDS: Final = {
    "check": ("check", "--offline"),
    "check docs": ("check", "--offline", "docs"),
    "check a page": ("check", "--offline", "docs/page.md"),
    "check the web": ("check", "--timeout", "1"),
    "check what changed": ("check", "--offline", "--changed"),
    "check what changed in docs": ("check", "--offline", "--changed", "docs"),
    "suggest": ("check", "--suggest", "--timeout", "1"),
    "fix": ("check", "--fix", "--unsafe-fixes", "--timeout", "1"),
    "fix files": ("check", "--offline", "--fix", "--", "evil.md", "docs/evil.md", "page.md"),
    "words": ("check", "--offline", "--add-words"),
    "baseline": ("check", "--offline", "--write-baseline"),
    "suppressions": ("check", "--offline", "--add-suppressions"),
    "reports": (
        *("check", "--offline", "--output", "html=report.html"),
        *("--output", "sarif=nblint.sarif"),
    ),
    "links": ("links", "--offline"),
    "graph": ("links", "--graph", "json"),
    "config": ("config",),
    "init": ("init",),
    "cache": ("cache", "clear"),
}
"""What a maintainer or a workflow runs."""

_CPU: Final = 15
"""CPU seconds of a run."""
_MEMORY: Final = 2 * 2**30
"""Bytes of address space of a run."""
_CHECKING: Final = ("check", "check docs", "check a page", "reports")
"""Commands that must report the misspelling."""


def make_repository(random: Random) -> Sample:
    """Return the names of some traps, one on each line, and in the place what to run."""
    traps = random.sample([*TRAPS], random.choice((1, 1, 2, 3, 6)))
    return Sample(random.choice([*COMMANDS]), "\n".join(traps) + "\n")


class Trapped:
    """Runs commands in repositories with traps; a host of the loopback web is what is private."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._port = int(web.url("").rpartition(":")[2])

    def judge(self, sample: Sample) -> Fault | None:
        """Return what a trap has come to, if anything."""
        with tempfile.TemporaryDirectory() as temporary:
            top = Path(temporary)
            place = Place(top / "repository", top / "outside", top / "mark", self._port)
            place.repository.mkdir()
            write_outside(place.outside)
            write_repository(place)
            for name in filter(None, sample.text.split("\n")):
                if name in TRAPS:  # and not a part of one, while a failure is made smaller
                    TRAPS[name](place)
            commit(place.repository)
            return next(self._faults(place, sample.place), None)

    def _faults(self, place: Place, command: str) -> Iterator[Fault]:
        place.mark.unlink(missing_ok=True)
        outside = _contents(place.outside)
        before = len(self._web.log.seen)
        environ = {"CI": "true", "all_proxy": self._web.proxy}  # whatever is asked is seen there
        ended = run(place.repository, *COMMANDS[command], environ=environ, before=_limit)
        if place.mark.exists():
            yield Fault(f"{command}: a command of the repository is run")
        if _contents(place.outside) != outside:
            yield Fault(f"{command}: a file outside is written")
        hosts = list(map(host_asked, self._web.log.seen[before:]))
        if any(is_private(host) or "localhost" in host for host in hosts):
            yield Fault(f"{command}: a private host is asked", str(hosts))
        if CANARY in ended.out + ended.errors:
            yield Fault(f"{command}: what stands outside is printed", _around(ended))
        yield from _spoilt(place.repository, command)
        yield from _wrong_end(ended, command)


def _wrong_end(ended: Ended, command: str) -> Iterator[Fault]:
    fault = internal_error(ended.out + ended.errors)
    if fault:
        yield Fault(f"{command}: {fault.kind}", fault.detail)
    if ended.status not in {0, 1, 2}:
        yield Fault(f"{command}: status {ended.status}", ended.errors[-500:])
    if "Traceback" in ended.errors:
        yield Fault(f"{command}: a traceback", ended.errors[-500:])
    is_one_line = ended.status == 2 and not ended.out and ended.errors.count("\n") == 1
    if command in _CHECKING and WORD not in ended.out and not is_one_line:
        yield Fault(f"{command}: the misspelling is not reported", ended.errors[-500:])


def _spoilt(repository: Path, command: str) -> Iterator[Fault]:
    """Yield what was written in the repository that should not be."""
    if (repository / "README.md").read_text() != "# Read me\n\nPrecious.\n":
        yield Fault(f"{command}: a file that is no report is overwritten")
    moved = repository / "moved.md"
    if moved.exists() and "evil" in moved.read_text():
        yield Fault(f"{command}: a cache that was committed decides on a fix")
    for path in repository.rglob("*"):
        if path.is_symlink() or not path.is_file() or path.stat().st_size > 1_000_000:
            continue
        if CANARY.encode() in path.read_bytes():
            yield Fault(
                f"{command}: what stands outside is written into {path.suffix or path.name}"
            )


def _around(ended: Ended) -> str:
    said = ended.out + ended.errors
    at = said.index(CANARY)
    return said[max(0, at - 150) : at + 100]


def _contents(directory: Path) -> dict[str, bytes]:
    """Return all files of a directory."""
    paths = (path for path in directory.rglob("*") if path.is_file())
    return {str(path.relative_to(directory)): path.read_bytes() for path in paths}


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU, _CPU + 5))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
