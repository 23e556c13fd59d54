from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.malformed_url import CHECK
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model.finding import Finding


def found(text: str) -> list[Finding]:
    return list(CHECK.run(parse(text, "page.md"), CHECK.options()))


@pytest.mark.parametrize(
    "address",
    [
        "https://a.org",
        "http://intranet/page",
        "HTTP://A.ORG:80/",
        "https://me:pw@a.org/",
        "https://[2001:db8::1]:8080/",
        "https://a.org/b_(c)",
        "https://a.org/?q=\\alpha",
        "https://münchen.example.de/",
        "https://*.a.org/",
        "https://a.org:PORT/",
        "https://a.org:/",
        "//cdn.a.org/x",
        "ftp://a.org",
        "hxxp://a.org",
        "httpx://a.org",
        "tel:+4912345",
        "doi:10.1000/182",
        "mailto:a@b.org,c@d.org",
        "mailto:?to=a@b.org",
        "mailto:a%40b.org",
        "`Map.get/2`",
        "`//2`",
        "`../2`",
        "`t:Path.t/0`",
        "`GenServer.Server#module-section`",
        "`quartodoc.Builder`",
        "http://(host)/(path)",
        "data:image/png;base64,AA==",
        "http/guide.md",
        "httpx.md",
        "https",
        "notes.org",
        "www.md",
        "logo@2x.png",
        "@user/list",
        "todo.md",
        "docs/a:b",
        "<two words.md>",
        "{{ base }}\\x",
        "https://${HOST}:99999/",
        "https://a.org/%s y",
    ],
)
def test_address_is_well_formed(address: str) -> None:
    assert found(f"[text]({address})") == []


def test_no_fix_of_what_goes_on_in_the_next_line() -> None:
    (finding,) = found("[x](C\\\n:)")
    assert finding.fix is None


def test_a_placeholder_after_a_bare_scheme_is_for_the_reader_to_replace() -> None:
    assert found("Visit http://<hostname>:8888/ there.") == []
    assert len(found("Visit [it](http://) there.")) == 1


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("https//:a.org", None),
        ("http;//a.org", "http://a.org"),
        ("http.//a.org", "http://a.org"),
        ("http:\\\\a.org", None),  # the source escapes one backslash of two
        ("https:a.org/b", "https://a.org/b"),
        ("http:///a", None),
        ("http:///a.org", "http://a.org"),
        ("https://https//a.org", "https//a.org"),
        ("ttps://a.org", "https://a.org"),
        ("localhost:8000/b", "http://localhost:8000/b"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("a.org:8000/b", "https://a.org:8000/b"),
        ("https://?b", None),
        ("//:80/b", None),
        ("https://a.org:b/", None),
        ("https://,a.org/", None),
        ("mailto://me@a.org", "mailto:me@a.org"),
        ("mailto:me@a..org", None),
        ("mailto:", None),
        ("(https://a.org)", "https://a.org"),
        ("“https://a.org”", "https://a.org"),
        ("docs\\guide.md?a=\\b", "docs/guide.md?a=\\b"),
        ("docs\\\\guide.md", None),
        ("C:\\docs\\guide.md", None),
        ("tbd", None),
    ],
)
def test_address_is_malformed(address: str, meant: str | None) -> None:
    (finding,) = found(f"[text]({address})")
    fix = finding.fix
    assert (fix and fix.edits[0].replacement) == meant
    assert not fix or fix.safe


@pytest.mark.parametrize("text", ["[text](a.com/b)", '<a href="https://a.org/b)">x</a>'])
def test_unsafe_fix_where_the_address_may_be_meant(text: str) -> None:
    (finding,) = found(text)
    assert finding.fix
    assert not finding.fix.safe


def test_space_around_an_html_attribute_is_allowed() -> None:
    assert found('<a href=" https://a.org ">x</a>') == []


def test_definition_is_reported_once_for_all_uses() -> None:
    assert len(found("[a], [b][a], [a]\n\n[a]: htp://a.org")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/a and <http://localhost:80>",
        "[https://example.com/a](https://example.com/a)",
        "[example.org](https://example.org)",
        "[localhost:80](http://localhost:80)",
        "---\ntitle: A\n---\n`serve` [it](http://localhost:80)",
        "[it](http://127.0.0.1:4000/draft/)",
        "[url](url) and [TODO](todo)",
    ],
)
def test_address_shown_to_the_reader_is_an_example(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[it](https://www.example.com/a)",
        "[it](https://garden.example/)",
        "![it](https://a.test/b.png)",
        "---\ntitle: A\n---\n[it](http://127.0.0.1:4000/draft/)",
        "---\ntitle: A\n---\n`serve` ![it](http://localhost:80/a.png)",
        "---\nimage: http://localhost:80/a.png\n---\n`serve`",
        "[it](Link)",
    ],
)
def test_placeholder(text: str) -> None:
    assert len(found(text)) == 1


def test_a_link_as_the_address_of_a_link_is_told_even_if_brackets_cut_it_short() -> None:
    (finding,) = found("[text]([https://a.org/b()c](https://a.org/b))")
    assert "is a link, not a URL" in finding.message
