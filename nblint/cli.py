"""The command line: arguments to an exit status."""

from __future__ import annotations

import os
import sys
from argparse import RawDescriptionHelpFormatter
from importlib import import_module

from nblint import __version__
from nblint.arguments import Parser
from nblint.report import FORMATS

# What `--version` imports is what every run waits for: typing is not among it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

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
    arguments = _parser().parse_args(argv)
    # What the commands need takes time to load, and `--version` needs none of it.
    command = import_module(f"nblint.commands.{arguments.command}_command")
    from nblint.commands.setup import Failure  # noqa: PLC0415 - see above
    from nblint.terminal import OutputError, safe  # noqa: PLC0415 - see above

    try:
        status: int = command.run(arguments)
    except Failure as failure:
        sys.stderr.write(f"nblint: {failure}\n")
        return 2
    except OutputError as error:
        sys.stderr.write(f"nblint: the output could not be written: {error.strerror}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - status 1 means findings, and Python's own is 1
        words = safe(" ".join(str(error).split()))
        message = f"internal error: {type(error).__name__}: {words}; please report it"
        sys.stderr.write(f"nblint: {message if _has_current_folder() else _GONE}\n")
        return 2
    return status


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
