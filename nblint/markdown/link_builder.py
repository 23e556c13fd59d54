"""Links, images and references of a page, and the addresses they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from nblint.markdown import events
from nblint.model import Definition, Image, Link, LinkDestination, Span, Unresolved

if TYPE_CHECKING:
    from nblint.markdown.heading_builder import HeadingBuilder
    from nblint.markdown.prose_builder import ProseBuilder
    from nblint.model import ProseRole

Placed = TypeVar("Placed", Link, Image)


class LinkBuilder:
    """Gathers what leads away from a page, or within it."""

    def __init__(self, reading: ProseBuilder, headings: HeadingBuilder) -> None:
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.targets: list[LinkDestination] = []
        self.definitions: list[Definition] = []
        self.unresolved: list[Unresolved] = []
        self._reading, self._headings = reading, headings
        self._open: list[tuple[events.LinkOpen, list[str], ProseRole]] = []
        self._uses: dict[str, tuple[str, bool]] = {}
        self._footnotes: set[str] = set()

    def open(self, event: events.LinkOpen) -> None:
        """Begin a link or an image: its text is read from here."""
        reading = self._reading
        self._open.append((event, reading.start_collecting([]), reading.role))
        if isinstance(event, events.ImageOpen):
            reading.role = "alt"
            self._headings.pause_slug()
        elif event.kind in {"autolink", "bare"}:
            reading.silent += 1
        elif reading.role != "alt":
            reading.role = "link"

    def close(self, event: events.LinkClose | events.ImageClose) -> None:
        """End the innermost link or image."""
        opening, words, self._reading.role = self._open.pop()
        text = self._reading.stop_collecting(words)
        is_address = opening.kind in {"autolink", "bare"}
        self._reading.silent -= is_address
        if opening.kind == "bare" and self._reading.role == "alt":
            return  # GFM makes no link of an address in an alternative text
        span = Span(opening.start, opening.end)
        target_span = Span(opening.target_start, opening.target_end)
        image = isinstance(opening, events.ImageOpen)
        if image:
            self._headings.resume_slug()
            self.images.append(
                Image(
                    target=opening.target,
                    alt=text,
                    kind=opening.kind,
                    span=span,
                    alt_span=Span(opening.start + len("!["), event.start),
                    target_span=target_span,
                    label=opening.label,
                )
            )
        else:
            text_start = opening.target_start if is_address else opening.start + 1
            self.links.append(
                Link(
                    target=opening.target,
                    text=text,
                    kind=opening.kind,
                    span=span,
                    text_span=Span(text_start, event.start),
                    target_span=target_span,
                    label=opening.label,
                )
            )
        if opening.kind == "reference":
            self._uses.setdefault(opening.label, (text, image))
        else:
            self.targets.append(
                LinkDestination(opening.target, target_span, opening.kind, text, image)
            )

    def refer(self, event: events.Reference) -> None:
        """Take a link or an image in a dialect's own syntax."""
        span, target_span = Span(event.start, event.end), Span(event.target_start, event.target_end)
        text_span = (
            Span(event.text_start, event.text_end) if event.text_end else Span(event.end, event.end)
        )
        text, reading = event.text, self._reading
        if event.text_end:
            role, reading.role = reading.role, "alt" if event.image else "link"
            reading.literal(text_span.start, text_span.end)
            reading.role = role
        else:
            reading.collect(text)
        if event.image:
            self.images.append(Image(event.target, text, event.kind, span, text_span, target_span))
        else:
            self.links.append(Link(event.target, text, event.kind, span, text_span, target_span))
        self.targets.append(
            LinkDestination(event.target, target_span, event.names, text, event.image)
        )

    def use_footnote(self, event: events.FootnoteUse) -> None:
        """Take a footnote reference."""
        span = Span(event.start, event.end)
        label_span = Span(event.start + len("[^"), event.end - 1)
        label = event.label.casefold()
        self.links.append(Link("", "", "footnote", span, label_span, span, label))

    def define_footnote(self, event: events.Enter) -> None:
        """Take a footnote's definition; to GitHub letter case makes no difference in its label."""
        start, label = event.start + len("[^"), event.label.casefold()
        label_span = Span(start, start + len(event.label))
        self.definitions.append(
            Definition(
                label,
                "",
                Span(event.start, event.end),
                label_span,
                Span(label_span.end, label_span.end),
                footnote=True,
                duplicate=label in self._footnotes,
            )
        )
        self._footnotes.add(label)

    def define(self, event: events.DefinitionEvent) -> None:
        """Take a link reference definition."""
        self.definitions.append(
            Definition(
                event.label,
                event.target,
                Span(event.start, event.end),
                Span(event.label_start, event.label_end),
                Span(event.target_start, event.target_end),
                duplicate=event.duplicate,
            )
        )

    def no_definition(self, event: events.UnresolvedReference) -> None:
        """Take text in the form of a reference that nothing defines."""
        span = Span(event.start - event.image, event.end)
        self.unresolved.append(
            Unresolved(event.label, event.text, event.form, span, image=event.image)
        )

    def finish(self) -> None:
        """Add the addresses of the definitions in use and put all in document order."""
        for definition in self.definitions:
            if definition.footnote or definition.duplicate or definition.label not in self._uses:
                continue
            text, image = self._uses[definition.label]
            self.targets.append(
                LinkDestination(
                    definition.target, definition.target_span, "definition", text, image
                )
            )
        # The cells of a notebook each have definitions of their own.
        places = {
            (item.label, item.target): item.target_span
            for item in self.definitions
            if not item.footnote and not item.duplicate
        }
        self.links = [_placed(link, places) for link in self.links]
        self.images = [_placed(image, places) for image in self.images]
        self.links.sort(key=_position)
        self.images.sort(key=_position)
        self.targets.sort(key=_position)


def _position(item: Link | Image | LinkDestination) -> int:
    return item.span.start


def _placed(item: Placed, places: dict[tuple[str, str], Span]) -> Placed:
    """Give a reference the place of its definition's address."""
    if item.kind != "reference":
        return item
    return replace(item, target_span=places[item.label, item.target])
