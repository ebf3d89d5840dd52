"""updates.yml: what units said under their commitments."""

from __future__ import annotations

from bot.folder.names import Vocabulary
from bot.folder.promises import Cover
from bot.folder.record import LONG_TEXT
from bot.folder.yamls import Entry
from bot.plan import Update


def read_update(entry: Entry, known: Vocabulary, cover: Cover | None) -> Update | None:
    update = Update(
        id=entry.raw("id"),
        commitment=entry.one_of("commitment", known.commitments),
        unit=entry.one_of("unit", known.units),
        area=entry.one_of("area", known.areas),
        period=entry.quarter("quarter").period(),
        text=entry.text("text", LONG_TEXT),
        names=entry.words("names"),
        source=entry.text("source"),
    )
    if entry.sound and cover:
        _check_quarter(entry, update, cover)
    return update if entry.finish() else None


def _check_quarter(entry: Entry, update: Update, cover: Cover) -> None:
    label = update.period.label
    if update.period.end > cover.quarter.end:
        message = f"{label} is after {cover.quarter.label}, the quarter that this folder reports"
        entry.fault(message, "quarter")
    elif update.period.start < cover.period.start:
        entry.fault(f"{label} is before the plan's period begins", "quarter")
