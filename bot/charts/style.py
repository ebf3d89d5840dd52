"""The one style file: sizes in pixels of a picture 1,440 wide, shown at 720 and less.

Text of 30 pixels is 7.5 on a phone 360 wide, so nothing is set smaller.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.charts import colours

EDITION = 3  # raise it when the same finding would be drawn otherwise

WIDTH = 1440
MARGIN = 56
RIGHT = WIDTH - MARGIN
INNER = WIDTH - 2 * MARGIN
GAP = 28

REGULAR, SEMI_BOLD = 400, 600


@dataclass(frozen=True)
class Look:
    """How a piece of text looks."""

    size: int
    weight: int = REGULAR
    colour: str = colours.INK

    @property
    def leading(self) -> int:
        """From one baseline to the next."""
        return round(self.size * 1.26)

    @property
    def rise(self) -> float:
        """From the middle of a line of capitals or digits down to their baseline."""
        return self.size * 0.364

    def tinted(self, colour: str) -> Look:
        return replace(self, colour=colour)


TITLE = Look(50, SEMI_BOLD)
SUBTITLE = Look(34, colour=colours.QUIET_INK)
FIGURE = Look(46, SEMI_BOLD)
STRONG = Look(35, SEMI_BOLD)
BODY = Look(34)
SMALL = Look(30, colour=colours.QUIET_INK)
MARKING = Look(30, SEMI_BOLD)


@dataclass(frozen=True)
class Pen:
    """How a line or an edge looks."""

    colour: str
    width: float
    dashed: bool = False


GRID = Pen(colours.GRID, 2)
BASELINE = Pen(colours.DARK_GREY, 3)
SERIES = Pen(colours.OWN, 5)
EDGE = Pen(colours.OWN, 4)
PEER_EDGE = Pen(colours.DARK_GREY, 3)
AIM = Pen(colours.AIM, 5, dashed=True)
LIMIT = Pen(colours.DARK_GREY, 3)
TRIAL_LIMIT = Pen(colours.DARK_GREY, 3, dashed=True)
