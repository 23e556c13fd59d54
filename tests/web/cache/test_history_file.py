"""The history's folder and file, when nothing is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histories import DAY, URLS, failing_since_two_runs, known, settle
from nblint.model.link_status import LinkStatus
from nblint.web.cache import database
from nblint.web.cache.link_cache import LinkCache
from nblint.web.cache.records import Validators

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return failing_since_two_runs(tmp_path)


def test_folder_ignores_itself_and_says_what_it_is(folder: Path) -> None:
    assert (folder / ".gitignore").read_text() == "*\n"
    tag = (folder / "CACHEDIR.TAG").read_text()
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert len(list(folder.iterdir())) == 3  # no journal is left


def test_nothing_is_made_until_something_is_asked(tmp_path: Path) -> None:
    LinkCache(tmp_path / "cache").close()
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_yet_written_is_recalled(tmp_path: Path) -> None:
    history = LinkCache(tmp_path)
    history.settle(LinkStatus(URLS[0], "alive"), Validators(etag='"x"'))
    (remembered,) = history.recall([URLS[0], URLS[0], URLS[1]]).values()
    history.close()
    assert (remembered.verdict.outcome, remembered.fresh) == ("alive", True)
    assert remembered.validators == Validators(etag='"x"')


def test_many_are_written_before_the_end(tmp_path: Path) -> None:
    history = LinkCache(tmp_path)
    for number in range(1_000):
        history.settle(LinkStatus(f"https://example.org/{number}", "alive"), Validators())
    assert known(tmp_path) == len(URLS)
    history.close()


def test_few_are_written_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: 3.0 * next(times))
    history = LinkCache(tmp_path)
    history.settle(LinkStatus(URLS[0], "alive"), Validators())
    assert known(tmp_path) == 1
    history.close()


def test_what_nobody_asks_any_more_is_forgotten(tmp_path: Path) -> None:
    settle(tmp_path, 0.0, URLS[:2])
    settle(tmp_path, 89 * DAY, URLS[1:3])
    assert known(tmp_path) == 3
    settle(tmp_path, 91 * DAY, URLS[3:4])
    assert known(tmp_path) == 3
    assert LinkCache(tmp_path).recall(URLS[:1]) == {}


def test_record_too_long_to_be_kept_hinders_no_other(tmp_path: Path) -> None:
    history = LinkCache(tmp_path)
    history.settle(LinkStatus(URLS[0], "alive", title="x" * database.LONGEST), Validators())
    history.settle(LinkStatus(URLS[1], "alive"), Validators())
    history.close()
    assert (history.warning, known(tmp_path)) == (None, 1)
