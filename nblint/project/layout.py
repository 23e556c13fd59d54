"""How a site lies on disk and at which addresses it is published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, get_args

from msgspec import Struct

EXPIRY_KEYS = ("expiryDate", "expirydate", "unpublishdate")
"""The fields that say until when Hugo publishes a page."""

PUBLISHING_KEYS = frozenset(
    {
        *EXPIRY_KEYS,
        "_build",
        "aliases",
        "build",
        "categories",
        "category",
        "date",
        "draft",
        "headless",
        "id",
        "permalink",
        "published",
        "redirect_from",
        "redirect_to",
        "slug",
        "title",
        "type",
        "url",
    }
)
"""The fields of front matter that say at which address a page is published, and whether it is."""

Meta = Mapping[str, Any] | None
"""Those fields of one page; None where the page has no front matter."""


Form = Literal["link", "image", "rooted", "html", "media", "component", "meta"]
"""How an address is written: relative in a link or an image of Markdown, in a link of HTML or what
it shows, in what may be a component, which does with it what it likes, in metadata, or rooted."""

FORMS: frozenset[Form] = frozenset(get_args(Form))


class Folder(Struct, frozen=True):
    """A folder, absolute, and the address below which its files are published.

    Where folders differ in `part`, links by source do not lead from one to the other.
    """

    path: str
    at: str = "/"
    part: str = ""


class SourceFile(Struct, frozen=True):
    """A file of a content folder: `path` is relative to `folder`, with slashes."""

    folder: Folder
    path: str
    meta: Meta


class Fault(Struct, frozen=True):
    """Why little is known of a site: what is wrong with one of the files that describe it.

    `file` is absolute, `line` from 1 or None. `error` is there where nblint itself failed.
    """

    generator: str
    file: str
    message: str = ""
    line: int | None = None
    error: Exception | None = None


class Layout(Struct, frozen=True):
    """What was inferred of one site.

    generator: who publishes it
    home: the folder of its configuration, absolute
    origin: the configuration that said so, absolute; "" where a folder's name did
    contents: folders of pages; where folders lie in each other the inner one counts
    statics: folders whose files are served as they are
    members: folders whose pages are the site's too, at addresses that only a program knows
    url, base: where it is published, and the path of that ("/" or "/docs/")
    slug: the flavour of its anchors; "" where that is not known
    sure: each of its pages comes of a file, so that an address without one is none
    owned: the same below these addresses only
    made: regular expressions (`nblint.files.matching`) of addresses of pages without a file
    makes_sources: pages may be written by a program before the site is made
    themed: files may come from a theme or a module that is not at hand
    shelved: the site stands among others, to which relative links lead
    adds_base: the base is put before a root-relative address that lacks it
    doubles_base: and before one that has it, too
    keeps_html: but links of HTML stay as they are, so that those without the base lead out of it
    needs_base: a root-relative address without the base leads out of the site
    hooks_links: links are rewritten by the site itself, so that a relative one may mean anything
    templates: folders of what is drawn around the text of a page
    shortcodes: those of the site, each with whether it may put anchors into a page; others may
        where the site is `themed`
    by_address: a relative link that names no file is relative to the page's address, to that only
    by_logical_path: a link may call a page by its logical path, as Hugo's own render hooks have it
    flexible: an address may be that of a file with any ending of a page
    either_form: a page may be served without the slash at the end of its address, too
    from_contents: a link by source that begins with a name may also begin at a content folder
    home_alias: stands for the folder of the configuration at the head of a path; "" for nothing
    ending: put after an address of a page that has none, or that of its source; None for neither
    by_source: the forms of links that lead to a page, or a file, by the path of its source; where a
        link does, an image does
    plain_members: what `by_source` says holds on members, too
    chosen: pages that have no address are left out of the site, also as files
    closed: a relative link to a file that is none of the site's leads nowhere on it
    project_labels: ``#label`` leads to whatever page defines it
    unique: no two pages are meant to have one address
    hides_drafts: a page whose front matter calls it a draft is left out
    redirects: addresses that lead to other ones
    listed: pages that the site's own navigation names, absolute
    lists_all: the navigation is made of all pages
    options: what the generator's own functions need
    fault: why the configuration could not be read; nothing else is known then, and the generator's
        functions are not to be called
    """

    generator: str
    home: str
    origin: str = ""
    contents: tuple[Folder, ...] = ()
    statics: tuple[Folder, ...] = ()
    members: tuple[str, ...] = ()
    url: str = ""
    base: str = "/"
    slug: str = ""
    sure: bool = False
    owned: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    makes_sources: bool = False
    themed: bool = False
    shelved: bool = False
    adds_base: bool = False
    doubles_base: bool = False
    keeps_html: bool = False
    needs_base: bool = False
    hooks_links: bool = False
    templates: tuple[str, ...] = ()
    shortcodes: dict[str, bool] = {}
    by_address: bool = False
    by_logical_path: bool = False
    flexible: bool = False
    either_form: bool = False
    from_contents: bool = False
    home_alias: str = ""
    ending: str | None = None
    by_source: frozenset[Form] = FORMS
    plain_members: bool = False
    chosen: bool = False
    closed: bool = False
    project_labels: bool = False
    unique: bool = True
    hides_drafts: bool = True
    redirects: dict[str, str] = {}
    listed: frozenset[str] = frozenset()
    lists_all: bool = False
    options: dict[str, Any] = {}
    fault: Fault | None = None


Resources = Callable[[Layout, SourceFile, Mapping[str, str]], Iterable[str]]


class Workings(Struct, frozen=True):
    """What nblint knows of a site generator.

    `inspect` gets a folder and the name of the configuration in it, and returns how the site lies,
    or None if it is none of the generator's. `addresses` returns where a file is published, its own
    address first; none if it is not. `resources` does so for other files, given the addresses of
    all pages by their files. `shows` tells whether the site's own navigation leads to a page;
    `Layout.listed` does so by files.
    """

    inspect: Callable[[str, str], Layout | None]
    addresses: Callable[[Layout, SourceFile], Iterable[str]]
    resources: Resources | None = None
    shows: Callable[[Layout, SourceFile], bool] | None = None
