"""What fixes and suppressions promise holds for random documents."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from documents import make_projects, minimised, random_document
from hardening.amount import random_for, share
from nblint.config import Config, LoadedConfig
from nblint.files.discovery import Discovery, File
from nblint.lint.fix_run import FixResult, fix_files, rule_fixes
from nblint.lint.pipeline import LintRequest, lint
from nblint.lint.suppression_run import add_suppressions
from nblint.markdown.front_matter import read_front_matter
from nblint.rulebook.book import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest
    from markdown_it.token import Token

    from nblint.lint.lint_run import LintRun
    from nblint.model.lint_report import Report

PROSE_RULES = ("stray-character", "typo", "preferred-term")
"""Rules whose safe fixes change words and nothing else."""


_UNCOUNTED = ("paragraph", "tr_", "td_", "tbody", "text", "inline", "softbreak", "em_", "strong_")
"""Tokens of the stock parser that may go.

A paragraph or row of characters that are removed goes with them; emphasis has no token of its own,
and is told by the prose that it leaves. The plugin makes bare links of more than GitHub does, so
links without brackets are not compared.
"""


class Run:
    """Runs nblint over texts that lie at one path; `rules` chooses some of its rules."""

    def __init__(self, root: Path, name: str, *rules: str) -> None:
        self._loaded = LoadedConfig(Config(select=rules or ("all",)), root)
        self._rules = load_rules(self._loaded)
        self._file = File(root / name, name)
        self._surveys: dict[str, LintRun] = {}
        self.is_notebook = name.endswith(".ipynb")
        self.takes_comments = not name.endswith((".mdx", ".ipynb"))

    def lint_run(self, text: str) -> LintRun:
        """Return the run over a text; that of the last one is kept."""
        if text not in self._surveys:
            self._surveys = {text: self._survey(text)}
        return self._surveys[text]

    def report(self, text: str) -> Report:
        """Return what a run of its own reports of a text."""
        return self._survey(text).report

    def _survey(self, text: str) -> LintRun:
        discovery = Discovery((), (), ())
        return lint(LintRequest(self._loaded, self._rules, discovery, (self._file, text)))

    def is_commonmark(self, text: str) -> bool:
        return self.lint_run(text).document(self._file.name, text).dialect == "commonmark"

    def fix(self, text: str, *, unsafe: bool) -> tuple[str, FixResult]:
        return _after(text, fix_files(self.lint_run(text), rule_fixes(unsafe=unsafe), write=False))

    def suppress(self, text: str) -> tuple[str, FixResult]:
        return _after(text, add_suppressions(self.lint_run(text)))


def _after(text: str, outcome: FixResult) -> tuple[str, FixResult]:
    return outcome.pages[0].after if outcome.pages else text, outcome


def failures(run: Run, words: Run, text: str) -> Iterator[str]:
    """Yield what does not hold for a text; `words` runs the rules that change words only."""
    found = run.lint_run(text).report
    for problem in found.problems:
        if "internal error" in problem.message:
            yield f"internal error: {problem.message}"
    fixes = [(item.rule, item.fix) for item in found.diagnostics if item.fix]
    if any(fix.safe for _, fix in fixes):
        yield from _fix_failures(run, text, unsafe=False)
        if run.is_commonmark(text) and any(rule in PROSE_RULES for rule, _ in fixes):
            fixed, _ = words.fix(text, unsafe=False)
            if _structure(run, text) != _structure(run, fixed):
                yield "safe fixes: other rendering"
    if not all(fix.safe for _, fix in fixes):
        yield from _fix_failures(run, text, unsafe=True)
    if found.diagnostics:
        yield from _suppression_failures(run, text)


def _fix_failures(run: Run, text: str, *, unsafe: bool) -> Iterator[str]:
    what = "all fixes" if unsafe else "safe fixes"
    fixed, outcome = run.fix(text, unsafe=unsafe)
    if outcome.report.problems:
        yield f"{what}: {outcome.report.problems[0].message}"
        return
    again = run.report(fixed)
    if again.diagnostics != outcome.report.diagnostics:
        yield f"{what}: other findings in the next run"
    left = sorted(
        {item.rule for item in again.diagnostics if item.fix and (item.fix.safe or unsafe)}
    )
    if left:
        yield f"{what}: promised and not made by {', '.join(left)}"
    if fixed == text:
        yield f"{what}: promised and nothing made"
    yield from (f"{what}: {failure}" for failure in _file_failures(run, text, fixed))


def _file_failures(run: Run, text: str, changed: str) -> Iterator[str]:
    if "\n" in text and "\n" not in text.replace("\r\n", ""):
        if "\n" in changed.replace("\r\n", ""):
            yield "LF in a file of CRLF"
    elif "\r" not in text and "\r" in changed:
        yield "CR in a file of LF"
    if run.is_notebook and _frame(text) != _frame(changed):
        yield "other structure of the notebook"


def _frame(text: str) -> object:
    """Return a notebook without its words: what no fix may change."""
    notebook = json.loads(text)
    notebook["metadata"] = sorted(notebook["metadata"])
    for cell in notebook["cells"]:
        cell["source"] = type(cell["source"]).__name__
    return notebook


def _suppression_failures(run: Run, text: str) -> Iterator[str]:
    changed, outcome = run.suppress(text)
    if outcome.report.problems:
        yield f"suppressions: {outcome.report.problems[0].message}"
        return
    again = run.report(changed)
    if again.diagnostics != outcome.report.diagnostics:
        yield "suppressions: other findings in the next run"
    if again.diagnostics and run.takes_comments and not _has_bad_front_matter(changed):
        rules = sorted({item.rule for item in again.diagnostics})
        yield f"suppressions: left {', '.join(rules)}"
    yield from (f"suppressions: {failure}" for failure in _file_failures(run, text, changed))


def _has_bad_front_matter(text: str) -> bool:
    """Tell whether there may be no place for a comment: such front matter takes in what follows."""
    front_matter = read_front_matter(text)
    return front_matter is not None and bool(front_matter.problems)


def _structure(run: Run, text: str) -> list[tuple[object, ...]]:
    """Return what the stock parser makes of a document, but for its words."""
    cells = json.loads(text)["cells"] if run.is_notebook else [{"source": text}]
    texts = ["".join(cell["source"]) for cell in cells]
    front_matter = read_front_matter(texts[0]) if texts else None
    if front_matter:
        texts[0] = texts[0][front_matter.span.end :]
    kinds = [cell.get("cell_type") for cell in cells]
    texts = [text for text, kind in zip(texts, kinds, strict=True) if kind not in ("code", "raw")]
    parser = MarkdownIt("commonmark").enable("table").use(gfm_autolink_plugin)
    return [piece for part in texts for token in parser.parse(part) for piece in _pieces(token)]


def _pieces(token: Token) -> Iterator[tuple[object, ...]]:
    if not token.type.startswith(_UNCOUNTED) and token.info != "auto":
        content = token.content if token.type == "html_inline" else ""
        yield token.type, token.tag, token.info, content, str(token.attrs.get("href"))
    for child in token.children or ():
        yield from _pieces(child)


def test_fixes_and_suppressions_keep_their_promises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_projects(tmp_path)
    runs: dict[str, tuple[Run, Run]] = {}
    reported: dict[str, str] = {}
    for number in range(share(20)):
        name, text = random_document(random_for("fixes", number))
        project, file = name.split("/")
        monkeypatch.chdir(tmp_path / project)
        if name not in runs:
            root = tmp_path / project
            runs[name] = Run(root, file), Run(root, file, *PROSE_RULES)
        pair = runs[name]
        for kind in set(failures(*pair, text)) - set(reported):
            small = minimised(text, partial(_has, pair, kind))
            reported[kind] = f"{kind} (document {number})\n    {name}: {small!r}"
    assert not reported, "\n".join(reported.values())


def _has(pair: tuple[Run, Run], kind: str, text: str) -> bool:
    """Tell whether this does not hold for a text, which may be no notebook any more."""
    try:
        return kind in failures(*pair, text)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
