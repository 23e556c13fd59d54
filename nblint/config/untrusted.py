"""What is trusted from where: the settings and paths that a repository may not decide.

A repository may be a stranger's, and the machine that checks it is not. So its settings say how its
text is judged and nothing else. Where they reach further, they apply on the user's own computer; in
CI they apply only where the command line or the environment says so. What they name lies inside the
root always. SECURITY.md has the whole table of who controls what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from nblint.config.file import DICTIONARY, place
from nblint.files.boundary import Boundary
from nblint.web.settings import WebSettings, is_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from nblint.config.loading import Config, LoadedConfig

VARIABLE: Final = "NBLINT_TRUST_CONFIG"
"""The environment variable that does what the option `--trust-config` does."""

Key = tuple[str, ...]


def without_untrusted(
    loaded: LoadedConfig, environ: Mapping[str, str], *, trusted: bool
) -> LoadedConfig:
    """Return the settings without those that a repository may not decide, with a note on these.

    `trusted` tells that the command line trusts all of them, as `NBLINT_TRUST_CONFIG` does. Outside
    of CI all are applied.
    """
    if trusted or is_set(environ, VARIABLE) or not is_set(environ, "CI"):
        return loaded
    ignored = list(_reaching(loaded.config.web))
    if not ignored or loaded.file is None:
        return loaded
    named = ", ".join(
        f"{_dotted(key)} ({place(loaded.file, loaded.lines, key)})" for key in ignored
    )
    help_ = f"to apply settings of this kind, use --trust-config or {VARIABLE}=1"
    return replace(
        loaded,
        config=replace(loaded.config, web=_restricted(loaded.config.web)),
        lines={at: line for at, line in loaded.lines.items() if not _is_below(at, ignored)},
        notes=(*loaded.notes, f"ignored in CI: {named}; {help_}"),
    )


def first_outside(config: Config, root: Path) -> tuple[Key, str] | None:
    """Return the first setting whose path leaves the root, by name or by a link, with the path."""
    boundary = Boundary(str(root))
    return next((item for item in _paths(config) if not boundary.holds(item[1])), None)


def _reaching(web: WebSettings) -> Iterator[Key]:
    """Yield the keys of the settings that reach beyond the text.

    Those are requests under another name, to private hosts, with headers, or chosen by a host rule.
    To deny private hosts takes nothing from anyone.
    """
    if web.user_agent:
        yield "web", "user-agent"
    if web.private_hosts == "allow":
        yield "web", "private-hosts"
    if web.host_rule_dirs:
        yield "web", "host-rule-dirs"
    for host, own in web.hosts.items():
        if own.headers:
            yield "web", "hosts", host, "headers"


def _restricted(web: WebSettings) -> WebSettings:
    """Return the settings without those that `_reaching` yields."""
    hosts = {host: replace(own, headers={}) for host, own in web.hosts.items()}
    denied = None if web.private_hosts == "allow" else web.private_hosts
    return replace(web, user_agent="", host_rule_dirs=(), private_hosts=denied, hosts=hosts)


def _dotted(key: Key) -> str:
    return ".".join(part if part.replace("-", "").isalnum() else f'"{part}"' for part in key)


def _is_below(at: Key, tops: list[Key]) -> bool:
    return any(at[: len(top)] == top for top in tops)


def _paths(config: Config) -> Iterator[tuple[Key, str]]:
    """Yield all paths in the settings, each with its key."""
    site = config.site
    lists: tuple[tuple[Key, tuple[str, ...]], ...] = (
        (("rule-dirs",), config.rule_dirs),
        (("dictionaries",), (DICTIONARY,) if config.dictionaries is None else config.dictionaries),
        (("site", "root"), site.roots),
        (("site", "static"), site.statics),
        (("web", "host-rule-dirs"), config.web.host_rule_dirs),
    )
    for key, values in lists:
        for index, value in enumerate(values):
            yield (*key, str(index)), value
    if config.baseline:
        yield ("baseline",), config.baseline
