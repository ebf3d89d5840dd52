"""The numbers in a passage that measure something; every other number is left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.claims.passages import Passage


class Unit(StrEnum):
    COUNT = "n"
    PERCENT = "p"
    POINTS = "t"
    SECONDS = "s"
    TIME = "y"  # days, weeks, months, years: how long, not how much


@dataclass(frozen=True)
class Quantity:
    """A number as printed. ``half`` is half a unit of its last printed digit where it was
    rounded (0 for a whole count); ``sign`` is -1 or 1 where one is printed; ``is_rough`` where
    the words say so ("over", "about")."""

    start: int
    end: int
    text: str
    value: Decimal
    unit: Unit
    half: Decimal = Decimal(0)
    sign: int = 0
    is_rough: bool = False

    @property
    def digits(self) -> int:
        """Digits printed behind the point."""
        return max(0, -int(self.value.as_tuple().exponent))


_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS = {word: value for value, word in enumerate(_ONES)} | {
    ten + ("-" + one if one else ""): 10 * tens + value
    for tens, ten in enumerate(_TENS, start=2)
    for value, one in enumerate(("", *_ONES[1:10]))
}
_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NAMED = (
    "section|sections|priority|operation|covid|euro|act|page|table|figure|chapter|annex|appendix"
    "|item|tier|grade|category|level|band|phase|version|paragraph|room|article|schedule|route"
    "|junction|telephone|phone|fax|via|calling|dial|dialling|ringing|outcome|stage|aged|ages|fatal|position"
)
_SHORTENED = "s|op|p|pp|fig|para|no|nos|tel|ext|ch|art"
_LEFT_ALONE = re.compile(
    rf"""
      \b(?:https?://|www\.)\S+ | \S+@\S+ | [#@]\w+
    | \b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:\s+\d{{4}}|['’]\d\d)?
    | \b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d\b|\b(?![,.]?\d|\s*%|\s+[a-z]))
    | \b{_MONTH}[\s\-'’]+(?:\d{{4}}|\d\d)\b
    | \b\d{{1,4}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b
    | \b(?:19|20)\d\d\s?[-/–]\s?(?:\d{{4}}|\d\d)\b (?:\s*q[1-4])?
    | \b(?:19|20)\d\d\b(?![,.]\d|\s*%) | \bq[1-4]\b
    | \b(?:(?:{_NAMED}):?|(?<!['’])(?:{_SHORTENED})[.:]?)[\s\-]+(?:number\s+|no\.?\s+)?
        (?!\d[\d,.]*\s*(?:%|per\s?cent))\d[\d.]*+\w*+(?!,\d) | \bquarter\s[1-4]\b(?![,.]\d)
    | (?<![\w.,])\d+\s?[-–]\s?\d+(?![\w.,%]|\s?%)
    | \(\s*(?:999|101|111|112)\s*\)
    | (?<![\d,.])(?:999|101|111|112)(?=[\s\-]+(?:calls?(?!\s(?:per|a|each|every)\s)
        |average|abandon\w*|response|team|demand|lines?
        |service|answer\w*|emergency|non-emergency|number|system|contact\w*)\b)
    | (?<=\bcalls\sto\s)(?:999|101|111)\b | (?<=\bfcr\s)(?:999|101)\b
    | \b0\d{{2,4}}[\s\-]?\d{{3,}}(?:[\s\-]?\d+)* | \+44[\d\s]+
    | \b24/7\b | \b\d{{1,2}}[:.]\d\d\s*(?:am|pm|hrs|hours)\b | \b\d{{1,2}}:\d\d\b
    | \b\d{{1,2}}\s*(?:am|pm)\b | \b\d+\s*mph\b
    | \b\d+(?:\.\d+){{2,}}\b
    | \b\d+\s*[-–]\s*\d+(?=[\s-]+year[\s-]olds?\b)
    | \b(?:\d+|{_WORD})[\s-]+years?[\s-]+(?:old|olds|of\s+age|custodial|sentence|imprisonment
        |in\s+prison|plan|strategy|public|programme)\b
    | \bper\s+(?:\d[\d,]*|thousand|million)\b | (?<![\d,.])\d{{1,2}}\s+in\s+\d{{1,3}}(?![\d,])
    | \b(?:{_WORD}|\d+)\s+(?:in|out\s+of)\s+(?:{_WORD})\b
    | \b(?:{_WORD})\s+and\s+a\s+half\b
    | \b(?:{_WORD})\s+times\b(?!\s(?:as|more|the)\b)
    | \b(?:one|two|three)[\s-]+(?:third|quarter|half|halve|fifth|tenth)s?\b
    | \bone\s+(?:of|another|such|that|which|to|or|off|stop|day)\b
    | \b(?:each|any|every|no|same|last|previous|this|that|the)[\s-]+one\b
    | \b\d+(?:st|nd|rd|th)\b | \b[a-z]+\d[\w-]*\b
    | \b(?!\d+(?:pp|ppts?|pts?|points?)\b)\d+[a-jln-z][\w]*\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"""
    (?P<rough>\b(?:over|about|around|approximately|approx\.?|nearly|almost|some|circa|roughly
        |more\s+than|less\s+than|fewer\s+than|under|at\s+least|up\s+to)\s+)?
    (?P<sign>(?<![\w)%.,])[+\-−–](?=[£\d]))?
    £?
    (?: (?P<digits>(?<![\w.,])\d{{1,3}}(?:,\d{{3}}){{1,4}}(?:\.\d{{1,6}})?
        |(?<![\w.,])\d{{1,12}}(?:\.\d{{1,6}})?)
      | \b(?P<word>{_WORD})\b )
    (?P<scale>\s?(?:k|m(?!\s?\d{{1,2}}\s?s\b)|bn|million|thousand|billion)\b)?
    (?P<tail>
        \s?(?:%|per\s?cent|percentage)(?:age)?[\s-]*(?:points?|pts?)\b | \s?(?:pp|ppts?)\b
      | (?<=\d\.\d)\s?(?:points?|pts?)\b
      | \s?(?:%|per\s?cent\b)
      | \s*(?:minutes?|mins?|m(?=\s?\d{{1,2}}\s?s\b))\b
        (?:\s*(?:and\s+)?\d+\s*(?:seconds?|secs?|s)\b)?
      | \s*(?:seconds?|secs?)\b
      | [\s-]*(?:days?|weeks?|months?|quarters|years?)\b
    )?
    (?![\w]|[.,]\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ANY = re.compile(rf"\d|\b(?:{_WORD})\b", re.IGNORECASE)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}


def quantities(passage: Passage) -> tuple[Quantity, ...]:
    """In the order in which they stand."""
    if not _ANY.search(passage.text):
        return ()
    hidden = _LEFT_ALONE.sub(lambda found: "\x00" * len(found[0]), passage.text)
    return tuple(_quantity(found) for found in _NUMBER.finditer(hidden))


def _quantity(found: re.Match[str]) -> Quantity:
    tail = (found["tail"] or "").strip(" -").lower()
    start = found.end("rough") if found["rough"] else found.start()
    unit = _unit(tail)
    value, half = _value(found)
    if unit is Unit.SECONDS:
        value = _seconds(value, tail)
    sign = {"": 0, "+": 1}.get(found["sign"] or "", -1)
    text = found.string[start : found.end()].strip()
    return Quantity(start, found.end(), text, value, unit, half, sign, bool(found["rough"]))


def _unit(tail: str) -> Unit:
    if tail in ("pp", "ppt", "ppts") or re.search(r"p(?:oin)?ts?$", tail):
        return Unit.POINTS
    if tail.startswith(("%", "per")):
        return Unit.PERCENT
    if tail.startswith(("min", "sec")):
        return Unit.SECONDS
    return Unit.TIME if tail else Unit.COUNT


def _value(found: re.Match[str]) -> tuple[Decimal, Decimal]:
    if found["word"]:
        value = Decimal(NUMBER_WORDS[found["word"].lower()])
    else:
        value = Decimal(found["digits"].replace(",", ""))
    power = _SCALES.get((found["scale"] or "").strip().lower(), 0)
    exponent = int(value.as_tuple().exponent)
    half = Decimal("0.5").scaleb(exponent + power) if power or exponent else Decimal(0)
    return (value.scaleb(power) if power else value), half


def _seconds(value: Decimal, tail: str) -> Decimal:
    if tail.startswith("sec"):
        return value
    seconds = re.search(r"\d+", tail)
    return value * 60 + (int(seconds[0]) if seconds else 0)
