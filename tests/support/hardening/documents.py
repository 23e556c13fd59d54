"""Documents at random: constructs put together, the project's own pages mutated, notebooks."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hardening.pieces import BLOCKS, DESTINATIONS, FRONT_MATTER, INLINES, ODD_CHARACTERS
from hardening.projects import PROJECTS
from hardening.sample import Sample

if TYPE_CHECKING:
    from random import Random

_ROOT: Final = Path(__file__).parents[3]
_LONGEST: Final = 1_500
"""Characters of a document that mutation starts from."""


def make_document(random: Random) -> Sample:
    """Return a document for a page of one of the projects."""
    name = random.choice([*PROJECTS])
    page = random.choice(PROJECTS[name].pages)
    text = _notebook(random) if page.endswith(".ipynb") else _document(random)
    return Sample(f"{name}/{page}", text)


def _document(random: Random) -> str:
    text = _composed(random) if random.random() < 0.6 else mutate(random, _known(random))
    if random.random() < 0.3:
        text = _front_matter(random) + text
    if random.random() < 0.2:
        text = mutate(random, text)
    return _line_endings(random, text)


def _composed(random: Random) -> str:
    blocks = [_block(random) for _ in range(random.randint(1, 10))]
    return random.choice(("\n\n", "\n\n", "\n")).join(blocks) + random.choice(("\n", ""))


def _block(random: Random) -> str:
    if random.random() < 0.4:
        text = _with_destinations(random, random.choice(BLOCKS))
    else:
        separator = random.choice((" ", " ", "", "\n"))
        pieces = random.choices(INLINES, k=random.randint(1, 6))
        text = _with_destinations(random, separator.join(pieces))
    if random.random() < 0.2:
        mark = random.choice(("> ", "- ", "  ", "    ", "\t", "1. ", "# ", "[^1]: ", "    > "))
        text = "\n".join(mark + line for line in text.split("\n"))
    return text


def _with_destinations(random: Random, text: str) -> str:
    first, *rest = text.split("@")
    return first + "".join(random.choice(DESTINATIONS) + part for part in rest)


def _front_matter(random: Random) -> str:
    text = _with_destinations(random, random.choice(FRONT_MATTER))
    return mutate(random, text) if random.random() < 0.4 else text


def _line_endings(random: Random, text: str) -> str:
    chance = random.random()
    if chance < 0.08:
        text = text.replace("\n", "\r\n")
    elif chance < 0.12:
        text = text.replace("\n", "\r")
    elif chance < 0.16:
        text = "".join(random.choice(("\n", "\r\n", "\r")) if c == "\n" else c for c in text)
    return f"\ufeff{text}" if random.random() < 0.03 else text


@cache
def _known_texts() -> tuple[str, ...]:
    """Return texts that hold what the rules find: their own pages, examples included."""
    paths = sorted([*_ROOT.glob("rules/**/*.md"), *_ROOT.glob("examples/**/*.md")])
    return tuple(path.read_text(encoding="utf-8") for path in paths)


def _known(random: Random) -> str:
    text = random.choice(_known_texts())
    at = text.find("\n", random.randrange(len(text)))
    return text[at + 1 : at + 1 + random.randint(50, _LONGEST)]


def mutate(random: Random, text: str) -> str:
    """Return a text with some places of it changed, repeated, cut or mixed up."""
    for _ in range(random.randint(1, 6)):
        start, end = sorted(random.randint(0, len(text)) for _ in range(2))
        end = min(end, start + random.choice((1, 1, 3, 20, 200)))
        part = text[start:end]
        match random.randrange(8):
            case 0:
                part = ""
            case 1:
                part *= random.choice((2, 3, 40 if len(part) < 10 else 2))
            case 2:
                part = part[::-1]
            case 3:
                part = _with_destinations(random, random.choice(INLINES))
            case 4:
                part = f"\n{_with_destinations(random, random.choice(BLOCKS))}\n"
            case 5:
                part += random.choice(ODD_CHARACTERS)
            case 6:
                part = random.choice("[]()<>{}`*_#|\\!&:=-~$%@^\"'\n \t") + part
            case _:
                end = min(len(text), end + 30)
                part = text[end - (end - start) // 2 : end] + part
        text = text[:start] + part + text[end:]
    return text


def _notebook(random: Random) -> str:
    cells = [_cell(random) for _ in range(random.randint(0, 4))]
    notebook = {"cells": cells, "metadata": _metadata(random), "nbformat": 4, "nbformat_minor": 5}
    indent = random.choice((None, 1, 2))
    text = json.dumps(notebook, indent=indent, ensure_ascii=random.random() < 0.5)
    text = text.encode("utf-8", "replace").decode()  # a lone surrogate cannot be in a file
    return mutate(random, text) if random.random() < 0.3 else text


def _cell(random: Random) -> dict[str, object]:
    source: object = _document(random)
    if random.random() < 0.6:
        source = str(source).splitlines(keepends=True)
    elif random.random() < 0.1:
        source = random.choice((None, 1, [1], [["x"]], {}, ["a", None], "\ud800"))
    kind = random.choice(("markdown", "markdown", "markdown", "code", "raw", 1, None))
    cell: dict[str, object] = {"cell_type": kind, "metadata": {}, "source": source}
    if random.random() < 0.2:
        cell["attachments"] = random.choice(({"img.png": {"image/png": "x"}}, [], {"a": 1}, None))
    if kind == "code":
        cell |= {"outputs": [], "execution_count": None}
    return cell


def _metadata(random: Random) -> object:
    return random.choice(({}, {"kernelspec": {"name": "python3"}}, {"title": "T"}, [], None))
