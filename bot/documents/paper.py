"""The words of a document: what stands on the page, before it is a PDF or a web page.

Both are set from the same paper, so that they cannot say different things.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.finding import Drawable
from bot.publishing import Branding


@dataclass(frozen=True)
class Cell:
    """``notes`` are the numbers of caveats in the report's list."""

    words: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Spark:
    """Positions over time, oldest first, counted from the best end; small enough for a cell.
    ``words`` stand beside the line, ``alt`` has every position with its date."""

    ranks: tuple[int, ...]
    size: int
    words: str
    alt: str


@dataclass(frozen=True)
class Column:
    """``share`` is how wide it is beside the others."""

    title: str
    share: float = 1
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """The first cell of each row names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | Spark, ...], ...]
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Heading:
    """``level`` counts from 2; a chapter's own title is 1. ``id`` is what links lead to."""

    level: int
    words: str
    id: str
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Paragraph:
    """``is_lead`` where it is the one line to read aloud; ``is_quiet`` for a note."""

    words: str
    notes: tuple[int, ...] = ()
    is_lead: bool = False
    is_quiet: bool = False
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True)
class Item:
    """One entry of a list: a label before it, points under it."""

    words: str
    label: str = ""
    points: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Listing:
    """``first`` is the number of the first item; None where the items are not numbered."""

    items: tuple[Item, ...]
    first: int | None = None
    kind: str = field(default="listing", init=False)


@dataclass(frozen=True)
class Chart:
    """A picture with its alt text; where it could not be drawn, the page says so."""

    drawable: Drawable
    caption: str
    alt: str
    kind: str = field(default="chart", init=False)


@dataclass(frozen=True)
class Statement:
    """What one unit said, in its own words: each update is one or several paragraphs."""

    unit: str
    updates: tuple[tuple[str, ...], ...]
    kind: str = field(default="statement", init=False)


Block = Table | Heading | Paragraph | Listing | Chart | Statement


@dataclass(frozen=True)
class Chapter:
    """``is_wide`` where its tables need the long side of the paper; ``flows`` where it may begin
    below the one before."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    is_wide: bool = False
    flows: bool = False


@dataclass(frozen=True)
class Cover:
    """``facts`` are names and values; ``warning`` stands on every page of a preview."""

    force: str
    title: str
    quarter: str
    months: str
    marking: str
    facts: tuple[tuple[str, str], ...]
    foot: str
    warning: str = ""


@dataclass(frozen=True)
class Paper:
    title: str
    cover: Cover
    chapters: tuple[Chapter, ...]
    branding: Branding
