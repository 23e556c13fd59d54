"""The probe of one address, without a socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.model.link_status import Aspect, FragmentStatus, LinkStatus, Redirect, ResponseEvidence
from nblint.web.cache.link_cache import CachedStatus
from nblint.web.cache.records import Validators
from nblint.web.check_request import CheckRequest
from nblint.web.host_rules import HostRules, load_host_rules
from nblint.web.messages import NoResponse, Request, Response
from nblint.web.probe import Result, Rules, probe
from nblint.web.request_flow import Limits

if TYPE_CHECKING:
    from pathlib import Path

URL = "http://garden.org/tulips"
TWIN = "https://garden.org/tulips"
HTML = {"content-type": "text/html"}
PAGE = b"<title>Tulips</title><h1 id=top>Tulips</h1>" + b"<p id=soil>Dry and warm.</p>" * 20
NOW = 1000.0
HOST_RULE = """
name = "Garden"
hosts = ["garden.org"]
[[ask]]
match = "garden\\\\.org/(?P<name>\\\\w+)"
url = "https://judge.org/{name}"
when = [{ status = [404], outcome = "dead", reason = "no such flower" },
        { status = [200], outcome = "alive" }]
[[example]]
url = "https://garden.org/tulips"
asked = "https://judge.org/tulips"
outcome = "alive"
"""

NO_HOST_RULES = HostRules([])


def ask(
    *answers: Response | NoResponse,
    question: CheckRequest | None = None,
    remembered: CachedStatus | None = None,
    host_rules: HostRules = NO_HOST_RULES,
) -> tuple[list[Request], Result]:
    """Drive a probe with these answers; it must take them all."""
    limits = Limits(20, 90, retries=0, max_redirects=3, max_retry_after=60)
    rules = Rules(limits, host_rules, lambda _: (), lambda _: None, lambda: NOW, max_body=5000)
    steps = probe(question or about("page"), remembered, rules)
    sent: list[Request] = []
    given = [None, *answers]
    for index, item in enumerate(given):
        try:
            sent.append((next(steps) if item is None else steps.send(item)).request)
        except StopIteration as end:
            assert index == len(given) - 1, "the probe ended before all answers were taken"
            return sent, end.value
    message = f"the probe wants more answers: {sent[-1]}"
    raise AssertionError(message)


def about(*aspects: Aspect, url: str = URL, fragments: tuple[str, ...] = ()) -> CheckRequest:
    return CheckRequest(url, url, frozenset(fragments), frozenset(aspects))


def page(url: str = URL, body: bytes = PAGE, status: int = 200, **headers: str) -> Response:
    return Response(url, status, {**HTML, **headers}, body)


def test_a_page_is_got_once() -> None:
    sent, result = ask(page())
    assert [(item.method, item.url) for item in sent] == [("GET", URL)]
    assert result.verdict.outcome == "alive"
    assert result.verdict.title == "Tulips"
    assert result.verdict.evidence == ResponseEvidence(200, URL, attempts=1, when=NOW)
    assert result.silence is None


def test_a_file_is_asked_for_its_headers_only() -> None:
    sent, _ = ask(Response("", 200), question=about("page", url="http://garden.org/a.PDF?x#y"))
    assert [item.method for item in sent] == ["HEAD"]


def test_an_image_is_asked_for_as_an_image() -> None:
    sent, result = ask(Response("", 200, {"content-type": "image/png"}), question=about("type"))
    assert sent[0].method == "HEAD"
    assert dict(sent[0].headers)["Accept"].startswith("image/*")
    assert result.verdict.media_type == "image/png"


def test_a_page_in_an_images_place_is_looked_at() -> None:
    wall = b'<script id="anubis_challenge">{}</script>'
    sent, result = ask(page(body=b""), page(body=wall), question=about("type"))
    assert [item.method for item in sent] == ["HEAD", "GET"]
    assert result.verdict.evidence.provider == "Anubis"


def test_reading_ends_when_the_questions_are_answered() -> None:
    question = about("page", fragments=("soil",))
    sent, result = ask(page(), question=question)
    enough = sent[0].enough
    assert enough
    assert sent[0].max_body == 5000
    assert not enough(page(body=b""))
    assert not enough(page(body=b"<title>Tulips</title><h1>Tulips</h1>"))
    assert enough(page())
    assert enough(Response("", 200, {"content-type": "video/mp4"}))
    assert not enough(page(status=403, body=b""))
    assert result.verdict.fragments == {"soil": FragmentStatus("found")}


def test_a_text_fragment_is_looked_for_in_the_whole_page() -> None:
    sent, result = ask(page(), question=about(fragments=(":~:text=dry%20and",)))
    assert sent[0].enough
    assert not sent[0].enough(page())
    assert result.verdict.fragments[":~:text=dry%20and"].state == "found"


def test_silence_is_told() -> None:
    _, result = ask(NoResponse("resolver", "words"))
    assert result.silence == "resolver"
    assert result.verdict.outcome == "unreachable"


def test_a_page_that_sends_its_reader_on_is_followed() -> None:
    body = b'<meta http-equiv="refresh" content="0; url=/roses"><title>Gone</title>'
    sent, result = ask(page(body=body), page("http://garden.org/roses"))
    assert [item.url for item in sent] == [URL, "http://garden.org/roses"]
    assert result.verdict.outcome == "alive", "nobody said that it is for good"
    assert result.verdict.evidence.redirects == (Redirect(URL, 0),)
    about_it = page(body=b"<title>On http-equiv</title><p>refresh" + b"<p>Text." * 50)
    assert len(ask(about_it)[0]) == 1


def test_the_twin_of_an_http_address_that_answers_the_same_is_offered() -> None:
    sent, result = ask(page(), page(TWIN), question=about("page", "twin"))
    assert [item.url for item in sent] == [URL, TWIN]
    assert (result.verdict.outcome, result.verdict.target) == ("insecure", TWIN)


@pytest.mark.parametrize(
    "other",
    [
        page(TWIN, status=404),
        page(TWIN, status=403),
        page(TWIN, b"<title>Apache2 default page</title>"),
        Response(TWIN, 200, {"content-type": "image/png"}),
        NoResponse("tls", "the certificate expired"),
        NoResponse("timeout", "words"),
    ],
)
def test_a_twin_that_does_not_is_not(other: Response | NoResponse) -> None:
    _, result = ask(page(), other, question=about("page", "twin"))
    assert result.verdict.outcome == "alive"


def test_a_twin_that_leads_back_is_not_offered() -> None:
    back = Response(TWIN, 301, {"location": URL})
    _, result = ask(page(), back, page(), question=about("page", "twin"))
    assert result.verdict.outcome == "alive"


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_redirect_to_the_twin_is_as_good(status: int) -> None:
    onward = Response(URL, status, {"location": TWIN})
    sent, result = ask(onward, page(TWIN), question=about("page", "twin"))
    assert len(sent) == 2
    assert (result.verdict.outcome, result.verdict.target) == ("insecure", TWIN)


def test_an_address_that_moves_beyond_its_twin_has_moved() -> None:
    first = Response(URL, 301, {"location": TWIN})
    second = Response(TWIN, 301, {"location": "/roses"})
    _, result = ask(first, second, page(), question=about("page", "twin"))
    assert (result.verdict.outcome, result.verdict.target) == ("moved", "https://garden.org/roses")


@pytest.mark.parametrize("url", ["https://garden.org/tulips", "http://garden.org:8080/tulips"])
def test_what_has_no_twin_is_asked_once(url: str) -> None:
    assert len(ask(page(url), question=about("page", "twin", url=url))[0]) == 1


def known(**fields: str) -> CachedStatus:
    verdict = LinkStatus(URL, "alive", ResponseEvidence(200, URL, when=1.0), title="Tulips")
    return CachedStatus(verdict, Validators(**fields), fresh=False)


def test_a_server_is_asked_whether_anything_has_changed() -> None:
    remembered = known(etag='"1"', last_modified="Mon, 23 Nov 2026 00:00:00 GMT")
    sent, result = ask(Response(URL, 304), remembered=remembered)
    assert dict(sent[0].headers) == {
        "If-None-Match": '"1"',
        "If-Modified-Since": "Mon, 23 Nov 2026 00:00:00 GMT",
    }
    assert result.verdict.title == "Tulips"
    assert result.verdict.evidence.when == NOW
    assert result.validators == remembered.validators


def test_what_has_changed_is_judged_anew() -> None:
    _, result = ask(page(body=b"<title>Roses</title>", etag='"2"'), remembered=known(etag='"1"'))
    assert result.verdict.title == "Roses"
    assert result.validators == Validators('"2"')


def test_what_answers_elsewhere_is_not_told_by_its_version() -> None:
    onward = Response(URL, 302, {"location": "/roses"})
    _, result = ask(onward, page(etag='"2"'))
    assert result.validators == Validators()


@pytest.fixture
def host_rules(tmp_path: Path) -> HostRules:
    (tmp_path / "garden.toml").write_text(HOST_RULE, encoding="utf-8")
    return load_host_rules([tmp_path])


@pytest.mark.parametrize(
    ("status", "outcome", "reason"), [(200, "alive", ""), (404, "dead", "no such flower")]
)
def test_who_tells_the_truth_is_asked_instead(
    status: int, outcome: str, reason: str, host_rules: HostRules
) -> None:
    question = about("page", fragments=("soil",))
    answers = [Response("", status)] * (1 if status == 200 else 2)  # HEAD, and GET where it fails
    sent, result = ask(*answers, question=question, host_rules=host_rules)
    assert {item.url for item in sent} == {"https://judge.org/tulips"}
    verdict = result.verdict
    assert (verdict.outcome, verdict.evidence.reason) == (outcome, reason)
    assert verdict.evidence.provider == "Garden"
    assert verdict.evidence.asked == "https://judge.org/tulips"
    assert verdict.fragments["soil"].state == "unverified"


@pytest.mark.parametrize(
    "reply",
    [
        Response("", 500),
        NoResponse("timeout", "words"),
        Response("", 200, {"cf-mitigated": "challenge"}),
        Response("", 301, {"location": "javascript:1"}),
    ],
)
def test_where_the_judge_can_not_tell_the_address_itself_is_asked(
    reply: Response | NoResponse, host_rules: HostRules
) -> None:
    is_plain = isinstance(reply, Response) and reply.status == 200
    sent, result = ask(*[reply] * (1 if is_plain else 2), page(), host_rules=host_rules)
    assert sent[-1].url == URL
    assert result.verdict.evidence.provider == ""
