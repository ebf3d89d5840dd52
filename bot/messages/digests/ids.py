"""The ids that the buttons of a digest carry, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass

from bot.quarter import Quarter

WHY = "digest.why"  # a menu: what lies behind a sentence
STOP = "subscription.stop"  # holds a subscription's id
_EXECUTIVE = "-"


@dataclass(frozen=True)
class Behind:
    """Which sentence: the quarter and edition, the priority (empty for the executive summary),
    and its place there."""

    quarter: Quarter
    edition: int
    priority: str
    place: int

    def pack(self) -> str:
        about = (self.quarter.key, self.edition, self.priority or _EXECUTIVE, self.place)
        return "|".join(map(str, about))

    @classmethod
    def read(cls, value: str) -> Behind:
        """Raises ValueError where the value is not one of ours."""
        quarter, edition, priority, place = value.split("|")
        priority = "" if priority == _EXECUTIVE else priority
        return cls(Quarter.parse(quarter), int(edition), priority, int(place))
