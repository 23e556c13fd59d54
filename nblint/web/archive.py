"""Asks the Internet Archive for copies of pages that are gone.

https://archive.org/help/wayback_api.php
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import msgspec
from msgspec import Struct

from nblint.web.host_settings import Hosts
from nblint.web.messages import NoResponse, Response
from nblint.web.probe_driver import Driver, limits
from nblint.web.request_flow import Need, RequestFlow, Send
from nblint.web.schedule import Job
from nblint.web.url import normalise

if TYPE_CHECKING:
    from collections.abc import Collection, Generator

    from nblint.web.link_check_options import LinkCheckOptions

_API: Final = "https://archive.org/wayback/available"
_GAPS: Final = {"archive.org": 0.5}  # seconds
_MAX_BODY: Final = 100_000  # bytes
_COPY: Final = re.compile(r"https?://(web\.archive\.org/web/[0-9]{14}/.+)", re.DOTALL)
_OK: Final = 200


class Wanted(Struct, frozen=True, order=True):
    """A page that is gone, and the day around which a copy of it is wanted, as in 20241231."""

    url: str
    day: str


class _Copy(Struct, frozen=True):
    """What the archive has: the address of a copy, "" for none, None where it does not say."""

    wanted: Wanted
    url: str | None = None


class _Closest(Struct, frozen=True):
    url: str = ""
    status: str = ""
    available: bool = False


class _Snapshots(Struct, frozen=True):
    closest: _Closest = _Closest()


class _Reply(Struct, frozen=True):
    archived_snapshots: _Snapshots = _Snapshots()


def day(time: float) -> str:
    """Return the day of a time in seconds since the epoch, in UTC, as in 20241231."""
    return datetime.fromtimestamp(time, UTC).strftime("%Y%m%d")


def find_copies(wanted: Collection[Wanted], asking: LinkCheckOptions) -> dict[Wanted, str]:
    """Return the address of the copy of each page that is nearest to its day, "" for none.

    Those of which the archive does not say are left out. Raises HostsError.
    """
    driver = Driver(asking, Hosts(asking.settings, asking.environ), _GAPS)
    copies: dict[Wanted, str] = {}

    def job(item: Wanted) -> Job[_Copy]:
        url = f"{_API}?url={quote(item.url, safe='')}&timestamp={item.day}"
        flow = RequestFlow(limits(asking.settings), Need(_MAX_BODY), driver.wait)
        return Job(item.url, normalise(url), partial(_probe, item, url, flow))

    def take(copy: _Copy) -> None:
        if copy.url is not None:
            copies[copy.wanted] = copy.url

    def fail(job: Job[_Copy], _: Exception) -> _Copy:
        return _Copy(Wanted(job.name, ""))

    driver.drive(map(job, wanted), len(wanted), take, fail)
    return copies


def _probe(
    wanted: Wanted, url: str, flow: RequestFlow
) -> Generator[Send, Response | NoResponse, _Copy]:
    journey = yield from flow.travel(url)
    answer = journey.answer
    if isinstance(answer, NoResponse) or answer.status != _OK:
        return _Copy(wanted)
    try:
        closest = msgspec.json.decode(answer.body, type=_Reply).archived_snapshots.closest
    except (ValueError, RecursionError):
        return _Copy(wanted)
    match = _COPY.fullmatch(closest.url)
    # A copy may well be one of an error page.
    is_good = closest.available and closest.status == str(_OK)
    return _Copy(wanted, f"https://{match[1]}" if match and is_good else "")
