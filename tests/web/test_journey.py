"""The way from an address to the answer that counts, without a socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.model.link_status import Redirect, status_text
from nblint.web.messages import NoResponse, Request, Response
from nblint.web.request_flow import FetchResult, Limits, Need, RequestFlow, Send

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nblint.web.messages import NoAnswerKind

START = "https://example.org/start"
LIMITS = Limits(timeout=20, address_timeout=90, retries=2, max_redirects=3, max_retry_after=60)
BODY = Need(max_body=1000)


def answer(status: int, elapsed: float = 0.0, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response("", status, named, elapsed=elapsed)


def to(location: str, status: int = 301) -> Response:
    return answer(status, location=location)


def silence(kind: NoAnswerKind, elapsed: float = 0.0, *, sent: bool = True) -> NoResponse:
    return NoResponse(kind, "words", elapsed, sent)


def go(
    *answers: Response | NoResponse, need: Need = BODY, limits: Limits = LIMITS
) -> tuple[list[Send], FetchResult]:
    """Drive a journey with these answers; it must take them all."""

    def wait(answer: Response) -> float | None:
        after = answer.headers.get("retry-after")
        return float(after) if after else None

    steps = RequestFlow(limits, need, wait, jitter=lambda: 0.5).travel(START)
    sent: list[Send] = []
    given: Sequence[Response | NoResponse | None] = [None, *answers]
    for item in given:
        try:
            sent.append(next(steps) if item is None else steps.send(item))
        except StopIteration as end:
            assert item is given[-1], "the journey ended before all answers were taken"
            return sent, end.value
    message = "the journey wants more answers"
    raise AssertionError(message)


def requests(sent: list[Send]) -> list[tuple[str, str]]:
    return [(item.request.method, item.request.url) for item in sent]


def test_head_is_enough_where_no_body_is_needed() -> None:
    sent, journey = go(answer(200), need=Need())
    assert requests(sent) == [("HEAD", START)]
    assert sent[0].request.timeout < LIMITS.timeout
    assert journey == FetchResult(answer(200), START, attempts=1)


@pytest.mark.parametrize(
    "first",
    [
        answer(405),
        answer(403),
        answer(404),
        answer(501),
        answer(503),
        silence("timeout"),
        silence("reset"),
        silence("protocol"),
    ],
)
def test_what_is_not_plain_success_is_confirmed_by_get(first: Response | NoResponse) -> None:
    sent, journey = go(first, answer(200), need=Need())
    assert requests(sent) == [("HEAD", START), ("GET", START)]
    assert sent[1].request.max_body > 0, "which wall it is, is told by the body"
    assert journey.answer == answer(200)
    assert journey.attempts == 2


def test_a_redirect_that_head_tells_of_is_confirmed_by_get() -> None:
    sent, journey = go(to("/b"), answer(200), to("/b"), answer(200), need=Need())
    assert [method for method, _ in requests(sent)] == ["HEAD", "HEAD", "GET", "GET"]
    assert journey.redirects == (Redirect(START, 301),)


@pytest.mark.parametrize("kind", ["no host", "denied", "address"])
def test_get_is_spared_where_nobody_can_be_asked(kind: NoAnswerKind) -> None:
    sent, journey = go(silence(kind), need=Need())
    assert len(sent) == 1
    assert journey.answer == silence(kind)


def test_a_server_that_is_known_to_be_silent_is_not_asked_again() -> None:
    sent, journey = go(silence("timeout", sent=False))
    assert len(sent) == 1
    assert journey.attempts == 0


def test_redirects_are_followed_as_they_are_written() -> None:
    sent, journey = go(to("../b/%7e?q"), to("//x.org/C", 308), answer(200))
    assert [url for _, url in requests(sent)] == [
        START,
        "https://example.org/b/%7e?q",
        "https://x.org/C",
    ]
    assert journey.final == "https://x.org/C"
    assert journey.redirects == (Redirect(START, 301), Redirect("https://example.org/b/%7e?q", 308))
    assert journey.fragment is None


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        ("/\xc3\xa9t\xc3\xa9", "https://example.org/été"),
        ("/o\xf9", "https://example.org/o%F9"),
    ],
)
def test_an_address_beyond_ascii_is_read_as_its_server_means_it(location: str, asked: str) -> None:
    sent, _ = go(to(location), answer(200))
    assert sent[1].request.url == asked


def test_a_doubtful_success_is_confirmed_by_get() -> None:
    need = Need(is_doubtful=lambda answer: answer.body == b"")
    sent, _ = go(answer(200), answer(200), need=need)
    assert [item.request.method for item in sent] == ["HEAD", "GET"]


def test_the_fragment_of_the_last_redirect_that_has_one_is_kept() -> None:
    _, journey = go(to("/b#one"), to("/c"), answer(200))
    assert journey.final == "https://example.org/c"
    assert journey.fragment == "one"
    _, journey = go(to("/b#one"), to("/c#two"), answer(200))
    assert journey.fragment == "two"


@pytest.mark.parametrize(
    ("location", "fault"),
    [
        ("file:///etc/passwd", "redirect to a file: URL"),
        ("javascript:alert(1)", "redirect to a javascript: URL"),
        ("data:text/html,x", "redirect to a data: URL"),
        ("mailto:me@x.org", "redirect to a mailto: URL"),
        ("https://a..b/", "redirect to a URL that has an invalid host"),
        ("https://[::1", "redirect to a URL that is not a URL"),
        ("/" + "a" * 9000, "redirect to a URL that is longer than 8000 characters"),
        ("/start", "redirect loop"),
        ("https://EXAMPLE.org:443/x/../start#other", "redirect loop"),
    ],
)
def test_a_redirect_that_leads_nowhere_ends_the_journey(location: str, fault: str) -> None:
    _, journey = go(to(location))
    assert journey.fault == fault
    assert journey.final == START


def test_redirects_have_an_end() -> None:
    _, journey = go(*(to(f"/{number}") for number in range(4)))
    assert journey.fault == "more than 3 redirects"


def test_a_circle_of_several_is_seen() -> None:
    _, journey = go(to("/a"), to("/b"), to("/a"))
    assert journey.fault == "redirect loop"


@pytest.mark.parametrize("reply", [answer(301), to(" "), answer(304), answer(300)])
def test_a_redirect_without_an_address_is_an_answer(reply: Response) -> None:
    _, journey = go(reply)
    assert journey.answer == reply
    assert journey.redirects == ()


def test_a_cookie_ends_a_circle_that_asks_for_one() -> None:
    back = Response("", 302, {"location": "/start"}, cookies=("seen=1; Path=/; Secure",))
    sent, journey = go(back, answer(200))
    assert journey.fault == ""
    assert dict(sent[1].request.headers) == {"Cookie": "seen=1"}


def test_a_cookie_goes_to_the_host_that_set_it_only() -> None:
    onward = Response("", 302, {"location": "https://x.org/"}, cookies=("id=1; Domain=org", "b=2"))
    back = Response("", 302, {"location": "https://example.org/end"})
    sent, _ = go(onward, back, answer(200))
    assert [dict(item.request.headers).get("Cookie") for item in sent] == [None, None, "id=1; b=2"]


def test_cookies_that_could_break_out_of_a_header_are_dropped() -> None:
    evil = ("a=1\r\nX: y", "b=\x00", "=c", "d", "e=" + "f" * 5000, "g=é")
    back = Response("", 302, {"location": "/b"}, cookies=evil)
    sent, _ = go(back, answer(200))
    assert sent[1].request.headers == ()


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_trouble_that_may_pass_is_retried_with_backoff(status: int) -> None:
    sent, journey = go(answer(status), answer(status), answer(200))
    assert [item.delay for item in sent] == [0, 0.5, 1.0]
    assert journey.answer == answer(200)
    assert journey.attempts == 3


@pytest.mark.parametrize("kind", ["timeout", "reset", "protocol", "resolver"])
def test_silence_that_may_pass_is_retried_so_often_and_no_more(kind: NoAnswerKind) -> None:
    _, journey = go(silence(kind), silence(kind), silence(kind))
    assert journey.answer == silence(kind)


@pytest.mark.parametrize(
    "reply", [answer(404), answer(500), answer(403), silence("refused"), silence("tls")]
)
def test_what_will_not_change_is_not_retried(reply: Response | NoResponse) -> None:
    sent, _ = go(reply)
    assert len(sent) == 1


def test_a_server_that_asks_to_wait_is_left_alone_so_long() -> None:
    sent, _ = go(answer(429, retry_after="7"), answer(200))
    assert sent[1].delay == 7.5


@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_beyond_the_limit_is_not_waited(status: int) -> None:
    sent, journey = go(answer(status, retry_after="61"))
    assert len(sent) == 1
    assert journey.answer == NoResponse("wait", f"{status_text(status)}, Retry-After: 61 s")


def test_each_hop_has_its_own_retries() -> None:
    _, journey = go(answer(503), to("/b"), answer(503), answer(503), answer(200))
    assert journey.attempts == 5


def test_one_address_takes_no_longer_than_its_time() -> None:
    late = silence("timeout", elapsed=45)
    sent, journey = go(late, late)
    assert [item.request.timeout for item in sent] == [20, 20]
    assert journey.answer == NoResponse("timeout", "timed out after 90 s")
    assert journey.elapsed == 90
    sent, _ = go(silence("timeout", elapsed=80), answer(200))
    assert sent[1].request.timeout == 10


def test_headers_of_the_question_go_to_the_first_address_only() -> None:
    need = Need(1000, headers=(("If-None-Match", '"1"'),))
    sent, _ = go(to("https://x.org/"), answer(200), need=need)
    assert [item.request.headers for item in sent] == [(("If-None-Match", '"1"'),), ()]


def test_a_page_can_send_its_reader_on() -> None:
    need = Need(1000, onward=lambda answer: "/b" if answer.body == b"go" else "")
    first = Response("", 200, body=b"go")
    sent, journey = go(first, answer(200), need=need)
    assert isinstance(sent[0].request, Request)
    assert journey.redirects == (Redirect(START, 0),)
    assert journey.final == "https://example.org/b"


def test_a_user_in_a_redirect_is_no_part_of_where_it_leads() -> None:
    sent, journey = go(to("https://me:secret@example.com/a@b"), answer(200))
    assert requests(sent)[1] == ("GET", "https://example.com/a@b")
    assert journey.final == "https://example.com/a@b"
