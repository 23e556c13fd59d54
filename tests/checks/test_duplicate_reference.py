from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.duplicate_reference import CHECK
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model.finding import Finding


def found(text: str) -> list[Finding]:
    return list(CHECK.run(parse(text, "page.md"), CHECK.options()))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("[a]: /x\n[A]:  /x\n", True),
        ("[a]: /x\n[a]: /y\n", False),
        ("a[^b]\n\n[^b]: c\n[^B]: d\n", False),
        ("[a]: /x\n[a]: /x 'title'\n", False),
    ],
)
def test_fix_is_safe_where_both_say_the_same(text: str, safe: bool) -> None:  # noqa: FBT001 - data
    (finding,) = found(text)
    assert finding.fix
    assert finding.fix.safe == safe


def test_footnote_and_link_of_one_label_are_apart() -> None:
    assert found("[a] and b[^a]\n\n[a]: /x\n\n[^a]: y\n") == []


def test_all_repeats_name_the_first() -> None:
    assert [finding.message for finding in found("[a]: /x\n[a]: /y\n[a]: /z\n")] == [
        '"a" is already defined on line 1',
        '"a" is already defined on line 1',
    ]
