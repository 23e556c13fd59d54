"""The settings of a run."""

from nblint.config.file import ConfigError
from nblint.config.loading import (
    Config,
    LoadedConfig,
    SiteConfig,
    config_schema,
    dictionaries,
    error_at,
    load_config,
    own_files,
)

__all__ = [
    "Config",
    "ConfigError",
    "LoadedConfig",
    "SiteConfig",
    "config_schema",
    "dictionaries",
    "error_at",
    "load_config",
    "own_files",
]
