"""Random documents of all dialects, made of fragments that rules look for, and smaller ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

PROJECTS = {
    "plain": {},
    "mkdocs": {"mkdocs.yml": "site_name: A\n"},
    "labels": {"mkdocs.yml": "plugins:\n  - autorefs\n"},
    "myst": {"myst.yml": "version: 1\n"},
    "quarto": {"_quarto.yml": "project: {}\n"},
    "obsidian": {".obsidian/app.json": "{}\n"},
    "notes.wiki": {"Home.md": "# Home\n"},
}
"""The files of a project of each dialect, by the name of its directory."""

_NAMES = ("page.md", "page.mdx", "page.qmd", "page.ipynb", "page.ipynb")

_FRONT_MATTER = (
    "---\ntitle: A\n---\n",
    "---\ntitle: Teh end\ndescription: Github, the the\n---\n\n",
    "---\ntitle: A\u200b b\nnblint: {ignore: [typo]}\n---\n",
    "---\r\ntitle: A\r\n---\r\n",
    "---\ntitle: x\n",
    "---\ntitle: x\n\n\n",
    "---\ntitle: [x\n---\n",
    "---\nimage: /a b.png\nurl: https://x.org?utm_source=a\n...\n",
    "---\n---\n",
    "--- \ndraft: yes\n---\t\n",
    "\ufeff---\ntitle: A\n---\n",
    "\n\n---\ntitle: A\n---\n",
    "\u00ad---\ntitle: A\n---\n",
    "---\nnblint: off\n---\n",
    '+++\ntitle = "Teh"\n[a]\nb = 1\n+++\n',
    '+++\ntitle = "A"\n',
    "+++\ntitle = A\n+++\n",
    '{\n  "title": "Teh",\n  "a": {"b": "https://x.org?fbclid=1"}\n}\n',
    '{"title": "A"\n',
    '{"title": "A"}\n\n',
)

_BLOCKS = (
    "# Heading\n",
    "## Teh heading\n",
    "#### Deep\n",
    "#\n",
    "Title\n===\n",
    "Title\n---\n",
    "- item\n",
    "- [ ] item\n",
    "  - nested\n",
    "1. one\n",
    "1) one\n",
    "> quote\n",
    ">",
    "> ",
    "    code\n",
    "\tcode\n",
    "```\ncode\n```\n",
    "```py\n",
    "```\n",
    "````\n",
    "~~~\n",
    "``\u00ad`\n",
    "```{note}\nText\n```\n",
    ":::{tip} Title\nText\n:::\n",
    "::: note\n",
    ":::\n",
    "!!! note\n    Text\n",
    "> [!NOTE]\n> Text\n",
    "| a | b |\n|---|---|\n| c | d |\n",
    "| a |\n|-|\n",
    "***\n",
    "---\n",
    "+++\n",
    "$$\nx\n$$\n",
    "$$\n",
    "[x]: https://x.org\n",
    "[x]: y 'z'\n",
    "\u00ad[x]: url\n",
    "[x]: /url\n[x]: /url\n",
    "[^1]: note\n",
    "[^1]: note\n\n    more\n",
    "<div>\n",
    "</div>\n",
    "<pre>\n",
    "</pre>\n",
    "<script>\n",
    "<details><summary>a</summary>\n",
    "<!-- comment -->\n",
    "<!--",
    "-->\n",
    "<?php\n",
    "<![CDATA[\n",
    "import A from 'a'\n",
    "export const a = 1\n",
    "{/* nblint: ignore typo */}\n",
    "%% nblint: ignore typo %%\n",
    "(label)=\n",
    "{{< include a.md >}}\n",
    "--8<-- 'a.md'\n",
    ": definition\n",
)

_INLINES = (
    "[a](b.md)",
    "[here](c.md)",
    "[a] (b.md)",
    "[a](b c.md)",
    "(a)[https://x.org/a]",
    "[a(b.md)",
    "[a]https://x.org/a)",
    "[a](https://x.org/a",
    "[a](<b>)",
    "[a](https//x.org)",
    "[a](C:\\b)",
    "[a](#heading)",
    "[a](#Headin)",
    "![](d.png)",
    "![image](d.png)",
    "[![a](b.png)](c.md)",
    "[x]",
    "[x][]",
    "[a][x]",
    "[a][y]",
    "[^1]",
    "[[page]]",
    "[[page|text]]",
    "![[a.png]]",
    "{ref}`label`",
    "{{ a }}",
    "{% a %}",
    "{a}",
    "https://x.org/a",
    "https://x.org/?utm_source=a&b=c",
    "http://x.org?utm_source=a",
    "<https://x.org/?fbclid=a>",
    "www.x.org",
    "me@x.org",
    "<span>",
    "</span>",
    '<a id="x">',
    "<a href='b.md'>",
    "</a>",
    "<b>bold<b>",
    "<code>a<code>",
    "<img src=a.png on\u00aderror=x>",
    "<img alt='' src='https://x.org?utm_source=a'>",
    "<\u00adscript src=//x>",
    "<br>",
    "<Card href='/a b'/>",
    "the the",
    "Teh",
    "recieve",
    "Github",
    "TODO",
    "lorem ipsum",
    "â€™",
    "Ã©",
    "don\u2019t",
    "`code`",
    "`` ` ``",
    "$x$",
    "*a*",
    "**b**",
    "_c_",
    "&amp;",
    "&am\u00adp;",
    "\\*",
    "<!-- nblint: ignore links -->",
    "<!-- nblint: ignore typo, stray-character -->",
    "<!-- nblint: ignore -->",
    "<!-- nblint: ignore-file typo -->",
    "<!-- nblint: off -->",
    "<!-- nblint: on -->",
    "<!-- nblint: ignroe typo -->",
    "<!-- nblint ignore typo -->",
    "<!-- nb\u00adlint: off -->",
    "<!-- nblint: ignore no-such-rule -->",
)

_CHARACTERS = (
    *"[]()!<>|*_`\\~#-+=:;,.{}$%&@'\"/ ",
    *("\n", "\n\n", "\r\n", "\r", " ", "  ", "    ", "\t", "  \n", "\\\n"),
    *("\u00ad", "\u200b", "\u200d", "\ufeff", "\u202e", "\u2028", "\u2029", "\u00a0", "\u3000"),
    *("\x00", "\x0c", "\x0b", "\x1b", "\x1c", "\x85", "\x93", "\x7f", "\ufffd", "\U000e0041"),
    *("é", "e\u0301", "א", "漢字", "👩\u200d👩\u200d👧", "ß", "ﬁ", "§", "a", "b", "word"),
)

_ENDINGS = ("\n", "\n", "\n", "\r\n", "\r", "mixed")


def random_document(random: Random) -> tuple[str, str]:
    """Return the path of a document below the projects' directory, and its text."""
    name = random.choice(_NAMES)
    text = _notebook(random) if name.endswith(".ipynb") else _markdown(random)
    return f"{random.choice(list(PROJECTS))}/{name}", text


