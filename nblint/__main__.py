"""``python -m nblint`` is ``nblint``."""

from nblint.cli import main

# A worker process imports this module too, and must not begin anew.
if __name__ == "__main__":
    raise SystemExit(main())
