"""Sites whose configuration cannot be read: all below their directory may belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from nblint.project.generator import Generator
from nblint.project.site_types import Fault, Mount

if TYPE_CHECKING:
    from nblint.project.site_types import ConfigFile, SourceFile


class UnreadableSite(Generator, frozen=True, kw_only=True):
    """A site of which nothing is known but why."""

    config_fault: Fault
    has_unique_urls: ClassVar[bool] = False

    def is_listed(self, source: SourceFile) -> bool:  # noqa: ARG002 - it may be
        """Take any page to be in the navigation."""
        return True

    @property
    def has_project_labels(self) -> bool:
        """Take labels to be those of the project."""
        return True

    @property
    def fault(self) -> Fault:
        """Why the configuration could not be read."""
        return self.config_fault


def unreadable_site(config_file: ConfigFile, fault: Fault) -> UnreadableSite:
    """Return the site that has a configuration which cannot be read."""
    everything = (Mount(config_file.home),)
    return UnreadableSite(
        config_file=config_file,
        contents=everything,
        statics=everything,
        generates_sources=True,
        config_fault=fault,
    )
