"""Addresses of files that are not there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import unquote

from nblint.checks.check import SiteCheck
from nblint.checks.common.quoting import quoted
from nblint.model.file_types import PAGES
from nblint.model.finding import Edit, Finding, Fix
from nblint.model.nearest import Nearest
from nblint.model.uri import escape, split
from nblint.project.resolution import LinkOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.model import FileIndex, LinkDestination
    from nblint.project.resolution import Resolution
    from nblint.project.site import Site

_MESSAGES = {
    LinkOutcome.MISSING: "no such file or directory: {}",
    LinkOutcome.OTHER_CASE: "no such file or directory: {} (letter case differs)",
    LinkOutcome.UNPUBLISHED: "the site does not publish {}",
    LinkOutcome.OUTSIDE: "{} is outside the project",
    LinkOutcome.IGNORED: "{} is ignored by git and not published",
}
_ELSEWHERE = "{} does not exist on the site, which publishes the file at {}"


def check(outline: FileIndex, site: Site, _options: object) -> Iterator[Finding]:
    """Yield a finding for each target that leads to no file of the project."""
    suggest = _SuggestPath(outline, site)
    for target, destination in site.visit(outline):
        message = _MESSAGES.get(destination.outcome)
        if destination.outcome is LinkOutcome.NO_ATTACHMENT:
            yield _attachment(target, destination, suggest)
        elif destination.outcome is LinkOutcome.NO_PAGE:
            yield _wikilink(target, destination, suggest)
        elif message:
            path = unquote(split(target.value).path)
            message = _ELSEWHERE if destination.written else message
            message = message.format(path, destination.written)
            yield _finding(target, destination, message, suggest)


def _finding(
    target: LinkDestination, destination: Resolution, message: str, suggest: _SuggestPath
) -> Finding:
    if destination.outcome is LinkOutcome.OUTSIDE:
        help_text = "link to a file inside the project, or to its URL"
        return Finding(target.span, message, help_text, target=target.value)
    if destination.outcome is LinkOutcome.IGNORED:
        help_text = "link to a committed file, or remove it from .gitignore"
        return Finding(target.span, message, help_text, target=target.value)
    if destination.outcome is LinkOutcome.UNPUBLISHED and not destination.written:
        help_text = "publish the file, or link to a published page"
        return Finding(target.span, message, help_text, target=target.value)
    written = suggest.target(target, destination)
    if written is None:
        help_text = "correct the path or add the file"
        return Finding(target.span, message, help_text, target=target.value)
    title = f'replace with "{written}"'
    fix = Fix(title, (Edit(target.span, written),), safe=False)
    return Finding(target.span, message, title, fix, target.value, suggestions=(written,))


def _attachment(target: LinkDestination, destination: Resolution, suggest: _SuggestPath) -> Finding:
    """Return a finding about a file that the cell of a notebook does not hold."""
    message = f"no attachment {destination.fragment} in this cell"
    near = suggest.name(destination)
    if near is None:
        help_text = (
            "attach the file to the cell again, or link to a file in the notebook's directory"
        )
        return Finding(target.span, message, help_text, target=target.value)
    written = f"attachment:{escape(near)}"
    title = f'replace with "{written}"'
    fix = Fix(title, (Edit(target.span, written),), safe=False)
    return Finding(target.span, message, title, fix, target.value, suggestions=(written,))


def _wikilink(target: LinkDestination, destination: Resolution, suggest: _SuggestPath) -> Finding:
    """Return a finding about a wiki link to a page that no file makes."""
    name = destination.fragment
    message = f"no file {quoted(name)} in the vault"
    near = suggest.name(destination)
    if near is None:
        help_text = "correct the name or create the file"
        return Finding(target.span, message, help_text, target=target.value)
    written = near + target.value[target.value.index(name) + len(name) :]
    title = f'replace with "{written}"'
    fix = Fix(title, (Edit(target.span, written),), safe=False)
    return Finding(target.span, message, title, fix, target.value, suggestions=(written,))


class _SuggestPath:
    """Finds what the targets of one document were meant to be."""

    def __init__(self, outline: FileIndex, site: Site) -> None:
        self._outline, self._site = outline, site
        self._nearest = Nearest()
        self._addresses: dict[str, _Addresses] = {}

    def name(self, destination: Resolution) -> str | None:
        """Return the name that is nearest to the one looked for, or None."""
        return self._nearest.to(destination.fragment, destination.anchors)

    def target(self, target: LinkDestination, destination: Resolution) -> str | None:
        """Return what was most likely meant to be written, or None."""
        path = split(target.value).path
        if destination.outcome is LinkOutcome.UNPUBLISHED:
            return escape(destination.written) + target.value[len(path) :]
        if path.startswith("/") and not os.path.splitext(path)[1]:
            near = self._address(path)
            return escape(near) + target.value[len(path) :] if near else None
        found = self._file(destination.path)
        return _rewritten(self._outline, self._site, target, found) if found else None

    def _address(self, path: str) -> str | None:
        """Return the address beside `path` with nearly its name, or the one elsewhere with it."""
        parent, _, name = path.rstrip("/").rpartition("/")
        base = self._site.base(self._outline.file, path)
        if base not in self._addresses:
            self._addresses[base] = _Addresses(self._site.page_urls(self._outline.file, base))
        known = self._addresses[base]
        beside, elsewhere = known.beside.get(parent, {}), known.elsewhere.get(name, [])
        near = self._nearest.to(name, beside)
        return beside[near] if near else elsewhere[0] if len(elsewhere) == 1 else None

    def _file(self, path: str) -> str | None:
        """Return the file that was most likely meant by a path that leads nowhere."""
        disk = self._site.disk
        found = disk.other_case(path)
        if found:
            return found
        folder, name = os.path.split(path)
        near = self._nearest.to(name, disk.names(folder) or {})
        if near:
            return os.path.join(folder, near)
        return disk.elsewhere(name)


class _Addresses:
    """The addresses of a site, by their folders and names, and by their names alone."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self.beside: dict[str, dict[str, str]] = {}
        self.elsewhere: dict[str, list[str]] = {}
        for address in addresses:
            folder, _, name = address.rstrip("/").rpartition("/")
            self.beside.setdefault(folder, {})[name] = address
            self.elsewhere.setdefault(name, []).append(address)


def _rewritten(outline: FileIndex, site: Site, target: LinkDestination, found: str) -> str:
    """Return the target with its path led to `found`, in the form in which it was written."""
    uri = split(target.value)
    if uri.path.startswith("/"):
        path = site.written(outline.file, found, as_source=uri.path.endswith(PAGES))
    else:
        path = os.path.relpath(found, os.path.realpath(os.path.dirname(outline.file)))
        if uri.path.startswith("./"):
            path = "./" + path
    return escape(path.replace(os.sep, "/")) + target.value[len(uri.path) :]


CHECK = SiteCheck("broken-path", check)
