from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from nblint.markdown.parse import parse
from nblint.spelling.lexicon import lexicon
from nblint.spelling.speller import speller

if TYPE_CHECKING:
    from nblint.spelling.lexicon import Lexicon
    from nblint.spelling.speller import Misspelling


class Misspellings(Protocol):
    def __call__(self, text: str) -> list[Misspelling]: ...


@pytest.fixture
def words() -> Lexicon:
    return lexicon()


@pytest.fixture
def misspellings() -> Misspellings:
    """Return a function that finds the likely misspellings of a text."""

    def find(text: str) -> list[Misspelling]:
        found = speller().misspellings(parse(text, "page.md"))
        return [misspelling for misspelling in found if misspelling.score > 0]

    return find
