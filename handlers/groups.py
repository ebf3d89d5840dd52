"""Leads that are Slack user groups: whoever is in the group is the lead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.plan import Person, Plan
from handlers.rooms import Rooms

_FOR = timedelta(hours=1)
_AHEAD = timedelta(minutes=30)


def members(rooms: Rooms, group: str, lasts: timedelta = _FOR) -> tuple[str, ...]:
    """The people in a user group, looked up once an hour; as Slack said last where it does not
    say."""

    def look() -> tuple[str, ...]:
        return tuple(rooms.reads.usergroups_users_list(usergroup=group)["users"])

    return rooms.memory.get_or_last(("group", group), lasts, look, ())


def is_group(slack_id: str | None) -> bool:
    return bool(slack_id) and str(slack_id).startswith("S")


def groups_of(rooms: Rooms, plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """The members of each group that is named in the plan, by the group's Slack id."""
    named = [each.slack_id for each in plan.people if each.slack_id and is_group(each.slack_id)]
    return {each: members(rooms, each) for each in named}


def known_as(plan: Plan, groups: Mapping[str, tuple[str, ...]], slack_id: str) -> list[Person]:
    """The person of the plan with this Slack id, then its groups that they are in."""
    own = [each for each in plan.people if each.slack_id == slack_id]
    return own + [each for each in plan.people if slack_id in groups.get(each.slack_id or "", ())]


def look_ahead(rooms: Rooms, plan: Plan) -> None:
    """Look groups up before their time is over, so that nobody's answer waits for Slack."""
    for each in plan.people:
        if is_group(each.slack_id):
            members(rooms, each.slack_id or "", _AHEAD)
