"""Whatever the configuration of a site holds, the findings on other pages are reported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from nblint.config import load_config
from nblint.files.discovery import discover
from nblint.lint.pipeline import LintRequest, lint
from nblint.project.project_kinds import GENERATORS
from nblint.rulebook.book import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nblint.model.lint_report import Report

pytestmark = pytest.mark.slow

# Settings of each kind, so that every key which the readers know is there. Each is written with the
# value of each key replaced by each of VALUES in turn.
_LINKS = ["a.md", {"B": "b/"}, {"C": [{"D": "*.md"}]}]
SETTINGS: dict[str, dict[str, Any]] = {
    "mkdocs.yml": {
        "INHERIT": "other.yml",
        "docs_dir": "docs",
        "site_url": "https://garden.org/x/",
        "use_directory_urls": True,
        "plugins": ["search", {"redirects": {"redirect_maps": {"a.md": "b.md"}}}],
        "theme": {"custom_dir": "theme"},
        "hooks": ["hook.py"],
        "markdown_extensions": [
            {"toc": {"slugify": {"!": "pymdownx.slugs.slugify", "kwds": {"case": "lower"}}}},
            {"toc": {"separator": "-"}},
        ],
        "validation": {"links": {"absolute_links": "relative_to_docs"}},
        "exclude_docs": "x*",
        "draft_docs": "y",
        "nav": _LINKS,
    },
    "hugo.json": {
        "theme": ["one"],
        "baseURL": "https://garden.org/",
        "defaultContentLanguage": "en",
        "defaultContentLanguageInSubdir": True,
        "canonifyURLs": True,
        "uglyURLs": False,
        "disablePathToLower": False,
        "contentDir": "content",
        "staticDir": ["static"],
        "languages": {"de": {"contentDir": "de", "permalinks": {"page": {"a": "/:slug/"}}}},
        "permalinks": {"news": "/:year/:sections[1:]/:slug/", "section": {"a": "/:x/"}},
        "module": {
            "mounts": [{"source": "docs", "target": "content/docs", "lang": "de"}],
            "imports": [{"path": "example.org/theme"}],
        },
        "markup": {
            "defaultMarkdownHandler": "goldmark",
            "goldmark": {
                "parser": {"autoIDType": "github"},
                "renderHooks": {"link": {"enableDefault": True, "useEmbedded": "always"}},
            },
        },
        "taxonomies": {"tag": "tags"},
        "disableKinds": ["term"],
        "cascade": [{"_target": {"path": "/{a,b}/**", "kind": "page"}, "draft": True}],
        "outputs": {"home": ["html"]},
        "paginate": 10,
        "pagination": {"path": "page"},
    },
    "_config.yml": {
        "source": ".",
        "url": "https://garden.org",
        "baseurl": "/x",
        "plugins": ["jekyll-feed"],
        "gems": ["jemoji"],
        "markdown": "kramdown",
        "kramdown": {"input": "GFM"},
        "permalink": "/:categories/:title/",
        "collections": {"notes": {"output": True, "permalink": "/:path/"}},
        "defaults": [{"scope": {"path": "docs", "type": "pages"}, "values": {"permalink": "/a/"}}],
        "exclude": ["x*"],
        "include": ["_y"],
    },
    "book.toml": {
        "book": {"src": "src"},
        "output": {
            "html": {
                "site-url": "/x/",
                "smart-punctuation": False,
                "redirect": {"/a.html": "b.html"},
            }
        },
        "preprocessor": {"links": {}},
    },
    "_quarto.yml": {
        "project": {"type": "website", "output-dir": "_site", "pre-render": "x.py"},
        "website": {
            "site-url": "https://garden.org",
            "navbar": {"left": [{"href": "a.qmd"}, {"menu": ["b.md"]}]},
            "sidebar": {"contents": ["auto", {"section": "S", "contents": ["c*.md"]}]},
        },
        "book": {"site-url": "https://x.org", "chapters": [{"part": "P", "chapters": ["d.md"]}]},
    },
    "myst.yml": {
        "site": {"options": {"folders": True}},
        "project": {"toc": [{"file": "a.md", "children": [{"file": "b.md"}]}]},
    },
    "_toc.yml": {
        "root": "index",
        "parts": [{"chapters": [{"file": "a", "sections": [{"glob": "b*"}]}]}],
        "subtrees": [{"entries": [{"file": "c"}]}],
    },
    "_category_.yml": {"link": {"slug": "/a"}},
}
VALUES: dict[str, Any] = {
    "nothing": None,
    "a text": "x",
    "an empty text": "",
    "a list": ["x", None, ["y"]],
    "a mapping": {"x": ["y"]},
    "a flag": True,
    "a number": 10**30,
    "a negative number": -1,
    "a NUL": "a\0b",
    "a path outside": "../../../etc/passwd",
    "a long text": "x/" * 3_000,
    "tokens": "/:title/:year" * 2_500,
    "braces": "{" * 5_000,
    "brackets": "[" * 5_000,
    "stars": "*/" * 9,
    "a bad set": "[z-a]",
    "a bad host": "http://[::1",
    "a lone surrogate": "\ud800",
}
# Texts that are no configuration, or none of the language that the file's name promises.
TEXTS: dict[str, bytes] = {
    "nothing": b"",
    "a mark": b"\xef\xbb\xbf",
    "NULs": bytes(64),
    "any bytes": bytes(range(256)),
    "UTF-16": "a: b\n".encode("utf-16"),
    "a bad date": b"a: !!timestamp x\n",
    "a bad flag": b"a: !!bool maybe\n",
    "a bad map": b"a: !!omap x\nb: !!set [c]\nd: !!pairs [e]\n",
    "a bad number": b"a: !!int x\nb: !!float y\n",
    "bad bytes": b"a: !!binary '\xff'\n",
    "a late date": b"a: 9999-99-99\n",
    "a list for a key": b"? [a]\n: b\n",
    "an endless alias": b"a: &a [*a]\n",
    "deep lists": b"a: " + b"[" * 1_500,
    "deep tables": b"a = " + b"{a=" * 1_500,
    "deep mappings": b"{'a':" * 1_500,
    "two documents": b"a: b\n---\nc: d\n",
    "a template": b"{{ cookiecutter.name }}: {% if x %}\n",
    "a long number": b"a = " + b"9" * 1_500,
    "a number of base 60": b"a: 1" + b":59" * 1_500,
    "a half string": b'a = "b',
    "a script": b"export default { base: '/x', sidebar: [ { { [ '",
    "open blocks": b"docs: { docs: { staticDirectories: [ rewrites: { vite: { " * 500,
    "odd literals": b"srcExclude: ['[z-a]', '{{,'], ignoreDeadLinks: [/(/, /[/, /*/], base: '['\n",
    "a bad address": b"base: 'http://[::1', url: 'http://[', site: '//[', pathPrefix: '\\\\'\n",
}
PAGE = "---\ntitle: A\n---\nThey are seperate: [a](/a) [b](b.md) [c](./c/) [d](#d) [e](../e.html)\n"
# Where the pages of a site lie by default; beside its configuration if nothing else is said.
FOLDERS = {
    "mkdocs": "docs",
    "hugo": "content/news",
    "config": "content/news",
    "_config": "_posts",
    "book": "src",
    "docusaurus": "docs",
    "_category_": "docs",
    "astro": "src/pages",
    "svelte": "src/routes",
    "next": "pages",
}


def check(root: Path) -> Report:
    (root / ".git").mkdir()
    (root / "nblint.toml").write_text('select = ["typo", "links"]\n')
    loaded = load_config([root])
    return lint(LintRequest(loaded, load_rules(loaded), discover([root], root))).report


def add_site(root: Path, name: str, data: bytes) -> None:
    """Write a site with one page."""
    folder = root / FOLDERS.get(name.partition(".")[0], "")
    folder.mkdir(parents=True)
    (folder / ("2026-01-01-a.md" if folder.name == "_posts" else "a.md")).write_text(PAGE)
    if folder.name == "src":
        (folder / "SUMMARY.md").write_text("[a](a.md)\n")
    file = root / name
    if name.startswith(".") and not name.endswith(".js"):  # folders of Obsidian and VitePress
        file.mkdir()
        file = file / "config.ts"
    elif name == "config":
        file = root / "config/_default/hugo.toml"
        file.parent.mkdir(parents=True)
    elif name.startswith("_category_"):
        (root / "docusaurus.config.js").write_text("export default {}\n")
        file = root / "docs" / name
    file.write_bytes(data)


def assert_all_is_found(report: Report, sites: int) -> None:
    assert report.problems == ()
    assert len([item for item in report.diagnostics if item.word == "seperate"]) == sites


def _variants(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the settings with one value replaced, for each value and each replacement."""
    if path:
        yield from ((f"{path} is {name}", other) for name, other in VALUES.items())
    keys = range(len(value)) if isinstance(value, list) else value
    for key in keys if isinstance(value, (list, dict)) else ():
        for name, other in _variants(value[key], f"{path}.{key}"):
            copy = list(value) if isinstance(value, list) else dict(value)
            copy[key] = other
            yield name, copy


