"""Returns coming in: how many were in at the end of each day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.analysis.pictures import credit
from bot.finding import Returns
from bot.plan import Plan
from bot.quarter import Quarter
from bot.wording import counted


def returns_of(
    plan: Plan,
    quarter: Quarter,
    arrived: Sequence[date],
    owed: int,
    opens: date,
    due: date,
    today: date,
) -> Returns:
    """``arrived`` holds the day of each return that is in, in any order; ``owed`` how many are
    expected in all."""
    days = sorted({opens, *arrived, today})
    counts = tuple((day, sum(each <= day for each in arrived)) for day in days if day <= today)
    title = f"{len(arrived)} of {counted(owed, 'return')} in"
    subtitle = f"{plan.force}, {quarter.label} ({quarter.words})"
    return Returns(title, subtitle, counts, owed, due, credit(plan))
