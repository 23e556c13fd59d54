"""What nblint makes of the answer of a server that may say anything."""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import TYPE_CHECKING, Final

from asking import about, asking, verdict_on
from hardening.reports import is_harmful
from hardening.sample import Fault, Sample
from loopback.answers import page
from loopback.endings import close, raw, reset, stay
from nblint.web.settings import WebSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loopback.exchange import Behaviour
    from loopback.log import Seen
    from loopback.web import Web
    from nblint.model.link_status import LinkStatus

HOST: Final = "garden.test"
"""The one public host, which is reached by the proxy that the loopback web is."""

_ENDINGS: Final[dict[str, Behaviour]] = {"close": close, "reset": reset, "stay": stay}
_SETTINGS: Final = WebSettings(retries=0, host_gap=0.0, timeout=0.2, private_hosts="deny")
# A status line, however odd, that says so. It is for the product to know which one counts.
_STATUS: Final = re.compile(rb"(?im)^HTTP/\S*\s+(\d+)|^HTTP/\S*[ \t]+\S*?(\d\d\d)")
_MEANING: Final = {
    "alive": re.compile(rb"[23]\d\d"),
    "moved": re.compile(rb"30[18]"),
    "dead": re.compile(rb"404|410|3\d\d"),
}
"""What a server has to have said somewhere in its heads before nblint may say so."""
_LONGEST_TITLE: Final = 300


class AskedServer:
    """Asks a server of the loopback web, which sends what a sample holds."""

    def __init__(self, web: Web) -> None:
        self._web = web
        web.route("/ok", page("<title>Well</title><p>Words."), host=HOST)

    def judge(self, sample: Sample) -> Fault | None:
        """Return what is wrong with the verdict on such an answer, or with what was asked."""
        data = sample.text.encode("latin-1")
        self._web.route("/page", raw(data, then=_ENDINGS[sample.place]), host=HOST)
        before = len(self._web.log.seen)
        question = about(f"http://{HOST}/page#soil", "page", "fragment")
        asked = asking(_SETTINGS, environ={"http_proxy": self._web.proxy, "CI": "true"})
        verdict = verdict_on(question, asked=asked)
        hosts = list(map(host_asked, self._web.log.seen[before:]))
        return next(_faults(data, verdict, hosts), None)


def _faults(data: bytes, verdict: LinkStatus, hosts: list[str]) -> Iterator[Fault]:
    evidence = verdict.evidence
    if "internal error" in evidence.reason:
        yield Fault(evidence.reason[:80], evidence.reason)
    for words in (evidence.reason, evidence.provider):
        if any(map(is_harmful, words)):
            yield Fault("a control character in the evidence", repr(words))
    if len(verdict.title) > _LONGEST_TITLE:
        yield Fault("a title without an end", str(len(verdict.title)))
    for url in (evidence.final, verdict.target, *(hop.url for hop in evidence.redirects)):
        if url and not url.startswith(("http://", "https://")):
            yield Fault("an address that is not of the web", url)
    meaning = _MEANING.get(verdict.outcome)
    said = [one or other for one, other in _STATUS.findall(data)]
    refreshes = b"refresh" in data.lower()
    if meaning and not refreshes and not any(meaning.match(status) for status in said):
        yield Fault(f"{verdict.outcome} without a reason", f"{evidence.reason}, {said}")
    for host in hosts:
        if is_private(host):
            yield Fault("a private host is asked", host)


def host_asked(seen: Seen) -> str:
    """Return the host that a request is for: a proxy is asked to let it through to one."""
    if seen.method == "CONNECT":
        return seen.target.decode("latin-1").rpartition(":")[0]
    return seen.host


def is_private(host: str) -> bool:
    """Tell whether a host is an address in a network that is not public."""
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        try:
            address = ipaddress.ip_address(socket.inet_aton(host))
        except OSError:
            return False
    return not address.is_global