def _written(name: str, value: Any) -> bytes:
    if name.endswith(".toml"):
        text = "\n".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items())
    else:
        text = yaml.safe_dump(value, allow_unicode=False)
    return text.encode("utf-8", "surrogatepass")


def _toml(value: Any) -> str:
    """Return a value in TOML, which has nothing for None: an empty table stands for it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return "{}" if value is None else json.dumps(value)


@pytest.mark.parametrize("name", SETTINGS)
def test_a_wrong_value_in_a_configuration_hides_no_finding(tmp_path: Path, name: str) -> None:
    settings = [{key: value} for key, value in SETTINGS[name].items()]
    variants = [item for setting in settings for item in _variants(setting)]
    for index, (_, value) in enumerate(variants):
        add_site(tmp_path / f"s{index}", name, _written(name, value))
    assert_all_is_found(check(tmp_path), len(variants))


@pytest.mark.parametrize(
    "name",
    [*dict.fromkeys(name for item in GENERATORS for name in item.config_files), "_category_.json"],
)
def test_a_configuration_that_is_none_hides_no_finding(tmp_path: Path, name: str) -> None:
    for index, data in enumerate(TEXTS.values()):
        add_site(tmp_path / f"s{index}", name, data)
    assert_all_is_found(check(tmp_path), len(TEXTS))
