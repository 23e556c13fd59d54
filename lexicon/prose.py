"""Extract the prose of a package: its documentation and docstrings."""

from __future__ import annotations

import gzip
import json
import re
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DOCUMENTATION_EXTENSIONS = (".rst", ".md", ".txt", ".mdx")
_API_DESCRIPTIONS = ("service-2.json", "service-2.json.gz")
_MAX_SIZE = 30_000_000
_FOREIGN_OR_DATA = re.compile(
    r"/(?:locales?|translations|i18n|tests?|testing|_?vendor|node_modules|licenses?)/"
    r"|licen[cs]e|copying|words|dict|corpus"
    r"|/docs/(?!en/)[a-z]{2}(?:-[a-z]+)?/|\.(?:de|fr|es|ja|zh|ru|ko|pt|it)\.(?:md|rst)$"
)
_DOCSTRING = re.compile(r"(?:\"\"\"|''')(.*?)(?:\"\"\"|''')", re.DOTALL)
_API_TEXT = re.compile(r'"documentation":("(?:[^"\\]|\\.)*")')
_TAG = re.compile(r"<[^>]+>")
_NOT_PROSE = re.compile(
    r"```.*?```|``[^`\n]*``|:[\w:-]+:`[^`]*`|`[^`\n]*`|https?://\S+|\b\w+@\w\S*|<[^>\n]{1,200}>"
    r"|\S*[_/\\=(){}@#$|]\S*|\S*\w\.\w\S*",
    re.DOTALL,
)
_PARAGRAPH = re.compile(r"\n\s*\n")
_MIN_LENGTH = 20
_MIN_LETTER_SHARE = 0.8


def paragraphs(archive: Path) -> Iterator[str]:
    """Yield the distinct paragraphs of an archive's prose, without code and URLs."""
    seen = set()
    for text in _texts(archive):
        for paragraph in _PARAGRAPH.split(text):
            if ">>>" in paragraph or paragraph.lstrip("\n").startswith((".. ", "    ::")):
                continue
            prose = _NOT_PROSE.sub(" ", paragraph)
            letters = sum(character.isalpha() or character == " " for character in prose)
            if len(prose) < _MIN_LENGTH or letters / len(prose) < _MIN_LETTER_SHARE:
                continue
            key = hash(re.sub(r"\W+", "", prose)[:200])
            if key not in seen:
                seen.add(key)
                yield " ".join(prose.split())


def _texts(archive: Path) -> Iterator[str]:
    with tarfile.open(archive) as tar:
        for member in tar:
            name = member.name.lower()
            if not member.isfile() or member.size > _MAX_SIZE or _FOREIGN_OR_DATA.search(name):
                continue
            if not name.endswith((*_DOCUMENTATION_EXTENSIONS, *_API_DESCRIPTIONS, ".py")):
                continue
            file = tar.extractfile(member)
            raw = file.read() if file else b""
            text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode(errors="replace")
            if name.endswith(".py"):
                yield from _DOCSTRING.findall(text)
            elif name.endswith(_API_DESCRIPTIONS):
                yield from (_TAG.sub(" ", json.loads(match)) for match in _API_TEXT.findall(text))
            else:
                yield text
