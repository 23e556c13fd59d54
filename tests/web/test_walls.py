"""Each wall is known by its marks, and the pages of those who own one are not taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.web.bot_protection import detect_bot_protection
from nblint.web.messages import Response

URL = "https://example.org/page"
CF = {"server": "cloudflare", "cf-ray": "8a1b2c3d4e5f-AMS"}


def answer(status: int, body: str = "", headers: dict[str, str] | None = None) -> Response:
    headers = dict(headers or {})
    cookies = [headers.pop("set-cookie")] if "set-cookie" in headers else []
    return Response(URL, status, headers, body.encode(), cookies=tuple(cookies))


def page(title: str, rest: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{rest}</body></html>"


ARTICLE = "<p>A paragraph of an ordinary article, as there are many.</p>" * 200


@pytest.mark.parametrize(
    ("name", "status", "body", "headers"),
    [
        ("Cloudflare", 403, "", {"cf-mitigated": "challenge"}),
        ("Cloudflare", 429, "", {"cf-mitigated": "Challenge"}),
        ("Cloudflare", 403, page("Just a moment...", "window._cf_chl_opt={}"), CF),
        ("Cloudflare", 503, page("Just a moment..."), CF),
        ("Cloudflare", 200, page("Just a moment...", "window._cf_chl_opt={}"), CF),
        ("Cloudflare", 403, page("Attention Required! | Cloudflare"), CF),
        (
            "Cloudflare",
            403,
            page("Access denied | example.org used Cloudflare to restrict access"),
            CF,
        ),
        ("Cloudflare", 429, "error code: 1015", CF),
        ("Vercel", 429, "", {"x-vercel-mitigated": "challenge"}),
        ("Vercel", 403, "", {"x-vercel-mitigated": "deny"}),
        ("Vercel", 403, page("Vercel Security Checkpoint"), {}),
        ("AWS WAF", 202, "", {"x-amzn-waf-action": "challenge"}),
        ("AWS WAF", 405, page("Human Verification"), {"x-amzn-waf-action": "captcha"}),
        ("AWS WAF", 202, "", {"server": "CloudFront"}),
        (
            "AWS WAF",
            200,
            page("", '<script src="https://a1b2.token.awswaf.com/a1b2/challenge.js"></script>'),
            {},
        ),
        (
            "AWS WAF",
            403,
            page("ERROR: The request could not be satisfied", "Request blocked."),
            {"server": "CloudFront"},
        ),
        ("SiteGround", 202, "", {"sg-captcha": "challenge"}),
        (
            "SiteGround",
            202,
            '<meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F">',
            {},
        ),
        ("Akamai", 403, page("Access Denied", "Reference&#32;&#35;18&#46;4f5c"), {}),
        ("Akamai", 403, page("Access Denied", "Reference #18.4f5c1702.1"), {}),
        ("Akamai", 403, "https&#58;&#47;&#47;errors&#46;edgesuite&#46;net&#47;18", {}),
        ("Akamai", 403, "", {"server": "AkamaiGHost"}),
        ("Akamai", 200, '<div id="sec-if-cpt-container"></div>', {}),
        ("DataDome", 403, "", {"x-dd-b": "2"}),
        ("DataDome", 403, "", {"x-datadome": "protected"}),
        ("Imperva", 403, "", {"x-iinfo": "5-24347-0"}),
        ("DataDome", 401, '{"url":"https://geo.captcha-delivery.com/captcha/?x=1"}', {}),
        ("DataDome", 200, '<iframe src="https://geo.captcha-delivery.com/captcha/">', {}),
        ("PerimeterX", 403, '<div id="px-captcha"></div>', {}),
        ("PerimeterX", 200, page("Access to this page has been denied"), {}),
        ("PerimeterX", 403, page("Bloomberg - Are you a robot?"), {}),
        ("Imperva", 403, "Request unsuccessful. Incapsula incident ID: 123-456", {"x-iinfo": "1"}),
        ("Imperva", 200, '<script src="/_Incapsula_Resource?SWJIYLWA=5074a"></script>', {}),
        ("Imperva", 200, page("Pardon Our Interruption..."), {}),
        (
            "Anubis",
            200,
            page("Oh noes", '<script id="anubis_challenge" type="application/json">{}</script>'),
            {},
        ),
        (
            "Anubis",
            200,
            page("Making sure you&#39;re not a bot!", '<link href="/.within.website/x/xess.css">'),
            {},
        ),
        ("Anubis", 200, "", {"set-cookie": "techaro.lol-anubis-cookie-verification=1; Path=/"}),
        ("Fastly", 200, page("Client Challenge", '<script src="/_fs-ch-1T1w/script.js">'), {}),
        ("Kasada", 429, "", {"x-kpsdk-ct": "0b1c"}),
        ("Kasada", 403, "<script>window.KPSDK={};</script>", {}),
        ("Sucuri", 403, page("Sucuri WebSite Firewall - Access Denied"), {}),
        ("Sucuri", 200, "<script>var sucuri_cloudproxy_js='';</script>", {}),
        (
            "F5",
            200,
            page("Request Rejected", "The requested URL was rejected. Please consult with your"),
            {},
        ),
        ("Radware", 200, page("Radware Bot Manager Captcha"), {}),
        ("Radware", 200, page("Radware Captcha Page"), {}),
        ("Reblaze", 247, '<script>;;window.rbzns={bereshit:"1"};winsocks();</script>', {}),
        ("DDoS-Guard", 403, page("DDoS-Guard"), {"server": "ddos-guard"}),
        ("Imunify360", 200, '{"message":"Access denied by Imunify360 bot-protection."}', {}),
        (
            "Imunify360",
            200,
            page("One moment, please...", "Please wait while your request is being verified..."),
            {},
        ),
        ("Azure", 403, "<h2>The request is blocked.</h2>", {"x-azure-ref": "0abc"}),
        ("Wordfence", 503, page("503", "<p>Generated by Wordfence at Tue</p>"), {}),
        ("Alibaba Cloud", 200, "<script>var arg1='';document.cookie='acw_sc__v2='</script>", {}),
        ("LinkedIn", 999, "", {}),
        (
            "Wikimedia",
            403,
            "Please set a user-agent and respect our robot policy https://w.wiki/4wJS",
            {},
        ),
        ("Amazon", 503, "contact api-services-support@amazon.com", {}),
        ("Amazon", 200, page("Robot Check", '<form action="/errors/validateCaptcha">'), {}),
        (
            "Google",
            429,
            "Our systems have detected unusual traffic from your computer network.",
            {},
        ),
        (
            "Google",
            403,
            "your computer or network may be sending automated queries. To protect our users",
            {},
        ),
        ("reCAPTCHA", 200, page("Checking your browser - reCAPTCHA"), {}),
        ("reCAPTCHA", 403, '<div class="g-recaptcha" data-sitekey="x"></div>', {}),
        ("hCaptcha", 403, '<div class="h-captcha" data-sitekey="x"></div>', {}),
        ("Turnstile", 403, '<div class="cf-turnstile" data-sitekey="x"></div>', {}),
    ],
)
def test_wall_is_named(name: str, status: int, body: str, headers: dict[str, str]) -> None:
    assert detect_bot_protection(answer(status, body, headers)) == name


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (200, "", {}),
        (404, "", {}),
        # The provider's name on what the site itself answers.
        (404, page("Not found"), CF),
        (410, page("Gone", '<div class="h-captcha"></div>'), CF),
        (403, page("Forbidden"), CF),
        (521, page("example.org | 521: Web server is down"), CF),
        (530, "error code: 1016", CF),
        (404, "", {"server": "AkamaiGHost"}),
        (200, page("Home", ARTICLE), {"server": "AkamaiGHost", "set-cookie": "_abck=1; ak_bmsc=2"}),
        (400, page("Invalid URL", "Reference&#32;&#35;9&#46;4f5c"), {}),
        (404, page("Not found"), {"server": "CloudFront"}),
        (202, page("Accepted", ARTICLE), {"server": "CloudFront"}),
        (202, '{"queued":true}', {"server": "nginx"}),
        (200, page("Home", ARTICLE), {"x-iinfo": "1", "x-cdn": "Imperva"}),
        (403, page("Forbidden"), {"x-azure-ref": "0abc"}),
        # The provider's scripts and cookies on ordinary pages.
        (200, page("Home", f'{ARTICLE}<script src="/cdn-cgi/challenge-platform/x.js">'), CF),
        (404, page("Not found", '<script src="/cdn-cgi/challenge-platform/x.js">'), CF),
        (200, page("Shop", ARTICLE), {"set-cookie": "datadome=x", "x-datadome": "protected"}),
        (200, page("Shop", f'<script src="https://js.captcha-delivery.com">{ARTICLE}'), {}),
        (200, page("Shop", f"<script>window._pxAppId='PX1'</script>{ARTICLE}"), {}),
        (200, page("Shop", f'{ARTICLE}<div id="px-captcha"></div>'), {}),
        (200, page("Bank", f'{ARTICLE}<script src="/_Incapsula_Resource?x=1"></script>'), {}),
        (404, '<script src="/_Incapsula_Resource?x=1"></script>', {}),
        (200, page("Shop", f'<script src="https://a.awswaf.com/challenge.js">{ARTICLE}'), {}),
        (200, page("Contact", '<div class="g-recaptcha"></div>'), {}),
        (404, page("Not found", '<div class="cf-turnstile"></div>'), {}),
        (200, page("Login", '<div class="h-captcha"></div>'), {}),
        (200, page("Docs", ARTICLE), {"x-kpsdk-ct": "0b1c"}),
        # Pages about walls.
        (200, page("Just a moment..."), {}),
        (200, page("Access Denied", "Reference #18.4f5c"), {}),
        (200, page("Making sure you're not a bot!", "A talk about proof of work"), {}),
        (200, page("Anubis", '<code>&lt;script id="anubis_challenge"&gt;</code>'), {}),
        (200, page("Request Rejected", "A poem"), {}),
        (200, page("Client Challenge", "A course for solicitors"), {}),
        (200, page("Wordfence", "Generated by Wordfence"), {}),
        (404, page("Pardon Our Interruption"), {}),
        # Elsewhere than where it means something.
        (418, "I'm a teapot", {}),
        (429, "Too many requests", {}),
        (403, "Forbidden", {}),
        (500, page("DDoS-Guard"), {}),
        (301, page("Vercel Security Checkpoint"), {}),
    ],
)
def test_other_answers_are_no_walls(status: int, body: str, headers: dict[str, str]) -> None:
    assert detect_bot_protection(answer(status, body, headers)) == ""


@pytest.mark.parametrize(
    ("url", "status", "body", "expected"),
    [
        ("https://ieeexplore.ieee.org/document/1", 418, b"", "IEEE Xplore"),
        ("https://notieee.org/document/1", 418, b"", ""),
        ("https://github.com/a/b", 429, b"", "GitHub"),
        ("https://raw.githubusercontent.com/a/b/c", 429, b"", "GitHub"),
        ("https://github.com.example.org/a/b", 429, b"", ""),
        ("https://github.com/a/b", 404, b"", ""),
        ("https://www.reddit.com/r/x", 403, b"", "Reddit"),
        ("https://old.reddit.com/r/x", 429, b"blocked by network security.", "Reddit"),
        ("https://www.reddit.com/r/x", 404, b"", ""),
        ("https://validate.perfdrive.com/?ssa=1", 200, b"", "Radware"),
        ("no address", 429, b"", ""),
    ],
)
def test_walls_of_one_host(url: str, status: int, body: bytes, expected: str) -> None:
    assert detect_bot_protection(Response(url, status, {}, body)) == expected


def test_cut_page_is_not_small() -> None:
    start = b'<script src="/_Incapsula_Resource?x=1"></script>'
    assert detect_bot_protection(Response(URL, 200, {}, start)) == "Imperva"
    assert detect_bot_protection(Response(URL, 200, {}, start, complete=False)) == ""


def test_marks_far_down_a_page_do_not_count() -> None:
    filler = " " * 40_000
    assert detect_bot_protection(answer(403, f"{filler}px-captcha")) == ""


def test_title_in_any_case_and_spacing() -> None:
    assert detect_bot_protection(
        answer(403, "<TITLE id='a'>\n  Attention   Required! | Cloudflare </TITLE>")
    )


@given(
    st.integers(100, 999),
    st.dictionaries(st.sampled_from(["server", "set-cookie", "sg-captcha"]), st.text()),
    st.binary(),
)
def test_any_answer_is_judged(status: int, headers: dict[str, str], body: bytes) -> None:
    assert isinstance(detect_bot_protection(Response(URL, status, headers, body)), str)
