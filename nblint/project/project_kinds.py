"""The kinds of projects, the only table of them: how each is recognised and what its files mean.

Regular expressions are strings, compiled where they are used, since most runs need few of them.
A generator's module is imported when a site of it is found. Where several generators claim a
directory, the one that comes first in `KINDS` has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.model import Dialect

if TYPE_CHECKING:
    from collections.abc import Iterable

_DATA = ("toml", "yaml", "yml", "json")
_SCRIPTS = ("js", "mjs", "cjs", "ts", "mts")


class DialectMark(Struct, frozen=True):
    """A dialect; with a `pattern`, only where the configuration file contains a match."""

    dialect: Dialect
    pattern: str = ""


class DialectSyntax(Struct, frozen=True):
    """Syntax that only one dialect has: each match of `pattern` contains one of `hints`."""

    dialect: Dialect
    pattern: str
    hints: tuple[str, ...]


class ProjectKind(Struct, frozen=True, kw_only=True):
    """A kind of project, most often a site generator.

    name: what settings and reports call it
    config_files: names of its configuration, files or directories
    companions: groups of names; a directory that contains one of each group is of this kind
    directory_suffix: ends the name of a directory of this kind
    module: the module of `nblint.project.generators` that reads it; "" if nblint has no generator
    slug: the anchor flavour, where the generator does not know more
    dialects: what its pages are written in, the first that fits
    syntax: by which a page of this dialect is recognised in any project
    dialect_extensions: file extensions of a dialect in any project
    fills_link_text: a pattern of pages whose empty links get their text from the generator
    indented_blocks: indented text may belong to a block
    generated_sections: a pattern of lines that plugins replace with sections
    includes: patterns of directives that insert text, with groups for the path (verbose syntax)
    page_includes: how a directive begins that may insert another page
    publishing_keys: front matter fields that decide the URL of a page, or if it has one
    draft_values: the values of front matter fields that mark a draft
    draft_directories: names of directories of drafts
    published_prefixed: names that are published although they begin with an underscore
    output_directories: names of directories that the generator writes
    cascades: sections pass front matter on to their pages
    marks_label_scope: labels, and root-relative paths in directives, belong to its directory
    project_labels: ``#label`` leads to any page of the project that defines it
    label_files: configuration files that may say that labels come from elsewhere
    external_labels: a pattern of what says so
    content_beside_code: its content often lies in the root of a repository
    requires_front_matter: pages without front matter are not published
    has_wikilinks: links may name any last part of a path below its directory
    host: the host name of a platform that shows the pages of repositories
    scaffold_directories: names of directories of files from which new pages are made
    title_in_name: a pattern of the beginning of file names that hold the title
    """

    name: str
    config_files: tuple[str, ...] = ()
    companions: tuple[tuple[str, ...], ...] = ()
    directory_suffix: str = ""
    module: str = ""
    slug: str = ""
    dialects: tuple[DialectMark, ...] = ()
    syntax: DialectSyntax | None = None
    dialect_extensions: tuple[str, ...] = ()
    fills_link_text: str = ""
    indented_blocks: bool = False
    generated_sections: str = ""
    includes: tuple[str, ...] = ()
    page_includes: tuple[str, ...] = ()
    publishing_keys: tuple[str, ...] = ()
    draft_values: tuple[tuple[str, object], ...] = ()
    draft_directories: tuple[str, ...] = ()
    published_prefixed: tuple[str, ...] = ()
    output_directories: tuple[str, ...] = ()
    cascades: bool = False
    marks_label_scope: bool = False
    project_labels: bool = False
    label_files: tuple[str, ...] = ()
    external_labels: str = ""
    content_beside_code: bool = False
    requires_front_matter: bool = False
    has_wikilinks: bool = False
    host: str = ""
    scaffold_directories: tuple[str, ...] = ()
    title_in_name: str = ""


def _named(name: str, extensions: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{name}.{extension}" for extension in extensions)


# mkdocstrings brings autorefs with it (mkdocstrings, "Usage", "Cross-references"); PyMdown
# Extensions, "Snippets", "Auto-Append Snippets".
_LABELS = r"(?m)^(?:[ \t-]*['\"]?|\[[\w.-]*\.)(?:autorefs|mkdocstrings|auto_append)\b"
_MKDOCS_DIALECTS = (DialectMark("mkdocs-labels", _LABELS), DialectMark("mkdocs"))
# MyST, "Directives & Roles".
_MYST_SYNTAX = (
    r"(?m)^[ \t>]*(?:`{3,}|~{3,}|:{3,})\{(?:note|tip|warning|important|seealso|admonition|figure"
    r"|image|include|literalinclude|toctree|tableofcontents|code-block|code-cell|list-table"
    r"|csv-table|math|card|grid|tab-set|dropdown|margin|sidebar|eval-rst|mermaid|glossary"
    r"|bibliography)\}"
    r"|^\([\w:.-]+\)=[ \t]*$|\{(?:doc|ref|numref|eq|term|download|cite(?::\w+)?|abbr)\}`"
)
# A shortcode may take the path by any name, in quotes or not.
_SHORTCODE_INCLUDE = r"""
    \{\{[<%]\s*(?:[\w./-]*/)?(?:include|readfile)[\w-]*
        (?:\s+(?:(?:file|path)\s*=\s*)?(?:"([^"\n]+)"|`([^`\n]+)`|([^\s"`=%>]+))\s*[%>]\}\})?
    """
_BRACE_INCLUDE = r"\{\{\s*+(?:[#<%]\s*+)?include"

KINDS = (
    ProjectKind(
        name="MkDocs",
        config_files=("mkdocs.yml", "mkdocs.yaml"),
        module="mkdocs",
        dialects=_MKDOCS_DIALECTS,
        indented_blocks=True,
        # Of mkdocstrings, mkdocs-click and the like.
        generated_sections=r"(?m)^:::[ \t]+[^\s{]",
        includes=(
            r"""^[ \t]*--8<--(?:[ \t]+["']([^"'\n:]+)["'][ \t]*$)?""",
            # A comment in the place of a heading is for a hook.
            r"^\#{1,6}[ \t]+<!--\s*\w+:\w[^\n]*-->[ \t]*$",
        ),
        page_includes=("--8<--", r"\{!"),
    ),
    # Zensical reads pages as MkDocs does (Zensical, "Compatibility").
    ProjectKind(
        name="Zensical",
        config_files=("zensical.toml", "zensical.yml"),
        module="mkdocs",
        dialects=_MKDOCS_DIALECTS,
    ),
    ProjectKind(
        name="Docusaurus",
        config_files=_named("docusaurus.config", _SCRIPTS),
        module="docusaurus",
        includes=(r"""^import\s+\w+\s+from\s+['"]([^'"\n]+\.mdx?)['"]""",),
        publishing_keys=("id", "slug"),
    ),
    ProjectKind(
        name="VitePress",
        config_files=(".vitepress",),
        module="vitepress",
        content_beside_code=True,
        includes=(r"<!--\s*@include(?::\s*([^\s{}]+\.md)[^\n]*-->)?",),
        page_includes=(r"<!--\s*+@include",),
    ),
    ProjectKind(
        name="mdBook",
        config_files=("book.toml",),
        module="mdbook",
        includes=(r"\{\{\#include(?:\s+([^\s:{}]+)[^\n{}]*\}\})?",),
        page_includes=(_BRACE_INCLUDE,),
    ),
    ProjectKind(
        name="Carpentries Workbench",
        config_files=("config.yaml",),
        module="carpentries",
    ),
    ProjectKind(
        name="Hugo",
        config_files=(*_named("hugo", _DATA), *_named("config", _DATA), "config"),
        module="hugo",
        cascades=True,
        includes=(_SHORTCODE_INCLUDE, r"\{\{[<%]\s*(?:[\w./-]*/)?(?:render-|get-page)"),
        page_includes=(_BRACE_INCLUDE,),
        publishing_keys=(
            *("expiryDate", "expirydate", "unpublishdate", "_build", "build", "headless"),
            *("aliases", "categories", "date", "draft", "slug", "title", "type", "url"),
        ),
        draft_values=(("draft", True),),
        published_prefixed=("_index",),
        scaffold_directories=("archetypes",),
    ),
    ProjectKind(
        name="Quarto",
        config_files=("_quarto.yml", "_quarto.yaml"),
        module="quarto",
        dialects=(DialectMark("quarto"),),
        dialect_extensions=(".qmd", ".rmd"),
        content_beside_code=True,
        marks_label_scope=True,
        includes=(_SHORTCODE_INCLUDE,),
        page_includes=(_BRACE_INCLUDE,),
        publishing_keys=("aliases", "draft"),
        output_directories=("_site",),
    ),
    ProjectKind(
        name="MyST",
        config_files=("myst.yml", "myst.yaml"),
        module="myst",
        dialects=(DialectMark("myst"),),
        syntax=DialectSyntax("myst", _MYST_SYNTAX, ("`{", ":{", "~{", ")=", "}`")),
        fills_link_text=(
            r"(?im)^ *(?:`{3,}|:{3,})\{[\w:-]+\}|\{[\w:-]+\}`|^\([\w:.-]+\)=$"
            r"|\b(?:myst|sphinx|jupyter.?book)"
        ),
        marks_label_scope=True,
        project_labels=True,
        includes=(r"\{include\}(?:[ \t]+(\S+)[ \t]*$)?",),
        page_includes=(r"```\{include\}", r":::\{include\}"),
        output_directories=("_build",),
    ),
    ProjectKind(name="Astro", config_files=_named("astro.config", _SCRIPTS), module="astro"),
    ProjectKind(
        name="SvelteKit", config_files=_named("svelte.config", _SCRIPTS), module="sveltekit"
    ),
    ProjectKind(name="Next.js", config_files=_named("next.config", _SCRIPTS), module="next"),
    ProjectKind(
        name="Eleventy",
        config_files=(".eleventy.js", *_named("eleventy.config", _SCRIPTS)),
        module="eleventy",
        content_beside_code=True,
        publishing_keys=("permalink",),
        output_directories=("_site",),
    ),
    ProjectKind(
        name="Jupyter Book",
        config_files=("_toc.yml",),
        module="jupyter_book",
        dialects=(DialectMark("myst"),),
        marks_label_scope=True,
        project_labels=True,
        label_files=("_config.yml",),
        output_directories=("_build",),
    ),
    ProjectKind(
        name="Sphinx",
        config_files=("conf.py",),
        module="others",
        dialects=(DialectMark("myst", r"myst[_-](?:parser|nb)"),),
        marks_label_scope=True,
        project_labels=True,
        label_files=("conf.py",),
        # What lets plain labels lead out of the project, or makes labels of code.
        external_labels=r"intersphinx|autodoc|autosummary|autoapi|api\.sphinx",
        output_directories=("_build",),
    ),
    ProjectKind(name="Antora", config_files=("antora.yml",), module="others"),
    ProjectKind(name="Gatsby", config_files=_named("gatsby-config", _SCRIPTS), module="others"),
    ProjectKind(name="Nuxt", config_files=_named("nuxt.config", _SCRIPTS), module="others"),
    ProjectKind(name="VuePress", config_files=(".vuepress",), module="others", slug="vitepress"),
    ProjectKind(name="Zola", config_files=("zola.toml",), module="others"),
    ProjectKind(
        name="Jekyll",
        config_files=("_config.yml", "_config.yaml", "_config.toml"),
        module="jekyll",
        content_beside_code=True,
        requires_front_matter=True,
        includes=(
            r"""\{%-?\s*include[\w-]*(?:\s+["']([^"'\n]+)["']\s*-?%\}|\s+([\w./-]+)\s*-?%\})?""",
        ),
        page_includes=(r"\{%-?\s*+include",),
        publishing_keys=(
            *("categories", "category", "date", "permalink", "published"),
            *("redirect_from", "redirect_to", "slug", "title"),
        ),
        draft_values=(("published", False),),
        draft_directories=("_drafts",),
        published_prefixed=("_posts", "_drafts"),
        title_in_name=r"\d{4}-\d{1,2}-\d{1,2}-",
        output_directories=("_site",),
    ),
    ProjectKind(
        name="Obsidian",
        config_files=(".obsidian",),
        module="obsidian",
        slug="obsidian",
        has_wikilinks=True,
        dialects=(DialectMark("obsidian"),),
    ),
    ProjectKind(name="MDX", dialects=(DialectMark("mdx"),), dialect_extensions=(".mdx",)),
    ProjectKind(name="GitHub", config_files=(".github",), host="github.com", slug="github"),
    ProjectKind(
        name="GitLab",
        config_files=(".gitlab-ci.yml", ".gitlab"),
        host="gitlab.com",
        slug="gitlab",
    ),
    ProjectKind(
        name="Bitbucket",
        config_files=("bitbucket-pipelines.yml",),
        host="bitbucket.org",
        slug="bitbucket",
    ),
    # GitHub Docs, "Adding or editing wiki pages"; GitLab Docs, "Wiki".
    ProjectKind(
        name="wiki",
        directory_suffix=".wiki",
        companions=(("_Sidebar.md", "_sidebar.md"), ("Home.md", "home.md")),
        dialects=(DialectMark("wiki"),),
    ),
)

