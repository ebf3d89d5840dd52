"""A plan put together again from its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from bot.collection import Calendar, Collection, Duty
from bot.plan import (
    Appointment,
    Area,
    Aspiration,
    Caveat,
    Commitment,
    Metric,
    Person,
    Plan,
    Priority,
    Unit,
)
from bot.publishing import Branding, Publishing
from bot.quarter import Period
from storage import tables, tables_collecting, tables_grounds, tables_publishing
from storage.session import Session

Words = dict[str, tuple[str, ...]]


def assembled(session: Session, plan_id: str) -> Plan:
    """Everything the store holds of a plan that is there."""
    return _Assembly(session, plan_id).plan()


class _Assembly:
    def __init__(self, session: Session, plan_id: str) -> None:
        self._session = session
        self._plan_id = plan_id

    def plan(self) -> Plan:
        cover = self._session.get_one(tables.PlanRow, self._plan_id)
        return Plan(
            id=cover.id,
            force=cover.force,
            name=cover.name,
            period=Period(cover.starts, cover.ends),
            group_size=cover.group_size,
            priorities=self._priorities(),
            areas=self._areas(),
            units=self._units(),
            metrics=self._metrics(),
            caveats=self._caveats(),
            people=self._people(),
            appointments=self._appointments(),
            standing_caveats=tuple(row.caveat for row in self._rows(tables.PlanCaveatRow)),
            collection=self._collection(),
            marking=cover.marking,
            group_name=cover.group_name,
            source=cover.source,
            publishing=self._publishing(),
        )

    def _rows(self, row: Any) -> Sequence[Row[Any]]:  # noqa: ANN401 - any placed row of a plan
        table = row.__table__
        ours = select(table).where(table.c.plan == self._plan_id).order_by(table.c.place)
        return self._session.execute(ours).all()

    def _aliases(self, kind: str) -> Words:
        words = defaultdict(list)
        for row in self._rows(tables.AliasRow):
            if row.kind == kind:
                words[row.of].append(row.word)
        return _fixed(words)

    def _priorities(self) -> tuple[Priority, ...]:
        aliases, commitments = self._aliases("priority"), self._commitments()
        return tuple(
            Priority(
                row.id,
                row.number,
                row.name,
                row.short,
                tuple(commitments[row.id]),
                aliases.get(row.id, ()),
            )
            for row in self._rows(tables.PriorityRow)
        )

    def _commitments(self) -> defaultdict[str, list[Commitment]]:
        aliases, commitments = self._aliases("commitment"), defaultdict(list)
        for row in self._rows(tables.CommitmentRow):
            commitment = Commitment(row.id, row.text, aliases.get(row.id, ()))
            commitments[row.priority].append(commitment)
        return commitments

    def _areas(self) -> tuple[Area, ...]:
        aliases = self._aliases("area")
        return tuple(
            Area(row.id, row.kind, row.name, row.parent, aliases.get(row.id, ()))
            for row in self._rows(tables.AreaRow)
        )

    def _units(self) -> tuple[Unit, ...]:
        aliases = self._aliases("unit")
        return tuple(
            Unit(row.id, row.name, row.area, aliases.get(row.id, ()))
            for row in self._rows(tables.UnitRow)
        )

    def _metrics(self) -> tuple[Metric, ...]:
        aliases, aims, caveats = self._aliases("metric"), self._aims(), defaultdict(list)
        for row in self._rows(tables.MetricCaveatRow):
            caveats[row.metric].append(row.caveat)
        shares = self._shares()
        return tuple(
            Metric(
                id=row.id,
                name=row.name,
                unit=row.unit,
                kind=row.kind,
                good=row.good,
                priority=row.priority,
                owner=row.owner,
                commitment=row.commitment,
                definition=row.definition,
                part_of=row.part_of,
                lead=row.lead,
                aspiration=aims.get(row.id),
                caveats=tuple(caveats[row.id]),
                aliases=aliases.get(row.id, ()),
                stock=row.stock,
                rolling=row.rolling,
                target=row.target,
                numerator=shares.get(row.id, (None, None))[0],
                denominator=shares.get(row.id, (None, None))[1],
                suppress_below=row.suppress_below,
            )
            for row in self._rows(tables.MetricRow)
        )

    def _aims(self) -> dict[str, Aspiration]:
        aim = tables.AspirationRow
        ours = select(aim.metric, aim.kind, aim.printed, aim.position).where(
            aim.plan == self._plan_id
        )
        return {
            row.metric: Aspiration(row.kind, row.printed, row.position)
            for row in self._session.execute(ours)
        }

    def _shares(self) -> dict[str, tuple[str, str]]:
        share = tables_grounds.ShareRow
        ours = select(share.metric, share.numerator, share.denominator).where(
            share.plan == self._plan_id
        )
        return {row.metric: (row.numerator, row.denominator) for row in self._session.execute(ours)}

    def _caveats(self) -> tuple[Caveat, ...]:
        return tuple(Caveat(row.id, row.kind, row.text) for row in self._rows(tables.CaveatRow))

    def _people(self) -> tuple[Person, ...]:
        return tuple(
            Person(row.id, row.name, row.slack_id, row.title)
            for row in self._rows(tables.PersonRow)
        )

    def _appointments(self) -> tuple[Appointment, ...]:
        return tuple(
            Appointment(row.person, row.role, row.unit) for row in self._rows(tables.AppointmentRow)
        )

    def _collection(self) -> Collection | None:
        table = tables_collecting.CollectionRow.__table__
        ours = select(table).where(table.c.plan == self._plan_id)
        row = self._session.execute(ours).first()
        return Collection(_calendar(row), self._duties(), row.editors) if row else None

    def _duties(self) -> tuple[Duty, ...]:
        metrics = self._owed(tables_collecting.DutyMetricRow, "metric")
        commitments = self._owed(tables_collecting.DutyCommitmentRow, "commitment")
        exempt = self._owed(tables_collecting.DutyExemptionRow, "quarter")
        return tuple(
            Duty(
                row.unit,
                tuple(metrics[row.unit]),
                tuple(commitments[row.unit]),
                row.manager,
                tuple(exempt[row.unit]),
            )
            for row in self._rows(tables_collecting.DutyRow)
        )

    def _publishing(self) -> Publishing | None:
        table = tables_publishing.PublishingRow.__table__
        ours = select(table).where(table.c.plan == self._plan_id)
        row = self._session.execute(ours).first()
        return _published(row) if row else None

    def _owed(self, row: Any, name: str) -> defaultdict[str, list[Any]]:  # noqa: ANN401
        owed = defaultdict(list)
        for each in self._rows(row):
            owed[each.unit].append(getattr(each, name))
        return owed


def _calendar(row: Row[Any]) -> Calendar:
    return Calendar(
        opens=row.opens,
        due=row.due,
        publishes=row.publishes,
        remind=row.remind,
        chase=row.chase,
        hours=(row.hours_from, row.hours_to),
        timezone=row.timezone,
        subdivision=row.subdivision,
        days_off=row.days_off,
    )


def _published(row: Row[Any]) -> Publishing:
    return Publishing(
        channels=row.channels,
        contact=row.contact,
        self_approval=row.self_approval,
        automatic=row.automatic,
        branding=Branding(row.crest, row.colour, row.accent),
    )


def _fixed(words: defaultdict[str, list[str]]) -> Words:
    return {of: tuple(each) for of, each in words.items()}
