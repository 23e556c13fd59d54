"""Made-up diagnostics: the span is what stands between « and »."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from nblint.model import Span
from nblint.model.finding import Diagnostic, Edit, Fix, LineIndex, Location
from nblint.model.lint_report import Counts, FixedCount, Problem, Report, Unverified

if TYPE_CHECKING:
    from collections.abc import Callable


def diagnose_marked(marked: str) -> Diagnostic:
    span = Span(marked.index("«"), marked.index("»") - 1)
    text = marked.replace("«", "").replace("»", "")
    index = LineIndex(text)
    location = index.location("guide.md", span)
    excerpt = index.line_text(location.line)
    return Diagnostic("typo", "warning", location, span, excerpt, "unknown word")


@pytest.fixture
def diagnose() -> Callable[[str], Diagnostic]:
    return diagnose_marked


@pytest.fixture
def report() -> Report:
    anchor = diagnose_marked("# Guide\n\nSee [the setup](setup.md#«instal»).\n")
    typo = diagnose_marked("# Guide\n\nSee [the setup](setup.md#instal).\nThen «teh» end.\n")
    tag = diagnose_marked("a\n\n\n\nSome «<b>bold\n\ntext».\n")
    return Report(
        diagnostics=(
            replace(
                anchor,
                rule="broken-anchor",
                severity="error",
                message='no heading or id "instal" in setup.md',
                help='write "#install", the nearest anchor',
                target="setup.md#instal",
                fix=Fix(
                    'replace "instal" by "install"', (Edit(anchor.span, "install"),), safe=False
                ),
                edit_locations=(anchor.location,),
            ),
            replace(
                typo,
                message='"teh" is no word',
                word="teh",
                suggestions=("the", "tech"),
                fix=Fix('replace "teh" by "the"', (Edit(typo.span, "the"),), safe=True),
                edit_locations=(typo.location,),
            ),
            replace(tag, rule="raw-tag", severity="info", message="raw tag"),
        ),
        unverified=(
            Unverified(
                "root-relative link",
                16,
                "no site root is known",
                'add `site.root = "content"` to the configuration',
                Location("guide.md", 9, 5, 9, 12),
            ),
            Unverified("external link", 1, "not asked"),
        ),
        problems=(Problem("old.md", "not UTF-8 at byte 3"), Problem(None, "the cache is locked")),
        counts=Counts(files=1, links=57, anchors=31, images=0),
        notes=("the proxy was not asked",),
        fixed=(FixedCount("a.md", "moved-url", 2),),
    )
