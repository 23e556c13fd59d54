"""Whatever stands in a document, it is linted: no error of nblint's, true places, whole reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hardening.amount import EXAMPLES
from hardening.campaign import Property
from hardening.documents import make_document
from hardening.linting import Linter, write_projects

if TYPE_CHECKING:
    from pathlib import Path


def test_any_document_is_linted_and_its_findings_are_where_they_say(tmp_path: Path) -> None:
    write_projects(tmp_path)
    Property("documents", make_document, Linter(tmp_path).judge).hold(EXAMPLES)
