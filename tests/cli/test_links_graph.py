"""`nblint links --graph` draws which page leads where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from nblint.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text(
        "# A\n[b](b.md) [b](b.md#x) [B](b.md#b) [p](p.png) [no](no.md) [a](#a) <https://x.org>\n"
    )
    (tmp_path / "b.md").write_text("# B\n[a](a.md)\n")
    (tmp_path / "p.png").touch()
    monkeypatch.chdir(tmp_path)


def test_for_graphviz(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["links", "--graph", "dot"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "digraph links {",
        "  rankdir=LR;",
        '  "a.md" [shape=box];',
        '  "b.md" [shape=box];',
        '  "no.md" [shape=octagon, color=red];',
        '  "p.png" [shape=note];',
        '  "a.md" -> "b.md" [label=2];',
        '  "a.md" -> "b.md" [color=red];',
        '  "a.md" -> "no.md" [color=red];',
        '  "a.md" -> "p.png";',
        '  "b.md" -> "a.md";',
        "}",
    ]


def test_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["links", "--graph", "json"]) == 0
    graph = json.loads(capsys.readouterr().out)
    assert graph["nodes"][0] == {"name": "a.md", "kind": "page"}
    assert graph["edges"][1] == {
        "source": "a.md",
        "target": "b.md",
        "state": "no anchor",
        "count": 1,
    }
