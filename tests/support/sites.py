"""Small sites for tests: files on disk, and what their links lead to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nblint.files.source import SourceError, read
from nblint.lint.document_linter import file_index
from nblint.lint.file_index_loader import fields
from nblint.markdown.parse import parse
from nblint.model import FileIndex, LinkDestination, Span
from nblint.project.site import Site
from nblint.project.sites import SiteSettings

if TYPE_CHECKING:
    from nblint.model import TargetKind
    from nblint.project.generator import Generator
    from nblint.project.resolution import Resolution
    from nblint.project.site_types import Meta


class SmallSite(Struct, frozen=True):
    """A project below `root`, none of whose files git ignores."""

    root: Path
    site: Site

    def follow(
        self, page: str, target: str, kind: TargetKind = "inline", *, image: bool = False
    ) -> Resolution:
        """Return what a target leads to when it stands on a page, written in a way of its own."""
        file = str(self.root / page)
        known = read_outline(file) or FileIndex(page, file, (), frozenset())
        own = replace(
            known, path=page, targets=(LinkDestination(target, Span(0, 1), kind, "", image),)
        )
        return self.site.visit(own)[0][1]

    def outcome(
        self, page: str, target: str, kind: TargetKind = "inline", *, image: bool = False
    ) -> str:
        """Return the file that a target leads to, relative to the root, or why it leads to none."""
        found = self.follow(page, target, kind, image=image)
        if found.outcome != "found":
            return found.outcome
        place = Path(found.page or found.path)
        inside = place.is_relative_to(self.root)
        return place.relative_to(self.root).as_posix() if inside else place.as_posix()

    def published(self, page: str) -> Generator:
        """Return the site of a page."""
        site = self.site.published(str(self.root / page))
        assert site is not None
        return site


def small_site(root: Path, files: dict[str, str], **place: object) -> SmallSite:
    """Write the files, each with its text, and return the project that they make."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = SiteSettings(root=str(root), **place)  # type: ignore[arg-type]
    return SmallSite(root, Site(settings, lambda _: False, read_outline, _meta))


def read_outline(file: str) -> FileIndex | None:
    """Return what a page holds, or None if there is none."""
    try:
        return file_index(parse(read(Path(file)), file), file)
    except SourceError:
        return None


def _meta(file: str) -> Meta:
    known = read_outline(file)
    return fields(known.meta) if known else None
