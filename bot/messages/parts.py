"""Parts that several answers share: figures as table rows, updates as lists, the foot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.figure import Standing
from bot.finding import Account, Change, Place, Reading, Verdict
from bot.messages.sheet import Sheet
from bot.plan import AreaKind, Caveat, CaveatKind, MetricKind, Plan
from bot.quarter import month_label
from bot.signal import Group
from bot.wording import amount, capital, counted, inline, listed, ordinal, rate, sentence

YEAR_BEFORE = "Same quarter last year"
BEFORE = "Previous period"
WITHHELD = "withheld"


def open_answer(sheet: Sheet, title: str, read_as: Iterable[str]) -> None:
    """The header, and how the question was read where it was not taken literally."""
    sheet.header(title)
    sheet.notes(read_as)


def figures_table(
    sheet: Sheet, plan: Plan, readings: Sequence[Reading], head: str, *, wrapped: bool = False
) -> None:
    """Figures with what they compare with; the head names the quarter. What no figure compares
    with has no column. ``wrapped``, it fits a phone, with words in the place of columns of
    numbers."""
    rows = [_figure_row(plan, each) for each in readings]
    heads = ["Figure", head, YEAR_BEFORE, BEFORE]
    filled = [at for at in range(len(heads)) if at < _ALWAYS or any(row[at] for row in rows)]
    if rows:
        prose = len(filled) - _ALWAYS if wrapped else 0
        shown = [[row[at] for at in filled] for row in rows]
        sheet.table([heads[at] for at in filled], shown, prose=prose)


def changes_table(sheet: Sheet, plan: Plan, readings: Sequence[Reading], head: str) -> None:
    """Figures with the one change that is told first, narrow enough for a phone."""
    rows = [_narrow_row(plan, each) for each in readings]
    compared = any(row[-1] for row in rows)
    heads = ["Figure", head, "Change"][: None if compared else _ALWAYS]
    if rows:
        sheet.table(heads, [row[: len(heads)] for row in rows], prose=int(compared))


def _narrow_row(plan: Plan, reading: Reading) -> list[str]:
    """The dates stand with the name, which is wrapped, and leave the value its narrow column."""
    name, value, *_ = _figure_row(plan, reading)
    figure = reading.figure
    if figure and not figure.period.quarter:
        name = f"{name} ({figure.period.label})"
        value = amount(figure.value, reading.metric)
    return [name, value, _change_of(reading)]


def _change_of(reading: Reading) -> str:
    if reading.year_earlier_withheld:
        return f"{WITHHELD} on last year"
    if change := reading.year_earlier or reading.previous:
        period = change.base.period
        yearly = reading.year_earlier is not None and period.quarter is not None
        when = "last year" if yearly else period.label.removeprefix("at ")
        return f"{change.short or change.words} on {when}"
    return ""


def _figure_row(plan: Plan, reading: Reading) -> list[str]:
    name = reading.metric.name
    if reading.area != plan.force_area:
        name = f"{name}, {reading.area.name}"
    if reading.metric.kind is MetricKind.RATE:
        name = f"{name} ({reading.metric.unit})"
    value = ""
    if reading.figure:
        value = amount(reading.figure.value, reading.metric)
        if not reading.figure.period.quarter:
            value = f"{value} ({reading.figure.period.label})"
    if reading.is_withheld:
        value = WITHHELD
    year_before = WITHHELD if reading.year_earlier_withheld else None
    before = WITHHELD if reading.previous_withheld else None
    return [
        name,
        value,
        year_before or _base(reading, reading.year_earlier),
        before or _base(reading, reading.previous),
    ]


def _base(reading: Reading, change: Change | None) -> str:
    """What it is compared with, and how the new figure differs: ``76,856 (up 14.8%)``."""
    if not change:
        return ""
    value = amount(change.base.value, reading.metric)
    when = "" if change.base.period.quarter else f", {change.base.period.label}"
    return f"{value} ({change.short or change.words}{when})"


_ALWAYS = 2  # the columns of names and of values


def said_with_places(reading: Reading, places: Iterable[Place]) -> bool:
    """Whether the list of positions has already told all that a row of figures would tell."""
    rates = {place.metric.id: place.standing.rate for place in places}
    compared = reading.year_earlier or reading.previous
    value = reading.figure.value if reading.figure else None
    told = value is not None and rates.get(reading.metric.id) == value
    return told and not compared and reading.area.kind is AreaKind.FORCE


def places_title(plan: Plan, places: Sequence[Place]) -> str:
    """``Most similar group (MSG) of 8, October 2021 (before: July 2021)``: the one place for
    dates."""
    then = months(each.earlier for each in places if each.earlier)
    now = months(each.standing for each in places)
    before = f" (before: {then})" if then else ""
    return f"{capital(plan.group_name)} (MSG) of {plan.group_size}, {now}{before}"


def months(standings: Iterable[Standing]) -> str:
    return listed([month_label(day) for day in sorted({each.as_at for each in standings})])


def place_words(place: Place, *, dated: bool) -> str:
    """A position in a list whose title has its date; ``dated`` where the list has several."""
    when = f" ({month_label(place.standing.as_at)})" if dated else ""
    return f"{place.metric.name}{when}: {place.stood}; {place.aim}"


def are_of_several_months(places: Iterable[Place]) -> bool:
    return len({place.standing.as_at for place in places}) > 1


def places_list(sheet: Sheet, plan: Plan, places: Sequence[Place], whose: str = "") -> None:
    """Positions with all that is known of each: aim, verdict, rate, and gap to the average."""
    dated = are_of_several_months(places)
    title = f"{whose}{places_title(plan, places)}" if places else ""
    sheet.bullets(title, [_whole(place, dated=dated) for place in places])


def _whole(place: Place, *, dated: bool) -> str:
    standing = place.standing
    verdict = "" if place.verdict is Verdict.NO_ASPIRATION else f", {_VERDICTS[place.verdict]}"
    at = "" if standing.rate is None else rate(standing.rate, standing.rate_unit)
    measured = ", ".join(filter(None, (at, place.gap)))
    told = sentence(f"{place_words(place, dated=dated)}{verdict}")
    return f"{told} {sentence(measured)}" if measured else told


_VERDICTS = {
    Verdict.MET: "met",
    Verdict.NOT_MET: "not met",
    Verdict.UNKNOWN: "not known whether met",
}


def places_table(sheet: Sheet, plan: Plan, places: Sequence[Place]) -> None:
    """Standings as a table narrow enough for a phone; a measure's own answer has its rate and
    its gap to the average."""
    dated = are_of_several_months(places)
    sheet.say(f"{places_title(plan, places)}. 1st is best.")
    rows = [_place_row(place, dated=dated) for place in places]
    sheet.table(["Measure", "Now", "Met?", "Aim"], rows, prose=1)
    sheet.notes(f"{place.metric.name}: {note}" for place in places if (note := _row_note(place)))


def _row_note(place: Place) -> str:
    """What must be known of a row and would make its table too wide for a phone."""
    standing = place.standing
    rank, printed, best = map(ordinal, (standing.rank, standing.position, standing.best))
    turned = f"{rank} best, printed as {printed}, where {best} is best"
    old = f"data to {month_label(standing.data_to)}" if standing.data_to else ""
    noted = [turned if standing.best != 1 else "", old]
    return sentence("; ".join(filter(None, noted))) if any(noted) else ""


def _place_row(place: Place, *, dated: bool) -> list[str]:
    standing, before = place.standing, place.earlier
    notes = [f"was {ordinal(before.rank)}"] if before else []
    notes += [month_label(standing.as_at)] if dated else []
    now = ordinal(standing.rank)
    position = f"{now} ({', '.join(notes)})" if notes else now
    return [place.metric.name, position, _MET[place.verdict], _aspiration(place)]


_MET = {
    Verdict.MET: "yes",
    Verdict.NOT_MET: "no",
    Verdict.NO_ASPIRATION: "",
    Verdict.UNKNOWN: "not known",
}


def _aspiration(place: Place) -> str:
    printed = place.aspiration.printed
    if place.verdict is Verdict.NO_ASPIRATION:
        return f"none ({inline(printed)})" if printed else "none"
    return capital(place.aim.removeprefix("aim: ")) or printed


def accounts_list(
    sheet: Sheet, plan: Plan, accounts: Sequence[Account], most: int | None = None
) -> int:
    """Updates in lists by LPA, each with who it is from; ``most`` bounds each list.

    Returns how many were left out.
    """
    left = 0
    for title, group in groupby(accounts, key=lambda a: a.lpa.name if a.lpa else "Whole force"):
        entries = [account_words(plan, account) for account in group]
        shown = entries if most is None else entries[:most]
        left += len(entries) - len(shown)
        sheet.bullets(title, shown)
    return left


def account_words(plan: Plan, account: Account) -> str:
    """One update with who says it, where that is not plain from the list it stands in, and the
    operations and projects that it is about, where it does not name them."""
    who = [] if account.unit.area == (account.lpa and account.lpa.id) else [account.unit.name]
    where = [account.area.name] if account.area not in (account.lpa, plan.force_area) else []
    known = f"{account.unit.name} {account.update.text}".casefold()
    names = [name for name in account.update.names if name.casefold() not in known]
    said_by = ", ".join([*where, *who, *names])
    return f"{said_by}: {account.update.text}" if said_by else account.update.text


def foot(sheet: Sheet, plan: Plan, notes: Sequence[str] = (), places: Sequence[Place] = ()) -> None:
    """Caveats that travel with the figures, the source, and the protective marking.

    A long answer is several messages, and each may be read alone: all of them have the marking,
    and where positions are shown the caution about ranks.
    """
    sheet.notes(notes, title="Please note")
    source = ", ".join(part for part in (plan.force, plan.source) if part)
    marked = f"{plan.marking}. {sentence(f'Source: {source}')}"
    sheet.notes([marked])
    cautions = [plan.caveat(each).text for each in plan.standing_caveats] if places else []
    sheet.on_every_page([*cautions, marked])


def caveat_notes(
    readings: Iterable[Reading], ranked: Iterable[Place | Group], most: int = 99
) -> list[str]:
    """The caveats of what is shown, the gravest first, each with the metrics that it is about.

    Where there are more than ``most``, the last line says how many and how to see them.
    """
    about: dict[Caveat, dict[str, None]] = {}
    findings: list[Place | Group | Reading] = [*ranked, *readings]
    for finding in findings:
        for caveat in finding.caveats:
            about.setdefault(caveat, {})[finding.metric.name] = None
    order = sorted(about, key=lambda caveat: _GRAVITY.index(caveat.kind))
    notes = [_note(caveat, list(about[caveat])) for caveat in order]
    if len(notes) <= most:
        return notes
    return [*notes[:most], f"{counted(len(notes) - most, 'more note')}: press All caveats."]


def caveats_by_metric(
    plan: Plan, readings: Iterable[Reading], places: Iterable[Place]
) -> dict[str, list[Caveat]]:
    """The caveats of each metric that has any, but for those that go with every position."""
    found: dict[str, list[Caveat]] = {}
    findings: list[Place | Reading] = [*places, *readings]
    for finding in findings:
        own = found.setdefault(finding.metric.name, [])
        own += [c for c in finding.caveats if c not in own and c.id not in plan.standing_caveats]
    return {name: caveats for name, caveats in found.items() if caveats}


_GRAVITY = (
    CaveatKind.WITHHELD,
    CaveatKind.REVISED,
    CaveatKind.RANK_NOT_SIGNIFICANT,
    CaveatKind.CONTRADICTION,
    CaveatKind.STALE,
    CaveatKind.SMALL_NUMBERS,
    CaveatKind.EXPLAINED,
    CaveatKind.RECORDING_CHANGE,
    CaveatKind.PROVISIONAL,
    CaveatKind.DIFFERENT_PERIOD,
    CaveatKind.DEFINITION,
    CaveatKind.IMPLIED,
)
_NAMED = 3  # a caveat of more metrics than this is about them all


def _note(caveat: Caveat, names: Sequence[str]) -> str:
    if caveat.kind is CaveatKind.RANK_NOT_SIGNIFICANT or len(names) > _NAMED:
        return caveat.text
    return f"{listed(names)}: {caveat.text}"
