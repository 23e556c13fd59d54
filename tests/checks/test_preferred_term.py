from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.preferred_term import CHECK, PreferredTermOptions
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model.finding import Finding


def found(text: str, path: str = "page.md", **terms: str) -> list[Finding]:
    return list(CHECK.run(parse(text, path), PreferredTermOptions(terms)))


@pytest.mark.parametrize(
    ("text", "right", "safe"),
    [
        ("Github's page", "GitHub", True),
        ("a Github-hosted page", "GitHub", True),
        ("**Github**", "GitHub", True),
        ("Github: a host", "GitHub", True),
        ("# Github", "GitHub", True),
        ("# On Stackoverflow", "Stack Overflow", False),
        ("On Stackoverflow", "Stack Overflow", True),
        ("[How Github works](/x)", "GitHub", False),
        ("![Github](/x)", "GitHub", True),
        ("![Stackoverflow]\n\n[stackoverflow]: /x\n", "Stack Overflow", False),
        ("---\ntitle: On Github\n---\n", "GitHub", True),
        ("MacOS X", "Mac OS X", True),
    ],
)
def test_wrong_spelling_of_a_term_is_found(text: str, right: str, *, safe: bool) -> None:
    (finding,) = found(text)
    assert finding.fix
    assert finding.fix.edits[0].replacement == right
    assert finding.fix.safe is safe


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("GitHub github GITHUB GithubActions MyGithub Github_x", "page.md"),
        (
            "Github.com Github.md docs/Github Github/docs @Github #Github Github-Action.yml",
            "page.md",
        ),
        ('"Github" and \u201cGithub\u201d', "page.md"),
        ("`Github`\n\n    Github\n", "page.md"),
        ("[x](Github) <a href='Github'>x</a> <!-- Github -->", "page.md"),
        ("- add Github actions", "CHANGELOG.md"),
    ],
)
def test_text_that_is_not_prose_is_not_reported(text: str, path: str) -> None:
    assert found(text, path) == []


def test_longest_of_two_matching_terms_is_reported() -> None:
    assert len(found("web site", web="Web", **{"web site": "website"})) == 1


def test_terms_are_case_sensitive() -> None:
    assert found("Foo", foo="bar") == []


def test_terms_are_literal_text() -> None:
    assert found("cxx", **{"c..": "C++"}) == []


def test_term_that_replaces_itself_is_accepted() -> None:
    assert found("Github", Github="Github") == []
