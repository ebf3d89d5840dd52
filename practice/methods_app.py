"""auth.test, api.test and apps.connections.open."""

from __future__ import annotations

from practice.arguments import Args
from practice.desk import Desk
from practice.errors import Refused
from practice.methods import Answer, Method
from practice.workspace import BOT_ID, BOT_USER


def auth_test(desk: Desk, _args: Args) -> Answer:
    team = desk.setup.team
    return {
        "url": f"https://{team['domain']}.slack.com/",
        "team": team["name"],
        "user": desk.world.people[BOT_USER].handle,
        "team_id": team["id"],
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def api_test(_desk: Desk, args: Args) -> Answer:
    if args.get("error"):
        raise Refused(args.text("error"), args=dict(args))
    return {"args": dict(args)}


def connections_open(desk: Desk, _args: Args) -> Answer:
    if not desk.manifest.socket_mode:
        raise Refused("forbidden_team")
    return {"url": f"ws{desk.url.removeprefix('http')}/link/?ticket={desk.links.ticket()}"}


METHODS = {
    "auth.test": Method(auth_test),
    "api.test": Method(api_test, token="none"),  # noqa: S106
    "apps.connections.open": Method(connections_open, token="app"),  # noqa: S106
}
