"""`pcp decide`: an editor's decision about a series, with who, when and why."""

from __future__ import annotations

import shutil

import pytest

from bot.quarter import Quarter
from storage.audit import story
from storage.session import open_store
from tests.roof.test_cli import MADE_UP

Q3 = Quarter(2021, 3)
WHY = "Online reporting took over"
SERIES = "calls_999"


@pytest.fixture
def told(pcp, tmp_path, monkeypatch):
    """Eight ordinary quarters of calls, then eight at another level; and ordinary waits."""
    folder = tmp_path / "plan"
    shutil.copytree(MADE_UP, folder)
    steady = [900, 940, 880, 920, 910, 930, 890, 925]
    values = [*steady, *(each - 80 for each in steady)]
    rows = [
        f"{SERIES},exampleshire,{Q3.shifted(at - 15).key},{value},printed,first,p. 1,"
        for at, value in enumerate(values)
    ]
    rows += [
        f"wait,exampleshire,{Q3.shifted(-at).key},{8 + at % 2},printed,first,p. 1,"
        for at in range(9)
    ]
    heads = (MADE_UP / "figures.csv").read_text().splitlines()[0]
    (folder / "figures.csv").write_text("\n".join([heads, *rows, ""]))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/pcp.db")
    pcp("migrate")
    assert pcp("load", folder)[0] == 0

    def decide(*words, by="sam", why=WHY):
        return pcp("decide", *words, "--by", by, "--why", why)

    return decide


def answer(pcp):
    return pcp("ask", "why 999")[1]


def lines(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/pcp.db")
    with store.read() as session:
        found = story(session, "exampleshire")
    store.close()
    return found


def test_new_limits_are_on_record_with_who_when_and_why_and_answers_have_them(told, pcp, tmp_path):
    assert "all below the mean" in answer(pcp)
    code, out, _ = told("rebase", SERIES, Q3.shifted(-7).key)
    assert code == 0
    assert out.startswith("On record for Sam Field. 999 calls: no unusual variation, as 845")
    assert "never because a target" not in out
    said = answer(pcp)
    assert "no unusual variation" in said
    assert f"new limits from {Q3.shifted(-7).label}: {WHY} (Sam Field, " in said
    (line,) = lines(tmp_path)
    assert (line.who, line.what) == ("sam", "rebase")
    assert line.after.endswith(f": {WHY}")


def test_new_limits_without_a_sustained_signal_are_doubted_and_recorded(told):
    code, out, _ = told("rebase", "wait", Q3.key)
    assert code == 0
    assert "never because a target was missed" in out


def test_a_one_off_event_is_left_out_of_the_limits(told, pcp):
    assert told("exclude", SERIES, Q3.shifted(-3).key, why="A storm")[0] == 0
    assert "left out of the limits: A storm (Sam Field, " in answer(pcp)


def test_what_was_recorded_can_be_taken_back(told, pcp, tmp_path):
    told("rebase", SERIES, Q3.shifted(-7).key)
    code, out, _ = told("rebase", SERIES, Q3.shifted(-7).key, "--take-back", why="")
    assert code == 0
    assert out.startswith("Taken back. 999 calls: ")
    assert "new limits" not in answer(pcp)
    assert [each.what for each in lines(tmp_path)] == ["rebase withdrawn", "rebase"]
    assert told("rebase", SERIES, Q3.key, "--take-back")[0] == 2


@pytest.mark.parametrize(
    ("words", "more", "said"),
    [
        ((SERIES, Q3.key), {"by": "amara"}, "'amara' is no editor of this plan"),
        ((SERIES, Q3.key), {"by": "sma"}, "The plan has no person 'sma'; did you mean 'sam'?"),
        (("calls_99", Q3.key), {}, "no metric 'calls_99'; did you mean 'calls_999'?"),
        ((SERIES, Q3.key, "--area", "west"), {}, "The plan has no area 'west'"),
        ((SERIES, "Q3"), {}, "'Q3' is not a quarter"),
        ((SERIES, Q3.next().key), {}, "2021/22 Q4 is after 2021/22 Q3, the newest on record"),
        ((SERIES, Q3.key), {"why": " "}, "Say why"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_recorded(told, tmp_path, words, more, said):
    code, out, err = told("rebase", *words, **more)
    assert (code, out) == (2, "")
    assert said in err
    assert lines(tmp_path) == ()
