"""The test data: lines with fixed misspellings, words with a random edit, and edited text."""

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
    """A document with one wrong word, and its correction."""

    kind: Literal["nonword", "realword", "random edit"]
    wrong: str
    right: str
    text: str


def fixes(path: Path, part: Part) -> Iterator[Case]:
    """Yield the lines of one part of the fixes, split by a hash of the repository name.

    Each line of the file is a JSON object with `repo`, `kind`, `wrong`, `right`, `line_before` and
    `line_after`.
    """
    for line in path.read_text("utf-8").splitlines():
        fix = json.loads(line)
        if _part(fix["repo"]) == part:
            # Markdown would parse an indented line as code.
            text = fix["line_before"].strip() + "\n"
            yield Case(fix["kind"], fix["wrong"], fix["right"], text)


def random_edits(path: Path, part: Part, count: int) -> Iterator[Case]:
    """Yield fixed lines with a random edit in one word of five letters or more."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = sorted({fix["line_after"].strip() for fix in lines if _part(fix["repo"]) == part})
    source = random.Random(20)  # noqa: S311 - reproducible, not secret
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


def edited_text(directory: Path) -> tuple[list[Path], int]:
    """Return the Markdown files in a directory and how many words of prose they have."""
    from nblint.markdown.parse import parse  # noqa: PLC0415 - slow to import

    paths, words = [], 0
    for path in sorted(directory.rglob("*.md")):
        text = path.read_text("utf-8", errors="replace")
        document = parse(text, path.name)
        words += sum(len(_WORDS.findall(run.span.of(document.text))) for run in document.prose)
        paths.append(path)
    return paths, words


def _part(repository: str) -> Part:
    is_odd = hashlib.md5(repository.encode(), usedforsecurity=False).digest()[0] % 2
    return "development" if is_odd else "held back"


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
