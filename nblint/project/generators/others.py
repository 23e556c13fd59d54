"""Generators of which only the name is known: their URLs are left unverified."""

from __future__ import annotations

import os
from typing import ClassVar

from nblint.project.generator import Generator
from nblint.project.site_types import ConfigFile, Mount

_STATICS = ("static", "public")


class OtherSite(Generator, frozen=True, kw_only=True):
    """A site whose generator nblint knows by name."""

    has_unique_urls: ClassVar[bool] = False

    @classmethod
    def read(cls, config_file: ConfigFile) -> OtherSite:
        """Return the site around a configuration, which is not read."""
        home = Mount(config_file.home)
        statics = (Mount(os.path.join(config_file.home, name)) for name in _STATICS)
        return cls(
            config_file=config_file,
            contents=(home,),
            statics=(home, *statics),
            slug=config_file.kind.slug,
        )


SITE = OtherSite
