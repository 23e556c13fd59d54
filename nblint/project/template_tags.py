"""What templates fill in: tags in a text, parts of link destinations, placeholders in a URL."""

from __future__ import annotations

import re

_TAG = r"\{\{|\{%|<%"
# What is filled in before there is a link destination at all: tags, and variables of shells,
# JavaScript and printf.
_VARIABLE = rf"{_TAG}|\$\{{|\$\(|%[sd]\b"
# Also comments of templates, URI templates (RFC 6570), JSX, and what the reader is to replace.
_PLACEHOLDER = rf"{_VARIABLE}|\{{#|\$[A-Za-z_]|%\w+%|\{{[\w.:/?#+&-]*\}}|<[\w .-]+>"

_TAGGED = re.compile(_TAG)
_TEMPLATED = re.compile(_VARIABLE)
_WITH_PLACEHOLDER = re.compile(_PLACEHOLDER)
_TAGGED_DESTINATION = re.compile(r"\](?:\(|:)[ \t]*(?=\{[{%])")


def has_tag(text: str) -> bool:
    """Tell whether a text has a tag of a template engine, or of cookiecutter."""
    return _TAGGED.search(text) is not None


def is_templated(target: str) -> bool:
    """Tell whether something fills in a part of a target before anyone follows it."""
    return _TEMPLATED.search(target) is not None


def has_placeholder(text: str) -> bool:
    """Tell whether a template, or the reader, fills in a part of a URL in a text."""
    return _WITH_PLACEHOLDER.search(text) is not None


def tagged_destinations(text: str) -> list[int]:
    """Return the offsets at which a tag stands where a link destination would."""
    return [match.end() for match in _TAGGED_DESTINATION.finditer(text)]
