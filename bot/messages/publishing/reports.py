"""What is said around a report's files: what they are, what is being done, and what is not."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.collecting.parts import single
from bot.messages.collecting.words import quarter_name
from bot.messages.publishing.previews import edition_words
from bot.messages.sheet import Message, Sheet
from bot.plan import Plan
from bot.publication import Edition
from bot.quarter import Quarter
from bot.report import Report
from bot.wording import counted, listed, sentence

PREVIEW = "A preview: not published, and marked as such on every page. For editors alone."


def report_message(report: Report) -> Message:
    """Stands above the files, and says which report they are."""
    plan, edition = report.plan, report.edition
    which = PREVIEW if edition.is_preview else edition_words(plan, edition)

    def drawn(_: int) -> Sheet:
        sheet = Sheet()
        sheet.header(f"Report: {quarter_name(report.quarter)}")
        sheet.say(report.summary.headline, bold=True)
        if report.missing:
            sheet.say(f"{counted(len(report.missing), 'return').capitalize()} missing.")
        sheet.say("As PDF, as a web page and as a workbook with every figure:")
        sheet.notes([which, plan.marking])
        return sheet

    return single(drawn)


def being_made(quarter: Quarter) -> str:
    return f"The report of {quarter_name(quarter)} is being made; it takes a few seconds."


def not_published(plan: Plan, quarter: Quarter, newest: Quarter | None, command: str) -> str:
    told = f"{quarter_name(quarter)} is not published yet."
    if newest is None:
        return f"{told} No quarter of {plan.name} is."
    return f"{told} The newest that is: {newest.label}. Type {command} report {newest.key}"


def no_edition(quarter: Quarter, number: int, editions: Sequence[Edition]) -> str:
    there = listed([f"v{each.number}" for each in editions], "or")
    told = f"{quarter.label} has no edition {number}"
    return sentence(f"{told}; there is {there}" if there else f"{told}: it is not published")


def not_made(quarter: Quarter, reference: str) -> str:
    return (
        f"The files of {quarter.label} could not be made (reference {reference}). "
        f"The figures are all there: ask for status or summary. {_elsewhere(quarter)}"
    )


def gaps(report: Report, files: Sequence[tuple[str, str]], charts: Sequence[str]) -> str:
    """What is lacking and how to get it; ``files`` are names with Slack's reason."""
    told = [f"Slack did not take {name} ({why})." for name, why in files]
    told += [f"A chart could not be drawn: {title}." for title in charts]
    if charts:
        told.append("In its place stands what it would have shown.")
    return " ".join([*told, _elsewhere(report.quarter, report.edition.number)])


def _elsewhere(quarter: Quarter, number: int | None = None) -> str:
    edition = "" if number is None else f" --version {number}"
    command = f"pcp report {quarter.key}{edition} --out DIR"
    return f"Who runs the bot can write all files with: {command}"


def to_editors(report: Report, told: str) -> str:
    return f"The report of {report.quarter.label} went out incomplete. {told}"
