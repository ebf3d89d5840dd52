"""What was understood from a plain reply, to be confirmed, edited or thrown away."""

from __future__ import annotations

from collections.abc import Sequence

from bot.form import LONGEST, Proposal
from bot.messages import limits
from bot.messages.collecting import ids
from bot.messages.collecting.concerns import concern_words
from bot.messages.collecting.parts import actions, button, menu, option, quote, some
from bot.messages.collecting.words import quarter_name, slot_name, unit_name
from bot.messages.sheet import Block, Message, Sheet
from bot.plan import Plan
from bot.quarter import Quarter
from bot.submission import Concern
from bot.wording import amount, counted

Choice = tuple[str, str]  # a unit and one of its slots
_BUTTONS = 5
_SHOWN = 3000
_FIGURES = 25
_EXCERPT = 150


def reply_understood(
    plan: Plan,
    quarter: Quarter,
    text: str,
    under: Choice | None,
    choices: Sequence[Choice],
    proposals: Sequence[Proposal],
    about: str,
    *,
    files: int = 0,
    concerns: Sequence[Concern] = (),
) -> Message:
    """``under`` is where the text was put; None asks, with ``choices`` to press. ``about`` is the
    id under which the reply is kept; every button carries it last, after unit, quarter and slot.
    ``concerns`` is what the checks found in the text."""
    sheet = Sheet()
    sheet.header(f"Understood so far: {quarter.words}")
    sheet.say(_belongs(plan, quarter, under, choices), bold=True)
    if under is None:
        _ask(sheet, plan, quarter, choices, about)
    _text(sheet, text)
    if files:
        sheet.say(f"{counted(files, 'file')} kept as evidence.")
    _figures(sheet, plan, proposals)
    _concerns(sheet, plan, concerns)
    if under:
        value = ids.pack(under[0], quarter, under[1], about)
        sheet.say("Nothing is sent yet. Confirm puts this in your draft.")
        sheet.action(actions(_answers(value)))
    return sheet.pages()[0]


def _concerns(sheet: Sheet, plan: Plan, concerns: Sequence[Concern]) -> None:
    """What does not add up, before it goes into the draft; the form asks about it once more."""
    if concerns:
        lines = [limits.clip(concern_words(plan, each), _EXCERPT * 2) for each in concerns]
        title = "Please look again; you can correct it or say why it is right in the form"
        sheet.bullets(title, some(lines, _BUTTONS, "in the form"))


def _belongs(plan: Plan, quarter: Quarter, under: Choice | None, choices: Sequence[Choice]) -> str:
    if under:
        unit, slot = under
        name = unit_name(plan, unit)
        return f"An update of {name} for {quarter_name(quarter)}, on: {slot_name(plan, slot)}"
    if choices:
        return "Which commitment is this about? Nothing is recorded until you choose."
    return "No update is owed for which this could stand. Nothing was recorded."


def _ask(sheet: Sheet, plan: Plan, quarter: Quarter, choices: Sequence[Choice], about: str) -> None:
    several = len({unit for unit, _ in choices}) > 1
    offered = [
        (
            _choice_words(plan, choice, several=several),
            ids.pack(choice[0], quarter, choice[1], about),
        )
        for choice in choices
    ]
    if len(offered) > _BUTTONS:
        options = [option(*each) for each in offered if len(each[1]) <= limits.OPTION_VALUE]
        sheet.action(actions([menu("Choose a commitment", ids.UNDER, options[: limits.OPTIONS])]))
    elif offered:
        sheet.action(actions(_under(*each, index) for index, each in enumerate(offered)))


def _choice_words(plan: Plan, choice: Choice, *, several: bool) -> str:
    unit, slot = choice
    name = slot_name(plan, slot)
    return f"{unit_name(plan, unit)}: {name}" if several else name


def _under(label: str, value: str, index: int) -> Block:
    return button(label, f"{ids.UNDER}.{index}", value)


def _text(sheet: Sheet, text: str) -> None:
    quote(sheet, limits.clip(text.strip(), _SHOWN))
    if len(text) > LONGEST:
        sheet.say(
            f"{len(text):,} characters: more than the form can show, so edit it by a new reply. "
            "All of it is kept."
        )


def _figures(sheet: Sheet, plan: Plan, proposals: Sequence[Proposal]) -> None:
    lines = [_proposed(plan, each) for each in proposals]
    if lines:
        title = "Figures found in it, to be confirmed"
        sheet.bullets(title, some(lines, _FIGURES, "in the form"))


def _proposed(plan: Plan, proposal: Proposal) -> str:
    metric = plan.metric(proposal.metric_id)
    name = slot_name(plan, f"metric:{metric.id}")
    excerpt = limits.clip(proposal.excerpt, _EXCERPT)
    return f"{name}: {amount(proposal.value, metric)}, from “{excerpt}”"


def _answers(value: str) -> list[Block]:
    return [
        button("Confirm", ids.CONFIRM, value, main=True),
        button("Edit in the form", ids.EDIT, value),
        button("Throw away", ids.DISCARD, value),
    ]


def reply_done(plan: Plan, quarter: Quarter, words: str) -> Message:
    """The same message once one of its buttons was pressed: what happened, without buttons."""
    sheet = Sheet()
    sheet.header(f"Your reply: {quarter.words}")
    sheet.say(words)
    sheet.notes([f"{plan.marking}."])
    return sheet.pages()[0]
