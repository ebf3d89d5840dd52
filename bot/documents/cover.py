"""Which report this is: its title, its cover, and the facts by which it is known."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.documents import words
from bot.documents.paper import Cover
from bot.plan import Plan
from bot.publication import CALENDAR, Edition
from bot.report import Report

_ZONE = "Europe/London"
_HASH = 12  # characters of the content's hash that are shown on each page


def title_of(report: Report) -> str:
    return f"{report.plan.force}: {report.plan.name}, {report.quarter.label}"


def cover_of(report: Report) -> Cover:
    plan, edition = report.plan, report.edition
    preview = words.PREVIEW if edition.is_preview else ""
    return Cover(
        force=plan.force,
        title=plan.name,
        quarter=f"Quarterly report {report.quarter.label}",
        months=report.quarter.words,
        marking=plan.marking,
        facts=_facts_of_edition(report),
        foot=_foot(report),
        warning=preview,
    )


def _foot(report: Report) -> str:
    return " · ".join(filter(None, (report.quarter.label, *_version(report.edition))))


def _version(edition: Edition) -> tuple[str, ...]:
    number = words.PREVIEW if edition.is_preview else f"Edition {edition.number}"
    return number, edition.digest[:_HASH]


def facts_of(report: Report) -> tuple[tuple[str, str], ...]:
    """What says which report this is, in names and values."""
    plan = report.plan
    return (
        *_facts_of_edition(report),
        *_known(
            ("Protective marking", plan.marking),
            ("Source", plan.source),
            ("Plan period", plan.period.label),
        ),
    )


def _facts_of_edition(report: Report) -> tuple[tuple[str, str], ...]:
    edition = report.edition
    made = "Made" if edition.is_preview else "Published"
    return _known(
        ("Edition", words.PREVIEW if edition.is_preview else str(edition.number)),
        (made, moment_of(report)),
        ("By", _person(report.plan, edition.by)),
        ("Reason for this edition", edition.reason),
        ("Content hash", edition.digest),
    )


def _known(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in facts if value)


def moment_of(report: Report) -> str:
    """``7 February 2022, 10:00``, by the clock on the force's wall."""
    collection = report.plan.collection
    zone = ZoneInfo(collection.calendar.timezone if collection else _ZONE)
    at = report.edition.at.astimezone(zone)
    return f"{at.day} {at:%B %Y, %H:%M}"


def _person(plan: Plan, id: str) -> str:
    """The name of a person, given by id or Slack id, or of the calendar."""
    if id == CALENDAR:
        return "The calendar, on the publishing day"
    return next((each.name for each in plan.people if id in (each.id, each.slack_id)), id)
