"""How long a server asks to be left alone."""

from __future__ import annotations

import pytest

from nblint.web.messages import Response
from nblint.web.rate_limit import retry_after

NOON = 1_795_003_200.0  # Wed, 18 Nov 2026 12:00:00 GMT


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("999999999999999999999999", 999999999999.0),
        ("Wed, 18 Nov 2026 12:00:30 GMT", 30.0),
        ("Wednesday, 18-Nov-26 12:00:30 GMT", 30.0),
        ("Wed Nov 18 12:00:30 2026", 30.0),
        ("Wed, 18 Nov 2026 11:00:00 GMT", 0.0),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("Wed, 99 Nov 2026 12:00:30 GMT", None),
        ("Wed, 18 Nov 999999 12:00:30 GMT", None),
        ("१२", None),
    ],
)
def test_both_forms_of_retry_after_are_read_and_rubbish_is_not(
    value: str, seconds: float | None
) -> None:
    assert retry_after(Response("", 429, {"retry-after": value}), lambda: NOON) == seconds


def test_a_server_need_not_say_anything() -> None:
    assert retry_after(Response("", 429), lambda: NOON) is None
