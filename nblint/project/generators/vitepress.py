"""VitePress (VitePress, "Routing", "Asset Handling" and "Site Config")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nblint.files.matching import PatternError, Regex
from nblint.model.file_types import is_markdown
from nblint.project.config_reader import base_of, blocks, literal, read_script, strings, within
from nblint.project.generator import Generator
from nblint.project.generators.common import below, covered, stem, with_extension
from nblint.project.site_types import BasePath, ConfigFile, LinkRules, Mount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nblint.project.site_types import Form, SourceFile

_SIDEBAR = re.compile(r"\bsidebar['\"]?\s*:\s*[\[{]")
_REGEX = re.compile(r"(?:^|[\[,\s])/((?:\\.|[^/\\\n])+)/[a-z]*\s*(?:,|$)")
_PAIR = re.compile(r"['\"]([^'\"]+)['\"]\s*:\s*['\"]([^'\"]+)['\"]")
_BRACES = re.compile(r"\{([^{}]*)\}")
_SLASH = re.compile("/")
_MOST_ALTERNATIVES = 100


class _Navigation(Struct, frozen=True):
    """The links of "Nav" and "Sidebar", and what may be put before them ("Sidebar", base)."""

    links: frozenset[str]
    bases: frozenset[str]

    def leads_to(self, url: str) -> bool:
        """Tell whether a link, with or without a base, is the URL."""
        starts = (slash.end() for slash in _SLASH.finditer(url))
        return url in self.links or any(
            url[:start] in self.bases and url[start:] in self.links for start in starts
        )


class VitePress(Generator, frozen=True, kw_only=True):
    """A site of VitePress.

    rewrites: the path at which a source is published instead of its own
    is_excluded: tells which paths below the content are no pages
    navigation: the links of the navigation, None if a program makes it
    """

    rewrites: dict[str, str]
    is_excluded: Callable[[str], bool]
    navigation: _Navigation | None

    @classmethod
    def read(cls, config_file: ConfigFile) -> VitePress:
        """Return the site that a configuration describes. Raises UnreadableConfigError."""
        home, (path, script) = config_file.home, _script(config_file.path)
        source = within(home, literal(script, "srcDir") or ".")
        rewrites = blocks(script, r"rewrites['\"]?\s*:\s*\{")
        pairs = dict(_PAIR.findall(rewrites[0])) if rewrites else {}
        is_literal = bool(pairs) and not any(":" in path for path in pairs)
        computed = re.search(r"\brewrites\b", script) is not None and not is_literal
        return cls(
            config_file=replace(config_file, path=path),
            contents=(Mount(source),),
            statics=(Mount(within(source, literal(script, "publicDir") or "public")),),
            base=base_of(literal(script, "base") or "/"),
            slug="" if "slugify" in script else "vitepress",
            is_complete=not computed,
            generated_urls=("/404(?:\\.html)?", *_ignored(script)),
            base_path=BasePath(added=True, always_added=True),
            links=LinkRules(
                source_forms=frozenset(
                    {"image", "html", *(("link", "rooted") if computed else ())}
                ),
                relative_to_url=True,
            ),
            hides_drafts=False,
            rewrites=pairs,
            is_excluded=_excluded(script),
            navigation=_navigation(script),
        )

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return where a page is published."""
        path = self.rewrites.get(source.path, source.path)
        if not is_markdown(path) or self.is_excluded(source.path):
            return ()
        if "[" in path:
            return (below(source, stem(path)),)
        if path.rpartition("/")[2] == "index.md":
            return (below(source, path.removesuffix("index.md")),)
        return (below(source, f"{stem(path)}.html"),)

    def is_listed(self, source: SourceFile) -> bool:
        """Tell whether the navigation leads to a page."""
        return self.navigation is None or any(
            self.navigation.leads_to(_plain(url)) for url in self.page_urls(source)
        )

    def complete_url(self, url: str) -> str:
        """Return a URL with the extension of a published page."""
        return with_extension(url, ".html")

    def base_path_of(self, form: Form) -> BasePath:
        """Return what becomes of the base: links of HTML stay as they are.

        What shows a file, as a video does, may have the base put before it.
        """
        return BasePath(required_for_pages=True) if form == "html" else self.base_path


def _script(directory: str) -> tuple[str, str]:
    """Return the configuration script in a directory, its path first."""
    for extension in ("ts", "mts", "js", "mjs", "cjs"):
        for file in (f"config.{extension}", f"config/index.{extension}"):
            path = os.path.join(directory, file)
            if script := read_script(path):
                return path, script
    return directory, ""


def _excluded(script: str) -> Callable[[str], bool]:
    """Return what tells which paths are no pages ("Site Config", srcExclude)."""
    written = blocks(script, r"\bsrcExclude['\"]?\s*:\s*\[")
    patterns = (item for block in written for item in strings(block))
    # A pattern holds from the content directory on, wherever it has its slashes.
    return covered(
        f"/{item.removeprefix('./')}" for pattern in patterns for item in _alternatives(pattern)
    )


def _alternatives(pattern: str) -> list[str]:
    """Return the patterns that one with braces stands for."""
    found = [pattern]
    for item in found:
        braces = _BRACES.search(item)
        if braces and len(found) < _MOST_ALTERNATIVES:
            heads = (item[: braces.start()] + part for part in braces[1].split(","))
            found += [head + item[braces.end() :] for head in heads]
    return [item for item in found if not _BRACES.search(item)]


def _ignored(script: str) -> Iterator[str]:
    """Yield patterns of what is not to be called dead ("Site Config", ignoreDeadLinks).

    An expression that is not supported may match any link.
    """
    for block in blocks(script, r"\bignoreDeadLinks['\"]?\s*:\s*\["):
        plain = (re.escape(item.removesuffix(".html")) for item in strings(block))
        yield from (rf"{item}(?:\.html)?" for item in plain)
        for pattern in _REGEX.findall(block):
            expression = f".*(?:{pattern.removeprefix('^')}).*"
            try:
                Regex(expression)
            except PatternError:
                expression = ".*"
            yield expression


def _navigation(script: str) -> _Navigation | None:
    """Return the navigation; None if a program makes the sidebar."""
    made = len(_SIDEBAR.findall(script)) < len(re.findall(r"\bsidebar\b", script))
    texts = strings(script)
    bases = frozenset(item for item in texts if item.endswith("/"))
    return None if made else _Navigation(frozenset(map(_plain, texts)), bases)


def _plain(url: str) -> str:
    return re.sub(r"(?:(?<=/)index)?(?:\.(?:md|html))?$", "", url).rstrip("/") or "/"


SITE = VitePress
