"""An Obsidian vault (Obsidian Help, "How Obsidian stores data", "Internal links")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.model.file_types import is_markdown
from nblint.project.generator import Generator
from nblint.project.generators.common import below, stem
from nblint.project.site_types import ConfigFile, Mount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.project.site_types import SourceFile


class Obsidian(Generator, frozen=True, kw_only=True):
    """A vault."""

    @classmethod
    def read(cls, config_file: ConfigFile) -> Obsidian:
        """Return the vault whose settings are in a directory."""
        vault = (Mount(config_file.home),)
        return cls(
            config_file=replace(config_file, path=""),
            contents=vault,
            statics=vault,
            slug=config_file.kind.slug,
        )

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return the path of a page without its extension."""
        return (below(source, stem(source.path)),) if is_markdown(source.path) else ()


SITE = Obsidian
