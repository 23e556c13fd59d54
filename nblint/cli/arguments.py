"""argparse with one clear line for each error, which names what was most likely meant."""

from __future__ import annotations

import sys
from argparse import ArgumentError, ArgumentParser

TYPE_CHECKING = False  # typing takes longer to load than the rest of what `--version` needs
if TYPE_CHECKING:
    from argparse import Action, Namespace
    from collections.abc import Iterable, Sequence
    from typing import Any, NoReturn

    from _typeshed import SupportsWrite


class CommandParser(ArgumentParser):
    """An ArgumentParser whose errors take one line and end the program with status 2."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Print a message, or end the program with status 2 where argparse would do nothing."""
        try:
            (file or sys.stderr).write(message)
        except OSError:
            sys.exit(2)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where the options are told."""
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Namespace | None = None
    ) -> tuple[Namespace, list[str]]:
        """Parse all arguments; one that is not known is an error of the command it was given to."""
        parsed, unknown = super().parse_known_args(args, namespace)
        if unknown:
            option = unknown[0].partition("=")[0]
            known = self._option_string_actions if option.startswith("-") else ()
            self.error(f"unknown argument {option}{_meant(option, known)}")
        return parsed, unknown

    def _check_value(self, action: Action, value: Any) -> None:
        """Refuse what is none of an argument's choices."""
        if action.choices is not None and value not in action.choices:
            choices = [str(choice) for choice in action.choices]
            meant = _meant(str(value), choices) or f" (it is one of {', '.join(choices)})"
            raise ArgumentError(action, f"unknown {value!r}{meant}")


def _meant(name: str, known: Iterable[str]) -> str:
    from nblint.model.nearest import nearest  # noqa: PLC0415 - only an error needs it

    near = nearest(name, known)
    return f"; did you mean {near}?" if near else ""
