"""Leads that are Slack user groups: whoever is in the group is the lead."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta

from slack_sdk.errors import SlackApiError

from bot.plan import Plan
from handlers.rooms import Rooms

log = logging.getLogger(__name__)

_FOR = timedelta(hours=1)


def members(rooms: Rooms, group: str) -> tuple[str, ...]:
    """The people in a user group, looked up once an hour; nobody where Slack does not say."""

    def look() -> tuple[str, ...]:
        return tuple(rooms.reads.usergroups_users_list(usergroup=group)["users"])

    try:
        return rooms.memory.get(("group", group), _FOR, look)
    except SlackApiError as problem:
        log.warning("a user group could not be read: %s", problem.response.get("error"))
        return ()


def is_group(slack_id: str | None) -> bool:
    return bool(slack_id) and str(slack_id).startswith("S")


def recipients(rooms: Rooms, slack_id: str) -> tuple[str, ...]:
    """Who is written to: a person, or everybody in a group."""
    return members(rooms, slack_id) if is_group(slack_id) else (slack_id,)


def groups_of_people(rooms: Rooms, plan: Plan) -> Mapping[str, str]:
    """Which group of the plan each of its members speaks for, by Slack id."""
    found: dict[str, str] = {}
    for person in plan.people:
        if is_group(person.slack_id):
            found |= dict.fromkeys(members(rooms, person.slack_id or ""), person.slack_id or "")
    return found
