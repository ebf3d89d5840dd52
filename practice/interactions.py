"""Clicks and shortcuts, from the person to the bot."""

from __future__ import annotations

from typing import Any

from practice import forms, posting
from practice.delivery import NotAcked
from practice.desk import Desk
from practice.errors import Refused
from practice.kit.blocks import elements
from practice.views import View
from practice.workspace import APP_ID, Channel, Person
from practice.world import Message

Payload = dict[str, Any]
Values = dict[str, dict[str, Any]]


async def click_message(
    desk: Desk, person: Person, message: Message, place: tuple[str, str], value: object
) -> None:
    """A button or menu in a message."""
    block, element = _element(message.blocks, place)
    url, _ = desk.responses.make(person.id, message.channel, source_ts=message.ts)
    where: Payload = {"message_ts": message.ts, "channel_id": message.channel}
    where["is_ephemeral"] = bool(message.only_for)
    action = _action(desk, block, element, value)
    payload = {
        **common(desk, person, "block_actions"),
        "trigger_id": desk.triggers.make(person.id),
        "container": {"type": "message", **where},
        "channel": _channel(desk, message.channel),
        "state": {"values": forms.state(message.blocks, _chosen(block, element, value), {})},
        "response_url": url,
        "actions": [action],
    }
    if not message.only_for:
        payload["message"] = posting.payload(desk, message)
    await ask(desk, payload)


async def click_view(
    desk: Desk, view: View, place: tuple[str, str], value: object, values: Values
) -> None:
    """A button, menu or dispatching input in a modal or in the App Home."""
    block, element = _element(view.blocks, place)
    if block["type"] == "input" and not block.get("dispatch_action"):
        raise Refused("the input does not dispatch actions")
    values = {**values, **_chosen(block, element, value)}
    view.state = forms.state(view.blocks, values, view.state)
    person = desk.world.people[view.person]
    modal = view.spec["type"] == "modal"
    await ask(
        desk,
        {
            **common(desk, person, "block_actions"),
            "trigger_id": desk.triggers.make(person.id, view.id if modal else None),
            "container": {"type": "view", "view_id": view.id},
            "view": view.payload(desk.setup.team_id),
            "actions": [_action(desk, block, element, value)],
        },
    )


async def shortcut(desk: Desk, person: Person, callback_id: str, message: Message | None) -> None:
    found = desk.manifest.shortcut(callback_id)
    if found is None or (found.kind == "message") != (message is not None):
        raise Refused("no such shortcut")
    kind = "message_action" if message else "shortcut"
    payload = {
        **common(desk, person, kind),
        "callback_id": callback_id,
        "trigger_id": desk.triggers.make(person.id),
        "action_ts": desk.world.stamp(),
    }
    if message:
        url, _ = desk.responses.make(person.id, message.channel, source_ts=message.ts)
        payload |= {"response_url": url, "message_ts": message.ts}
        payload["channel"] = _channel(desk, message.channel)
        payload["message"] = posting.payload(desk, message)
    await ask(desk, payload)


async def ask(desk: Desk, payload: Payload) -> Payload:
    """Deliver an interaction and return what its ack carried."""
    if not desk.manifest.interactive:
        raise Refused("interactivity is not enabled in the manifest")
    try:
        return await desk.delivery.ask("interactive", payload)
    except NotAcked as problem:
        raise Refused(problem.error) from None


def common(desk: Desk, person: Person, kind: str) -> Payload:
    """What every interaction says of itself and of the person."""
    own = person.team == desk.setup.team_id
    domain = desk.setup.team["domain"] if own else person.team.lower()
    return {
        "type": kind,
        "team": {"id": person.team, "domain": domain},
        "user": {
            "id": person.id,
            "username": person.handle,
            "name": person.handle,
            "team_id": person.team,
        },
        "api_app_id": APP_ID,
        "token": "practice",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel(desk: Desk, channel: str) -> Payload:
    found: Channel = desk.world.channels[channel]
    names = {"im": "directmessage", "private": "privategroup"}
    return {"id": found.id, "name": names.get(found.kind, found.name)}


def _element(blocks: list[Payload], place: tuple[str, str]) -> tuple[Payload, Payload]:
    block_id, action_id = place
    for block in blocks:
        if block["block_id"] == block_id:
            for element in elements(block):
                if element["action_id"] == action_id:
                    return block, element
    raise Refused("no such element")


def _action(desk: Desk, block: Payload, element: Payload, value: object) -> Payload:
    """The clicked element as ``actions`` carries it."""
    place: Payload = {"action_id": element["action_id"], "block_id": block["block_id"]}
    place |= {"type": element["type"], "action_ts": desk.world.stamp()}
    if element["type"] == "button":
        shown = ("text", "value", "style")
        return {**place, **{key: element[key] for key in shown if key in element}}
    return {**place, **forms.shaped(element, value)}


def _chosen(block: Payload, element: Payload, value: object) -> Values:
    """The change to the state that choosing makes; a button changes none."""
    if element["type"] in ("button", "overflow"):
        return {}
    return {block["block_id"]: {element["action_id"]: value}}
