"""What targets lead to that are no URLs, but names as notebooks and dialects have them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec.structs import replace

from nblint.model.uri import split
from nblint.project.resolution import LinkOutcome, Resolution
from nblint.project.template_tags import is_templated
from nblint.project.vault import Vaults

if TYPE_CHECKING:
    from nblint.model import FileIndex, LinkDestination
    from nblint.project.labels import ProjectLabels
    from nblint.project.project_files import ProjectFiles

# MyST's schemes for a source of the project and for a file (MyST-Parser, "Cross-references").
_SOURCES = ("project:", "path:")
# Sphinx takes the image whose format suits the output (Sphinx, "Images").
_ANY_FORMAT = ".*"
# A file inside a notebook's cell (nbformat, "The Jupyter Notebook format", cell attachments).
_ATTACHMENT = "attachment:"
# Code that ExDoc and quartodoc link to, as in [get](`Map.get/2`) and [](:class:`a.B`) (ExDoc,
# "Auto-linking"; quartodoc, "Interlinks").
_CODE = re.compile(r"(?::[\w:+.-]+:)?`[^`]+`")

# Pelican's links to a source and to what it makes itself (Pelican, "Writing content", linking to
# internal content); bars are the old form of the braces.
_TO_SOURCE = re.compile(r"[{|](?:filename|static|attach)[|}](.+)")
_TO_LIST = re.compile(r"[{|](?:tag|category|author|index|archives)[|}].*")


class SymbolicTargets:
    """Finds what names lead to."""

    def __init__(self, files: ProjectFiles, project: ProjectLabels) -> None:
        self._files, self._project = files, project
        self._vaults = Vaults(files.disk)

    def find(self, outline: FileIndex, target: LinkDestination) -> Resolution | None:
        """Return what a target leads to that is no URL but a name; None for a URL."""
        if outline.cells and target.value.startswith(_ATTACHMENT):
            return _attachment(outline, target)
        if _CODE.fullmatch(target.value):
            return Resolution(outcome=LinkOutcome.UNKNOWN_LABEL)
        if target.kind == "wikilink":
            return self._wikilink(outline.file, target.value)
        if target.kind == "label":
            return Resolution(
                outcome=LinkOutcome.FOUND,
                path=outline.file,
                page=outline.file,
                fragment=target.value[1:],
            )
        return None if is_templated(target.value) else self._path(outline, target)

    def _path(self, outline: FileIndex, target: LinkDestination) -> Resolution | None:
        """Return what the path of a source leads to; None for a URL."""
        value = target.value
        if value[:1] in ("{", "|"):
            source = _TO_SOURCE.fullmatch(value)
            if source:
                rooted = source[1].startswith("/")
                return (
                    Resolution(outcome=LinkOutcome.UNKNOWN_ROOT)
                    if rooted
                    else self._source(outline.file, source[1])
                )
            return (
                Resolution(outcome=LinkOutcome.UNKNOWN_ROUTE) if _TO_LIST.fullmatch(value) else None
            )
        if value.startswith(_SOURCES) and self._project.has_mark(
            self._files.directory(outline.file)
        ):
            value = value.partition(":")[2]
        elif target.kind not in {"document", "path"} or split(value).is_external:
            return None
        if value.startswith("#"):
            return Resolution(
                outcome=LinkOutcome.FOUND, path=outline.file, page=outline.file, fragment=value[1:]
            )
        return self._source(outline.file, value)

    def _wikilink(self, page: str, target: str) -> Resolution:
        """Return what a wiki link leads to; of several headings in it the last is meant."""
        name, _, fragments = target.partition("#")
        fragment = fragments.rpartition("#")[2].strip()
        if not name:
            return Resolution(outcome=LinkOutcome.FOUND, path=page, page=page, fragment=fragment)
        vault = self._vaults.of(self._files.directory(page))
        path = vault.find(name.strip(), self._files.located(page))
        if path:
            return Resolution(outcome=LinkOutcome.FOUND, path=path, page=path, fragment=fragment)
        if name.strip().casefold() in self._project.aliases:
            return Resolution(outcome=LinkOutcome.FOUND)
        return Resolution(
            outcome=LinkOutcome.NO_PAGE, fragment=name.strip(), anchors=frozenset(vault.names)
        )

    def _source(self, page: str, target: str) -> Resolution:
        """Return what a path in a directive or a role leads to: a source, not a route."""
        path, _, fragment = target.partition("#")
        directory = self._files.directory(page)
        start = self._project.directory(directory) if path.startswith("/") else directory
        path = os.path.normpath(os.path.join(start, unquote(path).lstrip("/")))
        if path.endswith(_ANY_FORMAT):
            path = self._any_format(path)
        return replace(self._files.look(path), fragment=fragment)

    def _any_format(self, path: str) -> str:
        """Return the image that a path without extension stands for, or the path itself."""
        directory, name = os.path.split(path.removesuffix("*"))
        names = sorted(self._files.disk.names(directory) or ())
        return next(
            (os.path.join(directory, item) for item in names if item.startswith(name)), path
        )

    def in_vault(self, page: str, path: str) -> str | None:
        """Return the file that a path leads to as a name, on a page of Obsidian's; or None."""
        vault = self._vaults.of(self._files.directory(page))
        return None if vault.loose or not path else vault.find(path, page)


def _attachment(outline: FileIndex, target: LinkDestination) -> Resolution:
    """Return what a URL of a file in its own cell leads to."""
    name, at = unquote(target.value.removeprefix(_ATTACHMENT)), target.span.start
    cell = next((cell for cell in outline.cells if cell.span.start <= at < cell.span.end), None)
    if cell and name in cell.attachments:
        return Resolution(outcome=LinkOutcome.FOUND, path=outline.file)
    names = cell.attachments if cell else frozenset()
    return Resolution(
        outcome=LinkOutcome.NO_ATTACHMENT, path=outline.file, fragment=name, anchors=names
    )
