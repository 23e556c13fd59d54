"""markdown-it-py's tokens as events, each at its place in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from markdown_it.common.utils import normalizeReference
from msgspec.structs import replace

from nblint.markdown import events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from nblint.markdown.engine.source_map import SourceMap
    from nblint.markdown.events import Event
    from nblint.model import BlockKind

_CONTAINERS: dict[str, BlockKind] = {
    "blockquote_open": "quote",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "table_open": "table",
    "footnote_reference_open": "footnote",
    "directive_open": "directive",
}
_CONTAINER_ENDS = {name.replace("_open", "_close") for name in _CONTAINERS}
_LEAVES: dict[str, BlockKind] = {
    "paragraph_open": "paragraph",
    "html_block": "html",
    "code_block": "code",
    "hr": "thematic break",
    "math_block": "math",
    "math_block_label": "math",
    "amsmath": "math",
    "expression_block": "expression",
    "remark_block": "html",
    "jsx_block": "html",
}
_MARKS: dict[str, Event] = {
    "heading_close": events.HeadingClose(0, 0),
    "td_open": events.TableCell(0, 0),
    "th_open": events.TableCell(0, 0),
}
_QUOTE_PREFIX = re.compile(r"[ \t]*>")
_HOSTLESS = re.compile(r"[A-Za-z]+://(?!\w)")


class EventCollector:
    """Collects the events of one text."""

    def __init__(self, text: str) -> None:
        self.events: list[Event] = []
        self._text = text
        self._line_starts: list[int] = []
        self._quotes = 0

    def block(self, tokens: list[Token], index: int) -> None:
        """Add what the block token at `index` says."""
        token = tokens[index]
        kind, meta, add = token.type, token.meta, self.events.append
        if token.tag == "blockquote":
            self._quotes += token.nesting
        if kind in _CONTAINERS:
            start, end = self._lines(token)
            add(events.Enter(start, end, _CONTAINERS[kind], meta.get("label", "")))
        elif kind in _CONTAINER_ENDS:
            add(events.Leave(0, 0))
        elif kind in _MARKS:
            add(_MARKS[kind])
        elif kind == "heading_open":
            self._heading(token, tokens[index + 1])
        elif kind == "fence":
            add(events.CodeFence(meta["start"], meta["end"], token.info.strip(), meta["closed"]))
        elif kind == "definition":
            self._definition(token)
        elif kind in _LEAVES:
            add(events.Leaf(meta["start"], meta["end"], _LEAVES[kind]))
            if kind == "html_block":
                self._html(meta["start"], meta["end"])
        self.events += meta.get("events", ())

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
            events.DefinitionEvent(
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
        newline = self._text.find("\n", start, end) if self._quotes else -1
        while newline >= 0:
            stop = newline + 1
            for _ in range(self._quotes):
                if match := _QUOTE_PREFIX.match(self._text, stop):
                    stop = match.end()
            if stop > newline + 1:
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
                add(events.Break(start, end, kind == "hardbreak"))
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
            add(events.EscapedText(start, end, token.content))
        elif kind == "html_inline":
            self._html(start, end)
        elif kind == "math_inline":
            add(events.Math(start, end, token.content))
        elif kind == "footnote_ref":
            add(events.FootnoteUse(start, end, meta["label"]))
        elif kind == "dialect":
            self._dialect(meta["event"], start, end, places, base)
        elif kind == "unresolved":
            end = places.end(meta["end"] + base)
            label, text = normalizeReference(meta["label"]), meta["text"]
            add(events.UnresolvedReference(start, end, label, text, meta["form"], meta["image"]))

    def _dialect(self, event: Event, start: int, end: int, places: SourceMap, base: int) -> None:
        """Add an event of a dialect, whose own places are within the block's content."""
        moved = {
            name: find(getattr(event, name) + base)
            for name, find in (
                ("target_start", places.start),
                ("target_end", places.end),
                ("text_start", places.start),
                ("text_end", places.end),
            )
            if getattr(event, name, 0)
        }
        self.events.append(replace(event, start=start, end=end, **moved))

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
        target = str(opening.attrs["href"])
        if angle:
            self._address_link(start, end, target, "autolink")
            return
        start, whole = end - len(text.content), end
        if _HOSTLESS.match(text.content):
            end = start
        elif self._text.startswith("(", start - 1):
            # `(address)[text]` is a link whose brackets are swapped.
            end = start + len(text.content.partition(")[")[0])
        if start < end:
            self._address_link(start, end, target[: len(target) - (whole - end)], "bare")
        if end < whole:
            self.events.append(events.Text(end, whole))

    def _address_link(
        self, start: int, end: int, target: str, kind: Literal["autolink", "bare"]
    ) -> None:
        inner = (start + (kind == "autolink"), end - (kind == "autolink"))
        self.events.append(events.LinkOpen(start, end, target, kind, *inner))
        self.events.append(events.Text(*inner))
        self.events.append(events.LinkClose(inner[1], end))
