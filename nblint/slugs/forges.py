"""Anchors as GitLab and Bitbucket make them."""

from __future__ import annotations

import re
import unicodedata

from nblint.slugs.github import github_slug

_HYPHENS = re.compile(r"-{2,}")
_NUMBER = re.compile(r"\d+")
# The tiers that GitLab's own documentation names at the end of headings.
_TIER = re.compile(r"\s*\*{2}\([\w ]+\)\*{2}$")
_PUNCTUATION = re.compile(r"[^\w\s-]")
_SPACE = re.compile(r"[-\s]+")


def gitlab_slug(text: str) -> str:
    """Return the anchor that GitLab gives to a heading that reads `text`.

    As GitHub's, but without white space around it, with one hyphen for several, and `anchor-`
    before what is a number only (GitLab Docs, "GitLab Flavored Markdown", heading IDs).
    """
    slug = _HYPHENS.sub("-", github_slug(_TIER.sub("", text).strip()))
    return f"anchor-{slug}" if _NUMBER.fullmatch(slug) else slug


def bitbucket_slug(text: str) -> str:
    """Return the anchor that Bitbucket Cloud gives to a heading that reads `text`.

    It is that of Python-Markdown with `markdown-header-` before it.
    """
    return "markdown-header-" + ascii_slug(text)


def ascii_slug(text: str) -> str:
    """Return what Python-Markdown's `slugify` makes of a text, without accents and other scripts.

    Source: Python-Markdown, "Table of Contents", `slugify`.
    """
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _SPACE.sub("-", _PUNCTUATION.sub("", folded).strip().lower())
