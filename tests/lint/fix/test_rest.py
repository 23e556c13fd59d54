"""Safe fixes of all rules together, on pages made of what rules look for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nblint.config import Config, LoadedConfig
from nblint.files.discovery import Discovery, File
from nblint.lint.fix import apply_fixes, converge
from nblint.lint.pipeline import LintRequest, lint
from nblint.markdown.front_matter import read_front_matter
from nblint.markdown.parse import parse
from nblint.rulebook.book import load_rules

if TYPE_CHECKING:
    from nblint.model.finding import Diagnostic, Fix

LOADED = LoadedConfig(Config(select=("all",)), Path("/nowhere"))
RULES = load_rules(LOADED)
FILE = File(Path("/nowhere/page.md"), "page.md")
PIECES = [
    *(
        "[",
        "]",
        "(",
        ")",
        "](",
        "] (",
        "[a b](",
        ")[",
        "!",
        "<",
        ">",
        "|",
        "*",
        "_",
        "`",
        "\\",
        "~",
    ),
    *("https://x.org/a", "www.x.org", "me@x.org", "http://x.org?utm_source=a", "b.md)", "/a b.md)"),
    *("<!-- nblint: ignore links -->", "<!-- nblint: off typo -->", "<!-- nblint: on -->", "<!--"),
    *("\n", "\n\n", "\r\n", "# ", "- ", "> ", "1. ", "    ", "```\n", "---\n", "title: x\n", "$"),
    *("\u200b", "\ufeff", "\u00ad", "\u202e", "\u2028", "â€™", "Ã©", "Ã", "\x0c", "\x80", "§", "א"),
    *(
        "<span>",
        "</span>",
        '<a id="x">',
        "</a>",
        " ",
        "a",
        ".",
        "the the",
        "Github",
        "&amp;",
        "“t”",
    ),
]


LINK_PIECES = [
    *(
        "C:\\",
        "\x1b",
        "\\\n",
        "/uy",
        "http:/x.org",
        "htp://x.org",
        "[a]: ",
        "[a]",
        "[x](",
        "[here](b.md",
    ),
    *('<a href="b.md">', "here", "```{figure}", "a.png", "<img src=a.png alt=image>", "|"),
]


def found_in(text: str) -> list[Diagnostic]:
    discovery = Discovery((), (), ())
    report = lint(LintRequest(LOADED, RULES, discovery, (FILE, text))).report
    assert not report.problems
    return list(report.diagnostics)


def safe_fixes(text: str) -> list[Fix]:
    return [item.fix for item in found_in(text) if item.fix and item.fix.safe]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("www.x.org](")
@example("https://x.org/a[b c]\n(https://x.org/a)")
@example("b\ufeff\u200b")
@example("---\ntitle: x\n---\n\n<!-- nblint: on -->\n---\n")
@example("[](C:\\]()\x1b")
@example("[\n>](/uy]()")
@example("[x](C\\\n:)")
def test_pages_come_to_rest_with_no_safe_fix_left(text: str) -> None:
    fixed, _ = converge(text, safe_fixes)
    assert safe_fixes(fixed) == []
    before, after = read_front_matter(text), read_front_matter(fixed)
    assert len(after.problems if after else ()) <= len(before.problems if before else ())


def links_and_images(text: str) -> int:
    document = parse(text, "page.md")
    return len(document.links) + len(document.images)


@given(st.lists(st.sampled_from([*LINK_PIECES, *PIECES]), max_size=14).map("".join))
@example("[](C:\\]()\x1b")
@example("[\n>](/uy]()")
@example("[x](C\\\n:)")
@example("https://x.org/a[a b](/a b.md)")
@example("[a]: ```\n[a]: [here](b.md")
@example('```{figure}https://x.org/a<a href="b.md">`')
def test_a_safe_fix_of_a_link_breaks_none(text: str) -> None:
    before = links_and_images(text)
    for item in found_in(text):
        if item.fix and item.fix.safe and item.rule in ("link-syntax", "malformed-url"):
            assert links_and_images(apply_fixes(text, [item.fix])[0]) >= before


@given(st.lists(st.sampled_from([*LINK_PIECES, *PIECES]), max_size=14).map("".join))
@example("<a \nhref=t x>there.")
@example("```{figure}\\\n![# a.png")
def test_every_finding_has_a_place_that_can_be_shown(text: str) -> None:
    for item in found_in(text):
        assert item.span.start < item.span.end


@pytest.mark.parametrize(
    "text", ["# {ref}`bel`b\n\nText.\n", "{ref}`bel`b\n---\n\nText.\n", "[a](#Hin)\n: t\n"]
)
def test_no_link_is_led_to_an_anchor_that_is_made_of_it(text: str) -> None:
    assert [item.rule for item in found_in(text) if item.fix] == []
    assert "broken-anchor" in [item.rule for item in found_in(text)]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_bare_address_that_is_fixed_is_bare_no_more(text: str) -> None:
    bare = [item for item in found_in(text) if item.rule == "bare-url"]
    for item in bare:
        fixed, applied = apply_fixes(text, [item.fix] if item.fix else [])
        left = [other for other in found_in(fixed) if other.rule == "bare-url"]
        assert len(left) == len(bare) - len(applied)
