"""Where the reports of a run go: standard output, and files in forms of their own."""

from __future__ import annotations

import os
import re
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from nblint.cli.commands.output_files import open_output
from nblint.cli.commands.report_context import context_of
from nblint.cli.commands.setup import CommandError
from nblint.files.atomic_write import why_unwritten
from nblint.lint.diagnostic_collector import fault
from nblint.model.nearest import nearest
from nblint.report import FOR_PEOPLE, FORMATS
from nblint.report.terminal import Output, escape_controls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nblint.report.context import ReportContext
    from nblint.rulebook.book import Rule

_NAMED: Final = re.compile(r"([\w-]+)=(.+)", re.DOTALL)


class OutputFile(Struct, frozen=True):
    """A report in `format` to a file, or to standard output where `path` is None.

    `is_main` tells that it is the one that ``--format`` speaks of; `stream` is one that is open.
    """

    format: str
    path: Path | None
    is_main: bool
    stream: Output | None = None

    def moved(self, stream: Output) -> OutputFile:
        """Return where the report goes when standard output is taken: to `stream`."""
        return self if self.path else replace(self, stream=stream)


def output_files(main_format: str, outputs: Sequence[str]) -> tuple[OutputFile, ...]:
    """Return where reports go, by the values of ``--output``: ``FILE`` or ``FORMAT=FILE``.

    Raises CommandError for an unknown format, and for two reports in one file.
    """
    found: list[OutputFile] = []
    for output in outputs:
        match = _NAMED.fullmatch(output)
        if match and match[1] not in FORMATS:
            near = nearest(match[1], FORMATS)
            help_text = (
                f'did you mean "{near}"?' if near else f"the known ones are {', '.join(FORMATS)}"
            )
            message = f'--output: no format "{match[1]}"; {help_text}'
            raise CommandError(escape_controls(message))
        name, path = match.groups() if match else (main_format, output)
        real = os.path.realpath(path)
        if any(other.path and os.path.realpath(other.path) == real for other in found):
            message = f"--output: two reports would go to {path}; choose another file for one"
            raise CommandError(escape_controls(message))
        found.append(OutputFile(name, Path(path), is_main=match is None))
    if not any(destination.is_main for destination in found):
        found.insert(0, OutputFile(main_format, None, is_main=True))
    return tuple(found)


def write_all(
    places: Sequence[OutputFile],
    root: Path,
    rules: tuple[Rule, ...],
    render: Callable[[OutputFile, ReportContext], Iterator[str]],
) -> None:
    """Write the reports, for the project in `root`.

    Raises CommandError about those that could not be written, after the others.
    """
    pages = {rule.name: rule.page.path.as_uri() for rule in rules}
    failures: list[str] = []
    for place in places:
        try:
            taken = nullcontext(place.stream) if place.stream else None
            with taken or open_output(place.path, root, pages) as output:
                context = context_of(output.style, rules, os.environ, Path.cwd())
                write = output.write if place.format in FOR_PEOPLE else output.write_data
                write(render(place, context))
        except OSError as error:
            failures.append(f"{place.path or 'standard output'}: {why_unwritten(error)}")
        except Exception as error:  # noqa: BLE001 - one format must not lose the others' findings
            failures.append(fault(f"the {place.format} report", error))
    if failures:
        raise CommandError(escape_controls("; ".join(failures)))
