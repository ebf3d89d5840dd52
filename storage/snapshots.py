"""Published quarters: each edition is a frozen snapshot, added and never changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, Select, insert, select

from bot.deadlines import gaps_of
from bot.publication import Edition, Snapshot, history_since
from bot.quarter import Quarter
from storage.audit import record
from storage.figures import holds_quarter, quarters_with_data, standings_for
from storage.freezing import frozen, thawed
from storage.grounds import grounds_for
from storage.holding import hold
from storage.intake import intake_of, record_of, take_in
from storage.plans import read_plan
from storage.published import published_quarters
from storage.recording import in_order
from storage.revisions import latest_revisions
from storage.session import Session, StoreFault
from storage.tables_publishing import EditionRow

__all__ = [
    "current_snapshot",
    "edition_of",
    "edition_with_snapshot",
    "editions_of",
    "is_published",
    "latest_edition",
    "publish",
    "published_quarters",
    "snapshot_of",
]

_POSITIONS = 12  # of each measure, for the line of its recent positions
_column = EditionRow.__table__.c
_FIELDS = tuple(Edition.__dataclass_fields__)


def edition_of(quarter: Quarter) -> str:
    """The subject, in the audit log, of everything that is done to a published quarter."""
    return f"edition:{quarter.key}"


def editions_of(session: Session, plan_id: str, quarter: Quarter) -> tuple[Edition, ...]:
    """Oldest first."""
    return tuple(Edition(*row) for row in session.execute(_editions(plan_id, quarter)))


def latest_edition(session: Session, plan_id: str, quarter: Quarter) -> Edition | None:
    return next(reversed(editions_of(session, plan_id, quarter)), None)


def is_published(session: Session, plan_id: str, quarter: Quarter) -> bool:
    """Whether a quarter has an edition, or is in the record without one: what came in a plan's
    folder was published before there was a bot."""
    newest = quarters_with_data(session, plan_id)[:1]
    known = bool(newest) and (quarter < newest[0] or holds_quarter(session, plan_id, quarter))
    return known or latest_edition(session, plan_id, quarter) is not None


def snapshot_of(
    session: Session, plan_id: str, quarter: Quarter, number: int | None = None
) -> Snapshot:
    """What an edition was made from: of the latest where no number is given.

    Of a quarter that has no edition, or for the number 0, it is what would be published now.
    Raises LookupError where there is no such edition.
    """
    row = _row(session, plan_id, quarter, number)
    return _thawed(row.snapshot, row.digest) if row else current_snapshot(session, plan_id, quarter)


def edition_with_snapshot(
    session: Session, plan_id: str, quarter: Quarter, now: datetime, number: int | None = None
) -> tuple[Edition, Snapshot]:
    """An edition and what it is made from, found as `snapshot_of` finds it; a preview is edition 0,
    of this moment and by nobody."""
    if row := _row(session, plan_id, quarter, number):
        own = Edition(*(getattr(row, name) for name in _FIELDS))
        return own, _thawed(row.snapshot, row.digest)
    snapshot = current_snapshot(session, plan_id, quarter)
    return Edition(quarter, 0, now, "", _digest(frozen(snapshot))), snapshot


def current_snapshot(session: Session, plan_id: str, quarter: Quarter) -> Snapshot:
    """What would be published now: the record, and what is approved and not in it yet."""
    plan = read_plan(session, plan_id)
    revisions = latest_revisions(session, plan_id, quarter)
    figures, updates = record_of(session, plan, quarter)
    intake = intake_of(session, plan, revisions, figures, updates)
    figures, updates = figures + intake.figures, updates + intake.updates
    standings = standings_for(session, plan_id, quarter.end, last=_POSITIONS)
    return Snapshot(
        plan=replace(plan, caveats=plan.caveats + intake.caveats),
        quarter=quarter,
        figures=in_order(figures),
        standings=tuple(sorted(standings.items())),
        updates=updates,
        missing=gaps_of(plan, quarter, figures, updates, revisions),
        grounds=grounds_for(
            session,
            plan_id,
            [each.id for each in plan.metrics],
            quarter.end,
            history_since(quarter),
        ),
    )


def publish(
    session: Session, plan_id: str, quarter: Quarter, by: str, now: datetime, reason: str = ""
) -> Edition:
    """Freeze what is approved as the next edition, and make it part of the record.

    Without a reason there is one edition only: publishing again gives that one. With a reason
    there is another where anything differs from the one before.
    """
    hold(session, plan_id)
    latest = latest_edition(session, plan_id, quarter)
    if latest and not reason.strip():
        return latest
    take_in_approved(session, plan_id, quarter)
    text = frozen(current_snapshot(session, plan_id, quarter))
    if latest and latest.digest == _digest(text):
        return latest
    edition = Edition(
        quarter=quarter,
        number=latest.number + 1 if latest else 1,
        at=now,
        by=by,
        digest=_digest(text),
        reason=reason.strip(),
    )
    session.execute(insert(EditionRow).values(plan=plan_id, snapshot=text, **vars(edition)))
    _tell(session, plan_id, edition, latest)
    return edition


def take_in_approved(session: Session, plan_id: str, quarter: Quarter) -> bool:
    """Write what is approved into the record; False where nothing is that it does not hold."""
    plan = read_plan(session, plan_id)
    revisions = latest_revisions(session, plan_id, quarter)
    intake = intake_of(session, plan, revisions, *record_of(session, plan, quarter))
    take_in(session, plan, intake)
    return bool(intake.figures or intake.updates)


def _row(session: Session, plan_id: str, quarter: Quarter, number: int | None) -> Row[Any] | None:
    """The edition with its text; None where a preview is meant."""
    if number == 0:
        return None
    rows = _editions(plan_id, quarter).add_columns(_column.snapshot)
    if number is not None:
        rows = rows.where(_column.number == number)
    row = session.execute(rows.order_by(None).order_by(_column.number.desc()).limit(1)).first()
    if row is None and number is not None:
        raise LookupError(f"{quarter.label} has no edition {number}")
    return row


def _editions(plan_id: str, quarter: Quarter) -> Select[Any]:
    columns = (_column[name] for name in _FIELDS)
    own = select(*columns).where(_column.plan == plan_id, _column.quarter == quarter)
    return own.order_by(_column.number)


@lru_cache(maxsize=4)
def _thawed(text: str, digest: str) -> Snapshot:
    """Raises StoreFault where the text is not what was published."""
    if _digest(text) != digest:
        raise StoreFault("a published quarter was changed in the database after it was published")
    return thawed(Snapshot, text)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _tell(session: Session, plan_id: str, edition: Edition, latest: Edition | None) -> None:
    what = f"published as edition {edition.number}"
    after = f"{edition.digest} {edition.reason}".strip()
    before = latest.digest if latest else ""
    subject = edition_of(edition.quarter)
    record(session, plan_id, edition.at, edition.by, what, subject, before, after)
