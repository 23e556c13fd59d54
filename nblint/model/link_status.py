"""What the web says of an address: the frozen types that the web fills and the checks read."""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal

from msgspec import Struct

Outcome = Literal["alive", "moved", "dead", "blocked", "unreachable", "insecure", "skipped"]
"""What became of asking for an address.

`alive` answers; `moved` answers at another address, to which every hop led permanently; `insecure`
is an http address whose https twin answers the same; `dead` is gone; `blocked` turns robots away;
`unreachable` gives no answer that means anything; `skipped` was not asked.
"""

Aspect = Literal["fragment", "page", "twin", "type"]
"""What can be asked of an address besides whether it is there.

`fragment`: whether the page has what the fragment points at; `page`: its title and whether it is a
page at all; `twin`: whether the https address answers the same; `type`: its media type.
"""

FragmentState = Literal["found", "missing", "unverified"]


class Redirect(Struct, frozen=True, gc=False):
    """A redirect on the way: the address that was asked, and the status it answered with.

    The status is 0 for a page that sends its reader on by `<meta http-equiv="refresh">`.
    """

    url: str
    status: int


class ResponseEvidence(Struct, frozen=True, gc=False):
    """What was observed when a URL was checked.

    `status` is the status code of the last response, None where there was none. `final` is the URL
    of that response, and `redirects` are the redirects that led to it. `provider` names the bot
    protection that refused the request, or the host rule that applied; `asked` is the URL that the
    host rule requested instead. `reason` says in words why the link has its status. `attempts`
    counts requests, `elapsed` is in seconds from the first to the last, `when` is the time of the
    last in seconds since the epoch.
    """

    status: int | None = None
    final: str = ""
    redirects: tuple[Redirect, ...] = ()
    provider: str = ""
    asked: str = ""
    reason: str = ""
    attempts: int = 0
    elapsed: float = 0.0
    when: float = 0.0


class FailureHistory(Struct, frozen=True, gc=False):
    """What earlier runs saw of an address; times are in seconds since the epoch.

    `first_failure` is when the current run of failures began, None while there is none; `streak` is
    how many runs have failed since, this one included; `last_success` is None where none is known.
    """

    first_failure: float | None = None
    last_success: float | None = None
    streak: int = 0


class FragmentStatus(Struct, frozen=True, gc=False):
    """Whether a page has what a fragment points at.

    `reason` says why it is unverified or what is missing; `nearest` are the ids of the page that
    are most like the missing one, the likeliest first.
    """

    state: FragmentState
    reason: str = ""
    nearest: tuple[str, ...] = ()


class LinkStatus(Struct, frozen=True, gc=False):
    """The verdict on one address without its fragment.

    `url` is the address in its normal form (RFC 3986, section 6). `fragments` has the fragments
    that were asked about, as written after the `#`, and `aspects` what else was. `media_type` is
    that of the last answer, in lower case without parameters, "" where there was none. `title` is
    the page's. `not_found` says why the page, though it answers with success, looks like no page:
    "" where it does not.
    `target` is where the address has moved to, or its https twin: what to write instead.
    `is_confirmed` tells that this run saw so, or an earlier one of this user on this computer: on
    any other verdict, which a cache from elsewhere may hold, no fix rests.
    """

    url: str
    outcome: Outcome
    evidence: ResponseEvidence = ResponseEvidence()
    past: FailureHistory = FailureHistory()
    fragments: dict[str, FragmentStatus] = {}
    aspects: frozenset[Aspect] = frozenset()
    media_type: str = ""
    title: str = ""
    not_found: str = ""
    target: str = ""
    is_confirmed: bool = True


def status_text(status: int) -> str:
    """Return "returned 404 Not Found" for a status code; unknown codes have no phrase.

    The phrases are those of the HTTP status code registry, as `http.HTTPStatus` has them.
    """
    try:
        return f"returned {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"returned {status}"
