"""Pages that are not what was asked for are known by where they are and what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.web.remote_page import RemotePage
from nblint.web.soft_404 import is_consent, is_login, leads_home, looks_not_found

URL = "https://example.org/docs/page"


def look(title: str = "", heading: str = "", url: str = URL) -> str:
    return looks_not_found(url, url, RemotePage(title=title, heading=heading))


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "Error 404",
        "404 Not Found",
        "404 - Not Found",
        "404: This page could not be found.",
        "Page not found",
        "PAGE NOT FOUND!",
        "Page not found | My Site",
        "Page Not Found \u2013 A Blog About Things",
        "Oops! That page can\u2019t be found. - My Blog",
        "Example | Page not found",
        "example.org: Page not found",
        "404 | Example",
        "Not Found",
        "HTTP 404 Not Found",
        "404 - File or directory not found.",
        "Account Suspended",
        "Seite nicht gefunden - Die Zeitung",
        "Página no encontrada",
        "Page introuvable | Le Journal",
        "Erreur 404",
        "Страница не найдена",
        "ページが見つかりません",
    ],
)
def test_title_says_so(title: str) -> None:
    assert look(title) == f'the title is "{title}"'
    assert look("My Site", title) == f'the heading is "{title}"'


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Error",
        "Sorry",
        "HTTP 404 - Wikipedia",
        "List of HTTP status codes",
        "How to customise your 404 page",
        "404 Not Found: what it means, why it happens, how to fix it",
        "How to fix it - 404 Not Found",
        "404 Not Found - what your visitors see when a page moves - Blog",
        "Example - the handbook - 404 Not Found",
        "Lost and not found",
        "Area code 404",
        "Page not found errors in Django",
        "4040",
    ],
)
def test_title_that_only_speaks_of_it(title: str) -> None:
    assert look(title, title) == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://en.wikipedia.org/wiki/Page_not_found",
        "https://developer.example.org/Web/HTTP/Status/404",
        "https://example.org/errors/notFound",
        "https://example.org/404-not-found",
        "https://example.org/not%20found",
    ],
)
def test_page_about_missing_pages(url: str) -> None:
    assert look("404 Not Found", url=url) == ""
    assert look("404 Not Found", url=url.replace("404", "4044").replace("ot", "o")) != ""


def test_long_title_is_told_in_part() -> None:
    assert len(look("Page not found!" + "!" * 500)) < 100


@pytest.mark.parametrize(
    ("final", "reason"),
    [
        ("https://example.org/404", "redirects to /404"),
        ("https://example.org/NotFound.aspx", "redirects to /NotFound.aspx"),
        ("https://example.org/not%2Dfound", "redirects to /not%2Dfound"),
        ("https://example.org/en/404.html", "redirects to /en/404.html"),
        ("https://example.org/not-found", "redirects to /not-found"),
        ("https://example.org/error", "redirects to /error"),
        ("https://example.org/x?aspxErrorPath=/docs/page", "redirects to /x"),
        ("https://example.org/reference/error", ""),
        ("https://example.org/docs/404s", ""),
        ("https://example.org/", ""),
    ],
)
def test_path_to_which_it_leads(final: str, reason: str) -> None:
    assert looks_not_found(URL, final, RemotePage("A title")) == reason
    assert looks_not_found(final, final, RemotePage("A title")) == ""


@pytest.mark.parametrize(
    ("final", "page"),
    [
        ("https://www.hugedomains.com/domain_profile.cfm?d=a", RemotePage()),
        (URL, RemotePage(scripts='window.onload=function(){window.location.href="/lander"}')),
        ("https://example.org/lander", RemotePage()),
        (URL, RemotePage(scripts="https://img.sedoparking.com/a.js")),
        (URL, RemotePage(scripts="https://img1.wsimg.com/parking-lander/static/a.js")),
        (URL, RemotePage("example.org", blocks=("This domain is for sale!",))),
        (URL, RemotePage("Buy this domain", blocks=("Learn more",))),
    ],
)
def test_parked_domain(final: str, page: RemotePage) -> None:
    assert looks_not_found(URL, final, page) == "the domain is parked"


def test_page_with_content_is_not_parked() -> None:
    article = ("This domain is for sale, said the note. " * 50,)
    page = RemotePage(scripts="https://img.sedoparking.com/a.js", blocks=article)
    assert looks_not_found(URL, URL, page) == ""


@pytest.mark.parametrize(("length", "parked"), [(1_500, True), (1_501, False)])
def test_page_that_offers_a_domain_says_little_else(length: int, *, parked: bool) -> None:
    page = RemotePage(blocks=("Buy this domain".ljust(length, "."),))
    assert bool(looks_not_found(URL, URL, page)) is parked


def test_domain_seller_is_not_parked() -> None:
    url = "https://sedo.com/about"
    assert looks_not_found(url, url, RemotePage(blocks=("Buy this domain",))) == ""


@pytest.mark.parametrize(
    ("url", "final", "home"),
    [
        (URL, "https://example.org/", True),
        (URL, "https://www.example.com/", True),
        (URL, "https://example.org/en/", True),
        (URL, "https://example.org/en-GB", True),
        (URL, "https://example.org/Index.html", True),
        (URL, "https://example.org/EN/", True),
        (URL, "https://example.org/?UTM_Source=x", True),
        (URL, "https://example.org/?lang=en&p=12", False),
        ("https://old.org/caf%C3%A9", "https://caf\u00e9.org/", False),
        ("https://old.org/Abc", "https://abc.org/", False),
        ("https://old.org/ab", "https://ab.org/", True),
        (URL, "https://example.org/?utm_source=x&lang=en", True),
        ("https://example.org/?p=12", "https://example.org/", True),
        (URL, "https://example.org/?p=12", False),
        (URL, "https://example.org/docs/", False),
        (URL, "https://example.org/go", False),
        ("https://example.org/", "https://example.org/en/", False),
        ("https://example.org/?utm_source=x", "https://example.org/", False),
        ("https://example.org/index.php", "https://example.org/", False),
        ("https://example.org/de/", "https://example.org/", False),
        ("https://bit.ly/abc", "https://example.org/", False),
        ("https://old.org/~me/project", "https://project.dev/", False),
        ("https://example.org/example", "https://example.org/", True),
        ("https://example.org/a/x", "https://x.org/", True),
    ],
)
def test_leads_home(url: str, final: str, *, home: bool) -> None:
    assert leads_home(url, final) is home


@pytest.mark.parametrize(
    ("url", "login"),
    [
        ("https://example.org/login?next=/a", True),
        ("https://example.org/users/sign_in", True),
        ("https://example.org/wp-login.php", True),
        ("https://accounts.example.org/v3/x", True),
        ("https://example.org/docs/login", False),
        ("https://example.org/login/history", False),
        ("https://example.org/", False),
    ],
)
def test_is_login(url: str, *, login: bool) -> None:
    assert is_login(url) is login


def test_a_bare_page_says_it_anywhere() -> None:
    blocks = ("Acme", "Error 404: the requested page was not found on this server.", "Home")
    assert looks_not_found(URL, URL, RemotePage("Acme", blocks=blocks)) == f'it says "{blocks[1]}"'


@pytest.mark.parametrize("blocks", [("Rooms", "404"), ("Page not found", "Words. " * 100)])
def test_a_page_that_says_more_or_less_is_none_of_those(blocks: tuple[str, ...]) -> None:
    assert looks_not_found(URL, URL, RemotePage("Acme", blocks=blocks)) == ""


@pytest.mark.parametrize(
    ("url", "consent"),
    [
        ("https://consent.youtube.com/m?continue=x", True),
        ("https://guce.example.org/copyConsent", True),
        ("https://example.org/privacygate?x", True),
        ("https://example.org/guide/informed-consent", False),
        ("https://example.org/", False),
    ],
)
def test_is_consent(url: str, *, consent: bool) -> None:
    assert is_consent(url) is consent


@given(st.text(), st.text(), st.text())
def test_any_page_is_looked_at(url: str, final: str, title: str) -> None:
    assert isinstance(looks_not_found(url, final, RemotePage(title, title)), str)
    assert leads_home(url, final) in {True, False}
    assert is_login(url) in {True, False}
    assert is_consent(url) in {True, False}
