"""Plans: a folder's book put into the store, and the plan read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from bot.folder import Book
from bot.plan import Plan
from bot.quarter import Quarter
from bot.wording import listed
from storage import tables, tables_collecting, tables_grounds, tables_publishing
from storage.assembly import assembled
from storage.differences import Difference, equalise
from storage.published import changed_quarters
from storage.recording import renew_fingerprint
from storage.rows import rows_of
from storage.session import Session, StoreFault
from storage.withdrawing import kept_of, refuse_to_lose

_KINDS = {
    tables.PlanRow: "plans",
    tables.CaveatRow: "caveats",
    tables.PlanCaveatRow: "caveats of standings",
    tables.AreaRow: "areas",
    tables.UnitRow: "units",
    tables.PriorityRow: "priorities",
    tables.CommitmentRow: "commitments",
    tables.MetricRow: "metrics",
    tables.MetricCaveatRow: "caveats of metrics",
    tables.AspirationRow: "aspirations",
    tables.AliasRow: "aliases",
    tables.FigureRow: "figures",
    tables.FigureCaveatRow: "caveats of figures",
    tables.StandingRow: "standings",
    tables.StandingCaveatRow: "caveats of single standings",
    tables.UpdateRow: "updates",
    tables.PersonRow: "people",
    tables.AppointmentRow: "appointments",
    tables_collecting.CollectionRow: "calendars",
    tables_collecting.DutyRow: "duties",
    tables_collecting.DutyMetricRow: "metrics owed",
    tables_collecting.DutyCommitmentRow: "commitments owed",
    tables_collecting.DutyExemptionRow: "exemptions",
    tables_publishing.PublishingRow: "ways to publish",
    tables_grounds.ShareRow: "shares",
    tables_grounds.PopulationRow: "populations",
    tables_grounds.PeerRow: "figures of other forces",
    tables_grounds.DecisionRow: "decisions",
}
_read: dict[str, tuple[str, Plan]] = {}


@dataclass(frozen=True)
class Changes:
    """What loading a book changed, by kind in the plural ("figures"); unchanged kinds left out.
    ``published`` are the published quarters that say something else since."""

    kinds: tuple[tuple[str, Difference], ...]
    published: tuple[Quarter, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kinds)

    def __str__(self) -> str:
        """``figures: 6 added, 1 changed; updates: 1 withdrawn``, or ``nothing changed``."""
        return "; ".join(f"{kind}: {each}" for kind, each in self.kinds) or "nothing changed"


def save_book(
    session: Session, book: Book, *, withdraw: bool = False, correcting: bool = False
) -> Changes:
    """Make the store equal to the book for its plan, but for what was submitted; other plans
    are not touched.

    Raises StoreFault where that would lose what is held of quarters other than the book's own,
    unless ``withdraw`` says that this is meant; and where it would change what a published
    quarter says, unless it is ``correcting``: then the caller publishes another edition.
    """
    rows = rows_of(book)
    kept = kept_of(session, book.plan.id, rows)
    if not withdraw:
        refuse_to_lose(session, book, rows, kept)
    published = changed_quarters(session, book.plan.id, rows, kept)
    if published and not correcting:
        raise StoreFault(_published(published))
    tables_by_name = tables.PlanRow.metadata.tables
    differences = {
        row: equalise(
            session, tables_by_name[row.__tablename__], book.plan.id, wanted, kept.get(row)
        )
        for row, wanted in rows.items()
    }
    renew_fingerprint(session, book.plan.id)
    return Changes(
        tuple((kind, differences[row]) for row, kind in _KINDS.items() if differences[row]),
        published,
    )


def _published(quarters: Sequence[Quarter]) -> str:
    named = listed([each.label for each in quarters])
    return (
        f"Nothing was loaded: the folder changes what was published for {named}. Correct a figure "
        "with /pcp correct in Slack; or load the folder with --reason WORDS, which publishes "
        "another edition that says so."
    )


def plan_ids(session: Session) -> tuple[str, ...]:
    return tuple(session.scalars(select(tables.PlanRow.id).order_by(tables.PlanRow.id)))


def read_plan(session: Session, plan_id: str) -> Plan:
    """The plan with everything it names; raises LookupError where there is none of this id.

    A plan once read is kept, and used again while its fingerprint in the store is the same.
    """
    plan_row = tables.PlanRow
    fingerprint = session.scalar(select(plan_row.fingerprint).where(plan_row.id == plan_id))
    if fingerprint is None:
        raise LookupError(f"there is no plan {plan_id!r} in the store")
    kept = _read.get(plan_id)
    if kept and kept[0] == fingerprint:
        return kept[1]
    plan = assembled(session, plan_id)
    _read[plan_id] = fingerprint, plan
    return plan
