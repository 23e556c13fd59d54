"""Fixes are safe only if a document keeps its tokens outside of their edits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.files.source import SourceError, as_page
from nblint.lint.fix import apply_fixes
from nblint.lint.fix.applicability import Applicability, applicability
from nblint.lint.fix.document_tokens import View
from nblint.markdown.front_matter import read_front_matter
from nblint.markdown.parse import parse
from nblint.model import Dialect, Span
from nblint.model.finding import Edit, Fix

pytestmark = pytest.mark.slow

YAML = "---\ntitle: AI safty\ntags: [a, b]\n---\n\nAI safty\n"
TOML = '+++\ntitle = "AI safty"\n+++\n\nAI safty\n'
JSON = '{\n  "title": "AI safty"\n}\n\nAI safty\n'


class Reader:
    """Parses versions of a file and counts them."""

    def __init__(self, name: str = "page.md", dialect: Dialect = "commonmark") -> None:
        self.count = 0
        self._name, self._dialect = name, dialect

    def __call__(self, text: str) -> View | None:
        self.count += 1
        try:
            source = as_page(text, Path(self._name))
        except SourceError:
            return None
        return View(parse(source.text, self._name, source.cells, self._dialect), source.index())


def fixes(
    text: str, word: str, new: str, *, safe: bool = True, rewrites: Span | None = None
) -> list[Fix]:
    """Return a fix for every place at which the word stands."""
    starts = [at for at in range(len(text)) if text.startswith(word, at)]
    edits = [Edit(Span(at, at + len(word)), new) for at in starts]
    return [Fix("fix", (edit,), safe, rewrites) for edit in edits]


def judged(text: str, proposed: list[Fix], dialect: Dialect = "commonmark") -> Applicability:
    return applicability(text, proposed, Reader(dialect=dialect))


def applied(text: str, proposed: list[Fix]) -> str:
    """Return the text with all fixes that can be applied, safe or not."""
    return apply_fixes(text, judged(text, proposed).applicable)[0]


@pytest.mark.parametrize(
    "text",
    [
        "<\u00adscript src=//x.org>\n",
        "text\n\n\u00ad[x]: url\n",
        "[a][x]\n\n[x\u00ad]: url\n",
        "``\u00ad`\ncode\n",
        "``\u00ad`\ncode\n```\n",
        "\u00ad---\ntitle: A\n---\n",
        "---\nti\u00adtle: A\n---\n",
        "---\nnb\u00adlint: off\n---\n",
        "---\nnblint: {ignore: [ty\u00adpo]}\n---\n",
        "<\u00ad!-- comment -->\n",
        "<!-- nb\u00adlint: off -->\n",
        "<!-- nblint: ignore ty\u00adpo -->\n",
        "text\n\u00ad# heading\n",
        "text\n#\u00ad\n",
        "[a]\u00ad(b.md)\n",
        "!\u00ad[a](b.md)\n",
        "[a](java\u00adscript:b)\n",
        "<a href='java\u00adscript:b'>a</a>\n",
        "<img src=a on\u00aderror=b>\n",
        "<img src=a onerror='b\u00ad'>\n",
        "*a \u00ad*\n",
        "\\\u00ad*a*\n",
        "&am\u00adp;\n",
        "``a`\u00ad`\n",
        "- a\n\n\u00ad\n\n- b\n",
        "| a |\n|\u00ad-|\n",
        "[^\u00ad1]\n\n[^1]: note\n",
        "www\u00ad.x.org\n",
        "https://x.org/\u00ada\n",
        "```p\u00ady\ncode\n```\n",
        "`a\u00ad b`\n",
        "```\na\u00ad b\n```\n",
        "$a\u00ad b$\n",
        '{"": `\u00ad`\n',
        "---\ntitle: a\u00ad b\nmore: [\n---\n",
        "a  \u00ad\nb\n",
        "a\\\u00ad\nb\n",
    ],
)
def test_a_fix_that_makes_or_unmakes_markup_is_unsafe(text: str) -> None:
    proposed = fixes(text, "\u00ad", "")
    found = judged(text, proposed)
    assert found.applicable == set(proposed)
    assert not found.safe


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("\u00adimport A from 'a'\n", "mdx"),
        ("{\u00ad/* comment */}\n", "mdx"),
        ("%\u00ad% comment %%\n", "obsidian"),
        ("[\u00ad[page]]\n", "obsidian"),
        (":::\u00ad{note}\ntext\n:::\n", "myst"),
        ("{\u00adref}`label`\n", "myst"),
        ("!\u00ad!! note\n    text\n", "mkdocs"),
        ("{{\u00ad< include a.md >}}\n", "quarto"),
    ],
)
def test_markup_of_dialects_counts(text: str, dialect: Dialect) -> None:
    assert not judged(text, fixes(text, "\u00ad", ""), dialect).safe


@pytest.mark.parametrize(
    "text",
    [
        "a\u00ad b\n",
        "# a\u00ad b\n\n- c\u00ad\n  > *d\u00ad*\n",
        "[a\u00ad](b.md) and ![c\u00ad](d.png)\n",
        "[a\u00ad][x]\n\n[x]: y\n",
        "| a\u00ad |\n|---|\n| b\u00ad |\n",
        "a\n\n\u00ad\n\nb\n",
        "---\ntitle: a\u00ad b\n---\n",
        "<p>a\u00ad</p>\n",
        "a\u00ad[^1]\n\n[^1]: note\u00ad\n",
        "$x$\u00ad\n",
    ],
)
def test_a_fix_of_words_is_safe(text: str) -> None:
    proposed = fixes(text, "\u00ad", "")
    assert judged(text, proposed).safe == set(proposed)


def test_the_construct_that_a_fix_rewrites_may_change() -> None:
    text = "See [a] (b.md).\n"
    edit = (Edit(Span(7, 8), ""),)
    assert not judged(text, [Fix("fix", edit, safe=True)]).safe
    assert judged(text, [Fix("fix", edit, safe=True, rewrites=Span(4, 14))]).safe


def test_what_stands_beside_the_construct_may_not() -> None:
    text = "[a] (b.md)[c](d.md)\n"
    proposed = [Fix("fix", (Edit(Span(0, 10), "<!-- "),), safe=True, rewrites=Span(0, 10))]
    assert not judged(text, proposed).safe


def test_fixes_that_make_markup_together_only_are_safe_but_for_one() -> None:
    text = "<\u00ad\u200bscript>\n"
    found = judged(text, fixes(text, "\u00ad", "") + fixes(text, "\u200b", ""))
    assert len(found.applicable) == 2
    assert len(found.safe) == 1


def test_one_unsafe_fix_makes_no_other_unsafe() -> None:
    text = "a\u00ad b\n\n" * 20 + "<\u00adscript>\n\n" + "a\u00ad b\n\n" * 20
    found = judged(text, fixes(text, "\u00ad", ""))
    assert len(found.safe) == 40


def test_few_versions_are_parsed_where_the_fault_is_plain() -> None:
    text = "a\u00ad b\n\n" * 200 + "<\u00adscript>\n"
    reader = Reader()
    assert len(applicability(text, fixes(text, "\u00ad", ""), reader).safe) == 200
    assert reader.count <= 4


def test_many_unsafe_fixes_cost_a_bounded_number_of_versions() -> None:
    text = "<\u00adb>\n\n" * 2000
    reader = Reader()
    assert not applicability(text, fixes(text, "\u00ad", ""), reader).safe
    assert reader.count <= 102


def test_fixes_that_overlap_are_judged_one_by_one() -> None:
    text = "a b c\n"
    proposed = [
        Fix("one", (Edit(Span(0, 3), "a"),), safe=True),
        Fix("two", (Edit(Span(2, 5), "<br>"),), safe=True),
        Fix("three", (Edit(Span(1, 4), "`"),), safe=True),
    ]
    assert judged(text, proposed).safe == set(proposed)


def test_a_fix_that_changes_nothing_cannot_be_applied() -> None:
    same = Fix("same", (Edit(Span(0, 1), "a"),), safe=True)
    torn = Fix("torn", (Edit(Span(0, 2), "b"), Edit(Span(1, 3), "c")), safe=True)
    assert judged("abc\n", [same, torn]) == Applicability()


def test_a_text_that_is_no_document_has_no_fixes() -> None:
    fix = Fix("fix", (Edit(Span(0, 1), ""),), safe=True)
    assert applicability("{", [fix], Reader("page.ipynb")) == Applicability()


def test_a_fix_that_breaks_the_file_cannot_be_safe() -> None:
    text = '{"cells": [{"cell_type": "markdown", "source": "a"}]}'
    fix = Fix("fix", (Edit(Span(0, 1), ""),), safe=True)
    assert not applicability(text, [fix], Reader("page.ipynb")).safe


@pytest.mark.parametrize("text", [YAML, TOML, JSON])
def test_front_matter_takes_what_it_can_hold(text: str) -> None:
    assert applied(text, fixes(text, "safty", "safety")) == text.replace("safty", "safety")
    assert len(judged(text, fixes(text, "safty", "safety")).safe) == 2


@pytest.mark.parametrize(
    ("text", "new"),
    [(YAML, "safety: now"), (YAML, "[safety"), (TOML, 'the "safe"'), (JSON, "back\\slash")],
)
def test_a_fix_that_spoils_front_matter_cannot_be_applied(text: str, new: str) -> None:
    proposed = fixes(text, "AI safty", new, safe=False)
    head, _, body = text.rpartition("AI safty")
    assert applied(text, proposed) == head + new + body


def test_one_bad_fix_takes_no_good_one_with_it() -> None:
    text = "---\ntitle: AI safty\ndescription: Safty frist\n---\n"
    all_of_them = fixes(text, "AI safty", "safety: now") + fixes(text, "frist", "first")
    assert applied(text, all_of_them) == text.replace("frist", "first")


def test_a_safe_fix_makes_no_truth_value_of_a_word() -> None:
    text = "---\ntitle: yse\n---\n"
    proposed = fixes(text, "yse", "yes")
    found = judged(text, proposed)
    assert found.applicable == set(proposed)
    assert not found.safe


def test_front_matter_that_was_unreadable_may_be_fixed() -> None:
    text = "---\ntitle: [AI\n---\n"
    assert applied(text, fixes(text, "[AI", "AI", safe=False)) == "---\ntitle: AI\n---\n"


@given(st.text("ab:#-'\"[]{}&*!|>%@` \n\\,\t", max_size=6), st.integers(0, len(YAML)))
def test_no_fix_makes_front_matter_worse(new: str, at: int) -> None:
    fixed = applied(YAML, [Fix("fix", (Edit(Span(at, at), new),), safe=True)])
    before, after = read_front_matter(YAML), read_front_matter(fixed)
    assert before
    assert after
    assert not after.problems
    assert len(after.entries) >= len(before.entries)
