"""Fetches the pinned sources with the clients of their registries."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

_SOURCES = Path(__file__).with_name("sources.toml")


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """A package of a registry.

    `use`: `prose`, whose documentation is counted; `dictionary`; or `frequencies`. `sha256` is
    that of the archive.
    """

    name: str
    version: str
    registry: Literal["pypi", "npm", "debian"]
    use: Literal["prose", "dictionary", "frequencies"]
    file: str
    sha256: str


def read_sources() -> dict[str, Source]:
    """Return the sources by their names."""
    sources = msgspec.convert(tomllib.loads(_SOURCES.read_text("utf-8"))["source"], list[Source])
    return {source.name: source for source in sources}


def fetch(source: Source, folder: Path) -> Path:
    """Return the archive of a source in `folder`, fetched if it is not there.

    Raises ValueError if it is not the one that is pinned.
    """
    path = folder / source.file
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        if source.registry == "npm":
            _run(["npm", "pack", "--silent", f"{source.name}@{source.version}"], folder)
        elif source.registry == "debian":
            _run(["apt-get", "download", "--quiet", f"{source.name}={source.version}"], folder)
        else:
            _fetch_from_pypi(source, path)
    if hashlib.sha256(path.read_bytes()).hexdigest() != source.sha256:
        message = f"{path} is not the archive that sources.toml pins; remove it and try again"
        raise ValueError(message)
    return path


def _fetch_from_pypi(source: Source, path: Path) -> None:
    from pypi_simple import PyPISimple  # noqa: PLC0415 - only where something is to be fetched

    with PyPISimple() as client:
        packages = client.get_project_page(source.name).packages
        package = next(package for package in packages if package.filename == source.file)
        client.download_package(package, path=path)


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)  # noqa: S603 - our own
