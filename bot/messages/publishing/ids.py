"""The ids that buttons, inputs and views of publishing carry, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass

from bot.figure import Figure
from bot.quarter import Period, Quarter

PREVIEW = "publish.preview"  # holds a quarter's key
PUBLISH = "publish.now"  # holds `pack`
AGAIN = "publish.again"  # holds a quarter's key: asks for the reason of another edition

DIGEST = "publish.digest"  # holds a quarter's key: posts the digest that was never owed

CORRECT = "publish.correct"  # holds the canonical text of a question

AGAIN_VIEW = "publishing.again"  # holds a quarter's key
CORRECT_VIEW = "publishing.correct"  # holds `Aim.packed`

VALUE = "value"
REASON = "reason"
FIGURE = "figure"


@dataclass(frozen=True)
class Aim:
    """The figure that is to be corrected, and its value as it was shown."""

    quarter: Quarter
    metric: str
    area: str
    period: Period
    value: str

    @classmethod
    def at(cls, quarter: Quarter, figure: Figure) -> Aim:
        return cls(quarter, figure.metric, figure.area, figure.period, f"{figure.value:f}")

    @classmethod
    def read(cls, packed: str) -> Aim:
        """Raises ValueError where the value is not one of ours."""
        quarter, metric, area, period, value = packed.split("|")
        return cls(Quarter.parse(quarter), metric, area, Period.parse(period), value)

    @property
    def packed(self) -> str:
        return "|".join((self.quarter.key, self.metric, self.area, self.period.key, self.value))


_SHOWN = 16  # letters of a hash, enough to tell one preview from another


def pack(quarter: Quarter, digest: str) -> str:
    """What the button publishes: the quarter as it was shown."""
    return f"{quarter.key}|{digest[:_SHOWN]}"


def unpack(value: str) -> tuple[Quarter, str]:
    """Raises ValueError where the value is not one of ours."""
    key, bar, digest = value.partition("|")
    if not bar:
        raise ValueError(f"{value!r} names no quarter and content")
    return Quarter.parse(key), digest
