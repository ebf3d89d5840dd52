"""The whole digest: one parent, and what belongs in its thread, in order."""

from __future__ import annotations

from bot.messages.digests.closing import closing_pages
from bot.messages.digests.parent import parent
from bot.messages.digests.sections import section_pages
from bot.messages.sheet import Message, headed
from bot.report import Report

_PREVIEW = "Preview for you alone: this is how it will be posted. It is not published."


def digest(report: Report) -> tuple[Message, ...]:
    """The first message stands in the channel, all others in its thread. The same report gives
    the same messages, so that one that was cut off can go on where it stopped."""
    sections = (page for each in report.sections for page in section_pages(report, each))
    return (parent(report), *sections, *closing_pages(report))


def as_preview(page: Message) -> Message:
    """The same message with a line above it that says what it is."""
    return headed(page, _PREVIEW)
