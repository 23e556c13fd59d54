"""The reference engine: markdown-it-py's tokens as a stream of events with exact places.

CommonMark with GFM's tables, strikethrough and autolinks, footnotes, mathematics and the code in
template tags, and what a dialect adds. Addresses are kept as the author wrote them: markdown-it's
normalising and its refusal of some schemes are off.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from nblint.markdown import events
from nblint.markdown.engine.alerts import alerts
from nblint.markdown.engine.autolinks import autolink_plugin
from nblint.markdown.engine.block_rules import BoundedBlocks, note_places
from nblint.markdown.engine.bounded import reference
from nblint.markdown.engine.dispatch import DispatchingRuler
from nblint.markdown.engine.helpers import Helpers
from nblint.markdown.engine.inline_rules import PositionedInline
from nblint.markdown.engine.templates import template_plugin
from nblint.markdown.engine.tex import tex_plugin
from nblint.markdown.engine.token_events import EventCollector

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from nblint.markdown.events import Event
    from nblint.model import Cell, Dialect

# Each quote takes one level and each list item two; Python's stack holds several times as many.
MAX_NESTING = 100


class ReferenceParser(MarkdownIt):
    """markdown-it with GFM's extensions, footnotes and math, and with addresses left as written.

    `dialect` adds its rules before the parser is made ready.
    """

    inline: PositionedInline

    def __init__(self, dialect: Callable[[ReferenceParser], None] | None = None) -> None:
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
        tex_plugin(self)
        template_plugin(self)
        self.inline.ruler.before("link", "alert", alerts())
        autolink_plugin(self)
        self.enable(["table", "strikethrough"])
        if dialect:
            dialect(self)
        self.inline.prepare()
        self.block.ruler.at("reference", reference)
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
def make_parser(dialect: Dialect = "commonmark") -> ReferenceParser:
    """Return the parser of a dialect, which is made once: it holds no state of a text."""
    if dialect == "commonmark":
        return ReferenceParser()
    from nblint.markdown.dialects import DIALECTS  # noqa: PLC0415 - most pages need none

    return ReferenceParser(DIALECTS[dialect])


def read_events(
    text: str, cells: Sequence[Cell] = (), dialect: Dialect = "commonmark"
) -> list[Event]:
    """Return what stands in a Markdown text, in document order.

    `text` has LF line endings and no front matter. Where it consists of a notebook's `cells`,
    blocks and reference definitions do not reach from one to another.
    """
    parser = make_parser(dialect)
    stream = EventCollector(text)
    state = StateBlock(text, parser, {}, [])
    if not cells:
        _read_lines(parser, state, stream, 0, state.lineMax)
    for cell in cells:
        start, end = cell.span.start, cell.span.end
        if cell.kind == "code":
            stream.events.append(events.CodeFence(start, end, cell.language, closed=True))
        elif cell.kind == "markdown":
            first, last = bisect_left(state.bMarks, start), bisect_left(state.bMarks, end)
            _read_lines(parser, state, stream, first, last)
    return stream.events


def _read_lines(
    parser: ReferenceParser, state: StateBlock, stream: EventCollector, first: int, last: int
) -> None:
    """Read the lines from `first` up to `last`, both from 0, as a page of their own."""
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    state.env, state.tokens, state.line, state.lineMax = env, tokens, first, last
    if first < last:
        parser.block.tokenize(state, first, last)
    for index, token in enumerate(tokens):
        stream.block(tokens, index)
        if token.type == "inline" and token.content:
            children = parser.inline.parse(token.content, parser, env, [])
            stream.inline(children, token.meta["map"], 0)
    if "truncated" in env:
        stream.events.append(events.Truncated(env["truncated"], env["truncated"]))
