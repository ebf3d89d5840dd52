"""The words that stand in a picture and in its alt text alike, so that they cannot differ."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from decimal import Decimal

from bot.figure import Figure, Origin, Standing, Withheld
from bot.finding import Change, Movement, Place, Reading, Returns, Verdict
from bot.plan import Aspiration, AspirationKind, Caveat, CaveatKind
from bot.quarter import Period, Quarter, month_label
from bot.wording import amount, inline, listed, ordinal, quantity

NO_FIGURE = "no figure"
WITHHELD = "withheld"
HOLLOW = "Hollow: implied by a printed difference, not itself printed."
_SHOWN_CAVEATS = 3
_MORE_CAVEATS = "More caveats stand in the answer beside this picture."
_NAMED_THINGS = 2
_NAMED_GAPS = 4
_VERDICTS = {
    Verdict.MET: "aspiration met",
    Verdict.NOT_MET: "aspiration not met",
    Verdict.NO_ASPIRATION: "no aspiration",
    Verdict.UNKNOWN: "not known whether met",
}


def position(standing: Standing) -> str:
    """``7th``; where the printed order runs the other way ``6th (8th is best)``."""
    printed = ordinal(standing.position)
    return printed if standing.best == 1 else f"{printed} ({ordinal(standing.best)} is best)"


def movement(place: Place) -> str:
    """``was 8th: improved``; where nothing moved ``unchanged``."""
    if place.stale:
        return "no newer position"
    if not place.earlier:
        return "no earlier position"
    if place.movement is Movement.UNCHANGED:
        return place.movement.value
    was = f"was {ordinal(place.earlier.position)}"
    return was if place.movement is Movement.UNKNOWN else f"{was}: {place.movement.value}"


def verdict(place: Place) -> str:
    return _VERDICTS[place.verdict]


def aim(aspiration: Aspiration) -> str:
    """What is aimed at, as printed; where nothing is, the printed reason."""
    printed = aspiration.printed.strip(" .()")
    if aspiration.kind is AspirationKind.NONE:
        return f"No aim: {inline(printed)}" if printed else "No aim"
    return f"Aim: {printed}"


def data_to(standing: Standing) -> str:
    return f"data to {month_label(standing.data_to)}" if standing.data_to else ""


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def months(standings: Iterable[Standing]) -> str:
    """The months that positions are as at: ``October 2021``."""
    return listed([month_label(day) for day in sorted({each.as_at for each in standings})])


def span(history: Sequence[Figure]) -> str:
    first, last = history[0].period, history[-1].period
    return first.label if first == last else f"{first.label} to {last.label}"


def when(period: Period) -> str:
    """``in 2021/22 Q3``, ``at 21 Dec 2021``."""
    return period.label if period.days == 1 else f"in {period.label}"


def on_last_year(change: Change) -> str:
    return f"{change.words} on {_named(change.base.period, 'the same quarter last year')}"


def on_previous(change: Change) -> str:
    return (
        f"{change.words} on {_named(change.base.period, 'the previous quarter')}, "
        "not seasonally adjusted"
    )


def _named(period: Period, quarter: str) -> str:
    return quarter if period.quarter else period.label


def change_of(reading: Reading) -> str:
    """The headline change with what it is on, or against the previous quarter, or none."""
    if reading.year_earlier:
        return on_last_year(reading.year_earlier)
    return on_previous(reading.previous) if reading.previous else ""


def value(reading: Reading) -> str:
    """The value alone, as it stands beside its mark: ``88,220``."""
    return amount(reading.figure.value, reading.metric) if reading.figure else no_figure(reading)


def no_figure(reading: Reading) -> str:
    """What stands in the place of a value that is not known, or not told."""
    return WITHHELD if reading.is_withheld else NO_FIGURE


def stated(reading: Reading) -> str:
    """The value with its noun, for a sentence: ``88,220 calls``."""
    return quantity(reading.figure.value, reading.metric) if reading.figure else no_figure(reading)


def returns_in(finding: Returns) -> str:
    """``18 of 26 in by 18 Jan``; nothing has come in where nothing is listed."""
    if not finding.latest:
        return f"0 of {finding.owed} in"
    day, count = finding.latest
    return f"{count} of {finding.owed} in by {short_day(day)}"


def due(finding: Returns) -> str:
    return f"due {short_day(finding.due)}"


def late(finding: Returns) -> str:
    """How many came in after the due day, in a sentence; empty for none."""
    return f"{finding.late} came in after the due day." if finding.late else ""


def short_day(day: date) -> str:
    """``18 Jan``."""
    return f"{day.day} {day:%b}"


def target(value: Decimal, reading: Reading) -> str:
    return amount(value, reading.metric)


def is_implied(figure: Figure) -> bool:
    return figure.origin is Origin.IMPLIED


def gaps(history: Sequence[Figure], withheld: Iterable[Withheld] = ()) -> str:
    """Which quarters between the first and the last have no figure, in a sentence; those that
    are withheld have a caveat."""
    return no_figure_for(
        [each.period for each in history], {each.period.quarter for each in withheld}
    )


def no_figure_for(periods: Sequence[Period], hidden: Container[Quarter | None] = ()) -> str:
    missing = [each for each in missing_quarters(periods) if each not in hidden]
    if not missing:
        return ""
    if len(missing) > _NAMED_GAPS:
        return "Gaps are quarters without a figure."
    return f"No figure for {listed([each.label for each in missing])}."


def withheld(reading: Reading) -> str:
    """What of a series is not told, and why."""
    kinds = (each.text for each in reading.caveats if each.kind is CaveatKind.WITHHELD)
    return " ".join(kinds)


def missing_quarters(periods: Sequence[Period]) -> list[Quarter]:
    """Those that lie between the ones there are."""
    known = [each.quarter for each in periods]
    quarters = [each for each in known if each]
    if not quarters or len(quarters) < len(known):
        return []
    between: list[Quarter] = []
    quarter = quarters[0].next()
    while quarter < quarters[-1]:
        between.append(quarter)
        quarter = quarter.next()
    return [each for each in between if each not in set(quarters)]


def caveats(noted: Sequence[tuple[str, Sequence[Caveat]]]) -> list[str]:
    """What must be said below a picture of several things, each with its name.

    What holds for all of them comes first; what holds for some says for which. A picture has
    room for a few; the answer beside it has them all, and the picture says so. That a value is
    implied is left out: the mark itself shows it.
    """
    names: dict[Caveat, list[str]] = {}
    for name, held in noted:
        for caveat in held:
            if caveat.kind is not CaveatKind.IMPLIED:
                names.setdefault(caveat, []).append(name)
    widest_first = sorted(
        names, key=lambda each: (each.kind is not CaveatKind.WITHHELD, -len(names[each]))
    )
    said = [_noted(each, names[each], len(noted)) for each in widest_first]
    return said[:_SHOWN_CAVEATS] + [_MORE_CAVEATS] * (len(said) > _SHOWN_CAVEATS)


def _noted(caveat: Caveat, names: Sequence[str], things: int) -> str:
    if len(names) == things:
        return caveat.text
    if len(names) > _NAMED_THINGS:
        names = (*names[:_NAMED_THINGS], "others")
    return f"{listed([names[0], *map(inline, filter(None, names[1:]))])}: {inline(caveat.text)}"
