"""`nblint config` shows the sites that were recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_was_inferred_is_shown_with_the_file_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "manual" / "docs").mkdir(parents=True)
    config = tmp_path / "manual" / "mkdocs.yml"
    config.write_text("site_url: https://garden.org/manual/\nplugins: [search]\n")
    monkeypatch.chdir(tmp_path)
    assert main(["config"]) == 0
    shown = capsys.readouterr().out.partition("\n\n")[2].splitlines()
    assert shown == [
        "# site: MkDocs, from manual/mkdocs.yml",
        "#   pages: manual/docs at /",
        "#   static files: manual/docs at /",
        "#   url: https://garden.org/manual/, base: /manual/",
        "#   slug: python-markdown",
        "#   addresses: of files only",
    ]
