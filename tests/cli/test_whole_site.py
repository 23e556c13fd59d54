"""What only the whole site shows, as `nblint check` reports it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nblint.cli.main import main

RULES = ("draft-link", "duplicate-address", "orphan-page", "unused-asset", "broken-anchor")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(files: dict[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def check(
    capsys: pytest.CaptureFixture[str], *arguments: str, select: tuple[str, ...] = RULES
) -> list[str]:
    options = ("--offline", "--select", ",".join(select), "--format", "concise")
    assert main(["check", *options, *arguments]) in {0, 1}
    return capsys.readouterr().out.splitlines()


def test_the_navigation_leads_to_pages(capsys: pytest.CaptureFixture[str]) -> None:
    nav = "nav: [{Home: index.md}, {More: [a.md]}]\n"
    write({"mkdocs.yml": nav, "docs/index.md": "[b](b.md)\n", "docs/a.md": "", "docs/b.md": ""})
    write({"docs/c.md": "[itself](c.md)\n", "README.md": ""})
    lone = ["docs/c.md:1:1: warning orphan-page no other page links to this page"]
    assert check(capsys) == lone
    assert check(capsys, "docs/a.md", "docs/c.md") == lone


@pytest.mark.parametrize(
    ("config", "text", "folder"),
    [
        ("mkdocs.yml", "site_name: A", "docs/"),
        ("_quarto.yml", "website: {sidebar: {contents: auto}}", ""),
        ("_toc.yml", "root: a\nchapters: [{file: b, sections: [{glob: c/*}]}]", ""),
        ("_toc.yml", "root: a\nparts: [{chapters: [{file: b}, {file: c/d.md}]}]", ""),
    ],
)
def test_no_page_that_the_navigation_shows_is_an_orphan(
    capsys: pytest.CaptureFixture[str], config: str, text: str, folder: str
) -> None:
    write({config: text, **{f"{folder}{name}.md": "" for name in ("a", "b", "c/d")}})
    assert check(capsys) == []


def test_a_page_that_the_table_of_contents_leaves_out_is_an_orphan(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write({"_toc.yml": "root: docs/a\nchapters: [{file: b}]"})
    write({"docs/a.md": "", "docs/b.md": "", "docs/c.md": "", "b.md": ""})
    assert [line.partition(":")[0] for line in check(capsys)] == ["b.md", "docs/c.md"]


@pytest.mark.parametrize("path", ["../parts/a.md", "@/parts/a.md", "/parts/a.md"])
def test_what_is_put_into_a_page_is_no_orphan(
    capsys: pytest.CaptureFixture[str], path: str
) -> None:
    page = f"# Guide\n\n<!-- @include: {path} -->\n"
    write({"docs/.vitepress/config.js": "export default {}", "docs/index.md": "[b](b/c.md)\n"})
    write({"docs/b/c.md": page, "docs/parts/a.md": "", "docs/parts/b.md": ""})
    assert [line.partition(":")[0] for line in check(capsys)] == ["docs/parts/b.md"]


@pytest.mark.parametrize(
    ("config", "template"),
    [
        ("docs/.vitepress/config.js", "docs/[id].md"),
        ("next.config.mjs", "pages/[id].mdx"),
    ],
)
def test_what_makes_many_pages_is_no_orphan(
    capsys: pytest.CaptureFixture[str], config: str, template: str
) -> None:
    write({config: "export default {}", template: "# Any\n"})
    assert check(capsys) == []


@pytest.mark.parametrize(
    ("settings", "place"), [("", "docs/s.md"), ("", "s.md"), ("base_path: [snips]", "snips/s.md")]
)
@pytest.mark.parametrize("pages", [(), ("PLACE",)])
def test_references_of_what_is_put_into_a_page_are_those_of_the_page(
    capsys: pytest.CaptureFixture[str], settings: str, place: str, pages: tuple[str, ...]
) -> None:
    write({"mkdocs.yml": f"markdown_extensions: [{{pymdownx.snippets: {{{settings}}}}}]\n"})
    write({"docs/index.md": '--8<-- "s.md"\n\n[nine][ref] and [ten]: [x][ten]\n\n[ten]: a.md\n'})
    write({place: "# Part\n\nOne [text][ten].\n\n[ref]: a.md\n", "docs/a.md": "# A\n"})
    write({"docs/b.md": "# B\n\nOne.\n\n[ref]: a.md\n"})
    rules = ("unused-reference", "undefined-reference")
    arguments = tuple(page.replace("PLACE", place) for page in pages)
    found = check(capsys, *arguments, select=rules)
    assert [line.partition(":")[0] for line in found] == ([] if pages else ["docs/b.md"])


def test_a_page_that_no_site_publishes_is_no_orphan(capsys: pytest.CaptureFixture[str]) -> None:
    write({"a.md": "", "b.md": ""})
    assert check(capsys) == []


def test_pages_may_share_an_address_by_their_names(capsys: pytest.CaptureFixture[str]) -> None:
    write({"mkdocs.yml": "nav: [a.md, a/index.md, a/README.md]\n"})
    write({"docs/a.md": "", "docs/a/index.md": "", "docs/a/README.md": ""})
    assert check(capsys, "--ignore", "orphan-page") == [
        'docs/a.md:1:1: warning duplicate-address "/a/" is also the path of docs/a/index.md',
        'docs/a/index.md:1:1: warning duplicate-address "/a/" is also the path of docs/a.md',
    ]


def test_a_draft_shares_no_address(capsys: pytest.CaptureFixture[str]) -> None:
    page = "---\npermalink: /x/\n---\n"
    write({"_config.yml": "", "a.md": page, "_drafts/b.md": page})
    write({"c.md": "---\npermalink: /x/\npublished: false\n---\n"})
    assert check(capsys, "--ignore", "orphan-page") == []


def test_a_draft_of_jekyll_lies_in_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    write({"_config.yml": "", "a.md": "---\ntitle: A\n---\n[b](_drafts/b.md)\n"})
    write({"_drafts/b.md": "---\ntitle: B\n---\n"})
    (found,) = check(capsys, select=("draft-link",))
    assert found == "a.md:4:5: warning draft-link _drafts/b.md is a draft and not published"


def test_a_file_that_any_text_names_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    write({"hugo.toml": "baseURL = '/'\n[params]\nlogo = 'logo.svg'\n", "content/_index.md": ""})
    write({"layouts/a.css": "url(back%20ground.png)", "static/back ground.png": ""})
    write({"static/logo.svg": "", "static/favicon.png": "", "static/lone.png": ""})
    write({"static/two words.png": "", "content/lone.pdf": "", "content/used.pdf": ""})
    write({"content/a.md": "[a paper](used.pdf)\n"})
    found = check(capsys, select=("unused-asset",))
    assert [line.split(":")[0] for line in found] == [
        "content/lone.pdf",
        "static/lone.png",
        "static/two words.png",
    ]


def test_files_may_be_left_out_of_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    settings = '[per-file-ignores]\n"static/kit/" = ["unused-asset"]\n'
    write({"nblint.toml": settings, "hugo.toml": "", "content/_index.md": ""})
    write({"static/kit/a.png": "", "static/b.png": ""})
    (found,) = check(capsys, select=("unused-asset",))
    assert found.startswith("static/b.png:1:1: ")


def test_both_readings_of_a_heading_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    write({"mkdocs.yml": "", "docs/index.md": "# Soil & water\n\n[x](#soil--water)\n"})
    (found,) = check(capsys, select=("broken-anchor",))
    assert found.endswith(
        'no heading or id "soil--water" in this file; '
        'GitHub generates "soil--water" for its heading, Python-Markdown "soil-water"'
    )


def test_a_heading_without_words_has_no_reading(capsys: pytest.CaptureFixture[str]) -> None:
    write({"a.md": "# ![Soil](https://a.org/b.png)\n\n[x](#rain)\n"})
    (found,) = check(capsys, select=("broken-anchor",))
    assert found.endswith('no heading or id "rain" in this file')


def test_a_forge_names_the_place_of_a_readme(capsys: pytest.CaptureFixture[str]) -> None:
    write({"README.md": "# A\n\n[x](#readme)\n", "b.md": "[x](README.md#readme) [y](#readme)\n"})
    (found,) = check(capsys, select=("broken-anchor",))
    assert found.startswith("b.md:1:27: ")


def test_the_fix_of_a_root_relative_link_writes_an_address(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write({"mkdocs.yml": "", "docs/index.md": "[x](/guide/stup/) ![x](/img/plam.png)\n"})
    write({"docs/guide/setup.md": "", "docs/img/plan.png": ""})
    assert main(["check", "--offline", "--select", "broken-path"]) == 1
    shown = capsys.readouterr().out
    assert 'replace with "/guide/setup/"' in shown
    assert 'replace with "/img/plan.png"' in shown


def test_a_baseline_or_a_report_is_no_use_of_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    write({"mkdocs.yml": "", "docs/a.md": "", "docs/old.png": ""})
    lone = ["docs/old.png:1:1: warning unused-asset unused file: no page or template refers to it"]
    select = ("unused-asset",)
    assert check(capsys, "--output", "json=report.json", select=select) == lone
    check(capsys, "--write-baseline", select=select)
    assert check(capsys, select=select) == lone
    assert check(capsys, "--baseline", ".nblint-baseline.json", select=select) == []


def test_a_link_that_works_in_the_repository_only_says_where_the_page_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write({"book.toml": "", "src/SUMMARY.md": "[A](a.md)\n[B](b/README.md)\n"})
    write({"src/a.md": "[b](b/README.md#sand) [c](c.md)\n", "src/b/README.md": "# Sand\n"})
    write({"src/c.md": ""})
    found = check(capsys, select=("broken-path",))
    assert [line.partition("broken-path ")[2] for line in found] == [
        "b/README.md does not exist on the site, which publishes the file at b/",
        "the site does not publish c.md",
    ]
    fixing = ("--fix", "--unsafe-fixes")
    assert len(check(capsys, *fixing, select=("broken-path",))) == 1
    assert Path("src/a.md").read_text() == "[b](b/#sand) [c](c.md)\n"
