"""Submitting and closing modals, and doing what the bot's ack says."""

from __future__ import annotations

from practice import forms
from practice.desk import Desk
from practice.errors import Refused, faulty
from practice.interactions import Payload, Values, ask, common
from practice.methods_views import spec
from practice.views import View

TROUBLE = "We had some trouble connecting. Try again?"
_CLOSED: Payload = {"ok": True, "closed": True}


async def submit(desk: Desk, view: View, values: Values) -> Payload:
    """Send a modal's input, unless the client itself objects; then do what the ack says."""
    view.state = forms.state(view.blocks, values, view.state)
    said = forms.complaints(view.blocks, view.state)
    if said:
        return {"ok": False, "errors": said}
    person = desk.world.people[view.person]
    ack = await ask(
        desk,
        {
            **common(desk, person, "view_submission"),
            "trigger_id": desk.triggers.make(person.id, view.id),
            "view": view.payload(desk.setup.team_id),
            "response_urls": _response_urls(desk, view),
        },
    )
    try:
        return _after_submission(desk, view, ack)
    except Refused as refusal:
        desk.record("ack", ack, refusal.body)
        raise Refused(TROUBLE, reason=refusal.body) from None


async def close(desk: Desk, view: View, *, everything: bool) -> None:
    """Cancel the top view, or with the X the whole stack; told only where it was asked for."""
    closed = desk.views.clear(view.person) if everything else view
    if not everything:
        desk.views.close(view)
    desk.changes.tell("view", person=view.person)
    if closed is None or not closed.spec.get("notify_on_close"):
        return
    shown = closed.payload(desk.setup.team_id)
    payload = {
        **common(desk, desk.world.people[view.person], "view_closed"),
        "view": {**shown, "state": {"values": _without_inputs(closed)}},
        "is_cleared": everything,
    }
    await ask(desk, payload)


def _after_submission(desk: Desk, view: View, ack: Payload) -> Payload:
    """Close, show errors, update, push or clear, as ``response_action`` says."""
    match ack.get("response_action"):
        case "errors":
            return {"ok": False, "errors": _errors(view, ack)}
        case "update":
            top: View | None = desk.views.update(view, spec(desk, ack.get("view"), "modal"))
        case "push":
            top = desk.views.push(view.person, spec(desk, ack.get("view"), "modal"))
        case "clear":
            desk.views.clear(view.person)
            top = None
        case None if not ack:
            top = desk.views.close(view)
        case other:
            raise faulty("invalid_arguments", f"unknown response_action: {other}")
    desk.changes.tell("view", person=view.person)
    return {"ok": True, "view": top.payload(desk.setup.team_id)} if top else _CLOSED


def _errors(view: View, ack: Payload) -> dict[str, str]:
    """Errors may only be said under input blocks that the view has."""
    errors = ack.get("errors")
    inputs = {each["block_id"] for each in view.blocks if each["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not inputs.issuperset(errors):
        raise faulty("invalid_arguments", "errors must name input blocks of the view")
    return {key: str(value) for key, value in errors.items()}


def _response_urls(desk: Desk, view: View) -> list[Payload]:
    """One for each menu of conversations that asked for a response URL."""
    made = []
    for block in view.blocks:
        element = block.get("element") or {}
        if block["type"] == "input" and element.get("response_url_enabled"):
            chosen = forms.content(view.state[block["block_id"]][element["action_id"]])
            url, _ = desk.responses.make(view.person, chosen)
            made.append(
                {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": chosen,
                    "response_url": url,
                }
            )
    return made


def _without_inputs(view: View) -> Values:
    inputs = {each["block_id"] for each in view.blocks if each["type"] == "input"}
    return {key: value for key, value in view.state.items() if key not in inputs}
