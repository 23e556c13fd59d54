"""Every file of a project that nblint reads as settings, with the keys that it knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

Data = Mapping[str, Any]


class SettingsFile(Struct, frozen=True):
    """A file of a project: its path, what it holds, the directory of the pages, and other files.

    What it holds is data, to be written as the extension says, or the text of a script or a list.
    """

    path: str
    content: Data | str
    pages: str = "docs"
    beside: Mapping[str, str] = {}


_NBLINT: Final[Data] = {
    "extend-select": ["placeholder-text"],
    "ignore": ["vague-alt"],
    "exclude": ["drafts/", "*.tmp.md"],
    "respect-gitignore": True,
    "per-file-ignores": {"old/*.md": ["links"]},
    "rule-dirs": [],
    "dictionaries": ["words.txt"],
    "ignore-words": ["foo"],
    "baseline": "base.json",
    "max-file-size": 100_000,
    "site": {
        "root": "docs",
        "static": ["docs"],
        "url": "https://garden.example",
        "base": "/b/",
        "slug": "github",
        "generator": "Hugo",
        "routes": {"/blog/*": "docs/*.md", "/api/**": ""},
    },
    "web": {
        "user-agent": "x",
        "timeout": 1.5,
        "retries": 1,
        "max-redirects": 3,
        "accept": ["5xx"],
        "skip": ["https://a.example/*"],
        "private-hosts": "skip",
        "host-rule-dirs": ["recipes"],
        "hosts": {"a.example": {"gap": 1.0, "concurrency": 2, "headers": {"X-A": "b"}}},
    },
    "rules": {"typo": {"severity": "error", "preset": "strict"}, "missing-alt": {"enabled": False}},
}
_WORDS: Final = {
    "words.txt": "foo # bar\n",
    "base.json": '{"version": 1, "findings": {}}',
    "recipes/a.toml": 'name = "A"\nhosts = ["a.example"]\n',
}
_HUGO: Final[Data] = {
    "baseURL": "https://garden.example/",
    "theme": ["a", "b"],
    "defaultContentLanguage": "en",
    "defaultContentLanguageInSubdir": True,
    "canonifyURLs": False,
    "uglyURLs": True,
    "disablePathToLower": True,
    "staticDir": ["static"],
    "contentDir": "docs",
    "permalinks": {"posts": "/:year/:slug/", "page": {"docs": "/:section/:title/"}},
    "taxonomies": {"tag": "tags"},
    "languages": {"en": {"contentDir": "docs", "weight": 1, "permalinks": {"a": "/:filename/"}}},
    "module": {"imports": [{"path": "x"}], "mounts": [{"source": "docs", "target": "content"}]},
    "markup": {
        "defaultMarkdownHandler": "goldmark",
        "goldmark": {
            "parser": {"autoHeadingIDType": "github", "autoIDType": "github"},
            "renderHooks": {"link": {"enableDefault": True, "useEmbedded": "always"}},
        },
    },
    "cascade": [{"target": {"path": "/posts/**", "kind": "page"}, "params": {"a": 1}}],
}
_MKDOCS: Final[Data] = {
    "site_name": "Garden",
    "site_url": "https://garden.example/b/",
    "docs_dir": "docs",
    "INHERIT": "base.yml",
    "use_directory_urls": True,
    "theme": {"name": "material", "custom_dir": "over"},
    "hooks": ["hooks.py"],
    "plugins": ["search", {"redirects": {"redirect_maps": {"a.md": "page.md"}}}],
    "markdown_extensions": [
        "attr_list",
        {"toc": {"slugify": "pymdownx.slugs.slugify", "separator": "-", "kwds": {"case": "lower"}}},
    ],
    "validation": {"links": {"absolute_links": "relative_to_docs"}},
    "exclude_docs": "old/\n*.tmp.md\n",
    "not_in_nav": "x.md",
    "nav": ["page.md", {"Guide": "guide.md"}, {"More": ["sub/index.md", {"A": "/guide/"}]}],
    "extra": {"a": {"b": [1, None, 2.5, "2020-01-01"]}},
}
_JEKYLL: Final[Data] = {
    "source": ".",
    "url": "https://garden.example",
    "baseurl": "/b",
    "plugins": ["jekyll-relative-links"],
    "gems": ["jemoji"],
    "permalink": "/:categories/:year/:title/",
    "collections": {"notes": {"output": True, "permalink": "/:collection/:name"}},
    "defaults": [{"scope": {"path": "docs", "type": "pages"}, "values": {"permalink": "/:path/"}}],
    "exclude": ["vendor"],
    "include": ["_pages"],
    "markdown": "kramdown",
    "kramdown": {"input": "GFM"},
}
_QUARTO: Final[Data] = {
    "project": {"type": "website", "render": ["*.qmd", "docs/"], "output-dir": "_site"},
    "website": {
        "site-url": "https://garden.example",
        "navbar": {"left": ["docs/page.md", {"text": "A", "href": "docs/guide.md"}]},
        "sidebar": [{"contents": ["docs/page.md", {"section": "S", "contents": "auto"}]}],
    },
    "book": {"chapters": ["index.qmd", {"part": "P", "chapters": ["docs/guide.md"]}]},
}
_MYST: Final[Data] = {
    "version": 1,
    "project": {
        "title": "Garden",
        "toc": [{"file": "docs/page.md", "children": [{"file": "docs/guide.md"}, {"glob": "*"}]}],
        "exclude": ["old"],
    },
    "site": {"options": {"folders": True}, "nav": [{"title": "A", "url": "/guide"}]},
}
_DOCUSAURUS: Final = """\
// comment
export default {
  url: 'https://garden.example', baseUrl: '/b/', trailingSlash: false,
  staticDirectories: ['static', "other"],
  presets: [['classic', {docs: {path: 'docs', routeBasePath: 'd', lastVersion: '1.0'},
    blog: {routeBasePath: '/news'}}]],
  plugins: [['@docusaurus/plugin-content-docs', {id: 'x', path: 'docs', routeBasePath: `y`}]],
  themeConfig: {navbar: {items: [{to: '/guide', label: 'a'}]}},
};
"""
_VITEPRESS: Final = """\
export default {
  srcDir: '.', base: '/b/', cleanUrls: true, rewrites: {'docs/a.md': 'docs/b.md', ':x/y': 'z/:x'},
  srcExclude: ['**/old/**', '{a,b}/*.md'], ignoreDeadLinks: [/^\\/x/, '/y', /z+$/],
  themeConfig: {nav: [{text: 'a', link: '/docs/guide'}], sidebar: {'/docs/': [{link: 'page'}]}},
  publicDir: 'public',
};
"""
_ASTRO: Final = """\
import starlight from '@astrojs/starlight';
export default {
  site: 'https://garden.example', base: '/b', trailingSlash: 'always', srcDir: './src',
  publicDir: './public', build: {format: 'file'}, vite: {a: {b: 'c'}}, redirects: {'/a': '/b'},
  integrations: [starlight({locales: {root: {label: 'E'}, de: {}}, defaultLocale: 'root',
    sidebar: [{label: 'a', link: '/guide/'}]})],
};
"""
_NEXT: Final = """\
module.exports = { basePath: '/b', trailingSlash: true, contentDirBasePath: '/docs',
  pageExtensions: ['md', 'mdx'], i18n: {locales: ['en'], defaultLocale: 'en'} };
