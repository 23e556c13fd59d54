"""What a journey means: the verdict on an address, as a pure function of where it led."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from nblint.uri import split
from nblint.verdict import Evidence, Fragment, Outcome, Verdict, status_text
from nblint.web.address import host, normalise
from nblint.web.decode import decode, media_type
from nblint.web.fragments import judge_fragment
from nblint.web.message import Answer, NoAnswer
from nblint.web.page import RemotePage, read_page
from nblint.web.soft_404 import is_consent, is_login, leads_home, looks_not_found
from nblint.web.walls import wall

if TYPE_CHECKING:
    from collections.abc import Collection

    from nblint.web.journey import Journey
    from nblint.web.question import Question

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
_NO_FRAGMENTS: Final[dict[str, Fragment]] = {}
_LONGEST_TITLE: Final = 300
_LOCALE: Final = re.compile(r"/[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?=/|$)")


class Ruling(Struct, frozen=True):
    """An outcome with the words for it: why, and who is behind it."""

    outcome: Outcome
    reason: str = ""
    provider: str = ""


def judge(question: Question, journey: Journey, accepted: Collection[int], when: float) -> Verdict:
    """Return the verdict on an address; `accepted` are status codes that count as alive.

    `when` is the time in seconds since the epoch.
    """
    answer = journey.answer
    ruling = rule(question.url, journey, accepted)
    status = answer.status if isinstance(answer, Answer) else None
    evidence = Evidence(
        status=status,
        final=journey.final,
        hops=journey.hops,
        provider=ruling.provider,
        reason=ruling.reason,
        attempts=journey.attempts,
        elapsed=journey.elapsed,
        when=when,
    )
    if isinstance(answer, NoAnswer) or ruling.outcome not in ("alive", "moved"):
        return Verdict(question.url, ruling.outcome, evidence, aspects=question.aspects)
    # One text for all, since a run may have very many verdicts.
    kind = sys.intern(media_type(answer.headers.get("content-type", "")))
    page = _page(answer, kind) if question.reads_body else None
    fragments = {
        fragment: _judge_fragment(fragment, journey, kind, page, complete=answer.complete)
        for fragment in question.fragments
    }
    return Verdict(
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
    fragment: str, journey: Journey, kind: str, page: RemotePage | None, *, complete: bool
) -> Fragment:
    """Judge a fragment where the journey ended; a redirect may have another for it."""
    judged = judge_fragment(fragment, journey.final, kind, page, complete=complete)
    if judged.state != "missing" or journey.fragment is None:
        return judged
    # That is where a reader gets (RFC 9110, section 10.2.2).
    led_to = judge_fragment(journey.fragment, journey.final, kind, page, complete=complete)
    return judged if led_to.state == "missing" else led_to


def rule(url: str, journey: Journey, accepted: Collection[int]) -> Ruling:
    """Return what became of the address `url`, in normal form."""
    answer = journey.answer
    if journey.fault:
        return Ruling("unreachable", journey.fault)
    if isinstance(answer, NoAnswer):
        return _rule_silence(url, answer)
    if answer.status in accepted:
        return Ruling("alive")
    provider = wall(answer)
    if provider:
        return Ruling("blocked", status_text(answer.status), provider)
    if answer.status // 100 == 2:  # noqa: PLR2004 - 2xx is success
        return _rule_success(url, journey)
    return _rule_failure(answer.status)


def _rule_failure(status: int) -> Ruling:
    if status in _LOGIN:
        return Ruling("blocked", f"{_LOGIN[status]} requires a login", "login")
    if status in _GONE:
        return Ruling("dead", status_text(status))
    if status in _REFUSED:
        return Ruling("blocked", status_text(status))
    # Other 4xx may be about the request rather than the address: time will tell.
    lost = " without a Location" if status // 100 == 3 else ""  # noqa: PLR2004 - 3xx
    return Ruling("unreachable", f"{status_text(status)}{lost}")


def _rule_silence(url: str, answer: NoAnswer) -> Ruling:
    if answer.kind == "no host":
        return Ruling("dead", answer.reason)
    if answer.kind == "wait":
        return Ruling("blocked", answer.reason)
    if answer.kind in ("denied", "address"):
        return Ruling("skipped", answer.reason)
    if answer.kind == "refused" and host(url) == "localhost":
        # Such an address is for a reader who has followed the page and started a server.
        return Ruling("skipped", "nothing is listening there")
    return Ruling("unreachable", answer.reason)


def _rule_success(url: str, journey: Journey) -> Ruling:
    final = normalise(journey.final)
    if not journey.hops or final == url:
        return Ruling("alive")
    if is_consent(final) and not is_consent(url):
        return Ruling("blocked", "requires consent", "consent page")
    if is_login(final) and not is_login(url):
        return Ruling("blocked", "requires a login", "login")
    permanent = all(hop.status in _PERMANENT for hop in journey.hops)
    if not permanent or leads_home(url, final) or _chose_locale(url, final):
        return Ruling("alive")
    return Ruling("moved")


def _chose_locale(url: str, final: str) -> bool:
    """Tell whether the address differs only in a language that the server has put into its path."""
    path, other = split(url).path, split(final).path
    added = len(_LOCALE.findall(other)) > len(_LOCALE.findall(path))
    return added and _LOCALE.sub("", other, count=1).strip("/") == path.strip("/")


def _not_found(url: str, journey: Journey, page: RemotePage | None) -> str:
    final = normalise(journey.final)
    if journey.hops and leads_home(url, final):
        return "redirects to the home page"
    return looks_not_found(url, final, page) if page else ""


def _moved_to(journey: Journey) -> str:
    fragment = "" if journey.fragment is None else f"#{journey.fragment}"
    return journey.final + fragment


def _page(answer: Answer, kind: str) -> RemotePage | None:
    if kind not in HTML and (kind or answer.body.lstrip()[:1] != b"<"):
        return None
    return read_page(decode(answer.body, answer.headers.get("content-type", "")))
