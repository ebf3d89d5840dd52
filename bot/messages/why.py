"""Why an answer says what it says: each finding, how it was concluded, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.figure import Figure, Standing
from bot.finding import Illustration, MetricStatus, Place, PriorityStatus
from bot.messages import asks
from bot.messages.parts import caveat_notes, foot, open_answer
from bot.messages.sheet import Ask, Message, Sheet
from bot.messages.sources import source_of
from bot.plan import Plan
from bot.quarter import Quarter, month_label
from bot.signal import Finding, Group, Peer, Strength
from bot.wording import amount, listed, number, ordinal, sentence

Row = Figure | Standing
Pages = tuple[Message, ...]
Notes = Sequence[str]

_VERDICTS = {
    Strength.SIGNAL: "More than chance",
    Strength.CHANCE: "Within chance",
    Strength.NOT_JUDGED: "Not judged",
    Strength.PLAIN: "As recorded",
}


def why_metric(
    plan: Plan,
    status: MetricStatus,
    findings: Sequence[Finding],
    pictures: Sequence[Illustration],
    read_as: Notes,
) -> Pages:
    """One metric: the findings, the forces or LPAs it is compared with, and every row."""
    metric, quarter = status.metric, status.quarter
    sheet = Sheet()
    open_answer(sheet, f"Why: {metric.name}, {quarter.label}", read_as)
    if not findings:
        sheet.say(f"Nothing is recorded for {metric.name} up to {quarter.label}.", bold=True)
    rows = _findings(sheet, findings)
    for group in status.groups:
        _group(sheet, group)
    for picture in pictures:
        sheet.picture(picture)
    _rows(sheet, plan, rows)
    ranked: list[Place | Group] = [*status.places, *status.groups]
    foot(sheet, plan, caveat_notes(status.readings, ranked), status.places)
    priority = plan.priority(metric.priority)
    sheet.asks(
        [Ask("The figures", f"metric {metric.id} {quarter.key}"), asks.why(priority, quarter)]
    )
    return sheet.pages()


def why_priority(
    plan: Plan, status: PriorityStatus, findings: Sequence[Finding], read_as: Notes
) -> Pages:
    """A priority: the findings of all its metrics, and a menu into each."""
    priority, quarter = status.priority, status.quarter
    sheet = Sheet()
    open_answer(sheet, f"Why: {priority.number}. {priority.name}, {quarter.label}", read_as)
    if not findings:
        sheet.say(f"Nothing is recorded for {priority.name} in {quarter.label}.", bold=True)
    _rows(sheet, plan, _findings(sheet, findings))
    foot(sheet, plan, caveat_notes(status.readings, status.places), status.places)
    told = [*(r.metric for r in status.readings), *(p.metric for p in status.places)]
    pick = [asks.why_metric(each, quarter) for each in {m.id: m for m in told}.values()]
    sheet.asks([asks.status(priority, quarter)], pick=pick, prompt="Why: one figure")
    return sheet.pages()


def why_sentence(plan: Plan, quarter: Quarter, finding: Finding) -> Pages:
    """One sentence of a report: how it was concluded, and every row behind it."""
    sheet = Sheet()
    open_answer(sheet, f"Why: {finding.about}, {quarter.label}", ())
    _rows(sheet, plan, _findings(sheet, [finding]))
    foot(sheet, plan, [each.text for each in finding.caveats])
    return sheet.pages()


def _findings(sheet: Sheet, findings: Sequence[Finding]) -> list[Row]:
    """What is said of one thing stands together; returns the rows in the order of their
    numbers."""
    groups: dict[str, list[Finding]] = {}
    for each in findings:
        groups.setdefault(each.about, []).append(each)
    rows = list(dict.fromkeys(row for group in groups.values() for row in _behind(group)))
    places = {row: at for at, row in enumerate(rows, start=1)}
    for first, *others in groups.values():
        told = [_reached(first, places), *(_told(each, places) for each in others)]
        sheet.bullets(first.sentence.removesuffix("."), told)
    return rows


def _told(finding: Finding, places: Mapping[Row, int]) -> str:
    """A finding under the name that it is about, which its sentence need not repeat."""
    bare = finding.sentence.removeprefix(f"{finding.about}: ")
    return f"{_VERDICTS[finding.strength]}: {bare} {_reached(finding, places)}".strip()


def _reached(finding: Finding, places: Mapping[Row, int]) -> str:
    """How it was concluded, and from which rows."""
    numbers = sorted(places[row] for row in finding.rows)
    how = sentence(f"How: {finding.how}") if finding.how else ""
    return f"{how} {sentence(f'Rests on {_numbered(numbers)}') if numbers else ''}".strip()


def _behind(findings: Iterable[Finding]) -> list[Row]:
    """The rows of some findings, the newest first."""
    return sorted((row for each in findings for row in each.rows), key=_end, reverse=True)


def _end(row: Row) -> int:
    day = row.period.end if isinstance(row, Figure) else row.as_at
    return day.toordinal()


def _numbered(numbers: Sequence[int]) -> str:
    """``row 3``; ``rows 1 to 24``; ``rows 1, 2 and 5``."""
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    runs: list[list[int]] = []
    for each in numbers:
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return f"rows {listed([words for run in runs for words in _run(run)])}"


def _run(run: Sequence[int]) -> list[str]:
    """Two neighbours are named, more are a span."""
    return [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(each) for each in run]


def _rows(sheet: Sheet, plan: Plan, rows: Sequence[Row]) -> None:
    if rows:
        several = len({(row.metric, _area(plan, row)) for row in rows}) > 1
        lines = [
            [f"{at}. {_of(plan, row, several=several)}", _value(plan, row), source_of(row)]
            for at, row in enumerate(rows, start=1)
        ]
        sheet.table(["Row", "Value", "Where it comes from"], lines, prose=1)


def _area(plan: Plan, row: Row) -> str:
    """The area that a figure is of, where it is not the whole force."""
    if isinstance(row, Standing) or row.area == plan.force_area.id:
        return ""
    return plan.area(row.area).name


def _of(plan: Plan, row: Row, *, several: bool) -> str:
    when = row.period.label if isinstance(row, Figure) else month_label(row.as_at)
    names = [plan.metric(row.metric).name, _area(plan, row)] if several else []
    return ", ".join(filter(None, (*names, when)))


def _value(plan: Plan, row: Row) -> str:
    if isinstance(row, Figure):
        return amount(row.value, plan.metric(row.metric))
    return f"{ordinal(row.position)} of {row.size}"


def _group(sheet: Sheet, group: Group) -> None:
    """The others in the order of the finding, with what each rate is made of."""
    title = f"{group.metric.name}, {group.period.label}, per 1,000 people"
    sheet.bullets(title, [_peer(each) for each in group.peers])
    sheet.notes([sentence(f"Source: {'; '.join(group.sources)}")] if group.sources else [])


def _peer(peer: Peer) -> str:
    between = f"{number(peer.rate)} ({number(peer.low)} to {number(peer.high)})"
    return f"{peer.name}: {between}, {peer.count:,} among {peer.population:,}, mid-{peer.year}"
