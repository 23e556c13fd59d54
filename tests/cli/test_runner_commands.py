"""No line for people is a command for a CI runner, whatever files and rules are called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nblint.cli.main import main

RULE = """\
---
name: x-y
summary: terms
severity: warning
check: preferred-term
options:
  terms: {foo: bar}
---
::error::explained
"""
COMMAND = re.compile(r"^\s*::[a-z]|##[\w.-]*\[", re.MULTILINE)


@pytest.mark.parametrize(
    "command",
    [
        "check --offline",
        "check --offline --format concise",
        "check --offline --statistics",
        "check --offline --fix",
        "links --offline",
        "explain x-y",
    ],
)
def test_output_has_no_command_of_a_stranger(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules/g").mkdir(parents=True)
    Path("rules/g/x-y.md").write_text(RULE)
    Path("nblint.toml").write_text('rule-dirs = ["rules"]\nexclude = ["rules"]\n')
    page = "# A\n\n##vso[task.setvariable variable=PATH]/evil [x](no.md) seperate\n"
    for name in ("::error::forged.md", "##[error]x.md"):
        Path(name).write_text(page + "\n[y](https://example.org/##vso[a])\n")
    main(command.split())
    shown = "".join(capsys.readouterr())
    assert "error" in shown
    assert not COMMAND.search(shown)
