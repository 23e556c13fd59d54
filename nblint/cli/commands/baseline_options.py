"""What ``nblint check`` leaves out: what a baseline accepts and what has not changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nblint.cli.commands.setup import CommandError, LintInput
from nblint.files.git.changes import Changes, changes_since
from nblint.files.git.run_git import GitError
from nblint.files.presence import impossible
from nblint.files.source import display_name
from nblint.lint.baseline import BASELINE, Baseline, BaselineError, read_baseline, write_baseline
from nblint.lint.baseline_filter import updated_baseline
from nblint.report.summary import plural, problem_line
from nblint.report.terminal import Output, escape_controls, style_of

if TYPE_CHECKING:
    from argparse import Namespace

    from nblint.config import LoadedConfig
    from nblint.lint.lint_run import LintRun


def baseline_option(arguments: Namespace, loaded: LoadedConfig) -> Baseline | None:
    """Return the baseline that the report is held against, if there is one. Raises CommandError."""
    file = _file(arguments.baseline, loaded)
    if file is None or arguments.write_baseline is not None:
        return None
    return _read(file, loaded)


def changes_option(arguments: Namespace, pages: LintInput) -> Changes | None:
    """Return what has changed in the repository, with --changed. Raises CommandError."""
    if not arguments.changed:
        return None
    loaded, since = pages.loaded, arguments.since or "HEAD"
    files = [file.path for file in pages.discovery.files]
    if pages.stdin:
        files.append(pages.stdin[0].path)
    try:
        return changes_since(loaded.root, since, files, loaded.config.max_file_size)
    except GitError as error:
        raise CommandError(escape_controls(str(error))) from error


def write_baseline_option(arguments: Namespace, lint_run: LintRun, error_output: Output) -> int:
    """Write the findings to the baseline and return the exit status. Raises CommandError.

    Entries of pages that were not checked stay, those that nothing needs any more go.
    """
    loaded, report = lint_run.work.loaded, lint_run.report
    option = arguments.write_baseline or arguments.baseline
    file = _file(option, loaded) or loaded.root / BASELINE
    if report.interrupted:
        error_output.write(
            [f"interrupted: {escape_controls(display_name(str(file)))} was not written\n"]
        )
        return 130
    is_new = not os.path.lexists(file)
    old = Baseline(display_name(str(file)), loaded.root, {}) if is_new else _read(file, loaded)
    baseline = updated_baseline(report, old, lint_run.judged(old))
    try:
        write_baseline(baseline, file, named=bool(option))
    except BaselineError as error:
        raise CommandError(escape_controls(str(error))) from error
    error_output.write(problem_line(problem, error_output.style) for problem in report.problems)
    count, before = plural(len(baseline), "finding"), "" if is_new else f" (before: {len(old)})"
    lines = [f"accepted {count} in {escape_controls(baseline.name)}{before}\n"]
    if not loaded.config.baseline and not arguments.baseline:
        relative = Path(os.path.relpath(file, loaded.root)).as_posix()
        lines.append(
            f'help: add `baseline = "{escape_controls(relative)}"` to the configuration file\n'
        )
    Output(sys.stdout, style_of(sys.stdout, os.environ)).write(lines)
    return 2 if report.problems else 0


def _file(option: str | None, loaded: LoadedConfig) -> Path | None:
    """Return the baseline's path: the option's, relative to here, or the setting's."""
    if option:
        return Path(os.path.abspath(option))  # noqa: PTH100 - Path.absolute keeps ".."
    return loaded.root / loaded.config.baseline if loaded.config.baseline else None


def _read(file: Path, loaded: LoadedConfig) -> Baseline:
    try:
        return read_baseline(file, loaded.root)
    except BaselineError as error:
        help_text = (
            "" if os.path.lexists(file) or impossible(file) else "; --write-baseline creates it"
        )
        raise CommandError(escape_controls(f"{error}{help_text}")) from error
