"""Whatever stands in a settings file of a project, it hides no finding without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hardening.amount import share
from hardening.campaign import Property
from hardening.configurations import make_configuration
from hardening.planted import Planted

if TYPE_CHECKING:
    from pathlib import Path


def test_no_settings_file_hides_a_finding(tmp_path: Path) -> None:
    Property("configurations", make_configuration, Planted(tmp_path).judge).hold(share(2))
