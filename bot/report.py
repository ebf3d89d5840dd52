"""A quarter's whole report as one value, from which digest, documents and workbook are made."""

from __future__ import annotations

from dataclasses import dataclass

from bot.figure import Standing
from bot.finding import Illustration, PriorityStatus, Summary
from bot.plan import Caveat, Plan
from bot.publication import Edition
from bot.quarter import Quarter
from bot.signal import Finding


@dataclass(frozen=True)
class Section:
    """One priority in a report."""

    status: PriorityStatus
    findings: tuple[Finding, ...]
    pictures: tuple[Illustration, ...]


@dataclass(frozen=True)
class Report:
    """A quarter's whole report: digest, documents and workbook are made from this alone.

    ``executive`` is the derived summary, gravest first. ``missing`` names what was owed and is
    not in; ``withheld`` what is suppressed, each with the reason. ``standings`` are the past
    positions, by metric, newest first.
    """

    plan: Plan
    edition: Edition
    executive: tuple[Finding, ...]
    summary: Summary
    sections: tuple[Section, ...]
    pictures: tuple[Illustration, ...]
    missing: tuple[str, ...]
    withheld: tuple[str, ...]
    caveats: tuple[Caveat, ...]
    standings: tuple[tuple[str, tuple[Standing, ...]], ...] = ()

    @property
    def quarter(self) -> Quarter:
        return self.edition.quarter
