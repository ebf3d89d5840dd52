"""`pcp audit`: the log as lines of JSON or as CSV, oldest first, nothing left out."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime

import pytest

from storage.audit import record
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
