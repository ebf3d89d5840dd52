"""views.*: opening, pushing, updating and publishing."""

from __future__ import annotations

from typing import Any

from practice import content
from practice.arguments import Args
from practice.desk import Desk
from practice.errors import Refused, faulty
from practice.kit import blocks as kit
from practice.kit import views as kit_views
from practice.methods import Answer, Method, person
from practice.triggers import Trigger
from practice.views import View


def spec(desk: Desk, given: object, surface: kit.Surface) -> dict[str, Any]:
    """A view that Slack would take, its ids filled in."""
    view: dict[str, Any] = dict(kit_views.check(given, surface))
    view["blocks"] = content.kept(desk, view["blocks"], surface, "/view/blocks")
    return view


def shown(desk: Desk, view: View) -> Answer:
    desk.changes.tell("view", person=view.person)
    return {"view": view.payload(desk.setup.team_id)}


def opened(desk: Desk, args: Args) -> Answer:
    view = _given(desk, args, "modal")
    return shown(desk, desk.views.open(_trigger(desk, args).person, view))


def pushed(desk: Desk, args: Args) -> Answer:
    """Only what was done inside an open modal can push another onto it."""
    view = _given(desk, args, "modal")
    trigger = _trigger(desk, args)
    if trigger.from_view is None or desk.views.find(trigger.from_view) is None:
        raise Refused("not_found")
    return shown(desk, desk.views.push(trigger.person, view))


def updated(desk: Desk, args: Args) -> Answer:
    named = args.text("view_id"), args.text("external_id")
    if not any(named):
        raise faulty("invalid_arguments", "missing required field: view_id")
    found = desk.views.find(*named)
    if found is None:
        raise Refused("not_found")
    view = _given(desk, args, found.spec["type"])
    return shown(desk, desk.views.update(found, view, args.text("hash")))


def published(desk: Desk, args: Args) -> Answer:
    viewer = person(desk, args.need("user_id"))
    if not desk.manifest.home_tab:
        raise Refused("not_enabled")
    home = desk.views.publish(viewer.id, _given(desk, args, "home"), args.text("hash"))
    desk.changes.tell("home", person=viewer.id)
    return {"view": home.payload(desk.setup.team_id)}


def _given(desk: Desk, args: Args, surface: kit.Surface) -> dict[str, Any]:
    return spec(desk, args.parsed("view", "invalid_arguments"), surface)


def _trigger(desk: Desk, args: Args) -> Trigger:
    return desk.triggers.exchange(args.need("trigger_id"))


METHODS = {
    "views.open": Method(opened),
    "views.push": Method(pushed),
    "views.update": Method(updated),
    "views.publish": Method(published),
}
