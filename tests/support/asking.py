"""Verdicts on addresses of the loopback web, found as a run finds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from nblint.model.link_status import LinkStatus
from nblint.web.check_request import CheckRequest
from nblint.web.link_check_options import LinkCheckOptions
from nblint.web.link_checker import LinkChecker as AskedWeb
from nblint.web.settings import WebSettings
from nblint.web.url import normalise, without_fragment

if TYPE_CHECKING:
    from loopback.web import Web
    from nblint.model.link_status import Aspect

Verdicts = Mapping[str, LinkStatus]

AT_ONCE = WebSettings(retries=0, host_gap=0.0)
"""Settings under which nothing waits."""

KEY = b"the key of one user on one computer"
"""By which the verdicts of one test are told from those of others."""

TO_PAGES: tuple[Aspect, ...] = ("fragment", "page", "twin")
"""What the rules ask of a link."""


def about(url: str, *aspects: Aspect, fragments: tuple[str, ...] = ()) -> CheckRequest:
    """Ask about an address with its fragment, as a link's unless it is said what of it."""
    written, mark, fragment = without_fragment(url), *url.partition("#")[1:]
    asked = (*fragments, fragment) if mark else fragments
    return CheckRequest(normalise(url), written, frozenset(asked), frozenset(aspects or TO_PAGES))


def asking(settings: WebSettings = AT_ONCE, **fields: Any) -> LinkCheckOptions:
    """Ask in an environment of its own, from a computer that has a network."""
    own = {"environ": {}, "is_online": lambda: True, "key": KEY}
    return LinkCheckOptions(settings, **{**own, **fields})


def behind_proxy(web: Web) -> dict[str, str]:
    """Return an environment in which every name is a host of the web, by http and by https."""
    return {"all_proxy": web.proxy, "SSL_CERT_FILE": str(web.ca_file)}


def verdicts_on(*questions: CheckRequest | str, asked: LinkCheckOptions | None = None) -> Verdicts:
    """Ask in one run; return the verdicts in this order, by address in normal form."""
    web = AskedWeb(asked or asking())
    asked_about = [about(item) if isinstance(item, str) else item for item in questions]
    web.ask(asked_about)
    return {question.url: web.verdicts[question.url] for question in asked_about}


def verdict_on(
    question: CheckRequest | str, *, asked: LinkCheckOptions | None = None
) -> LinkStatus:
    """Ask about one address."""
    [verdict] = verdicts_on(question, asked=asked).values()
    return verdict
