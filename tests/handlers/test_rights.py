"""The published table of who may do what is the one that doors ask, and every door has a row."""

from __future__ import annotations

import re

import pytest

from bot.plan import Role
from bot.question import Topic
from bot.rights import RIGHTS, Act, Tie
from handlers import leftovers
from tests.conftest import ROOT
from tests.handlers.acts import ROWS

PAGE = ROOT / "docs" / "who-may-do-what.md"
COLUMNS = (Role.VIEWER, Role.LEAD, Role.DEPUTY, Role.EDITOR, Role.ADMIN)
KINDS = {"command": "command", "action": "button", "view": "form", "shortcut": "shortcut"}


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(each) + " |" for each in lines)


def of_rights() -> str:
    rows = []
    for act, right in RIGHTS.items():
        everybody = Tie.MEMBER in right.ties
        cells = [
            "all" if everybody or role in right.roles else "own" if role in right.own else "–"
            for role in COLUMNS
        ]
        ties = ["everybody" if each is Tie.MEMBER else each.value for each in sorted(right.ties)]
        rows.append([act.value, *cells, "; ".join(ties)])
    return table(["to", *COLUMNS, "without a role"], rows)


def of_doors() -> str:
    rows = []
    for act in Act:
        doors = list(dict.fromkeys(each.door for each in ROWS if each.act is act))
        if act is Act.READ_TRAIL_OF_SMALL:
            doors = ["command history"]
        rows.append([act.value, ", ".join(f"`{each}`" for each in doors)])
    return table(["to", "one knocks at"], rows)


@pytest.mark.parametrize(("name", "made"), [("rights", of_rights), ("doors", of_doors)])
def test_the_page_has_the_table_of_the_code(name, made):
    begin, end = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
    page = PAGE.read_text(encoding="utf-8")
    printed = page.partition(begin)[2].partition(end)[0]
    assert printed == made(), f"the table of {name} should read:\n{made()}"


def listened_to(app) -> set[str]:
    """Every door that a listener of Bolt opens, as the rows name them; of one that takes several
    by a pattern, each."""
    found = set()
    for listener in app._listeners:
        if listener.ack_function.__module__ == leftovers.__name__:
            continue  # these say that a door is gone
        for matcher in listener.matchers:
            found |= set(_named(getattr(matcher, "func", None)))
    return found


def _named(func) -> list[str]:
    kind = getattr(func, "__qualname__", "").partition(".")[0]
    cells = [cell.cell_contents for cell in getattr(func, "__closure__", None) or ()]
    names = [each for cell in cells for each in _names(cell)]
    word = next((v for k, v in KINDS.items() if k in kind), "event" if "event" in kind else kind)
    return [f"{word} {each}" for each in names]


def _names(cell) -> list[str]:
    if isinstance(cell, str):
        return [cell]
    if isinstance(cell, re.Pattern):
        return [each.strip("$") for each in _alternatives(cell.pattern)]
    if isinstance(cell, dict):
        return [each for value in cell.values() for each in _names(value)]
    return []


def _alternatives(pattern: str) -> list[str]:
    """The names in a pattern of ours: alternatives in one bracket, without anything clever."""
    plain = pattern.removeprefix("^").removesuffix("$").removeprefix("(").removesuffix(")")
    names = [each.removesuffix(".*") for each in plain.replace("\\", "").split("|")]
    assert all(re.fullmatch(r"[a-z_.]+\$?", each) for each in names), pattern
    return names


def doors() -> set[str]:
    return {each.door for each in ROWS}


def test_every_door_that_is_listened_to_has_a_row(office):
    heard = {each for each in listened_to(office.house.app) if each != "command /pcp"}
    assert len(heard) > 40
    assert heard == {each for each in doors() if not each.startswith("command ")}


def test_every_topic_of_the_command_has_a_row():
    assert {each.value for each in Topic} == {
        each.removeprefix("command ") for each in doors() if each.startswith("command ")
    }


def test_a_door_without_a_row_is_seen(office, monkeypatch):
    app = office.house.app
    monkeypatch.setattr(app, "_listeners", list(app._listeners))
    app.action("review.burn")(lambda: None)
    app.view("reviewing.burn")(lambda: None)
    assert {"button review.burn", "form reviewing.burn"} <= listened_to(app) - doors()


def test_no_door_compares_roles_itself():
    """A second place that says who may do what would be forgotten one day."""
    own = {"alerts.py", "collecting.py", "covering.py", "reminders.py"}  # whom to write to
    named = {
        path.name
        for path in (ROOT / "handlers").glob("*.py")
        if re.search(r"\bRole\.", path.read_text(encoding="utf-8"))
    }
    assert named <= own
