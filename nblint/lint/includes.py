"""Other text that is put into a page when it is published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.project.project_kinds import GENERATED_SECTIONS, INCLUDES

if TYPE_CHECKING:
    from nblint.model import Document, Span

_DIRECTIVES = re.compile("|".join(INCLUDES), re.MULTILINE | re.VERBOSE)
# A shortcode that stands alone and wraps nothing may bring headings to a page without any.
_SHORTCODE = re.compile(r"^[ \t]*\{\{%[ \t]*(\w[\w./-]*)[^}\n]*%\}\}[ \t]*$", re.MULTILINE)

_CALL = re.compile(r"\{\{[<%]-?[ \t]*(\w[\w./-]*)")
_GENERATED = {dialect: re.compile(lines) for dialect, lines in GENERATED_SECTIONS.items()}


class Includes(Struct, frozen=True):
    """What is put into a page: the `paths` that it names, and whether that is `known` to be all.

    What the `shortcodes` do that it calls by other names is for its site to say.
    """

    paths: tuple[str, ...]
    known: bool
    shortcodes: frozenset[str] = frozenset()


def includes(document: Document) -> Includes:
    """Return what is put into a page; in code it is code."""
    text = document.text
    directives = list(_DIRECTIVES.finditer(text))
    code = [item.span for item in document.code] if directives else []
    outside = [item for item in directives if not _is_within(item.start(), code)]
    paths = [match[match.lastindex] if match.lastindex else None for match in outside]
    named = tuple(dict.fromkeys(path for path in paths if path))
    bare = not document.titles and not outside
    known = all(paths) and not (bare and (_stands_for_all(text) or _is_empty(document)))
    generated = _GENERATED.get(document.dialect)
    has_generated = generated is not None and generated.search(text) is not None
    followed = {match.start() for match in directives}
    calls = _CALL.finditer(text) if "{{<" in text or "{{%" in text else ()
    shortcodes = frozenset(call[1] for call in calls if call.start() not in followed)
    return Includes(named, known and not has_generated, shortcodes)


def _is_empty(document: Document) -> bool:
    """Tell whether a page has metadata and no body, so that its layout says what is on it."""
    front_matter = document.front_matter
    return front_matter is not None and not document.text[front_matter.span.end :].strip()


def _is_within(at: int, spans: list[Span]) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _stands_for_all(text: str) -> bool:
    """Tell whether a shortcode stands where the headings of a page would."""
    names = {match[1] for match in _SHORTCODE.finditer(text)} if "{{%" in text else ()
    return any(not re.search(rf"\{{\{{%\s*/\s*{re.escape(name)}\b", text) for name in names)
