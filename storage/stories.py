"""The audit log read as a story: of a figure, of an update, of a unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.publication import Happening, HappeningKind
from bot.quarter import Period, Quarter
from storage.audit import AuditLine, answers_in, lines_about, submission_of
from storage.session import Session
from storage.snapshots import edition_of

_REVISION = re.compile(r"revision (\d+)(?: (submitted|edited)(?: late)?)?")
_EDITION = re.compile(r"published as edition (\d+)")
_HANDED = {"handed over": HappeningKind.HANDED, "handed back": HappeningKind.HANDED_BACK}


@dataclass(frozen=True)
class About:
    """What a story is of: the units whose submissions it follows, the metric whose figures, and
    the slot that is followed in them, empty for all of a submission."""

    units: tuple[str, ...] = ()
    metric: str = ""
    slot: str = ""


def story_of(
    session: Session, plan_id: str, about: About, quarters: tuple[Quarter, ...], limit: int
) -> tuple[Happening, ...]:
    """What happened to it in these quarters, oldest first; the newest where there is more."""
    subjects = [
        *(submission_of(unit, quarter) for unit in about.units for quarter in quarters),
        *(edition_of(quarter) for quarter in quarters),
    ]
    beginning = [f"{kind}:{about.metric}:" for kind in ("figure", "series") if about.metric]
    lines = lines_about(session, plan_id, subjects, beginning, limit)
    return tuple(found for line in lines for found in _happenings(line, about.slot))


def _happenings(line: AuditLine, slot: str) -> Iterator[Happening]:
    """Nothing where the line is no part of the story: drafts are their writers' own."""
    kind, _, rest = line.subject.partition(":")
    read = _READERS.get(kind)
    found = read(line, rest, slot) if read else None
    if found:
        yield found


def _of_submission(line: AuditLine, rest: str, slot: str) -> Happening | None:
    key, _, unit = rest.partition(":")
    quarter = Quarter.parse(key)
    if match := _REVISION.fullmatch(line.what):
        return _of_revision(line, quarter, unit, match, slot)
    first, _, to = line.what.partition(" ")
    if first in (HappeningKind.ASKED, HappeningKind.ANSWERED):
        return Happening(
            line.at, line.who, HappeningKind(first), quarter, unit, before=to, after=line.after
        )
    if line.what in _HANDED:
        return Happening(
            line.at, line.who, _HANDED[line.what], quarter, unit, 0, line.before, line.after
        )
    return None


def _of_revision(
    line: AuditLine, quarter: Quarter, unit: str, match: re.Match[str], slot: str
) -> Happening | None:
    number, how = int(match[1]), match[2]
    if how is None:
        state, _, why = line.after.partition(": ")
        kind = {"approved": HappeningKind.APPROVED, "returned": HappeningKind.RETURNED}.get(state)
        return Happening(line.at, line.who, kind, quarter, unit, number, "", why) if kind else None
    kind = HappeningKind.SENT if how == "submitted" else HappeningKind.EDITED
    before, after = _answers(line.before, slot), _answers(line.after, slot)
    if slot and (before == after or not (before or after)):
        return None
    return Happening(line.at, line.who, kind, quarter, unit, number, before, after)


def _answers(text: str, slot: str) -> str:
    """What a line says of one slot; of all, what it says where that is no list of answers."""
    answers = answers_in(text)
    if slot:
        return answers.get(slot, "")
    return "" if answers else text


def _of_edition(line: AuditLine, rest: str, _: str) -> Happening | None:
    match = _EDITION.fullmatch(line.what)
    if match is None:
        return None
    reason = line.after.partition(" ")[2]
    quarter, kind = Quarter.parse(rest), HappeningKind.PUBLISHED
    return Happening(line.at, line.who, kind, quarter, number=int(match[1]), after=reason)


def _of_figure(line: AuditLine, rest: str, _: str) -> Happening | None:
    kind, period = HappeningKind.CORRECTED, Period.parse(rest.rpartition(":")[2])
    quarter = Quarter.containing(period.end)
    return Happening(line.at, line.who, kind, quarter, rest, 0, line.before, line.after)


def _of_series(line: AuditLine, rest: str, _: str) -> Happening | None:
    kind = HappeningKind.DECIDED
    quarter = Quarter.parse(rest.rpartition(":")[2])
    return Happening(line.at, line.who, kind, quarter, line.what, 0, line.before, line.after)


_READERS: dict[str, Callable[[AuditLine, str, str], Happening | None]] = {
    "submission": _of_submission,
    "edition": _of_edition,
    "figure": _of_figure,
    "series": _of_series,
}
