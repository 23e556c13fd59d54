from __future__ import annotations

import string
from html import unescape
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nblint.checks.common.url_fix import rewriting, written
from nblint.lint.fix import apply_fixes
from nblint.markdown.parse import parse
from nblint.model import Document, LinkDestination, Span, TargetKind

OLD = "https://garden.org/a"
PLACES = (
    "[text](«»)",
    "[text](<«»> 'title') and more",
    "![text](«»)",
    "<«»>, and more",
    "See «», and more.",
    "See («»), and more.",
    "See *«»* and more.",
    "> - [text](«») and `code`",
    "| a | b |\n|---|---|\n| [text](«») | c |\n",
    "| a | b |\n|---|---|\n| «» | c |\n",
    "[text]\n\n[text]: «» 'title'\n",
    "[text]\n\n[text]: <«»>\n",
    '<a href="«»">text</a>',
    "<a href='«»'>text</a>",
    "Go <a href=«»>there</a>.",
    '<img src="a.png" srcset="«» 1x, b.png 2x" alt="">',
    "---\nlink: «»\n---\n",
    "---\nlink: '«»'\n---\n",
    '---\nlink: "«»"\n---\n',
    "---\nlinks: [«», other]\nmore: {x: 1}\n---\n",
    "---\nmore: {link: «», x: 1}\n---\n",
    '+++\nlink = "«»"\n+++\n',
    '{\n"link": "«»"\n}\n',
)
ADDRESSES = st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https"]),
    st.sampled_from(["x.org", "[::1]", "a@x.org", "x.org:8", "müller.de", "x y.org", "x'.org", ""])
    | st.text("ab.-_:1é", max_size=9),
    st.sampled_from(["", "/", "/a?b="]),
    st.text(
        st.sampled_from(string.punctuation + "ab0 \n\x1b\u202eé\u4e2d\udc80") | st.characters()
    ),
)


def shape(document: Document) -> tuple[object, ...]:
    """Return all that a new address must leave as it is."""
    entries = document.front_matter.entries if document.front_matter else ()
    return (
        [(target.kind, target.image) for target in document.targets],
        [(tag.name, len(tag.attributes)) for tag in document.tags],
        [(block.kind, block.depth) for block in document.blocks],
        [entry.path for entry in entries],
        [(link.kind, link.label) for link in document.links],
        len(document.comments),
        len(document.code),
        len(document.math),
    )


@pytest.mark.parametrize("page", PLACES)
@given(address=ADDRESSES)
@example(address="https://x.org/a)b|c\"d'e>f<g]h[i`j{{k}}$l$*m*_n_#o?p=q&r&amp;s;t,u: v #w\\x--y")
@example(address="https://x.org/?a=1&copy;2")
@example(address="https://x.org/?a=1&region=2")
@example(address="https://x.org/a:")
@example(address="https://x.org/a,")
@example(address="https://x.org/%zz%41")
def test_no_address_gets_out_of_its_place(page: str, address: str) -> None:
    text = page.replace("«»", OLD)
    before = parse(text, "page.md")
    (target,) = (target for target in before.targets if target.value == OLD)
    fix = rewriting(target, address, safe=True)
    if fix is None:
        return
    after = parse(apply_fixes(text, [fix])[0], "page.md")
    assert shape(after) == shape(before)
    new = fix.edits[0].replacement
    new = unescape(new) if target.kind == "html" else new
    values = [new if item is target else item.value for item in before.targets]
    assert [item.value for item in after.targets] == values
    assert unquote_to_bytes(new) == unquote_to_bytes(address.encode("utf-8", "surrogatepass"))


def place(kind: TargetKind, value: str = OLD) -> LinkDestination:
    return LinkDestination(value, Span(0, len(value)), kind, "text")


@pytest.mark.parametrize(
    ("target", "address", "expected"),
    [
        (place("inline"), "https://x.org/a_(b)?c=d,e&f#g", "https://x.org/a_%28b%29?c=d,e&f#g"),
        (place("inline"), "https://müller.de/straße 1", "https://müller.de/straße%201"),
        (place("inline"), "https://x.org/$a$*b*{c}|", "https://x.org/%24a%24%2Ab%2A%7Bc%7D%7C"),
        (place("definition"), "https://x.org/%41%4", "https://x.org/%41%254"),
        (place("autolink"), "https://x.org/a?", "https://x.org/a?"),
        (place("bare"), "https://x.org:80/", "https://x.org:80/"),
        (place("front matter"), "https://x.org/a,b?c&d", "https://x.org/a%2Cb?c&d"),
        (place("html"), "https://x.org/a?b&c", "https://x.org/a?b&amp;c"),
        (place("html", "https://y.org/?a=1"), "https://x.org/?b=2", "https://x.org/?b=2"),
    ],
)
def test_what_can_stand_there_stays_readable(
    target: LinkDestination, address: str, expected: str
) -> None:
    assert written(target, address) == expected


@pytest.mark.parametrize(
    ("target", "address"),
    [
        (LinkDestination(OLD, Span(0, len(OLD) + 4), "inline", ""), "https://x.org/"),
        (place("inline"), "https://[::1]/"),
        (place("inline"), "https://me@x.org/"),
        (place("inline"), "https://x.org/?a&b;"),
        (place("html"), "https://x.org/?a=b"),
        (place("bare"), "https://x.org/a."),
        (place("front matter"), "https://x.org/a:"),
        (place("html"), "https://x.org/a,"),
    ],
)
def test_what_might_not_be_read_as_it_is_written_is_no_fix(
    target: LinkDestination, address: str
) -> None:
    assert rewriting(target, address, safe=True) is None
