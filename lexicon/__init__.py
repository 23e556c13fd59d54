"""Build `nblint/spelling/english.msgpack` from the sources that `sources.toml` pins."""
