from __future__ import annotations

import pytest

from nblint.lint.template_links import templated
from nblint.markdown.parse import parse


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('[a]({{< ref "x" >}}) ![b]( {% link y.png %})', ["{{<", "{% "]),
        ("[r]: {% link z.md %}\n", ["{% "]),
        ("[a]({{x}}) [b]({{x}}/y)", []),
        ("`[a]({% link x %})`\n\n    [a]({% link x %})\n", []),
        ("[a](b) {% x %}", []),
    ],
)
def test_addresses_that_only_a_template_makes_are_found(text: str, places: list[str]) -> None:
    assert [text[place : place + 3] for place in templated(parse(text, "a.md"))] == places
