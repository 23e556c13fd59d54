"""The walls that turn robots away, and the marks by which an answer shows that it is one."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from nblint.model.uri import split

if TYPE_CHECKING:
    from nblint.web.messages import Response

_HEAD: Final = 32_768  # bytes of a body that are looked at
_TINY: Final = 4_096  # bytes of a page on which there is no room for anything but a challenge
_SUCCESS: Final = 2
_CLIENT_ERROR: Final = 4
_GONE: Final = frozenset({404, 410})
_SAY_NO_TOO: Final = frozenset({503, 999})
_TITLE: Final = re.compile(rb"<title[^<>]{0,200}>([^<]{0,300})", re.IGNORECASE)


class _Signature(Struct, frozen=True):
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
    _Signature("Cloudflare", "any", header=("cf-mitigated", "challenge")),
    _Signature("Cloudflare", title="just a moment..."),
    _Signature(
        "Cloudflare",
        "page",
        title="just a moment...",
        text=(b"_cf_chl_opt", b"/cdn-cgi/challenge-platform/"),
    ),
    _Signature("Cloudflare", title="attention required! | cloudflare"),
    _Signature("Cloudflare", text=(b"used Cloudflare to restrict access", b"_cf_chl_opt")),
    _Signature("Cloudflare", text=(b"error code: 1010", b"error code: 1015", b"error code: 1020")),
    _Signature("Vercel", "any", header=("x-vercel-mitigated", "challenge")),
    _Signature("Vercel", "any", header=("x-vercel-mitigated", "deny")),
    _Signature("Vercel", "page", title="vercel security checkpoint"),
    _Signature("AWS WAF", "any", header=("x-amzn-waf-action", "challenge")),
    _Signature("AWS WAF", "any", header=("x-amzn-waf-action", "captcha")),
    _Signature(
        "AWS WAF", "page", text=(b".awswaf.com/", b"window.awsWafCookieDomainList"), tiny=True
    ),
    _Signature("AWS WAF", "page", status=202, header=("server", "cloudfront"), tiny=True),
    _Signature(
        "AWS WAF", title="error: the request could not be satisfied", text=(b"Request blocked",)
    ),
    _Signature("SiteGround", "any", header=("sg-captcha", "challenge")),
    _Signature("SiteGround", "page", text=(b"/.well-known/sgcaptcha/",), tiny=True),
    _Signature("Akamai", title="access denied", text=(b"Reference #", b"Reference&#32;&#35;")),
    _Signature("Akamai", text=(b"errors.edgesuite.net", b"errors&#46;edgesuite&#46;net")),
    _Signature("Akamai", status=403, header=("server", "akamaighost")),
    _Signature("Akamai", "page", text=(b"sec-if-cpt-container", b"/_sec/cp_challenge/"), tiny=True),
    _Signature("DataDome", header=("x-dd-b", "")),
    _Signature("DataDome", status=403, header=("x-datadome", "protected")),
    _Signature("DataDome", text=(b"captcha-delivery.com",)),
    _Signature("DataDome", "page", text=(b"captcha-delivery.com",), tiny=True),
    _Signature("PerimeterX", text=(b"px-captcha", b"_pxCaptcha")),
    _Signature("PerimeterX", "page", title="access to this page has been denied"),
    _Signature("PerimeterX", "page", title="access to this page has been denied."),
    _Signature("PerimeterX", "page", title="bloomberg - are you a robot?"),
    _Signature("Imperva", text=(b"Incapsula incident", b"_Incapsula_Resource")),
    _Signature("Imperva", status=403, header=("x-iinfo", "")),
    _Signature("Imperva", "page", text=(b"_Incapsula_Resource",), tiny=True),
    _Signature("Imperva", "page", title="pardon our interruption"),
    _Signature("Imperva", "page", title="pardon our interruption..."),
    _Signature("Anubis", "page", text=(b'<script id="anubis_challenge"',)),
    _Signature(
        "Anubis", "page", title="making sure you're not a bot!", text=(b"/.within.website/x/",)
    ),
    _Signature("Anubis", "page", header=("set-cookie", "techaro.lol-anubis-cookie-verification")),
    _Signature("Fastly", "page", title="client challenge", text=(b"/_fs-ch-",)),
    _Signature("Kasada", header=("x-kpsdk-ct", "")),
    _Signature("Kasada", text=(b"window.KPSDK",)),
    _Signature("Sucuri", title="sucuri website firewall - access denied"),
    _Signature("Sucuri", "page", text=(b"sucuri_cloudproxy_js",), tiny=True),
    _Signature("F5", "page", title="request rejected", text=(b"The requested URL was rejected",)),
    _Signature("Radware", "page", title="radware captcha page"),
    _Signature("Radware", "page", title="radware bot manager captcha"),
    _Signature("Radware", "any", host="validate.perfdrive.com"),
    _Signature("Reblaze", "page", text=(b"window.rbzns",)),
    _Signature("DDoS-Guard", "page", title="ddos-guard"),
    _Signature("Imunify360", "page", text=(b"Access denied by Imunify360",), tiny=True),
    _Signature(
        "Imunify360", "page", title="one moment, please...", text=(b"request is being verified",)
    ),
    _Signature("Azure", header=("x-azure-ref", ""), text=(b"The request is blocked.",)),
    _Signature("Wordfence", text=(b"Generated by Wordfence",)),
    _Signature("Alibaba Cloud", "page", text=(b"acw_sc__v2",), tiny=True),
    _Signature("LinkedIn", status=999),
    _Signature("IEEE Xplore", status=418, host="ieee.org"),
    _Signature("GitHub", status=429, host="github.com"),
    _Signature("GitHub", status=429, host="githubusercontent.com"),
    _Signature("Reddit", status=403, host="reddit.com"),
    _Signature("Reddit", text=(b"blocked by network security",), host="reddit.com"),
    _Signature("Wikimedia", text=(b"respect our robot policy", b"https://w.wiki/4wJS")),
    _Signature("Amazon", text=(b"api-services-support@amazon.com",)),
    _Signature("Amazon", "page", title="robot check", text=(b"/errors/validateCaptcha",)),
    _Signature("Google", text=(b"detected unusual traffic from your computer",)),
    _Signature("Google", text=(b"your computer or network may be sending automated queries",)),
    _Signature("reCAPTCHA", "page", title="checking your browser - recaptcha"),
    _Signature("reCAPTCHA", text=(b'class="g-recaptcha', b"google.com/recaptcha/api.js")),
    _Signature("hCaptcha", text=(b'class="h-captcha', b"hcaptcha.com/1/api.js")),
    _Signature("Turnstile", text=(b'class="cf-turnstile', b"challenges.cloudflare.com/turnstile/")),
)


_ANY: Final = tuple(mark for mark in _MARKS if mark.at == "any")
_PAGE: Final = tuple(mark for mark in _MARKS if mark.at != "refusal")


def detect_bot_protection(answer: Response) -> str:
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


def _marks(status: int) -> tuple[_Signature, ...]:
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


def _bears(answer: Response, mark: _Signature) -> bool:
    name, value = mark.header
    return (
        (not mark.status or answer.status == mark.status)
        and (not name or _has(answer, name, value))
        and (not mark.tiny or (answer.complete and len(answer.body) < _TINY))
    )


def _has(answer: Response, name: str, value: str) -> bool:
    if name == "set-cookie":
        return any(value in cookie.lower() for cookie in answer.cookies)
    return name in answer.headers and value in answer.headers[name].lower()


def _shows(title: str, head: bytes, mark: _Signature) -> bool:
    return (not mark.title or title == mark.title) and (
        not mark.text or any(text in head for text in mark.text)
    )


def _is_on(host: str, mark: _Signature) -> bool:
    return not mark.host or host == mark.host or host.endswith(f".{mark.host}")
