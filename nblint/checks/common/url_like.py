"""What an address looks like to a reader of the source: what several checks share."""

from __future__ import annotations

import re

_FILE = (
    r"\.(?:md|markdown|mdx|qmd|rst|txt|html?|xhtml|php|aspx?|pdf|docx?|xlsx?|pptx?|csv|json|ya?ml"
    r"|toml|xml|ipynb|py|js|ts|rs|go|sh|zip|gz|png|jpe?g|gif|svg|webp|avif|mp[34]|webm)"
    r"(?:[?#][^\s()]*)?"
)
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:///?|mailto:|www\.|[a-z]:[\\/])[^\s/]\S*|(?:\.\.?/|/\w\w|#[a-z])[^\s:]*"
    rf"|[\w%][\w%./+@~-]*{_FILE}",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(rf"[\w%./][\w%./+@~,'&() -]*{_FILE}", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Tell whether a word can only be an address or a file name."""
    return _ADDRESS.fullmatch(text) is not None


def is_file_name(text: str) -> bool:
    """Tell whether a text, which may hold spaces, ends like the name of a file."""
    return _FILE_NAME.fullmatch(text) is not None
