"""The probe of one address: by its host rule or by itself, and its https twin, to a verdict."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from nblint.model.link_status import FragmentStatus, LinkStatus, ResponseEvidence
from nblint.web.bot_protection import detect_bot_protection
from nblint.web.cache.records import Validators
from nblint.web.classify import HTML, classify
from nblint.web.decode import decode, media_type
from nblint.web.host_rules import HostRuleRequest, HostRules
from nblint.web.messages import NoAnswerKind, NoResponse, Response
from nblint.web.remote_page import has_ids, has_title, read_page
from nblint.web.request_flow import FetchResult, Limits, Need, RequestFlow, Send
from nblint.web.url import normalise, twin

if TYPE_CHECKING:
    from nblint.web.cache.link_cache import CachedStatus
    from nblint.web.check_request import CheckRequest

_HEAD: Final = 65_536  # bytes of a page in which its title is looked for
_NOT_MODIFIED: Final = 304
_ANSWERED: Final = frozenset({"alive", "moved"})

Steps = Generator[Send, Response | NoResponse, FetchResult]


class Rules(Struct, frozen=True):
    """By what all probes of a run go.

    `accepted` gives the status codes that count as alive at an address, `wait` how many seconds an
    answer asks to be left alone, `now` the seconds since the epoch. `max_body` is in bytes.
    `has_secret` tells whether the environment has headers for a URL: headers of a host rule are not
    sent along with these.
    """

    limits: Limits
    host_rules: HostRules
    accepted: Callable[[str], Collection[int]]
    wait: Callable[[Response], float | None]
    now: Callable[[], float]
    max_body: int
    has_secret: Callable[[str], bool] = lambda _: False


class Result(Struct, frozen=True):
    """A verdict, by what the page can be asked whether it has changed since, and why it is silent.

    `silence` is None where there was an answer.
    """

    verdict: LinkStatus
    validators: Validators = Validators()
    silence: NoAnswerKind | None = None


def probe(
    question: CheckRequest, remembered: CachedStatus | None, rules: Rules
) -> Generator[Send, Response | NoResponse, Result]:
    """Find out what becomes of an address.

    `remembered` is an earlier verdict that answers the question but is no longer fresh: the server
    is asked whether anything has changed.
    """
    ask = rules.host_rules.find(question.url)
    if ask is not None:
        verdict = yield from _by_host_rule(question, ask, rules)
        if verdict is not None:
            return Result(verdict)
    validators = remembered.validators.headers() if remembered else ()
    need = _need(question, rules.max_body, validators)
    journey = yield from RequestFlow(rules.limits, need, rules.wait).travel(question.written)
    answer = journey.answer
    if remembered and isinstance(answer, Response) and answer.status == _NOT_MODIFIED:
        evidence = replace(remembered.verdict.evidence, attempts=journey.attempts, when=rules.now())
        return Result(replace(remembered.verdict, evidence=evidence), remembered.validators)
    verdict = classify(question, journey, rules.accepted(question.url), rules.now())
    if "twin" in question.aspects:
        verdict = yield from _beside_twin(question, journey, verdict, rules)
    silence = answer.kind if isinstance(answer, NoResponse) else None
    return Result(verdict, _validators(journey), silence)


def _by_host_rule(
    question: CheckRequest, ask: HostRuleRequest, rules: Rules
) -> Generator[Send, Response | NoResponse, LinkStatus | None]:
    """Ask what tells the truth about an address; None where that does not tell either."""
    journey = FetchResult(NoResponse("address", "", sent=False), "")
    if ask.url:
        alone = ask.headers and rules.has_secret(normalise(ask.url))
        need = Need(ask.max_body, headers=() if alone else ask.headers)
        journey = yield from RequestFlow(rules.limits, need, rules.wait).travel(ask.url)
        answer = journey.answer
        # A wall before what the host rule asks says nothing of the address.
        if journey.fault or isinstance(answer, NoResponse) or detect_bot_protection(answer):
            return None
    judged = ask.judge(journey.answer if isinstance(journey.answer, Response) else None)
    if judged is None:
        return None
    outcome, reason = judged
    evidence = ResponseEvidence(
        status=journey.answer.status if isinstance(journey.answer, Response) else None,
        final=question.written,
        provider=ask.host_rule,
        asked=ask.url,
        reason=reason,
        attempts=journey.attempts,
        elapsed=journey.elapsed,
        when=rules.now(),
    )
    unread = FragmentStatus("unverified", f"{ask.host_rule} was requested instead of the page")
    fragments = dict.fromkeys(question.fragments, unread)
    return LinkStatus(
        question.url, outcome, evidence, fragments=fragments, aspects=question.aspects
    )


def _need(question: CheckRequest, max_body: int, validators: tuple[tuple[str, str], ...]) -> Need:
    if not question.reads_body:
        if "type" not in question.aspects:
            return Need(headers=validators)
        # A host that chooses by what is asked for is to choose the image, as a browser has it do;
        # and a page in its place may be a wall, which is known by its body.
        accept = ("Accept", "image/*,*/*;q=0.8")
        return Need(headers=(accept, *validators), is_doubtful=_is_page)
    named = frozenset(item for item in question.fragments if ":~:" not in item)
    wants_text = len(named) < len(question.fragments)

    def enough(answer: Response) -> bool:
        kind = media_type(answer.headers.get("content-type", ""))
        if answer.status // 100 != 2:  # noqa: PLR2004 - only a success has the page
            return False
        if kind and kind not in HTML:
            return True
        return not wants_text and has_title(answer.body) and has_ids(answer.body, named)

    size = max_body if question.fragments else _HEAD
    return Need(size, enough, headers=validators, onward=_refresh)


def _is_page(answer: Response) -> bool:
    return media_type(answer.headers.get("content-type", "")) in HTML


def _refresh(answer: Response) -> str:
    """Return the reference that a page sends its reader on to as soon as it is shown, or ""."""
    is_page = answer.status // 100 == 2 and _is_page(answer)  # noqa: PLR2004 - 2xx is success
    # Nearly no page has one, and to parse all of them for it would cost.
    if not is_page or b"http-equiv" not in answer.body[:_HEAD].lower():
        return ""
    return read_page(decode(answer.body, answer.headers.get("content-type", ""))).refresh


def _beside_twin(
    question: CheckRequest, journey: FetchResult, verdict: LinkStatus, rules: Rules
) -> Generator[Send, Response | NoResponse, LinkStatus]:
    """Return the verdict, `insecure` where the https twin of an http address answers the same."""
    secure = twin(question.url)
    if secure is None or verdict.outcome not in _ANSWERED:
        return verdict
    written = "https" + question.written.strip()[len("http") :]
    if normalise(journey.final) == secure:
        return replace(verdict, outcome="insecure", target=written)
    if verdict.outcome == "moved":
        return verdict
    if secure in {normalise(hop.url) for hop in journey.redirects}:
        return replace(verdict, outcome="insecure", target=written)
    other = yield from RequestFlow(
        rules.limits, _need(question, rules.max_body, ()), rules.wait
    ).travel(written)
    theirs = classify(question, other, (), rules.now())
    same = (
        theirs.outcome == "alive"
        and not theirs.not_found
        and (theirs.media_type, theirs.title) == (verdict.media_type, verdict.title)
        and (not other.redirects or twin(normalise(other.final)) is None)
    )
    return replace(verdict, outcome="insecure", target=written) if same else verdict


def _validators(journey: FetchResult) -> Validators:
    """Return by what the answer can be told from a later one (RFC 9110, section 8.8)."""
    if journey.redirects or isinstance(journey.answer, NoResponse):
        return Validators()
    headers = journey.answer.headers
    return Validators(headers.get("etag", ""), headers.get("last-modified", ""))
