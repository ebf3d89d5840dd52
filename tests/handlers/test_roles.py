"""Who may do what: every door is knocked at by somebody of every kind."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from bot.messages import replies
from bot.plan import Role
from bot.rights import RIGHTS, Act, Tie, allows
from tests.handlers.acts import ROWS, Row
from tests.handlers.conftest import held
from tests.handlers.knocking import TEAM, command, message
from tests.handlers.scene import SMALL, UNIT, correct_small, staffed

UNTRUSTED = replies.refused()


@dataclass(frozen=True)
class Persona:
    """Somebody, as Slack and the plan know them; ``roles`` are theirs, of `UNIT` in ``of_unit``."""

    name: str
    slack_id: str
    roles: frozenset[Role] = frozenset()
    of_unit: frozenset[Role] = frozenset()
    ties: frozenset[Tie] = frozenset()
    team: str = TEAM
    trusted: bool = field(default=True, compare=False)

    def __str__(self) -> str:
        return self.name

    def may(self, act: Act) -> bool:
        """By the table, and by nothing of the code that reads it."""
        right = RIGHTS[act]
        ties = self.ties | {Tie.MEMBER}
        held = ties & right.ties or self.roles & right.roles or self.of_unit & right.own
        return self.trusted and bool(held)


def _of(*each):
    return frozenset(each)


NAMED = _of(Tie.NAMED)
PERSONAS = [
    Persona("member whom the plan does not name", "U0NOBODY"),
    Persona(
        "viewer, asked and subscribed",
        "U0CHIEF",
        _of(Role.VIEWER),
        ties=NAMED | {Tie.ASKED, Tie.SUBSCRIBER},
    ),
    Persona(
        "lead of the unit",
        "U0NORTH",
        _of(Role.LEAD),
        _of(Role.LEAD),
        NAMED | {Tie.GIVER, Tie.WRITER},
    ),
    Persona("deputy of the unit", "U0DEPUTY", _of(Role.DEPUTY), _of(Role.DEPUTY), NAMED),
    Persona("cover, a viewer otherwise", "U0PFCC", _of(Role.VIEWER), ties=NAMED | {Tie.TAKER}),
    Persona("lead of another unit", "U0SOUTH", _of(Role.LEAD), ties=NAMED),
    Persona("editor", "U0EDITOR", _of(Role.EDITOR), ties=NAMED),
    Persona("editor by a user group", "U0GROUPED", _of(Role.EDITOR), ties=NAMED),
    Persona("admin", "U0ADMIN", _of(Role.ADMIN), ties=NAMED),
    Persona("guest whom the plan calls an editor", "U0GUEST", _of(Role.EDITOR), trusted=False),
    Persona(
        "Slack Connect stranger whom the plan calls an editor",
        "U0STRANGER",
        _of(Role.EDITOR),
        team="T0NEIGHBOUR",
        trusted=False,
    ),
    Persona(
        "an editor's id out of another team",
        "U0EDITOR",
        _of(Role.EDITOR),
        team="T0NEIGHBOUR",
        trusted=False,
    ),
    Persona("somebody whom Slack does not know", "U0GONE", trusted=False),
]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_every_door_does_for_everybody_what_the_table_says(row: Row, porch, staged, caplog):
    assert bool(row.refused or row.sign) or RIGHTS[row.act].ties == {Tie.MEMBER}
    for persona in PERSONAS:
        scene = staged()
        before = held(porch.rooms.store)
        said = porch.heard(row.knock(persona.slack_id, persona.team, scene))
        about = f"{persona}: {said[:2000]}"
        assert "reference" not in said, f"{about}\n{caplog.text}"
        assert (UNTRUSTED[:40] in said) is not persona.trusted, about
        if persona.may(row.act):
            assert row.sign in said, about
            assert not row.refused or row.refused not in said, about
        elif persona.trusted:
            assert not row.sign or row.sign not in said, about
            assert row.refused in said, about
        if not persona.may(row.act) and not row.for_own:
            assert held(porch.rooms.store) == before, about


def test_the_values_of_a_corrected_count_that_is_withheld_are_for_editors(porch, staged):
    staged()
    correct_small(porch.rooms.store, "essex")
    for persona in PERSONAS:
        said = porch.heard(command(persona.slack_id, f"history {SMALL}", persona.team))
        assert ("Counted again" in said) is persona.trusted, (persona, said)
        assert ("500" in said) is persona.may(Act.READ_TRAIL_OF_SMALL), (persona, said)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_every_act_is_allowed_to_everybody_as_the_table_says(act, persona, essex):
    plan = staffed(essex.book).plan
    known = {each.slack_id: each.id for each in plan.people} | {"U0GROUPED": "desk"}
    ties = persona.ties | {Tie.MEMBER}
    may = allows(act, plan, known.get(persona.slack_id, ""), UNIT, ties)
    assert may is (persona.may(act) if persona.trusted else may)


def test_every_act_has_a_right_and_a_door():
    assert set(RIGHTS) == set(Act)
    apart = {Act.READ_TRAIL_OF_SMALL}  # a test of its own
    assert {each.act for each in ROWS} | apart == set(Act)


def test_nobody_may_do_anything_by_being_a_viewer():
    assert not [act for act, right in RIGHTS.items() if Role.VIEWER in right.roles | right.own]


def test_a_deputy_need_not_name_the_unit(porch, staged):
    staged()
    assert '"callback_id": "submission.' in porch.heard(command("U0DEPUTY", "submit"))


def test_an_editor_who_names_no_unit_is_asked_to(porch, staged):
    staged()
    assert "You lead no unit. Name the one" in porch.heard(command("U0EDITOR", "submit"))


def test_who_asks_in_a_message_for_a_unit_that_is_not_theirs_sees_nothing_of_it(porch, staged):
    staged()
    said = porch.heard(message("U0CHIEF", "submit north lpa"))
    assert "Only those who lead" in said
    assert "Your progress" not in said
