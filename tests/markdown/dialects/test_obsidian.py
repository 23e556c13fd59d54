"""Obsidian as its help has it, https://help.obsidian.md, and the wikis of GitHub and GitLab."""

from __future__ import annotations

import pytest

from nblint.markdown.parse import parse
from nblint.markdown.slugs import FLAVOURS, anchors_of
from reading import names, page, prose, targets


@pytest.mark.parametrize(
    ("source", "target", "text"),
    [
        ("[[Note]]", "Note", "Note"),
        ("[[ Note ]]", "Note", "Note"),
        ("[[Note#Head ing]]", "Note#Head ing", "Note#Head ing"),
        ("[[Note|the words]]", "Note", "the words"),
        ("[[Sub/Note#^id| the words ]]", "Sub/Note#^id", "the words"),
        ("![[Note]]", "Note", "Note"),
    ],
)
def test_wiki_links(source: str, target: str, text: str) -> None:
    document = page(f"One {source} two.\n", "obsidian")
    (link,) = document.links
    assert (link.kind, link.target, link.text) == ("wikilink", target, text)
    assert link.span.of(document.text) == source


def test_the_words_of_a_link_are_prose_and_its_page_is_not() -> None:
    text = "One [[Note]] [[Note|the words]].\n"
    assert prose(page(text, "obsidian")) == ["One ", "the words", "."]


def test_an_embedded_image_is_an_image() -> None:
    document = page("![[a.png]] ![[b.png|200x100]] ![[c.png|Loss falls]]\n", "obsidian")
    assert [(image.target, image.alt) for image in document.images] == [
        ("a.png", ""),
        ("b.png", ""),
        ("c.png", "Loss falls"),
    ]


def test_a_bar_is_escaped_in_a_table() -> None:
    document = page("| a |\n|---|\n| [[Note\\|words]] |\n", "obsidian")
    assert [(link.target, link.text) for link in document.links] == [("Note", "words")]


@pytest.mark.parametrize("source", ["[[]]", "[[a\nb]]", "`[[a]]`", "[[a]", "\\[[a]]"])
def test_what_is_no_wiki_link(source: str) -> None:
    assert targets(page(f"One {source} two.\n", "obsidian")) == []


def test_blocks_have_names() -> None:
    document = page("A paragraph. ^first-1\n\n- item ^second\n\nx^2 ^not this\n", "obsidian")
    assert names(document) == {"^first-1", "^second"}


def test_headings_are_called_by_their_text() -> None:
    flavour = FLAVOURS["obsidian"]
    (anchor,) = anchors_of(page("# A: *B* c\n", "obsidian").titles, flavour)
    assert flavour.key(anchor) == flavour.key("A: B c")


def test_comments_are_comments_inline_and_over_lines() -> None:
    text = "One %%[[a]]%% two.\n\n%%\n[b](c.md)\n\nd\n%%\n\nThree, 100%.\n"
    document = page(text, "obsidian")
    assert [comment.text for comment in document.comments] == ["[[a]]", "\n[b](c.md)\n\nd\n"]
    assert targets(document) == []
    assert prose(document) == ["One ", " two.", "Three, 100%."]


def test_a_comment_that_is_never_closed_is_text() -> None:
    assert prose(page("%% a\n\nb\n", "obsidian")) == ["%% a", "b"]


def test_the_kind_of_a_callout_is_no_prose_and_its_title_is() -> None:
    assert prose(page("> [!my-kind]- A title\n> Text.\n", "obsidian")) == [" A title", "Text."]


def test_a_forges_wiki_has_the_text_before_the_page() -> None:
    document = page("[[the words|Page-Name]] [[Other Page]]\n", "wiki")
    assert [(link.target, link.text) for link in document.links] == [
        ("Page-Name", "the words"),
        ("Other Page", "Other Page"),
    ]


def test_elsewhere_double_brackets_are_text() -> None:
    document = parse("One [[Note]] two.\n", "page.md")
    assert (document.links, document.targets) == ((), ())


def test_githubs_alerts_are_no_prose() -> None:
    document = parse("> [!NOTE]\n> Text.\n\n[!NOTE] text\n", "page.md")
    assert prose(document) == ["Text.", "[!NOTE] text"]
