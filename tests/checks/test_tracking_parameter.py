from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.checks.tracking_parameter import CHECK
from nblint.lint.fix import apply_fixes
from nblint.markdown.parse import parse


def fixed(text: str) -> str:
    fixes = [finding.fix for finding in CHECK.run(parse(text, "page.md"), CHECK.options())]
    assert all(fix and fix.safe for fix in fixes)
    return apply_fixes(text, [fix for fix in fixes if fix])[0]


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://a.org/?utm_source=x", "https://a.org/"),
        ("https://a.org/?UTM_Source=x&b", "https://a.org/?b"),
        ("https://a.org/b%20c?d=%C3%A9&fbclid=x#e?f", "https://a.org/b%20c?d=%C3%A9#e?f"),
        ("https://a.org/?b=1&amp;utm_x=2&amp;c=3", "https://a.org/?b=1&amp;c=3"),
        ("https://a.org/?utm_x=2&#38;c=3#d", "https://a.org/?c=3#d"),
        (r"https://a.org/?utm\_source=x&b=1", "https://a.org/?b=1"),
        ("//a.org/?gclid=x", "//a.org/"),
        ("https://youtu.be/abc?si=x&t=4", "https://youtu.be/abc?t=4"),
        ("https://m.youtube.com/watch?list=LL&v=a", "https://m.youtube.com/watch?v=a"),
        ("https://x.com/a/status/1?s=20&t=x", "https://x.com/a/status/1"),
        ("https://www.amazon.co.uk/dp/1?ref_=x&th=1", "https://www.amazon.co.uk/dp/1?th=1"),
        ("https://drive.google.com/file/d/1?usp=drive_link", "https://drive.google.com/file/d/1"),
    ],
)
def test_only_the_parameters_go(address: str, clean: str) -> None:
    assert fixed(f"[text]({address})") == f"[text]({clean})"


@pytest.mark.parametrize(
    "address",
    [
        "https://a.org/?s=1&t=2&si=3&list=WL&index=4",
        "https://www.youtube.com/playlist?list=WL",
        "https://www.youtube.com/watch?v=a&list=PLx&index=3",
        "https://docs.google.com/forms/d/e/1?usp=pp_url&entry.1=x",
        "https://notx.com/?s=1",
        "https://web.archive.org/web/2020/https://a.org/?utm_source=x",
        "/page?utm_source=x",
        "https://a.org/#?utm_source=x",
        "https://a.org/?q=utm_source=x",
    ],
)
def test_nothing_goes(address: str) -> None:
    assert fixed(f"[text]({address})") == f"[text]({address})"


def test_definition_and_bare_address_are_fixed() -> None:
    text = "[a] and https://a.org/?utm_x=1\n\n[a]: https://a.org/?utm_y=2 'Title'\n"
    assert fixed(text) == "[a] and https://a.org/\n\n[a]: https://a.org/ 'Title'\n"


PARAMETERS = st.lists(st.sampled_from(["utm_a=1", "fbclid=x", "a=1", "b", "c=%26"]), max_size=6)


@given(PARAMETERS)
def test_the_others_keep_their_order(parameters: list[str]) -> None:
    kept = [item for item in parameters if not item.startswith(("utm_", "fbclid"))]
    query = "?" + "&".join(kept) if kept else "?" * (not parameters)
    address = "https://a.org/?" + "&".join(parameters)
    assert fixed(f"[text]({address})") == f"[text](https://a.org/{query})"
