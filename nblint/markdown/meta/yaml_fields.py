"""YAML front matter, read event by event.

PyYAML's own composer is passed by: it recurses in C, where deep nesting overflows the stack, it
expands merge keys without bound, and one impossible date takes all other fields with it.
"""

from __future__ import annotations

from typing import Any

from frontmatter.default_handlers import SafeLoader
from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.nodes import ScalarNode

from nblint.markdown.meta.fields import (
    MAX_DEPTH,
    TOO_DEEP,
    TOO_DEEP_HELP,
    ParsedFields,
    UnreadableError,
    duplicate,
    rest_of_line,
    shown,
)
from nblint.markdown.meta.yaml_errors import bad_value, explain, odd_key, unknown_tag
from nblint.markdown.meta.yaml_spans import past_properties, scalar_span, token_span
from nblint.model import MetaEntry, Span

_Path = tuple[str, ...]

_MAX_MERGED = 10_000
"""Keys that all merge keys together may copy."""

_YAML = "tag:yaml.org,2002:"
_NUMBER_TAGS = frozenset({_YAML + "int", _YAML + "float"})
_LONGEST_NUMBER = 4_300
"""In characters, as Python's own limit: numbers of base 60 (`1:30:00`) take quadratic time."""
# knitr evaluates `!r` and `!expr` in the front matter of R Markdown and Quarto pages.
_TEXT_TAGS = frozenset({"!", "!r", "!expr", _YAML + "str", _YAML + "value", _YAML + "merge"})
_COLLECTION_TAGS = frozenset(
    {None, "!", _YAML + "map", _YAML + "seq", _YAML + "omap", _YAML + "set"}
)


def read_yaml(text: str, block: Span) -> ParsedFields:
    """Return the fields of the YAML document that `block` of `text` holds.

    Keys are strings as they are written (YAML 1.1 reads `on` as true). A value's span lies inside
    its quotes, a block scalar's covers its lines, an alias's is its own; what an alias stands for
    is not listed again. A value that cannot be made sense of is left as it is written. No tag runs
    code. Raises UnreadableError.
    """
    try:
        return _YamlReader(text, block).document()
    except (YAMLError, UnicodeEncodeError) as error:
        raise explain(error, text, block) from error


