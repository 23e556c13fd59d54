"""YAML from a repository, read in time and memory that are linear in the text.

PyYAML is slow to import, so that this module is imported where it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml.constructor import ConstructorError

_MOST_LEVELS: Final = 50
_MOST_MERGED: Final = 10_000
"""Keys that all merge keys of a text together may copy."""

_MOST_DIGITS: Final = 1_000
_TAG: Final = "tag:yaml.org,2002:"

if TYPE_CHECKING:
    _Base = yaml.SafeLoader
else:
    # libyaml's takes a sixth of the time.
    _Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BoundedLoader(_Base):
    """Makes plain values of the events of a text that `parse_yaml` has looked at before."""

    merged = 0

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:  # noqa: FBT001, FBT002 - as in PyYAML
        """Return the value of a node; whatever a conversion raises is said with its line."""
        try:
            return super().construct_object(node, deep)
        except (yaml.YAMLError, RecursionError):
            raise
        except Exception as error:
            problem = f"not a value of the type {node.tag.rpartition(':')[2]}"
            raise ConstructorError(None, None, problem, node.start_mark) from error

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Copy what merge keys name, within a limit: merges of merges multiply."""
        for key, value in node.value:
            if key.tag == f"{_TAG}merge":
                self._count(value.value if isinstance(value, yaml.SequenceNode) else [value], key)
        super().flatten_mapping(node)

    def _count(self, sources: list[yaml.Node], key: yaml.Node) -> None:
        for source in sources:
            if isinstance(source, yaml.MappingNode):
                self.flatten_mapping(source)
                self.merged += len(source.value)
            if self.merged > _MOST_MERGED:
                problem = f"merge keys copy more than {_MOST_MERGED} keys"
                raise ConstructorError(None, None, problem, key.start_mark)

    def number(self, node: yaml.ScalarNode) -> object:
        """Return a number; one of base 60 (`1:30:00`) takes time as the square of its digits."""
        if len(node.value) > _MOST_DIGITS:
            problem = "a number has too many digits"
            raise ConstructorError(None, None, problem, node.start_mark)
        is_int = node.tag == f"{_TAG}int"
        return self.construct_yaml_int(node) if is_int else self.construct_yaml_float(node)


BoundedLoader.add_constructor(f"{_TAG}int", BoundedLoader.number)
BoundedLoader.add_constructor(f"{_TAG}float", BoundedLoader.number)


def parse_yaml(text: str, loader: type[BoundedLoader] = BoundedLoader) -> Any:
    """Return the value of the one document in a text. Raises yaml.YAMLError.

    The levels are counted first: PyYAML makes values by recursion, and that of libyaml's loader
    overflows the stack of C.
    """
    depth = 0
    for event in yaml.parse(text, loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MOST_LEVELS:
            problem = f"nested more than {_MOST_LEVELS} levels deep"
            mark: Any = event.start_mark  # libyaml's marks have a class of their own
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)
    try:
        return yaml.load(text, loader)  # noqa: S506 - a safe loader
    except RecursionError as error:
        problem = "an alias stands within what it names"
        raise yaml.MarkedYAMLError(problem=problem) from error
