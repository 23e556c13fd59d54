"""Labels hold for the whole project: MyST's guide, "Cross-references", and Quarto's books."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.config import load_config
from nblint.files.discovery import discover
from nblint.lint.dialect_detection import DialectDetector
from nblint.lint.pipeline import LintRequest, lint
from nblint.rulebook.book import load_rules

if TYPE_CHECKING:
    from pathlib import Path

    from nblint.model.lint_report import Report


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs" / "sub").mkdir(parents=True)
    (tmp_path / "docs" / "myst.yml").write_text("version: 1\n")
    (tmp_path / "docs" / "other.md").write_text("(far-away)=\n# Far away\n\nText.\n")
    (tmp_path / "docs" / "sub" / "deep.md").write_text("# Deep\n\nText.\n")
    return tmp_path / "docs"


def check(text: str, project: Path, *paths: Path) -> Report:
    (project / "page.md").write_text(text)
    loaded = load_config([project])
    found = discover(paths or [project], loaded.root)
    report = lint(LintRequest(loaded, load_rules(loaded), found)).report
    assert not report.problems
    return report


def messages(report: Report) -> list[str]:
    return [item.message for item in report.diagnostics]


@pytest.mark.parametrize(
    "link",
    [
        "[](#far-away)",
        "{ref}`far-away`",
        "{doc}`other`",
        "{doc}`/sub/deep`",
        "{doc}`the page <sub/deep.md>`",
        "[](project:other.md#far-away)",
        "[](project:#far-away)",
        "[](path:/sub/deep.md)",
        "{download}`other.md`",
    ],
)
def test_what_is_found(project: Path, link: str) -> None:
    report = check(f"# Page\n\nSee {link} there.\n", project)
    assert (messages(report), report.unverified) == ([], ())


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[](#far-awya)", 'no heading or id "far-awya" in the project'),
        ("{ref}`the part <far-awya>`", 'no heading or id "far-awya" in the project'),
        ("{doc}`othre`", "no such file or directory: othre"),
        ("{doc}`/deep`", "no such file or directory: /deep"),
        ("[](project:othre.md#far-away)", "no such file or directory: othre.md"),
        ("[](project:other.md#far-awya)", 'no heading or id "far-awya" in docs/other.md'),
        ("{download}`data.csv`", "no such file or directory: data.csv"),
    ],
)
def test_what_is_not_found(project: Path, link: str, message: str) -> None:
    assert messages(check(f"# Page\n\nSee {link} there.\n", project)) == [message]


def test_an_image_may_be_of_any_format(project: Path) -> None:
    (project / "plot.svg").write_text("")
    text = "# Page\n\n```{figure} plot.*\nThe plot.\n```\n\n```{figure} lost.*\nLost.\n```\n"
    assert messages(check(text, project)) == ["no such file or directory: lost.*"]


def test_what_a_template_fills_in_is_unverified(project: Path) -> None:
    report = check("# Page\n\n```{include} {{ name }}.md\n```\n", project)
    assert [(item.kind, item.count) for item in report.unverified] == [("templated link", 1)]


def test_a_misspelt_label_is_fixed_where_it_stands(project: Path) -> None:
    text = "# Page\n\nSee {ref}`far-awya` there.\n"
    (diagnostic,) = check(text, project).diagnostics
    assert diagnostic.fix is not None
    (edit,) = diagnostic.fix.edits
    assert (edit.span.of(text), edit.replacement) == ("far-awya", "far-away")


def test_a_label_is_unverified_where_pages_were_not_read(project: Path) -> None:
    report = check("# Page\n\nSee {ref}`lost`.\n", project, project / "page.md")
    assert messages(report) == []
    assert [(item.kind, item.count) for item in report.unverified] == [("label", 1)]


def test_a_label_is_unverified_where_it_may_lead_to_another_project(project: Path) -> None:
    (project / "conf.py").write_text('extensions = ["myst_parser", "sphinx.ext.intersphinx"]\n')
    report = check("# Page\n\nSee {ref}`lost`.\n", project)
    assert [(item.kind, item.count) for item in report.unverified] == [("label", 1)]


def test_labels_of_sources_that_are_no_pages_count(project: Path) -> None:
    (project / "old.rst").write_text(".. _in-rst:\n\nTitle\n=====\n")
    (project / "eq.tex").write_text("\\begin{equation}\\label{in-tex}\\end{equation}\n")
    assert messages(check("# Page\n\n{ref}`in-rst` {eq}`in-tex`\n", project)) == []


def test_a_table_of_contents_leads_to_pages(project: Path) -> None:
    report = check("# Page\n\n```{toctree}\nother\nsub/lost\n```\n", project)
    assert messages(report) == ["no such file or directory: sub/lost"]


def test_a_fence_that_its_directive_ends(project: Path) -> None:
    report = check("# Page\n\n````{note}\n```python\nx\n````\n\nText.\n", project)
    assert messages(report) == ["code fence is not closed in its directive"]


@pytest.mark.parametrize(
    ("mark", "text", "is_myst"),
    [
        ("", "{doc}`lost`", True),
        ("", "```{note}\n[a](lost)\n```", True),
        ("", "(a)=\n\n{x}`[a](lost)`", True),
        ("", "```{r}\n[a](lost)\n```", False),
        ('extensions = ["sphinx.ext.autodoc"]', "%lost", False),
        ('extensions = ["myst_parser"]', "{doc}`lost`", True),
    ],
)
def test_a_page_is_mysts_where_it_or_its_project_shows_it(
    tmp_path: Path,
    mark: str,
    text: str,
    is_myst: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    if mark:
        (tmp_path / "conf.py").write_text(mark)
    dialect = DialectDetector(tmp_path).of(str(tmp_path / "page.md"), text)
    assert dialect == ("myst" if is_myst else "commonmark")


@pytest.mark.parametrize(
    ("file", "mark", "dialect"),
    [
        ("page.mdx", ".obsidian", "mdx"),
        ("page.Rmd", ".git", "quarto"),
        ("sub/page.md", ".obsidian", "obsidian"),
        ("sub/page.md", "_quarto.yml", "quarto"),
        ("sub/page.ipynb", "_toc.yml", "myst"),
        ("page.md", "conf.py", "commonmark"),
        ("page.md", "_Sidebar.md", "commonmark"),
    ],
)
def test_a_dialect_is_told_by_ending_and_project(
    tmp_path: Path, file: str, mark: str, dialect: str
) -> None:
    (tmp_path / mark).mkdir()
    assert DialectDetector(tmp_path).of(str(tmp_path / file), "Text.\n") == dialect


@pytest.mark.parametrize(
    "plugin", ["- autorefs", "- mkdocstrings:", "  mkdocstrings:", "    auto_append:"]
)
def test_labels_from_elsewhere_are_told_by_the_settings_of_mkdocs(
    tmp_path: Path, plugin: str
) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text("site_name: mkdocstrings and autorefs\n")
    assert DialectDetector(tmp_path).of(str(tmp_path / "page.md"), "") == "mkdocs"
    settings.write_text(f"plugins:\n{plugin}\n")
    assert DialectDetector(tmp_path).of(str(tmp_path / "page.md"), "") == "mkdocs-labels"


@pytest.mark.parametrize(
    ("settings", "dialect"),
    [
        ("[project]\n", "mkdocs"),
        ("[project.plugins.mkdocstrings.handlers.python]\n", "mkdocs-labels"),
    ],
)
def test_zensical_reads_pages_as_mkdocs_does(tmp_path: Path, settings: str, dialect: str) -> None:
    (tmp_path / "zensical.toml").write_text(settings)
    assert DialectDetector(tmp_path).of(str(tmp_path / "page.md"), "") == dialect


def test_a_wiki_is_told_by_its_sidebar_and_its_home(tmp_path: Path) -> None:
    for name in ("_Sidebar.md", "Home.md"):
        (tmp_path / name).write_text("")
    assert DialectDetector(tmp_path).of(str(tmp_path / "page.md"), "") == "wiki"


def test_a_cross_reference_leads_to_another_chapter(tmp_path: Path) -> None:
    for name in (".git", "_quarto.yml"):
        (tmp_path / name).mkdir()
    (tmp_path / "one.qmd").write_text("# One {#sec-one}\n\n@fig-two and @fig-lost\n")
    (tmp_path / "two.qmd").write_text("# Two\n\n![Loss falls](https://x.org/a.png){#fig-two}\n")
    loaded = load_config([tmp_path])
    report = lint(LintRequest(loaded, load_rules(loaded), discover([tmp_path], loaded.root))).report
    assert messages(report) == ['no heading or id "fig-lost" in the project']
