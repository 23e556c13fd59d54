from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.not_an_image import CHECK

if TYPE_CHECKING:
    from nblint.model.link_status import Outcome
    from tests.checks.conftest import MakeVisits


@pytest.mark.parametrize(
    "text",
    [
        "![a](https://garden.org/a.png)",
        "![a][b]\n\n[b]: https://garden.org/a.png\n",
        '<img src="https://garden.org/a.png" alt="">',
        "---\nimage: https://garden.org/a.png\n---\n",
        "![a](https://notyoutube.com/a.png)",
    ],
)
@pytest.mark.parametrize("media_type", ["text/html", "application/xhtml+xml"])
def test_found(visits: MakeVisits, text: str, media_type: str) -> None:
    (finding,) = CHECK.run(visits(text, "moved", media_type=media_type), CHECK.options())
    assert finding.message.endswith('/a.png" returned an HTML page instead of an image')


@pytest.mark.parametrize(
    "media_type",
    ["", "image/png", "image/svg+xml", "application/xml", "text/plain", "application/octet-stream"],
)
def test_what_may_be_an_image_is_left_in_peace(visits: MakeVisits, media_type: str) -> None:
    image = visits("![a](https://garden.org/a.png)", "alive", media_type=media_type)
    assert not list(CHECK.run(image, CHECK.options()))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("[a](https://garden.org/a.png)", "alive"),
        ("![a](https://garden.org/a.png)", "blocked"),
        ("![a](https://garden.org/a.png)", "dead"),
        ("![a](https://www.youtube.com/watch?v=a)", "alive"),
        ("![a](https://x.com/a/status/1)", "alive"),
    ],
)
def test_silent(visits: MakeVisits, text: str, outcome: Outcome) -> None:
    assert not list(CHECK.run(visits(text, outcome, media_type="text/html"), CHECK.options()))