class _YamlReader:
    def __init__(self, text: str, block: Span) -> None:
        self.text = text
        self.block = block
        self.loader = SafeLoader(block.of(text))
        self.metadata = ParsedFields({}, [], [])
        self.anchors: dict[str, Any] = {}
        self.merged = 0
        self.end = block.start
        """Where the last key or value that was read ends."""

    def document(self) -> ParsedFields:
        self.next()  # the start of the stream
        if isinstance(self.next(), StreamEndEvent):
            return self.metadata
        root = self.next()
        if not isinstance(root, MappingStartEvent):
            kind = "a list" if isinstance(root, SequenceStartEvent) else "text"
            message = f"front matter is {kind}, not fields"
            span = rest_of_line(self.text, self.token(root).start, self.block.end)
            raise UnreadableError(message, span, "write one `key: value` per line")
        self.metadata.fields = self.mapping(())
        self.next()  # the end of the document
        after = self.next()
        if not isinstance(after, StreamEndEvent):
            message = "front matter contains a second YAML document"
            raise UnreadableError(message, self.token(after), "keep one document")
        self.metadata.entries.sort(key=lambda entry: (entry.key_span.start, len(entry.path)))
        return self.metadata

    def next(self) -> Any:
        return self.loader.get_event()

    def token(self, event: Any) -> Span:
        return token_span(event, self.block.start)

    def mapping(self, path: _Path) -> dict[str, Any]:
        """Read to the end of a mapping that has begun."""
        fields: dict[str, Any] = {}
        inherited: dict[str, Any] = {}
        seen: dict[str, int] = {}
        while not isinstance(event := self.next(), CollectionEndEvent):
            if not isinstance(event, ScalarEvent):
                raise odd_key(self.text, self.token(event), self.block)
            key, span = event.value, scalar_span(self.text, event, self.token(event))
            self.end = span.end
            value, value_span = self.value(self.next(), (*path, key))
            if key == "<<" and not event.style:
                self.merge(value, span, inherited)
                continue
            if key in seen:
                self.metadata.problems.append(duplicate(key, span, seen[key], self.text))
            seen.setdefault(key, span.start)
            fields[key] = value
            self.metadata.entries.append(MetaEntry((*path, key), value, span, value_span))
        self.close(event)
        return inherited | fields

    def sequence(self, path: _Path) -> list[Any]:
        """Read to the end of a sequence that has begun."""
        items: list[Any] = []
        while not isinstance(event := self.next(), CollectionEndEvent):
            item = (*path, str(len(items)))
            value, span = self.value(event, item)
            items.append(value)
            self.metadata.entries.append(MetaEntry(item, value, span, span))
        self.close(event)
        return items

    def close(self, event: Any) -> None:
        # The end of a block collection stands at the next token, which can be lines further on.
        token = self.token(event)
        if token.of(self.text) in {"]", "}"}:
            self.end = token.end

    def value(self, event: Any, path: _Path) -> tuple[Any, Span]:
        """Read the node that begins with `event`; return its value and its span."""
        token = self.token(event)
        if isinstance(event, AliasEvent):
            return self.alias(event, token)
        if len(path) > MAX_DEPTH:
            raise UnreadableError(TOO_DEEP, token, TOO_DEEP_HELP)
        value: Any
        if isinstance(event, ScalarEvent):
            span = scalar_span(self.text, event, token)
            value = self.scalar(event, span)
            self.end = token.end if event.style in {"'", '"'} else span.end
        else:
            if event.tag not in _COLLECTION_TAGS:
                self.metadata.problems.append(unknown_tag(event.tag, self.text, token))
            read = self.sequence if isinstance(event, SequenceStartEvent) else self.mapping
            value = read(path)
            span = Span(min(past_properties(self.text, token), self.end), self.end)
        if event.anchor:
            self.anchors[event.anchor] = value
        return value, span

    def scalar(self, event: ScalarEvent, span: Span) -> Any:
        tag, value = event.tag, event.value
        if tag is None:
            resolve: Any = self.loader.resolve
            tag = resolve(ScalarNode, value, event.implicit)
        if tag in _TEXT_TAGS:
            return value
        if tag not in self.loader.yaml_constructors:
            self.metadata.problems.append(unknown_tag(tag, self.text, self.token(event)))
            return value
        if tag in _NUMBER_TAGS and len(value) > _LONGEST_NUMBER:
            self.metadata.problems.append(bad_value(tag, value, span))
            return value
        try:
            return self.loader.construct_object(ScalarNode(tag, value))
        # SafeConstructor raises all of these for text that its tag does not allow.
        except (YAMLError, ValueError, LookupError, AttributeError, OverflowError):
            self.metadata.problems.append(bad_value(tag, value, span))
        return value

    def alias(self, event: AliasEvent, token: Span) -> tuple[Any, Span]:
        self.end = token.end
        if event.anchor not in self.anchors:
            message = f'"{shown(token.of(self.text))}" is an undefined alias'
            advice = "quote the value if it starts with an asterisk"
            raise UnreadableError(message, token, advice)
        return self.anchors[event.anchor], token

    def merge(self, value: Any, span: Span, inherited: dict[str, Any]) -> None:
        """Add what a merge key names to `inherited`; what comes first counts.

        Source: https://yaml.org/type/merge.html
        """
        for source in value if isinstance(value, list) else [value]:
            if not isinstance(source, dict):
                message = '"<<" must refer to a mapping'
                raise UnreadableError(message, span, "use a mapping, as in `<<: *defaults`")
            self.merged += len(source)
            if self.merged > _MAX_MERGED:
                message = f"merge keys copy more than {_MAX_MERGED} fields"
                raise UnreadableError(message, span, "write the fields out")
            for key, field in source.items():
                inherited.setdefault(key, field)
