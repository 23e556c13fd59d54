"""The way from an address to the answer that counts: HEAD and GET, retries, redirects.

Nothing here touches a socket. A journey is a generator that yields each request it wants sent and
is given what came back, so that whoever drives it decides when a server's turn has come.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Generator
from typing import Final

from msgspec import Struct

from nblint.model.link_status import Redirect
from nblint.model.uri import split
from nblint.web.cookies import Cookies
from nblint.web.messages import Method, NoResponse, Request, Response
from nblint.web.rate_limit import too_long
from nblint.web.url import AddressError, normalise, resolve, without_fragment

_RETRIED_STATUS: Final = frozenset({429, 502, 503, 504})
_RETRIED_KINDS: Final = frozenset({"resolver", "timeout", "reset", "protocol"})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BEYOND_ASCII: Final = re.compile(r"[\x80-\xff]")
_BACKOFF: Final = 1.0
_LONGEST_BACKOFF: Final = 30.0
# A server that lets a HEAD hang is asked by GET before the whole time is gone.
_HEAD_SHARE: Final = 0.5
# Enough of a body to see which wall it is (bytes).
_WALL: Final = 16_384


class Send(Struct, frozen=True):
    """A request that wants to be sent, after `delay` seconds at the earliest."""

    request: Request
    delay: float = 0.0


class Limits(Struct, frozen=True):
    """How long and how often one address is asked; times are in seconds."""

    timeout: float
    address_timeout: float
    retries: int
    max_redirects: int
    max_retry_after: float


class Need(Struct, frozen=True):
    """What a journey is to bring home.

    `max_body` and `enough` are those of a Request; where no body is needed HEAD is tried first, and
    is believed unless the answer `is_doubtful`.
    `headers` are sent to the first address only. `onward` returns the reference by which a page
    sends its reader on, or "".
    """

    max_body: int = 0
    enough: Callable[[Response], bool] | None = None
    is_doubtful: Callable[[Response], bool] | None = None
    headers: tuple[tuple[str, str], ...] = ()
    onward: Callable[[Response], str] | None = None


class FetchResult(Struct, frozen=True):
    """Where asking for an address led: `answer` came from `final`, after `redirects`.

    `final` is as the last server wrote it, without its fragment; `fragment` is that of a redirect,
    None where none has one. `fault` says what is wrong with the redirects, "" where nothing is.
    `attempts` counts requests, `elapsed` seconds of waiting for answers.
    """

    answer: Response | NoResponse
    final: str
    redirects: tuple[Redirect, ...] = ()
    fragment: str | None = None
    fault: str = ""
    attempts: int = 0
    elapsed: float = 0.0


class RequestFlow:
    """Goes from one address to the answer that counts.

    `wait` reads how many seconds an answer asks to be left alone, None where it does not say.
    """

    def __init__(
        self,
        limits: Limits,
        need: Need,
        wait: Callable[[Response], float | None],
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._limits, self._need, self._wait, self._jitter = limits, need, wait, jitter
        self._cookies = Cookies()
        self._attempts = 0
        self._elapsed = 0.0

    def travel(self, url: str) -> Generator[Send, Response | NoResponse, FetchResult]:
        """Go from `url`, which has no fragment."""
        if self._need.max_body == 0:
            journey = yield from self._follow(url, "HEAD")
            answer = journey.answer
            if isinstance(answer, NoResponse):
                is_final = not answer.sent or answer.kind in ("no host", "denied", "address")
            else:
                doubtful = self._need.is_doubtful and self._need.is_doubtful(answer)
                is_success = answer.status // 100 == 2  # noqa: PLR2004 - 2xx
                is_final = is_success and not journey.redirects and not doubtful
            if is_final:
                return journey
            # Many servers answer HEAD wrongly; what is not plain success counts only by GET.
        journey = yield from self._follow(url, "GET")
        return journey

    def _follow(
        self, url: str, method: Method
    ) -> Generator[Send, Response | NoResponse, FetchResult]:
        redirects: list[Redirect] = []
        met = {(normalise(url), "")}
        fragment: str | None = None
        fault = ""
        while True:
            answer = yield from self._ask(url, method, first=not redirects)
            reference = self._onward(answer)
            if not reference:
                break
            status = answer.status if isinstance(answer, Response) else 0
            redirects.append(Redirect(url, status if status in _REDIRECTS else 0))
            onward, fault = self._place(url, reference, met)
            if not fault and len(redirects) > self._limits.max_redirects:
                fault = f"more than {self._limits.max_redirects} redirects"
            if fault:
                break
            if "#" in onward:
                # A redirect without a fragment keeps the one before it (RFC 9110, section 10.2.2).
                fragment = onward.partition("#")[2]
            url = without_fragment(onward)
        return FetchResult(
            answer, url, tuple(redirects), fragment, fault, self._attempts, self._elapsed
        )

    def _onward(self, answer: Response | NoResponse) -> str:
        """Return the reference to which an answer sends its reader on, or ""."""
        if isinstance(answer, NoResponse):
            return ""
        if answer.status in _REDIRECTS:
            return _as_meant(answer.headers.get("location", "").strip())
        return self._need.onward(answer) if self._need.onward else ""

    def _place(self, url: str, reference: str, met: set[tuple[str, str]]) -> tuple[str, str]:
        """Return where a redirect leads, with its fragment, and what is wrong with it."""
        try:
            onward = _without_user(resolve(url, reference))
            scheme = split(onward).scheme
            if scheme not in {"http", "https"}:
                return "", f"redirect to a {scheme[:20]}: URL"
            place = normalise(onward)
        except AddressError as error:
            return "", f"redirect to a URL that {error}"
        # Some sites lead back to the same address with a cookie, and answer whoever has it.
        state = place, self._cookies.header(place)
        if state in met:
            return "", "redirect loop"
        met.add(state)
        return onward, ""

    def _ask(
        self, url: str, method: Method, *, first: bool
    ) -> Generator[Send, Response | NoResponse, Response | NoResponse]:
        """Ask one address, again where that may help."""
        limits, delay = self._limits, 0.0
        for attempt in range(limits.retries + 1):
            left = limits.address_timeout - self._elapsed
            if left <= 0:
                return NoResponse("timeout", f"timed out after {limits.address_timeout:g} s")
            answer = yield Send(self._request(url, method, left, first=first), delay)
            self._elapsed += answer.elapsed
            self._attempts += isinstance(answer, Response) or answer.sent
            wait = self._again(answer, method, attempt)
            if wait is None:
                break
            delay = wait
        if isinstance(answer, Response):
            self._cookies.keep(normalise(url), answer)
            if method == "GET" and answer.status in _RETRIED_STATUS:
                return too_long(answer, self._wait(answer), limits.max_retry_after) or answer
        return answer

    def _request(self, url: str, method: Method, left: float, *, first: bool) -> Request:
        timeout = min(self._limits.timeout, left)
        cookie = self._cookies.header(normalise(url))
        headers: tuple[tuple[str, str], ...] = (("Cookie", cookie),) if cookie else ()
        need = self._need
        headers += need.headers if first else ()
        if method == "HEAD":
            return Request(method, url, headers, timeout=timeout * _HEAD_SHARE)
        return Request(method, url, headers, need.max_body or _WALL, need.enough, timeout)

    def _again(self, answer: Response | NoResponse, method: Method, attempt: int) -> float | None:
        """Return after how many seconds to ask again; None if that would tell nothing new."""
        if method == "HEAD":
            return None  # GET is the next attempt
        backoff = self._jitter() * min(_LONGEST_BACKOFF, _BACKOFF * 2**attempt)
        if isinstance(answer, NoResponse):
            return backoff if answer.sent and answer.kind in _RETRIED_KINDS else None
        if answer.status not in _RETRIED_STATUS:
            return None
        wait = self._wait(answer) or 0.0
        return None if wait > self._limits.max_retry_after else wait + backoff


def _without_user(url: str) -> str:
    """Return an address without the user in it, who is no part of where a redirect leads."""
    authority = split(url).authority or ""
    return url.replace(f"//{authority}", f"//{authority.rpartition('@')[2]}", 1)


def _as_meant(header: str) -> str:
    """Return a header read as UTF-8 where it is that: many servers write addresses so.

    Other bytes are percent-encoded as they are, which is what browsers make of them. The fields of
    HTTP come read as ISO 8859-1 (RFC 9110, section 5.5).
    """
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return _BEYOND_ASCII.sub(lambda match: f"%{ord(match[0]):02X}", header)
