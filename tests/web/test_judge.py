"""What a journey means."""

from __future__ import annotations

import pytest

from nblint.model.link_status import FragmentStatus, Outcome, Redirect, status_text
from nblint.web.check_request import CheckRequest
from nblint.web.classify import classify
from nblint.web.messages import NoAnswerKind, NoResponse, Response
from nblint.web.request_flow import FetchResult

URL = "https://garden.org/beds/tulips"
HTML = {"content-type": "text/html; charset=utf-8"}
PAGE = b"<title>Tulips</title><h1 id=top>Tulips</h1><p id=soil>They like it dry.</p>" + (
    b"<p>They open in spring, and close at night.</p>" * 20
)


def question(url: str = URL, *fragments: str, page: bool = True) -> CheckRequest:
    return CheckRequest(url, url, frozenset(fragments), frozenset({"page"} if page else ()))


def arrival(
    status: int = 200, *redirects: int, final: str = URL, body: bytes = PAGE
) -> FetchResult:
    return FetchResult(
        Response(final, status, HTML, body),
        final,
        tuple(
            Redirect(f"https://garden.org/{number}", hop) for number, hop in enumerate(redirects)
        ),
        attempts=1 + len(redirects),
    )


def outcome(journey: FetchResult, url: str = URL, *accepted: int) -> tuple[Outcome, str, str]:
    verdict = classify(question(url), journey, accepted, 0.0)
    return verdict.outcome, verdict.evidence.reason, verdict.evidence.provider


@pytest.mark.parametrize("status", [200, 201, 202, 203, 204, 206])
def test_success_is_alive(status: int) -> None:
    assert outcome(arrival(status)) == ("alive", "", "")


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_dead(status: int) -> None:
    assert outcome(arrival(status)) == ("dead", status_text(status), "")


@pytest.mark.parametrize("status", [402, 403, 406, 418, 429, 451])
def test_who_turns_a_robot_away_is_blocked(status: int) -> None:
    assert outcome(arrival(status)) == ("blocked", status_text(status), "")


@pytest.mark.parametrize(
    ("status", "reason"),
    [(401, "the host requires a login"), (407, "the proxy requires a login")],
)
def test_who_asks_for_a_login_is_blocked(status: int, reason: str) -> None:
    assert outcome(arrival(status)) == ("blocked", reason, "login")


def test_a_wall_is_named() -> None:
    challenge = FetchResult(Response(URL, 403, {**HTML, "cf-mitigated": "challenge"}, b""), URL)
    assert outcome(challenge) == ("blocked", "returned 403 Forbidden", "Cloudflare")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (400, "returned 400 Bad Request"),
        (500, "returned 500 Internal Server Error"),
        (503, "returned 503 Service Unavailable"),
        (304, "returned 304 Not Modified without a Location"),
        (0, "returned 0"),
        (777, "returned 777"),
    ],
)
def test_an_answer_that_means_nothing_certain_is_out_of_reach(status: int, reason: str) -> None:
    assert outcome(arrival(status)) == ("unreachable", reason, "")


@pytest.mark.parametrize("status", [403, 404, 500])
def test_accepted_codes_are_alive(status: int) -> None:
    assert outcome(arrival(status), URL, status) == ("alive", "", "")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("no host", "dead"),
        ("resolver", "unreachable"),
        ("network", "unreachable"),
        ("refused", "unreachable"),
        ("timeout", "unreachable"),
        ("tls", "unreachable"),
        ("wait", "blocked"),
        ("denied", "skipped"),
        ("address", "skipped"),
    ],
)
def test_silence_is_judged_by_its_kind(kind: NoAnswerKind, expected: Outcome) -> None:
    assert outcome(FetchResult(NoResponse(kind, "words"), URL)) == (expected, "words", "")


def test_a_server_that_a_reader_is_to_start_is_not_missed() -> None:
    journey = FetchResult(NoResponse("refused", "words"), URL)
    assert outcome(journey, "http://localhost:8000/")[0] == "skipped"
    assert outcome(journey, "http://127.0.0.1:8000/")[0] == "unreachable"


def test_a_fault_of_the_redirects_is_out_of_reach() -> None:
    journey = FetchResult(Response(URL, 301), URL, (Redirect(URL, 301),), fault="redirect loop")
    assert outcome(journey) == ("unreachable", "redirect loop", "")


@pytest.mark.parametrize("redirects", [(301,), (308,), (301, 308, 301)])
def test_what_has_moved_for_good_has_moved(redirects: tuple[int, ...]) -> None:
    journey = arrival(200, *redirects, final="https://garden.org/flowers/tulips")
    verdict = classify(question(), journey, (), 0.0)
    assert verdict.outcome == "moved"
    assert verdict.target == "https://garden.org/flowers/tulips"


