"""The reference engine: markdown-it-py's tokens as a stream of events with exact places.

CommonMark with GFM's tables, strikethrough and autolinks, footnotes and dollar math. Addresses are
kept as the author wrote them: markdown-it's normalising and its refusal of some schemes are off.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from nblint.markdown import events
from nblint.markdown.blocks import BoundedBlocks, note_places
from nblint.markdown.dispatch import DispatchingRuler
from nblint.markdown.helpers import Helpers
from nblint.markdown.inline import PositionedInline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from nblint.markdown.events import Event
    from nblint.markdown.spans import SourceMap
    from nblint.model import BlockKind

# Each quote takes one level and each list item two; Python's stack holds several times as many.
MAX_NESTING = 100

_CONTAINERS: dict[str, BlockKind] = {
    "blockquote_open": "quote",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "table_open": "table",
    "footnote_reference_open": "footnote",
}
_CONTAINER_ENDS = {name.replace("_open", "_close") for name in _CONTAINERS}
_LEAVES: dict[str, BlockKind] = {
    "paragraph_open": "paragraph",
    "html_block": "html",
    "code_block": "code",
    "hr": "thematic break",
    "math_block": "math",
}


class _Parser(MarkdownIt):
    """markdown-it with GFM's extensions, footnotes and math, and with addresses left as written."""

    def __init__(self) -> None:
        super().__init__()
        self.inline, self.block = PositionedInline(), BoundedBlocks()
        self.configure(
            "commonmark",
            {
                "maxNesting": MAX_NESTING,
                "inline_definitions": True,
                "store_labels": True,
                "strikethrough_single_tilde": True,
            },
        )
        footnote_plugin(self, inline=False, move_to_end=False)
        dollarmath_plugin(
            self,
            allow_labels=False,
            allow_space=False,
            allow_digits=False,
            allow_blank_lines=False,
        )
        gfm_autolink_plugin(self)
        self.enable(["table", "strikethrough"])
        self.inline.prepare()
        note_places(self.block.ruler)
        self.block.ruler = DispatchingRuler(self.block.ruler)
        self.helpers = Helpers()  # type: ignore[assignment]

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """Return the address as the author wrote it."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - markdown-it's name
        """Return the autolink's text as the author wrote it."""
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's name
        """Take an address of any scheme: it is for the checks to judge."""
        return True


@cache
def make_parser() -> MarkdownIt:
    """Return the parser, which is made once: it holds no state of a text."""
    return _Parser()


def read_events(text: str) -> list[Event]:
    """Return what stands in a Markdown text, in document order.

    `text` has LF line endings and no front matter.
    """
    parser = make_parser()
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    parser.block.parse(text, parser, env, tokens)
    stream = _Stream(text)
    for index, token in enumerate(tokens):
        stream.block(tokens, index)
        if token.type == "inline" and token.content:
            children = parser.inline.parse(token.content, parser, env, [])
            stream.inline(children, token.meta["map"], 0)
    if "truncated" in env:
        stream.events.append(events.Truncated(env["truncated"], env["truncated"]))
    return stream.events


