"""The command line: arguments to an exit status."""

from __future__ import annotations

import os
import sys
from argparse import RawDescriptionHelpFormatter
from contextlib import suppress
from functools import partial
from importlib import import_module

from nblint import __version__
from nblint.cli.arguments import CommandParser
from nblint.report import FORMATS

# What `--version` imports is what every run waits for: typing is not among it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

_DESCRIPTION = """\
Check links, anchors, images, front matter, structure and spelling of Markdown
documents and notebooks.
"""
_EPILOG = """\
examples:
  nblint check                        all files below the current directory
  nblint check notes docs/guide.md    a directory and a file
  nblint check - < draft.md           standard input
  nblint check --diff                 show fixes as a diff
  nblint check --fix                  apply safe fixes
  nblint check --output html=a.html   also write an HTML report
  nblint explain broken-anchor        what a rule checks, why, and examples

exit status: 0 no errors or warnings, 1 errors or warnings found, 2 usage,
configuration or I/O error, 130 interrupted
"""
_GONE = "the current directory is gone; change to one that exists"


def main(argv: Sequence[str] | None = None) -> int:
    """Run nblint with the arguments that follow the program's name; return the exit status.

    A wrong option ends the program at once with status 2, as argparse does.
    """
    return load(argv)()


def load(argv: Sequence[str] | None = None) -> Callable[[], int]:
    """Read the arguments, load what their command needs, and return what runs it."""
    parser = _parser()
    given = sys.argv[1:] if argv is None else argv
    _refuse_ambiguous(given, parser)
    arguments = parser.parse_args(given)
    # What the commands need takes time to load, and `--version` needs none of it.
    command = import_module(f"nblint.cli.commands.{arguments.command}_command")
    return partial(_run, command.run, arguments)


def _refuse_ambiguous(argv: Sequence[str], parser: CommandParser) -> None:
    """Refuse an option that is the name of a file too, which the shell may have put there.

    ``nblint check *.md`` must not do what the name of a file in a stranger's repository says.
    """
    for argument in argv:
        if argument == "--":
            return
        if argument.startswith("-") and argument != "-" and os.path.lexists(argument):
            parser.error(
                f"{argument!r} is an option and the name of a file; write ./ before the names of "
                "files, or rename this one"
            )


def _run(run: Callable[[Namespace], int], arguments: Namespace) -> int:
    """Run a command and return the exit status, whatever happens."""
    from nblint.cli.commands.setup import CommandError  # noqa: PLC0415 - see above
    from nblint.report.terminal import Output, OutputError, Style, escape_controls  # noqa: PLC0415 - see above

    try:
        return run(arguments)
    except CommandError as failure:
        message = str(failure)
    except OutputError as error:
        from nblint.files.atomic_write import why_unwritten  # noqa: PLC0415 - few runs need it

        message = f"cannot write the output: {why_unwritten(error)}"
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - status 1 means findings, and Python's own is 1
        words = escape_controls(" ".join(str(error).split()))
        message = f"internal error: {type(error).__name__}: {words}; please report it"
    if not _has_current_folder():
        message = _GONE
    with suppress(OutputError):
        Output(sys.stderr, Style()).write([f"nblint: {message}\n"])
    return 2


def _has_current_folder() -> bool:
    """Tell whether the current folder is there: whoever asks for one that is gone fails."""
    try:
        os.getcwd()  # noqa: PTH109 - as quick as can be
    except OSError:
        return False
    return True


