"""Events to a Document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nblint.markdown import events
from nblint.markdown.heading_builder import HeadingBuilder
from nblint.markdown.html_builder import HtmlBuilder
from nblint.markdown.link_builder import LinkBuilder
from nblint.markdown.meta_links import add_meta
from nblint.markdown.prose_builder import ProseBuilder
from nblint.model import Block, Code, Document, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nblint.markdown.events import Event
    from nblint.model import BlockKind, FrontMatter, ProseRole

_ROLES: dict[BlockKind, ProseRole] = {"footnote": "footnote", "item": "item"}


def build(
    path: str, text: str, front_matter: FrontMatter | None, stream: Iterable[Event]
) -> Document:
    """Return the Document of a page: its `text`, its front matter and the events of its body."""
    return _Builder(path, text, front_matter).build(stream)


class _Builder:
    def __init__(self, path: str, text: str, front_matter: FrontMatter | None) -> None:
        self._path, self._text, self._front_matter = path, text, front_matter
        self._reading = ProseBuilder(text)
        self._headings = HeadingBuilder(text, self._reading)
        self._links = LinkBuilder(self._reading, self._headings)
        self._elements = HtmlBuilder(text, self._reading, self._headings, self._links)
        self._blocks: list[Block] = []
        self._code: list[Code] = []
        self._math: list[Span] = []
        self._breaks: list[Span] = []
        self._truncated: int | None = None
        self._containers: list[events.Enter] = []
        self._heading: events.HeadingOpen | None = None

    def build(self, stream: Iterable[Event]) -> Document:
        """Take all events and return what they make."""
        if self._front_matter:
            add_meta(self._text, self._front_matter, self._reading, self._links)
        handlers = self._handlers()
        for event in stream:
            handlers[type(event)](event)
        self._reading.flush()
        self._elements.finish()
        self._links.finish()
        self._headings.add_attribute_ids(self._code)
        self._headings.add_terms()
        self._headings.add_labels()
        return self._document()

    def _handlers(self) -> dict[type[Event], Callable[[Any], None]]:
        """Return what takes each kind of event."""
        return {
            events.Text: self._read,
            events.EscapedText: self._special,
            events.Break: self._break,
            events.CodeSpan: self._code_span,
            events.Math: self._formula,
            events.Html: self._elements.read,
            events.LinkOpen: self._links.open,
            events.LinkClose: self._links.close,
            events.ImageOpen: self._links.open,
            events.ImageClose: self._links.close,
            events.FootnoteUse: self._links.use_footnote,
            events.UnresolvedReference: self._links.no_definition,
            events.Enter: self._enter,
            events.Leave: self._leave,
            events.Leaf: self._leaf,
            events.HeadingOpen: self._heading_open,
            events.HeadingClose: self._heading_close,
            events.TableCell: self._cell,
            events.CodeFence: self._fence,
            events.DefinitionEvent: self._definition,
            events.Reference: self._links.refer,
            events.Expression: self._expression,
            events.CommentEvent: self._elements.remark,
            events.JsxTag: self._elements.read_jsx,
            events.AnchorDefinition: self._headings.name,
            events.Truncated: self._stop,
        }

    def _document(self) -> Document:
        return Document(
            path=self._path,
            text=self._text,
            front_matter=self._front_matter,
            headings=tuple(self._headings.headings),
            titles=tuple(self._headings.titles),
            anchors=tuple(self._headings.anchors),
            links=tuple(self._links.links),
            images=tuple(self._links.images),
            targets=tuple(self._links.targets),
            definitions=tuple(self._links.definitions),
            unresolved=tuple(self._links.unresolved),
            tags=tuple(self._elements.tags),
            comments=tuple(self._elements.comments),
            blocks=tuple(self._blocks),
            code=tuple(self._code),
            math=tuple(self._math),
            breaks=tuple(self._breaks),
            prose=tuple(self._reading.prose),
            truncated=self._truncated,
        )

    def _block(self, event: Event, kind: BlockKind) -> None:
        self._blocks.append(Block(kind, Span(event.start, event.end), len(self._containers)))

    def _role(self) -> ProseRole:
        for container in reversed(self._containers):
            if container.kind in _ROLES:
                return _ROLES[container.kind]
        return "paragraph"

    def _enter(self, event: events.Enter) -> None:
        self._block(event, event.kind)
        self._containers.append(event)
        if event.kind == "footnote":
            self._links.define_footnote(event)

    def _leave(self, _: events.Leave) -> None:
        self._containers.pop()

    def _leaf(self, event: events.Leaf) -> None:
        self._block(event, event.kind)
        self._reading.next_block("html" if event.kind == "html" else self._role())
        if event.kind == "code":
            self._code.append(Code("indented", Span(event.start, event.end)))
        elif event.kind == "math":
            self._math.append(Span(event.start, event.end))

    def _heading_open(self, event: events.HeadingOpen) -> None:
        self._block(event, "heading")
        self._reading.next_block("heading")
        self._headings.open()
        self._heading = event

    def _heading_close(self, _: events.HeadingClose) -> None:
        event, self._heading = self._heading, None
        assert event is not None  # noqa: S101 - engines close what they opened
        parents = [c.start for c in self._containers if c.kind in {"quote", "item", "directive"}]
        parent = parents[-1] if parents else -1
        self._headings.close_markdown(event, parent)

    def _cell(self, _: events.TableCell) -> None:
        self._reading.next_block("cell")

    def _fence(self, event: events.CodeFence) -> None:
        self._block(event, "fence")
        span = Span(event.start, event.end)
        self._code.append(Code("fence", span, event.info, event.closed))

    def _definition(self, event: events.DefinitionEvent) -> None:
        self._block(event, "definition")
        self._links.define(event)

    def _stop(self, event: events.Truncated) -> None:
        self._truncated = event.start

    def _read(self, event: events.Text) -> None:
        self._reading.literal(event.start, event.end)

    def _special(self, event: events.EscapedText) -> None:
        self._reading.collect(event.text)

    def _break(self, event: events.Break) -> None:
        self._reading.collect("\n")
        if event.hard:
            self._breaks.append(Span(event.start, event.end))

    def _code_span(self, event: events.CodeSpan) -> None:
        self._code.append(Code("span", Span(event.start, event.end)))
        self._headings.code(event.text)

    def _expression(self, event: events.Expression) -> None:
        self._code.append(Code("expression", Span(event.start, event.end)))

    def _formula(self, event: events.Math) -> None:
        self._math.append(Span(event.start, event.end))
        self._reading.collect(event.text)
