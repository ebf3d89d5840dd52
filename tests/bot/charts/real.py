"""Recorded crime of 43 forces over 29 unbroken quarters, where it lies beside the repository."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.quarter import Quarter
from bot.statistics.groups import Population, Tally

_FOLDER = Path(__file__).parents[4] / "shared" / "data"
_RECORDED = _FOLDER / "prc_force_quarter_2012_2023.csv"
_PEOPLE = _FOLDER / "population_english_pfa_mid2009_2019.csv"
FIRST, LAST = Quarter(2016, 1), Quarter(2023, 1)

present = _RECORDED.is_file() and _PEOPLE.is_file()


@cache
def _recorded() -> Mapping[tuple[str, str], Mapping[Quarter, int]]:
    found: dict[tuple[str, str], dict[Quarter, int]] = defaultdict(dict)
    with _RECORDED.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            quarter = Quarter(int(row["financial_year"][:4]), int(row["financial_quarter"]))
            found[row["force"], row["series"]][quarter] = int(float(row["offences"]))
    return found


@cache
def _people() -> Mapping[str, Population]:
    with _PEOPLE.open(newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["year"] == "2019"]
    return {row["force"]: Population(int(row["population"]), 2019) for row in rows}


def series(force: str, name: str) -> Mapping[Quarter, int]:
    """The unbroken run alone."""
    counts = _recorded()[force, name]
    return {quarter: counts[quarter] for quarter in sorted(counts) if FIRST <= quarter <= LAST}


def forces() -> list[str]:
    return sorted({force for force, _ in _recorded()})


def names() -> list[str]:
    return sorted({name for _, name in _recorded()})


def year(name: str, first: Quarter, among: list[str] | None = None) -> list[Tally]:
    """Four quarters of each force whose population is known."""
    quarters = [first.shifted(n) for n in range(4)]
    return [
        Tally(force, sum(series(force, name)[each] for each in quarters), people)
        for force, people in _people().items()
        if (among is None or force in among) and all(q in series(force, name) for q in quarters)
    ]
