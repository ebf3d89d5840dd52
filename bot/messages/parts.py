"""Parts that several answers share: figures as table rows, updates as lists, the foot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.finding import Account, Change, Place, Reading, Verdict
from bot.messages.sheet import Sheet
from bot.plan import Caveat, CaveatKind, MetricKind, Plan
from bot.quarter import month_label
from bot.wording import amount, counted, inline, listed, ordinal, rate, sentence

YEAR_BEFORE = "Same quarter last year"
BEFORE = "Previous period"


def open_answer(sheet: Sheet, title: str, read_as: Iterable[str]) -> None:
    """The header, and how the question was read where it was not taken literally."""
    sheet.header(title)
    sheet.notes(read_as)


def figures_table(sheet: Sheet, plan: Plan, readings: Sequence[Reading], head: str) -> None:
    """Figures with what they compare with; the head names the quarter."""
    if readings:
        rows = [_figure_row(plan, each) for each in readings]
        sheet.table(["Figure", head, YEAR_BEFORE, BEFORE], rows)


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
    return [name, value, _base(reading, reading.year_earlier), _base(reading, reading.previous)]


def _base(reading: Reading, change: Change | None) -> str:
    """What it is compared with, and how the new figure differs: ``76,856 (up 14.8%)``."""
    if not change:
        return ""
    value = amount(change.base.value, reading.metric)
    when = "" if change.base.period.quarter else f", {change.base.period.label}"
    return f"{value} ({change.short or change.words}{when})"


def places_table(sheet: Sheet, places: Sequence[Place]) -> None:
    """Standings as a table, for answers that are about nothing else."""
    heads = ["Measure", "Position", "Before", "Aspiration", "Verdict", "Rate", "Gap to average"]
    sheet.table(heads, [_place_row(each) for each in places])


def _place_row(place: Place) -> list[str]:
    standing = place.standing
    position = f"{ordinal(standing.position)} of {standing.size} ({month_label(standing.as_at)})"
    if standing.best != 1:
        position = f"{position}; {ordinal(standing.best)} is best"
    before = place.earlier
    return [
        place.metric.name,
        position,
        f"{ordinal(before.position)} ({month_label(before.as_at)})" if before else "",
        _aspiration(place),
        str(place.verdict),
        "" if standing.rate is None else rate(standing.rate, standing.rate_unit),
        place.gap,
    ]


def _aspiration(place: Place) -> str:
    printed = place.aspiration.printed
    if place.verdict is Verdict.NO_ASPIRATION:
        return f"none ({inline(printed)})" if printed else "none"
    return printed


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


def foot(sheet: Sheet, plan: Plan, notes: Sequence[str] = ()) -> None:
    """Caveats that travel with the figures, the source, and the protective marking."""
    sheet.notes(notes, title="Please note")
    source = ", ".join(part for part in (plan.force, plan.source) if part)
    sheet.notes([f"{plan.marking}. {sentence(f'Source: {source}')}"])


def caveat_notes(readings: Iterable[Reading], places: Iterable[Place], most: int = 99) -> list[str]:
    """The caveats of what is shown, the gravest first, each with the metrics that it is about.

    Where there are more than ``most``, the last line says how many and how to see them.
    """
    about: dict[Caveat, dict[str, None]] = {}
    findings: list[Place | Reading] = [*places, *readings]
    for finding in findings:
        for caveat in finding.caveats:
            about.setdefault(caveat, {})[finding.metric.name] = None
    order = sorted(about, key=lambda caveat: _GRAVITY.index(caveat.kind))
    notes = [_note(caveat, list(about[caveat])) for caveat in order]
    if len(notes) <= most:
        return notes
    return [*notes[:most], f"{counted(len(notes) - most, 'more note')}: press Caveats."]


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
    CaveatKind.RANK_NOT_SIGNIFICANT,
    CaveatKind.CONTRADICTION,
    CaveatKind.STALE,
    CaveatKind.SMALL_NUMBERS,
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
