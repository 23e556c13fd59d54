"""Telling front matter from a page that merely begins with a thematic break or a block break."""

from __future__ import annotations

import re

_KEY = {
    "yaml": r"(?:[\w$@.-]+(?: [\w$@.-]+)?|<<|\"[^\"\n]*\"|'[^'\n]*')[ \t]*:(?=[ \t\r\n])[^\n]*",
    "toml": r"(?:[\w.\"' -]+=|\[)[^\n]*",
}
# Comments, items of lists and mappings, single words, pairs without a space or as in TOML.
_LIKE_YAML = re.compile(
    r"\r?\n(?:[ \t]*+(?:#[^\n]*|[-?:] [^\n]*|[\[{][^\n]*|[\w.-]+[ \t]*(?:[=:][^\n]*)?)\r?\n)*+"
)
_BEGINS_BLANK = re.compile(r"\r?\n[ \t]*\r?\n")
_BEGINS_WITH_FIELD = {
    name: re.compile(rf"(?:[ \t]*(?:#[^\n]*)?\n|\r)*+{key}") for name, key in _KEY.items()
}
# Blank lines belong to the fields only where another field follows. A line is read in one way only
# (`(?>`): some fit two, and the ways to read many of those would be countless.
_FIELDS = {
    name: re.compile(
        rf"\r?\n(?=[a-z])(?>{key}\n|[ \t]+\S[^\n]*\n|[-#\]}}][^-\n][^\n]*\n"
        rf"|(?:[ \t]*\r?\n)+(?={key}\n))+(?=[ \t]*\r?$|--[ \t]*\r?$|-{{4,}})",
        re.MULTILINE,
    )
    for name, key in _KEY.items()
}


def is_metadata(block: str, name: str) -> bool:
    """Tell whether what stands between two delimiters, and has no fields, was meant to have some.

    It was if it begins with something like a field of the format `name`, or is blank. Other lines
    are taken for YAML gone wrong if none of them is blank or a sentence. What begins with a blank
    line is prose after a thematic break.
    """
    if not block.strip():
        return True
    if _BEGINS_BLANK.match(block):
        return False
    if _BEGINS_WITH_FIELD[name].match(block):
        return True
    return name == "yaml" and bool(_LIKE_YAML.fullmatch(block))


def fields_end(text: str, start: int, name: str) -> int | None:
    """Return where the fields that follow a delimiter, whose line ends at `start`, end themselves.

    None if what follows does not look like fields: their lines end in a blank line or in a wrong
    number of dashes, and the first key begins with a small letter (a paragraph may begin with
    `Note:`).
    """
    fields = _FIELDS[name].match(text, start)
    return fields.end() if fields else None
