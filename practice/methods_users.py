"""users.* and usergroups.*: who is who, and who is a guest or a stranger."""

from __future__ import annotations

from typing import Any

from practice.arguments import Args
from practice.desk import Desk
from practice.errors import Refused
from practice.methods import Answer, Method, person
from practice.workspace import BOT_ID, Person


def info(desk: Desk, args: Args) -> Answer:
    return {"user": profile(desk, person(desk, args.need("user")))}


def listed(desk: Desk, _args: Args) -> Answer:
    """The team's own people; strangers of other teams are not in the list."""
    own = [each for each in desk.world.people.values() if each.kind != "stranger"]
    members = [profile(desk, each) for each in own]
    return {"members": members, "response_metadata": {"next_cursor": ""}}


def groups(desk: Desk, args: Args) -> Answer:
    found = []
    for each in desk.setup.usergroups:
        group = {"id": each.id, "team_id": desk.setup.team_id, "is_usergroup": True}
        group |= {"name": each.name, "handle": each.handle, "user_count": len(each.members)}
        found.append({**group, **({"users": each.members} if args.flag("include_users") else {})})
    return {"usergroups": found}


def group_members(desk: Desk, args: Args) -> Answer:
    wanted = args.need("usergroup")
    found = next((each for each in desk.setup.usergroups if each.id == wanted), None)
    if found is None:
        raise Refused("no_such_subteam")
    return {"users": found.members}


def profile(desk: Desk, each: Person) -> dict[str, Any]:
    """A person as users.info shows them. A stranger who shares a channel is no ``is_stranger``."""
    shared = any(
        each.id in channel.members
        for channel in desk.world.channels.values()
        if channel.kind == "shared"
    )
    foreign = each.kind == "stranger"
    return {
        "id": each.id,
        "team_id": each.team,
        "name": each.handle,
        "real_name": each.name,
        "deleted": False,
        "tz": each.tz,
        "tz_label": "Greenwich Mean Time",
        "tz_offset": 0,
        "is_admin": False,
        "is_owner": False,
        "is_bot": each.kind == "bot",
        "is_app_user": False,
        "is_restricted": each.kind == "guest",
        "is_ultra_restricted": False,
        **({"is_stranger": not shared} if foreign else {}),
        "profile": {
            "real_name": each.name,
            "display_name": each.name,
            "title": each.title,
            "team": each.team,
            **({"bot_id": BOT_ID} if each.kind == "bot" else {}),
        },
    }


METHODS = {
    "users.info": Method(info, scopes=("users:read",), form_only=True),
    "users.list": Method(listed, scopes=("users:read",), form_only=True),
    "usergroups.list": Method(groups, scopes=("usergroups:read",), form_only=True),
    "usergroups.users.list": Method(group_members, scopes=("usergroups:read",), form_only=True),
}
