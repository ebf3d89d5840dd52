"""The `pcp` command as a person types it, without Slack."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

import cli
from bot.quarter import Quarter
from storage.session import open_store
from storage.snapshots import editions_of, publish

ROOT = Path(__file__).parents[2]
MADE_UP = ROOT / "tests" / "exampleshire"


@pytest.fixture
def on_essex(pcp, monkeypatch, essex_database):
    monkeypatch.setenv("DATABASE_URL", essex_database)
    return pcp


@pytest.mark.parametrize("command", [("ask", "status"), ("load", MADE_UP)])
def test_a_database_without_a_schema_is_refused_with_what_to_type(pcp, command):
    code, out, err = pcp(*command)
    assert code == 2
    assert "Type: pcp migrate" in err
    assert out == ""


def test_a_database_without_a_plan_is_refused_with_what_to_type(pcp):
    assert pcp("migrate")[0] == 0
    code, _, err = pcp("ask", "status")
    assert code == 2
    assert "Type: pcp load DIR" in err


def test_loading_tells_what_was_added_and_a_second_time_that_nothing_changed(pcp):
    pcp("migrate")
    code, out, _ = pcp("load", MADE_UP)
    assert code == 0
    assert out.startswith("Exampleshire Police, Police and Crime Plan\n")
    assert "figures: 6 added" in out
    assert "(" not in out
    assert pcp("load", MADE_UP)[1] == (
        "Exampleshire Police, Police and Crime Plan\n  nothing changed\n"
    )


def test_a_folder_with_faults_is_told_by_file_and_line_and_nothing_is_loaded(pcp, tmp_path):
    folder = tmp_path / "plan"
    shutil.copytree(MADE_UP, folder)
    figures = folder / "figures.csv"
    figures.write_text(figures.read_text().replace("88220", "many").replace("wait,", "wat,"))
    pcp("migrate")
    code, out, err = pcp("load", folder)
    assert code == 1
    assert out == ""
    assert f"{folder}/figures.csv:2: " in err
    assert f"{folder}/figures.csv:8: " in err
    assert err.endswith("2 faults; nothing was loaded.\n")
    assert "holds no plan" in pcp("ask", "status")[2]


def test_a_missing_file_is_told_without_a_line(pcp, tmp_path):
    folder = tmp_path / "plan"
    shutil.copytree(MADE_UP, folder)
    (folder / "people.yml").unlink()
    pcp("migrate")
    code, _, err = pcp("load", folder)
    assert code == 1
    assert f"{folder}/people.yml: " in err


def test_a_folder_that_is_not_there_is_told(pcp):
    pcp("migrate")
    code, _, err = pcp("load", "nowhere")
    assert code == 2
    assert "nowhere is not a folder" in err


def test_an_answer_is_printed_whole_with_exit_code_0(on_essex):
    code, out, err = on_essex("ask", "status", "violence")
    assert code == 0
    assert "None of the 3 aspirations is met" in out
    assert "OFFICIAL. Source: " in out
    assert err == ""


@pytest.mark.parametrize("question", ["xyzzy quux", "status rape"])
def test_what_is_not_understood_or_unclear_gets_suggestions_and_exit_code_1(on_essex, question):
    code, out, _ = on_essex("ask", question)
    assert code == 1
    assert "\n• " in out


def test_json_holds_text_blocks_and_images_and_the_charts_are_written(on_essex, tmp_path):
    code, out, _ = on_essex("ask", "metric 999 calls", "--json", "--out", tmp_path / "charts")
    answer = json.loads(out)
    assert code == 0
    assert set(answer) == {"text", "blocks", "images"}
    assert "88,220" in answer["text"]
    (image,) = answer["images"]
    assert set(image) == {"path", "alt"}
    assert "88,220" in image["alt"]
    assert Path(image["path"]).read_bytes().startswith(b"\x89PNG\r\n")
    drawn = [block["picture"] for block in answer["blocks"] if "picture" in block]
    assert drawn == list(range(len(answer["images"])))


def test_json_has_the_same_shape_without_a_folder_to_draw_into(on_essex):
    answer = json.loads(on_essex("ask", "standings", "--json")[1])
    assert [(set(image), image["path"]) for image in answer["images"]] == [({"path", "alt"}, None)]


def test_a_plan_that_is_not_there_is_told_with_those_that_are(on_essex, monkeypatch):
    monkeypatch.setenv("PCP_PLAN", "kent")
    code, _, err = on_essex("ask", "status")
    assert code == 2
    assert "PCP_PLAN names 'kent'; the database holds: essex" in err


def test_several_plans_need_a_choice(pcp, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(MADE_UP, other)
    plan = other / "plan.yml"
    plan.write_text(plan.read_text().replace("  id: exampleshire\n", "  id: other\n", 1))
    pcp("migrate")
    assert [pcp("load", folder)[0] for folder in (MADE_UP, other)] == [0, 0]
    code, _, err = pcp("ask", "status")
    assert code == 2
    assert "set PCP_PLAN to one of: exampleshire, other" in err


def test_a_bad_setting_is_told_with_exit_code_2(pcp, monkeypatch):
    monkeypatch.setenv("PCP_TRANSPORT", "pigeon")
    code, _, err = pcp("ask", "status")
    assert code == 2
    assert err == "PCP_TRANSPORT must be socket or http, not 'pigeon'\n"


def test_a_database_address_that_cannot_be_read_is_told(pcp, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "nonsense")
    code, _, err = pcp("migrate")
    assert code == 2
    assert "DATABASE_URL cannot be used" in err


def test_running_without_tokens_says_which_to_set_and_how_to_try_without(pcp):
    code, _, err = pcp("run")
    assert code == 2
    assert "SLACK_BOT_TOKEN and SLACK_APP_TOKEN" in err
    assert "pcp practice" in err


def test_the_doctor_names_all_that_is_wrong_at_once(pcp, monkeypatch, free_port):
    monkeypatch.setenv("SLACK_API_URL", f"http://127.0.0.1:{free_port}/api/")
    code, out, _ = pcp("doctor")
    assert code == 2
    assert "WRONG SLACK_BOT_TOKEN is not set" in out
    assert "WRONG SLACK_APP_TOKEN is not set" in out
    assert "WRONG There is no database at " in out
    assert "ok    Fonts: " in out


def test_migrating_twice_is_well(pcp, tmp_path):
    assert [pcp("migrate")[0] for _ in range(2)] == [0, 0]
    open_store(f"sqlite:///{tmp_path}/pcp.db").close()


def test_a_folder_without_the_quarters_before_is_loaded_only_when_that_is_meant(pcp, tmp_path):
    newest = tmp_path / "newest"
    shutil.copytree(MADE_UP, newest)
    updates = (newest / "updates.yml").read_text(encoding="utf-8")
    kept = [line for line in updates.splitlines() if "2021/22-Q2" not in line]
    (newest / "updates.yml").write_text("\n".join(kept), encoding="utf-8")
    pcp("migrate")
    pcp("load", MADE_UP)
    code, out, err = pcp("load", newest)
    assert (code, out) == (2, "")
    assert "2021/22 Q2: 1 update" in err
    code, out, _ = pcp("load", "--withdraw", newest)
    assert code == 0
    assert "1 withdrawn" in out


def test_a_report_that_is_not_published_is_written_as_a_preview(on_essex, tmp_path):
    code, said, _ = on_essex("report", "2021/22-Q3", "--out", tmp_path / "out")
    assert code == 0
    assert "a preview, marked as such on every page" in said
    written = {path.name for path in (tmp_path / "out").iterdir()}
    stem = "essex-2021-22-Q3-preview"
    assert written == {stem, f"{stem}.pdf", f"{stem}.html", f"{stem}.xlsx"}
    assert (tmp_path / "out" / stem / "figures.csv").is_file()
    assert b"Preview: not published" in (tmp_path / "out" / f"{stem}.html").read_bytes()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("2021-Q3",), "is not a quarter"),
        (("2021/22-Q3", "--version", "v2"), "2021/22 Q3 has no version 2."),
    ],
)
def test_a_report_that_is_not_there_says_so(on_essex, typed, told):
    code, _, complaint = on_essex("report", *typed)
    assert (code, told in complaint) == (2, True)


def test_a_chart_that_cannot_be_drawn_is_named_and_the_rest_is_written(
    on_essex, tmp_path, monkeypatch
):
    def broken(_):
        raise RuntimeError("no ink")

    monkeypatch.setattr(cli.charts, "draw", broken)
    code, _, complaint = on_essex("report", "2021/22-Q3", "--out", tmp_path)
    assert code == 0
    assert complaint.count("This chart could not be drawn: ") == 8
    assert (tmp_path / "essex-2021-22-Q3-preview.pdf").is_file()


def test_loading_what_changes_a_published_quarter_needs_a_reason_and_publishes_again(
    pcp, tmp_path, monkeypatch
):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/pcp.db")
    folder = tmp_path / "plan"
    shutil.copytree(MADE_UP, folder)
    pcp("migrate")
    pcp("load", folder)
    store = open_store(f"sqlite:///{tmp_path}/pcp.db")
    with store.write() as session:
        publish(session, "exampleshire", Quarter(2021, 3), "sam", datetime(2022, 2, 1, tzinfo=UTC))
    figures = folder / "figures.csv"
    figures.write_text(figures.read_text().replace("2021-12-21,8,", "2021-12-21,9,"))
    code, _, said = pcp("load", folder)
    assert code == 2
    assert "--reason" in said
    code, out, _ = pcp("load", folder, "--reason", "Counted twice.")
    assert code == 0
    assert "2021/22 Q3: another edition is published" in out
    with store.read() as session:
        _, second = editions_of(session, "exampleshire", Quarter(2021, 3))
    assert (second.by, second.reason) == ("folder", "Counted twice.")
    store.close()
