"""Where a run takes place, as the environment tells: on a forge, or in a repository or folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nblint.files.git.work_tree import find_work_tree
from nblint.report.context import ReportContext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nblint.report.terminal import Style
    from nblint.rulebook.book import Rule


def context_of(
    style: Style, rules: tuple[Rule, ...], environ: Mapping[str, str], folder: Path
) -> ReportContext:
    """Return the context of a run in `folder`, which is absolute.

    On GitHub and GitLab what counts is the folder that holds the checkout, elsewhere the repository
    (https://docs.github.com/en/actions/reference/workflows-and-actions/variables,
    https://docs.gitlab.com/ci/variables/predefined_variables/).
    """
    here = folder.resolve()
    top = find_work_tree(here) or here
    for variable in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        workspace = Path(environ.get(variable) or ".")
        if workspace.is_absolute() and here.is_relative_to(workspace.resolve()):
            top = workspace.resolve()
    return ReportContext(style, rules, str(here), str(top), _source(environ))


def _source(environ: Mapping[str, str]) -> str:
    server, name = environ.get("GITHUB_SERVER_URL"), environ.get("GITHUB_REPOSITORY")
    commit = environ.get("GITHUB_SHA")
    if server and name and commit:
        return f"{server}/{name}/blob/{commit}/"
    project, commit = environ.get("CI_PROJECT_URL"), environ.get("CI_COMMIT_SHA")
    return f"{project}/-/blob/{commit}/" if project and commit else ""
