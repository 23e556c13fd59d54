"""A fragment is judged by what its page has, and only where the page can tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.model.link_status import FragmentStatus
from nblint.web.remote_fragments import judge_fragment
from nblint.web.remote_page import RemotePage

URL = "https://example.org/page"
PAGE = RemotePage(
    ids=frozenset(
        {
            "intro",
            "Übersicht",
            "a%20b",
            "user-content-install",
            "user-content-FAQ",
            "setup-guide",
            "top-10",
        }
    ),
    blocks=("Some text of the page", "and some more"),
)
SCRIPTED = RemotePage(ids=frozenset({"root"}), scripted=True)
BY_SCRIPT = FragmentStatus("unverified", "a script creates the anchors of this page")
HTML = "text/html"


def judge(
    fragment: str, url: str = URL, page: RemotePage = PAGE, *, complete: bool = True
) -> FragmentStatus:
    return judge_fragment(fragment, url, HTML, page, complete=complete)


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "top",
        "TOP",
        "intro",
        "Übersicht",
        "%C3%9Cbersicht",
        "a%20b",
        "a%2520b",
        "install",
        "user-content-install",
        ":~:text=some%20text",
        ":~:text=some,more&text=page",
        "intro:~:text=more",
        "top:~:text=more",
    ],
)
def test_found(fragment: str) -> None:
    assert judge(fragment) == FragmentStatus("found")
    if ":~:" not in fragment and fragment.lower() not in ("", "top"):
        assert judge(fragment, page=RemotePage()).state == "missing"


@pytest.mark.parametrize(
    ("fragment", "nearest"),
    [
        ("Intro", ("intro",)),
        ("setup_guid", ("setup-guide",)),
        ("instal", ("install",)),
        ("a b", ()),
        ("nothing-like-it", ()),
        ("i" * 1_000, ()),
    ],
)
def test_missing_id_has_the_nearest(fragment: str, nearest: tuple[str, ...]) -> None:
    assert judge(fragment) == FragmentStatus("missing", "the page has no such id", nearest)


def test_nearest_are_few_and_the_likeliest_comes_first() -> None:
    ids = frozenset({"section-1", "section-12", "section-123", "section-2", "x" * 500})
    near = judge("sectoin-12", page=RemotePage(ids=ids)).nearest
    assert near[0] == "section-12"
    assert len(near) == 3


@pytest.mark.parametrize(
    ("fragment", "reason"),
    [
        (":~:text=another", 'the page has no text "another"'),
        (":~:text=some&text=another", 'the page has no text "another"'),
        (":~:text=some,x%20%20y", 'the page has no text "some … x y"'),
        (":~:text=" + "x" * 60, f'the page has no text "{"x" * 60}"'),
        (":~:text=" + "x" * 99, f'the page has no text "{"x" * 59}…"'),
        (":~:text=,", "malformed text directive"),
        ("intro:~:text=another", 'the page has no text "another"'),
        ("outro:~:text=more", "the page has no such id"),
    ],
)
def test_missing_text(fragment: str, reason: str) -> None:
    judged = judge(fragment)
    assert (judged.state, judged.reason) == ("missing", reason)


@pytest.mark.parametrize(
    ("fragment", "reason"),
    [
        (":~:selector(x)", "unknown fragment directive"),
        (":~:" + "&".join(["text=some"] * 17), "more than 16 text directives"),
    ],
)
def test_directives_that_are_not_looked_up(fragment: str, reason: str) -> None:
    assert judge(fragment) == FragmentStatus("unverified", reason)


@pytest.mark.parametrize("fragment", ["outro", ":~:text=another"])
def test_cut_page_misses_nothing(fragment: str) -> None:
    cut = FragmentStatus("unverified", "the page was not read completely")
    assert judge(fragment, complete=False) == cut
    assert judge("intro", complete=False).state == "found"


def test_as_many_directives_as_are_looked_up_are_found() -> None:
    assert judge(":~:" + "&".join(["text=some"] * 16)) == FragmentStatus("found")


def test_page_made_by_scripts_misses_nothing() -> None:
    assert judge("intro", page=SCRIPTED) == BY_SCRIPT
    assert judge("root", page=SCRIPTED) == FragmentStatus("found")
    text = judge(":~:text=a", page=SCRIPTED)
    assert text == FragmentStatus("unverified", "a script creates the text of this page")


@pytest.mark.parametrize(
    ("url", "fragment"),
    [
        (URL, "/users/1"),
        (URL, "!/inbox"),
        (URL, "page=3"),
        (URL, "narrow/stream/1"),
        ("https://github.com/o/r/blob/main/a.py", "L10"),
        ("https://github.com/o/r/blob/main/a.py", "L10-L20"),
        ("https://github.com/o/r/blob/main/a.py", "L10C1-L20C5"),
        ("https://github.com/o/r/issues/1", "issuecomment-1"),
        ("https://github.com/o/r/pull/1", "discussion_r1"),
        ("https://github.com/o/r", "README"),
        ("https://github.com/o/r/pull/1/files", "diff-0a1b2cR10"),
        ("https://github.com/o/r", "readme"),
        ("https://github.com/o/r", "MIT-1-ov-file"),
        ("https://gist.github.com/o/1", "file-a-py"),
        ("https://gitlab.com/o/r/-/blob/main/a.py", "L10-20"),
        ("https://git.example.org/o/r/-/issues/1", "note_1"),
        ("https://bitbucket.org/o/r/src/main/a.py", "lines-10:20"),
        ("https://www.npmjs.com/package/a", "readme"),
        ("https://docs.google.com/document/d/1/edit", "heading"),
        ("https://www.youtube.com/watch?v=1", "x"),
    ],
)
def test_fragments_that_scripts_answer(url: str, fragment: str) -> None:
    assert judge(fragment, url) == BY_SCRIPT


@pytest.mark.parametrize(
    ("url", "fragment"),
    [
        (URL, "L10"),
        (URL, "note_1"),
        (URL, "issuecomment-1"),
        ("https://notgithub.com/o/r/issues/1", "issuecomment-1"),
        ("https://github.com/o/r", "no-such-heading"),
        ("https://github.com/o/r", "L10-of-it"),
    ],
)
def test_other_hosts_answer_them_by_ids(url: str, fragment: str) -> None:
    assert judge(fragment, url).state == "missing"


def test_github_page_without_its_text_misses_nothing() -> None:
    page = RemotePage(ids=frozenset({"start-of-content"}))
    assert judge("install", "https://github.com/o/r?tab=readme-ov-file", page) == BY_SCRIPT
    assert judge("install", URL, page).state == "missing"


def test_too_many_ids_have_no_nearest() -> None:
    ids = frozenset({f"a{number}" for number in range(10_000)})
    assert judge("a99999", page=RemotePage(ids=ids)).nearest != ()
    assert judge("a99999", page=RemotePage(ids=ids | {"b"})).nearest == ()


def test_github_finds_headings_in_any_case() -> None:
    assert judge("Install", "https://github.com/o/r") == FragmentStatus("found")
    assert judge("faq", "https://github.com/o/r") == FragmentStatus("found")
    assert judge("faq").state == "missing"
    assert judge("User-Content-Install", "https://github.com/o/r").state == "missing"
    assert judge("Install").state == "missing"
    assert judge("INTRO", "https://github.com/o/r").state == "missing"


@pytest.mark.parametrize(
    ("media_type", "fragment"),
    [
        ("application/pdf", ""),
        ("application/pdf", "page=3"),
        ("application/pdf", "page%3D3"),
        ("application/pdf", "Page=3&zoom=200,250,100"),
        ("application/pdf", "nameddest=Chapter6"),
        ("text/plain", "line=10,20"),
        ("text/plain", "char=0,100;length=9876,UTF-8"),
        ("image/svg+xml", "svgView(viewBox(0,0,1,1))"),
        ("image/svg+xml", "xywh=0,0,1,1"),
        ("image/png", "xywh=percent:25,25,50,50"),
        ("audio/mpeg", "t=10"),
        ("video/mp4", "t=10,20&track=a"),
    ],
)
def test_forms_of_other_media_types(media_type: str, fragment: str) -> None:
    assert judge_fragment(fragment, URL, media_type, None, complete=False) == FragmentStatus(
        "found"
    )


@pytest.mark.parametrize(
    ("media_type", "fragment"),
    [
        ("application/pdf", "section.2"),
        ("application/pdf", "page=3&x"),
        ("text/plain", "L10"),
        ("image/svg+xml", "icon"),
        ("image/png", "t=10"),
        ("audio/mpeg", "page=1"),
        ("application/json", "/a"),
    ],
)
def test_other_media_types_are_not_judged(media_type: str, fragment: str) -> None:
    judged = judge_fragment(fragment, URL, media_type, None, complete=True)
    assert judged == FragmentStatus("unverified", f"fragments of {media_type} are not supported")


@pytest.mark.parametrize("media_type", ["", "text/html", "application/xhtml+xml"])
def test_page_that_was_not_read(media_type: str) -> None:
    judged = judge_fragment("a", URL, media_type, None, complete=False)
    assert judged == FragmentStatus("unverified", "the page was not read")


@given(st.text(), st.booleans(), st.sampled_from([PAGE, SCRIPTED, RemotePage()]))
def test_any_fragment_is_judged(fragment: str, complete: bool, page: RemotePage) -> None:  # noqa: FBT001 - hypothesis gives it
    judged = judge(fragment, page=page, complete=complete)
    assert judged.state in {"found", "missing", "unverified"}
    assert bool(judged.reason) == (judged.state != "found")
