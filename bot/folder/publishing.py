"""publishing.yml: where a quarter goes when it is published, and how its documents look."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.folder.crests import crest_of
from bot.folder.faults import did_you_mean, shown
from bot.folder.names import Vocabulary
from bot.folder.yamls import Entry
from bot.publishing import Branding, Publishing

ENOUGH_FOR_WORDS = 4.5  # WCAG 2.2, 1.4.3
ENOUGH_FOR_SHAPES = 3.0  # 1.4.11

_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,20}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_USUAL = Branding()


def read_publishing(root: Entry, known: Vocabulary, pictures: Mapping[str, bytes]) -> Publishing:
    inner = root.entry("branding", "branding")
    publishing = Publishing(
        channels=_read_channels(root),
        contact=root.one_of_or_none("contact", known.people),
        self_approval=root.flag("self_approval"),
        automatic=root.flag("automatic"),
        branding=_read_branding(inner, pictures) if inner else _USUAL,
    )
    root.finish()
    return publishing


def _read_channels(root: Entry) -> tuple[str, ...]:
    channels = root.words("channels")
    for each in channels:
        if not _CHANNEL.fullmatch(each):
            root.fault(f"{shown(each)} is no Slack channel id; write it like C0PCP", "channels")
    return channels


def _read_branding(entry: Entry, pictures: Mapping[str, bytes]) -> Branding:
    branding = Branding(
        crest=_read_crest(entry, pictures),
        colour=_read_colour(entry, "colour", _USUAL.colour, ENOUGH_FOR_WORDS, "words"),
        accent=_read_colour(entry, "accent", _USUAL.accent, ENOUGH_FOR_SHAPES, "lines and bars"),
    )
    entry.finish()
    return branding


def _read_crest(entry: Entry, pictures: Mapping[str, bytes]) -> str:
    name = entry.optional("crest")
    if not name:
        return ""
    if name not in pictures:
        hint = did_you_mean(name, pictures)
        entry.fault(
            f"the folder has no picture {shown(name)}{hint}; it ends in .svg or .png", "crest"
        )
        return ""
    return crest_of(name, pictures[name], lambda message: entry.fault(message, "crest"))


def _read_colour(entry: Entry, key: str, usual: str, enough: float, what: str) -> str:
    """A colour that can be seen on white; the fault says how far it is from that."""
    if entry.is_blank(key):
        entry.fault(f"{key!r} is blank: what follows # is a comment; put it in quotes", key)
    text = entry.raw(key)
    if not text:
        return usual
    if not _COLOUR.fullmatch(text):
        entry.fault(f"{shown(text)} is no colour; write it like '#12436D'", key)
        return usual
    ratio = contrast_on_white(text)
    if ratio < enough:
        entry.fault(
            f"{text} has a contrast of {_told(ratio)}:1 on white, and {what} need {enough}:1; "
            "choose a darker one",
            key,
        )
    return text.upper()


def _told(ratio: float) -> str:
    """Rounded down: 4.49 must not be told as the 4.5 that it lacks."""
    return f"{int(ratio * 100) / 100:.2f}"


def contrast_on_white(colour: str) -> float:
    """The contrast ratio of WCAG 2.2 between ``#rrggbb`` and white."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 1.05 / (luminance + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
