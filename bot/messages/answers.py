"""One function for each answer: a finding in, messages out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.finding import (
    Account,
    Board,
    Illustration,
    MetricStatus,
    Place,
    PriorityStatus,
    Reading,
    Summary,
    Verdict,
)
from bot.messages import asks
from bot.messages.parts import (
    accounts_list,
    are_of_several_months,
    caveat_notes,
    caveats_by_metric,
    figures_table,
    foot,
    open_answer,
    place_words,
    places_list,
    places_table,
    places_title,
    said_with_places,
)
from bot.messages.sheet import Ask, Message, Sheet
from bot.messages.sources import sources_of
from bot.plan import Plan
from bot.quarter import Quarter
from bot.signal import Strength
from bot.wording import capital, counted, inline, listed, sentence

_ROWS = 10  # figures in a priority's first answer; the rest is a button away
_NOTES = 3  # caveats under an answer; the rest is a button away
_OPENING = 5  # buttons under a search
_SAID = 2  # updates of each LPA in a priority's first answer
_FIRST = 8  # updates in the first message of an answer about updates; the rest is in its thread
_FEW = 3  # updates that are not worth a message of their own
_NAMED = 3  # units that are named; more are counted

Pages = tuple[Message, ...]
Pictures = Sequence[Illustration]
Notes = Sequence[str]


@dataclass(frozen=True)
class Found:
    """One thing a search found, and the question that shows it whole."""

    title: str
    snippet: str
    ask: Ask


def status_answer(
    plan: Plan, status: PriorityStatus, pictures: Pictures, read_as: Notes, *, every: bool = False
) -> Pages:
    """A priority: the line to read aloud, standings, figures, pictures, updates, gaps."""
    sheet, quarter = Sheet(), status.quarter
    open_answer(sheet, _title(status), read_as)
    sheet.say(status.headline, bold=True)
    whose = "Whole force. " if status.area else ""
    places_list(sheet, plan, status.places, whose)
    told = [] if every else [r for r in status.readings if said_with_places(r, status.places)]
    others = [each for each in status.readings if each not in told]
    shown = others if every else others[:_ROWS]
    figures_table(sheet, plan, shown, quarter.label)
    sheet.bullets("More than chance", _signals(status))
    for picture in pictures:
        sheet.picture(picture)
    left = accounts_list(sheet, plan, status.accounts, None if every else _SAID)
    sheet.bullets("Missing", status.missing)
    sheet.notes(_held_back(len(others) - len(shown), left))
    findings = [*told, *shown]
    foot(sheet, plan, caveat_notes(findings, status.places, _NOTES), status.places)
    count = 0 if status.focus else len(status.caveats)
    caveats = asks.caveats(quarter, count, status.priority.id)
    buttons = [asks.standings(quarter), asks.board(quarter), caveats]
    if status.readings or status.places:
        buttons.insert(0, asks.why(status.priority, quarter, "Why"))
    if left:
        buttons.insert(0, asks.every_update(status))
    if len(shown) < len(others):
        buttons.insert(0, asks.every_figure(status))
    sheet.asks(buttons, pick=asks.priorities(plan, quarter), prompt="Another priority")
    return sheet.pages()


def _signals(status: PriorityStatus) -> list[str]:
    """What of the figures is more than chance would have it; the rest stands in the table."""
    news = (finding for each in status.judgements for finding in each.news)
    return [each.sentence for each in news if each.strength is Strength.SIGNAL]


def _held_back(figures: int, updates: int) -> list[str]:
    """What this answer leaves to a button, said so that nobody takes it for the whole."""
    kinds = [(figures, "more figure"), (updates, "more update")]
    more = [counted(count, kind) for count, kind in kinds if count]
    return [sentence(f"{listed(more)} behind the buttons")] if more else []


def _title(status: PriorityStatus) -> str:
    focus = f": {status.focus}" if status.focus else ""
    return f"{status.priority.number}. {status.priority.name}{focus}, {status.quarter.label}"


def board_answer(plan: Plan, board: Board, pictures: Pictures, read_as: Notes) -> Pages:
    """All priorities: one row each, and a menu to go into any of them."""
    sheet = Sheet()
    open_answer(sheet, f"{plan.name}, {board.quarter.label} ({board.quarter.words})", read_as)
    sheet.say(board.headline, bold=True)
    sheet.bullets("", [f"{s.priority.short}: {s.headline}" for s in board.statuses])
    heads = ["Priority", "Aspirations met", "Figures", "Updates", "Missing"]
    sheet.table(heads, [_board_row(status) for status in board.statuses])
    for picture in pictures:
        sheet.picture(picture)
    places = [place for status in board.statuses for place in status.places]
    foot(sheet, plan, caveat_notes((), places, _NOTES), places)
    quarter = board.quarter
    buttons = [asks.summary(quarter), asks.standings(quarter), asks.caveats(quarter)]
    sheet.asks(buttons, pick=asks.priorities(plan, board.quarter), prompt="Open a priority")
    return sheet.pages()


def _board_row(status: PriorityStatus) -> list[str]:
    aimed = [p for p in status.places if p.verdict is not Verdict.NO_ASPIRATION]
    met = sum(place.verdict is Verdict.MET for place in aimed)
    return [
        f"{status.priority.number}. {status.priority.short}",
        f"{met} of {len(aimed)}" if aimed else "none set",
        str(len(status.readings)),
        str(len(status.accounts)),
        str(len(status.missing)),
    ]


def metric_answer(plan: Plan, status: MetricStatus, pictures: Pictures, read_as: Notes) -> Pages:
    """One metric: its sentence for each area with what is more than chance, the figures with
    their sources, its standing."""
    metric, quarter = status.metric, status.quarter
    readings, places = status.readings, status.places
    sheet = Sheet()
    open_answer(sheet, f"{metric.name}, {quarter.label} ({quarter.words})", read_as)
    _say_metric(sheet, status)
    if metric.definition:
        sheet.say(metric.definition)
    recorded = [each for each in readings if each.figure or each.is_withheld]
    figures_table(sheet, plan, recorded, quarter.label)
    for picture in pictures:
        sheet.picture(picture)
    sheet.notes(sources_of(plan, readings, places), title="Where these come from")
    foot(sheet, plan, caveat_notes(readings, [*places, *status.groups]), places)
    sheet.asks(_metric_asks(plan, status))
    return sheet.pages()


def _say_metric(sheet: Sheet, status: MetricStatus) -> None:
    """The figure and its changes, whether that is more than chance, and where the force stands."""
    for judgement in status.judgements:
        sheet.say(judgement.reading.sentence, bold=True)
        for finding in judgement.news:
            sheet.say(finding.sentence)
    for group in status.groups:
        sheet.say(group.finding.sentence)
    for place in status.places:
        sheet.say(place.sentence, bold=not status.readings)
        if place.further:
            sheet.say(place.further)
    if not status.readings and not status.places:
        name, label = status.metric.name, status.quarter.label
        sheet.say(f"Nothing is recorded for {name} up to {label}.", bold=True)


def _metric_asks(plan: Plan, status: MetricStatus) -> list[Ask]:
    priority, quarter = plan.priority(status.metric.priority), status.quarter
    told = status.readings or status.places
    return [
        *([asks.why_metric(status.metric, quarter, "Why")] if told else []),
        asks.status(priority, quarter),
        asks.updates(priority, quarter),
        *([asks.standings(quarter)] if status.places else []),
    ]


def standings_answer(
    plan: Plan, quarter: Quarter, summary: Summary, pictures: Pictures, read_as: Notes
) -> Pages:
    """The most similar group table, with the caution that belongs to every rank."""
    sheet = Sheet()
    open_answer(sheet, f"{capital(plan.group_name)}, {quarter.label}", read_as)
    sheet.say(summary.headline, bold=True)
    if summary.places:
        places_table(sheet, plan, summary.places)
    if len(summary.places) == 1:
        _say_gaps(sheet, summary.places[0])
    for picture in pictures:
        sheet.picture(picture)
    foot(sheet, plan, caveat_notes((), summary.places, _NOTES), summary.places)
    pick = asks.placed(summary.places, quarter)
    buttons = [asks.summary(quarter), asks.board(quarter), asks.caveats(quarter)]
    sheet.asks(buttons, pick=pick, prompt="One measure: rate and gap")
    return sheet.pages()


def _say_gaps(sheet: Sheet, place: Place) -> None:
    """All that is known of how far a measure is from the rest of the group."""
    average = sentence(place.gap) if place.gap else ""
    told = " ".join(filter(None, (average, place.further)))
    if told:
        sheet.say(told)


def summary_answer(plan: Plan, summary: Summary, pictures: Pictures, read_as: Notes) -> Pages:
    """Met and not met, improved and deteriorated, each with the rows behind it."""
    sheet = Sheet()
    open_answer(sheet, f"Summary, {summary.quarter.label} ({summary.quarter.words})", read_as)
    sheet.say(summary.headline, bold=True)
    if summary.places:
        sheet.say(f"{places_title(plan, summary.places)}.")
    dated = are_of_several_months(summary.places)
    for title, places in (
        ("Aspiration met", summary.met),
        ("Aspiration not met", summary.not_met),
        ("No aspiration", summary.no_aspiration),
        ("Whether the aspiration is met is not known", summary.not_known),
    ):
        lines = [sentence(place_words(place, dated=dated)) for place in places]
        sheet.bullets(f"{title} ({len(places)})", lines)
    sheet.bullets("How positions moved", _moves(summary))
    for picture in pictures:
        sheet.picture(picture)
    foot(sheet, plan, caveat_notes((), summary.places, _NOTES), summary.places)
    quarter = summary.quarter
    sheet.asks(
        [asks.standings(quarter), asks.board(quarter), asks.caveats(quarter)],
        pick=asks.priorities(plan, quarter),
        prompt="Open a priority",
    )
    return sheet.pages()


def _moves(summary: Summary) -> list[str]:
    """Which positions moved which way, by name; the lists above say from where to where."""
    if len(summary.not_compared) == len(summary.places):
        return []
    moved = (
        ("Improved", summary.improved),
        ("Deteriorated", summary.deteriorated),
        ("Unchanged", summary.unchanged),
        ("Not compared", summary.not_compared),
    )
    return [
        sentence(f"{title} ({len(places)}): {_names(places)}") for title, places in moved if places
    ]


def _names(places: Sequence[Place]) -> str:
    first, *others = (place.metric.name for place in places)
    return listed([first, *map(inline, others)])


def updates_answer(
    plan: Plan, about: str, quarter: Quarter, accounts: Sequence[Account], read_as: Notes
) -> Pages:
    """What the units said, by LPA; with none, where else to look."""
    sheet = Sheet()
    open_answer(sheet, f"Updates: {about}, {quarter.label}", read_as)
    said = f"{counted(len(accounts), 'update')} from {_who(accounts)}" if accounts else "No updates"
    sheet.say(sentence(f"{said} for {quarter.label} ({quarter.words})"), bold=True)
    first, rest = accounts[:_FIRST], accounts[_FIRST:]
    if len(rest) <= _FEW:
        first, rest = accounts, ()
    accounts_list(sheet, plan, first)
    if rest:
        sheet.notes([f"{counted(len(rest), 'more update')} in the thread of this message."])
    foot(sheet, plan)
    named = {plan.priority_of(account.commitment.id).id for account in accounts}
    pick = [asks.status(p, quarter) for p in plan.priorities if p.id in named or not named]
    sheet.asks([asks.board(quarter)], pick=pick, prompt="Open a priority")
    if rest:
        sheet.turn_page()
        accounts_list(sheet, plan, rest)
    return sheet.pages()


def nothing_answer(
    plan: Plan, title: str, quarter: Quarter, newest: Quarter, again: str, read_as: Notes
) -> Pages:
    """Of a quarter of which nothing is held: which one there is, and a button to it."""
    sheet = Sheet()
    open_answer(sheet, f"{title}, {quarter.label}", read_as)
    held = f"The newest that the plan holds is {newest.label} ({newest.words})."
    sheet.say(f"Nothing is recorded for {quarter.label}. {held}", bold=True)
    foot(sheet, plan)
    sheet.asks([Ask(newest.label, again), asks.board(newest)])
    return sheet.pages()


def _who(accounts: Sequence[Account]) -> str:
    """The units by name where they are few: several may report for one area."""
    units = list(dict.fromkeys(account.unit.name for account in accounts))
    return listed(units) if len(units) <= _NAMED else counted(len(units), "unit")


def caveats_answer(
    plan: Plan,
    about: str,
    quarter: Quarter,
    readings: Sequence[Reading],
    places: Sequence[Place],
    read_as: Notes,
) -> Pages:
    """What to bear in mind: for all positions, then metric by metric."""
    sheet = Sheet()
    open_answer(sheet, f"Caveats: {about}, {quarter.label}", read_as)
    if places:
        sheet.bullets("Every position", [plan.caveat(each).text for each in plan.standing_caveats])
    by_metric = caveats_by_metric(plan, readings, places)
    for name, caveats in by_metric.items():
        sheet.bullets(name, [caveat.text for caveat in caveats])
    if not by_metric:
        sheet.say("No figure has a caveat of its own.")
    foot(sheet, plan)
    sheet.asks([asks.board(quarter), asks.usage()])
    return sheet.pages()


def search_answer(
    plan: Plan, words: str, found: Sequence[Found], read_as: Notes = (), *, more: bool
) -> Pages:
    """What the words were found in; each result has a button to the whole answer. ``more``
    says that there are others, less like the words."""
    sheet = Sheet()
    open_answer(sheet, f"Search: {words}", read_as)
    if found:
        results = counted(len(found), "result")
        sheet.say(
            f"The best {results}; more words find fewer." if more else f"{results}.", bold=True
        )
        sheet.bullets("", [f"{each.title}: {each.snippet}" for each in found])
    else:
        sheet.say("Nothing was found. Try fewer words, or a part of the operation's name.")
    opening = {each.ask.text: each.ask for each in found}
    sheet.asks([*opening.values()][:_OPENING] or [Ask("All priorities", "status"), asks.usage()])
    foot(sheet, plan)
    return sheet.pages()
