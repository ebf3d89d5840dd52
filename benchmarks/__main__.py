"""``python -m benchmarks``: every contest in one run, as a table of ratios."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import answers, charts, questions, stores
from benchmarks.rounds import Row
from benchmarks.table import table

SECONDS = 40.0  # of measuring; setting up takes some more
_SHARES = {"answers": 0.4, "questions": 0.05, "charts": 0.4, "stores": 0.15}


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="time to measure for")
    parser.add_argument("only", nargs="*", choices=[*_SHARES, []], help="some of it only")
    options = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = list(_rows(Path(folder), options.only or list(_SHARES), options.seconds))
    print(table(found))
    print(f"\n{time.perf_counter() - started:.0f} s. benchmarks/README.md says how to read this.")
    return 0


def _rows(folder: Path, parts: list[str], seconds: float) -> Iterator[Row]:
    if "answers" in parts:
        yield from answers.rows(folder, seconds * _SHARES["answers"])
    if "questions" in parts:
        yield from questions.rows(seconds * _SHARES["questions"])
    if "charts" in parts:
        yield from charts.rows(seconds * _SHARES["charts"])
    if "stores" in parts:
        yield from stores.rows(folder, seconds * _SHARES["stores"])


if __name__ == "__main__":
    sys.exit(main())
