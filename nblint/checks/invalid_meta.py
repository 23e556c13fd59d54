"""Front matter that cannot be read as it was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.meta_keys import is_scaffold
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Pass on what the parser found wrong, save where a template has yet to become a page."""
    if document.front_matter and not is_scaffold(document):
        for problem in document.front_matter.problems:
            yield Finding(problem.span, problem.message, problem.help)


CHECK = PageCheck("invalid-meta", check)
