"""What walls against robots answer, by the name of the wall; made up, with the marks of each."""

from __future__ import annotations

from typing import NamedTuple

from loopback.exchange import NONE, Headers


class Wall(NamedTuple):
    """An answer of a wall, or of something that only looks like one."""

    status: int
    headers: Headers = NONE
    body: str = ""


_CHALLENGE = """<title>Just a moment...</title>
<noscript>Enable JavaScript and cookies to continue</noscript>
<script>window._cf_chl_opt = {cvId: '3'};</script>
<script src="/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1"></script>"""

_BLOCKED_PAGE = """<title>Attention Required! | Cloudflare</title>
<div id="cf-wrapper"><div id="cf-error-details">
<h1>Sorry, you have been blocked</h1><p>Cloudflare Ray ID: <strong>8d1f3c</strong></div></div>"""

_DATADOME = """<title>example.org</title>
<p id="cmsg">Please enable JS and disable any ad blocker</p>
<script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>
<script src="https://ct.captcha-delivery.com/c.js"></script>"""

_AWS = """<title></title><script>window.awsWafCookieDomainList = []; window.gokuProps = {};</script>
<script src="https://0a1b2c.token.awswaf.com/0a1b2c/challenge.js"></script>
<div id="challenge-container"></div>"""

_PERIMETERX = """<title>Access to this page has been denied.</title>
<h1>Press &amp; Hold to confirm you are a human</h1><div id="px-captcha"></div>
<script>window._pxAppId = 'PX0a1b2c';</script>"""

_IMPERVA = """<META NAME="robots" CONTENT="noindex,nofollow">
<iframe src="/_Incapsula_Resource?CWUDNSAI=9">Request unsuccessful.
Incapsula incident ID: 5-24347</iframe>"""

_ANUBIS = """<title>Making sure you&#39;re not a bot!</title>
<script id="anubis_version" type="application/json">"v1.24.0"</script>
<script id="anubis_challenge" type="application/json">{"rules":{"difficulty":4}}</script>
<script src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script>"""

_AKAMAI = """<TITLE>Access Denied</TITLE><H1>Access Denied</H1>
You don't have permission to access "http://example.org/" on this server.<P>
Reference #18.2d351ab8.1557333295.a4e16ab<P>
https://errors.edgesuite.net/18.2d351ab8.1557333295.a4e16ab"""

_LINKEDIN = """<script>window.location.href =
"https://www.linkedin.com/authwall?trk=bf&sessionRedirect=" + location.href;</script>"""

WALLS = {
    "Cloudflare: challenge": Wall(
        403,
        {"Server": "cloudflare", "CF-Ray": "8d1f3c-AMS", "cf-mitigated": "challenge"},
        _CHALLENGE,
    ),
    "Cloudflare: challenge of old": Wall(503, {"Server": "cloudflare"}, _CHALLENGE),
    "Cloudflare: block": Wall(403, {"Server": "cloudflare"}, _BLOCKED_PAGE),
    "Akamai": Wall(403, {"Server": "AkamaiGHost"}, _AKAMAI),
    "DataDome": Wall(403, {"X-DataDome": "protected", "X-DD-B": "1"}, _DATADOME),
    "AWS WAF: challenge": Wall(202, {"x-amzn-waf-action": "challenge"}, _AWS),
    "AWS WAF: challenge without a body": Wall(202, {"x-amzn-waf-action": "challenge"}),
    "AWS WAF: captcha": Wall(405, {"x-amzn-waf-action": "captcha"}, _AWS),
    "PerimeterX": Wall(403, {"Set-Cookie": "_pxhd=0a1b2c; path=/"}, _PERIMETERX),
    "Imperva": Wall(403, {"X-Iinfo": "5-24347-0 0NNN", "X-CDN": "Imperva"}, _IMPERVA),
    "Imperva: with success": Wall(
        200, {"Set-Cookie": "visid_incap_13469=0a1b2c; path=/"}, _IMPERVA
    ),
    "Anubis": Wall(200, {"Set-Cookie": "techaro.lol-anubis-auth=; Max-Age=0"}, _ANUBIS),
    "Anubis: unauthorised": Wall(401, NONE, _ANUBIS),
    "LinkedIn": Wall(999, {"X-Li-Pop": "prod"}, _LINKEDIN),
    "IEEE": Wall(418),
}

NO_WALLS = {
    "gone, behind Cloudflare": Wall(
        404, {"Server": "cloudflare", "CF-Ray": "8d1f3c-AMS"}, "<title>404</title>"
    ),
    "broken, behind Cloudflare": Wall(
        522, {"Server": "cloudflare"}, "<title>example.org | 522: Connection timed out</title>"
    ),
    "fine, behind DataDome": Wall(
        200, {"X-DataDome": "protected", "Set-Cookie": "datadome=0a1b2c"}, "<title>News</title>"
    ),
    "fine, about walls": Wall(
        200, NONE, "<title>Just a moment... | Docs</title><p>The page of Cloudflare says so."
    ),
    "accepted": Wall(202, {"Content-Type": "application/json"}, '{"state": "queued"}'),
    "forbidden": Wall(403, {"Server": "nginx"}, "<title>403 Forbidden</title><h1>403 Forbidden"),
}
"""Answers that share a mark with a wall and are none, or say no more than their status does."""
