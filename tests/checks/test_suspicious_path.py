from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.suspicious_path import CHECK
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.finding import Finding


def found(text: str) -> list[Finding]:
    return list(CHECK.run(parse(text, "page.md"), CHECK.options()))


@pytest.mark.parametrize(
    "text",
    [
        "[a](/b/c) [a](b/d)",
        "[a](/b/c) [a](/b/d) [a](b/e) [a](b/f)",
        "[a](/b/c) [a](/b/d) [a](./b/e) [a](../b/f) [a](//b/g) [a](b.c/d)",
        "[a](/b/c) [a](/b/d) [a](b/e.md)",
        "[a](/b/c) [a](/b/d) [a](bc/e)",
        "[a](/b/c) [a](/b/d) [a](b:c) [a](#b/c) [a](https://b/c) [a](b@c/d)",
    ],
)
def test_silent(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[a](/b/c) [a](/b/d) [a](b/e)",
        "[a](/b#c) [a](/b#d) [a](b#e)",
        "![a](/b/c.png) ![a](/b/d.png) ![a](b/e.png)",
        "[a](b/c?x) [a](b/d/) [a](/b/e)",
        "[a](/b/c) [a](/b/d) [a][e]\n\n[e]: b/e",
    ],
)
def test_found(text: str) -> None:
    (finding,) = found(text)
    assert finding.fix
    assert not finding.fix.safe


def test_no_fix_where_the_source_is_escaped() -> None:
    (finding,) = found(r"[a](/b/c) [a](/b/d) [a](b/\_e)")
    assert finding.fix is None


def test_nearest_neighbour_is_named() -> None:
    (finding,) = found("[a](/b/far)\n\n[a](/b/near) [a](b/e)")
    assert finding.message.endswith('unlike "/b/near" in line 3')
