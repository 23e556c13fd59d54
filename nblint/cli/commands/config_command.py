"""``nblint config``."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import msgspec

from nblint.cli.commands.setup import rules, settings
from nblint.config import config_schema
from nblint.files.source import display_name
from nblint.report.terminal import Output, escape_controls, style_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from nblint.config import LoadedConfig


def run(arguments: Namespace) -> int:
    """Print the settings in force as TOML, each with the file and line that sets it.

    Or print the JSON Schema of the settings, for editors that complete and check them.
    """
    output = Output(sys.stdout, style_of(sys.stdout, os.environ))
    if arguments.schema:
        output.write_data([json.dumps(config_schema(), indent=2), "\n"])
        return 0
    loaded = settings(arguments, arguments.paths)
    rules(loaded)  # raises where a setting names no rule or option
    output.write(_lines(loaded))
    output.write(_sites(loaded))
    return 0


def _lines(loaded: LoadedConfig) -> Iterator[str]:
    file = display_name(str(loaded.file)) if loaded.file else None
    yield f"# configuration: {escape_controls(file) if file else 'none found'}\n"
    yield f"# root: {escape_controls(str(loaded.root))}\n"
    for note in loaded.notes:
        yield f"# {escape_controls(note)}\n"
    for path, value in _flat(msgspec.to_builtins(loaded.config), ()):
        around = (path[:length] for length in range(len(path), 0, -1))
        line = next((loaded.lines[at] for at in around if at in loaded.lines), None)
        origin = f"{file}:{line}" if line else "default"
        key = ".".join(part if part.replace("-", "").isalnum() else _toml(part) for part in path)
        if value is None:
            yield escape_controls(f"# {key} is not set") + "\n"
        else:
            yield escape_controls(f"{key} = {_toml(value)}  # {origin}") + "\n"


def _sites(loaded: LoadedConfig) -> Iterator[str]:
    """Yield what was inferred of each site and from which file; the settings may change it."""
    from nblint.lint.project_site import site_settings  # noqa: PLC0415 - slow to import
    from nblint.project.disk import Disk  # noqa: PLC0415 - likewise
    from nblint.project.project_files import ProjectFiles  # noqa: PLC0415 - likewise
    from nblint.project.sites import Sites  # noqa: PLC0415 - likewise

    place = site_settings(loaded)
    root = os.path.realpath(place.root)
    disk = Disk(root)
    for site in Sites(place, ProjectFiles(disk)).all():
        origin = os.path.relpath(site.config_file.path or site.home, root)
        yield (
            "\n" + escape_controls(f"# site: {site.name or 'no generator'}, from {origin}") + "\n"
        )
        fault = site.fault
        if fault:
            line = f"line {fault.line}: " if fault.line else ""
            reason = fault.message or "internal error"
            yield escape_controls(f"#   not read: {line}{reason}") + "\n"
        for name, folders in (("pages", site.contents), ("static files", site.statics)):
            for folder in (item for item in folders if disk.kind(item.path)):
                yield (
                    escape_controls(
                        f"#   {name}: {os.path.relpath(folder.path, root)} at {folder.at}"
                    )
                    + "\n"
                )
        yield escape_controls(f"#   url: {site.url or 'not known'}, base: {site.base}") + "\n"
        yield f"#   slug: {site.slug or 'not known'}\n"
        judged = "of files only" if site.is_complete else "also of what its generator makes"
        yield f"#   addresses: {judged}\n"


def _flat(table: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in table.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, (*path, key))
        elif value != {}:
            yield (*path, key), value


def _toml(value: object) -> str:
    # What JSON writes of text, numbers, booleans and lists of them is TOML too.
    return json.dumps(value, ensure_ascii=False)
