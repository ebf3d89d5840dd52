"""The Essex plan data keep the promises that every answer rests on."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "practice" / "essex"
SHARED = ROOT.parent / "shared"
REPORT = SHARED / "source" / "police-and-crime-plan-update-2021-22-q3.txt"
SERIES = SHARED / "data" / "report_series.csv"

needs_report = pytest.mark.skipif(not REPORT.exists(), reason="the report lies outside a clone")
needs_series = pytest.mark.skipif(not SERIES.exists(), reason="the series lie outside a clone")

TWELVE = {
    "public_confidence",
    "all_crime_offences",
    "all_crime_solved_rate",
    "vwi_offences",
    "vwi_solved_rate",
    "ksi",
    "drug_trafficking_offences",
    "drug_trafficking_solved_rate",
    "homicide_offences",
    "homicide_solved_rate",
    "sickness_officers",
    "sickness_staff",
}
LEFT_OUT = {270, *range(272, 275), *range(292, 297), *range(301, 304)}
LEFT_OUT |= {*range(343, 346), 347, 348, *range(407, 410)}
SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@cache
def tree(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def commitments() -> dict[str, str]:
    return {c["id"]: p["id"] for p in tree("plan")["priorities"] for c in p["commitments"]}


def ids(entries: list[dict[str, Any]]) -> set[str]:
    return {each["id"] for each in entries}


def line_of(entry: dict[str, str]) -> int:
    return int(entry["source"].rsplit(" ", 1)[1])


def sourced() -> list[dict[str, Any]]:
    return [*rows("figures"), *rows("standings"), *tree("updates")]


def caveats_in_use() -> set[str]:
    from_rows = [row["caveats"].split() for row in rows("figures") + rows("standings")]
    from_metrics = [metric.get("caveats", []) for metric in tree("metrics")]
    return set(sum(from_rows + from_metrics, tree("plan")["plan"]["caveats"]))


def test_every_metric_refers_to_what_the_plan_names():
    homes, units, metrics = commitments(), ids(tree("plan")["units"]), ids(tree("metrics"))
    for metric in tree("metrics"):
        assert metric["owner"] in units
        assert homes.get(metric.get("commitment"), metric["priority"]) == metric["priority"]
        assert metric.get("part_of", metric["id"]) in metrics


def test_every_figure_and_update_refers_to_what_the_plan_names():
    plan, homes = tree("plan"), commitments()
    assert {row["metric"] for row in rows("figures")} == ids(tree("metrics"))
    assert {row["area"] for row in rows("figures")} <= ids(plan["areas"])
    assert {each["commitment"] for each in tree("updates")} == set(homes)
    assert {each["unit"] for each in tree("updates")} == ids(plan["units"])
    assert {each["area"] for each in tree("updates")} == ids(plan["areas"])


def test_every_caveat_exists_and_travels_with_something():
    assert caveats_in_use() == ids(tree("caveats"))


def test_all_of_the_report_is_there():
    figures = rows("figures")
    keys = {(row["metric"], row["area"], row["period"], row["vintage"]) for row in figures}
    assert len(keys) == len(figures) > 130
    assert len(tree("updates")) == len(ids(tree("updates"))) > 100
    assert [p["number"] for p in tree("plan")["priorities"]] == [1, 2, 3, 4, 5, 6, 7]


def test_every_priority_has_accounts_figures_and_up_to_eight_leading_metrics():
    homes = commitments()
    accounts = Counter(homes[each["commitment"]] for each in tree("updates"))
    leading = Counter(metric["priority"] for metric in tree("metrics") if metric.get("lead"))
    for priority in tree("plan")["priorities"]:
        assert accounts[priority["id"]] >= 8
        assert 2 <= leading[priority["id"]] <= 8


def test_districts_lie_in_their_local_policing_area():
    parents = defaultdict(set)
    for area in tree("plan")["areas"]:
        parents[area.get("parent")].add(area["id"])
    assert parents["essex"] == {"north", "south", "west"}
    assert parents["south"] == {"southend", "basildon", "castle_point_rochford"}
    assert parents["west"] == {"harlow", "epping_forest", "thurrock"}
    assert len(parents["north"]) == 5


def test_both_tables_have_their_twelve_rows():
    for month in ("2021-07", "2021-10"):
        metrics = [row["metric"] for row in rows("standings") if row["as_at"] == month]
        assert Counter(metrics) == Counter(TWELVE)


def test_only_sickness_is_best_at_eighth():
    assert {row["metric"] for row in rows("standings") if row["best"] == "8"} == {
        "sickness_officers",
        "sickness_staff",
    }


def ranks(month: str) -> dict[str, int]:
    """Positions counted from the best end."""
    return {
        row["metric"]: abs(int(row["position"]) - int(row["best"])) + 1
        for row in rows("standings")
        if row["as_at"] == month
    }


def test_the_tables_give_the_movements_that_the_report_lists():
    before, after = ranks("2021-07"), ranks("2021-10")
    assert {metric for metric in TWELVE if after[metric] < before[metric]} == {
        "all_crime_offences",
        "vwi_solved_rate",
        "drug_trafficking_solved_rate",
        "homicide_offences",
        "homicide_solved_rate",
    }
    assert [m for m in TWELVE if after[m] > before[m]] == ["all_crime_solved_rate"]


def rank_aimed_at(aspiration: dict[str, Any], best: int) -> int | None:
    """The rank that meets an aspiration; an average says nothing of ranks."""
    fixed = {"best": 1, "upper_quartile": 2, "position": abs(aspiration.get("position", 0) - best)}
    fixed["position"] += 1
    return fixed.get(aspiration["kind"])


def test_only_the_solved_rate_of_drug_trafficking_meets_its_aspiration():
    best = {row["metric"]: int(row["best"]) for row in rows("standings")}
    aimed = {
        metric["id"]: rank_aimed_at(metric["aspiration"], best[metric["id"]])
        for metric in tree("metrics")
        if "aspiration" in metric
    }
    assert set(aimed) == TWELVE
    assert {m for m in aimed if aimed[m] is None} == {
        "public_confidence",
        "ksi",
        "homicide_offences",
    }
    now = ranks("2021-10")
    assert [m for m in TWELVE if aimed[m] and now[m] <= aimed[m]] == [
        "drug_trafficking_solved_rate"
    ]


def test_parts_add_up_or_say_that_some_are_not_printed():
    wholes = defaultdict(list)
    for metric in tree("metrics"):
        if "part_of" in metric:
            wholes[metric["part_of"]].append(metric)
    latest = {row["metric"]: Decimal(row["value"]) for row in rows("figures")}
    for whole, parts in wholes.items():
        total = sum(latest[part["id"]] for part in parts)
        assert total <= latest[whole]
        told = all("some_parts_only" in part.get("caveats", []) for part in parts)
        assert told == (total < latest[whole]), whole


def test_the_december_arrests_are_the_sum_of_three_kinds():
    latest = {
        row["metric"]: int(row["value"]) for row in rows("figures") if "arrests" in row["metric"]
    }
    kinds = [latest[kind] for kind in ("drink_arrests", "drug_arrests", "specimen_arrests")]
    assert (kinds, sum(kinds)) == ([130, 101, 33], latest["drink_drug_arrests"])


def test_what_was_worked_out_says_so():
    for row in rows("figures"):
        assert (row["origin"] == "implied") == ("implied" in row["caveats"].split())


def test_words_that_mean_two_things_are_the_known_ones():
    plan = tree("plan")
    promises = [c for p in plan["priorities"] for c in p["commitments"]]
    meanings = defaultdict(set)
    for entry in [*plan["areas"], *plan["units"], *plan["priorities"], *promises, *tree("metrics")]:
        for word in [*entry.get("aliases", []), entry.get("name", ""), entry.get("short", "")]:
            meanings[word.lower()].add(entry["id"])
    del meanings[""]
    assert {word: known for word, known in meanings.items() if len(known) > 1} == {
        "rape": {"support_sexual_violence_victims", "rape_to_justice"},
        "sickness": {"sickness_officers", "sickness_staff"},
        "sick": {"sickness_officers", "sickness_staff"},
        "specials": {"specials", "specials_headcount"},
    }
    assert meanings["101"] == {"calls_101_fcr"}


def test_every_unit_has_one_lead_who_can_be_reached():
    people = {person["id"]: person for person in tree("people")["people"]}
    appointments = tree("people")["appointments"]
    leads = [a["unit"] for a in appointments if a["role"] == "lead"]
    assert Counter(leads) == Counter(ids(tree("plan")["units"]))
    assert all(people[a["person"]]["slack_id"].startswith("U0") for a in appointments)
    assert {a["role"] for a in appointments} == {"lead", "deputy", "editor", "admin", "viewer"}


def test_updates_are_short():
    assert [each["id"] for each in tree("updates") if len(each["text"]) > 220] == []


def test_nothing_comes_from_the_passages_about_single_investigations():
    cited = {line_of(entry) for entry in sourced()}
    assert not cited & LEFT_OUT
    assert str(min(LEFT_OUT)) in (FOLDER / "updates.yml").read_text("utf-8").split("\n- id")[0]


# Against the report itself


@cache
def report_lines() -> list[str]:
    return REPORT.read_text("utf-8").split("\n")


def spelt(value: Decimal, unit: str) -> list[str]:
    """The ways in which the report prints a value."""
    if unit == "seconds":
        minutes, seconds = divmod(int(value), 60)
        forms = [f"{minutes} mins? {seconds} sec"] if minutes else [f"{seconds}( sec|$)"]
    elif value and value % 1000 == 0:
        forms = [f"{value:,f}", f"{value / 1000:.0f}K"]
    else:
        forms = [f"{value:,f}", f"{value:f}"]
    return forms + ([SMALL[int(value)]] if value in range(len(SMALL)) else [])


def is_printed_at(line: int, forms: list[str]) -> bool:
    pattern = rf"(?<![\d.,])({'|'.join(forms)})(?!\d|[.,]\d)"
    return bool(re.search(pattern, report_lines()[line - 1].strip(), re.IGNORECASE))


@needs_report
def test_every_printed_figure_stands_on_the_line_it_is_traced_to():
    units = {metric["id"]: metric["unit"] for metric in tree("metrics")}
    astray = [
        (row["metric"], row["value"], line_of(row))
        for row in rows("figures")
        if row["origin"] == "printed"
        and not is_printed_at(line_of(row), spelt(Decimal(row["value"]), units[row["metric"]]))
    ]
    assert astray == []


@needs_report
def test_every_position_stands_on_the_line_it_is_traced_to():
    for row in rows("standings"):
        assert is_printed_at(line_of(row), [row["position"]]), row


@needs_report
def test_every_page_agrees_with_its_line():
    starts = [at for at, line in enumerate(report_lines(), 1) if line.startswith(" ")]
    two_without_text = 2
    for entry in sourced():
        line = line_of(entry)
        page = two_without_text + sum(start <= line for start in starts)
        assert entry["source"] == f"p. {page}, line {line}"


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub(r"[,'’]", "", text.lower()))


def runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


@needs_report
def test_no_sentence_of_the_report_is_carried_over():
    printed = runs("\n".join(report_lines()))
    promises = [c["text"] for p in tree("plan")["priorities"] for c in p["commitments"]]
    ours = [each["text"] for each in tree("updates") + tree("caveats")]
    ours += [metric.get("definition", "") for metric in tree("metrics")]
    assert [text for text in ours + promises if runs(text) & printed] == []


@needs_series
def test_the_figures_agree_with_the_series_worked_out_independently():
    ours = {(r["metric"], r["period"]): (r["value"], r["origin"]) for r in rows("figures")}
    with SERIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = row["metric_id"], f"{row['financial_year']}-Q{row['quarter']}"
            assert ours[key] == (row["value"], row["how"].split()[0])
