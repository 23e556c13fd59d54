"""What is measured on: mended lines, words with a random edit, and edited text."""

from __future__ import annotations

import hashlib
import json
import random
import re
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Part = Literal["development", "held back"]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"(?<![\w`/.@#-])[a-z]{5,}(?![\w`/.@(-])")
_WORDS = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


class Case(Struct, frozen=True):
    """A page with one wrong word, and the word that was meant."""

    kind: Literal["nonword", "realword", "random edit"]
    wrong: str
    right: str
    text: str


def fixes(path: Path, part: Part) -> Iterator[Case]:
    """Yield the mended lines of one part: repositories are split by a hash of their names.

    Each line of the file is an object with `repo`, `kind`, `wrong`, `right`, `line_before` and
    `line_after`.
    """
    for line in path.read_text("utf-8").splitlines():
        fix = json.loads(line)
        if _part(fix["repo"]) == part:
            # A line by itself that is indented would be code.
            text = fix["line_before"].strip() + "\n"
            yield Case(fix["kind"], fix["wrong"], fix["right"], text)


def random_edits(path: Path, part: Part, count: int) -> Iterator[Case]:
    """Yield mended lines in which one word of five letters or more has one random edit."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = sorted({fix["line_after"].strip() for fix in lines if _part(fix["repo"]) == part})
    source = random.Random(20)  # noqa: S311 - the same edits in each run
    source.shuffle(texts)
    for text in texts[:count]:
        words = list(_WORD.finditer(text))
        if words:
            word = source.choice(words)
            wrong = _edited(word[0], source)
            yield Case(
                "random edit",
                wrong,
                word[0],
                f"{text[: word.start()]}{wrong}{text[word.end() :]}\n",
            )


def edited_text(folder: Path) -> tuple[list[Path], int]:
    """Return the Markdown pages of a folder and how many words they have, code left out."""
    from nblint.markdown.parse import parse  # noqa: PLC0415 - slow to import

    pages, words = [], 0
    for page in sorted(folder.rglob("*.md")):
        text = page.read_text("utf-8", errors="replace")
        document = parse(text, page.name)
        words += sum(len(_WORDS.findall(run.span.of(document.text))) for run in document.prose)
        pages.append(page)
    return pages, words


def _part(repository: str) -> Part:
    odd = hashlib.md5(repository.encode(), usedforsecurity=False).digest()[0] % 2
    return "development" if odd else "held back"


def _edited(word: str, source: random.Random) -> str:
    at = source.randrange(len(word))
    head, letter, tail = word[:at], word[at], word[at + 1 :]
    match source.randrange(4):
        case 0:
            edited = head + tail
        case 1:
            edited = head + source.choice(_LETTERS) + letter + tail
        case 2:
            edited = head + source.choice(_LETTERS.replace(letter, "")) + tail
        case _:
            edited = head + tail[:1] + letter + tail[1:]
    return edited if edited != word else _edited(word, source)
