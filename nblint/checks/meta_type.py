"""Values of front matter that are not what their keys are for."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nblint.checks.check import PageCheck
from nblint.checks.common.meta_keys import covers, is_empty, is_template, plain
from nblint.checks.common.meta_values import TypeName, describe, is_a, is_impossible_date
from nblint.model import Span
from nblint.model.finding import Edit, Finding, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, MetaEntry

_TEXTS = frozenset({"title", "description", "metadescription", "summary", "subtitle"})
_DATES = frozenset(
    {
        *("date", "publishdate", "publisheddate", "pubdate", "pubdatetime", "expirydate"),
        *("lastmod", "lastmodified", "lastmodifiedat", "lastupdated", "updateddate"),
        *("modifieddate", "datemodified"),
    }
)
_BOOLEANS = frozenset({"draft", "published", "unlisted", "hidden", "headless", "toc", "comments"})
_LISTS = frozenset({"tags", "categories", "aliases"})
_NUMBERS = frozenset({"weight", "navorder", "sidebarposition"})

# Words that Quarto turns into dates: https://quarto.org/docs/authoring/title-blocks.html
_DATE_WORDS = frozenset({"today", "now", "last-modified"})
_BOOLEAN_WORDS = {"true": "true", "yes": "true", "on": "true"} | {
    "false": "false",
    "no": "false",
    "off": "false",
}


class MetaTypeOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of meta-type.

    schema: gitignore pattern → key (keys inside keys with dots) → the type that its value must
    have, or the list of values that are allowed
    """

    schema: dict[str, dict[str, TypeName | tuple[str, ...]]] = {}

    def __post_init__(self) -> None:
        for glob in self.schema:
            covers(glob, "")


def check(document: Document, options: MetaTypeOptions) -> Iterator[Finding]:
    """Find each value that is not of the type that the schema or custom asks for."""
    front_matter = document.front_matter
    if front_matter is None:
        return
    wanted: dict[str, TypeName | tuple[str, ...]] = {}
    for glob, types in options.schema.items():
        if covers(glob, document.path):
            wanted |= types
    places = sorted(problem.span.start for problem in front_matter.problems)
    for entry in front_matter.entries:
        key = ".".join(entry.path)
        place = bisect_left(places, entry.key_span.start)
        if place < len(places) and places[place] <= entry.value_span.end:
            continue
        if key in wanted:
            if not is_a(entry.value, wanted[key]):
                message, advice = _unlike(key, entry.value, wanted[key])
                yield Finding(entry.value_span, message, advice)
        elif len(entry.path) == 1 and not is_empty(entry.value) and not is_template(entry.value):
            yield from _judge(document.text, entry)


def _unlike(key: str, value: Any, wanted: TypeName | tuple[str, ...]) -> tuple[str, str]:
    if isinstance(wanted, tuple):
        advice = f"use one of: {', '.join(wanted)}"
        return f'"{key}" is {describe(value)}, which is not an allowed value', advice
    return f'"{key}" is {describe(value)}, not a {wanted}', f"make it a {wanted}"


def _judge(text: str, entry: MetaEntry) -> Iterator[Finding]:
    """Judge the value of a usual key; what some generator makes sense of passes."""
    key, value, span = plain(entry.path[0]), entry.value, entry.value_span
    name = entry.path[0]
    if key in _TEXTS and isinstance(value, bool | list):
        fix = _requote(text, span, f'"{span.of(text)}"') if isinstance(value, bool) else None
        message = f'"{name}" is {describe(value)}, not text'
        yield Finding(span, message, "quote the value", fix)
    elif key in _DATES:
        yield from _judge_date(name, value, span)
    elif key in _BOOLEANS and isinstance(value, str) and value.casefold() in _BOOLEAN_WORDS:
        yield Finding(
            span,
            f'"{name}" is the string {describe(value)}, which templates treat as true',
            "use true or false without quotes",
            _requote(text, span, _BOOLEAN_WORDS[value.casefold()]),
        )
    elif key in _LISTS and not isinstance(value, str | list | dict):
        yield Finding(span, f'"{name}" is {describe(value)}, not a list', "use a list of words")
    elif key in _NUMBERS and not _is_number(value):
        yield Finding(span, f'"{name}" is {describe(value)}, not a number', "use a number")


def _judge_date(name: str, value: Any, span: Span) -> Iterator[Finding]:
    if isinstance(value, str) and is_impossible_date(value):
        message = f'"{name}" is {describe(value)}, a date that does not exist'
        yield Finding(span, message, "use a valid date such as 2024-02-29")
    elif isinstance(value, bool) or (isinstance(value, str) and _is_no_date(value)):
        message = f'"{name}" is {describe(value)}, not a date'
        yield Finding(span, message, "use a date such as 2024-02-29")


def _is_no_date(text: str) -> bool:
    """Tell whether text is plain English letters: no figure, no code, no other language's words."""
    words = text.replace("-", " ").replace(" ", "")
    return words.isascii() and words.isalpha() and text.strip().casefold() not in _DATE_WORDS


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        try:
            float(value)
        except ValueError:
            return False
        return True
    return is_a(value, "number")


def _requote(text: str, span: Span, value: str) -> Fix:
    """Return the fix that writes `value` in place of what is at `span` and the quotes around it."""
    quoted = text[span.start - 1] in "\"'" and text[span.end : span.end + 1] == text[span.start - 1]
    edit = Edit(Span(span.start - quoted, span.end + quoted), value)
    return Fix(f"replace with {value}", (edit,), safe=False)


CHECK = PageCheck("meta-type", check, MetaTypeOptions)
