"""Headings and anchors of a page."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from nblint.markdown.slugs.github_slug import github_slug
from nblint.markdown.slugs.numbering import Slugger
from nblint.model import Anchor, Heading, HeadingSource, Span

if TYPE_CHECKING:
    from nblint.markdown.events import AnchorDefinition, HeadingOpen
    from nblint.markdown.prose_builder import ProseBuilder
    from nblint.model import Code, Tag

# `{#id}` and `{: #id}`, with or without further attributes, as kramdown, Pandoc, Python-Markdown,
# Goldmark and Docusaurus write them; MDX wants the brace escaped, or a comment in it.
_ATTRIBUTE = r"(?:\.[\w-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+))"
_ATTRIBUTE_ID = re.compile(
    rf"\\?\{{(?::|/\*)?[ \t]*(?:{_ATTRIBUTE}[ \t]+)*+#([^\s{{}}#]+)"
    rf"(?:[ \t]+{_ATTRIBUTE})*+[ \t]*(?:\*/)?\}}"
)
# A term and its definition (PHP Markdown Extra, "Definition Lists").
_TERM = re.compile(r"^[ \t>]*+(\S[^\n]*+)\n(?:[ \t>]*\n)?+[ \t>]*+:[ \t]++\S", re.MULTILINE)
# MyST's targets before a block and labels of a directive or an equation (MyST, "Cross-references"),
# and those of code cells, which Quarto ("Cross References") and knitr have too; the anchor in the
# published page has a hyphen for whatever is no letter or digit.
_LABEL = re.compile(
    r"^[ \t>]*+(?:\(([^()\n]+)\)=|(?::|\#\|[ \t]*+)(?:label|name):[ \t]++(\S(?:[^\n]*\S)?))[ \t]*+$"
    r"|^[ \t]*+(?:`{3,}|~{3,})[ \t]*+\{[A-Za-z]\w*+(?:[ \t]*+,)?+[ \t]++"
    r"(?:label[ \t]*+=[ \t]*+[\"']?)?([\w.-]+)"
    r"|\$\$[ \t]*+\(([\w:.-]+)\)[ \t]*+$|\\label\{([^{}\n]+)\}",
    re.MULTILINE,
)
# The same in options of a directive that are YAML (MyST, "Directives").
_YAML_LABEL = re.compile(
    r"^[ \t>]*(?:`{3,}|~{3,}|:{3,})\{[\w:.-]+\}[^\n]*\n[ \t>]*---[ \t]*\n"
    r"(?:(?![ \t>]*---[ \t]*$)[^\n]*\n)*?"
    r"[ \t>]*+(?:label|name):[ \t]++[\"']?([^\s\"'](?:[^\n\"']*[^\s\"'])?)[\"']?[ \t]*+$",
    re.MULTILINE,
)
_LABEL_MARKS = (")=", "label:", ":name:", "name: ", "$$ (", "$$(", "``{", "\\label{")
_UNLABELLED = re.compile(r"[\W_]+")


class HeadingBuilder:
    """Gathers headings and anchors in document order."""

    def __init__(self, text: str, reading: ProseBuilder) -> None:
        self.headings: list[Heading] = []
        self.titles: list[HeadingSource] = []
        self.anchors: list[Anchor] = []
        self.in_heading = False
        self._text, self._reading = text, reading
        self._slugger = Slugger()
        self._words: list[str] = []
        self._slug_words: list[str] = []
        self._kinds: list[tuple[int, str]] = []

    def open(self) -> None:
        """Begin a heading: its text is read from here."""
        self.in_heading = True
        self._words = self._reading.start_collecting([])
        self._slug_words = self._reading.start_collecting([])
        self._kinds = [(0, "text")]

    def code(self, text: str) -> None:
        """Read a code span."""
        before = self._kinds[-1][1] if self.in_heading else ""
        self._begin("code")
        self._reading.collect(text)
        self._begin(before)

    def _begin(self, kind: str) -> None:
        if self.in_heading:
            self._kinds.append((len(self._words), kind))

    def pause_slug(self) -> None:
        """Read on, but not for the anchor: an image's alternative text is no part of it."""
        if self.in_heading:
            self._reading.stop_collecting(self._slug_words)
            self._begin("alt")

    def resume_slug(self) -> None:
        """Read for the anchor again."""
        if self.in_heading:
            self._reading.start_collecting(self._slug_words)
            self._begin("text")

    def close_markdown(self, event: HeadingOpen, parent: int) -> None:
        """End a heading written in Markdown; `parent` is as in `Heading`."""
        words, span = self._close(), Span(event.start, event.end)
        text_span = Span(event.text_start, event.text_end)
        written = ""
        if match := _ATTRIBUTE_ID.search(self._text, text_span.start, text_span.end):
            slug = written = match[1]
            words = words.replace(match[0].lstrip("\\"), "").strip()
            self.anchors.append(Anchor(slug, "attribute", Span(*match.span(1))))
        else:
            slug = self._slug(span)
        self.headings.append(Heading(event.level, words, slug, span, text_span, event.form, parent))
        title = HeadingSource(text_span.of(self._text), self._runs(), event.level, written)
        self.titles.append(title)

    def close_html(self, level: int, opening: Tag, closing: Tag) -> None:
        """End a heading written in HTML."""
        words, span = self._close(), Span(opening.span.start, closing.span.end)
        text_span = Span(opening.span.end, closing.span.start)
        self.headings.append(Heading(level, words, self._slug(span), span, text_span, "html"))
        self.titles.append(HeadingSource(text_span.of(self._text), self._runs(), level, html=True))

    def name(self, event: AnchorDefinition) -> None:
        """Take a name that a dialect gives to a place."""
        self.anchors.append(Anchor(event.name, "attribute", Span(event.start, event.end)))

    def _close(self) -> str:
        self.in_heading = False
        self._reading.stop_collecting(self._slug_words)
        return self._reading.stop_collecting(self._words)

    def _runs(self) -> tuple[tuple[str, str], ...]:
        ends = [start for start, _ in self._kinds[1:]] + [len(self._words)]
        pieces = (
            (kind, "".join(self._words[start:end]))
            for (start, kind), end in zip(self._kinds, ends, strict=True)
        )
        return tuple((kind, text) for kind, text in pieces if text)

    def _slug(self, span: Span) -> str:
        slug = self._slugger.number(github_slug("".join(self._slug_words)))
        self.anchors.append(Anchor(slug, "heading", span))
        return slug

    def add_terms(self) -> None:
        """Add the anchors of definition lists' terms, as Goldmark makes them for Hugo.

        A term with a link to a fragment has none: its anchor would hold the fragment, and move as
        soon as that is corrected.
        """
        if "\n:" not in self._text:
            return
        for match in _TERM.finditer(self._text):
            if "](#" in match[1]:
                continue
            name = self._slugger.number(github_slug(match[1].strip("`*_ ")))
            self.anchors.append(Anchor(name, "attribute", Span(*match.span(1))))

    def add_labels(self) -> None:
        """Add MyST's labels, as they are written and as they are published."""
        if not any(mark in self._text for mark in _LABEL_MARKS):
            return
        for match in chain(_LABEL.finditer(self._text), _YAML_LABEL.finditer(self._text)):
            group = match.lastindex or 1
            label, span = match[group], Span(*match.span(group))
            published = _UNLABELLED.sub("-", label.lower()).strip("-")
            for name in sorted({label, published}):
                self.anchors.append(Anchor(name, "attribute", span))

    def add_attribute_ids(self, code: list[Code]) -> None:
        """Add the ids that attribute lists outside of headings and code, or of code, give."""
        if "{" not in self._text or "#" not in self._text:
            return
        known = {anchor.span for anchor in self.anchors}
        starts = [item.span.start for item in code]
        for match in _ATTRIBUTE_ID.finditer(self._text):
            span = Span(*match.span(1))
            before = bisect_right(starts, span.start) - 1
            around = code[before] if before >= 0 else None
            in_code = around is not None and span.start < around.span.end
            if span in known or (in_code and not self._is_of_code(around, span)):
                continue
            self.anchors.append(Anchor(match[1], "attribute", span))

    def _is_of_code(self, code: Code | None, name: Span) -> bool:
        """Tell whether an id stands in a fence's info string (Pandoc, "Fenced code blocks")."""
        if code is None or code.form != "fence":
            return False
        return code.info != "" and "\n" not in self._text[code.span.start : name.start]
