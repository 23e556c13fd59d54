"""What a journey means: the verdict on an address, as a pure function of where it led."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from nblint.model.link_status import (
    FragmentStatus,
    LinkStatus,
    Outcome,
    ResponseEvidence,
    status_text,
)
from nblint.model.uri import split
from nblint.web.bot_protection import detect_bot_protection
from nblint.web.decode import decode, media_type
from nblint.web.messages import NoResponse, Response
from nblint.web.remote_fragments import judge_fragment
from nblint.web.remote_page import RemotePage, read_page
from nblint.web.soft_404 import is_consent, is_login, leads_home, looks_not_found
from nblint.web.url import host, normalise

if TYPE_CHECKING:
    from collections.abc import Collection

    from nblint.web.check_request import CheckRequest
    from nblint.web.request_flow import FetchResult

HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
"""Media types of pages."""

_PERMANENT: Final = frozenset({301, 308})
_GONE: Final = frozenset({404, 410})
# How servers turn robots away without saying who they are: 402 and 403, 406 and 418 by a filter,
# 429 by a limit, 451 by law.
_REFUSED: Final = frozenset({402, 403, 406, 418, 429, 451})
_LOGIN: Final = {401: "the host", 407: "the proxy"}
# A language that a server chose for the reader; the next reader may be sent elsewhere.
# One for all, since a run may have very many verdicts.
_NO_FRAGMENTS: Final[dict[str, FragmentStatus]] = {}
_LONGEST_TITLE: Final = 300
_LOCALE: Final = re.compile(r"/[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?=/|$)")


class Classification(Struct, frozen=True):
    """An outcome with the words for it: why, and who is behind it."""

    outcome: Outcome
    reason: str = ""
    provider: str = ""


def classify(
    question: CheckRequest, journey: FetchResult, accepted: Collection[int], when: float
) -> LinkStatus:
    """Return the verdict on an address; `accepted` are status codes that count as alive.

    `when` is the time in seconds since the epoch.
    """
    answer = journey.answer
    ruling = classify_outcome(question.url, journey, accepted)
    status = answer.status if isinstance(answer, Response) else None
    evidence = ResponseEvidence(
        status=status,
        final=journey.final,
        redirects=journey.redirects,
        provider=ruling.provider,
        reason=ruling.reason,
        attempts=journey.attempts,
        elapsed=journey.elapsed,
        when=when,
    )
    if isinstance(answer, NoResponse) or ruling.outcome not in ("alive", "moved"):
        return LinkStatus(question.url, ruling.outcome, evidence, aspects=question.aspects)
    # One text for all, since a run may have very many verdicts.
    kind = sys.intern(media_type(answer.headers.get("content-type", "")))
    page = _page(answer, kind) if question.reads_body else None
    fragments = {
        fragment: _judge_fragment(fragment, journey, kind, page, complete=answer.complete)
        for fragment in question.fragments
    }
    return LinkStatus(
        question.url,
        ruling.outcome,
        evidence,
        fragments=fragments or _NO_FRAGMENTS,
        aspects=question.aspects,
        media_type=kind,
        title=page.title[:_LONGEST_TITLE] if page else "",
        not_found=_not_found(question.url, journey, page),
        target=_moved_to(journey) if ruling.outcome == "moved" else "",
    )


def _judge_fragment(
    fragment: str, journey: FetchResult, kind: str, page: RemotePage | None, *, complete: bool
) -> FragmentStatus:
    """Judge a fragment where the journey ended; a redirect may have another for it."""
    judged = judge_fragment(fragment, journey.final, kind, page, complete=complete)
    if judged.state != "missing" or journey.fragment is None:
        return judged
    # That is where a reader gets (RFC 9110, section 10.2.2).
    led_to = judge_fragment(journey.fragment, journey.final, kind, page, complete=complete)
    return judged if led_to.state == "missing" else led_to


def classify_outcome(url: str, journey: FetchResult, accepted: Collection[int]) -> Classification:
    """Return what became of the address `url`, in normal form."""
    answer = journey.answer
    if journey.fault:
        return Classification("unreachable", journey.fault)
    if isinstance(answer, NoResponse):
        return _rule_silence(url, answer)
    if answer.status in accepted:
        return Classification("alive")
    provider = detect_bot_protection(answer)
    if provider:
        return Classification("blocked", status_text(answer.status), provider)
    if answer.status // 100 == 2:  # noqa: PLR2004 - 2xx is success
        return _rule_success(url, journey)
    return _rule_failure(answer.status)


def _rule_failure(status: int) -> Classification:
    if status in _LOGIN:
        return Classification("blocked", f"{_LOGIN[status]} requires a login", "login")
    if status in _GONE:
        return Classification("dead", status_text(status))
    if status in _REFUSED:
        return Classification("blocked", status_text(status))
    # Other 4xx may be about the request rather than the address: time will tell.
    lost = " without a Location" if status // 100 == 3 else ""  # noqa: PLR2004 - 3xx
    return Classification("unreachable", f"{status_text(status)}{lost}")


def _rule_silence(url: str, answer: NoResponse) -> Classification:
    if answer.kind == "no host":
        return Classification("dead", answer.reason)
    if answer.kind == "wait":
        return Classification("blocked", answer.reason)
    if answer.kind in ("denied", "address"):
        return Classification("skipped", answer.reason)
    if answer.kind == "refused" and host(url) == "localhost":
        # Such an address is for a reader who has followed the page and started a server.
        return Classification("skipped", "nothing is listening there")
    return Classification("unreachable", answer.reason)


def _rule_success(url: str, journey: FetchResult) -> Classification:
    final = normalise(journey.final)
    if not journey.redirects or final == url:
        return Classification("alive")
    if is_consent(final) and not is_consent(url):
        return Classification("blocked", "requires consent", "consent page")
    if is_login(final) and not is_login(url):
        return Classification("blocked", "requires a login", "login")
    permanent = all(hop.status in _PERMANENT for hop in journey.redirects)
    if not permanent or leads_home(url, final) or _chose_locale(url, final):
        return Classification("alive")
    return Classification("moved")


def _chose_locale(url: str, final: str) -> bool:
    """Tell whether the address differs only in a language that the server has put into its path."""
    path, other = split(url).path, split(final).path
    added = len(_LOCALE.findall(other)) > len(_LOCALE.findall(path))
    return added and _LOCALE.sub("", other, count=1).strip("/") == path.strip("/")


def _not_found(url: str, journey: FetchResult, page: RemotePage | None) -> str:
    final = normalise(journey.final)
    if journey.redirects and leads_home(url, final):
        return "redirects to the home page"
    return looks_not_found(url, final, page) if page else ""


def _moved_to(journey: FetchResult) -> str:
    fragment = "" if journey.fragment is None else f"#{journey.fragment}"
    return journey.final + fragment


def _page(answer: Response, kind: str) -> RemotePage | None:
    if kind not in HTML and (kind or answer.body.lstrip()[:1] != b"<"):
        return None
    return read_page(decode(answer.body, answer.headers.get("content-type", "")))
