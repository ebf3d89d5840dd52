"""The one number of a clause that may be a metric's figure; never a date, a rank or a change."""

from __future__ import annotations

import re

from bot.entries.mentions import MASK
from bot.plan import Metric, MetricKind

_TIME = r"(?:[0-9]+ ?(?:h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)(?![a-z]),? ?)+"
_NUMBER = re.compile(
    rf"{_TIME}|[^\s{MASK}]*[0-9][^\s{MASK}]*(?: ?(?:%|per ?cent\b))?", re.IGNORECASE
)


def _bag(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MONTHS = _bag("jan feb mar apr may jun jul aug sep oct nov dec")

# A clause in which one of these stands speaks of something other than the quarter's figure.
_ELSEWHERE = _bag(
    """
    about above aim almost anticipate approx approximately around before below between
    by change compared could decrease decreased decreasing down drop dropped each earlier estimate
    estimated every expect expected fall fallen fell fewer forecast from goal higher if including
    increase increased increasing last less lower may might more nearly next no nor not over per
    plan planned predicted previous previously projected reduced reduction rise risen roughly rose
    should since target than to under until up will would year yesterday
    """
)
_COUNTED_THINGS = _bag(
    """
    annex appendix chapter clause day days figure form item line month months no number op
    operation page para paragraph part phase q quarter ref section step table tier version week
    weeks year years
    """
)
_JOINING = _bag(
    """
    a all and are at average had handled have in is it now of on our received recorded stands stood
    the there they this took total totalled totalling us was we were with
    """
)
_BETWEEN = 5  # words at most between the metric and its number


def number_in(clause: str, metric: Metric) -> str | None:
    """The number that stands by the mention of a metric (which is blanked out), or None."""
    numbers = list(_NUMBER.finditer(clause))
    if len(numbers) != 1 or _speaks_of_another_thing(clause):
        return None
    (number,) = numbers
    before, after = clause[: number.start()], clause[number.end() :]
    token = number[0].strip(" .,:;=")
    if _is_dated(before, token, after) or not _fits(token, metric):
        return None
    return token if _stand_together(before, after, metric) else None


def _speaks_of_another_thing(clause: str) -> bool:
    return not _ELSEWHERE.isdisjoint(_words(re.sub(r"per ?cent", "%", clause.lower())))


def _is_dated(before: str, token: str, after: str) -> bool:
    """Whether the number is a day, a year or the number of a thing."""
    near = [*_words(before)[-1:], *_words(after)[:1]]
    is_year = re.fullmatch(r"(?:19|20)[0-9]{2}", token)
    return bool(is_year) or any(_names_a_number(word) for word in near)


def _names_a_number(word: str) -> bool:
    return word in _COUNTED_THINGS or any(word.startswith(month) for month in _MONTHS)


def _fits(token: str, metric: Metric) -> bool:
    """Whether the number shows of itself that it is of the metric's kind: in free text a bare
    number may be anything, so percentages, times and money must carry their sign."""
    match metric.kind:
        case MetricKind.PERCENT:
            return token.endswith(("%", "t", "T"))
        case MetricKind.DURATION:
            return ":" in token or token[-1].isalpha()
        case MetricKind.MONEY:
            return "£" in token
        case _:
            return True


def _stand_together(before: str, after: str, metric: Metric) -> bool:
    """Whether only joining words stand between the number and the mention of the metric."""
    between = before.rpartition(MASK)[2] if MASK in before else after.partition(MASK)[0]
    words = _words(between)
    own = set(_words(metric.unit))
    return len(words) <= _BETWEEN and _JOINING.union(own).issuperset(words)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())
