"""Wiki links lead where Obsidian's help says, https://help.obsidian.md/links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.config import load_config
from nblint.files.discovery import discover
from nblint.lint.pipeline import LintRequest, lint
from nblint.rulebook.book import load_rules

if TYPE_CHECKING:
    from pathlib import Path

    from nblint.model.finding import Diagnostic


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for folder in (".git", ".obsidian", "deep/er"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "deep" / "Some Note.md").write_text(
        "---\ntitle: A\ndescription: B\naliases: [Nickname]\n---\n"
        "# Some Note\n\n## A: Part\n\nText. ^id\n"
    )
    (tmp_path / "deep" / "er" / "Other.md").write_text("# Other\n\nText.\n")
    (tmp_path / "deep" / "er" / "v1.2.md").write_text("# Version\n\nText.\n")
    (tmp_path / "deep" / "pic.png").write_text("")
    return tmp_path


def found(folder: Path, text: str) -> list[Diagnostic]:
    (folder / "page.md").write_text(text)
    loaded = load_config([folder])
    report = lint(LintRequest(loaded, load_rules(loaded), discover([folder], loaded.root))).report
    assert not report.problems
    return list(report.diagnostics)


@pytest.mark.parametrize(
    "link",
    [
        "[[Some Note]]",
        "[[some note.md]]",
        "[[deep/Some Note]]",
        "[[/deep/er/Other]]",
        "[[er/Other]]",
        "[[v1.2]]",
        "[[./deep/Some Note]]",
        "[[Some Note#a part]]",
        "[[Some Note#A: Part]]",
        "[[Some Note#Some Note#A Part]]",
        "[[Some Note#^id]]",
        "[[Nickname]]",
        "![[pic.png]]",
        "![[PIC.png|300]]",
        "[note](Some%20Note.md#A:%20Part)",
        "[note](Some%20Note)",
        "[[#Page]]",
    ],
)
def test_what_a_vault_finds(vault: Path, link: str) -> None:
    assert found(vault, f"# Page\n\nSee {link} there.\n") == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[[Sone Note]]", 'no file "Sone Note" in the vault'),
        ("[[er/Some Note]]", 'no file "er/Some Note" in the vault'),
        ("![[lost.png]]", 'no file "lost.png" in the vault'),
        ("[[../Note]]", 'no file "../Note" in the vault'),
        ("[[Some Note#Whole]]", 'no heading or id "Whole" in deep/Some Note.md'),
        ("[[Some Note#^ie]]", 'no heading or id "^ie" in deep/Some Note.md'),
        ("[[#Other]]", 'no heading or id "Other" in this file'),
        ("[note](Lost%20Note.md)", "no such file or directory: Lost Note.md"),
    ],
)
def test_what_a_vault_does_not_find(vault: Path, link: str, message: str) -> None:
    (diagnostic,) = found(vault, f"# Page\n\nSee {link} there.\n")
    assert diagnostic.message == message


def test_no_name_leads_out_of_the_root(
    vault: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "Secret.md"
    outside.write_text("# Secret\n\nText.\n")
    (vault / "Secret.md").symlink_to(outside)
    (diagnostic,) = found(vault, "See [[Secret]].\n")
    assert diagnostic.message == 'no file "Secret" in the vault'


def test_a_misspelt_name_is_fixed(vault: Path) -> None:
    (diagnostic,) = found(vault, "See [[Sone Note#A Part|that]].\n")
    assert diagnostic.suggestions == ("Some Note#A Part",)


def test_a_misspelt_heading_is_fixed(vault: Path) -> None:
    (diagnostic,) = found(vault, "See [[Some Note#A Prt]].\n")
    assert diagnostic.suggestions == ("Some Note#A: Part",)


def test_a_comment_of_obsidian_silences_a_rule(vault: Path) -> None:
    text = "%% nblint: ignore broken-path %%\n\nSee [[Lost]].\n\nThen [[Gone]].\n"
    (diagnostic,) = found(vault, text)
    assert diagnostic.location.line == 5


def test_in_a_forges_wiki_spaces_are_hyphens(tmp_path: Path) -> None:
    folder = tmp_path / "garden.wiki"
    (folder / ".git").mkdir(parents=True)
    (folder / "Some-Note.md").write_text("# Some Note\n\n## A part\n\nText.\n")
    text = "See [[Some Note]], [[the words|Some-Note#a-part]] and [[lost words|Lost]].\n"
    (diagnostic,) = found(folder, text)
    assert diagnostic.message == 'no file "Lost" in the vault'


def test_double_brackets_are_text_where_no_vault_is(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert found(tmp_path, "See [[Lost]].\n") == []
