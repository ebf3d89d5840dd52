"""The App Home: what anybody may ask, and how the plan stands."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import asks
from bot.messages.replies import help_sheet, refused
from bot.messages.sheet import Block, Sheet
from bot.plan import Plan
from bot.quarter import Quarter


def home_view(
    plan: Plan, quarter: Quarter, headline: str, usages: Sequence[tuple[str, str]]
) -> Block:
    """The view to publish: the line to read aloud, a way into each priority, and the help."""
    sheet = Sheet()
    sheet.header(f"{plan.force}: {plan.name}")
    sheet.say(f"{quarter.label} ({quarter.words}): {headline}", bold=True)
    sheet.asks(
        [asks.board(quarter), asks.summary(quarter), asks.standings(quarter)],
        pick=asks.priorities(plan, quarter),
        prompt="Open a priority",
    )
    sheet.say("Answers come to your direct messages with me.")
    help_sheet(sheet, usages)
    sheet.notes([f"{plan.marking}. Source: {plan.force}, {plan.source}."])
    return {"type": "home", "blocks": [block for page in sheet.pages() for block in page.blocks]}


def refused_view() -> Block:
    """The Home of somebody who may not ask: why, instead of an empty page."""
    sheet = Sheet()
    sheet.header("PCP bot")
    sheet.say(refused())
    (page,) = sheet.pages()
    return {"type": "home", "blocks": list(page.blocks)}
