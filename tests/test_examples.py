"""Every defect in the examples is there on purpose."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from nblint.cli.main import main

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]
PLANTED = """\
drawings.md:1 missing-meta
drawings.md:11 bare-url
equipment.md:3 empty-meta
equipment.md:17 multiple-titles
equipment.md:25 unclosed-fence
notebook.md:3 meta-length
notebook.md:4 meta-type
notebook.md:5 unknown-meta
notebook.md:12 heading-skip
notebook.md:15 broken-anchor
notebook.md:16 typo
notebook.md:16 broken-path
notebook.md:17 vague-link-text
notebook.md:21 missing-alt
notebook.md:27 broken-path
notebook.md:28 vague-alt
notebook.md:32 undefined-reference
notebook.md:32 undefined-reference
notebook.md:36 unclosed-tag
notebook.md:38 link-syntax
notebook.md:38 malformed-url
notebook.md:39 tracking-parameter
notebook.md:40 broken-anchor
notebook.md:42 empty-section
notebook.md:46 stray-character
notebook.md:48 duplicate-heading
notebook.md:51 ambiguous-link-text
notebook.md:51 repeated-word
notebook.md:51 preferred-term
notebook.md:57 suspicious-path
notebook.md:60 empty-heading
notebook.md:62 placeholder-text
notebook.md:65 duplicate-reference
notebook.md:66 unused-reference
notebook.md:68 unused-suppression
plans.md:2 invalid-meta
"""


def test_examples_hold_the_planted_defects_and_no_others(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "examples")
    assert main(["check", "--offline", "--select", "all", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [f"{item['path']}:{item['line']} {item['rule']}" for item in found] == (
        PLANTED.splitlines()
    )
