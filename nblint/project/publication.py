"""What the front matter and the path of a file say about whether it is published as a page."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from nblint.project.project_kinds import DRAFT_DIRECTORIES, DRAFT_VALUES, PUBLISHED_PREFIXED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.project.site_types import Meta

EXPIRY_KEYS = ("expiryDate", "expirydate", "unpublishdate")
"""The fields that say until when a page is published."""

# Files and directories that are never published by themselves begin with an underscore.
_EXCEPTIONS = "|".join(
    name.removeprefix("_") + (r"\b" if name.startswith("_index") else r"[\\/]")
    for name in PUBLISHED_PREFIXED
)
_PARTIAL = re.compile(rf"[\\/]_(?!{_EXCEPTIONS})[^\\/]*(?:[\\/]|\.\w+$)")
_NOT_RENDERED = ("never", "link", False)


def is_draft(meta: Meta, file: str) -> bool:
    """Tell whether a page, by its front matter or its absolute path, is a draft."""
    fields = meta or {}
    return any(fields.get(key) is value for key, value in DRAFT_VALUES) or any(
        f"{os.sep}{name}{os.sep}" in file for name in DRAFT_DIRECTORIES
    )


def is_never_rendered(build: Any) -> bool:
    """Tell whether build options in front matter keep a page from being published."""
    return isinstance(build, dict) and build.get("render") in _NOT_RENDERED


def is_partial(path: str) -> bool:
    """Tell whether a path, with a separator first, is that of a partial: inserted into pages."""
    return _PARTIAL.search(path) is not None


def has_partial_name(parts: Iterable[str]) -> bool:
    """Tell whether a part of a path begins as names of partials, posts and drafts do."""
    return any(part.startswith("_") for part in parts if not part.startswith("_index."))
