from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.link_syntax import CHECK
from nblint.lint.fix import converge
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model.finding import Finding


def found(text: str) -> list[Finding]:
    return list(CHECK.run(parse(text, "page.md"), CHECK.options()))


def fixed(text: str) -> str:
    return converge(text, lambda text: [item.fix for item in found(text) if item.fix])[0]


@pytest.mark.parametrize(
    "text",
    [
        "`[a] (b.md)` and <b title='[a] (b.md)'>x</b> and $[a] (b.md)$",
        "    [a] (b.md)\n",
        "<div>\n[a] (b.md)\n</div>",
        "<!-- [a] (b.md) -->",
        "---\ntitle: '[a] (b.md)'\n---\n",
        "[defined] (b.md)\n\n[defined]: /x",
        "(https://a.org)[defined]\n\n[defined]: /x",
        r"\[a] (b.md) and \[a](b.md and ![a\](b.md",
        "- [x] (b.md)\n- [ ] (b.md)\n- [2] (b.md)\n- [^1] (b.md)",
        "[a] (as above) and [fix] (#12) and [at] (/app/run.js:12:3)",
        "[a] ({{ url }}/b.md)",
        "](b.md and [a]\n\n](b.md",
        "(above)[1] and (both)[/b] and ()[b.md] and a) b)[c.md] and )[c.md]",
        "(see)[b.md](c.md) and (see)[b.md][c]",
        "(b.md)[1] and open(b.md)[key] and (b.md)[^c] and [a](b.md)[c] and (b)[#c] and (#b)[c]",
        "[up](#) and [Back to Top](#) and [↑](#) and [![a](b.png)](#) and [:icon:](#)",
        "[a](b c) and [sic](as in the letter)",
        "[a](see (below)",
        "![a](b.png =100x50) and ![a](b.png =x50)",
        '[a]({{< ref "b.md" >}}) and [a](<%= b %>) and [a]({% link b.md %})',
        "[](#anchor) and [](){#anchor} and []{#anchor}",
        "{ref}`a` and [](guide.md)",
        "[<img src='a.png'>](b.md) and [![](a.png)](b.md)",
        "[one [two] three](b.md)",
        "<a>b</a> <a href>b</a> <a href={b}>c</a> <a href='#'>b</a>",
        "<img alt=a> <img :src='b' alt=a>",
        "[one [two](b.md) three](sic",
        "[see f(b.md) here] and [note(https://a.org)] and [x, f(y) and [0, g(1.5)",
        "f(https://a.org) and [1]https://a.org/b and (see [a]https://a.org)",
        "[a(b.md)\nc]",
    ],
)
def test_silent(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(文)[https://a.org]", "[文](https://a.org)"),
        ("请看(文)[https://a.org]", "请看[文](https://a.org)"),
        ("(https://a.org)[b c]", "[b c](https://a.org)"),
        ("see (b.md)[a].", "see [a](b.md)."),
        ("# A\n\n(b)[#a] or (#a)[b]", "# A\n\n[b](#a) or [b](#a)"),
        ("(a)[/beds/a]", "[a](/beds/a)"),
        ("[a b]\n(https://a.org)", "[a b](https://a.org)"),
        ("![a b]  (b.png)", "![a b](b.png)"),
        ("[a](https://a.org", "[a](https://a.org)"),
        ("[a](https://a.org/b_(c)", "[a](https://a.org/b_(c))"),
        ("see [a](b.md.", "see [a](b.md)."),
        ("- [a b](c-d/\n- e", "- [a b](c-d/)\n- e"),
        ("[a](https://a.org, [b](c.md)), d", "[a](https://a.org), [b](c.md)), d"),
        ("![a](Screenshot (12).png)", "![a](Screenshot%20(12).png)"),
        ('[a](b c.md#d "title")', '[a](b%20c.md#d "title")'),
        ("[a](b.md “c d”)", '[a](b.md "c d")'),
        ("[a](mailto: me@a.org)", "[a](mailto:me@a.org)"),
        ("[a](https:// a.org)", "[a](https://a.org)"),
        ("> [a] (b.md)", "> [a](b.md)"),
        ("[a b(https://a.org/c), d", "[a b](https://a.org/c), d"),
        ("[`a`(b.md) and [c](d.md)", "[`a`](b.md) and [c](d.md)"),
        ("**[a(https://a.org)** b", "**[a](https://a.org)** b"),
        ("[a]https://a.org/b) c", "[a](https://a.org/b) c"),
    ],
)
def test_fix(text: str, expected: str) -> None:
    assert all(item.fix and item.fix.safe for item in found(text))
    assert fixed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://a.org my words)",
        "[a](https://a.org/\nb)",
        "[a](https://a.org/b(c",
        "([a](https://a.org and b)",
        "[a](#my heading)",
        "(https://a.org)[https://b.org]",
        "[a [b](c.md) d](e.md)",
        "[a]([b c](d.md))",
        "[a](c:\\My Files\\b.md)",
        "[](C:\\]()\x1b",
    ],
)
def test_no_fix_where_it_is_not_clear(text: str) -> None:
    (finding,) = found(text)
    assert finding.fix is None


def test_mkdocs_takes_an_address_with_spaces() -> None:
    text = "[a](b c.md) and [a](b.md “c”)"
    findings = list(CHECK.run(parse(text, "page.md", (), "mkdocs"), CHECK.options()))
    assert [finding.message for finding in findings] == [
        '"[a](b.md “c”)" is not a link: typographic quotes around the title'
    ]


def test_link_within_a_link_is_reported_once() -> None:
    assert len(found("[a [b](c.md) [d](e.md) f](g.md)")) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]()", "link has no destination"),
        ("[a](<>)", 'link "a" has no destination'),
        ("[a](#)", 'link "a" has no destination'),
        ("[a]\n\n[a]: <>", 'link "a" has no destination'),
        ("[a b][c]\n\n[c]: #", 'link "a b" has no destination'),
        ("![a](#)", 'image "a" has no destination'),
        ('<a href="">a</a>', 'link "a" has no destination'),
        ("<img src='' alt=a>", 'image "a" has no destination'),
        ("[ ](b.md)", 'link to "b.md" has no text'),
        ("[][b]\n\n[b]: c.md", 'link to "c.md" has no text'),
        ("![]()", 'image "" has no destination'),
    ],
)
def test_incomplete_link(text: str, message: str) -> None:
    assert [finding.message for finding in found(text)] == [message]


def test_a_chapter_of_mdbook_that_is_still_to_come_is_no_link() -> None:
    document = parse("- [Draft]()\n- []()\n", "src/SUMMARY.md")
    assert [finding.span.start for finding in CHECK.run(document, CHECK.options())] == [14]


def test_what_was_not_parsed_is_not_judged() -> None:
    assert found(">" * 200 + " [a] (b.md)") == []
