"""Citations, `@key` and `[see @key, p. 3]`, and Quarto's cross references, which look the same.

Pandoc's manual, "Citation syntax"; Quarto's documentation, "Cross References"; MyST's, "Citations".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.markdown import events
from nblint.markdown.engine.extension import put

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_inline import StateInline

    from nblint.markdown.engine.reference_engine import ReferenceParser
    from nblint.markdown.events import Event

    Cited = Callable[[re.Match[str]], Event | None]

# The kinds of things that Quarto numbers; any other key is a citation's.
_LABEL = (
    r"(?:fig|tbl|lst|sec|eq|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau)"
    r"-[\w-]+"
)
# Punctuation stands alone between letters: `@key</em>` ends before the tag.
_KEY = re.compile(r"-?@(?:\{[^{}\n]+\}|\w+(?:[:.#$%&+?<>~/-]\w+)*)")
_CROSS = re.compile(rf"@({_LABEL})")
_GROUP = re.compile(r"\[[^\[\]\n]*+\](?![(\[:])")
_BEGINS = re.compile(r"(?<!\w)-?@")


def add_citations(parser: ReferenceParser, *, cross_references: bool) -> None:
    """Add citations to a parser; they are no prose, and lead nowhere unless they are of a label."""
    cited = _cross_reference if cross_references else _nothing
    inline = parser.inline
    inline.ruler.before("link", "citations", _group(cited))
    inline.ruler.before("gfm_autolink_email", "citation", _single(cited))
    inline.triggers |= {"citations": "[", "citation": "@-"}
    inline.terminators += [
        ("@", r"(?<![\w.+-]@)(?=[\w{])"),
        ("-", r"(?<![\w.+-]-)(?=@[\w{])"),
    ]


def _nothing(_: re.Match[str]) -> Event | None:
    return None


def _cross_reference(key: re.Match[str]) -> Event | None:
    """Return what a key leads to: a cross reference leads to its label, a citation nowhere."""
    cross = _CROSS.fullmatch(key[0].lstrip("-"))
    if cross is None:
        return None
    begin = key.start() + key[0].index("@") + 1
    place = begin, begin + len(cross[1])
    return events.Reference(0, 0, "role", "label", f"#{cross[1]}", *place, cross[1])


def _single(cited: Cited) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        match = _KEY.match(state.src, state.pos, state.posMax)
        if match is None or (state.pos and state.src[state.pos - 1].isalnum()):
            return False
        return put(state, match.end(), cited(match), silent)

    return rule


def _group(cited: Cited) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        group = _GROUP.match(state.src, state.pos, state.posMax)
        if group is None or not _BEGINS.search(group[0]):
            return False
        if silent:
            state.pos = group.end()
            return True
        for match in _KEY.finditer(state.src, *group.span()):
            put(state, match.start(), None, silent)
            put(state, match.end(), cited(match), silent)
        return put(state, group.end(), None, silent)

    return rule
