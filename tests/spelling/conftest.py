from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from nblint.markdown.parse import parse
from nblint.spelling.lexicon import lexicon
from nblint.spelling.speller import speller

if TYPE_CHECKING:
    from nblint.spelling.lexicon import Lexicon
    from nblint.spelling.speller import Suspect


class Suspects(Protocol):
    def __call__(self, text: str) -> list[Suspect]: ...


@pytest.fixture
def words() -> Lexicon:
    return lexicon()


@pytest.fixture
def suspects() -> Suspects:
    """Return the words of a page that are more likely to be misspelt than not."""

    def find(text: str) -> list[Suspect]:
        found = speller().suspects(parse(text, "page.md"))
        return [suspect for suspect in found if suspect.score > 0]

    return find
