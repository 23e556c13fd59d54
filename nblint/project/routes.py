"""At which addresses the files of a site are published, the other way round."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from nblint.project.answered import answered
from nblint.project.config_reader import UnreadableConfigError, held_to
from nblint.project.generators import BY_NAME
from nblint.project.generators.common import by_path, is_markdown
from nblint.project.layout import Fault, SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nblint.files.matching import Automaton
    from nblint.project.disk import Disk
    from nblint.project.layout import Folder, Layout, Meta, Resources, Workings

# More files than this are not looked at.
_MOST = 100_000
_INDEX = re.compile(r"(?:^|(?<=/))index\.html?$|\.html?$|/+$")
_PARAMETER = re.compile(
    r"\\\[\\\[\\\.\\\.\\\..*?\\\]\\\]|\\\[\\\.\\\.\\\..*?\\\]|\\\[\\\[.*?\\\]\\\]|\\\[.*?\\\]"
)
# Characters of an address with parameters; of a longer one the beginning counts.
_LONGEST = 500
_PASSED_OVER = frozenset({"node_modules", "_site", "_build"})


def key_of(address: str) -> str:
    """Return what all forms of an address have in common: ``/a``, ``/a/``, ``/a.html``."""
    key = _INDEX.sub("", address)
    return key.strip("/") if key != address else address.strip("/")


class Routes:
    """The addresses of one site; `files` has for each the files that are published there.

    `shown` are the files of pages to which the site's navigation leads. `fault` is what kept the
    generator's functions from telling the address of a file, if anything did: any address may be
    that file's then.
    """

    def __init__(
        self,
        layout: Layout,
        disk: Disk,
        ignored: Callable[[str], bool],
        meta: Callable[[str], Meta],
    ) -> None:
        self.files: defaultdict[str, list[str]] = defaultdict(list)
        self.own: dict[str, str] = {}
        self.others: dict[str, tuple[str, ...]] = {}
        self.shown: set[str] = set()
        self.fault: Fault | None = None
        self._dynamic: list[str] = []
        self._layout, self._disk, self._ignored, self._meta = layout, disk, ignored, meta
        with held_to(disk.boundary):
            self._fill()
        for files in self.files.values():
            # Where a folder has both, the index is shown and not the README.
            files[:] = sorted(dict.fromkeys(files), key=is_readme)
        self._folded = {key.casefold(): key for key in self.files}

    def dynamic(self, address: str) -> bool:
        """Tell whether an address is one of a page that answers several."""
        return self._dynamic_addresses.matches(f"/{address.strip('/')}")

    @cached_property
    def _dynamic_addresses(self) -> Automaton:
        return answered(dict.fromkeys(self._dynamic))

    def other_case(self, key: str) -> str | None:
        """Return a file whose address differs from `key` in letter case only."""
        found = self._folded.get(key.casefold())
        return self.files[found][0] if found is not None and found != key else None

    def _fill(self) -> None:
        generator = BY_NAME.get(self._layout.generator)
        workings = generator.workings if generator and not self._layout.fault else None
        inner = {folder.path for folder in self._layout.contents}
        for folder in self._layout.contents:
            for path in self._walk(folder, inner - {folder.path}):
                source = self._source(folder, path)
                if workings is None:
                    self._add(path, by_path(source))
                else:
                    self._fill_in(path, source, workings)
        if workings and workings.resources:
            for folder in self._layout.contents:
                self._fill_beside(folder, inner - {folder.path}, workings.resources)

    def _fill_in(self, path: str, source: SourceFile, workings: Workings) -> None:
        """Add a file as its generator publishes it."""
        try:
            self._add(path, tuple(workings.addresses(self._layout, source)))
            shows = workings.shows if path in self.own else None
            if shows and shows(self._layout, source):
                self.shown.add(path)
        except Exception as error:  # noqa: BLE001 - one file must not end the run
            self._note(error, path)

    def _note(self, error: Exception, path: str) -> None:
        generator = self._layout.generator
        if isinstance(error, UnreadableConfigError):
            self.fault = Fault(generator, error.file, error.message, error.line)
        else:
            self.fault = self.fault or Fault(generator, path, error=error)
        self._dynamic.append(".*")

    def _fill_beside(self, folder: Folder, inner: Iterable[str], resources: Resources) -> None:
        """Add the files of a folder that are no pages."""
        for path in self._walk(folder, inner):
            if path not in self.own and not is_markdown(path):
                source = self._source(folder, path)
                try:
                    self._add(path, tuple(resources(self._layout, source, self.own)))
                except Exception as error:  # noqa: BLE001 - as above
                    self._note(error, path)

    def _source(self, folder: Folder, path: str) -> SourceFile:
        relative = os.path.relpath(path, folder.path).replace(os.sep, "/")
        return SourceFile(folder, relative, self._meta(path) if is_markdown(path) else None)

    def _walk(self, folder: Folder, inner: Iterable[str]) -> Iterator[str]:
        todo, count, linked = [folder.path], 0, set[str]()
        while todo and count < _MOST:
            at = todo.pop()
            for name, is_folder in sorted((self._disk.names(at) or {}).items()):
                path = os.path.join(at, name)
                count += 1
                if not is_folder:
                    yield path
                elif not (name.startswith(".") or name in _PASSED_OVER or path in inner):
                    again = os.path.islink(path) and _is_again(path, linked)
                    todo += [] if again or self._ignored(path) else [path]

    def _add(self, path: str, addresses: tuple[str, ...]) -> None:
        if addresses:
            self.own[path] = addresses[0]
            self.others[path] = addresses[1:]
        for address in addresses:
            if "[" in address:
                self._dynamic.append(_dynamic(address))
            else:
                self.files[key_of(address)].append(path)


def _is_again(link: str, linked: set[str]) -> bool:
    """Tell whether a link leads to a folder around it, or where one in `linked` led; note it there.

    Links in circles have no end, and links to folders of links double at each.
    """
    target, around = os.path.realpath(link), os.path.realpath(os.path.dirname(link))
    again = target in linked or f"{around}{os.sep}".startswith(target + os.sep)
    linked.add(target)
    return again


def is_readme(path: str) -> bool:
    """Tell whether a page is shown for its folder only where there is no index."""
    return os.path.basename(path).lower().startswith("readme.")


def _dynamic(address: str) -> str:
    """Return what an address with parameters such as ``[slug]`` and ``[...rest]`` answers."""

    def one(match: re.Match[str]) -> str:
        text = match[0].replace("\\", "")
        if text.startswith("[["):
            return ".*" if "..." in text else "[^/]*"
        return ".*" if text.startswith("[...") else "[^/]+"

    plain = f"/{address.strip('/')}"
    if len(plain) > _LONGEST:
        return re.escape(plain[:_LONGEST].partition("[")[0]) + ".*"
    pattern = _PARAMETER.sub(one, re.escape(plain))
    # What may be empty takes its slash along; the root has no other.
    pattern = pattern.replace("/.*", "(?:/.*)?").replace("/[^/]*", "(?:/[^/]*)?")
    return f"{pattern}/?"
