from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.suspicious_path import CHECK
from sites import read_outline, small_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nblint.model.finding import Finding

    Found = Callable[[str], list[Finding]]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    def run(text: str) -> list[Finding]:
        project = small_site(tmp_path, {"page.md": text, "docs/there.md": ""})
        outline = read_outline(str(tmp_path / "page.md"))
        assert outline
        return list(CHECK.run(outline, project.site, CHECK.options()))

    return run


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
def test_silent(found: Found, text: str) -> None:
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
def test_found(found: Found, text: str) -> None:
    (finding,) = found(text)
    assert finding.fix
    assert not finding.fix.safe


def test_no_fix_where_the_source_is_escaped(found: Found) -> None:
    (finding,) = found(r"[a](/b/c) [a](/b/d) [a](b/\_e)")
    assert finding.fix is None


def test_nearest_neighbour_is_named(found: Found) -> None:
    (finding,) = found("[a](/b/far)\n\n[a](/b/near) [a](b/e)")
    assert finding.message.endswith('unlike "/b/near"')


def test_a_path_that_leads_somewhere_is_meant_as_it_is(found: Found) -> None:
    assert not found("[a](/docs/a.md) [a](/docs/b.md) [a](docs/there.md)")
    assert len(found("[a](/docs/a.md) [a](/docs/b.md) [a](docs/gone.md)")) == 1
