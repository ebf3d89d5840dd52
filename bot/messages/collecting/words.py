"""Names, days and states as collecting puts them; all as plain words for plain text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.collection import Calendar
from bot.form import Before, label_of, metric_in
from bot.messages.limits import clip
from bot.plan import Metric, Plan
from bot.quarter import Quarter, month_label
from bot.submission import ANSWERED, Entry, Progress
from bot.wording import amount, counted, listed

_NAME = 75
_LABEL = 150
NOTHING = "nothing recorded"


def unit_name(plan: Plan, unit: str) -> str:
    names = [each.name for each in plan.units if each.id == unit]
    return clip(names[0] if names else unit, _NAME)


def person_name(plan: Plan, who: str) -> str:
    """The name of a person, given by id or Slack id; never a live mention."""
    names = [each.name for each in plan.people if who in (each.id, each.slack_id)]
    return clip(names[0] if names else who, _NAME)


def people_names(plan: Plan, people: Sequence[str]) -> str:
    return listed([person_name(plan, each) for each in people]) or "nobody"


def slot_name(plan: Plan, slot: str) -> str:
    return clip(label_of(plan, slot), _LABEL)


def quarter_name(quarter: Quarter) -> str:
    """``October to December 2021 (2021/22 Q3)``."""
    return f"{quarter.words} ({quarter.label})"


def local(plan: Plan, moment: datetime) -> datetime:
    calendar = plan.collection.calendar if plan.collection else Calendar()
    return moment.astimezone(ZoneInfo(calendar.timezone))


def day_words(day: date) -> str:
    """``Friday 21 January 2022``."""
    return f"{day:%A} {day.day} {month_label(day)}"


def moment_words(plan: Plan, moment: datetime) -> str:
    """``Friday 21 January 2022 at 17:00``, in the plan's own time zone."""
    here = local(plan, moment)
    return f"{day_words(here)} at {here:%H:%M}"


def short_day(plan: Plan, moment: datetime | None) -> str:
    """``21 Jan 2022``, for a table."""
    if moment is None:
        return ""
    here = local(plan, moment)
    return f"{here.day} {here:%b %Y}"


def is_answered(progress: Progress) -> bool:
    return progress.state in ANSWERED


def progress_words(progress: Progress) -> str:
    """``in draft, 3 of 9 answered``; the state alone where there is nothing to count."""
    if is_answered(progress) or not progress.owed:
        return progress.state.value
    count = f"{len(progress.owed) - len(progress.missing)} of {len(progress.owed)} answered"
    return f"{progress.state.value}, {count}"


def owed_words(progress: Progress) -> str:
    """``4 figures and 2 updates``."""
    figures = sum(slot.startswith("metric:") for slot in progress.owed)
    kinds = [(figures, "figure"), (len(progress.owed) - figures, "update")]
    return listed([counted(count, kind) for count, kind in kinds if count]) or "nothing"


def before_words(before: Before | None, metric: Metric) -> tuple[str, str]:
    """The figures of last quarter and of last year, as table cells."""
    values = (before.previous, before.year_earlier) if before else (None, None)
    first, second = ("" if each is None else amount(each, metric) for each in values)
    return first, second


def entry_words(plan: Plan, entry: Entry) -> str:
    """What was recorded: a figure as it was read, with what was typed where that looks otherwise,
    or an update as it was written."""
    metric = metric_in(plan, entry.slot)
    if metric is None or entry.value is None:
        return entry.text
    read = amount(entry.value, metric)
    typed = clip(entry.text.strip(), _NAME)
    return read if typed in ("", read, f"{entry.value:f}") else f"{read} (typed as “{typed}”)"
