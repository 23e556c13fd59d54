"""URLs to link statuses, asynchronously; the only importer of httpcore and anyio."""
