"""Triggers, stacks and hashes: how views open, change and refuse."""

from __future__ import annotations

import time

import pytest
from slack_sdk.errors import SlackApiError

MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Update"},
    "blocks": [{"type": "divider"}],
}
HOME = {"type": "home", "blocks": [{"type": "divider"}]}


def plain(words):
    return {"type": "plain_text", "text": words}


FIELD = {
    "type": "input",
    "label": plain("Calls"),
    "element": {"type": "plain_text_input", "action_id": "text"},
}


@pytest.fixture
def trigger(running):
    """A trigger as a click gives it; from inside a modal where its id is given."""
    return lambda view=None: running.desk.triggers.make("U0NORTH", view)


@pytest.fixture
def refusal(web, trigger):
    def call(view):
        with pytest.raises(SlackApiError) as caught:
            web.views_open(trigger_id=trigger(), view=view)
        return caught.value.response.data

    return call


def test_a_trigger_opens_one_view(web, lead, trigger, refused):
    used = trigger()
    view = web.views_open(trigger_id=used, view=MODAL)["view"]
    assert lead.view()["id"] == view["id"] == view["root_view_id"]
    assert refused("views.open", trigger_id=used, view=MODAL)["error"] == "exchanged_trigger_id"


def test_a_trigger_does_not_keep(trigger, refused):
    old = trigger()
    time.sleep(0.55)
    assert refused("views.open", trigger_id=old, view=MODAL)["error"] == "expired_trigger_id"


def test_a_guessed_trigger_opens_nothing(refused):
    assert refused("views.open", trigger_id="1.2.3", view=MODAL)["error"] == "invalid_trigger_id"


def test_three_views_lie_on_each_other_and_no_more(web, trigger, refused):
    root = web.views_open(trigger_id=trigger(), view=MODAL)["view"]["id"]
    second = web.views_push(trigger_id=trigger(root), view=MODAL)["view"]
    assert (second["root_view_id"], second["previous_view_id"]) == (root, root)
    web.views_push(trigger_id=trigger(second["id"]), view=MODAL)
    answer = refused("views.push", trigger_id=trigger(root), view=MODAL)
    assert answer["error"] == "push_limit_reached"


def test_only_a_modal_can_push(trigger, refused):
    assert refused("views.push", trigger_id=trigger(), view=MODAL)["error"] == "not_found"


def test_an_update_needs_the_hash_to_be_fresh(web, lead, trigger, refused):
    view = web.views_open(trigger_id=trigger(), view=MODAL)["view"]
    web.views_update(view_id=view["id"], hash=view["hash"], view={**MODAL, "title": plain("New")})
    assert lead.view()["title"]["text"] == "New"
    answer = refused("views.update", view_id=view["id"], hash=view["hash"], view=MODAL)
    assert answer["error"] == "hash_conflict"


def test_a_closed_view_cannot_be_updated(web, lead, trigger, refused):
    view = web.views_open(trigger_id=trigger(), view=MODAL)["view"]
    lead.close(view["id"])
    assert refused("views.update", view_id=view["id"], view=MODAL)["error"] == "not_found"


def test_an_external_id_is_taken_once_and_finds_its_view(web, trigger, refused):
    named = {**MODAL, "external_id": "draft-1"}
    root = web.views_open(trigger_id=trigger(), view=named)["view"]["id"]
    answer = refused("views.push", trigger_id=trigger(root), view=named)
    assert answer["error"] == "duplicate_external_id"
    assert web.views_update(external_id="draft-1", view=named)["ok"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"title": plain("x" * 25)},
            "must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        ({"title": None}, "missing required field: title [json-pointer:/view]"),
        (
            {"submit": plain("x" * 25)},
            "must be less than 25 characters [json-pointer:/view/submit/text]",
        ),
        (
            {"private_metadata": "x" * 3001},
            "must be less than 3001 characters [json-pointer:/view/private_metadata]",
        ),
        (
            {"blocks": [FIELD]},
            "must have a submit button where there are input blocks [json-pointer:/view/submit]",
        ),
        (
            {"blocks": [{"type": "table", "rows": []}]},
            "unsupported type: table [json-pointer:/view/blocks/0/type]",
        ),
        ({"type": "home"}, "must be a valid enum value [json-pointer:/view/type]"),
    ],
)
def test_a_faulty_view_is_pointed_at(refusal, change, said):
    answer = refusal({**MODAL, **change})
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {said}"]


def test_a_view_of_a_quarter_megabyte_is_too_large(refusal):
    words = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}
    assert refusal({**MODAL, "blocks": [words] * 90})["error"] == "view_too_large"


def test_a_home_is_seen_by_its_person_and_guarded_by_its_hash(web, lead, editor, refused):
    first = web.views_publish(user_id="U0NORTH", view=HOME)["view"]
    assert lead.home()["id"] == first["id"]
    assert editor.home() is None
    web.views_publish(user_id="U0NORTH", view=HOME, hash=first["hash"])
    answer = refused("views.publish", user_id="U0NORTH", view=HOME, hash=first["hash"])
    assert answer["error"] == "hash_conflict"


def test_a_home_is_no_modal(refused):
    answer = refused("views.publish", user_id="U0NORTH", view=MODAL)
    assert answer["error"] == "invalid_arguments"
