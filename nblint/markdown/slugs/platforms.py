"""Anchors as GitLab and Bitbucket make them."""

from __future__ import annotations

import re
import unicodedata

_PUNCTUATION = re.compile(r"[^\w\s-]")
_SPACE = re.compile(r"[-\s]+")


def gitlab_slug(text: str) -> str:
    """Return the anchor that GitLab gives to a heading that reads `text`.

    Letters are lowered; all but letters, marks, numbers of every kind, connector punctuation,
    hyphens and spaces is dropped; each space becomes a hyphen. So does Comrak, to which GitLab
    leaves it (anchors changed in GitLab 17.0). The examples of GitLab Docs, "GitLab Flavored
    Markdown", heading IDs, agree, though not the rule beside them that hyphens are squeezed.
    """
    return "".join(map(_gitlab_kept, text.replace("\n", " ").lower()))


def _gitlab_kept(character: str) -> str:
    if character == " ":
        return "-"
    category = unicodedata.category(character)
    kept = category[0] in "LMN" or category == "Pc" or character == "-"
    return character if kept else ""


def bitbucket_slug(text: str) -> str:
    """Return the anchor that Bitbucket Cloud gives to a heading that reads `text`.

    It is that of Python-Markdown with `markdown-header-` before it; what has no ASCII letter or
    digit leaves nothing but that.
    """
    return "markdown-header-" + ascii_slug(text)


def ascii_slug(text: str) -> str:
    """Return what Python-Markdown's `slugify` makes of a text, without accents and other scripts.

    Source: Python-Markdown, "Table of Contents", `slugify`.
    """
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _SPACE.sub("-", _PUNCTUATION.sub("", folded).strip().lower())