_BY_NAME = {kind.name: kind for kind in KINDS}
NO_KIND = ProjectKind(name="")
"""What settings describe that name no generator."""

GENERATORS = tuple(kind for kind in KINDS if kind.module)
"""The kinds of which nblint has a generator."""

GENERATOR_NAMES = tuple(kind.name for kind in GENERATORS)

DIALECT_KINDS = tuple(
    _BY_NAME[name]
    for name in (
        *("Obsidian", "MyST", "Jupyter Book", "Sphinx", "Quarto", "MkDocs", "Zensical", "wiki"),
    )
)
"""The kinds that decide the dialect of a directory, in the order in which they are tried."""


def _dialects(kinds: Iterable[ProjectKind]) -> frozenset[Dialect]:
    return frozenset(mark.dialect for kind in kinds for mark in kind.dialects)


INDENTED_BLOCK_DIALECTS = _dialects(kind for kind in KINDS if kind.indented_blocks)
EXTERNAL_LABEL_DIALECTS = frozenset(
    mark.dialect for kind in KINDS for mark in kind.dialects if mark.pattern == _LABELS
)
"""In which names may be defined by what a plugin reads."""

LINK_TEXT_DIALECTS = _dialects(kind for kind in KINDS if kind.fills_link_text)
LINK_TEXT_SYNTAXES = tuple(kind.fills_link_text for kind in KINDS if kind.fills_link_text)
GENERATED_SECTIONS = {
    kind.dialects[-1].dialect: kind.generated_sections for kind in KINDS if kind.generated_sections
}
SYNTAXES = tuple(kind.syntax for kind in KINDS if kind.syntax)
DIALECT_EXTENSIONS = {
    extension: kind.dialects[0].dialect for kind in KINDS for extension in kind.dialect_extensions
}
LABEL_SCOPE_MARKS = tuple(
    name for kind in KINDS if kind.marks_label_scope for name in kind.config_files
)
VAULT_MARKS = tuple(name for kind in KINDS if kind.has_wikilinks for name in kind.config_files)
WIKILINK_SLUG = next(kind.slug for kind in KINDS if kind.has_wikilinks)
"""The anchor flavour of the fragments of wiki links."""