def _parser() -> CommandParser:
    parser = CommandParser(
        "nblint",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"nblint {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check documents", allow_abbrev=False)
    _add_check(check)
    links = commands.add_parser("links", help="list all links", allow_abbrev=False)
    _add_pages(links)
    links.add_argument("--format", choices=("text", "json"), default="text", help="(default: text)")
    links.add_argument(
        "--graph",
        choices=("dot", "json"),
        help="print the graph of local links instead",
    )
    explain = commands.add_parser("explain", help="explain a rule", allow_abbrev=False)
    explain.add_argument("rule", metavar="RULE", help="name of a rule, see nblint rules")
    rules = commands.add_parser("rules", help="list all rules", allow_abbrev=False)
    config = commands.add_parser(
        "config", help="show the effective settings and their source", allow_abbrev=False
    )
    config.add_argument("paths", nargs="*", metavar="PATH", help="files or directories to check")
    config.add_argument(
        "--schema", action="store_true", help="print the JSON Schema of the settings"
    )
    init = commands.add_parser("init", help="create a configuration file", allow_abbrev=False)
    init.add_argument(
        "--pyproject", action="store_true", help="write to pyproject.toml instead of nblint.toml"
    )
    cache = commands.add_parser("cache", help="show or clear the link cache", allow_abbrev=False)
    cache.add_argument(
        "action",
        choices=("path", "stats", "clear"),
        help="print its path, show statistics, or delete it",
    )
    for command in (explain, rules, config, cache):
        _add_config(command)
    return parser


def _add_config(parser: CommandParser) -> None:
    parser.add_argument(
        "--config",
        metavar="FILE",
        help="configuration file (default: nearest nblint.toml or pyproject.toml)",
    )
    parser.add_argument(
        "--trust-config",
        action="store_true",
        help="in CI, apply private hosts, headers, host rules and user agent too",
    )


def _add_check(parser: CommandParser) -> None:
    _add_pages(parser)
    add = parser.add_argument
    add(
        "--select",
        metavar="NAMES",
        action="append",
        help="comma-separated rules or groups",
    )
    add(
        "--extend-select",
        metavar="NAMES",
        action="append",
        help="additional rules or groups",
    )
    add("--ignore", metavar="NAMES", action="append", help="rules or groups to disable")
    add(
        "--suggest",
        action="store_true",
        help="suggest Wayback Machine copies of dead URLs",
    )
    add("--format", choices=FORMATS, default="text", help="report format (default: text)")
    add(
        "--output",
        metavar="[FORMAT=]FILE",
        action="append",
        help="write a report to FILE; repeatable",
    )
    add("--force", action="store_true", help="let --output overwrite a file that is not a report")
    add("--schema", action="store_true", help="print the JSON Schema of the format json or jsonl")
    add("--statistics", action="store_true", help="print the number of findings per rule")
    add("--add-words", action="store_true", help="add words reported by typo to nblint-words.txt")
    add("--exit-zero", action="store_true", help="exit with 0 even if there are findings")
    add(
        "--changed",
        action="store_true",
        help="report only findings introduced by uncommitted changes",
    )
    add("--since", metavar="REF", help="with --changed: changes since this commit, branch or tag")
    add("--baseline", metavar="FILE", help="hide findings listed in the baseline FILE")
    add(
        "--write-baseline",
        metavar="FILE",
        nargs="?",
        const="",
        help="write all findings to a baseline (default: .nblint-baseline.json)",
    )
    add(
        "--add-suppressions",
        action="store_true",
        help="add ignore comments for all findings",
    )
    add("--fix", action="store_true", help="apply safe fixes")
    add("--unsafe-fixes", action="store_true", help="also apply unsafe fixes; review the result")
    add("--diff", action="store_true", help="show fixes as a diff without applying them")


def _add_pages(parser: CommandParser) -> None:
    add = parser.add_argument
    add(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files, directories, or - for standard input (default: .)",
    )
    add("--stdin-filename", metavar="PATH", help="path to assume for standard input")
    add("--offline", action="store_true", help="do not check external links")
    add("--refresh", action="store_true", help="ignore cached results of external links")
    add("--no-cache", action="store_true", help="disable the link cache")
    add("--timeout", metavar="SECONDS", type=float, help="timeout per request (default: 20)")
    _add_config(parser)
