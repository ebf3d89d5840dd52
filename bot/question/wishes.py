"""How a subscription is to be told: "weekly monday 9", "each change", "here"; taken out of what
was typed, and written as one word that a button can carry."""

from __future__ import annotations

import re

from bot.subscription import Rhythm, Wish

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_DAY = "|".join(f"{day[:3]}(?:{day[3:]}s?)?" for day in DAYS)
_HOUR = r"(?:(?:at|by|@)\s*)?(?P<hour>\d{1,2})(?:[:.]00)?\s*(?P<half>am|pm)?\b(?!\s*/)"
_WEEKLY = re.compile(
    rf"\b(?:(?:weekly|every|each)\s+)?(?:on\s+)?(?P<day>{_DAY})\b(?:\s+{_HOUR})?|\bweekly\b"
    rf"(?:\s+{_HOUR.replace('hour', 'hour2').replace('half', 'half2')})?"
)
_CHANGE = re.compile(
    r"\b(?:on\s+|at\s+|with\s+)?(?:each|every|any|all)\s+(?:approved\s+)?changes?\b"
)
_QUARTER = re.compile(
    r"\b(?:(?:at|on|each|every)\s+)*(?:quarter(?:'s|s)?[ -]end|end of (?:the |each )?quarter)\b"
    r"|\bquarterly\b|\bwhen (?:it is )?published\b"
)
_HERE = re.compile(r"\b(?:in )?(?:here|this channel)\b")
_ME = re.compile(r"\b(?:to |for )?me\b|\bto my direct messages\b")
_CARRIED = re.compile(r"(quarter|change|weekly:[0-6]:\d{1,2})(,here)?")


def taken(line: str) -> tuple[str, Wish]:
    """The line, in lower case, without what it says of when and where; and what it says."""
    rhythm, weekday, hour = Rhythm.QUARTER, 0, 9
    if match := _CHANGE.search(line):
        rhythm, line = Rhythm.CHANGE, _without(line, match)
    elif match := _QUARTER.search(line):
        line = _without(line, match)
    elif match := _WEEKLY.search(line):
        rhythm, line = Rhythm.WEEKLY, _without(line, match)
        weekday, hour = _weekday(match["day"]), _hour(match)
    here = _HERE.search(line)
    line = _without(line, here) if here else line
    mine = _ME.search(line)
    line = _without(line, mine) if mine else line
    return " ".join(line.split()), Wish(rhythm, weekday, hour, here is not None)


def _without(line: str, match: re.Match[str]) -> str:
    return f"{line[: match.start()]} {line[match.end() :]}"


def _weekday(day: str | None) -> int:
    return next((at for at, each in enumerate(DAYS) if day and day[:3] == each[:3]), 0)


def _hour(match: re.Match[str]) -> int:
    said, half = match["hour"] or match["hour2"], match["half"] or match["half2"]
    hour = int(said) if said else Wish().hour
    if half == "pm" and hour < 12:
        hour += 12
    return hour if hour < 24 else Wish().hour


def carried(wish: Wish) -> str:
    """One word: ``weekly:0:9,here``."""
    when = f"weekly:{wish.weekday}:{wish.hour}" if wish.rhythm is Rhythm.WEEKLY else wish.rhythm
    return f"{when}{',here' if wish.here else ''}"


def read(word: str) -> Wish | None:
    """What a word carries; None where it is none of ours."""
    match = _CARRIED.fullmatch(word)
    if not match:
        return None
    name, *rest = match[1].split(":")
    weekday, hour = map(int, rest) if rest else (0, 9)
    return Wish(Rhythm(name), weekday, hour, bool(match[2])) if hour < 24 else None
