"""What is owed each quarter, by whom, and on which days: words of a plan's collection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bot.quarter import Quarter


@dataclass(frozen=True)
class Calendar:
    """When things happen, counted in working days.

    ``opens``, ``due`` and ``publishes`` count from the quarter's end (1 is the first working day
    after it). ``remind`` counts back from the due day, ``chase`` forward from it: the first
    chase goes to the lead, every later one to the manager and the editors. Nothing is sent
    outside ``hours``. ``days_off`` are the force's own, besides the bank holidays of
    ``subdivision`` (of the United Kingdom, as the `holidays` library names it).
    """

    opens: int = 1
    due: int = 15
    publishes: int = 25
    remind: tuple[int, ...] = (5, 1)
    chase: tuple[int, ...] = (1, 3)
    hours: tuple[time, time] = (time(9), time(17))
    timezone: str = "Europe/London"
    subdivision: str = "ENG"
    days_off: tuple[date, ...] = ()


@dataclass(frozen=True)
class Duty:
    """What one unit owes each quarter; ``exempt`` are the quarters in which it owes nothing."""

    unit: str
    metrics: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    manager: str | None = None
    exempt: tuple[Quarter, ...] = ()

    def slots(self) -> tuple[str, ...]:
        """The things to answer, in order: ``metric:calls_999``, ``commitment:contact``."""
        return (
            *(f"metric:{each}" for each in self.metrics),
            *(f"commitment:{each}" for each in self.commitments),
        )


@dataclass(frozen=True)
class Collection:
    """How a plan's quarter is collected. ``editors`` is the Slack channel where the editors work,
    empty where each editor is told directly."""

    calendar: Calendar = Calendar()
    duties: tuple[Duty, ...] = ()
    editors: str = ""

    def duty(self, unit: str) -> Duty | None:
        return next((each for each in self.duties if each.unit == unit), None)
