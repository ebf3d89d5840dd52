"""`make soak MINUTES=60`. Processes that draw import this file anew, so that it imports nothing."""

from __future__ import annotations

if __name__ == "__main__":
    import sys

    from tests.faults.soaking import main

    sys.exit(main())
