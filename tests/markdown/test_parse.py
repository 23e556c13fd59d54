"""What a Document holds of a page, and that its spans hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.markdown.parse import parse
from nblint.model import Document, Link, Span

if TYPE_CHECKING:
    from collections.abc import Iterable


def page(text: str) -> Document:
    return parse(text, "page.md")


def source(document: Document, span: Span) -> str:
    return span.of(document.text)


def links(document: Document) -> list[tuple[str, str, str]]:
    return [(link.kind, link.target, link.text) for link in document.links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a *b* `c`](d)", ("inline", "d", "a b c")),
        ("[a](<b c> 'title')", ("inline", "b c", "a")),
        (r"[a](b\(c\)&amp;d)", ("inline", "b(c)&d", "a")),
        ("[a\nb](c\n'title')", ("inline", "c", "a b")),
        ("[a][B c]\n\n[b  C]: /d", ("reference", "/d", "a")),
        ("[A][]\n\n[a]: <d>", ("reference", "d", "A")),
        ("[ẞ]\n\n[SS]: d", ("reference", "d", "ẞ")),
        ("<https://x.org/a_b>", ("autolink", "https://x.org/a_b", "https://x.org/a_b")),
        ("<me@x.org>", ("autolink", "mailto:me@x.org", "me@x.org")),
        ("see https://x.org/a_(b).", ("bare", "https://x.org/a_(b)", "https://x.org/a_(b)")),
        ("(https://x.org/a)[b c]", ("bare", "https://x.org/a", "https://x.org/a")),
        ("see www.x.org!", ("bare", "http://www.x.org", "www.x.org")),
        ("see me@x.org.", ("bare", "mailto:me@x.org", "me@x.org")),
        ("[![alt](i.png)](d)", ("inline", "d", "alt")),
        ('<a href="d?e&amp;f">a <b>c</b></a>', ("html", "d?e&f", "a c")),
        ("<a href=d>\n\n**a**\n\n</a>", ("html", "d", "a")),
        ("<div>\n<A HREF='d'>a</A>\n</div>", ("html", "d", "a")),
        ("[a](javascript:b)", ("inline", "javascript:b", "a")),
        ("[a]()", ("inline", "", "a")),
        ("a[^n]\n\n[^n]: note", ("footnote", "", "")),
    ],
)
def test_a_link_has_its_kind_target_and_text(text: str, expected: tuple[str, str, str]) -> None:
    assert links(page(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        *("begins with https://, or http://", "https://[::1]/"),
        *("`[a](b)`", "    [a](b)", "```\n[a](b)\n```", "$[a](b)$"),
        *(r"\[a](b)", "[a] (b)", "[a][b]"),
    ],
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert links(page(text)) == []


SHELLS = [
    *("{}", "> {}", "- x\n\n  {}", "1. {}", "> - {}", "# {}", "| a |\n|---|\n| {} |"),
    *("a[^1]\n\n[^1]: {}", "\ufeff{}", "---\ntitle: x\n---\n{}", "> > {}\n> lazy", "- [ ] {}"),
    *("\t\n{}", "x 👩‍💻 {} é"),
]
KINDS = {
    "[text](target)": ("text", "target"),
    "[te *x* t](<target> 't')": ("te *x* t", "target"),
    "<https://x.org/>": ("https://x.org/", "https://x.org/"),
    "https://x.org/a": ("https://x.org/a", "https://x.org/a"),
    '<a href="target">text</a>': ("text", "target"),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("link", KINDS)
def test_a_links_spans_hold_its_source(link: str, shell: str, newline: str) -> None:
    document = page(shell.format(link).replace("\n", newline))
    found = next(item for item in document.links if item.kind != "footnote")
    text, target = KINDS[link]
    assert source(document, found.span) == link
    assert source(document, found.text_span) == text
    assert source(document, found.target_span) == target


def test_a_link_over_several_lines_of_a_quote_keeps_its_place() -> None:
    document = page("> a [b\n>   c](d) e\n> [f](g)\n")
    assert [source(document, link.span) for link in document.links] == ["[b\n>   c](d)", "[f](g)"]


def test_links_in_table_cells_with_escaped_pipes_keep_their_places() -> None:
    document = page("| a \\| b | c |\n|:--|--|\n| x \\| [d](e\\|f) | [g](h) |\n")
    assert [source(document, link.span) for link in document.links] == ["[d](e\\|f)", "[g](h)"]
    assert [link.target for link in document.links] == ["e|f", "h"]


def test_references_share_the_place_of_their_definition() -> None:
    document = page("[a] and ![b][a]\n\n[a]: <d>\n[A]: other\n[c]: unused\n")
    assert [source(document, t.span) for t in document.targets] == ["d"]
    assert {source(document, link.target_span) for link in document.links} == {"d"}
    assert [d.duplicate for d in document.definitions] == [False, True, False]
    assert [source(document, d.label_span) for d in document.definitions] == ["a", "A", "c"]
    assert [source(document, d.span) for d in document.definitions] == [
        "[a]: <d>",
        "[A]: other",
        "[c]: unused",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a][b]", [("full", "B", "[a][b]", False)]),
        ("[a][]", [("collapsed", "A", "[a][]", False)]),
        ("![a][b]", [("full", "B", "![a][b]", True)]),
        ("[^a]", [("footnote", "A", "[^a]", False)]),
        ("[a][b][c]", [("full", "B", "[a][b]", False)]),
        ("[a]", []),
        ("[a][ ]", []),
        ("`[a][b]` and [x](y)[z]", []),
    ],
)
def test_references_that_nothing_defines_are_told(text: str, expected: list[Any]) -> None:
    document = page(text)
    found = [(u.form, u.label, source(document, u.span), u.image) for u in document.unresolved]
    assert found == expected


def test_elements_of_any_name_link_to_the_web() -> None:
    document = page(
        '<my-card href="https://a.org" src="b.png">c</my-card> <script src="d"></script>'
    )
    assert [target.value for target in document.targets] == ["https://a.org", "d"]


def test_html_elements_link_to_what_their_attributes_say() -> None:
    document = page(
        '<video src="a.mp4" poster="b.png"></video> <iframe src=c></iframe>\n\n'
        '<picture>\n<source srcset="d.png, e.png 2x">\n<img src="f.png" srcset="g.png 100w">\n'
        '</picture>\n\n<area href="h"><link href="i"><audio src="j"></audio>\n'
    )
    targets = [(t.value, source(document, t.span), t.image) for t in document.targets]
    assert [value for value, _, _ in targets] == [
        "a.mp4", "b.png", "c", "d.png", "e.png", "f.png", "g.png", "h", "i", "j",
    ]  # fmt: skip
    assert all(value == place for value, place, _ in targets)
    assert [value for value, _, image in targets if image] == ["b.png", "f.png", "g.png"]


def test_html_in_a_quote_is_read_without_its_prefixes() -> None:
    document = page("> <p\n>   id='a'\n> >b</p>\n\n<p\n  id='c'\n  >d</p>\n")
    assert [(tag.name, tag.form) for tag in document.tags] == [("p", "open"), ("p", "close")] * 2
    assert [anchor.name for anchor in document.anchors] == ["a", "c"]
    assert [source(document, run.span) for run in document.prose] == ["b", "d"]


def test_links_in_alternative_text_count_but_bare_addresses_do_not() -> None:
    assert links(page("![a [b](c) https://x.org](d.png)")) == [("inline", "c", "b")]


@pytest.mark.parametrize("html", ["<![^1]: a\n", "<![CDATA[b]]>", "<![x", "<!DOCTYPE html>"])
def test_declarations_in_html_are_no_fault(html: str) -> None:
    document = page(f"<div>{html}</div>\n\n[a](b)\n")
    assert document.tags[0].name == "div"
    assert links(document) == [("inline", "b", "a")]


def test_a_link_without_an_address_has_a_place_for_one() -> None:
    (link,) = page("x [a]()").links
    assert (link.target_span.start, link.target_span.end) == (6, 6)


def test_a_row_may_begin_with_a_no_break_space() -> None:
    document = page("| a |\n|---|\n\u00a0| [b](c) |\n")
    assert [source(document, link.span) for link in document.links] == ["[b](c)"]


def test_images_have_their_alternative_text() -> None:
    document = page("![a *b*](c.png) ![](d.png) <img src=e.png> <img src=f.png alt='g &amp; h'>")
    assert [(i.target, i.alt) for i in document.images] == [
        ("c.png", "a b"),
        ("d.png", ""),
        ("e.png", None),
        ("f.png", "g & h"),
    ]
    assert source(document, document.images[0].alt_span) == "a *b*"


@pytest.mark.parametrize(
    ("text", "level", "words", "slug"),
    [
        ("# A *b* `c_d`", 1, "A b c_d", "a-b-c_d"),
        ("Title\n===", 1, "Title", "title"),
        ("Two\nlines\n---", 2, "Two lines", "twolines"),
        ("### [Link](x) & <b>tag</b>", 3, "Link & tag", "link--tag"),
        ("## 🚀 Go", 2, "🚀 Go", "-go"),
        ("## Ünïcode 日本語", 2, "Ünïcode 日本語", "ünïcode-日本語"),
        ("## What's *new*?", 2, "What's new?", "whats-new"),
        ("## ![alt](i.png) Logo", 2, "alt Logo", "-logo"),
        ("## Named {#own-id}", 2, "Named", "own-id"),
        ("## Named {: #own-id .class}", 2, "Named", "own-id"),
        ("## Named {.class #own-id k='v w'}", 2, "Named", "own-id"),
        ("## Not {#a named}", 2, "Not {#a named}", "not-a-named"),
        ('<h2 align="center">In <i>HTML</i></h2>', 2, "In HTML", "in-html"),
        ("## a_b_c", 2, "a_b_c", "a_b_c"),
        ("##", 2, "", ""),
    ],
)
def test_a_heading_has_level_text_and_anchor(text: str, level: int, words: str, slug: str) -> None:
    document = page(text)
    assert [(h.level, h.text, h.slug) for h in document.headings] == [(level, words, slug)]
    assert source(document, document.headings[0].span) == text


def test_anchors_of_equal_headings_are_numbered() -> None:
    document = page("# a\n# a\n# a-1\n# a\n")
    assert [anchor.name for anchor in document.anchors] == ["a", "a-1", "a-1-1", "a-2"]


def test_ids_are_anchors_wherever_they_stand() -> None:
    document = page(
        'a <span id="b">c</span> <a name=d></a>\n\n<div id="e">\n\nword {#f}\n\n`{#no}`\n'
        "term\n: meaning\n\n(my:label)=\nlabelled\n\n<h2 name=h>a</h2> <input name=no>\n"
    )
    names = [anchor.name for anchor in document.anchors]
    assert names == ["b", "d", "e", "h", "a", "f", "term", "my-label", "my:label"]
    assert source(document, document.anchors[0].span) == "b"


def test_an_id_of_an_attribute_list_is_an_anchor_outside_of_headings_too() -> None:
    document = page("*a*{ #b } and **c**{: .d #e }\n")
    assert [anchor.name for anchor in document.anchors] == ["b", "e"]


def test_headings_know_the_container_they_stand_in() -> None:
    document = page("# a\n\n> # b\n\n- # c\n")
    assert [heading.parent for heading in document.headings] == [-1, 5, 12]


PROSE = """\
---
title: Front *words*
weight: 3
---
# Head `code`

