from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from nblint.model.uri import Uri, split

ADDRESS = st.text(st.sampled_from("aZ1:/?#@[]. \n%é"), max_size=20)


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        ("", Uri("", None, "", None, None)),
        ("guide.md", Uri("", None, "guide.md", None, None)),
        ("/guide/#setup", Uri("", None, "/guide/", None, "setup")),
        ("#", Uri("", None, "", None, "")),
        ("?page=2", Uri("", None, "", "page=2", None)),
        ("//cdn.org/a?b?c#d#e", Uri("", "cdn.org", "/a", "b?c", "d#e")),
        ("HTTPS://Ex.org", Uri("https", "Ex.org", "", None, None)),
        ("http:///x", Uri("http", "", "/x", None, None)),
        ("mailto:me@ex.org?subject=Hi", Uri("mailto", None, "me@ex.org", "subject=Hi", None)),
        ("a b:c", Uri("", None, "a b:c", None, None)),
        ("1x:y", Uri("", None, "1x:y", None, None)),
        ("two\nlines#end\nhere", Uri("", None, "two\nlines", None, "end\nhere")),
    ],
)
def test_parts_of_an_address(target: str, parts: Uri) -> None:
    assert split(target) == parts


@given(ADDRESS)
def test_no_character_is_lost(target: str) -> None:
    scheme, *others = astuple(split(target))
    marks = zip(("//", "", "?", "#"), others, strict=True)
    rest = "".join(mark + part for mark, part in marks if part is not None)
    assert (f"{scheme}:{rest}" if scheme else rest).lower() == target.lower()


@pytest.mark.parametrize(
    ("target", "host", "port"),
    [
        ("http://Ex.ORG:8080/a", "ex.org", "8080"),
        ("http://me:pw@ex.org/a", "ex.org", None),
        ("http://[::1]:80/", "[::1]", "80"),
        ("http://[::1]/", "[::1]", None),
        ("http://ex.org:/", "ex.org", ""),
        ("http://:80/", "", "80"),
        ("guide.md", "", None),
    ],
)
def test_host_and_port(target: str, host: str, port: str | None) -> None:
    assert (split(target).host, split(target).port) == (host, port)


@pytest.mark.parametrize("target", ["https://ex.org", "//ex.org/a", "mailto:me@ex.org", "tel:1"])
def test_a_scheme_or_a_host_leads_out_of_the_site(target: str) -> None:
    assert split(target).is_external


@pytest.mark.parametrize("target", ["", "#a", "a.md", "/a", "www.ex.org", "../a:b"])
def test_a_path_stays_within_the_site(target: str) -> None:
    assert not split(target).is_external


def test_only_http_with_a_host_is_fetched_by_a_browser() -> None:
    web = [t for t in ("https://a.b", "//a.b", "http:a", "ftp://a.b", "a.b") if split(t).is_web]
    assert web == ["https://a.b", "//a.b"]
