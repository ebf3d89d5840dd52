"""The door of `history`: the audit log as a story, as far as the asker may read it."""

from __future__ import annotations

from dataclasses import replace

from bot import analysis
from bot.messages.collecting.words import unit_name
from bot.messages.publishing.histories import history_message, slot_title
from bot.plan import Plan
from bot.publication import PUBLIC, Happening, HappeningKind
from bot.quarter import Quarter
from bot.question import Question
from bot.rights import Act
from handlers.collecting import Desk, desk_of
from handlers.deliveries import privately
from handlers.knocks import Knock
from handlers.rooms import Rooms
from storage.stories import About, story_of

_LINES = 200


def answer(rooms: Rooms, knock: Knock, question: Question) -> None:
    """Editors read all of it, leads what concerns their own units, and everybody what was
    published and corrected."""
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, question.quarter)
        about = about_of(desk.plan, question)
        lines = story_of(session, rooms.plan_id, about, quarters_of(desk.plan), _LINES)
    allowed = [_guarded(desk, knock, about, each) for each in lines if _may(desk, knock, each)]
    title = _title(desk.plan, question, about)
    pages = history_message(desk.plan, title, allowed, slot=about.slot, more=len(lines) >= _LINES)
    privately(rooms, knock, pages)


def _may(desk: Desk, knock: Knock, happening: Happening) -> bool:
    return happening.kind in PUBLIC or desk.may(Act.READ_TRAIL, knock.user, happening.about)


def _guarded(desk: Desk, knock: Knock, about: About, happening: Happening) -> Happening:
    """Of counts that may have to be withheld, a correction tells its reason alone."""
    guarded = analysis.family_of(desk.plan, [e.id for e in desk.plan.metrics if e.suppress_below])
    is_told = happening.kind is not HappeningKind.CORRECTED or about.metric not in guarded
    if is_told or desk.may(Act.READ_TRAIL_OF_SMALL, knock.user):
        return happening
    return replace(happening, before="")


def about_of(plan: Plan, question: Question) -> About:
    """A metric is followed in what its unit submits; an update in what those submit who owe it."""
    duties = plan.collection.duties if plan.collection else ()
    if question.metric:
        slot = f"metric:{question.metric}"
        units = tuple(each.unit for each in duties if question.metric in each.metrics)
        return About(units, question.metric, slot)
    if question.commitment:
        owing = [each.unit for each in duties if question.commitment in each.commitments]
        units = (question.unit,) if question.unit else tuple(owing)
        return About(units, slot=f"commitment:{question.commitment}")
    return About((question.unit,) if question.unit else ())


def quarters_of(plan: Plan) -> tuple[Quarter, ...]:
    """Every quarter of the plan's period."""
    quarter, found = Quarter.containing(plan.period.start), []
    while quarter.start <= plan.period.end:
        found.append(quarter)
        quarter = quarter.next()
    return tuple(found)


def _title(plan: Plan, question: Question, about: About) -> str:
    if about.slot:
        return slot_title(plan, about.slot, [question.unit] if question.unit else [])
    return unit_name(plan, question.unit) if question.unit else plan.name
