"""Pages to rules: what they are, which of them the configuration selects, and with what options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

import msgspec
from msgspec import Struct

import nblint
from nblint.checks import CHECKS, Check, WebCheck
from nblint.checks.check import NoOptions
from nblint.config import error_at, own_files
from nblint.config.validation import first_problem, unknown
from nblint.files.gitignore import IgnorePatterns
from nblint.files.presence import is_folder
from nblint.files.source import display_name
from nblint.model.finding import Severity
from nblint.model.nearest import nearest
from nblint.rulebook.rule_page import RulePage, page_error, read_page

if TYPE_CHECKING:
    from collections.abc import Collection

    from nblint.config import Config, LoadedConfig

BUILT_IN = frozenset({"unknown-convention", "unused-suppression"})
"""Rules without a check: they judge what comes of the others, which no check sees."""

ALL = "all"
"""The name that stands for every rule."""

_Names = tuple[str, ...]
C = TypeVar("C", bound=Check)


class Rule(Struct, frozen=True):
    """A rule as the configuration has it; `check` is None for those that are built in.

    `enabled` tells whether it is selected; its `page` says whether it is by default.
    """

    name: str
    group: str
    severity: Severity
    enabled: bool
    check: Check | None
    options: Struct
    page: RulePage


class RuleBook:
    """All rules, and which of them to run on a page. It can be pickled.

    `ignores` has the rules and groups that are silent on pages that a gitignore pattern covers.
    The patterns are relative to `root`. `known` are the names of all rules and groups.
    """

    def __init__(self, rules: tuple[Rule, ...], root: Path, ignores: dict[str, _Names]) -> None:
        self.rules = rules
        self.supersedes = {rule.name: rule.page.metadata.supersedes for rule in rules}
        self.known = frozenset(rule.name for rule in rules) | {rule.group for rule in rules}
        self._ignores = [(IgnorePatterns([line], root), names) for line, names in ignores.items()]
        self._by_match: dict[tuple[bool, ...], tuple[Rule, ...]] = {}
        self._by_kind: dict[object, tuple[tuple[Rule, Check], ...]] = {}

    def rules_for(self, file: str) -> tuple[Rule, ...]:
        """Return the rules to run on a page; `file` is its absolute path."""
        match = self._match(file)
        rules = self._by_match.get(match)
        if rules is None:
            pairs = zip(match, self._ignores, strict=True)
            ignored = {name for matches, (_, names) in pairs if matches for name in names}
            rules = self._by_match[match] = tuple(
                rule
                for rule in self.rules
                if rule.enabled and ignored.isdisjoint((rule.name, rule.group, ALL))
            )
        return rules

    def checks(self, kind: type[C], file: str | None = None) -> tuple[tuple[Rule, C], ...]:
        """Return the rules whose checks are of one kind, which is the stage they run in.

        Those are the rules to run on a page, whose absolute path is `file`, or all that are
        enabled.
        """
        key = kind, None if file is None else self._match(file)
        if key not in self._by_kind:
            rules = self.rules if file is None else self.rules_for(file)
            self._by_kind[key] = tuple(
                (rule, rule.check)
                for rule in rules
                if rule.enabled and isinstance(rule.check, kind)
            )
        return cast("tuple[tuple[Rule, C], ...]", self._by_kind[key])

    def _match(self, file: str) -> tuple[bool, ...]:
        return tuple(patterns.is_ignored(file) for patterns, _ in self._ignores)

    def judged(self, file: str) -> frozenset[str]:
        """Return the rules and groups of which a page can be said to hold nothing.

        Those are the rules that run on it, and the groups (`all` too) all of whose rules do that
        are on by default: in other groups, another run may find what a suppression silences. Of
        rules for external links that is always so, since a server may answer otherwise tomorrow.
        """
        rules = self.rules_for(file)
        names = {rule.name for rule in rules} - {rule.name for rule, _ in self.checks(WebCheck)}
        groups = {rule.group for rule in self.rules if rule.name in names} | {ALL}
        for rule in self.rules:
            if rule.page.metadata.enabled and rule.name not in names:
                groups -= {rule.group, ALL}
        return frozenset(names | groups)


def load_rules(loaded: LoadedConfig) -> RuleBook:
    """Read the rule pages that nblint ships and the user's own, and apply the configuration.

    Raises RulePageError for a page and ConfigError for a setting that makes no sense.
    """
    pages = _read_pages(loaded)
    groups = {page.group for page in pages.values()}
    for page in pages.values():
        if page.metadata.name in {*groups, ALL}:
            message = f'"{page.metadata.name}" is the name of a group; choose another'
            raise page_error(page.path, "name", message)
        for name in page.metadata.supersedes:
            if name not in pages:
                raise page_error(page.path, "supersedes", no_such("rule", name, set(pages)))
    _check_names(loaded, set(pages), groups)
    checks = {check.name: check for check in CHECKS}
    rules = tuple(_rule(loaded, page, checks) for page in pages.values())
    return RuleBook(rules, loaded.root, loaded.config.per_file_ignores)


def shipped_rules() -> Path:
    """Return the folder of the rule book: in the installed package, or beside it in a checkout."""
    package = Path(nblint.__file__).parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def no_such(what: str, name: str, known: Collection[str]) -> str:
    """Return the message for a rule, group or check that does not exist."""
    near = nearest(name, known)
    help_text = f'did you mean "{near}"?' if near else "`nblint rules` lists them"
    return f'no {what} "{name}"; {help_text}'


def _read_pages(loaded: LoadedConfig) -> dict[str, RulePage]:
    """Return all pages by the name of their rule: what nblint ships first, by group and name."""
    files = sorted(shipped_rules().glob("*/*.md"))
    for index, name in enumerate(loaded.config.rule_dirs):
        folder = loaded.root / name
        if not is_folder(folder):
            message = f'no directory "{name}" in the root; correct the path'
            raise error_at(loaded, ("rule-dirs", str(index)), message)
        files += own_files(loaded, ("rule-dirs", str(index)), folder, "*.md", "*/*.md")
    pages: dict[str, RulePage] = {}
    for file in files:
        page = read_page(file, file.resolve().parent.name)
        other = pages.setdefault(page.metadata.name, page)
        if other is not page:
            message = f"{display_name(str(other.path))} has this name too; choose another"
            raise page_error(file, "name", message)
    return pages


def _check_names(loaded: LoadedConfig, rules: set[str], groups: set[str]) -> None:
    """Raise ConfigError for a setting that names a rule or group which does not exist."""
    config = loaded.config
    lists: list[tuple[_Names, _Names]] = [
        (("select",), config.select or ()),
        (("extend-select",), config.extend_select),
        (("ignore",), config.ignore),
        *((("per-file-ignores", key), names) for key, names in config.per_file_ignores.items()),
    ]
    known = {*rules, *groups, ALL}
    for path, names in lists:
        for index, name in enumerate(names):
            if name not in known:
                raise error_at(loaded, (*path, str(index)), no_such("rule or group", name, known))
    for name in config.rules:
        if name not in rules:
            raise error_at(loaded, ("rules", name), no_such("rule", name, rules))


def _rule(loaded: LoadedConfig, page: RulePage, checks: dict[str, Check]) -> Rule:
    name, metadata = page.metadata.name, page.metadata
    check = None
    if metadata.check or name not in BUILT_IN:
        check = checks.get(metadata.check or name)
        if check is None:
            key = "check" if metadata.check else "name"
            message = no_such("check", metadata.check or name, checks)
            raise page_error(page.path, key, message)
    settings = dict(loaded.config.rules.get(name, {}))
    severity = settings.pop("severity", metadata.severity)
    if severity not in get_args(Severity):
        message = unknown("severity", str(severity), get_args(Severity))
        raise error_at(loaded, ("rules", name, "severity"), message)
    enabled = settings.pop("enabled", None)
    if not isinstance(enabled, bool | None):
        message = f'"rules.{name}.enabled" must be true or false'
        raise error_at(loaded, ("rules", name, "enabled"), message)
    options = _options(loaded, page, check.options if check else NoOptions, settings)
    selected = _is_selected(loaded.config, page, enabled)
    return Rule(name, page.group, severity, selected, check, options, page)


def _is_selected(config: Config, page: RulePage, enabled: bool | None) -> bool:  # noqa: FBT001
    """Tell whether a rule is selected: a name beats a group, a group `all`, and `ignore` a tie.

    To enable or disable a rule in its own table is to select or ignore it by its name.
    """
    default = config.select is None and page.metadata.enabled
    on = max(_rank(page, config.select or ()), _rank(page, config.extend_select), int(default))
    off = _rank(page, config.ignore)
    if enabled is not None:
        by_name = _rank(page, (page.metadata.name,))
        on, off = (by_name, off) if enabled else (on, by_name)
    return on > off


def _rank(page: RulePage, names: _Names) -> int:
    """Return how closely a list of names speaks of a rule; 0 is not at all, 1 is by default."""
    closeness = {page.metadata.name: 4, page.group: 3, ALL: 2}
    return max((closeness.get(name, 0) for name in names), default=0)


def _options(
    loaded: LoadedConfig, page: RulePage, kind: type[Struct], settings: dict[str, Any]
) -> Struct:
    """Return the check's defaults, under the page's options, under the configuration's."""
    try:
        return msgspec.convert({**page.metadata.options, **settings}, kind)
    except msgspec.ValidationError as error:
        problem = first_problem(page.metadata.options, kind)
        if problem:
            raise page_error(page.path, "options", problem[1]) from error
        table = ("rules", page.metadata.name)
        names = {field.encode_name for field in msgspec.structs.fields(kind)}
        for key in settings:
            if key not in names:
                message = unknown("option", key, {"enabled", "severity", *names})
                raise error_at(loaded, (*table, key), message) from error
        path, message = first_problem(settings, kind, table) or (table, str(error))
        raise error_at(loaded, path, message) from error
