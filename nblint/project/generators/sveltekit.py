"""SvelteKit, with mdsvex or another preprocessor (SvelteKit, "Routing", "Advanced routing")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.project.config_reader import base_of, is_directory, literal, read_script, within
from nblint.project.generator import Generator
from nblint.project.generators.common import below
from nblint.project.site_types import FORMS, BasePath, ConfigFile, LinkRules, Mount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.project.site_types import SourceFile

_ROUTE = re.compile(
    r"(?P<directory>.*/)?\+(?:page(?:@[^.]*)?\.(?:svelte|md|mdx|svx|svelte\.md)|server\.[jt]s)"
)
_GROUP = re.compile(r"\([^()/]*\)/")
_MATCHER = re.compile(r"\[([^=\[\]]+)=\w+\]")
_CODE = re.compile(r"\[(?:x|u)\+([0-9a-fA-F]{2,6}(?:-[0-9a-fA-F]{2,6})*)\]")
_MEMBERS = ("src", "content", "contents", "posts", "blog", "data")
# Preprocessors, and plugins of mdsvex, that may change links and take images from beside a page.
_REWRITES = re.compile(r"remark|rehype|import-?assets|enhanced|relative", re.IGNORECASE)
_PAGE_OPTIONS: tuple[str, ...] = ("+page.js", "+page.ts", "+page.server.js", "+page.server.ts")
_LAYOUT_OPTIONS: tuple[str, ...] = (
    "+layout.js",
    "+layout.ts",
    "+layout.server.js",
    "+layout.server.ts",
)
_SLASH = re.compile(r"\btrailingSlash\b[^=\n]{0,100}=\s*['\"](always|never|ignore)['\"]")


class SvelteKit(Generator, frozen=True, kw_only=True):
    """A site of SvelteKit."""

    @classmethod
    def read(cls, config_file: ConfigFile) -> SvelteKit | None:
        """Return the site that a configuration describes, None where it has no routes.

        Raises UnreadableConfigError.
        """
        home, script = config_file.home, read_script(config_file.path)
        routes = within(home, literal(script, "routes") or "src/routes")
        if not is_directory(routes):
            return None
        mdsvex = "".join(
            read_script(os.path.join(home, f"mdsvex.config.{end}")) for end in ("js", "ts")
        )
        rewrites = _REWRITES.search(script + mdsvex) is not None
        return cls(
            config_file=config_file,
            contents=(Mount(routes),),
            statics=(Mount(within(home, literal(script, "assets") or "static")),),
            members=tuple(os.path.join(home, item) for item in _MEMBERS),
            base=base_of(literal(script, "base") or "/"),
            is_complete=True,
            base_path=BasePath(required=True),
            links=LinkRules(
                source_forms=FORMS if rewrites else frozenset({"meta"}), relative_to_url=True
            ),
            hides_drafts=False,
        )

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return the URL of a route."""
        match = _ROUTE.fullmatch(source.path)
        if match is None:
            return ()
        directory = match["directory"] or ""
        # A matcher narrows what a parameter takes: `[slug=date]`.
        url = _CODE.sub(_decoded, _MATCHER.sub(r"[\1]", _GROUP.sub("", directory)))
        has_slash = _ends_with_slash(source.mount.path, directory)
        return (below(source, url if has_slash else url.rstrip("/")),)


def _decoded(match: re.Match[str]) -> str:
    """Return the characters that a directory's name has by their numbers ("Advanced routing")."""
    return "".join(chr(int(number, 16)) for number in match[1].split("-"))


def _ends_with_slash(routes: str, directory: str) -> bool:
    """Tell whether a page's URL ends with a slash ("Page options", trailingSlash)."""
    at, names = directory, _PAGE_OPTIONS + _LAYOUT_OPTIONS
    while True:
        scripts = (read_script(os.path.join(routes, at, name)) for name in names)
        found = next((match for match in map(_SLASH.search, scripts) if match), None)
        if found or not at:
            return found is not None and found[1] == "always"
        at, names = os.path.dirname(at.rstrip("/")), _LAYOUT_OPTIONS


SITE = SvelteKit
