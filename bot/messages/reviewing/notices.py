"""What is told to leads and colleagues: returned, approved with edits, asked; and to editors."""

from __future__ import annotations

from bot.messages import limits
from bot.messages.collecting import ids as collecting
from bot.messages.collecting.parts import actions, button, quote
from bot.messages.collecting.words import (
    moment_words,
    person_name,
    quarter_name,
    slot_name,
    unit_name,
)
from bot.messages.reviewing import ids
from bot.messages.reviewing.differences import show_difference
from bot.messages.reviewing.words import step_words
from bot.messages.sheet import Message, Sheet
from bot.plan import Plan
from bot.submission import Revision, State, Step


def returned_notice(plan: Plan, step: Step, *, open_still: bool = True) -> Message:
    """To the lead: the comment, and the way back to the field that it is about."""
    sheet = Sheet()
    unit = unit_name(plan, step.unit)
    sheet.header(f"Returned: {unit}, {step.quarter.label}")
    about = f" The comment is about: {slot_name(plan, step.slot)}." if step.slot else ""
    sheet.say(
        f"{person_name(plan, step.by)} returned revision {step.revision} with a comment on "
        f"{moment_words(plan, step.at)}.{about}"
    )
    quote(sheet, step.text)
    if open_still:
        value = collecting.pack(step.unit, step.quarter)
        sheet.action(
            actions(
                [
                    button(
                        "Correct it",
                        collecting.CORRECT,
                        value,
                        main=True,
                        aloud=f"Correct it: {unit}",
                    )
                ]
            )
        )
    sheet.notes([f"{plan.marking}. What you sent is kept; what you send next is a new revision."])
    return sheet.pages()[0]


def edited_notice(plan: Plan, step: Step, before: Revision, after: Revision) -> tuple[Message, ...]:
    """To the lead: what the editor changed before approving."""
    sheet = Sheet()
    sheet.header(f"Approved with edits: {unit_name(plan, step.unit)}, {step.quarter.label}")
    sheet.say(
        f"{person_name(plan, step.by)} approved it on {moment_words(plan, step.at)}, as revision "
        f"{after.number}. Yours, revision {before.number}, is kept. What was taken out is struck "
        "through, what was put in is bold."
    )
    show_difference(sheet, plan, before, after)
    sheet.notes([f"{plan.marking}. If something is not right now, tell the editor."])
    return sheet.pages()


def question_notice(plan: Plan, question: Step, about: str, answer: Step | None = None) -> Message:
    """To the colleague: the question, what it is about, and a button to answer; once answered,
    the answer."""
    sheet = Sheet()
    sheet.header(f"A question about {unit_name(plan, question.unit)}, {question.quarter.label}")
    asker = person_name(plan, question.by)
    sheet.say(f"{asker} reviews what was submitted for {quarter_name(question.quarter)} and asks:")
    quote(sheet, question.text)
    if question.slot:
        sheet.say(f"What was submitted under {slot_name(plan, question.slot)}:", bold=True)
        quote(sheet, limits.clip(about, limits.SECTION) or "nothing")
    if answer:
        sheet.say(step_words(plan, answer))
        quote(sheet, limits.clip(answer.text, limits.SECTION))
    else:
        sheet.action(actions([button("Answer", ids.ANSWER, question.id, main=True)]))
    sheet.notes([f"{plan.marking}. Not published: keep it to yourself."])
    return sheet.pages()[0]


def answered_notice(plan: Plan, question: Step, answer: Step) -> Message:
    """To the editor who asked."""
    sheet = Sheet()
    sheet.header(f"Answered: {unit_name(plan, question.unit)}, {question.quarter.label}")
    sheet.say("You asked:")
    quote(sheet, limits.clip(question.text, limits.SECTION))
    sheet.say(step_words(plan, answer))
    quote(sheet, limits.clip(answer.text, limits.SECTION))
    sheet.notes([f"{plan.marking}. It stands on the card, which still waits for a decision."])
    return sheet.pages()[0]


def moved_on(plan: Plan, unit: str, revision: Revision | None, step: Step | None) -> str:
    """To an editor who pressed a button of a card that no longer says what stands."""
    name = unit_name(plan, unit)
    if revision is None:
        return f"Nothing of {name} waits there any more. Ask me: review."
    if step and step.revision == revision.number:
        return f"{name}, revision {revision.number}: {step_words(plan, step).rstrip(':.')}."
    if revision.state is State.SUBMITTED:
        return f"{name} has sent revision {revision.number} since; its card shows what stands."
    return f"{name}, revision {revision.number}, is {revision.state.value} already."


def own_submission(plan: Plan, unit: str) -> str:
    return (
        f"You sent this yourself, so another editor has to approve {unit_name(plan, unit)}. "
        "The plan can allow it otherwise (self_approval in publishing.yml)."
    )


def no_such_submission() -> str:
    return "That submission is not there (any more). Ask me: review."
