"""The command line: arguments to an exit status."""

from __future__ import annotations

import os
import sys
from argparse import RawDescriptionHelpFormatter
from contextlib import suppress
from functools import partial
from importlib import import_module

from nblint import __version__
from nblint.arguments import Parser
from nblint.report import FORMATS

# What `--version` imports is what every run waits for: typing is not among it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

_DESCRIPTION = """\
Check the links, anchors, images, front matter and structure of Markdown pages.
"""
_EPILOG = """\
examples:
  nblint check                        everything below the current folder
  nblint check notes docs/guide.md    a folder and a file
  nblint check - < draft.md           standard input
  nblint check --diff                 what can be mended, as a diff
  nblint check --fix                  mend it
  nblint check --output html=a.html   beside the text, a page to look through
  nblint explain broken-anchor        what a rule finds, why, and how to mend it

exit status: 0 nothing to mend, 1 findings, 2 nblint could not do what was asked, 130 interrupted
"""
_GONE = "the current folder is gone; change to one that exists"


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
    command = import_module(f"nblint.commands.{arguments.command}_command")
    return partial(_run, command.run, arguments)


def _refuse_ambiguous(argv: Sequence[str], parser: Parser) -> None:
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
    from nblint.commands.setup import Failure  # noqa: PLC0415 - see above
    from nblint.terminal import Output, OutputError, Style, safe  # noqa: PLC0415 - see above

    try:
        return run(arguments)
    except Failure as failure:
        message = str(failure)
    except OutputError as error:
        from nblint.files.replace import why_unwritten  # noqa: PLC0415 - few runs need it

        message = f"the output could not be written: {why_unwritten(error)}"
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - status 1 means findings, and Python's own is 1
        words = safe(" ".join(str(error).split()))
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


def _parser() -> Parser:
    parser = Parser(
        "nblint",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"nblint {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check pages", allow_abbrev=False)
    _add_check(check)
    links = commands.add_parser("links", help="list all addresses", allow_abbrev=False)
    _add_pages(links)
    links.add_argument("--format", choices=("text", "json"), default="text", help="(default: text)")
    links.add_argument(
        "--graph",
        choices=("dot", "json"),
        help="print which page leads to which file of the project, and do not ask the web",
    )
    explain = commands.add_parser("explain", help="print a rule's page", allow_abbrev=False)
    explain.add_argument("rule", metavar="RULE", help="a rule's name, as `nblint rules` lists it")
    rules = commands.add_parser("rules", help="list all rules", allow_abbrev=False)
    config = commands.add_parser(
        "config", help="show the settings in force and where each comes from", allow_abbrev=False
    )
    config.add_argument("paths", nargs="*", metavar="PATH", help="what would be checked")
    config.add_argument(
        "--schema", action="store_true", help="print the JSON Schema of the settings instead"
    )
    init = commands.add_parser(
        "init", help="write settings for the site in this folder", allow_abbrev=False
    )
    init.add_argument(
        "--pyproject", action="store_true", help="write them to pyproject.toml, not to nblint.toml"
    )
    cache = commands.add_parser(
        "cache", help="show or remove what earlier runs know of the web", allow_abbrev=False
    )
    cache.add_argument(
        "action",
        choices=("path", "stats", "clear"),
        help="print the path of the file, count what is in it, or remove it",
    )
    for command in (explain, rules, config, cache):
        _add_config(command)
    return parser


def _add_config(parser: Parser) -> None:
    parser.add_argument(
        "--config",
        metavar="FILE",
        help="read the settings from FILE instead of the nearest nblint.toml or pyproject.toml",
    )
    parser.add_argument(
        "--trust-config",
        action="store_true",
        help="in CI, apply private hosts, headers, host rules and user agent too",
    )


def _add_check(parser: Parser) -> None:
    _add_pages(parser)
    add = parser.add_argument
    add("--select", metavar="NAMES", action="append", help="rules or groups to apply, by commas")
    add("--extend-select", metavar="NAMES", action="append", help="rules to apply besides")
    add("--ignore", metavar="NAMES", action="append", help="rules or groups not to apply")
    add(
        "--suggest",
        action="store_true",
        help="offer copies in the Internet Archive of what is gone",
    )
    add("--format", choices=FORMATS, default="text", help="form of the report (default: text)")
    add(
        "--output",
        metavar="[FORMAT=]FILE",
        action="append",
        help="write the report to FILE, or another one beside it; may be given several times",
    )
    add("--force", action="store_true", help="let --output overwrite a file that is not a report")
    add("--schema", action="store_true", help="print the JSON Schema of json or jsonl instead")
    add("--statistics", action="store_true", help="count the findings of each rule instead")
    add("--add-words", action="store_true", help="accept the words that typo reports from now on")
    add("--exit-zero", action="store_true", help="exit with 0 even if there are findings")
    add(
        "--changed",
        action="store_true",
        help="report only what uncommitted changes have caused",
    )
    add("--since", metavar="REF", help="with --changed: since that commit, branch or tag")
    add("--baseline", metavar="FILE", help="report only what FILE does not accept")
    add(
        "--write-baseline",
        metavar="FILE",
        nargs="?",
        const="",
        help="accept all findings: write them to FILE (default: .nblint-baseline.json)",
    )
    add(
        "--add-suppressions",
        action="store_true",
        help="write comments into the pages that silence all findings",
    )
    add("--fix", action="store_true", help="mend what can safely be mended, and write it")
    add("--unsafe-fixes", action="store_true", help="mend also what should be looked at afterwards")
    add("--diff", action="store_true", help="print what --fix would change, and change nothing")


def _add_pages(parser: Parser) -> None:
    add = parser.add_argument
    add(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files, folders to search for Markdown, or - for standard input (default: .)",
    )
    add("--stdin-filename", metavar="PATH", help="where the page on standard input would lie")
    add("--offline", action="store_true", help="do not ask the web")
    add("--refresh", action="store_true", help="ask the web anew about what earlier runs know")
    add("--no-cache", action="store_true", help="neither read nor write what runs know of the web")
    add("--timeout", metavar="SECONDS", type=float, help="for one answer of the web (default: 20)")
    _add_config(parser)
