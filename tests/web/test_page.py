"""A remote page's names, ids and visible text, whatever state its HTML is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.web.remote_page import RemotePage, has_ids, has_title, read_page

LONG = "<p>An ordinary paragraph of an ordinary page.</p>" * 20


@pytest.mark.parametrize(
    ("html", "title", "heading"),
    [
        (
            "<title>A\n &amp; B</title><h1>One <i>and</i> two</h1><h1>three</h1>",
            "A & B",
            "One and two",
        ),
        ("<TITLE>first</TITLE><title>second</title>", "first", ""),
        ("<title>a <b>", "a <b>", ""),
        ("<h1></h1><h1>second</h1>", "", "second"),
        ("<h1>never closed", "", ""),
        ("<script>'<title>no</title>'</script><h1 hidden>x</h1><h1>y</h1>", "", "y"),
        ("<title>" + "t" * 5_000 + "</title>", "t" * 1_000, ""),
        ("", "", ""),
    ],
)
def test_title_and_heading(html: str, title: str, heading: str) -> None:
    page = read_page(html)
    assert (page.title, page.heading) == (title, heading)


@pytest.mark.parametrize(
    ("html", "ids"),
    [
        ("<p id=a><a name='b'>x</a><A NAME=c ID=d>", {"a", "b", "c", "d"}),
        ("<p id=''><p name=x><p id>", set()),
        ("<p id='&eacute; x'>", {"é x"}),
        ("<div hidden><p id=a></div>", {"a"}),
        ("<template id=t><p id=a></template><p id=b>", {"t", "b"}),
        ("<!-- <p id=a> --><script>'<p id=b>'</script><textarea><p id=c></textarea>", set()),
        (r'<script type="application/JSON">{"h":"<h2 id=\"a\">"}</script>', {"a"}),
        (r'<script type="application/json">{"h":"\u003ch2 id=\u0022a\u0022"}</script>', {"a"}),
        (r'<script>x = "<h2 id=\"a\">"</script>', set()),
    ],
)
def test_ids(html: str, ids: set[str]) -> None:
    assert read_page(html).ids == ids


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("a<b>b</b> \n c<p>d<br>e<li>f<td>g", ("ab c", "d e", "f", "g")),
        ("a<div>b</div>c", ("a", "b", "c")),
        ("&lt;p&gt;<p>&nbsp;<p>x", ("<p>", "x")),
        ("<head><title>t</title><style>s</style></head>a<script>b</script>c", ("ac",)),
        ("<p hidden>a<p>b", ("b",)),
        ("<p hidden=Until-Found>a", ("a",)),
        ("<section><div hidden><b></section>x<p hidden>y</b>z</p>w", ("x", "z", "w")),
        ("<section><div hidden><b></section><p hidden>a<p>b", ("b",)),
        ("<p style='color: red; Display : NONE'>a</p><p style=color:red>b</p>", ("b",)),
        ("<ul><li style=visibility:hidden>a<ul><li>b</ul><li>c</ul>", ("c",)),
        ("<div hidden><div>a</div>b<img>c</div>d", ("d",)),
        ("<div hidden><b><i>a</b></div>d", ("d",)),
        ("<section><div hidden>a</section>d", ("d",)),
        ("<input hidden>a<br hidden>b", ("a b",)),
        ("<dialog>a</dialog><dialog open>b</dialog>", ("b",)),
        ("<noscript>a</noscript><select><option>b</select><textarea>c</textarea>d", ("d",)),
        ("<details><summary>a</summary>b</details>", ("a", "b")),
        ("<template>a<template>b</template>c</template>d", ("d",)),
    ],
)
def test_visible_text(html: str, blocks: tuple[str, ...]) -> None:
    assert read_page(html).blocks == blocks


@pytest.mark.parametrize(
    ("html", "scripted"),
    [
        ("<div id=root></div><script src=a.js></script>", True),
        (f"{LONG}<div id=root> <!-- --></div><script src=a.js></script>", True),
        (f"{LONG}<div id=App>Loading…</div><script>x</script>", True),
        (f"{LONG}<app-root></app-root><script src=a.js></script>", True),
        (f"<div id=root>{LONG}</div><script src=a.js></script>", False),
        (f"{LONG}<script src=a.js></script>", False),
        (f"{LONG * 10}<div id=root></div><script src=a.js></script>", False),
        ("<script>x</script>" + "x" * 399, True),
        ("<script>x</script>" + "x" * 400, False),
        ("<script>x</script>" + "x \n<b></b>\n" * 100, True),
        (f"<div id=root>{'x' * 59}</div>{LONG}<script>x</script>", True),
        (f"<div id=root>{'x' * 60}</div>{LONG}<script>x</script>", False),
        (f"x<div id=other></div>{LONG}<script>x</script>", False),
        (f"<div id=root></div>{LONG}<script>x</script>", True),
        ("<p>A page of a few words.</p>", False),
        ("<p>A page of a few words.</p><noscript><script></script></noscript>", True),
        (LONG, False),
    ],
)
def test_page_is_scripted_by_its_lack_of_content(html: str, *, scripted: bool) -> None:
    assert read_page(html).scripted is scripted


@pytest.mark.parametrize(
    ("content", "refresh"),
    [
        ("0; url=/new", "/new"),
        ("0;URL = '/new' x", "/new"),
        ('3.5, "/new"', "/new"),
        ("0 /new", "/new"),
        (";/new", "/new"),
        ("0; url=/a b ", "/a b"),
        ("10;url=/new", "/new"),
        ("11;url=/new", ""),
        ("300; url=/new", ""),
        ("0", ""),
        ("5;", ""),
        ("", ""),
        ("9" * 9_999 + ";url=/new", ""),
        ("soon; url=/new", ""),
    ],
)
def test_refresh(content: str, refresh: str) -> None:
    attribute = content.replace('"', "&quot;")
    assert read_page(f'<meta http-equiv=Refresh content="{attribute}">').refresh == refresh


@pytest.mark.parametrize("tag", ["meta name=refresh", "p http-equiv=refresh"])
def test_other_tags_do_not_refresh(tag: str) -> None:
    assert read_page(f"<{tag} content='0;url=/x'>").refresh == ""


def test_refresh_for_those_without_scripts_is_none() -> None:
    html = "<noscript><meta http-equiv=refresh content='0;url=/x'></noscript>"
    assert read_page(html).refresh == ""


def test_scripts_are_kept_in_part() -> None:
    html = "<script src=a.js></script><iframe src=//b/c></iframe><script>" + "x" * 5_000
    page = read_page(html + "</script><script src=''> </script>" + "<script>y</script>" * 100)
    lines = page.scripts.split("\n")
    assert lines[:2] == ["a.js", "//b/c"]
    assert (lines[2:4], len(lines)) == (["x" * 1_000, "y"], 40)


@pytest.mark.parametrize(
    ("body", "enough"),
    [
        (b"", False),
        (b"<title>x</title>", False),
        (b"<title>x</titl", False),
        (b"<TITLE>x</TITLE ><h1>y</h1>", True),
        (b"<h1>y</h1><title>x</title>", False),
        (b"<title>x</title><body></BODY>", True),
        (b" " * 32_768, True),
    ],
)
def test_title_is_there(body: bytes, *, enough: bool) -> None:
    assert has_title(body) is enough


@pytest.mark.parametrize(
    ("body", "fragments", "enough"),
    [
        (b"", [], True),
        (b"", ["", "TOP"], True),
        (b"<p id=x>", ["x"], True),
        (b"<p ID = 'x'><a name=\"y\">", ["x", "y"], True),
        (b"<p id=x>", ["x", "y"], False),
        (b"<p id=xx><p id=x", ["x"], False),
        (b"<p class=x>x</p>", ["x"], False),
        (b"<p id=user-content-x>", ["x"], True),
        ("<p id='é(x'>".encode(), ["%C3%A9%28x", "é(x"], True),
    ],
)
def test_ids_are_there(body: bytes, fragments: list[str], *, enough: bool) -> None:
    assert has_ids(body, fragments) is enough


def test_hostile_nesting_is_read() -> None:
    formatting = "".join(f"<b a{number}>" for number in range(5_000))
    page = read_page(f"<p>{formatting}</p>" + "<p id=x>x" * 5_000 + "<div>" * 100_000)
    assert page.ids == {"x"}
    assert len(page.blocks) == 5_000


@given(st.text(st.sampled_from("<>/='\" \0aphid") | st.characters(), max_size=80))
def test_any_text_is_a_page(html: str) -> None:
    page = read_page(html)
    assert isinstance(page, RemotePage)
    assert "" not in page.ids
    assert isinstance(page.searchable, str)
