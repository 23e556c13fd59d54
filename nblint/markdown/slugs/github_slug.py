"""Anchors as GitHub makes them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LM" or category in {"Nd", "Nl", "Pc"} or character == "-":
        return character
    if character == " ":
        return "-"
    # Circled letters are symbols, but alphabetic (Unicode, DerivedCoreProperties.txt).
    if category == "So" and character.lower() != character.upper():
        return character
    if "\U0001f130" <= character <= "\U0001f189" and category == "So":
        return character
    return ""


def github_slug(text: str) -> str:
    """Return the anchor that GitHub gives to a heading that reads `text`.

    Letters are lowered; all but letters, marks, decimal digits, connector punctuation, hyphens and
    spaces is dropped; each space becomes a hyphen. This is what the ``TableOfContentsFilter`` of
    html-pipeline does and what the github-slugger package reproduces.
    """
    text = text.lower()
    plain = text.replace(" ", "-")
    if plain.isascii() and plain.replace("-", "").replace("_", "").isalnum():
        return plain
    return "".join(map(_kept, text))
