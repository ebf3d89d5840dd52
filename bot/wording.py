"""How numbers, ranks and lists are put into words: one way, for every surface."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from bot.plan import Metric, MetricKind


def number(value: Decimal) -> str:
    """Group the thousands and keep the digits as recorded: ``41,907``, ``0.013``, ``−0.25``."""
    return f"{value:,f}".replace("-", "\N{MINUS SIGN}")


def duration(seconds: Decimal) -> str:
    """``3 min 40 s``; below a minute ``8 s``; what would round to nothing is said to be short."""
    if 0 < seconds < Decimal("0.5"):
        return "less than 1 s"
    minutes, rest = divmod(int(seconds.to_integral_value(ROUND_HALF_UP)), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def amount(value: Decimal, metric: Metric) -> str:
    """A value with what it counts, short enough for a table cell: ``88,220``, ``18%``, ``8 s``."""
    match metric.kind:
        case MetricKind.PERCENT:
            return f"{number(value)}%"
        case MetricKind.DURATION:
            return duration(value)
        case MetricKind.MONEY:
            return f"{'−' if value < 0 else ''}£{number(abs(value))}"
        case _:
            return number(value)


def quantity(value: Decimal, metric: Metric) -> str:
    """A value with its noun, for a sentence: ``88,220 calls``."""
    if metric.kind in (MetricKind.COUNT, MetricKind.RATE):
        return things(value, metric.unit)
    return amount(value, metric)


def things(value: Decimal, unit: str) -> str:
    """A number with its plural noun, or the noun for one: ``351 offences``, ``1 offence``."""
    if unit == "percentage points":
        return points(value)
    return f"{number(value)} {singular(unit) if _is_one(value) else unit}"


def rate(value: Decimal, unit: str) -> str:
    """A rate with what it is of: ``7.8 per 1,000 people``, ``13.2%``."""
    return f"{number(value)}{'' if unit.startswith('%') else ' '}{unit}".strip()


def points(value: Decimal) -> str:
    """``3.8 percentage points``: never to be taken for a relative change."""
    return f"{number(value)} percentage {'point' if _is_one(value) else 'points'}"


def _is_one(value: Decimal) -> bool:
    """One thing, and not a measurement of 1.0 things."""
    return str(value) == "1"


def percentage(relative: Decimal) -> str:
    """The size of a relative change: ``7.9%``, or ``less than 0.1%`` for what rounds to none."""
    size = rounded(abs(relative))
    return f"{number(size)}%" if size else "less than 0.1%"


def singular(noun: str) -> str:
    """The noun for one: plan data gives units in the plural. Only its first word changes."""
    first, space, rest = noun.partition(" ")
    return f"{_singular_word(first)}{space}{rest}"


_IRREGULAR = {
    "people": "person",
    "children": "child",
    "women": "woman",
    "men": "man",
    "premises": "premises",
    "series": "series",
}


def _singular_word(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word if word.endswith("ss") else word.removesuffix("s")


def signed(value: Decimal) -> str:
    return f"+{number(value)}" if value > 0 else number(value)


def rounded(value: Decimal, digits: int = 1) -> Decimal:
    """Round half away from zero, as people do by hand."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def ordinal(rank: int) -> str:
    ending = (
        "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    )
    return f"{rank}{ending}"


def listed(words: Sequence[str], joint: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``; an empty sequence gives an empty string."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """``1 update``, ``2,109 updates``, ``no updates``."""
    return f"{number(Decimal(count)) if count else 'no'} {one if count == 1 else many or one + 's'}"


def inline(name: str) -> str:
    """A name as it stands inside a sentence: ``Homicide offences`` becomes ``homicide
    offences``, while ``KSI``, ``999 calls`` and proper names (``Live Chat contacts``,
    ``Operation SNARE arrests``) stay as they are."""
    first, _, rest = name.partition(" ")
    proper = first in _TITLES or (rest[:1].isupper() and rest[1:2].islower())
    return name if proper or not first[1:2].islower() else f"{name[0].lower()}{name[1:]}"


_TITLES = ("Operation", "Project")


def sentence(words: str) -> str:
    """Begin with a capital and end with a full stop."""
    words = words.strip()
    return f"{capital(words)}{'' if words.endswith(('.', '?', '!', '…')) else '.'}"


def capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
