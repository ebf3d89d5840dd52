"""What a drawer hands back."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Picture:
    """An opaque PNG, twice as wide as it is shown, and the words that stand in for it."""

    png: bytes = field(repr=False)
    alt: str
    width: int
    height: int
