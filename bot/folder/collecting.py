"""collection.yml: which unit owes what each quarter, and on which days it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from enum import StrEnum

from bot.collection import Calendar, Collection, Duty
from bot.folder.faults import shown
from bot.folder.gather import all_of
from bot.folder.names import Vocabulary
from bot.folder.numbers import read_whole
from bot.folder.promises import Cover
from bot.folder.yamls import Entry
from bot.quarter import Quarter

MOST_DAYS = 50  # working days: a quarter is published before the next one opens

_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,20}")
_HOURS = re.compile(r"(\d{2}:\d{2}) ?- ?(\d{2}:\d{2})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_USUAL = Calendar()


class BankHolidays(StrEnum):
    """Whose bank holidays a force keeps; England's are those of Wales, too."""

    ENGLAND = "ENG"
    WALES = "WLS"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NIR"


def read_collection(root: Entry, known: Vocabulary, cover: Cover | None) -> Collection:
    inner = root.entry("calendar", "calendar")
    duties = root.entries("duties", "duty")
    collection = Collection(
        calendar=_read_calendar(inner) if inner else _USUAL,
        duties=tuple(all_of(duties, lambda each: _read_duty(each, known, cover))),
        editors=_read_channel(root),
    )
    _check_once(duties)
    root.finish()
    return collection


def _read_channel(root: Entry) -> str:
    channel = root.optional("editors")
    if channel and not _CHANNEL.fullmatch(channel):
        root.fault(
            f"{shown(channel)} is no Slack channel id; write it like C0PERFORMANCE", "editors"
        )
    return channel


def _read_calendar(entry: Entry) -> Calendar:
    calendar = Calendar(
        opens=_whole(entry, "opens", _USUAL.opens),
        due=_whole(entry, "due", _USUAL.due),
        publishes=_whole(entry, "publishes", _USUAL.publishes),
        remind=_wholes(entry, "remind", _USUAL.remind),
        chase=_wholes(entry, "chase", _USUAL.chase),
        hours=_hours(entry),
        subdivision=_bank_holidays(entry),
        days_off=tuple(_days(entry, "days_off")),
    )
    if entry.finish():
        for key, message in _misplaced(calendar):
            entry.fault(message, key)
    return calendar


def _misplaced(calendar: Calendar) -> Iterator[tuple[str, str]]:
    """What is out of order among the days of a quarter."""
    if calendar.opens < 1:
        yield "opens", "a quarter opens on working day 1 after its end, or later"
    if calendar.due <= calendar.opens:
        yield "due", "the due day comes after the opening day"
    else:
        yield from _misplaced_reminders(calendar.remind, calendar.due - calendar.opens)
    if not calendar.due <= calendar.publishes <= MOST_DAYS:
        yield "publishes", f"a quarter is published from its due day on, by day {MOST_DAYS}"
    else:
        yield from _misplaced_chases(calendar.chase, calendar.publishes - calendar.due)


def _misplaced_reminders(days: tuple[int, ...], room: int) -> Iterator[tuple[str, str]]:
    if list(days) != sorted(days, reverse=True):
        yield "remind", "reminders count back from the due day; write the earliest first: [5, 1]"
    if not all(0 <= each < room for each in days):
        yield "remind", f"a reminder is at least 0 and less than {room} days before the due day"


def _misplaced_chases(days: tuple[int, ...], room: int) -> Iterator[tuple[str, str]]:
    if list(days) != sorted(days):
        yield "chase", "chases count on from the due day; write the earliest first: [1, 3]"
    if days and not room:
        yield "chase", "nobody can be chased where the due day is the publishing day; write []"
    elif not all(1 <= each <= room for each in days):
        yield "chase", f"a chase is 1 to {room} days after the due day, by the publishing day"


def _read_duty(entry: Entry, known: Vocabulary, cover: Cover | None) -> Duty | None:
    duty = Duty(
        unit=entry.one_of("unit", known.units),
        metrics=entry.some_of("metrics", known.metrics),
        commitments=entry.some_of("commitments", known.commitments),
        manager=entry.one_of_or_none("manager", known.people),
        exempt=tuple(_quarters(entry, "exempt", cover)),
    )
    if entry.sound and not duty.slots():
        entry.fault("this duty owes nothing; name its metrics or commitments, or leave it out")
    return duty if entry.finish() else None


def _check_once(duties: list[Entry]) -> None:
    """A unit has one duty, and a metric is owed by one unit: else two would answer one thing."""
    units: dict[str, int] = {}
    metrics: dict[str, str] = {}
    for entry in filter(lambda each: each.sound, duties):
        unit = entry.raw("unit")
        if units.setdefault(unit, entry.line) != entry.line:
            message = f"unit {unit!r} has a duty on line {units[unit]} already; make one of the two"
            entry.fault(message, "unit")
        for metric in entry.words("metrics"):
            other = metrics.setdefault(metric, unit)
            if other != unit:
                message = f"metric {metric!r} is owed by {other!r} already; one unit answers it"
                entry.fault(message, "metrics")


def _whole(entry: Entry, key: str, usual: int) -> int:
    return entry.whole(key) if key in entry else usual


def _wholes(entry: Entry, key: str, usual: tuple[int, ...]) -> tuple[int, ...]:
    if key not in entry:
        return usual
    words = entry.words(key)
    return tuple(read_whole(each, lambda message: entry.fault(message, key)) for each in words)


def _hours(entry: Entry) -> tuple[time, time]:
    text = entry.raw("hours")
    hours = _span(text) if text else _USUAL.hours
    if hours is None:
        entry.fault(f"{shown(text)} are no working hours; write them like '09:00-17:00'", "hours")
    return hours or _USUAL.hours


def _span(text: str) -> tuple[time, time] | None:
    match = _HOURS.fullmatch(text)
    try:
        first, last = map(time.fromisoformat, match.groups()) if match else (time.min, time.min)
    except ValueError:
        return None
    return (first, last) if first < last else None


def _bank_holidays(entry: Entry) -> str:
    if "bank_holidays" not in entry:
        return _USUAL.subdivision
    return entry.choice("bank_holidays", BankHolidays).value


def _days(entry: Entry, key: str) -> Iterator[date]:
    for text in entry.words(key):
        try:
            if _DAY.fullmatch(text):
                yield date.fromisoformat(text)
                continue
        except ValueError:
            pass
        entry.fault(f"{shown(text)} is no day; write it like 2021-12-24", key)


def _quarters(entry: Entry, key: str, cover: Cover | None) -> Iterator[Quarter]:
    for text in entry.words(key):
        try:
            quarter = Quarter.parse(text)
        except ValueError:
            entry.fault(f"{shown(text)} is not a quarter; write it like 2021/22-Q3", key)
            continue
        if cover and not cover.holds(quarter):
            entry.fault(f"{quarter.label} is outside the plan's period", key)
        yield quarter