EXTERNAL_LABELS = tuple(kind.external_labels for kind in KINDS if kind.external_labels)
LABEL_FILES = tuple(name for kind in KINDS for name in kind.label_files)
INCLUDES = tuple(dict.fromkeys(pattern for kind in KINDS for pattern in kind.includes))
PAGE_INCLUDES = tuple(dict.fromkeys(pattern for kind in KINDS for pattern in kind.page_includes))
PUBLISHING_KEYS = frozenset(key for kind in KINDS for key in kind.publishing_keys)
DRAFT_VALUES = tuple(item for kind in KINDS for item in kind.draft_values)
DRAFT_DIRECTORIES = tuple(name for kind in KINDS for name in kind.draft_directories)
PUBLISHED_PREFIXED = tuple(name for kind in KINDS for name in kind.published_prefixed)

SCAFFOLD_DIRECTORIES = frozenset(name for kind in KINDS for name in kind.scaffold_directories)
TITLED_NAMES = tuple(kind.title_in_name for kind in KINDS if kind.title_in_name)
PLATFORM_SLUGS = {name: kind.slug for kind in KINDS if kind.host for name in kind.config_files}
"""The anchor flavours of platforms, by names that only they know."""

HOST_SLUGS = {kind.host: kind.slug for kind in KINDS if kind.host}
PACKAGE_DIRECTORIES = frozenset({"node_modules"})
DEPENDENCY_DIRECTORIES = PACKAGE_DIRECTORIES | {"vendor"}
"""Where package managers put the files of others."""

OUTPUT_DIRECTORIES = frozenset(name for kind in KINDS for name in kind.output_directories)
GENERATED_DIRECTORIES = PACKAGE_DIRECTORIES | OUTPUT_DIRECTORIES
"""What no site publishes of the directories among its pages."""

NO_ASSET_USES = DEPENDENCY_DIRECTORIES | OUTPUT_DIRECTORIES | {"target", "dist"}
"""Where a file name in a text is no use of an asset."""

NO_SITES = NO_ASSET_USES | {"build"}
"""Where no site is searched for."""

NO_LABELS = GENERATED_DIRECTORIES | {"public", "build", "dist"}
"""Where no source defines a label."""


def find_kind(name: str) -> ProjectKind:
    """Return the kind with a name, `NO_KIND` for any other."""
    return _BY_NAME.get(name, NO_KIND)
