"""Generators of which only the name is known: what their addresses lead to is left unverified."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nblint.site.generators.common import by_path
from nblint.site.layout import Folder, Generator, Layout, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def _named(name: str, slug: str, *, labels: bool = False) -> Callable[[str, str], Layout | None]:
    def inspect(home: str, file: str) -> Layout | None:
        return Layout(
            name,
            home,
            os.path.join(home, file),
            (Folder(home),),
            (Folder(home), *(Folder(os.path.join(home, item)) for item in ("static", "public"))),
            slug=slug,
            serves_contents=True,
            unique=False,
            project_labels=labels,
        )

    return inspect


def _addresses(_layout: Layout, source: Source) -> Iterable[str]:
    return by_path(source)


def _generator(name: str, *files: str, slug: str = "", labels: bool = False) -> Generator:
    return Generator(name, files, _named(name, slug, labels=labels), _addresses)


OTHERS = (
    _generator("Sphinx", "conf.py", labels=True),
    _generator("Antora", "antora.yml"),
    _generator("Gatsby", "gatsby-config.js", "gatsby-config.ts"),
    _generator("Nuxt", "nuxt.config.ts"),
    _generator("VuePress", ".vuepress", slug="vitepress"),
    _generator("Zola", "zola.toml"),
)
