"""Fields that the front matter of a page should have and has not."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct, field

from nblint.checks.check import ProjectCheck
from nblint.checks.common.meta_keys import (
    DESCRIPTIONS,
    TITLES,
    covers,
    inherits,
    is_published,
    named,
    plain,
)
from nblint.model import Span
from nblint.model.finding import Finding
from nblint.project.project_kinds import TITLED_NAMES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from nblint.model import Document, FrontMatter

_SPEAKING = TITLES | DESCRIPTIONS | {"author", "authors", "keywords", "categories"}
_TITLED = re.compile("|".join(TITLED_NAMES))
_MANY = 10
_NEARLY_ALL = 0.9
"""So many pages show what fields they must have: those that this share of them have."""
_ADVICE = {
    "title": "add a title, for browser tabs and search results",
    "description": "add a description, for search results and link previews",
}


class MissingMetaOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of missing-meta.

    required: the fields that published pages with front matter must have
    required-in: gitignore pattern → fields that each page which it covers must have in any case
    """

    required: tuple[str, ...] = ("title", "description")
    required_in: dict[str, tuple[str, ...]] = {}

    def __post_init__(self) -> None:
        for glob in self.required_in:
            covers(glob, "")


class Lack(Struct, frozen=True, gc=False):
    """What a page lacks: `demanded` in any case, `missing` as other published pages have it.

    `judged` tells whether it is a published page that speaks to readers, and `start` where its
    front matter begins, -1 where there is none.
    """

    path: str
    start: int
    demanded: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    judged: bool = False


class Tally(Struct):
    """How many `pages` are judged, how many are `lacking` a field, and the `first` that is."""

    pages: int = 0
    lacking: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def take(self, lack: Lack) -> None:
        """Count a page."""
        self.pages += lack.judged
        self.lacking.update(lack.missing)
        for name in lack.missing:
            self.first[name] = min(self.first.get(name, lack.path), lack.path)

    @property
    def is_collection(self) -> bool:
        """Whether there are so many pages that they show what fields they must have."""
        return self.pages >= _MANY

    def requires(self, name: str) -> bool:
        """Tell whether nearly all pages have a field."""
        return self.pages - self.lacking[name] >= _NEARLY_ALL * self.pages


def gather(document: Document, options: MissingMetaOptions) -> Lack | None:
    """Return what a page lacks."""
    front_matter = document.front_matter
    demanded = [
        name
        for glob, names in options.required_in.items()
        if covers(glob, document.path)
        for name in names
        if not inherits(document, name)
    ]
    if front_matter is None:
        return Lack(document.path, -1, _once(demanded)) if demanded else None
    if front_matter.problems and not front_matter.entries:
        return None
    demanded = [name for name in demanded if not named(front_matter, name)]
    judged = _speaks(front_matter) and is_published(document, front_matter)
    missing = [
        name
        for name in options.required
        if judged
        and name not in demanded
        and not named(front_matter, name)
        and not inherits(document, name)
        and not (name == "title" and _is_titled(document))
    ]
    start = front_matter.span.start
    return Lack(document.path, start, _once(demanded), _once(missing), judged)


def sum_up(gathered: Iterable[Lack], _vocabulary: Collection[str]) -> dict[str, Tally]:
    """Count what all pages lack, and those of each folder."""
    tallies: dict[str, Tally] = {}
    for lack in gathered:
        for scope in _scopes(lack):
            tallies.setdefault(scope, Tally()).take(lack)
    return tallies


def check(lack: Lack, tallies: dict[str, Tally], _options: MissingMetaOptions) -> Iterator[Finding]:
    """Find each field that a page lacks; one that pages around it often lack is told once."""
    if lack.start < 0:
        for name in lack.demanded:
            yield Finding(Span(0, 0), f"no front matter, so no {name}", _advice(name))
        return
    span = Span(lack.start, lack.start + 3)
    for name in lack.demanded:
        yield Finding(span, f"no {name} in the front matter", _advice(name))
    for name in lack.missing:
        message, advice = f"no {name} in the front matter", _advice(name)
        whole, folder = (tallies[scope] for scope in _scopes(lack))
        around = folder if folder.is_collection else whole
        if around.requires(name) or not around.is_collection:
            yield Finding(span, message, advice)
        elif whole.first[name] == lack.path:
            more = whole.lacking[name] - 1
            message += f" of this file and {more} more" if more else ""
            advice += f', or remove "{name}" from the option required'
            yield Finding(span, message, advice, severity="info")


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _scopes(lack: Lack) -> tuple[str, str]:
    """Return what a page is counted in: all pages, and its folder."""
    return "", f"{PurePosixPath(lack.path).parent}/"


def _speaks(front_matter: FrontMatter) -> bool:
    """Tell whether front matter speaks to readers; `id` and `tags`, say, set up a tool."""
    return any(plain(key) in _SPEAKING for key in front_matter.fields)


def _is_titled(document: Document) -> bool:
    return any(heading.level == 1 for heading in document.headings) or bool(
        _TITLED.match(PurePosixPath(document.path).name)
    )


def _advice(name: str) -> str:
    return _ADVICE.get(name, f'add the key "{name}"')


CHECK = ProjectCheck("missing-meta", gather, sum_up, check, MissingMetaOptions)
