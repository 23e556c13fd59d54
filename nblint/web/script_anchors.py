"""Fragments that a page answers by a script or by itself, so that no id of the page tells: data.

A visitor gets there, but the page as it is served has nothing by which to tell.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from nblint.model.uri import split


class _Place(Struct, frozen=True):
    """Where a script answers fragments: a host or those under it, a path, and the fragments.

    "" as the host is every host. Path and fragment are patterns that match from their beginning.
    """

    host: str
    fragment: str = ""
    path: str = ""


# A route within an application (`#/users/1`, `#!inbox`, `#narrow/stream/1`), or a value that a
# script reads (`#gid=0`). Where an id looks like that, the page has it.
_ANY: Final = r"[!?]|[^/=]*[/=]"
_LINES: Final = r"L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?$"

_PLACES: Final = (
    _Place("", _ANY),
    _Place("", _LINES, path=r"/.*/(?:blob|blame|raw|src|tree|browse)/"),
    _Place("", r"note_\d+$", path=r"/.*/-/"),  # GitLab, wherever it is installed
    _Place("github.com", _LINES),
    _Place(
        "github.com",
        r"(?:issue|issuecomment|pullrequestreview|commitcomment|discussioncomment|event|ref-commit"
        r"|ref-pullrequest|ref-issue|partial-timeline|diff|start-of-content)-|discussion_r\d|r\d"
        r"|readme$|.*-ov-file$",
    ),
    _Place("gist.github.com", r"(?:file|comments?|gistcomment)-"),
    _Place("bitbucket.org", r"(?:lines|comment|chg|general-comments|markdown-header)-"),
    _Place("npmjs.com"),
    _Place("youtube.com"),
    _Place("youtu.be"),
    _Place("docs.google.com"),
    _Place("drive.google.com"),
    _Place("colab.research.google.com"),
    _Place("groups.google.com"),
    _Place("mail.google.com"),
    _Place("console.cloud.google.com"),
    _Place("console.aws.amazon.com"),
    _Place("portal.azure.com"),
    _Place("hub.docker.com"),
    _Place("crates.io"),
    _Place("kaggle.com"),
    _Place("notion.so"),
    _Place("notion.site"),
    _Place("figma.com"),
    _Place("twitter.com"),
    _Place("x.com"),
    _Place("bsky.app"),
    _Place("facebook.com"),
    _Place("instagram.com"),
    _Place("linkedin.com"),
    _Place("reddit.com"),
    _Place("discord.com"),
    _Place("slack.com"),
    _Place("trello.com"),
    _Place("observablehq.com"),
    _Place("excalidraw.com"),
    _Place("mermaid.live"),
    _Place("app.diagrams.net"),
    _Place("draw.io"),
    _Place("stackblitz.com"),
    _Place("codesandbox.io"),
    _Place("typescriptlang.org", path="/play"),
    _Place("regexr.com"),
    _Place("wolframcloud.com"),
    _Place("developer.apple.com", path="/documentation"),
    _Place("stackoverflow.com", r"comment\d+_\d+$"),
    _Place("stackexchange.com", r"comment\d+_\d+$"),
    _Place("pypi.org", r"(?:description|history|files|data|copy-hash-modal)"),
)
_PATTERNS: Final = tuple(
    (place.host, re.compile(place.path), re.compile(place.fragment, re.IGNORECASE))
    for place in _PLACES
)


def made_by_script(url: str, fragment: str) -> bool:
    """Tell whether a script is known to answer the fragment at an address."""
    uri = split(url)
    host = f".{uri.host}"
    return any(
        (not under or host.endswith(f".{under}"))
        and path.match(uri.path)
        and pattern.match(fragment)
        for under, path, pattern in _PATTERNS
    )
