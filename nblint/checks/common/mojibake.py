"""Text that was written as UTF-8 and read as Windows-1252, and what it was before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def _bytes() -> dict[str, int]:
    """Return the byte of each character above ASCII, as browsers read Windows-1252.

    The WHATWG Encoding Standard maps the five bytes that Microsoft left undefined to the control
    characters of the same number; ISO 8859-1 does so with all from 0x80 to 0x9F.
    """
    table = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        table[bytes([byte]).decode("cp1252", "ignore") or chr(byte)] = byte
    return table


_FIRST_LEAD_BYTE = 0xC0
_BYTES = _bytes()
_TRAIL = "[" + "".join(char for char, byte in _BYTES.items() if byte < _FIRST_LEAD_BYTE) + "]"
# The lead byte of a UTF-8 sequence says how many bytes follow (RFC 3629, section 3).
_SEQUENCE = (
    "[\u00c2-\u00f4](?:"
    f"(?<=[\u00c2-\u00df]){_TRAIL}|(?<=[\u00e0-\u00ef]){_TRAIL}{{2}}|(?<=[\u00f0-\u00f4]){_TRAIL}{{3}})"
)
_RUN = re.compile(f"{_SEQUENCE}(?:{_SEQUENCE})*")
_MANY = re.compile(f"(?:{_SEQUENCE}){{2,}}")
# What may follow a letter in good text: « été »…
_PUNCTUATION = frozenset("\u2026\u2018\u2019\u201c\u201d\u2013\u2014\u2039\u203a\u00ab\u00bb\u00a0")
_USUAL = ("Â", "Ã", "â", "ðŸ")


def find_mojibake(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and original of each stretch of `text` that is surely mojibake."""
    for match in _RUN.finditer(text):
        run = match[0]
        in_word = run[0].isupper() and text[match.start() - 1 : match.start()].islower()
        if not in_word:
            if _PUNCTUATION.issuperset(run[1:]):
                continue
            if not (run.startswith(_USUAL) or _MANY.fullmatch(run)):
                continue
        original = _repair(run)
        if original:
            yield *match.span(), original


def _repair(run: str) -> str | None:
    """Return what was written, also where it was misread more than once, or None."""
    try:
        original = bytes(_BYTES[char] for char in run).decode()
    except UnicodeDecodeError:
        return None
    if _RUN.fullmatch(original):
        return _repair(original) or original
    return original if original.replace("\u00a0", " ").isprintable() else None
