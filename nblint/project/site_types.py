"""The parts of which the description of a site is made."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Literal, get_args

from msgspec import Struct

from nblint.project.project_kinds import ProjectKind

Meta = Mapping[str, Any] | None
"""The publishing fields of a page's front matter; None where the page has no front matter."""

Form = Literal["link", "image", "rooted", "html", "media", "component", "meta"]
"""How a link is written.

Relative in a Markdown link or image; root-relative; in a link of HTML, or in HTML that shows a
file; in an element that may be a component, which handles it in its own way; in metadata.
"""

FORMS: frozenset[Form] = frozenset(get_args(Form))


class ConfigFile(Struct, frozen=True, kw_only=True):
    """The configuration of a site: an absolute `path` in the directory `home`.

    `path` is "" where no file describes the site.
    """

    kind: ProjectKind
    home: str
    path: str = ""


class Mount(Struct, frozen=True):
    """A directory, absolute, and the URL path below which its files are published.

    Where directories differ in `part`, links by source do not lead from one to the other.
    """

    path: str
    at: str = "/"
    part: str = ""


class SourceFile(Struct, frozen=True):
    """A file in a content directory: `path` is relative to that of `mount`, with slashes."""

    mount: Mount
    path: str
    meta: Meta

    @property
    def file(self) -> str:
        """The absolute path of the file."""
        return os.path.join(self.mount.path, self.path)


class Fault(Struct, frozen=True, kw_only=True):
    """Why little is known of a site: what is wrong with one of the files that describe it.

    `file` is absolute, `line` counts from 1. `error` is set where nblint itself failed.
    """

    generator: str
    file: str
    message: str = ""
    line: int | None = None
    error: Exception | None = None


class BasePath(Struct, frozen=True, kw_only=True):
    """What a generator does with the base path in root-relative links.

    added: it is put before a URL that lacks it
    always_added: and before one that has it, too
    required: a link without it leads out of the site
    required_for_pages: the same for links to pages only
    """

    added: bool = False
    always_added: bool = False
    required: bool = False
    required_for_pages: bool = False


class LinkRules(Struct, frozen=True, kw_only=True):
    """How a generator understands links to files of the site.

    source_forms: the forms of links that may name the source of a page or file; where links may,
        images may
    relative_to_url: a relative link that names no file is relative to the URL of its page only
    published_only: pages that have no URL are not copied to the site either
    closed: a relative link to a file outside the site's directories is broken on the site
    """

    source_forms: frozenset[Form] = FORMS
    relative_to_url: bool = False
    published_only: bool = False
    closed: bool = False
