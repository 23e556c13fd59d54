"""Makes `nblint/spelling/english.msgpack` from sources that `sources.toml` pins."""
