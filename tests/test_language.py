"""What users read is written in plain technical English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nblint.cli.main import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("rules/*/*.md"))]
COMMANDS = ("", "check", "links", "explain", "rules", "config", "init", "cache")
# Phrases that readers of other linters would have to translate, each with what to write instead.
REJECTED = {
    r"mend(?:s|ed|ing|able)?\b": "fix",
    r"(?:ask|asks|asked|asking) the web\b": "check external links",
    r"left in peace\b|left alone\b": "not reported",
    r"can not\b": "cannot",
    r"\d ?% sure\b": "confidence",
    r"leads? elsewhere\b": "different URL",
    r"stands twice\b": "repeated",
    r"robots away\b": "blocks bots",
    r"answers \d{3}\b": "returned",
    r"by commas\b": "comma-separated",
    r"the forge\b": "hosting platform",
    r"what is none\b": "name it",
}


def rejected(text: str) -> list[str]:
    return [match[0] for phrase in REJECTED for match in re.finditer(rf"\b(?:{phrase})", text)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_documentation_uses_the_terms_of_the_field(page: Path) -> None:
    assert rejected(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_uses_the_terms_of_the_field(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"] if command else ["--help"])
    assert rejected(capsys.readouterr().out) == []
