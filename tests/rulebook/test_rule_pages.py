"""Every rule page is a test: its examples hold, and the page itself is as a rule page must be."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import pytest
from msgspec.structs import replace

from nblint.checks import CHECKS
from nblint.config import Config, LoadedConfig
from nblint.files.discovery import Discovery, File
from nblint.lint.fix import converge
from nblint.lint.pipeline import LintRequest, lint
from nblint.rulebook.book import BUILT_IN, Rule, RuleBook, load_rules, shipped_rules
from nblint.rulebook.rule_page import RulePage, fences, read_page
from nblint.web.link_check_options import LinkCheckOptions
from nblint.web.settings import WebSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model.finding import Diagnostic, Fix
    from tests.rulebook.conftest import Serve

PAGES = [read_page(path, path.parent.name) for path in sorted(shipped_rules().glob("*/*.md"))]
ASKING = LinkCheckOptions(
    WebSettings(retries=0, host_gap=0.0), host_rules=(shipped_rules() / "hosts",), environ={}
)
FINDING = re.compile(r"[1-9]\d*:[1-9]\d* \S.*")


class Example(msgspec.Struct, frozen=True):
    """An example of a page, and what is expected of it."""

    page: RulePage
    line: int
    kind: Literal["fail", "pass"]
    text: str
    options: dict[str, Any]
    files: dict[str, str]
    web: dict[str, Any]
    findings: tuple[str, ...] | None = None
    fixed: str | None = None

    def __str__(self) -> str:
        return f"{self.page.metadata.name}:{self.line}"


def examples(page: RulePage) -> Iterator[Example]:
    options: dict[str, Any] = {}
    files = {fence.file: fence.text for fence in fences(page) if fence.role == "file"}
    web: dict[str, Any] = {}
    for fence in fences(page):
        if fence.role == "web":
            web |= tomllib.loads(fence.text)
    example: Example | None = None
    for fence in fences(page):
        if fence.role in ("fail", "pass"):
            if example:
                yield example
            example = Example(page, fence.line, fence.role, fence.text, options, files, web)
        elif fence.role == "options":
            options = tomllib.loads(fence.text)
        elif fence.role == "findings":
            assert example
            example = replace(example, findings=tuple(fence.text.splitlines()))
        elif fence.role == "fixed":
            assert example, f"{page.path}:{fence.line}: nothing to fix"
            assert example.fixed is None, f"{page.path}:{fence.line}: fixed twice"
            example = replace(example, fixed=fence.text)
    if example:
        yield example


EXAMPLES = [example for page in PAGES for example in examples(page)]


@cache
def all_rules() -> tuple[Rule, ...]:
    return load_rules(LoadedConfig(Config(), Path())).rules


def rules_of(example: Example) -> tuple[Rule, ...]:
    """Return the example's rule with its options, or all rules if it judges the others."""
    page, metadata = example.page, example.page.metadata
    if metadata.name in BUILT_IN:
        return all_rules()
    (check,) = (check for check in CHECKS if check.name == (metadata.check or metadata.name))
    options = msgspec.convert({**metadata.options, **example.options}, check.options)
    name, enabled = metadata.name, True
    return (Rule(name, page.group, metadata.severity, enabled, check, options, page),)


def check(example: Example, text: str, root: Path, name: str = "page.md") -> list[Diagnostic]:
    """Return what the example's rule has to say of a text, with the page's files beside it."""
    for file, content in {**example.files, name: text}.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    loaded = LoadedConfig(Config(), root)
    # What is built in judges what other rules make of several documents.
    others = [file for file in example.files if file.endswith(".md")]
    names = [name, *others] if example.page.metadata.name in BUILT_IN else [name]
    discovery = Discovery(tuple(File(root / item, item) for item in names), (), ())
    rulebook = RuleBook(rules_of(example), root, {})
    report = lint(
        LintRequest(loaded, rulebook, discovery, asking=ASKING if example.web else None)
    ).report
    assert not report.problems
    found = [item for item in report.diagnostics if item.rule == example.page.metadata.name]
    return [item for item in found if item.location.path not in others]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serve: Serve
) -> None:
    monkeypatch.chdir(tmp_path)
    with serve(example.web):
        found = check(example, example.text, tmp_path)
        lines = [f"{item.location.line}:{item.location.column} {item.message}" for item in found]
        assert "\n".join(lines) == "\n".join(example.findings or ())
        fixed, _ = converge(
            example.text,
            lambda text: [item.fix for item in check(example, text, tmp_path) if item.fix],
        )
        if any(item.fix for item in found):
            assert fixed == example.fixed
            assert not any(item.fix for item in check(example, fixed, tmp_path))
        else:
            assert example.fixed is None, "the findings have no fix"


@pytest.mark.parametrize("example", [item for item in EXAMPLES if item.fixed is not None], ids=str)
@pytest.mark.parametrize("listed", [True, False], ids=["lines", "string"])
def test_example_is_fixed_in_a_notebook(
    example: Example,
    listed: bool,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    serve: Serve,
) -> None:
    def notebook(source: str) -> str:
        lines = source.splitlines(keepends=True) if listed else source
        cells = [{"cell_type": "markdown", "metadata": {}, "source": lines}]
        whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"

    monkeypatch.chdir(tmp_path)
    assert example.fixed is not None
    with serve(example.web):

        def fixes(text: str) -> list[Fix]:
            found = check(example, text, tmp_path, "page.ipynb")
            return [item.fix for item in found if item.fix]

        fixed, count = converge(notebook(example.text), fixes)
    assert count
    assert fixed == notebook(example.fixed)


@pytest.mark.parametrize("example", [item for item in EXAMPLES if item.kind == "fail"], ids=str)
def test_failing_example_says_what_is_found(example: Example) -> None:
    assert example.findings, "a ```text block with findings must follow"
    for line in example.findings:
        assert FINDING.fullmatch(line)
        assert not line.endswith(".")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.metadata.name)
def test_page(page: RulePage) -> None:
    summary = page.metadata.summary
    assert len(summary) <= 80
    assert not summary.endswith(".")
    assert summary == summary.strip()
    assert not page.text.startswith(("```", "\n```")), "an explanation comes first"
    assert {example.kind for example in examples(page)} == {"fail", "pass"}
    prose = re.sub(r"^```.*?^```", "", page.text, flags=re.DOTALL | re.MULTILINE)
    assert re.search(r"\bfix(es)?\b", prose) or page.metadata.fix == "none", "a fix is explained"
    files = [fence.file for fence in fences(page) if fence.role == "file"]
    assert len(set(files)) == len(files), "a file is given twice"
    web = [tomllib.loads(fence.text) for fence in fences(page) if fence.role == "web"]
    addresses = [address for answers in web for address in answers]
    assert len(set(addresses)) == len(addresses), "an address answers twice"


def test_every_check_has_a_page() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert set(names) <= {page.metadata.name for page in PAGES}


def test_every_page_is_a_rule() -> None:
    assert [rule.name for rule in all_rules()] == [page.metadata.name for page in PAGES]
