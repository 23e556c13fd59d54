"""Addresses that no program can follow as they are written, or that nobody meant to publish."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.quoting import quoted
from nblint.checks.common.url_problems import UrlProblem, find_url_problem
from nblint.model.finding import Edit, Finding, Fix
from nblint.model.uri import split
from nblint.project.template_tags import has_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, LinkDestination

# What nearly all addresses look like; only the others are looked at closely.
_ORDINARY = re.compile(
    r"""https?:// (?!(?:[\w-]+\.)*example\.) (?:[\w-]+\.)+ (?!example|test|invalid) [a-z]{2,}
      (?:[/?#][^\s\\)]*)?
    | [#]\S* | \.{0,2}/(?!/)[^\s\\]*
    | (?!https?//) [\w%-]+ (?: /[^\s\\]* | \.(?:md|html)(?:[#]\S*)? )""",
    re.VERBOSE | re.IGNORECASE,
)
_TO_DO = frozenset({"todo", "tbd", "fixme", "xxx", "url", "link", "href", "address"})
# Reserved by RFC 2606, sections 2 and 3.
_EXAMPLE = re.compile(r"(?:.*\.)?example(?:\.(?:com|org|net))?|.*\.(?:test|invalid)")
# After a backslash, the parser takes control characters that end an address elsewhere; "<" and ">"
# are of a tag around which the address was read. Other text than the address may depend on them.
_NOT_ADDRESS = re.compile(r"[\x00-\x1f\x7f<>]")
_LOOPBACK = re.compile(r"localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\]")


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each address that is malformed or a placeholder for one."""
    for target in document.targets:
        value = target.value.strip()
        if not value or _ORDINARY.fullmatch(value) or has_placeholder(value):
            continue
        if target.kind == "bare" and document.text.startswith("<", target.span.end):
            continue  # a placeholder follows: https://<host>
        fault = find_url_problem(value) or _placeholder(document, target)
        if fault:
            yield _finding(document, target, fault)


def _placeholder(document: Document, target: LinkDestination) -> UrlProblem | None:
    """Judge addresses that are well formed but lead no reader anywhere."""
    value, text = target.value.strip().casefold(), target.text.casefold()
    if value in _TO_DO and value != text:
        return UrlProblem("is a placeholder", "add the URL")
    host = split(value).host
    # An address that the page shows to its reader is an example or an instruction.
    if not host or target.kind in ("bare", "autolink") or host in text:
        return None
    if _EXAMPLE.fullmatch(host):
        return UrlProblem("is on a host reserved for examples", "use the intended URL")
    # Front matter tells a page that is published from a note, whose links may well lead to what
    # runs beside it; a page that holds commands may have its reader start a server.
    shown = target.image or target.kind == "front matter" or not document.code
    if document.front_matter and shown and _LOOPBACK.fullmatch(host):
        return UrlProblem("points to localhost", "use the URL of the published page")
    return None


def _finding(document: Document, target: LinkDestination, fault: UrlProblem) -> Finding:
    fix = None
    is_plain = target.span.of(document.text) == target.value and not _NOT_ADDRESS.search(
        target.value
    )
    if fault.meant and is_plain:
        fix = Fix(fault.advice, (Edit(target.span, fault.meant),), fault.safe)
    message = f"{quoted(target.value)} {fault.reason}"
    return Finding(target.span, message, fault.advice, fix, target=target.value)


CHECK = PageCheck("malformed-url", check)
