"""The walls that turn robots away, and the marks by which an answer shows that it is one."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from nblint.uri import split

if TYPE_CHECKING:
    from nblint.web.message import Answer

_HEAD: Final = 32_768  # bytes of a body that are looked at
_TINY: Final = 4_096  # bytes of a page on which there is no room for anything but a challenge
_SUCCESS: Final = 2
_CLIENT_ERROR: Final = 4
_GONE: Final = frozenset({404, 410})
_SAY_NO_TOO: Final = frozenset({503, 999})
_TITLE: Final = re.compile(rb"<title[^<>]{0,200}>([^<]{0,300})", re.IGNORECASE)


class _Mark(Struct, frozen=True):
    """One way to know a wall: all that is given holds; where there are several texts, one of them.

    `at` says which answers can bear it: those of any status, refusals, or pages, which are refusals
    and successes alike. `header` is a name and what its value has in it; `title` is the page's in
    lower case; `host` is the host itself or one above it. `tiny` pages are small and complete.
    """

    wall: str
    at: Literal["any", "refusal", "page"] = "refusal"
    header: tuple[str, str] = ("", "")
    title: str = ""
    text: tuple[bytes, ...] = ()
    status: int = 0
    host: str = ""
    tiny: bool = False


# From the providers' documentation where there is one: Cloudflare, "Detect a Challenge Page
# response"; AWS WAF API Reference, "ChallengeAction" and "CaptchaAction"; Fastly, "Client
# challenges"; F5, "Configuring the blocking page"; Wikimedia, "User-Agent policy". The others are
# as clients meet them. That a provider serves a page is no mark: its scripts and cookies stand on
# ordinary pages too, and its name on a plain 404.
_MARKS: Final = (
    _Mark("Cloudflare", "any", header=("cf-mitigated", "challenge")),
    _Mark("Cloudflare", title="just a moment..."),
    _Mark(
        "Cloudflare",
        "page",
        title="just a moment...",
        text=(b"_cf_chl_opt", b"/cdn-cgi/challenge-platform/"),
    ),
    _Mark("Cloudflare", title="attention required! | cloudflare"),
    _Mark("Cloudflare", text=(b"used Cloudflare to restrict access", b"_cf_chl_opt")),
    _Mark("Cloudflare", text=(b"error code: 1010", b"error code: 1015", b"error code: 1020")),
    _Mark("Vercel", "any", header=("x-vercel-mitigated", "challenge")),
    _Mark("Vercel", "any", header=("x-vercel-mitigated", "deny")),
    _Mark("Vercel", "page", title="vercel security checkpoint"),
    _Mark("AWS WAF", "any", header=("x-amzn-waf-action", "challenge")),
    _Mark("AWS WAF", "any", header=("x-amzn-waf-action", "captcha")),
    _Mark("AWS WAF", "page", text=(b".awswaf.com/", b"window.awsWafCookieDomainList"), tiny=True),
    _Mark("AWS WAF", "page", status=202, header=("server", "cloudfront"), tiny=True),
    _Mark("AWS WAF", title="error: the request could not be satisfied", text=(b"Request blocked",)),
    _Mark("SiteGround", "any", header=("sg-captcha", "challenge")),
    _Mark("SiteGround", "page", text=(b"/.well-known/sgcaptcha/",), tiny=True),
    _Mark("Akamai", title="access denied", text=(b"Reference #", b"Reference&#32;&#35;")),
    _Mark("Akamai", text=(b"errors.edgesuite.net", b"errors&#46;edgesuite&#46;net")),
    _Mark("Akamai", status=403, header=("server", "akamaighost")),
    _Mark("Akamai", "page", text=(b"sec-if-cpt-container", b"/_sec/cp_challenge/"), tiny=True),
    _Mark("DataDome", header=("x-dd-b", "")),
    _Mark("DataDome", status=403, header=("x-datadome", "protected")),
    _Mark("DataDome", text=(b"captcha-delivery.com",)),
    _Mark("DataDome", "page", text=(b"captcha-delivery.com",), tiny=True),
    _Mark("PerimeterX", text=(b"px-captcha", b"_pxCaptcha")),
    _Mark("PerimeterX", "page", title="access to this page has been denied"),
    _Mark("PerimeterX", "page", title="access to this page has been denied."),
    _Mark("PerimeterX", "page", title="bloomberg - are you a robot?"),
    _Mark("Imperva", text=(b"Incapsula incident", b"_Incapsula_Resource")),
    _Mark("Imperva", status=403, header=("x-iinfo", "")),
    _Mark("Imperva", "page", text=(b"_Incapsula_Resource",), tiny=True),
    _Mark("Imperva", "page", title="pardon our interruption"),
    _Mark("Imperva", "page", title="pardon our interruption..."),
    _Mark("Anubis", "page", text=(b'<script id="anubis_challenge"',)),
    _Mark("Anubis", "page", title="making sure you're not a bot!", text=(b"/.within.website/x/",)),
    _Mark("Anubis", "page", header=("set-cookie", "techaro.lol-anubis-cookie-verification")),
    _Mark("Fastly", "page", title="client challenge", text=(b"/_fs-ch-",)),
    _Mark("Kasada", header=("x-kpsdk-ct", "")),
    _Mark("Kasada", text=(b"window.KPSDK",)),
    _Mark("Sucuri", title="sucuri website firewall - access denied"),
    _Mark("Sucuri", "page", text=(b"sucuri_cloudproxy_js",), tiny=True),
    _Mark("F5", "page", title="request rejected", text=(b"The requested URL was rejected",)),
    _Mark("Radware", "page", title="radware captcha page"),
    _Mark("Radware", "page", title="radware bot manager captcha"),
    _Mark("Radware", "any", host="validate.perfdrive.com"),
    _Mark("Reblaze", "page", text=(b"window.rbzns",)),
    _Mark("DDoS-Guard", "page", title="ddos-guard"),
    _Mark("Imunify360", "page", text=(b"Access denied by Imunify360",), tiny=True),
    _Mark(
        "Imunify360", "page", title="one moment, please...", text=(b"request is being verified",)
    ),
    _Mark("Azure", header=("x-azure-ref", ""), text=(b"The request is blocked.",)),
    _Mark("Wordfence", text=(b"Generated by Wordfence",)),
    _Mark("Alibaba Cloud", "page", text=(b"acw_sc__v2",), tiny=True),
    _Mark("LinkedIn", status=999),
    _Mark("IEEE Xplore", status=418, host="ieee.org"),
    _Mark("GitHub", status=429, host="github.com"),
    _Mark("GitHub", status=429, host="githubusercontent.com"),
    _Mark("Reddit", status=403, host="reddit.com"),
    _Mark("Reddit", text=(b"blocked by network security",), host="reddit.com"),
    _Mark("Wikimedia", text=(b"respect our robot policy", b"https://w.wiki/4wJS")),
    _Mark("Amazon", text=(b"api-services-support@amazon.com",)),
    _Mark("Amazon", "page", title="robot check", text=(b"/errors/validateCaptcha",)),
    _Mark("Google", text=(b"detected unusual traffic from your computer",)),
    _Mark("Google", text=(b"your computer or network may be sending automated queries",)),
    _Mark("reCAPTCHA", "page", title="checking your browser - recaptcha"),
    _Mark("reCAPTCHA", text=(b'class="g-recaptcha', b"google.com/recaptcha/api.js")),
    _Mark("hCaptcha", text=(b'class="h-captcha', b"hcaptcha.com/1/api.js")),
    _Mark("Turnstile", text=(b'class="cf-turnstile', b"challenges.cloudflare.com/turnstile/")),
)


_ANY: Final = tuple(mark for mark in _MARKS if mark.at == "any")
_PAGE: Final = tuple(mark for mark in _MARKS if mark.at != "refusal")


def wall(answer: Answer) -> str:
    """Return the name of the wall that gave an answer instead of the page, or "".

    An answer that says that the page is gone is a wall only where a header says so.
    """
    host = split(answer.url).host
    head = answer.body[:_HEAD]
    title = _title(head)
    for mark in _marks(answer.status):
        if _bears(answer, mark) and _shows(title, head, mark) and _is_on(host, mark):
            return mark.wall
    return ""


def _marks(status: int) -> tuple[_Mark, ...]:
    """Return the marks that an answer can bear."""
    kind = status // 100
    if kind == _SUCCESS:
        return _PAGE
    says_no = kind == _CLIENT_ERROR and status not in _GONE
    return _MARKS if says_no or status in _SAY_NO_TOO else _ANY


def _title(head: bytes) -> str:
    match = _TITLE.search(head)
    text = html.unescape(match[1].decode("utf-8", "replace")) if match else ""
    return " ".join(text.split()).lower()


def _bears(answer: Answer, mark: _Mark) -> bool:
    name, value = mark.header
    return (
        (not mark.status or answer.status == mark.status)
        and (not name or _has(answer, name, value))
        and (not mark.tiny or (answer.complete and len(answer.body) < _TINY))
    )


def _has(answer: Answer, name: str, value: str) -> bool:
    if name == "set-cookie":
        return any(value in cookie.lower() for cookie in answer.cookies)
    return name in answer.headers and value in answer.headers[name].lower()


def _shows(title: str, head: bytes, mark: _Mark) -> bool:
    return (not mark.title or title == mark.title) and (
        not mark.text or any(text in head for text in mark.text)
    )


def _is_on(host: str, mark: _Mark) -> bool:
    return not mark.host or host == mark.host or host.endswith(f".{mark.host}")
