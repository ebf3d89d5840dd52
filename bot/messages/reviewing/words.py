"""The steps of a review in words."""

from __future__ import annotations

from bot.messages.collecting.words import moment_words, person_name, slot_name
from bot.plan import Plan
from bot.submission import Step, StepKind


def step_words(plan: Plan, step: Step) -> str:
    """``Returned by Sam Adeyemi on Friday 6 May 2022 at 10:00, about 999 calls:``; what was
    written follows it as a quotation."""
    by, at = person_name(plan, step.by), moment_words(plan, step.at)
    about = f", about {slot_name(plan, step.slot)}" if step.slot else ""
    said = {
        StepKind.APPROVED: f"Approved by {by} on {at}",
        StepKind.EDITED: f"Approved with edits by {by} on {at}",
        StepKind.RETURNED: f"Returned by {by} on {at}",
        StepKind.ASKED: f"{by} asked {person_name(plan, step.to)} on {at}",
        StepKind.ANSWERED: f"{by} answered on {at}",
    }[step.kind]
    return f"{said}{about}{':' if step.text else '.'}"
