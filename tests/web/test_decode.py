"""A page is read in the encoding that a browser would take."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.web.decode import decode, media_type
from nblint.web.encodings import CODECS

HTML = "text/html"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("é".encode(), f"{HTML}; charset=utf-8"),
        ("é".encode("latin-1"), f"{HTML}; charset=ISO-8859-1"),
        ("é".encode("latin-1"), f'{HTML}; Charset = "latin1"'),
        ("é.".encode("latin-1"), f"{HTML}; charset=no-such; charset=x"),
        ("é.".encode("latin-1"), HTML),
        ("é".encode(), HTML),
        ("é".encode(), ""),
        (codecs.BOM_UTF8 + "é".encode(), f"{HTML}; charset=latin-1"),
        (codecs.BOM_UTF16_LE + "é".encode("utf-16-le"), f"{HTML}; charset=utf-8"),
        (codecs.BOM_UTF16_BE + "é".encode("utf-16-be"), HTML),
    ],
)
def test_mark_counts_before_header_before_guess(body: bytes, content_type: str) -> None:
    assert decode(body, content_type).rstrip(".") == "é"


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="koi8-r">',
        "<META  CharSet = KOI8-R >",
        "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>",
        '<?xml version="1.0" encoding="koi8-r"?><html>',
        "<!-- <meta charset=utf-8> --><meta charset=koi8-r>",
        "<script>'<meta charset=utf-8>'</script><meta charset=koi8-r>",
        '<meta name=x content="charset=utf-8"><meta charset=koi8-r>',
        "<meta charset=no-such><meta charset=koi8-r>",
        "<meta http-equiv=content-type content=text/html><meta charset=koi8-r>",
    ],
)
def test_page_names_its_encoding(head: str) -> None:
    body = head.encode() + "Привет".encode("koi8-r")
    assert decode(body, HTML).endswith("Привет")
    assert decode(body, f"{HTML}; charset=utf-8").endswith("�")


def test_page_that_says_utf_16_in_ascii_is_utf_8() -> None:
    assert decode('<meta charset="utf-16">é'.encode(), HTML).endswith("é")


def test_encoding_is_looked_for_in_the_beginning_only() -> None:
    body = b" " * 5_000 + b"<meta charset=koi8-r>" + "Я.".encode("cp1251")
    assert decode(body, HTML).endswith("ß.")


def test_end_cut_within_a_character_is_still_utf_8() -> None:
    assert decode("né".encode()[:-1], HTML) == "n�"


@pytest.mark.parametrize(
    ("label", "body", "text"),
    [
        ("iso-8859-1", b"\x80", "€"),
        ("ascii", b"\x93", "“"),
        ("gb2312", "镕".encode("gbk"), "镕"),
        ("shift_jis", "①".encode("cp932"), "①"),
        ("euc-kr", "뷁".encode("cp949"), "뷁"),
        ("iso-8859-9", "ş".encode("cp1254"), "ş"),
        ("windows-1251", "Я".encode("cp1251"), "Я"),
        ("UTF8", "Я".encode(), "Я"),
    ],
)
def test_labels_mean_what_the_web_means_by_them(label: str, body: bytes, text: str) -> None:
    assert decode(body, f"{HTML}; charset={label}") == text


def test_every_codec_is_known() -> None:
    assert all(codecs.lookup(codec) for codec in set(CODECS.values()))


@pytest.mark.parametrize("label", ["utf-7", "unicode_escape", "rot13", "idna", "zip"])
def test_codecs_of_python_that_no_browser_knows_are_not_taken(label: str) -> None:
    assert decode(b"+AGE-\\x61", f"{HTML}; charset={label}") == "+AGE-\\x61"


@given(st.binary(max_size=300), st.sampled_from(sorted(CODECS)))
def test_any_bytes_have_a_text(body: bytes, label: str) -> None:
    assert isinstance(decode(body, f"{HTML}; charset={label}"), str)
    assert isinstance(decode(b"<meta charset=" + body, ""), str)


@given(st.text())
def test_text_in_utf_8_comes_back(text: str) -> None:
    encoded = text.encode("utf-8", "replace")
    assert decode(encoded, f"{HTML}; charset=utf-8") == encoded.decode().removeprefix("\ufeff")


@given(st.text())
def test_any_header_is_taken(content_type: str) -> None:
    assert decode(b"x", content_type) in {"x", "\ufffd"}
    assert media_type(content_type) == media_type(content_type).lower()


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        ("", ""),
        ("Text/HTML; charset=utf-8", "text/html"),
        (" application/pdf ", "application/pdf"),
        ("text/html, text/plain", "text/html"),
        ("nonsense", ""),
    ],
)
def test_media_type(content_type: str, kind: str) -> None:
    assert media_type(content_type) == kind
