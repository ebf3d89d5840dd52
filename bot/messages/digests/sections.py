"""One priority in the thread of a digest: chart, figures, what the units said, caveats."""

from __future__ import annotations

from collections.abc import Sequence

from bot.finding import PriorityStatus, Reading
from bot.messages import asks
from bot.messages.collecting.parts import actions, button
from bot.messages.digests.parent import SIGNALS
from bot.messages.digests.words import is_signal, why_menu
from bot.messages.parts import (
    accounts_list,
    caveat_notes,
    changes_table,
    foot,
    places_list,
    said_with_places,
)
from bot.messages.sheet import Ask, Message, Sheet, headed
from bot.plan import Plan
from bot.report import Report, Section
from bot.wording import counted

_ROWS = 12  # figures in the message; the others are a button away and in the documents

Pages = tuple[Message, ...]


def section_pages(report: Report, section: Section) -> Pages:
    """One message, or where the updates do not fit into it, further ones with the updates alone.
    Each says which priority it is about."""
    whole = _sheet(report, section, apart=False).pages()
    pages = whole if len(whole) == 1 else _sheet(report, section, apart=True).pages()
    return continued(pages, _title(section))


def _title(section: Section) -> str:
    return f"{section.status.priority.number}. {section.status.priority.name}"


def _sheet(report: Report, section: Section, *, apart: bool) -> Sheet:
    sheet, plan, status = Sheet(), report.plan, section.status
    sheet.header(_title(section))
    sheet.say(status.headline, bold=True)
    sheet.bullets(SIGNALS, [each.sentence for each in section.findings if is_signal(each)])
    for picture in section.pictures:
        sheet.picture(picture)
    told = _table_of(sheet, plan, status)
    if not apart:
        accounts_list(sheet, plan, status.accounts)
    sheet.bullets("Missing", status.missing)
    foot(sheet, plan, caveat_notes(told, status.places), status.places)
    sheet.action(actions([*why_menu(report, section.findings, status.priority.id), *_more(status)]))
    if apart:
        sheet.turn_page()
        accounts_list(sheet, plan, status.accounts)
    return sheet


def _table_of(sheet: Sheet, plan: Plan, status: PriorityStatus) -> Sequence[Reading]:
    """Positions and figures, those first that can be compared; returns the readings shown."""
    places_list(sheet, plan, status.places)
    others = [each for each in status.readings if not said_with_places(each, status.places)]
    shown = sorted(others, key=_rank)[:_ROWS]
    changes_table(sheet, plan, shown, status.quarter.label)
    if more := len(others) - len(shown):
        words = f"{counted(more, 'more figure')}: press All figures, or open the report."
        sheet.notes([words])
    return [each for each in status.readings if each in shown or each not in others]


def _rank(reading: Reading) -> tuple[bool, bool]:
    compared = reading.year_earlier or reading.previous or reading.is_withheld
    return not reading.metric.lead, not compared


def _more(status: PriorityStatus) -> list[dict[str, object]]:
    wanted = [Ask("All figures", asks.every_figure(status).text)] if status.readings else []
    wanted += [asks.caveats(status.quarter, len(status.caveats), status.priority.id)]
    return [button(each.label, f"ask.{at}", each.text) for at, each in enumerate(wanted)]


def continued(pages: Pages, title: str) -> Pages:
    """Every message after the first says what it goes on with."""
    first, *others = pages
    return (first, *(headed(page, f"Continued: {title}") for page in others))
