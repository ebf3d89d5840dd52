"""Seals on the audit log: a chain of hashes in which no line is changed, removed or put in unseen.

A line's digest is of its words with a salt of its own; a link's chain is of the chain before it
and that digest. To forget a person the salt is thrown away: the chain still holds, the words may
be changed, and nobody can find out by trying what they were.

Whoever may write to the database can also write all seals anew. So the newest link is worth
keeping elsewhere (the log tells it, and `pcp audit verify`), to be held against the log later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from secrets import token_hex
from typing import Any

from sqlalchemy import Row, Select, and_, exists, func, insert, select

from storage.audit import columns_of_line
from storage.session import Session
from storage.tables_collecting import AuditRow
from storage.tables_sealing import SaltRow, SealRow

FORGOT = "forgot"  # what a line says that tells which lines lost their person
_START = "0" * 64
_AT_ONCE = 500
_FAULTS_TOLD = 20
_line, _seal, _salt = AuditRow.__table__.c, SealRow.__table__.c, SaltRow.__table__.c


@dataclass(frozen=True)
class Link:
    """Up to which line a chain reaches, and its hash there."""

    line: int
    chain: str


@dataclass(frozen=True)
class Verdict:
    """What was found of a plan's log. ``last`` is none where nothing was sealed yet; ``forgotten``
    counts the lines whose person was forgotten, and ``waiting`` those that no seal holds yet."""

    last: Link | None
    sealed: int
    waiting: int
    forgotten: int
    faults: tuple[str, ...]


def seal(session: Session, plan_id: str) -> Link | None:
    """Seal the lines that have no seal, in the order of their numbers; returns the new end of the
    chain, or none where there was nothing to seal. Writers have to take turns meanwhile."""
    newest = (
        select(_seal.place, _seal.chain)
        .where(_seal.plan == plan_id)
        .order_by(_seal.place.desc())
        .limit(1)
    )
    place, chain = session.execute(newest).one_or_none() or (0, _START)
    end = None
    while rows := session.execute(_waiting(plan_id).limit(_AT_ONCE)).all():
        seals, salts = [], []
        for row in rows:
            salt, place = token_hex(16), place + 1
            digest = _digest(salt, plan_id, row)
            chain = _linked(chain, digest)
            seals.append({"place": place, "line": row.number, "digest": digest, "chain": chain})
            salts.append({"line": row.number, "salt": salt})
        session.execute(insert(SealRow), [{"plan": plan_id, **each} for each in seals])
        session.execute(insert(SaltRow), [{"plan": plan_id, **each} for each in salts])
        end = Link(rows[-1].number, chain)
    return end


def is_waiting(session: Session, plan_id: str) -> bool:
    """Whether there are lines that no seal holds yet."""
    return session.execute(_waiting(plan_id).limit(1)).first() is not None


def verified(session: Session, plan_id: str, known: Link | None = None) -> Verdict:
    """Hold every sealed line against its seal, and every seal against the one before.

    ``known`` is an end of the chain that was noted earlier, which has to be in it still.
    """
    check = _Check(plan_id, set(_excused(session, plan_id)), known)
    for row in session.execute(_sealed(plan_id).execution_options(yield_per=_AT_ONCE)):
        check.see(row)
    if known and not check.is_known:
        check.faults.append(f"line {known.line} has not the seal that was noted")
    waiting = session.scalar(select(func.count()).select_from(_waiting(plan_id).subquery()))
    return Verdict(check.last, check.sealed, waiting or 0, check.forgotten, tuple(check.faults))


class _Check:
    """A walk along the chain."""

    def __init__(self, plan_id: str, excused: set[int], known: Link | None) -> None:
        self._plan_id, self._excused, self._known = plan_id, excused, known
        self._place, self._chain = 0, _START
        self.last: Link | None = None
        self.sealed = self.forgotten = 0
        self.is_known = False
        self.faults: list[str] = []

    def see(self, row: Row[Any]) -> None:
        self.sealed += 1
        self.forgotten += row.salt is None
        fault = self._fault(row)
        if fault and len(self.faults) < _FAULTS_TOLD:
            self.faults.append(fault)
        self._place, self._chain = row.place, row.chain
        self.last = Link(row.line, row.chain)
        self.is_known = self.is_known or self.last == self._known

    def _fault(self, row: Row[Any]) -> str:
        if row.place != self._place + 1:
            return f"seals are missing before the one of line {row.line}"
        if row.chain != _linked(self._chain, row.digest):
            return f"the chain breaks at line {row.line}"
        if row.number is None:
            return f"line {row.line} was removed"
        if row.salt is None:
            told = "has no salt, and no line says that its person was forgotten"
            return "" if row.line in self._excused else f"line {row.line} {told}"
        is_same = _digest(row.salt, self._plan_id, row) == row.digest
        return "" if is_same else f"line {row.line} was changed"


def _excused(session: Session, plan_id: str) -> Iterator[int]:
    """The numbers of the lines that later lines say to have lost their person."""
    told = select(_line.after).where(_line.plan == plan_id, _line.what == FORGOT)
    for text in session.scalars(told):
        yield from map(int, re.findall(r"\d+", text))


def _waiting(plan_id: str) -> Select[Any]:
    is_sealed = exists().where(_seal.plan == plan_id, _seal.line == _line.number)
    wanted = (_line.plan == plan_id, ~is_sealed)
    return select(_line.number, *columns_of_line()).where(*wanted).order_by(_line.number)


def _sealed(plan_id: str) -> Select[Any]:
    itself = and_(_line.number == _seal.line, _line.plan == plan_id)
    salted = and_(_salt.line == _seal.line, _salt.plan == plan_id)
    whole = SealRow.__table__.outerjoin(AuditRow.__table__, itself)
    columns = (_seal.place, _seal.line, _seal.digest, _seal.chain, _salt.salt, _line.number)
    return (
        select(*columns, *columns_of_line())
        .select_from(whole.outerjoin(SaltRow.__table__, salted))
        .where(_seal.plan == plan_id)
        .order_by(_seal.place)
    )


def _digest(salt: str, plan_id: str, row: Row[Any]) -> str:
    at = row.at.astimezone(UTC).isoformat()
    told = (row.number, at, row.who, row.what, row.subject, row.before, row.after)
    return sha256(json.dumps([salt, plan_id, *told]).encode()).hexdigest()


def _linked(chain: str, digest: str) -> str:
    return sha256(f"{chain}{digest}".encode()).hexdigest()
