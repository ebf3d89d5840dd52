from __future__ import annotations

from bot.plan import Appointment, Role
from storage.people import person_by_slack, roles_of


def test_a_person_is_known_by_their_slack_id(store, book):
    with store.read() as session:
        assert person_by_slack(session, "exampleshire", "U0NORTH") == book.plan.people[0]
        assert person_by_slack(session, "exampleshire", "U0NOBODY") is None
        assert person_by_slack(session, "neighbourshire", "U0NORTH") is None


def test_the_roles_of_a_person_are_those_of_their_plan(store):
    with store.read() as session:
        assert roles_of(session, "exampleshire", "amara") == (
            Appointment("amara", Role.LEAD, "north_lpa"),
            Appointment("amara", Role.DEPUTY, "fcr"),
        )
        assert roles_of(session, "exampleshire", "sam") == (Appointment("sam", Role.EDITOR),)
        assert roles_of(session, "neighbourshire", "sam") == ()