def make_projects(root: Path) -> None:
    """Write the files of all projects below a directory."""
    for project, files in PROJECTS.items():
        (root / project).mkdir()
        for name, text in files.items():
            path = root / project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)


def _markdown(random: Random) -> str:
    parts = [random.choice(_FRONT_MATTER)] if random.random() < 0.3 else []
    for _ in range(random.randint(1, 12)):
        source = random.choice((_BLOCKS, _INLINES, _INLINES, _CHARACTERS))
        parts.append(random.choice(source))
        parts.append(random.choice(("", "", " ", "\n", "\n", "\n\n")))
    text = _mutated(random, "".join(parts))
    ending = random.choice(_ENDINGS)
    if ending == "mixed":
        return "".join(
            random.choice(("\n", "\r\n", "\r")) if char == "\n" else char for char in text
        )
    return text if ending == "\n" else text.replace("\r\n", "\n").replace("\n", ending)


def _mutated(random: Random, text: str) -> str:
    """Return the text with a few characters removed, inserted, doubled or moved."""
    for _ in range(random.choice((0, 0, 1, 2, 4))):
        start = random.randint(0, len(text))
        end = min(len(text), start + random.choice((1, 1, 2, 5, 20)))
        piece = text[start:end]
        at = random.randint(0, len(text))
        match random.randint(0, 3):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:start] + random.choice(_CHARACTERS) + text[start:]
            case 2:
                text = text[:at] + piece + text[at:]
            case _:
                text = text[:start] + random.choice(_INLINES) + text[end:]
    return text


def _notebook(random: Random) -> str:
    """Return the file of a notebook, whose layout varies as those of programs do."""
    cells = [_cell(random) for _ in range(random.randint(1, 4))]
    metadata = {"title": "Teh end"} if random.random() < 0.1 else {}
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    indent = random.choice((1, 1, 2, None))
    text = json.dumps(whole, indent=indent, ensure_ascii=random.random() < 0.5)
    if random.random() < 0.2:
        text = text.replace("\n", "\r\n")
    return text + random.choice(("", "\n"))


def _cell(random: Random) -> dict[str, object]:
    source = _markdown(random)
    kind = random.choice(("markdown", "markdown", "markdown", "code", "raw"))
    listed = source.splitlines(keepends=True) if random.random() < 0.7 else source
    return {"cell_type": kind, "metadata": {}, "source": listed}


def minimised(text: str, fails: Callable[[str], bool]) -> str:
    """Return a text that still fails, and from which no piece can be taken away (ddmin)."""
    size = max(len(text) // 2, 1)
    while True:
        at = 0
        shorter = False
        while at < len(text):
            candidate = text[:at] + text[at + size :]
            if fails(candidate):
                text, shorter = candidate, True
            else:
                at += size
        if size == 1 and not shorter:
            return text
        size = max(size // 2, 1)
