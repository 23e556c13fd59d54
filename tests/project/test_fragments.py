"""A fragment is looked for among what the site of its page, and the kind of the page, make."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from nblint.config import load_config
from nblint.files.discovery import discover
from nblint.lint.pipeline import LintRequest, lint
from nblint.rulebook.book import load_rules

if TYPE_CHECKING:
    from pathlib import Path

NOTEBOOK = {
    "cells": [{"cell_type": "markdown", "metadata": {}, "source": ["# Été One"]}],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def lost(root: Path, files: dict[str, str]) -> list[tuple[str, ...]]:
    """Return the message and the fixes of each lost fragment in a project of these files."""
    (root / ".git").mkdir()
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    loaded = load_config([root])
    report = lint(LintRequest(loaded, load_rules(loaded), discover([root], loaded.root))).report
    assert not report.problems
    found = [item for item in report.diagnostics if item.rule == "broken-anchor"]
    return [(item.message.partition(" in ")[0], *item.suggestions) for item in found]


def test_a_notebook_of_a_site_has_its_anchors_and_jupyters(tmp_path: Path) -> None:
    links = "[a](n.ipynb#ete-one) [b](n.ipynb#Été-One) [c](n.ipynb#été-one)"
    files = {
        "mkdocs.yml": "site_name: A",
        "docs/n.ipynb": json.dumps(NOTEBOOK),
        "docs/page.md": f"# Page\n\n{links}\n",
    }
    assert lost(tmp_path, files) == [('no heading or id "été-one"', "n.ipynb#ete-one")]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("[b](b.html#config-one-two)", False),
        ("[b](b.html) [c](#config-one-two)", False),
        ("[b](b.html#nope)", True),
        ("[b](b.md#config-one-two) [c](lost.html)", True),
    ],
)
def test_the_forge_makes_no_anchors_of_what_an_unknown_program_publishes(
    tmp_path: Path,
    text: str,
    broken: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    heading = "# config.one_two\n\n"
    files = {".github/a.yml": "", "a.md": f"{heading}{text}\n", "b.md": f"{heading}Text.\n"}
    assert bool(lost(tmp_path, files)) is broken


def test_the_forge_makes_no_anchors_of_pages_with_a_title_of_their_own(tmp_path: Path) -> None:
    page = "---\ntitle: A\n---\n\n# config.one_two\n\n[c](#config-one-two) [d](#nope)\n"
    assert lost(tmp_path, {".github/a.yml": "", "a.md": page}) == [('no heading or id "nope"',)]


@pytest.mark.parametrize("site", [{}, {"mkdocs.yml": "site_name: A"}])
def test_a_wiki_link_calls_a_heading_by_its_text_on_any_site(
    tmp_path: Path, site: dict[str, str]
) -> None:
    links = "[[Other#été: one]] [[Other#Été two]] [[Other#Lost]]"
    files = {
        "docs/.obsidian/app.json": "{}",
        "docs/Other.md": "# Été: one\n\n## Été | two\n",
        "docs/page.md": f"# Page\n\n{links}\n",
    }
    assert lost(tmp_path, files | site) == [('no heading or id "Lost"',)]


def test_a_fixed_wiki_link_has_nothing_that_it_cannot_hold(tmp_path: Path) -> None:
    files = {
        "docs/.obsidian/app.json": "{}",
        "docs/Other.md": "# Summer | [late]\n",
        "docs/page.md": "# Page\n\n[[Other#Sumer late]]\n",
    }
    assert lost(tmp_path, files) == [('no heading or id "Sumer late"', "Other#Summer late")]


def test_a_label_may_be_the_heading_of_another_page(tmp_path: Path) -> None:
    files = {
        "myst.yml": "version: 1",
        "other.md": "# Other things\n\n(Far_Away)=\n## Beds\n",
        "page.md": "# Page\n\n[a](#other-things) [b](#far_away) [c](#Far_Away) [d](#far-awya)\n",
    }
    assert lost(tmp_path, files) == [('no heading or id "far-awya"', "#far-away")]


def test_a_folder_with_an_underscore_is_judged_where_the_site_publishes_it(tmp_path: Path) -> None:
    page = "---\ntitle: A\n---\n\n# A\n\n[c](#nope)\n"
    files = {
        "_config.yml": "collections:\n  docs:\n    output: true\n",
        "_docs/a.md": page,
        "_includes/b.md": page,
        "_parts/c.md": page,
    }
    assert lost(tmp_path, files) == [('no heading or id "nope"',)]


INCLUDED = {
    "book.toml": "",
    "src/SUMMARY.md": "[A](a.md)\n[B](b.md)\n",
    "src/part.md": "# Part\n\n{{#include deep/more.md}}\n",
    "src/deep/more.md": "# More\n",
}


def test_the_headings_of_what_is_put_into_a_page_are_its_own(tmp_path: Path) -> None:
    files = {
        "src/a.md": "{{#include part.md}}\n\n# Part\n\n[x](#more)\n[y](#part-1)\n[z](#mores)\n",
        "src/b.md": "[x](a.md#part)\n[y](a.md#parts)\n",
    }
    assert lost(tmp_path, {**INCLUDED, **files}) == [
        ('no heading or id "mores"', "#more"),
        ('no heading or id "parts"', "a.md#part"),
    ]


def test_what_cannot_be_put_into_a_page_leaves_its_anchors_unverified(tmp_path: Path) -> None:
    files = {"src/a.md": "# A\n\n{{#include gone.md}}\n\n[z](#none)\n", "src/b.md": ""}
    assert not lost(tmp_path, {**INCLUDED, **files})


def test_pages_that_are_put_into_each_other_end(tmp_path: Path) -> None:
    files = {"src/a.md": "{{#include b.md}}\n", "src/b.md": "{{#include a.md}}\n[z](#none)\n"}
    assert len(lost(tmp_path, {**INCLUDED, **files})) == 1


def test_a_footnote_has_the_ids_that_its_makers_give_it(tmp_path: Path) -> None:
    page = "a[^1] b[^soil] [x](#fn:1) [x](#fnref:soil) [x](#user-content-fn-2) [x](#fn2)"
    files = {"a.md": f"{page} [y](#fn:3)\n\n[^1]: c\n[^soil]: d\n"}
    assert [message for message, *_ in lost(tmp_path, files)] == ['no heading or id "fn:3"']


@pytest.mark.parametrize(("parts", "is_known"), [(199, True), (200, False)])
def test_anchors_of_very_many_included_files_are_not_all_known(
    tmp_path: Path, parts: int, *, is_known: bool
) -> None:
    files = {f"_i{at}.md": f"{{{{< include _i{at + 1}.md >}}}}\n" for at in range(parts)}
    last = f"_i{parts}.md"
    files |= {"_quarto.yml": "project: {type: website}", last: "## Soil\n"}
    files["page.qmd"] = "# Page\n\n{{< include _i0.md >}}\n\n[a](#nope)\n"
    del files[last]
    files[f"_i{parts - 1}.md"] = "## Soil\n"
    assert bool(lost(tmp_path, files)) is is_known
