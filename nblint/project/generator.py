"""A site, as its generator publishes it: what a link on one of its pages leads to.

`Generator` is what generators have in common. Each overrides the methods in which it differs.
"""

from __future__ import annotations

import os
import posixpath
import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin

from msgspec import Struct
from msgspec.structs import replace

from nblint.model.file_types import CONTENT, HTML, NOTEBOOKS, is_markdown
from nblint.project.config_reader import held_to, read_text, walk
from nblint.project.generators.common import by_path
from nblint.project.host_redirects import HostRedirects
from nblint.project.page_index import PageIndex, is_readme, url_key
from nblint.project.project_files import NO_FILES, ProjectFiles, page_candidates
from nblint.project.repository_links import ROUTE_EXTENSIONS, is_citation, is_platform_page
from nblint.project.resolution import LinkOutcome, Resolution
from nblint.project.site_types import (
    BasePath,
    ConfigFile,
    Fault,
    LinkRules,
    Mount,
    SourceFile,
)
from nblint.project.url_patterns import match_any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nblint.files.matching import Automaton
    from nblint.project.site_types import Form

# Links of these forms are followed from the page as it is published.
_FOLLOWED_FORMS = frozenset({"link", "image", "html"})
_URL_EXTENSIONS = frozenset({"", *HTML})
# Characters of a pattern in `generated_urls`; a longer one may match anything.
_LONGEST = 2_000
_INDEX = re.compile(r"(?:^|/)index\.html?$")
_ID = re.compile(r"\b(?:id|name)=[\"']?([\w.:-]+)")


