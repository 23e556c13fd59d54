from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.unused_reference import CHECK
from nblint.lint.fix import apply_fixes
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model.finding import Finding


def found(text: str) -> list[Finding]:
    return list(CHECK.run(parse(text, "page.md"), CHECK.options()))


@pytest.mark.parametrize(
    "text",
    [
        "---\nsummary: see [soil]\n---\nWords.\n\n[soil]: /soil\n",
        "<p>see [soil]</p>\n\nWords.\n\n[soil]: /soil\n",
        "```{note}\nsee [soil] and [^rain]\n```\n\nWords.\n\n[soil]: /soil\n\n[^rain]: wet\n",
        "Words.\n\n[_]: # (a comment)\n[later]: #\n",
        "[soil]: /soil\n[rain]: /rain\n",
        "Words.\n\n{% include links.md %}\n\n[soil]: /soil\n",
        "Words.\n",
    ],
)
def test_silent(text: str) -> None:
    assert found(text) == []


def test_a_list_that_the_page_carries_along_is_one_finding() -> None:
    names = [f"bed-{number}" for number in range(12)]
    text = "Words [bed-3].\n\n" + "".join(f"[{name}]: /{name}\n" for name in names)
    (finding,) = found(text)
    assert finding.message == 'unused definition "bed-0" and 10 more'
    assert finding.fix
    assert apply_fixes(text, [finding.fix])[0] == "Words [bed-3].\n\n[bed-3]: /bed-3\n"


def test_mention_in_code_is_no_use() -> None:
    assert len(found("Write `[soil]`.\n\n[soil]: /soil\n")) == 1


def test_first_of_two_unused_definitions_is_reported() -> None:
    assert len(found("Words.\n\n[soil]: /a\n[soil]: /b\n")) == 1


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Words.\n\n[soil]: /soil", "Words.\n\n"),
        ("Words.\r\n\r\n[soil]: /soil\r\nMore.\r\n", "Words.\r\n\r\nMore.\r\n"),
        ("Words.\r\r[soil]: /soil\rMore.\r", "Words.\r\rMore.\r"),
        ("Words.\n\n> [soil]: /soil\n> 'title'\n\nMore.\n", "Words.\n\n\nMore.\n"),
        ("Words.\n\n[^a]: One.\n\n    Two.\n\nMore.\n", "Words.\n\n\nMore.\n"),
    ],
)
def test_fix_removes_whole_lines(text: str, fixed: str) -> None:
    (finding,) = found(text)
    assert finding.fix
    assert not finding.fix.safe
    assert apply_fixes(text, [finding.fix])[0] == fixed


def test_no_fix_where_the_lines_hold_more() -> None:
    (finding,) = found("Words.\n\n- [soil]: /soil\n")
    assert finding.fix is None
