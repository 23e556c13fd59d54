from __future__ import annotations

import pytest

from nblint.checks.check import NoOptions
from nblint.checks.invalid_meta import CHECK
from nblint.markdown.parse import parse


def found(text: str, path: str = "page.md") -> list[str]:
    return [finding.message for finding in CHECK.run(parse(text, path), NoOptions())]


TEMPLATE = "---\ntitle: {{ title }}\n---\n\nText\n"


def test_a_template_expression_is_reported_kindly() -> None:
    assert found(TEMPLATE) == ["unquoted template expression"]


@pytest.mark.parametrize(
    "path", ["archetypes/default.md", "Vault/Templates/note.md", "{{cookiecutter.name}}/page.md"]
)
def test_what_new_pages_are_made_from_is_left_alone(path: str) -> None:
    assert not found(TEMPLATE, path)


@pytest.mark.parametrize("text", ["Text\n", "---\n---\n", "---\n\nText\n\n---\n"])
def test_pages_without_front_matter_or_with_an_empty_one_are_silent(text: str) -> None:
    assert not found(text)