"""
_ELEVENTY: Final = """\
module.exports = function (c) {
  c.addPassthroughCopy('img'); c.setTemplateFormats(['md', 'njk']);
  return { pathPrefix: '/b/', dir: { input: 'docs', output: 'out', data: '_data' } };
};
"""
_SVELTE: Final = """\
export default { extensions: ['.svelte', '.md'],
  kit: { files: { routes: 'docs', assets: 'static' }, paths: { base: '/b' } } };
"""
_HOSTS: Final = """\
/old/* /guide 301
/a/:b/c /:b 302!
/*x*y /z
"""
_IGNORED: Final = "*.tmp\n!keep.tmp\n/build/\ndocs/**/x\n[a-z]*.log\n\\#a\n**/b/**\nc?d\n"

SETTINGS_FILES: Final = {
    item.path: item
    for item in (
        SettingsFile("nblint.toml", _NBLINT, beside=_WORDS),
        SettingsFile("pyproject.toml", {"tool": {"nblint": _NBLINT, "x": {"a": 1}}}, beside=_WORDS),
        SettingsFile(".gitignore", _IGNORED),
        SettingsFile("docs/.gitignore", _IGNORED),
        SettingsFile("nblint-words.txt", "foo\nBar # comment\n# more\nschön\n"),
        SettingsFile("mkdocs.yml", _MKDOCS, beside={"base.yml": "site_name: B\n"}),
        SettingsFile("base.yml", _MKDOCS, beside={"mkdocs.yml": "INHERIT: base.yml\n"}),
        SettingsFile("zensical.toml", {"project": {"docs_dir": "docs", "nav": ["page.md"]}}),
        SettingsFile("docusaurus.config.js", _DOCUSAURUS),
        SettingsFile(
            "sidebars.json",
            {"docs": ["guide", {"type": "category", "label": "A", "items": ["page"]}]},
            beside={"docusaurus.config.js": _DOCUSAURUS},
        ),
        SettingsFile(
            "docs/_category_.json",
            {"label": "A", "position": 1, "link": {"type": "generated-index", "slug": "/a"}},
            beside={"docusaurus.config.js": _DOCUSAURUS},
        ),
        SettingsFile(".vitepress/config.mts", _VITEPRESS),
        SettingsFile("vercel.json", {"redirects": [{"source": "/a/:b*", "destination": "/c"}]}),
        SettingsFile("_redirects", _HOSTS, beside={".vitepress/config.mts": _VITEPRESS}),
        SettingsFile(
            "netlify.toml",
            {"redirects": [{"from": "/a/*", "to": "/b", "status": 301}]},
            beside={"hugo.toml": "contentDir = 'docs'\n"},
        ),
        SettingsFile(
            "book.toml",
            {
                "book": {"title": "G", "src": "docs"},
                "output": {"html": {"site-url": "/b/", "redirect": {"/a.html": "page.html"}}},
                "preprocessor": {"x": {"command": "y"}},
            },
            beside={"docs/SUMMARY.md": "- [Page](page.md)\n"},
        ),
        SettingsFile("hugo.toml", _HUGO),
        SettingsFile("hugo.yaml", _HUGO),
        SettingsFile("config.json", _HUGO),
        SettingsFile("config/_default/languages.toml", {"en": _HUGO["languages"]["en"]}),
        SettingsFile("_config.yml", _JEKYLL),
        SettingsFile("_quarto.yml", _QUARTO),
        SettingsFile("myst.yml", _MYST),
        SettingsFile(
            "_toc.yml",
            {
                "format": "jb-book",
                "root": "docs/page",
                "parts": [{"caption": "A", "chapters": [{"file": "docs/guide", "sections": []}]}],
            },
        ),
        SettingsFile("astro.config.mjs", _ASTRO, "src/content/docs"),
        SettingsFile("next.config.js", _NEXT, "pages"),
        SettingsFile("svelte.config.js", _SVELTE),
        SettingsFile("eleventy.config.js", _ELEVENTY),
        SettingsFile(
            "docs/docs.json",
            {"permalink": "/{{ page.fileSlug }}/", "tags": ["a"], "layout": "x"},
            beside={"eleventy.config.js": _ELEVENTY},
        ),
        SettingsFile("conf.py", "extensions = ['myst_parser']\nhtml_extra_path = ['a']\n"),
        SettingsFile("antora.yml", {"name": "a", "version": None, "nav": ["docs/nav.adoc"]}),
        SettingsFile("gatsby-config.js", "module.exports = { pathPrefix: '/b' }\n"),
        SettingsFile("nuxt.config.ts", "export default { app: { baseURL: '/b/' } }\n"),
        SettingsFile(".vuepress/config.js", "module.exports = { base: '/b/' }\n"),
        SettingsFile("zola.toml", {"base_url": "https://garden.example"}, "content"),
        SettingsFile(
            ".obsidian/app.json",
            {"attachmentFolderPath": "x", "newLinkFormat": "relative", "useMarkdownLinks": False},
        ),
        SettingsFile(
            "docs/_index.md",
            "---\ncascade:\n  - target: {path: '/**', kind: page}\n    draft: true\n---\n",
            beside={"hugo.toml": "contentDir = 'docs'\n"},
        ),
    )
}
"""Settings files by their paths."""
