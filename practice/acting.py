"""Who acts in a call of the driving API, where, and on what; refused as Slack's client would."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from practice import arguments
from practice.arguments import Args
from practice.desk import Desk
from practice.errors import Refused
from practice.views import View
from practice.workspace import Channel, Person
from practice.world import Message


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


async def body(request: Request) -> Args:
    args, _ = await arguments.read(request)
    return args


def done(**more: object) -> Response:
    return JSONResponse({"ok": True, **more})


def person(desk: Desk, args: Args) -> Person:
    """The person as whom one acts; nobody acts as the bot."""
    found = desk.world.people.get(args.need("as"))
    if found is None or found.kind == "bot":
        raise Refused("user_not_found")
    return found


def channel(desk: Desk, who: Person, args: Args) -> Channel:
    found = desk.world.channels.get(args.need("channel"))
    if found is None or not desk.world.may_see(who, found):
        raise Refused("channel_not_found")
    return found


def open_channel(desk: Desk, who: Person, args: Args) -> Channel:
    """A channel in which the person may act: one has to join before one can write."""
    found = channel(desk, who, args)
    if found.archived:
        raise Refused("is_archived")
    if who.id not in found.members:
        raise Refused("not_in_channel")
    return found


def message(desk: Desk, who: Person, args: Args) -> Message:
    place = channel(desk, who, args)
    found = desk.world.find(place.id, args.need("ts"))
    if found is None or found.only_for not in (None, who.id):
        raise Refused("message_not_found")
    return found


def top_view(desk: Desk, who: Person, args: Args) -> View:
    """The modal that the person has in front of them; what lies below cannot be reached."""
    found = desk.views.top(who.id)
    if found is None or found.id != args.need("view_id"):
        raise Refused("view_not_found")
    return found


def view(desk: Desk, who: Person, args: Args) -> View:
    """The person's App Home, or the modal in front of them."""
    if not args.flag("home"):
        return top_view(desk, who, args)
    found = desk.views.home(who.id)
    if found is None:
        raise Refused("view_not_found")
    return found
