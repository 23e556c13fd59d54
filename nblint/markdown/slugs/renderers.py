"""Anchors as the Markdown processors of site generators make them, from the text or the source."""

from __future__ import annotations

import re
import unicodedata

from nblint.markdown.slugs.alphabetic import is_alphanumeric
from nblint.markdown.slugs.github_slug import github_slug

_SPACE = re.compile(r"[-\s]+")
_WORD_OR_SPACE = re.compile(r"[^\w\s-]")
_WORD = re.compile(r"[^\w\- ]")
_TAG = re.compile(r"</?[^>]*>")
_KRAMDOWN_START = re.compile(r"^[^a-zA-Z]+", re.MULTILINE)
_KRAMDOWN = re.compile(r"[^a-zA-Z0-9 -]")
_PANDOC = re.compile(r"[^\w\s.-]")
_NO_HTML_ID = re.compile(r"[^a-z0-9-]")
_HYPHENS = re.compile(r"-{2,}")
_QUOTES = "\"'\u201c\u201d\u2018\u2019"
_VITE = re.compile(rf"[\s~`!@#$%^&*()\-_+=\[\]{{}}|\\;:{_QUOTES}<>,.?/]+")
_OBSIDIAN_IGNORED = re.compile(r"[!\"#$%&()*+,.:;<=>?@^`{|}~/\[\]\\]")


def unicode_slug(text: str) -> str:
    """Return what Python-Markdown's `slugify_unicode` makes of a text."""
    plain = _WORD_OR_SPACE.sub("", text).strip().lower()
    return _SPACE.sub("-", plain)


def pymdownx_slug(text: str) -> str:
    """Return what `pymdownx.slugs.slugify` makes of a text (PyMdown Extensions, "Slugs")."""
    plain = _TAG.sub("", unicodedata.normalize("NFC", text)).strip().lower()
    return _WORD.sub("", plain).replace(" ", "-")


def pymdownx_cased_slug(text: str) -> str:
    """Return what `pymdownx.slugs.slugify` makes of a text where no `case` is set."""
    plain = _TAG.sub("", unicodedata.normalize("NFC", text)).strip()
    return _WORD.sub("", plain).replace(" ", "-")


def kramdown_slug(source: str) -> str:
    """Return what kramdown makes of a heading's source (kramdown, "Automatic ID Generation")."""
    kept = _KRAMDOWN.sub("", _KRAMDOWN_START.sub("", source))
    return kept.replace(" ", "-").lower() or "section"


def kramdown_gfm_slug(text: str) -> str:
    """Return what kramdown's parser for GFM, which Jekyll uses, makes of a text."""
    return github_slug(_lowered(text.replace("\t", " ")))


def goldmark_slug(text: str) -> str:
    """Return what Hugo makes of the last line of a text, since 0.144; before, it took the source.

    Letters, decimal digits, underscores, hyphens and spaces are kept, marks are not (Hugo,
    "Configure markup", `autoIDType` github). Of an emphasised or linked text Hugo reads up to the
    first quotation mark or underscore only, which is not followed here.
    """
    return "".join(map(_goldmark_kept, text.rpartition("\n")[2])) or "heading"


def goldmark_ascii_slug(text: str) -> str:
    """Return what Hugo makes of it where `autoIDType` is github-ascii: accents are taken off."""
    folded = unicodedata.normalize("NFD", text.rpartition("\n")[2])
    plain = (character for character in folded if character.isascii())
    return "".join(map(_goldmark_kept, plain)) or "heading"


def _goldmark_kept(character: str) -> str:
    if character in "- ":
        return "-"
    category = unicodedata.category(character)
    return _lower(character) if category[0] == "L" or category == "Nd" or character == "_" else ""


def _lowered(text: str) -> str:
    """Lower each character by itself, as Ruby and Haskell do, a sigma at a word's end too."""
    return "".join(map(str.lower, text))


def _lower(character: str) -> str:
    """Lower one character to one, as Go and Rust's `char` do where Python gives several."""
    return character.lower()[:1]


def pandoc_slug(text: str) -> str:
    """Return what Pandoc makes of a text with smart punctuation (Pandoc, `auto_identifiers`)."""
    words = _PANDOC.sub("", _lowered(text)).split()
    slug = "-".join(words)
    start = next((at for at, character in enumerate(slug) if character.isalpha()), len(slug))
    return slug[start:] or "section"


def myst_slug(text: str) -> str:
    """Return the id that MyST gives to a label or a heading (MyST, "Cross-references")."""
    label = re.sub(f"[{_QUOTES}]+", "", " ".join(text.split())).lower()
    slug = re.sub(r"^([0-9-])", r"id-\1", _NO_HTML_ID.sub("-", label))
    return _HYPHENS.sub("-", slug).strip("-")


def vitepress_slug(text: str) -> str:
    """Return what VitePress' `slugify`, that of @mdit-vue/shared, makes of a text."""
    plain = unicodedata.normalize("NFKD", text)
    plain = re.sub(r"[\u0300-\u036f\x00-\x1f]", "", plain)
    slug = _VITE.sub("-", plain).strip("-")
    return ("_" + slug if slug[:1].isascii() and slug[:1].isdigit() else slug).lower()


def encoded_slug(text: str) -> str:
    """Return what markdown-it-anchor makes of a text, decoded as fragments are."""
    return re.sub(r"\s+", "-", text.strip().lower())


def mdbook_slug(text: str) -> str:
    """Return what mdBook makes of a text: letters, digits, underscores, hyphens, and spaces.

    All letters are lowered, as since release 0.5 (mdBook, `id_from_content`).
    """
    return "".join(map(_mdbook_kept, text.strip().lower()))


def mdbook_key(anchor: str) -> str:
    """Return an anchor with all but its ASCII letters lowered: before 0.5 those alone were."""
    return "".join(item if item.isascii() else item.lower() for item in anchor)


def _mdbook_kept(character: str) -> str:
    if character in "_-" or is_alphanumeric(character):
        return character
    return "-" if character.isspace() else ""


def jupyter_slug(text: str) -> str:
    """Return what JupyterLab and nbconvert make of a text: a hyphen for each space."""
    return text.replace(" ", "-")


def obsidian_heading(source: str) -> str:
    """Return a heading as links call it in Obsidian, where a caret begins the name of a block."""
    return source.strip().lstrip("^ ")


def obsidian_key(name: str) -> str:
    """Return what Obsidian compares of a heading, or of a block's name, and of a link to it.

    Much punctuation of a heading counts as a space, and letter case does not count (Obsidian's API,
    `stripHeading` and `resolveSubpath`). The name of a block begins with a caret.
    """
    if name.startswith("^"):
        return name.lower()
    return " ".join(_OBSIDIAN_IGNORED.sub(" ", name).split()).lower()
