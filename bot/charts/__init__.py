"""Charts: findings in, PNG bytes and alt text out.

Importing this is cheap; matplotlib is loaded by the first picture.
"""

from __future__ import annotations

import hashlib

from bot.charts.alt import alt
from bot.charts.picture import Picture
from bot.charts.style import EDITION
from bot.finding import Drawable

__all__ = ["Picture", "alt", "draw", "fingerprint", "warm_up"]


def draw(finding: Drawable) -> Picture:
    """Draw a finding; the same finding gives the same bytes."""
    from bot.charts.drawing import picture  # noqa: PLC0415 - a second and 40 MB, when needed

    return picture(finding)


def fingerprint(finding: Drawable) -> str:
    """A name for the picture of this finding: the same whenever the same would be drawn."""
    return hashlib.sha256(f"{EDITION} {finding!r}".encode()).hexdigest()


def warm_up() -> None:
    """Draw one of each kind, so that a fresh process is quick from its first answer on."""
    from bot.charts.samples import SAMPLES  # noqa: PLC0415 - only a worker needs them

    for finding in SAMPLES:
        draw(finding)
