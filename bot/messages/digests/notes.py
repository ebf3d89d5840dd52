"""What editors and the contact are told of a digest: that it is out, and what of it is not."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bot.messages import asks
from bot.messages.digests.words import edition_words, opening
from bot.messages.naming import channel_words, mentioning
from bot.messages.replies import Closed
from bot.messages.sheet import Message, Sheet, headed
from bot.plan import Plan
from bot.quarter import Quarter
from bot.report import Report
from bot.wording import counted, sentence

_MOST = 20

_CLOSED = {
    Closed.ABSENT: (
        "I am not in it. Once somebody types /invite there, within four weeks, it follows in half "
        "an hour."
    ),
    Closed.SHARED: "People of other organisations read there.",
    Closed.ARCHIVED: "It is archived.",
    Closed.BARRED: "Only some people may post there, and I am not among them.",
    Closed.DIRECT: "It is not a channel.",
}


class Gap(StrEnum):
    """Why a part of a digest is not there as it should be."""

    PICTURE = "picture"
    REFUSED = "refused"
    UNKNOWN = "unknown"


_GAPS = {
    Gap.PICTURE: "without its chart; the numbers stand in its words",
    Gap.REFUSED: "not posted, because Slack would not take it",
    Gap.UNKNOWN: "perhaps not posted: the line to Slack broke, and I may not look",
}


def refused_note(plan: Plan, quarter: Quarter, channel: str, why: Closed) -> Message:
    """A channel that the plan names and that gets no digest."""
    sheet = Sheet()
    sheet.header("Digest not posted")
    sheet.say(
        f"The digest of {quarter.label} was not posted in {channel_words(channel)}. {_CLOSED[why]}"
    )
    sheet.say("The other channels are not concerned. publishing.yml names the channels.")
    sheet.notes([f"{plan.marking}."])
    return mentioning(sheet.pages()[0], [channel])


def gaps_note(
    plan: Plan,
    quarter: Quarter,
    channel: str,
    gaps: Sequence[tuple[str, Gap]],
    unsent: int = 0,
) -> Message:
    """What is not in a digest as it should be; ``unsent`` parts were given up."""
    sheet = Sheet()
    sheet.header("Digest with gaps")
    rest = "Everything else is there."
    if unsent:
        rest = sentence(f"Then the channel would take no more: {counted(unsent, 'part')} not sent")
    sheet.say(f"The digest of {quarter.label} is not whole in {channel_words(channel)}. {rest}")
    named = [sentence(f"{title}: {_GAPS[gap]}") for title, gap in gaps[:_MOST]]
    if len(gaps) > _MOST:
        named.append(f"{len(gaps) - _MOST} more.")
    sheet.bullets("Gaps", named)
    sheet.asks([asks.board(quarter)])
    sheet.notes([f"{plan.marking}."])
    return mentioning(sheet.pages()[0], [channel])


def ready_note(report: Report, command: str) -> Message:
    """For the contact in the PFCC's office: the report is out, and what it comes to."""
    sheet, plan, quarter = Sheet(), report.plan, report.quarter
    sheet.header(f"Report ready: {quarter.label}")
    sheet.say(f"{plan.force}, {plan.name}: {quarter.words}.", bold=True)
    told = [opening(each) or each.sentence for each in report.executive]
    sheet.bullets("What it comes to", [sentence(each) for each in told[:_MOST]])
    sheet.say(f"For the document and the workbook type {command} report {quarter.label}.")
    sheet.asks([asks.summary(quarter), asks.board(quarter), asks.standings(quarter)])
    sheet.notes([f"{plan.marking}. {sentence(edition_words(report))}"])
    return sheet.pages()[0]


def with_gap(page: Message, title: str) -> Message:
    """A part of the digest that says that the one before it is missing."""
    return headed(page, f"(Before this should stand “{title}”, which could not be posted.)")


def title_of(page: Message) -> str:
    """The first line of a part, which is its header."""
    return page.said.partition("\n")[0]
