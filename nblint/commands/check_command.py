"""``nblint check``."""

from __future__ import annotations

import os
import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.commands.accepting import accept_all, accepted, changed
from nblint.commands.mending import mend_pages, print_diff, print_page
from nblint.commands.options import check_options
from nblint.commands.setup import Failure, find_pages, rules
from nblint.commands.web import web_for
from nblint.files.source import reason
from nblint.report import renderer
from nblint.report.summary import summarize
from nblint.rulebook.book import ALL, no_such
from nblint.run.survey import Survey, Work
from nblint.terminal import Output, open_output, safe, style_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from nblint.config import LoadedConfig
    from nblint.outcome import Report
    from nblint.rulebook.book import RuleBook


def run(arguments: Namespace) -> int:
    """Check what is named, print the report, and return the exit status. Raises Failure."""
    check_options(arguments)
    pages = find_pages(arguments)
    loaded, rulebook = _selection(arguments, pages.loaded)
    error_output = Output(sys.stderr, style_of(sys.stderr, os.environ))
    with web_for(arguments, loaded) as asking:
        baseline = accepted(arguments, loaded)
        changes = changed(arguments, loaded)
        survey = Survey(
            Work(loaded, rulebook, pages.discovery, pages.stdin, asking, changes, baseline)
        )
        outcome = mend_pages(arguments, survey)
    error_output.write(pages.notes())
    if arguments.write_baseline is not None:
        return accept_all(arguments, survey, error_output)
    if arguments.diff:
        return print_diff(outcome, error_output)
    page = pages.stdin if arguments.fix or arguments.add_suppressions else None
    if page:
        print_page(outcome, page[0].name, page[1])
    _print(arguments, outcome.report, rulebook, error_output, is_stdout_free=not page)
    return _status(outcome.report, exit_zero=arguments.exit_zero)


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
            raise Failure(safe(no_such("rule or group", name, rulebook.known)))
    return tuple(names)


def _print(
    arguments: Namespace,
    report: Report,
    rulebook: RuleBook,
    error_output: Output,
    *,
    is_stdout_free: bool,
) -> None:
    """Print the report; on standard error where standard output has the mended page."""
    pages = {rule.name: rule.page.path.as_uri() for rule in rulebook.rules}
    path = Path(arguments.output) if arguments.output else None
    is_beside = path is None and not is_stdout_free
    try:
        with nullcontext(error_output) if is_beside else open_output(path, pages) as output:
            if arguments.statistics:
                output.write(_statistics(report))
            else:
                output.write(renderer(arguments.format)(report, output.style))
    except OSError as error:
        where = arguments.output or "standard output"
        raise Failure(safe(f"{where}: {reason(error)}")) from error
    if path or arguments.statistics or arguments.format != "text":
        error_output.write(summarize(report, error_output.style))


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