class Generator(Struct, frozen=True, kw_only=True, dict=True, eq=False):
    """A site of one generator.

    config_file: describes the site
    contents: directories of pages; where they are nested the inner one counts
    statics: directories whose files are served as they are
    members: directories whose pages are the site's too, at URLs that only a program knows
    url, base: where it is published, and the path of that ("/" or "/docs/")
    slug: the flavour of its anchors; "" where that is not known
    is_complete: each of its pages comes from a file, so a URL without one is missing
    generated_urls: regular expressions (`nblint.files.matching`) of URLs of pages without a file
    generates_sources: a program may write pages before the site is built
    base_path: what becomes of the base in root-relative links
    links: how links to files are understood
    templates: directories of what is drawn around the text of a page
    redirects: URLs that lead to other ones
    hides_drafts: a page whose front matter calls it a draft is not published
    files: the project that the site belongs to
    """

    config_file: ConfigFile
    contents: tuple[Mount, ...] = ()
    statics: tuple[Mount, ...] = ()
    members: tuple[str, ...] = ()
    url: str = ""
    base: str = "/"
    slug: str = ""
    is_complete: bool = False
    generated_urls: tuple[str, ...] = ()
    generates_sources: bool = False
    base_path: BasePath = BasePath()
    links: LinkRules = LinkRules()
    templates: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
    hides_drafts: bool = True
    files: ProjectFiles = NO_FILES

    has_asset_urls: ClassVar[bool] = False
    """Whether `asset_urls` has to be asked."""

    has_unique_urls: ClassVar[bool] = True
    """Whether no two pages are meant to have one URL."""

    # What a generator defines.

    @classmethod
    def read(cls, config_file: ConfigFile) -> Generator | None:
        """Return the site that a configuration describes, or None if it describes none.

        Raises UnreadableConfigError.
        """
        return cls(config_file=config_file)

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return where a file is published, its own URL first; none if it is not."""
        return by_path(source)

    def asset_urls(self, source: SourceFile, pages: Mapping[str, str]) -> Iterable[str]:
        """Return where a file that is no page is published, given the URLs of all pages."""
        return ()

    def is_listed(self, source: SourceFile) -> bool:
        """Tell whether the navigation of the site leads to a page."""
        return False

    def complete_url(self, url: str) -> str:
        """Return a URL with the extension that the generator adds to those of pages."""
        return url

    def expand_alias(self, directory: str, path: str) -> tuple[str, str]:
        """Return where a relative path starts, given its page's directory, and the path itself."""
        return directory, path

    def find_relative(self, own: str, path: str) -> Resolution:
        """Return what a relative path leads to on a page with the URL `own`."""
        return self.find(urljoin(own, path))

    def find_by_name(self, page: str, path: str) -> str | None:
        """Return the file that a path which leads nowhere calls by a name, or None."""
        return None

    def base_path_of(self, form: Form) -> BasePath:
        """Return what becomes of the base in root-relative links of a form."""
        return self.base_path

    def owns(self, url: str) -> bool:
        """Tell whether a page at a URL would come from a file."""
        return self.is_complete

    def knows_links(self, page: str, *, names_file: bool) -> bool:
        """Tell whether it is known what becomes of a link on a page that may name a file."""
        return page in self.pages.own

    def leads_to_other_site(self, page: str, path: str) -> bool:
        """Tell whether a relative path leads to a site that is published beside this one."""
        return False

    def is_outside(self, file: str) -> bool:
        """Tell whether a file is in no directory of a site that publishes no other files."""
        return self.links.closed and not self._has(file)

    def resolve_other_case(self, path: str, other: str) -> Resolution:
        """Return what a URL leads to where `other` has it but for the letter case."""
        return Resolution(outcome=LinkOutcome.OTHER_CASE, path=path)

    def adds_anchors(self, shortcode: str) -> bool:
        """Tell whether a shortcode may put anchors into a page."""
        return False

    @property
    def asset_mounts(self) -> tuple[Mount, ...]:
        """The directories that hold all assets of the site; none where a theme may have more."""
        return self.statics

    @property
    def has_project_labels(self) -> bool:
        """Whether ``#label`` leads to any page of the project that defines it."""
        return self.config_file.kind.project_labels

    @property
    def front_matter_cascade(self) -> object:
        """The front matter that the configuration passes on to pages."""
        return None

    @property
    def fault(self) -> Fault | None:
        """Why the configuration could not be read."""
        return None

    # What is known of the site.

    @property
    def name(self) -> str:
        """The name of the generator."""
        return self.config_file.kind.name

    @property
    def home(self) -> str:
        """The directory of the configuration, absolute."""
        return self.config_file.home

    @cached_property
    def pages(self) -> PageIndex:
        """The URLs of the site's pages."""
        return PageIndex(self, self.files)

    @property
    def index_fault(self) -> Fault | None:
        """What is wrong with the URLs of the site, if they have been computed."""
        pages: PageIndex | None = vars(self).get("pages")
        return pages.fault if pages else None

    @cached_property
    def template_ids(self) -> frozenset[str]:
        """The ids that the site's own templates write around the text of its pages."""
        with held_to(self.files.disk.boundary):
            files = (path for top in self.templates for path in walk(top))
            texts = [read_text(path) for path in files if path.endswith(HTML)]
        return frozenset(match[1] for text in texts for match in _ID.finditer(text))

    @cached_property
    def _generated(self) -> Automaton:
        patterns = self.generated_urls
        return match_any(item if len(item) <= _LONGEST else ".*" for item in patterns)

    @cached_property
    def _redirects(self) -> frozenset[str]:
        return frozenset(map(url_key, self.redirects))

    @cached_property
    def _host(self) -> HostRedirects:
        disk = self.files.disk
        with held_to(disk.boundary):
            statics = (mount.path for mount in self.statics)
            return HostRedirects({self.home, disk.root, *statics})

    def is_partial(self, file: str) -> bool:
        """Tell whether a file among the pages has no URL: it is inserted into others.

        A notebook without one is served or shown as it is.
        """
        inside = any(file.startswith(item.path + os.sep) for item in self.contents)
        return inside and not file.lower().endswith(NOTEBOOKS) and file not in self.pages.own

    def shared_urls(self, file: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the URLs of a page at which several pages are published, with those."""
        if not self.has_unique_urls:
            return
        own = self.pages.own.get(file)
        for url in (*([own] if own else []), *self.pages.others.get(file, ())):
            files = self.pages.files.get(url_key(url), [])
            pages = [item for item in files if is_markdown(item) and not is_readme(item)]
            if len(pages) > 1 and file in pages:
                yield url, pages

    # What a link leads to.

    def resolve(self, page: str, path: str, form: Form) -> Resolution:
        """Return what a decoded path on a page leads to."""
        rooted = path.startswith("/")
        found = (self.resolve_root_relative if rooted else self.resolve_relative)(page, path, form)
        named = None if found.is_known else self.find_by_name(page, path)
        return Resolution(outcome=LinkOutcome.FOUND, path=named, page=named) if named else found

    def resolve_relative(self, page: str, path: str, form: Form) -> Resolution:
        """Return what a relative path leads to: a source file, or what is at its URL."""
        directory, path = self.expand_alias(os.path.dirname(page), path)
        page = os.path.join(directory, os.path.basename(page))
        source = os.path.normpath(os.path.join(directory, path))
        place = self.files.look(source)
        names_file = self.files.is_file(source)
        is_judged = place.page is not None and self.knows_links(page, names_file=names_file)
        lost = self.unpublished(place.page, form, page) if is_judged and place.page else None
        if lost is None and names_file:
            return place
        is_route = os.path.splitext(path.rstrip("/"))[1] in ROUTE_EXTENSIONS
        by_source = self.has_project_labels and not is_route
        at_url = None if by_source else self.resolve_from_url(page, path)
        if at_url and at_url.is_known:
            return at_url
        if place.is_found and (lost or not (is_route and self.links.relative_to_url)):
            return lost or place
        if self._may_be_generated(place, page, path):
            return Resolution(outcome=LinkOutcome.UNKNOWN_ROUTE, path=source)
        if at_url and at_url.is_missing and place.page:
            at_url = self.published_elsewhere(place.page, page, adds_base=self.base_path.added)
        return (
            (at_url or Resolution(outcome=LinkOutcome.UNKNOWN_ROUTE, path=source))
            if is_route
            else place
        )

    def resolve_from_url(self, page: str, path: str) -> Resolution | None:
        """Return what a path leads to from the URL of a page; None if that is not known."""
        own = self.pages.own.get(page)
        if own is None or "[" in own:
            return None
        found = self.find_relative(own, path)
        if leads_above(own, path) and (self.base != "/" or found.is_absent):
            return Resolution(outcome=LinkOutcome.UNKNOWN_ROUTE, path=found.path)
        return found

    def resolve_root_relative(self, page: str, path: str, form: Form) -> Resolution:
        """Return what a root-relative path leads to."""
        found = self._from_root(page, path, form)
        if found.is_found and found.page is None:
            return replace(found, page=self.files.index(found.path))
        if found.is_missing and not self.is_complete:
            # Where little is known of the site, a file that the hosting platform shows will do.
            shown = self.files.look_from_root(path)
            if shown.is_found and self.files.is_file(shown.path):
                return shown
        return found

    def _from_root(self, page: str, path: str, form: Form) -> Resolution:
        base, rules = self.base, self.base_path_of(form)
        # A path does not lead above the root of its site (RFC 3986, section 5.2.4).
        url = os.path.normpath("/" + path.strip("/")).replace("//", "/")
        url += "/" if path.endswith("/") and url != "/" else ""
        has_base = f"{url}/".startswith(base)
        if base != "/" and has_base and not rules.always_added:
            found = self.find("/" + url[len(base) :])
            if not (found.is_missing and rules.added):
                return found
        found = self.find(url)
        if found.is_missing and base != "/" and not rules.added:
            return Resolution(
                outcome=LinkOutcome.UNKNOWN_ROUTE, path=found.path
            )  # it leads out of the site
        required = rules.required or (rules.required_for_pages and is_markdown(found.path))
        leaves = not has_base and required and found.is_found
        if leaves and self.knows_links(page, names_file=True):
            if url == "/":  # the site around is meant, or the base was forgotten
                return Resolution(outcome=LinkOutcome.UNKNOWN_ROUTE, path=found.path)
            return self.published_elsewhere(found.path, "", adds_base=rules.added)
        return found

    def _may_be_generated(self, place: Resolution, page: str, path: str) -> bool:
        """Tell whether a path that leads to no file may mean a page that is not of this site."""
        is_elsewhere = self.generates_sources or self.leads_to_other_site(page, path)
        return (
            (self.has_project_labels and is_citation(path))
            or (is_elsewhere and place.is_no_file and is_markdown(path))
            or is_platform_page(path)
        )

    # What is at a URL, its base removed and decoded.

    def find(self, url: str) -> Resolution:
        """Return what is at a URL: by the settings, a static file, a page, a source file."""
        url = self.complete_url(url)
        for look in (self._by_settings, self._static, self._page, self.find_source):
            found = look(url)
            if found:
                return found
        return self._not_found(url)

    def _by_settings(self, url: str) -> Resolution | None:
        file = self.files.routes.file(url)
        if file is None:
            return None
        place = os.path.join(self.files.disk.root, file.lstrip("/"))
        return (
            self.files.file(place)
            if file
            else Resolution(outcome=LinkOutcome.UNKNOWN_ROUTE, path=url)
        )

    def _static(self, url: str) -> Resolution | None:
        for path in self._static_paths(url):
            found = self.files.file(path)
            if found and not self.unpublished(path, "rooted"):
                return found
        return None

    def _static_paths(self, url: str) -> Iterator[str]:
        for mount in self.statics:
            at = mount.at.rstrip("/") + "/"
            if url == mount.at:
                yield mount.path
            if f"{url}/".startswith(at):
                path = os.path.normpath(os.path.join(mount.path, url[len(at) :]))
                yield from () if url.endswith("/") else (path, f"{path}.html")
                yield os.path.join(path, "index.html")

    def _page(self, url: str) -> Resolution | None:
        files = self.pages.files.get(url_key(url))
        if files and self._answers(url, files[0]):
            return self.files.file(files[0])
        if url_key(url) in self._redirects:
            return Resolution(outcome=LinkOutcome.FOUND, path=url)
        return None

    def _answers(self, url: str, file: str) -> bool:
        """Tell whether a page answers a URL, which may end with a slash or an extension."""
        key = url_key(url)
        known = (self.pages.own[file], *self.pages.others[file])
        known = tuple(item for item in known if url_key(item) == key)
        if url.endswith("/"):
            return not all(_is_file(item) for item in known)
        return not _is_file(url) or not all(item.endswith("/") for item in known)

    def find_source(self, url: str) -> Resolution | None:
        """Return the source file at a path: many generators let a page name another's source."""
        directories = [mount.path for mount in self.contents]
        for directory in (*directories, *([self.home] if self.config_file.path else [])):
            path = os.path.normpath(os.path.join(directory, url.strip("/")))
            names = page_candidates(path) if self.files.any_extension else [path]
            for name in names:
                is_source = is_markdown(name) or self.files.any_extension
                found = self.files.file(name) if is_source else None
                if found:
                    return self.unpublished(name, "rooted") or found
        return None

    def _not_found(self, url: str) -> Resolution:
        extension = os.path.splitext(url)[1].lower()
        path = self._looked_for(url, extension)
        plain = url.rstrip("/") or "/"
        generated = self.pages.is_dynamic(plain) or self._generated.matches(plain)
        if generated or self._host.answers(plain) or self.files.ignored(path):
            return Resolution(outcome=LinkOutcome.UNKNOWN_ROUTE, path=path)
        other = self.pages.other_case(url) or self.files.disk.other_case(path)
        if other:
            return self.resolve_other_case(path, other)
        if extension in CONTENT:
            is_missing = any(self.files.disk.kind(mount.path) for mount in self.asset_mounts)
        elif is_markdown(url):
            is_missing = not self.generates_sources
        else:
            is_page = extension in _URL_EXTENSIONS or extension in NOTEBOOKS
            is_missing = (is_page or not extension[1:].isalpha()) and self.owns(url)
        return Resolution(
            outcome=LinkOutcome.MISSING if is_missing else LinkOutcome.UNKNOWN_ROUTE, path=path
        )

    def _looked_for(self, url: str, extension: str) -> str:
        mounts = self.contents if extension in _URL_EXTENSIONS else self.statics
        mount = next(iter(mounts), None)
        place = mount.path if mount else self.home
        path = os.path.normpath(os.path.join(place, url.strip("/")))
        return path if self.files.disk.inside(path) else place

    # What becomes of a source file.

    def url_of(self, file: str) -> str | None:
        """Return the URL of a file, base excluded, or None if it has none that is known."""
        own = self.pages.own.get(file)
        if own is not None:
            return own
        for mount in self.statics:
            if file.startswith(mount.path + os.sep):
                path = os.path.relpath(file, mount.path).replace(os.sep, "/")
                return urljoin(mount.at.rstrip("/") + "/", path)
        return None

    def unpublished(self, file: str, form: Form, page: str = "") -> Resolution | None:
        """Return what a link to a file leads to if the site does not have it there; else None.

        `page` has the link; it is "" where that is root-relative.
        """
        forms = self.links.source_forms
        leads = ("html" if form == "media" else form) in forms
        leads = leads or form == "component" or (form == "image" and "link" in forms)
        lost = Resolution(outcome=LinkOutcome.UNPUBLISHED, path=file)
        if form in _FOLLOWED_FORMS and self.is_outside(file):
            return lost
        if not self._has(file) or (leads and not self.links.published_only):
            return None
        if is_markdown(file) and file not in self.pages.own:
            return lost if self.links.published_only or not leads else None
        apart = page and is_markdown(file) and self._part(file) != self._part(page)
        if (leads and not apart) or (form == "rooted" and not is_markdown(file)):
            return None
        return self.published_elsewhere(file, page, adds_base=self.base_path.added)

    def published_elsewhere(self, file: str, page: str, *, adds_base: bool) -> Resolution:
        """Return a file as unpublished where a link leads, with the URL that the page should write.

        `adds_base` tells that the generator adds the base to it.
        """
        url, own = self.url_of(file), self.pages.own.get(page)
        if not url:
            return Resolution(outcome=LinkOutcome.UNPUBLISHED, path=file)
        if own:
            path = posixpath.relpath(url, own if own.endswith("/") else posixpath.dirname(own))
            path += "/" if url.endswith("/") else ""
        else:
            path = ("" if adds_base else self.base.rstrip("/")) + url
        return Resolution(outcome=LinkOutcome.UNPUBLISHED, path=file, written=path)

    def _has(self, file: str) -> bool:
        """Tell whether a file lies in one of the directories of the site."""
        directories = (*(item.path for item in (*self.contents, *self.statics)), *self.members)
        return any(file.startswith(directory + os.sep) for directory in directories)

    def _part(self, file: str) -> str:
        """Return the part of the site that a page belongs to."""
        around = (item for item in self.contents if file.startswith(item.path + os.sep))
        return max(around, key=lambda item: len(item.path)).part


def leads_above(own: str, path: str) -> bool:
    """Tell whether a relative path leads from a page's URL to above the site."""
    return os.path.normpath(f"{own.rpartition('/')[0].lstrip('/')}/{path}".lstrip("/")).startswith(
        ".."
    )


def _is_file(url: str) -> bool:
    """Tell whether a URL is one of a page that is no index."""
    return url.endswith(HTML) and not _INDEX.search(url)
