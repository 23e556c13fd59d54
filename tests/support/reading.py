"""What a parsed page says, in the words of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model import Dialect, Document


def page(text: str, dialect: Dialect) -> Document:
    """Return the page that `text` holds, having seen that its places are true."""
    document = parse(text, "page.md", (), dialect)
    assert_places(document)
    return document


def prose(document: Document) -> list[str]:
    return [run.span.of(document.text) for run in document.prose]


def targets(document: Document) -> list[str]:
    return [target.value for target in document.targets]


def expressions(document: Document) -> list[str]:
    return [c.span.of(document.text) for c in document.code if c.form == "expression"]


def names(document: Document) -> set[str]:
    return {anchor.name for anchor in document.anchors}


def assert_places(document: Document) -> None:
    """Every element stands where it says, and what names something is its source."""
    text = document.text
    for elements in (
        document.links,
        document.images,
        document.targets,
        document.anchors,
        document.comments,
        document.blocks,
        document.code,
        document.prose,
        document.tags,
    ):
        for element in elements:
            assert 0 <= element.span.start <= element.span.end <= len(text)
    assert all(run.span.of(text).strip() for run in document.prose)
    assert all(comment.text in comment.span.of(text) for comment in document.comments)
    assert all(_is_tag(tag.span.of(text)) for tag in document.tags)
    _assert_names(document)


def _is_tag(source: str) -> bool:
    return source.startswith("<") and source.endswith(">")


def _assert_names(document: Document) -> None:
    text = document.text
    for target in document.targets:
        if target.kind == "label":
            assert target.value == f"#{target.span.of(text)}"
        elif target.kind in {"path", "document", "wikilink"}:
            assert target.value == target.span.of(text)
    for link in document.links:
        if link.kind in {"wikilink", "role"} and link.text_span.start < link.text_span.end:
            assert link.text == " ".join(link.text_span.of(text).split())
