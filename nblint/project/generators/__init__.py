"""The site generators, one module each, and `GENERATORS`, the explicit list of them.

A generator's module is imported once a site of it is found: most projects have one, and the others
would take a good part of the time in which a page is checked. Where several claim the same folder,
the one that stands first has it.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.project.config_reader import UnreadableConfigError
from nblint.project.layout import Fault, Folder, Layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.project.layout import Workings

_DATA = ("toml", "yaml", "yml", "json")
_SCRIPTS = ("js", "mjs", "cjs", "ts", "mts")


class Generator(Struct, frozen=True):
    """A site generator.

    `files` are the names by which its configuration is known in a folder, `module` is where its
    workings are.
    """

    name: str
    files: tuple[str, ...]
    module: str

    @property
    def workings(self) -> Workings:
        """What it does with files."""
        workings: Workings = import_module(f"{__name__}.{self.module}").WORKINGS
        return workings

    def inspect(self, folder: str, name: str) -> Layout | None:
        """Return how the site lies whose configuration is called `name` in a folder, or None.

        Whatever is wrong with the configuration is in the layout's `fault`, and raises nothing.
        Nothing is known of such a site but that all below the folder may belong to it.
        """
        try:
            return self.workings.inspect(folder, name)
        except UnreadableConfigError as error:
            fault = Fault(self.name, error.file, error.message, error.line)
        except Exception as error:  # noqa: BLE001 - one site must not end the run
            fault = Fault(self.name, os.path.join(folder, name), error=error)
        everything = (Folder(folder),)
        return Layout(
            self.name,
            folder,
            os.path.join(folder, name),
            everything,
            everything,
            makes_sources=True,
            unique=False,
            project_labels=True,
            lists_all=True,
            fault=fault,
        )


def _named(name: str, endings: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{name}.{ending}" for ending in endings)


GENERATORS = (
    Generator("MkDocs", ("mkdocs.yml", "mkdocs.yaml"), "mkdocs"),
    Generator("Docusaurus", _named("docusaurus.config", _SCRIPTS), "docusaurus"),
    Generator("VitePress", (".vitepress",), "vitepress"),
    Generator("mdBook", ("book.toml",), "mdbook"),
    Generator("Hugo", (*_named("hugo", _DATA), *_named("config", _DATA), "config"), "hugo"),
    Generator("Quarto", ("_quarto.yml", "_quarto.yaml"), "quarto"),
    Generator("MyST", ("myst.yml", "myst.yaml"), "myst"),
    Generator("Astro", _named("astro.config", _SCRIPTS), "astro"),
    Generator("SvelteKit", _named("svelte.config", _SCRIPTS), "sveltekit"),
    Generator("Next.js", _named("next.config", _SCRIPTS), "next"),
    Generator("Eleventy", (".eleventy.js", *_named("eleventy.config", _SCRIPTS)), "eleventy"),
    Generator("Jupyter Book", ("_toc.yml",), "jupyter_book"),
    Generator("Sphinx", ("conf.py",), "others"),
    Generator("Antora", ("antora.yml",), "others"),
    Generator("Gatsby", _named("gatsby-config", _SCRIPTS), "others"),
    Generator("Nuxt", _named("nuxt.config", _SCRIPTS), "others"),
    Generator("VuePress", (".vuepress",), "others"),
    Generator("Zola", ("zola.toml",), "others"),
    Generator("Jekyll", ("_config.yml", "_config.yaml", "_config.toml"), "jekyll"),
    Generator("Obsidian", (".obsidian",), "obsidian"),
)

BY_NAME = {generator.name: generator for generator in GENERATORS}
