"""``nblint check``."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.cli.commands.add_words import add_words
from nblint.cli.commands.apply_fixes import print_diff, print_fixed_text, run_fixes
from nblint.cli.commands.baseline_options import (
    baseline_option,
    changes_option,
    write_baseline_option,
)
from nblint.cli.commands.link_checking import link_check_options
from nblint.cli.commands.options import check_options
from nblint.cli.commands.output_files import check_files
from nblint.cli.commands.outputs import output_files, write_all
from nblint.cli.commands.setup import CommandError, find_input, rules
from nblint.lint.pipeline import LintRequest, lint
from nblint.report import LISTS_ADDRESSES, renderer
from nblint.report.summary import summarize
from nblint.report.terminal import Output, escape_controls, style_of
from nblint.rulebook.book import ALL, no_such

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from nblint.cli.commands.outputs import OutputFile
    from nblint.config import LoadedConfig
    from nblint.model.lint_report import Report
    from nblint.report.context import ReportContext
    from nblint.rulebook.book import RuleBook


def run(arguments: Namespace) -> int:
    """Check what is named, print the report, and return the exit status. Raises CommandError.

    Or print the schema of the report, for who reads it.
    """
    if arguments.schema:
        _print_schema(arguments.format)
        return 0
    check_options(arguments)
    places = output_files(arguments.format, arguments.output or ())
    pages = find_input(arguments)
    check_files(
        (place.path for place in places if place.path),
        [file.path for file in pages.discovery.files],
        pages.loaded.root,
        force=arguments.force,
    )
    loaded, rulebook = _selection(arguments, pages.loaded)
    error_output = Output(sys.stderr, style_of(sys.stderr, os.environ))
    with link_check_options(arguments, loaded, fixes=arguments.fix or arguments.diff) as asking:
        work = LintRequest(
            loaded,
            rulebook,
            pages.discovery,
            pages.stdin,
            asking,
            changes_option(arguments, pages),
            baseline_option(arguments, loaded),
            suggests=arguments.suggest,
            lists_addresses=any(place.format in LISTS_ADDRESSES for place in places),
        )
        lint_run = lint(work)
        outcome = run_fixes(arguments, lint_run)
    error_output.write(pages.notes())
    if arguments.write_baseline is not None:
        return write_baseline_option(arguments, lint_run, error_output)
    if arguments.diff:
        return print_diff(outcome, error_output)
    report = outcome.report
    if arguments.add_words:
        report = add_words(report, loaded, error_output)
    if pages.stdin and _mends(arguments):
        print_fixed_text(outcome, pages.stdin[0].name, pages.stdin[1])
        places = tuple(place.moved(error_output) for place in places)
    _print(arguments, places, report, work, error_output)
    return _status(report, exit_zero=arguments.exit_zero)


def _mends(arguments: Namespace) -> bool:
    """Tell whether pages are changed, which those on standard input are on standard output."""
    return bool(arguments.fix or arguments.add_suppressions)


def _print_schema(name: str) -> None:
    from nblint.report.report_schema import SCHEMAS, schema  # noqa: PLC0415 - a run needs none

    if name not in SCHEMAS:
        message = f"--schema: the format {name} has none; add --format {' or '.join(SCHEMAS)}"
        raise CommandError(message)
    output = Output(sys.stdout, style_of(sys.stdout, os.environ))
    output.write_data([json.dumps(schema(name), indent=2), "\n"])


def _selection(arguments: Namespace, loaded: LoadedConfig) -> tuple[LoadedConfig, RuleBook]:
    """Apply the options that choose rules over the settings."""
    rulebook = rules(loaded)
    select = _names(arguments.select, rulebook)
    extend = _names(arguments.extend_select, rulebook)
    ignore = _names(arguments.ignore, rulebook)
    if not (select or extend or ignore):
        return loaded, rulebook
    config = loaded.config
    config = replace(
        config,
        select=select or config.select,
        extend_select=config.extend_select + extend,
        ignore=(() if select else config.ignore) + ignore,
    )
    loaded = replace(loaded, config=config)
    return loaded, rules(loaded)


def _names(options: list[str] | None, rulebook: RuleBook) -> tuple[str, ...]:
    names = [name.strip() for option in options or () for name in option.split(",")]
    for name in names:
        if name not in rulebook.known and name != ALL:
            raise CommandError(escape_controls(no_such("rule or group", name, rulebook.known)))
    return tuple(names)


def _print(
    arguments: Namespace,
    places: Sequence[OutputFile],
    report: Report,
    work: LintRequest,
    error_output: Output,
) -> None:
    def render(place: OutputFile, context: ReportContext) -> Iterator[str]:
        if arguments.statistics and place.is_main:
            return _statistics(report)
        return renderer(place.format)(report, context)

    write_all(places, work.loaded.root, work.rulebook.rules, render)
    if arguments.statistics or not any(_is_text_for_a_person(place) for place in places):
        error_output.write(summarize(report, error_output.style))


def _is_text_for_a_person(place: OutputFile) -> bool:
    return place.path is None and place.format == "text"


def _statistics(report: Report) -> Iterator[str]:
    counts = Counter((item.rule, item.severity) for item in report.diagnostics)
    for (rule, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:6} {severity:11} {rule}\n"


def _status(report: Report, *, exit_zero: bool) -> int:
    if report.interrupted:
        return 130
    if report.problems:
        return 2
    severities = report.severities()
    return 1 if severities["error"] + severities["warning"] and not exit_zero else 0