def test_the_fragment_of_a_redirect_belongs_to_the_new_address() -> None:
    journey = FetchResult(
        Response(URL, 200, HTML, PAGE),
        "https://garden.org/new",
        (Redirect(URL, 301),),
        fragment="soil",
    )
    assert classify(question(), journey, (), 0.0).target == "https://garden.org/new#soil"


@pytest.mark.parametrize("redirects", [(302,), (303,), (307,), (0,), (301, 302), (302, 308)])
def test_what_is_elsewhere_for_now_has_not_moved(redirects: tuple[int, ...]) -> None:
    assert (
        outcome(arrival(200, *redirects, final="https://garden.org/flowers/tulips"))[0] == "alive"
    )


@pytest.mark.parametrize(
    ("final", "status", "expected"),
    [
        ("https://garden.org/gone", 404, "dead"),
        ("https://garden.org/wall", 403, "blocked"),
        ("https://garden.org/broken", 500, "unreachable"),
    ],
)
def test_where_a_redirect_leads_decides(final: str, status: int, expected: str) -> None:
    assert outcome(arrival(status, 301, final=final))[0] == expected


def test_a_login_or_consent_page_is_a_wall_and_no_new_address() -> None:
    login = arrival(200, 301, final="https://garden.org/login?next=/beds/tulips")
    assert outcome(login) == ("blocked", "requires a login", "login")
    consent = arrival(200, 301, final="https://consent.youtube.com/m?continue=x")
    assert outcome(consent) == ("blocked", "requires consent", "consent page")
    assert outcome(login, "https://garden.org/login")[0] != "blocked"


def test_a_deep_address_that_lands_at_home_is_lost_and_not_moved() -> None:
    verdict = classify(question(), arrival(200, 301, final="https://garden.org/"), (), 0.0)
    assert verdict.outcome == "alive"
    assert verdict.not_found == "redirects to the home page"


def test_a_home_page_may_move() -> None:
    journey = arrival(200, 301, final="https://www.garden.org/")
    verdict = classify(question("https://garden.org/"), journey, (), 0.0)
    assert (verdict.outcome, verdict.not_found) == ("moved", "")


@pytest.mark.parametrize(
    ("url", "final"),
    [
        ("https://garden.org/beds/tulips", "https://garden.org/en/beds/tulips"),
        ("https://garden.org/beds/tulips", "https://garden.org/de-AT/beds/tulips/"),
        ("https://garden.org/docs/beds", "https://garden.org/docs/fr/beds"),
    ],
)
def test_a_language_that_the_server_chose_is_no_new_address(url: str, final: str) -> None:
    assert outcome(arrival(200, 301, final=final), url)[0] == "alive"


@pytest.mark.parametrize(
    ("url", "final"),
    [
        ("https://garden.org/de/beds", "https://garden.org/en/beds"),
        ("https://garden.org/beds", "https://garden.org/en/flowers"),
        ("https://garden.org/up/beds", "https://garden.org/beds"),
    ],
)
def test_a_language_excuses_nothing_else(url: str, final: str) -> None:
    assert outcome(arrival(200, 301, final=final), url)[0] == "moved"


def test_a_page_is_read_for_its_title_and_its_fragments() -> None:
    verdict = classify(question(URL, "soil", "water"), arrival(), (), 7.0)
    assert verdict.title == "Tulips"
    assert verdict.media_type == "text/html"
    assert verdict.fragments["soil"] == FragmentStatus("found")
    assert verdict.fragments["water"].state == "missing"
    assert verdict.evidence.when == 7.0
    assert verdict.aspects == {"page"}


def test_a_page_without_a_media_type_is_known_by_its_beginning() -> None:
    journey = FetchResult(Response(URL, 200, {}, b"\n <title>Tulips</title>"), URL)
    assert classify(question(), journey, (), 0.0).title == "Tulips"
    journey = FetchResult(Response(URL, 200, {}, b"title"), URL)
    assert classify(question(), journey, (), 0.0).title == ""


def test_a_page_that_says_it_is_none_is_noted() -> None:
    body = b"<title>Page not found</title><h1>Page not found</h1>"
    assert classify(question(), arrival(body=body), (), 0.0).not_found


def test_what_is_no_page_is_not_read() -> None:
    for journey in (
        FetchResult(Response(URL, 200, {"content-type": "image/png"}, PAGE), URL),
        FetchResult(Response(URL, 200, HTML, PAGE), URL),
    ):
        verdict = classify(question("https://garden.org/a.png"), journey, (), 0.0)
        assert verdict.title == ""
