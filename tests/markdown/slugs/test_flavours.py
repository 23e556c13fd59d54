"""Each flavour makes the anchors that its reference implementation makes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.markdown.parse import parse
from nblint.markdown.slugs import FLAVOURS, anchors_of

GOLDEN = tomllib.loads(Path(__file__).with_name("golden.toml").read_text(encoding="utf-8"))
HEADINGS = GOLDEN.pop("headings")


def anchors(flavour: str, *headings: str) -> list[str]:
    text = "".join(f"## {heading}\n\n" for heading in headings)
    return anchors_of(parse(text, "page.md").titles, FLAVOURS[flavour])


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_flavour_agrees_with_its_reference(flavour: str) -> None:
    made = anchors(flavour, *HEADINGS)
    if flavour == "obsidian":
        made = [FLAVOURS[flavour].key(anchor) for anchor in made]
    assert made == GOLDEN[flavour]["anchors"]


@pytest.mark.parametrize(
    ("flavour", "expected"),
    [
        ("github", ["a", "a-1", "a-1-1", "a-2"]),
        ("gitlab", ["a", "a-1", "a-1-1", "a-2"]),
        ("mdbook", ["a", "a-1", "a-1-1", "a-2"]),
        ("myst", ["a", "a-1", "a-1-1", "a-2"]),
        ("bitbucket", [f"markdown-header-{end}" for end in ("a", "a_1", "a-1", "a_2")]),
        ("kramdown", ["a", "a-1", "a-1", "a-2"]),
        ("goldmark", ["a", "a-1", "a-1-1", "a-2"]),
        ("pandoc", ["a", "a-1", "a-1-1", "a-2"]),
        ("python-markdown", ["a", "a_1", "a-1", "a_2"]),
        ("obsidian", ["A", "A", "A 1", "A"]),
    ],
)
def test_repeated_headings_are_numbered_in_each_flavours_way(
    flavour: str, expected: list[str]
) -> None:
    assert anchors(flavour, "A", "A", "A 1", "A") == expected


@pytest.mark.parametrize(
    ("flavour", "expected"),
    [
        ("github", "soil-ground"),
        ("gitlab", "soil-ground"),
        ("myst", "soil-ground"),
        ("obsidian", "Soil {#ground}"),
        *((name, "ground") for name in ("docusaurus", "pandoc", "goldmark", "mdbook", "vitepress")),
    ],
)
def test_an_attribute_list_gives_the_anchor_where_the_flavour_has_it(
    flavour: str, expected: str
) -> None:
    assert anchors(flavour, "Soil {#ground}") == [expected]


def test_an_id_that_a_page_gives_is_not_given_again() -> None:
    assert anchors("goldmark", "Soil {#sand}", "Sand") == ["sand", "sand-1"]
    assert anchors("python-markdown", "Soil {#sand}", "Sand") == ["sand", "sand_1"]


@pytest.mark.parametrize(
    ("flavour", "count"), [("github", 2), ("myst", 2), ("gitlab", 1), ("mdbook", 1)]
)
def test_a_heading_in_html_has_an_anchor_in_some_flavours(flavour: str, count: int) -> None:
    titles = parse("## One\n\n<h2>Two</h2>\n", "page.md").titles
    assert len(anchors_of(titles, FLAVOURS[flavour])) == count


def test_the_alternative_text_of_an_image_counts_in_some_flavours() -> None:
    heading = "![Map](map.png) of `x`"
    assert anchors("github", heading) == ["-of-x"]
    assert anchors("docusaurus", heading) == ["map-of-x"]
    assert anchors("gitlab", heading) == ["map-of-x"]


def test_braces_at_the_end_of_a_heading_are_attributes_in_mdbook() -> None:
    assert anchors("mdbook", "Soil {.clay}", "Sets {a, b}", "`{a}`") == ["soil", "sets", "a"]


def test_a_book_of_an_older_mdbook_keeps_its_capitals() -> None:
    key = FLAVOURS["mdbook"].key
    assert key("Überblick") == key(*anchors("mdbook", "Überblick"))


def test_smart_punctuation_may_be_off_in_mdbook() -> None:
    assert anchors("mdbook", "Soil -- `a--b`") == ["soil--a--b"]
    assert anchors("mdbook-plain", "Soil -- `a--b`") == ["soil----a--b"]


def test_bitbucket_shows_tags_as_they_are_written() -> None:
    (anchor,) = anchors("bitbucket", "<b>Soil</b> [map](a.png) &eacute;")
    assert anchor == "markdown-header-bsoilb-map"


def test_a_name_between_colons_in_a_path_is_no_emoji() -> None:
    assert anchors("vitepress", "std::vec::push :tada: `:b:`") == ["std-vec-push-b"]


def test_obsidian_and_myst_compare_what_is_left_of_a_heading() -> None:
    obsidian, myst = FLAVOURS["obsidian"].key, FLAVOURS["myst"].key
    assert obsidian("Soil: & water") == obsidian("soil water")
    assert obsidian("Straße") != obsidian("Strasse")
    assert obsidian("^Beds") == obsidian("^beds") != obsidian("Beds")
    assert obsidian(*anchors("obsidian", "^Beds")) == obsidian("Beds")
    assert myst("Soil & Water") == "soil-water"
    assert myst("2 fields") == "id-2-fields"


@given(st.lists(st.text(max_size=20), max_size=5), st.sampled_from(sorted(FLAVOURS)))
def test_every_heading_has_an_anchor(headings: list[str], flavour: str) -> None:
    titles = parse("".join(f"## {heading}\n\n" for heading in headings), "page.md").titles
    markdown = [title for title in titles if not title.html or FLAVOURS[flavour].html]
    assert len(anchors_of(titles, FLAVOURS[flavour])) == len(markdown)


def test_two_hyphens_and_no_more_are_a_dash_in_astro() -> None:
    assert anchors("astro", "Soil -- `a--b` --- c") == ["soil--a--b-----c"]


def test_hugo_reads_the_text_of_the_last_line() -> None:
    heading = "[Soil](a.md) &amp; <b>clay</b> -- `a--b`"
    assert anchors("goldmark", heading) == ["soil--clay--a--b"]
    titles = parse("One\n*two*\n===\n", "page.md").titles
    assert anchors_of(titles, FLAVOURS["goldmark"]) == ["two"]


def test_a_heading_of_level_one_is_numbered_and_gets_no_anchor_in_docusaurus() -> None:
    titles = parse("# A\n\n## A\n\n# B {#c}\n", "page.md").titles
    assert anchors_of(titles, FLAVOURS["docusaurus"]) == ["", "a-1", ""]
    assert anchors_of(titles, FLAVOURS["vitepress"]) == ["a", "a-1", "c"]
