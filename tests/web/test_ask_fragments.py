"""What a page holds, read over real sockets: ids, texts, titles, in any encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asking import about, asking, behind_proxy, verdict_on
from loopback.answers import answer, page, redirect
from loopback.pages import ANCHORED, BY_SCRIPT, ENCODINGS, TITLE, anchored_after
from nblint.web.settings import WebSettings

if TYPE_CHECKING:
    from loopback.pages import Encoded
    from loopback.web import Web
    from nblint.model.link_status import FragmentState

TEXT = (
    """<!doctype html><title>Garden</title>
<h1>The garden</h1>
<p>Tulips want <b>dry</b> soil. Roses want
   wet soil.
<p hidden>Nobody reads this.
<p>“Größe” matters, they say, &amp; so does shade.
"""
    + "<p>Other plants want other things, of which more is written elsewhere." * 30
)


def fragments(web: Web, *names: str, path: str = "/page") -> list[FragmentState]:
    verdict = verdict_on(about(web.url(path), "fragment", fragments=names))
    assert len(web.log.seen) == 1, "one fetch answers all"
    return [verdict.fragments[name].state for name in names]


FOUND = (
    "",
    "top",
    "TOP",
    "plain",
    "named",
    "gr%C3%B6%C3%9Fe",
    "größe",
    "gr%C3%B6sse",
    "Case",
    "setup",
    "user-content-setup",
    "unquoted",
    "a%20%26%20b",
    "drawn",
)
NOT_THERE = ("case", "in-comment", "in-script", "in-template", "no-id", "in-attribute", "%")


def test_one_fetch_finds_all_that_a_page_has(web: Web) -> None:
    web.page("/page", ANCHORED)
    assert fragments(web, *FOUND) == ["found"] * len(FOUND)


def test_what_only_looks_like_an_id_is_none(web: Web) -> None:
    web.page("/page", ANCHORED)
    assert "found" not in fragments(web, *NOT_THERE)


def test_what_a_whole_page_lacks_is_missing_and_the_nearest_is_named(web: Web) -> None:
    web.page("/page", "<title>A</title><h1 id=summary>Summary</h1>" + "<p>Words." * 100)
    verdict = verdict_on(web.url("/page#sumary"))
    assert verdict.fragments["sumary"].state == "missing"
    assert verdict.fragments["sumary"].nearest == ("summary",)


@pytest.mark.parametrize("encoded", ENCODINGS.values(), ids=ENCODINGS)
def test_ids_and_titles_are_read_in_any_encoding(web: Web, encoded: Encoded) -> None:
    web.route("/page", answer(200, {"Content-Type": encoded.declared}, encoded.body))
    verdict = verdict_on(web.url("/page#gr%C3%B6%C3%9Fe"))
    assert verdict.fragments["gr%C3%B6%C3%9Fe"].state == "found"
    assert verdict.title in {TITLE, TITLE.split()[0]}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Tulips%20want%20dry%20soil", "found"),
        ("tulips%20WANT", "found"),
        ("Roses%20want%20wet", "found"),
        ("Tulips,wet%20soil", "found"),
        ("Roses-,want", "found"),
        ("want,-dry", "found"),
        ("Tulips-,want,soil,-.%20Roses", "found"),
        ("Gr%C3%B6%C3%9Fe", "found"),
        ("they%20say%2C%20%26%20so", "found"),
        ("Tulips&text=Roses", "found"),
        ("Tulips%20want%20wet%20soil", "missing"),
        ("Roses-,want,-dry", "missing"),
        ("wet%20soil,Tulips", "missing"),
        ("Nobody%20reads", "missing"),
    ],
)
def test_a_text_fragment_is_looked_up_in_what_a_visitor_sees(
    web: Web, text: str, state: FragmentState
) -> None:
    web.page("/page", TEXT)
    assert fragments(web, f":~:text={text}") == [state]


@pytest.mark.parametrize(
    ("media_type", "fragment", "state"),
    [
        ("application/pdf", "page=7", "found"),
        ("application/pdf", "nameddest=intro&zoom=100", "found"),
        ("text/plain", "line=10,20", "found"),
        ("video/mp4", "t=10,20", "found"),
        ("application/pdf", "intro", "unverified"),
        ("application/json", "intro", "unverified"),
    ],
)
def test_what_is_no_page_has_fragments_of_its_own(
    web: Web, media_type: str, fragment: str, state: FragmentState
) -> None:
    web.route("/page", answer(200, {"Content-Type": media_type}, b"%PDF-1.7" * 100))
    assert fragments(web, fragment) == [state]


def test_anchors_that_a_script_makes_are_unverified(web: Web) -> None:
    web.page("/page", BY_SCRIPT)
    verdict = verdict_on(web.url("/page#intro"))
    assert verdict.fragments["intro"].state == "unverified"
    assert "script" in verdict.fragments["intro"].reason


@pytest.mark.parametrize("fragment", ["L10", "L10-L20", "user-content-setup", "issuecomment-7"])
def test_what_a_forge_makes_by_script_is_not_called_missing(web: Web, fragment: str) -> None:
    body = "<title>a/b</title><h2 id=user-content-setup>Setup</h2>" + "<p>Words." * 200
    web.page("/a/b/blob/main/README.md", body, host="github.com")
    url = f"https://github.com/a/b/blob/main/README.md#{fragment}"
    verdict = verdict_on(url, asked=asking(environ=behind_proxy(web)))
    assert verdict.evidence.status == 200
    assert verdict.fragments[fragment].state != "missing"


def test_an_id_far_down_is_found_and_one_beyond_the_limit_is_unverified(web: Web) -> None:
    web.route("/near", page(anchored_after(100_000)))
    web.route("/beyond", page(anchored_after(400_000)))
    settings = WebSettings(max_body=300_000, retries=0)
    near = verdict_on(web.url("/near#far"), asked=asking(settings))
    beyond = verdict_on(web.url("/beyond#far"), asked=asking(settings))
    assert near.fragments["far"].state == "found"
    assert beyond.fragments["far"].state == "unverified"


def test_a_fragment_is_looked_up_where_the_redirects_end(web: Web) -> None:
    web.route("/old", redirect("/page#elsewhere", 301))
    web.page("/page", ANCHORED)
    verdict = verdict_on(web.url("/old#plain"))
    assert verdict.fragments["plain"].state == "found"


@pytest.mark.parametrize(("led_to", "state"), [("top", "found"), ("no-id", "missing")])
def test_the_fragment_of_a_redirect_is_where_a_reader_gets(
    web: Web, led_to: str, state: FragmentState
) -> None:
    web.route("/old", redirect(f"/page#{led_to}", 301))
    web.page("/page", TEXT)
    assert verdict_on(web.url("/old#soil")).fragments["soil"].state == state