Some **bold**ly $x$ [linked](http://x.org) <kbd>key</kbd> https://y.org &copy; \\* end
![alt text](i.png)

- item
  > quoted

| cell |
|------|
| `no` |

[^1]

[^1]: foot

<p>in html <code>no</code></p>

```
no
```
"""


def test_prose_is_what_a_person_reads_with_its_role() -> None:
    document = page(PROSE)
    runs = [(run.role, source(document, run.span).strip()) for run in document.prose]
    assert runs == [
        ("title", "Front *words*"),
        ("heading", "Head"),
        ("paragraph", "Some"),
        ("paragraph", "bold"),
        ("paragraph", "ly"),
        ("link", "linked"),
        ("paragraph", "end"),
        ("alt", "alt text"),
        ("item", "item"),
        ("item", "quoted"),
        ("cell", "cell"),
        ("footnote", "foot"),
        ("html", "in html"),
    ]


def test_blocks_have_their_kind_and_depth() -> None:
    document = page("# a\n\n> - b\n>\n>   ```\n>   c\n>   ```\n\n***\n<!-- d -->\n")
    assert [(block.kind, block.depth) for block in document.blocks] == [
        ("heading", 0),
        ("quote", 0),
        ("list", 1),
        ("item", 2),
        ("paragraph", 3),
        ("fence", 3),
        ("thematic break", 0),
        ("html", 0),
    ]
    assert [comment.text for comment in document.comments] == [" d "]


@pytest.mark.parametrize(
    ("text", "closed"),
    [("```\na\n```", True), ("```\na", False), ("~~~\n```\n", False), ("- ```\n  a\n\nb", False),
     ("````\n```\n", False), ("```\n`````", True), ("> ```\n> a\n> ```", True), ("```", False)],
)  # fmt: skip
def test_a_fence_says_whether_it_is_closed(text: str, closed: bool) -> None:  # noqa: FBT001
    assert [code.closed for code in page(text).code] == [closed]


def test_addresses_in_front_matter_have_the_place_of_their_value() -> None:
    document = page(
        "---\nmeta_image: https://x.org/a.png\ncover:\n  image: '/img/b.png'\nurl: /own/\n"
        "links:\n  - https://y.org\ntitle: https is a word\nlogo: logo.png\n---\n"
    )
    found = [(link.element, link.target, source(document, link.span)) for link in document.links]
    assert found == [
        ("meta_image", "https://x.org/a.png", "https://x.org/a.png"),
        ("cover.image", "/img/b.png", "/img/b.png"),
        ("links.0", "https://y.org", "https://y.org"),
    ]


@given(st.text(alphabet="#*_`[]()<>!&;\\|-\n\r\t ab1:{}$\"'/=^~+.\ufeff\x00é👩", max_size=60))
def test_any_text_is_a_page_whose_spans_lie_within_it(text: str) -> None:
    document = page(text)
    kinds: list[Iterable[Any]] = [document.links, document.images, document.headings]
    kinds += [document.anchors, document.blocks, document.code, document.prose, document.tags]
    spans = [item.span for items in kinds for item in items]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    for run in document.prose:
        assert "\n" not in source(document, run.span)
    for link in document.links:
        assert isinstance(link, Link)
        assert link.span.start <= link.text_span.start <= link.text_span.end <= link.span.end


def test_a_term_with_a_link_to_a_fragment_has_no_anchor() -> None:
    anchors = parse("[a](#b)\n: meaning\n\n[a](b.md)\n: meaning\n", "page.md").anchors
    assert [anchor.name for anchor in anchors] == ["abmd"]
