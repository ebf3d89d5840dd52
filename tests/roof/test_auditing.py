"""`pcp audit`: the log as lines of JSON or as CSV, oldest first, nothing left out."""

from __future__ import annotations

import csv
import json
import shutil
from contextlib import closing
from datetime import UTC, datetime

import pytest

from storage.audit import record
from storage.sealing import seal
from storage.session import open_store
from tests.roof.test_cli import MADE_UP


@pytest.fixture
def logged(pcp, tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/pcp.db"
    monkeypatch.setenv("DATABASE_URL", url)
    pcp("migrate")
    assert pcp("load", MADE_UP)[0] == 0
    store = open_store(url)
    with store.write() as session:
        for n, (what, subject, after) in enumerate(
            [
                ("revision 1 submitted", "submission:2021/22-Q3:fcr", '{"a": ["naïve\n<x>"]}'),
                ("published as edition 1", "edition:2021/22-Q3", "=1+1"),
                ("corrected", "figure:calls_999:exampleshire:2021/22-Q3", "9: why, then"),
            ]
        ):
            at = datetime(2022, 1, n + 1, 12, tzinfo=UTC)
            record(session, "exampleshire", at, "sam", what, subject, "before", after)
    store.close()
    return pcp


def test_each_line_comes_out_as_it_was_recorded(logged):
    code, out, _ = logged("audit")
    lines = [json.loads(each) for each in out.splitlines()]
    assert code == 0
    assert [each["number"] for each in lines] == sorted(each["number"] for each in lines)
    assert lines[0] == {
        "number": lines[0]["number"],
        "at": "2022-01-01T12:00:00+00:00",
        "who": "sam",
        "what": "revision 1 submitted",
        "subject": "submission:2021/22-Q3:fcr",
        "before": "before",
        "after": '{"a": ["naïve\n<x>"]}',
    }


def test_it_is_narrowed_by_day_and_by_subject(logged):
    _, out, _ = logged("audit", "--since", "2022-01-02")
    assert len(out.splitlines()) == 2
    _, out, _ = logged("audit", "--about", "figure:calls_999")
    assert [json.loads(each)["what"] for each in out.splitlines()] == ["corrected"]


def test_as_csv_no_text_is_a_formula(logged, tmp_path):
    path = tmp_path / "log.csv"
    code, out, _ = logged("audit", "--format", "csv", "--out", path)
    assert (code, out) == (0, f"3 lines written to {path}.\n")
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["after"] for row in rows] == ['{"a": ["naïve\n<x>"]}', "'=1+1", "9: why, then"]


def test_a_day_that_is_none_and_a_place_that_cannot_be_written_are_told(logged, tmp_path):
    code, _, said = logged("audit", "--out", tmp_path / "no" / "log.csv")
    assert code == 2
    assert "cannot be written" in said
    with pytest.raises(SystemExit):
        logged("audit", "--since", "last week")


def end_of(out):
    return out.splitlines()[-1].removeprefix("The chain ends at ")


def test_every_line_is_held_against_its_seal_and_the_end_can_be_noted(logged, tmp_path):
    assert logged("audit", "verify")[1] == "No lines held against their seals; 3 not sealed yet.\n"
    with closing(open_store(f"sqlite:///{tmp_path}/pcp.db")) as store, store.write() as session:
        seal(session, "exampleshire")
    code, out, _ = logged("audit", "verify")
    assert code == 0
    assert out.startswith("3 lines held against their seals.\nThe chain ends at 3:")
    assert logged("audit", "verify", "--holds", end_of(out))[0] == 0
    code, out, _ = logged("audit", "verify", "--holds", f"3:{'0' * 64}")
    assert code == 1
    assert "Line 3 has not the seal that was noted.\nThe audit log is not what was" in out
    with pytest.raises(SystemExit):
        logged("audit", "verify", "--holds", "3:zz")


def test_people_are_listed_and_forgotten_by_their_ids(logged):
    code, out, _ = logged("people")
    assert code == 0
    assert out.splitlines()[0] == "amara, U0NORTH: Amara Okafor; no lines of the log"
    assert "sam: Sam Field; 3 lines of the log, last on 03 January 2022" in out
    code, _, said = logged("people", "forget", "sam")
    assert code == 2
    assert "Sam Field (sam) is in the plan." in said
    code, _, said = logged("people", "forget", "nobody")
    assert code == 2
    assert "Nothing is kept of 'nobody'." in said
    assert logged("people", "forget")[0] == 2


def test_whoever_left_the_plan_is_forgotten_and_the_log_still_holds(logged, tmp_path):
    folder = tmp_path / "without sam"
    shutil.copytree(MADE_UP, folder)
    people = (folder / "people.yml").read_text(encoding="utf-8")
    rest = [each for each in people.splitlines() if "sam" not in each]
    (folder / "people.yml").write_text("\n".join(rest), encoding="utf-8")
    assert logged("load", folder)[0] == 0
    assert "sam: not in the plan any more" in logged("people")[1]
    code, out, _ = logged("people", "forget", "sam")
    assert (code, "3 lines of the audit log made out to nobody" in out) == (0, True)
    assert "sam:" not in logged("people")[1]
    code, out, _ = logged("audit", "verify")
    assert (code, "of 3 the person was forgotten" in out) == (0, True)
    _, out, _ = logged("audit")
    assert [json.loads(each)["who"] for each in out.splitlines()][:3] == ["forgotten"] * 3