class _Stream:
    """Collects the events of one text."""

    def __init__(self, text: str) -> None:
        self.events: list[Event] = []
        self._text = text
        self._line_starts: list[int] = []

    def block(self, tokens: list[Token], index: int) -> None:
        """Add what the block token at `index` says."""
        token = tokens[index]
        kind, meta, add = token.type, token.meta, self.events.append
        if kind in _CONTAINERS:
            start, end = self._lines(token)
            add(events.Enter(start, end, _CONTAINERS[kind], meta.get("label", "")))
        elif kind in _CONTAINER_ENDS:
            add(events.Leave(0, 0))
        elif kind == "heading_open":
            self._heading(token, tokens[index + 1])
        elif kind == "heading_close":
            add(events.HeadingClose(0, 0))
        elif kind in {"td_open", "th_open"}:
            add(events.Cell(0, 0))
        elif kind == "fence":
            add(events.Fence(meta["start"], meta["end"], token.info.strip(), meta["closed"]))
        elif kind == "definition":
            self._definition(token)
        elif kind in _LEAVES:
            add(events.Leaf(meta["start"], meta["end"], _LEAVES[kind]))
            if kind == "html_block":
                self._html(meta["start"], meta["end"])

    def _heading(self, token: Token, content: Token) -> None:
        form: Literal["atx", "setext"] = "atx" if token.markup[0] == "#" else "setext"
        places: SourceMap = content.meta["map"]
        text = places.start(0), places.end(len(content.content))
        start, end = token.meta["start"], token.meta["end"]
        self.events.append(events.HeadingOpen(start, end, int(token.tag[1]), *text, form))

    def _lines(self, token: Token) -> tuple[int, int]:
        if "start" in token.meta:
            return token.meta["start"], token.meta["end"]
        # Items are the one block that no rule of its own makes: they take whole lines.
        if not self._line_starts:
            ends = [match.end() for match in re.finditer("\n", self._text)]
            self._line_starts = [0, *ends, len(self._text) + 1]
        assert token.map is not None  # noqa: S101 - markdown-it maps every item
        start, end = (self._line_starts[line] for line in token.map)
        source = self._text[start:end]
        return start + len(source) - len(source.lstrip()), start + len(source.rstrip())

    def _definition(self, token: Token) -> None:
        meta = token.meta
        self.events.append(
            events.Definition(
                meta["start"],
                meta["end"],
                label=meta["id"],
                target=meta["url"],
                label_start=meta["label_place"][0],
                label_end=meta["label_place"][1],
                target_start=meta["target_place"][0],
                target_end=meta["target_place"][1],
                duplicate=meta["duplicate"],
            )
        )

    def _html(self, start: int, end: int) -> None:
        gaps = []
        newline = self._text.find("\n", start, end)
        while newline >= 0:
            stop = newline + 1
            while self._text[stop : stop + 1] in {" ", ">", "\t"}:
                stop += 1
            if ">" in self._text[newline:stop]:
                gaps.append((newline + 1, stop))
            newline = self._text.find("\n", newline + 1, end)
        self.events.append(events.Html(start, end, tuple(gaps)))

    def inline(self, tokens: list[Token], places: SourceMap, base: int) -> None:
        """Add what inline tokens say; `base` is where their content begins in the block's."""
        add = self.events.append
        remaining = iter(tokens)
        for token in remaining:
            assert token.map is not None  # noqa: S101 - PositionedInline maps every token
            first, last = token.map[0] + base, token.map[1] + base
            kind = token.type
            if kind == "text":
                if token.content:
                    for start, end in places.pieces(first, last):
                        add(events.Text(start, end))
                continue
            start, end = places.start(first), places.end(last)
            if kind in {"softbreak", "hardbreak"}:
                add(events.Break(start, end))
            elif kind == "code_inline":
                add(events.CodeSpan(start, end, token.content))
            elif kind == "link_open":
                self._link_open(token, remaining, places, base)
            elif kind == "link_close":
                add(events.LinkClose(start, end))
            elif kind == "image":
                add(events.ImageOpen(start, end, *self._address(token, "src", places, base)))
                self.inline(token.children or [], places, first + len("!["))
                alt_end = first + len("![") + len(token.content)
                add(events.ImageClose(places.end(alt_end), end))
            else:
                self._rare(token, start, end, places, base)

    def _rare(self, token: Token, start: int, end: int, places: SourceMap, base: int) -> None:
        kind, meta, add = token.type, token.meta, self.events.append
        if kind == "text_special":
            add(events.Special(start, end, token.content))
        elif kind == "html_inline":
            self._html(start, end)
        elif kind == "math_inline":
            add(events.Math(start, end, token.content))
        elif kind == "footnote_ref":
            add(events.FootnoteUse(start, end, meta["label"]))
        elif kind == "unresolved":
            end = places.end(meta["end"] + base)
            label, text = normalizeReference(meta["label"]), meta["text"]
            add(events.Unresolved(start, end, label, text, meta["form"], meta["image"]))

    @staticmethod
    def _address(
        token: Token, attribute: str, places: SourceMap, base: int
    ) -> tuple[str, Literal["inline", "reference"], int, int, str]:
        """Return target, kind, the target's place and label of a link or an image."""
        target, place = str(token.attrs[attribute]), token.meta["target_place"]
        if place is None:
            return target, "reference", 0, 0, str(token.meta["label"])
        start, end = (offset + base for offset in place)
        return target, "inline", places.start(start), places.start(start) + end - start, ""

    def _link_open(
        self, token: Token, remaining: Iterator[Token], places: SourceMap, base: int
    ) -> None:
        if token.markup == "autolink":
            self._autolink(token, next(remaining), next(remaining), places, base)
            return
        assert token.map is not None  # noqa: S101 - PositionedInline maps every token
        start, end = places.start(token.map[0] + base), places.end(token.meta["end"] + base)
        address = self._address(token, "href", places, base)
        self.events.append(events.LinkOpen(start, end, *address))

    def _autolink(
        self, opening: Token, text: Token, closing: Token, places: SourceMap, base: int
    ) -> None:
        """Add ``<address>`` or a bare address, whose token begins late, at its `:` or `@`."""
        assert opening.map is not None  # noqa: S101 - PositionedInline maps every token
        assert closing.map is not None  # noqa: S101 - PositionedInline maps every token
        start, end = places.start(opening.map[0] + base), places.end(closing.map[1] + base)
        angle = self._text[start] == "<"
        if not angle:
            start = end - len(text.content)
        kind: Literal["autolink", "bare"] = "autolink" if angle else "bare"
        target = str(opening.attrs["href"])
        inner = (start + angle, end - angle)
        self.events.append(events.LinkOpen(start, end, target, kind, *inner))
        self.events.append(events.Text(*inner))
        self.events.append(events.LinkClose(inner[1], end))
