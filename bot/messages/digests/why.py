"""What lies behind a sentence: how it was concluded, and the rows that it rests on."""

from __future__ import annotations

from bot.figure import Figure, Origin, Standing, Vintage
from bot.messages.parts import foot
from bot.messages.sheet import Message, Sheet
from bot.plan import Plan
from bot.quarter import month_label
from bot.signal import Finding
from bot.wording import ordinal, quantity, rate, sentence

_ORIGINS = {
    Origin.PRINTED: "printed",
    Origin.IMPLIED: "worked out from a printed difference",
    Origin.SUBMITTED: "submitted",
}


def why_pages(plan: Plan, finding: Finding) -> tuple[Message, ...]:
    """The sentence, how it was concluded, its rows with their sources, and their caveats."""
    sheet = Sheet()
    sheet.header(f"Why: {finding.about}")
    sheet.say(finding.sentence, bold=True)
    if finding.how:
        sheet.say(sentence(f"Concluded from {finding.how}"))
    sheet.bullets("It rests on", [row_words(plan, each) for each in finding.rows])
    foot(sheet, plan, [each.text for each in finding.caveats])
    return sheet.pages()


def row_words(plan: Plan, row: Figure | Standing) -> str:
    """One recorded row with where it comes from."""
    metric = plan.metric(row.metric)
    if isinstance(row, Standing):
        told = [f"{metric.name}, {month_label(row.as_at)}", _stood(row), row.source]
    else:
        where = "" if row.area == plan.force_area.id else f", {plan.area(row.area).name}"
        value = quantity(row.value, metric)
        origin = _ORIGINS[row.origin]
        how = f"{origin}, revised" if row.vintage is Vintage.REVISED else origin
        told = [f"{metric.name}{where}, {row.period.label}", f"{value}, {how}", row.source]
    name, *rest = told
    return sentence(f"{name}: {', '.join(filter(None, rest))}")


def _stood(standing: Standing) -> str:
    best = "" if standing.best == 1 else f", where {ordinal(standing.best)} is best"
    at = "" if standing.rate is None else f", {rate(standing.rate, standing.rate_unit)}"
    return f"{ordinal(standing.position)} of {standing.size}{best}{at}"
