from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.figure import Origin, Vintage
from bot.folder import FILES, Book, FolderFaults, parse
from bot.plan import AspirationKind, CaveatKind, MetricKind, Role
from bot.quarter import Period, Quarter

ROOT = Path(__file__).parents[2]
EXAMPLESHIRE = ROOT / "tests" / "exampleshire"
GOOD = {name: (EXAMPLESHIRE / name).read_text() for name in FILES}
FIGURE = "calls_999,exampleshire,2021-11,9,printed,first,p. 4,"


def changed(name: str, old: str, new: str) -> dict[str, str]:
    assert old in GOOD[name]
    return GOOD | {name: GOOD[name].replace(old, new, 1)}


def added(name: str, text: str) -> dict[str, str]:
    return GOOD | {name: GOOD[name] + text}


def faults_of(files: dict[str, str]) -> list[str]:
    with pytest.raises(FolderFaults) as caught:
        parse(files)
    return [str(fault) for fault in caught.value.faults]


def test_a_folder_becomes_a_plan_with_everything_in_the_order_of_the_files():
    plan = parse(GOOD).plan
    assert (plan.id, plan.period, plan.group_size) == (
        "exampleshire",
        Period(date(2020, 4, 1), date(2024, 3, 31)),
        8,
    )
    assert [each.id for each in plan.areas] == ["exampleshire", "north", "harbour"]
    assert [c.id for c in plan.priority("local").commitments] == ["contact", "visible"]
    assert [each.id for each in plan.metrics] == ["calls_999", "vwi_solved", "wait"]
    assert plan.lpa_of("harbour") == plan.area("north")
    assert [each.role for each in plan.appointments] == [Role.LEAD, Role.DEPUTY, Role.EDITOR]


def test_a_metric_keeps_its_words_and_its_aspiration():
    metric = parse(GOOD).plan.metric("vwi_solved")
    assert metric.kind is MetricKind.PERCENT
    assert metric.aspiration is not None
    assert (metric.aspiration.kind, metric.aspiration.position) == (AspirationKind.POSITION, 4)
    assert parse(GOOD).plan.metric("calls_999").aliases == ("999", "emergency calls")


def test_figures_keep_their_digits_vintage_source_and_caveats():
    figures = parse(GOOD).figures
    assert str(figures[4].value) == "12.50"
    assert figures[1].vintage is Vintage.REVISED
    assert (figures[2].origin, figures[2].caveats) == (Origin.IMPLIED, ("small", "ranks"))
    assert figures[0].source == "p. 4, line 71"


def test_a_standing_is_as_at_the_end_of_its_month():
    july, october, _ = parse(GOOD).standings
    assert (july.as_at, july.data_to) == (date(2021, 7, 31), date(2021, 6, 30))
    assert (october.to_quartile, july.to_quartile) == (Decimal(2), None)
    assert july.to_quartile_note == "at quartile"


def test_an_update_covers_its_quarter():
    assert parse(GOOD).updates[0].period == Quarter(2021, 3).period()


def test_a_word_is_the_same_with_or_without_quotes():
    files = changed("metrics.yml", '["999", emergency calls]', "[999, no, 12:30, 0x1F]")
    assert parse(files).plan.metric("calls_999").aliases == ("999", "no", "12:30", "0x1F")


@pytest.mark.parametrize(
    "disguise",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\n\n" + text + "\n \n\n",
    ],
    ids=["byte order mark", "windows line ends", "old mac line ends", "blank lines"],
)
def test_how_an_editor_saved_a_file_makes_no_difference(disguise):
    assert parse({name: disguise(text) for name, text in GOOD.items()}) == parse(GOOD)


def test_a_sheet_may_have_tabs_between_its_columns_and_columns_in_any_order():
    sheet = (
        "area\tmetric\tperiod\tvalue\torigin\tvintage\tcaveats\tsource\n"
        "north\twait\t2021-12\t 8.5 \tprinted\tfirst\t\tp. 1, line 2\n"
    )
    (figure,) = parse(GOOD | {"figures.csv": sheet}).figures
    assert (figure.metric, figure.area, str(figure.value)) == ("wait", "north", "8.5")


def test_every_fault_of_every_file_is_told_at_once_with_its_line():
    files = GOOD | {
        "plan.yml": GOOD["plan.yml"].replace("parent: north}", "parent: nrth}"),
        "figures.csv": GOOD["figures.csv"] + "calls_99,north,2021-12,~500,prnted,first,p. 1,\n",
        "caveats.yml": GOOD["caveats.yml"].replace("small_numbers", "small_number"),
    }
    kinds = ", ".join(kind for kind in CaveatKind if kind is not CaveatKind.WITHHELD)
    assert faults_of(files) == [
        (
            f"caveats.yml:2: 'small_number' is no kind; write one of {kinds} "
            f"(did you mean 'small_numbers'?)"
        ),
        "figures.csv:9: 'calls_99' is no metric in metrics.yml (did you mean 'calls_999'?)",
        (
            "figures.csv:9: 'prnted' is no origin; write one of printed, implied "
            "(did you mean 'printed'?)"
        ),
        (
            "figures.csv:9: '~500' is not a number; write the printed number alone, and say in a "
            "caveat that it is not exact"
        ),
        "plan.yml:12: 'nrth' is no area in plan.yml (did you mean 'north'?)",
    ]


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ('"12,345"', "leave the thousands comma out"),
        ('"12.345,6"', "write the decimal with a point"),
        ('"8,5"', "write the decimal with a point"),
        ("12 345", "leave the gaps between the digits out"),
        ("~500", "say in a caveat that it is not exact"),
        ("about 500", "say in a caveat that it is not exact"),
        ("n/k", "leave the whole row out"),
        ("-", "leave the whole row out"),
        ("7%", "leave the % out"),
        ("£700", "leave the pound sign out"),
        ("3:40", "write a duration in seconds"),
        ("−5", "a plain hyphen"),
        ("(5)", "a plain hyphen"),
        ("+5", "leave the plus sign out"),
        ("1e3", "write all the digits out"),
        (".5", "a digit on both sides of the point"),
        ("500 calls", "leave the unit out"),
        ("many", "write plain digits"),
        ("٣", "write plain digits"),
        ("1" * 19, "more than 18 digits"),
    ],
)
def test_a_value_that_is_not_a_number_is_told_what_to_write_instead(written, advice):
    files = added("figures.csv", FIGURE.replace(",9,", f",{written},") + "\n")
    (fault,) = faults_of(files)
    assert fault.startswith("figures.csv:9: ")
    assert advice in fault


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("calls_999,exampleshire,2021-11,9.5,printed,first,p. 4,", "a count is a whole number"),
        ("calls_999,exampleshire,2021-11,-9,printed,first,p. 4,", "cannot be below zero"),
        ("vwi_solved,exampleshire,2021-11,-0.1,printed,first,p. 4,", "cannot be below zero"),
        ("calls_999,exampleshire,2022-01,9,printed,first,p. 4,", "ends after 2021/22 Q3"),
        ("calls_999,exampleshire,2021-13,9,printed,first,p. 4,", "'2021-13' is no period"),
        ("calls_999,exampleshire,20211221,9,printed,first,p. 4,", "'20211221' is no period"),
        ("calls_999,exampleshire,2021-12..2021-11,9,printed,first,p. 4,", "is no period"),
        ("calls_999,exampleshire,9999/00-Q4,9,printed,first,p. 4,", "is no period"),
        ("calls_999,exampleshire,2021-11,9,printed,first,,", "this row has no 'source'"),
        ("calls_999,exampleshire,2021-11,9,submitted,first,p. 4,", "write one of printed, implied"),
        ("calls_999,exampleshire,2021-11,9,printed,first,p. 4,smal", "did you mean 'small'?"),
        ("calls_999,exampleshire,2021-11,9,printed,first,p. 4", "7 values for 8 columns"),
        ("calls_999,exampleshire,2021/22-Q3,9,printed,first,p. 9,", "as on line 2; keep one"),
    ],
)
def test_a_row_that_cannot_be_true_is_refused(row, message):
    (fault,) = faults_of(added("figures.csv", f"{row}\n"))
    assert fault.startswith("figures.csv:9: ")
    assert message in fault


def test_a_percentage_above_a_hundred_needs_a_caveat_that_explains_it():
    kind = 'unit: "%"\n  kind: percent\n  good: neither\n  priority: local\n  commitment: contact'
    count = kind.replace('"%"', "calls").replace("percent", "count")
    files = changed("metrics.yml", count, kind)
    row = "calls_999,exampleshire,2021-11,105,printed,first,p. 4,"
    header = GOOD["figures.csv"].splitlines()[0]
    (fault,) = faults_of(files | {"figures.csv": f"{header}\n{row}\n"})
    assert "105% is above 100" in fault
    assert parse(files | {"figures.csv": f"{header}\n{row}small\n"}).figures[0].value == 105


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("vwi_solved,2021-09,9,8,1,,,,,,,,,p. 2,", "position 9 is outside 1 to 8"),
        ("vwi_solved,2021-09,0,8,1,,,,,,,,,p. 2,", "position 0 is outside 1 to 8"),
        ("vwi_solved,2021-09,4,8,4,,,,,,,,,p. 2,", "best is position 1 or 8"),
        ("vwi_solved,2021-09,1,1,1,,,,,,,,,p. 2,", "at least 2 forces"),
        ("vwi_solved,2021-09,4.5,8,1,,,,,,,,,p. 2,", "'4.5' is not a whole number"),
        ("vwi_solved,2022-01,4,8,1,,,,,,,,,p. 2,", "as_at is after 2021/22 Q3"),
        ("vwi_solved,2021-09-30,4,8,1,,,,,,,,,p. 2,", "write a month like 2021-10"),
        ("vwi_solved,2021-09,4,8,1,,,,,,,,2021-10,p. 2,", "data_to is after as_at"),
        ("vwi_solved,2021-10,4,8,1,,,,,,,,,p. 2,", "as on line 3; keep one"),
        ("calls_999,2021-09,4,8,1,,,,,,,,,p. 2,", "has a standing but no aspiration"),
        ("vwi_solved,2021-09,4,8,1,x,,,,,,,,p. 2,", "'x' is not a number"),
    ],
)
def test_a_standing_that_cannot_be_true_is_refused(row, message):
    (fault,) = faults_of(added("standings.csv", f"{row}\n"))
    assert fault.startswith("standings.csv:5: ")
    assert message in fault


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("plan.yml", "short: Violence", "shrt: Violence", "cannot have 'shrt' (did you mean 'sho"),
        ("plan.yml", "    short: Violence\n", "", "priority 'violence' has no 'short'"),
        ("plan.yml", "number: 2", "number: 1", "are both priority number 1"),
        ("plan.yml", "number: 2", "number: two", "'two' is not a whole number"),
        ("plan.yml", "id: visible", "id: contact", "stands here a second time (first on line 23)"),
        ("plan.yml", "id: visible", "id: Be-Seen", "'Be-Seen' cannot be an id"),
        ("plan.yml", "kind: lpa", "kind: force", "cannot lie in a force"),
        ("plan.yml", "parent: exampleshire", "parent: harbour", "cannot lie in a district"),
        ("plan.yml", ", parent: north}", "}", "name the area it lies in"),
        ("plan.yml", "id: exampleshire, kind: force", "id: exampleshire, kind: lpa", "kind force"),
        ("plan.yml", "area: north}", "area: nort}", "did you mean 'north'?"),
        ("plan.yml", "quarter: 2021/22-Q3", "quarter: 2024/25-Q3", "outside the plan's period"),
        ("plan.yml", "quarter: 2021/22-Q3", "quarter: 2021-Q3", "write it like 2021/22-Q3"),
        ("plan.yml", "  quarter: 2021/22-Q3\n", "", "plan 'exampleshire' has no 'quarter'"),
        ("plan.yml", "period: 2020-04..2024-03", "period: 2020", "'2020' is no period"),
        ("plan.yml", "group_size: 8", "group_size: 1", "a group of 1 forces cannot be"),
        ("plan.yml", "caveats: [ranks]", "caveats: ranks", "is a list; write [one, two]"),
        ("plan.yml", "name: Police and Crime Plan", "name: [a]", "takes one value"),
        ("plan.yml", "force: Exampleshire Police", f"force: {'x' * 301}", "at most 300"),
        ("plan.yml", "number: 1", "number: 1\n    number: 3", "'number' stands twice"),
        ("metrics.yml", 'unit: "%"', "unit: percent", "the unit of a percent is '%'"),
        ("metrics.yml", "unit: seconds", "unit: minutes", "the unit of a duration is 'seconds'"),
        ("metrics.yml", "unit: calls", "unit: seconds", "is its kind duration?"),
        ("metrics.yml", "good: up", "good: upwards", "'upwards' is no good; write one of up"),
        ("metrics.yml", "owner: fcr", "owner: fcrr", "'fcrr' is no unit in plan.yml"),
        ("metrics.yml", "lead: true", "lead: yes", "write true or false"),
        ("metrics.yml", "part_of: calls_999", "part_of: wait", "comes to lie in itself"),
        ("metrics.yml", "commitment: contact", "commitment: justice", "is one of priority 'viol"),
        ("metrics.yml", "position: 4, ", "", "where its kind is position, and only there"),
        ("metrics.yml", "position: 4", "position: 9", "position 9 is outside 1 to 8"),
        ("metrics.yml", "{kind: position, position: 4, printed: 4th in MSG}", "4th", "own keys"),
        ("updates.yml", "commitment: visible", "commitment: visibl", "did you mean 'visible'?"),
        ("updates.yml", "quarter: 2021/22-Q2", "quarter: 2021/22-Q4", "is after 2021/22 Q3"),
        ("updates.yml", "quarter: 2021/22-Q2", "quarter: 2019/20-Q2", "before the plan's period"),
        ("updates.yml", "id: fcr_line", "id: calm_calls", "update 'calm_calls' stands here a"),
        ("updates.yml", "Joint", "x" * 3000 + " Joint", "at most 3,000"),
        ("people.yml", "unit: fcr", "unit: fc", "'fc' is no unit in plan.yml"),
        ("people.yml", ", unit: fcr", "", "a deputy is for a unit"),
        ("people.yml", "role: editor", "role: editor, unit: fcr", "for the whole plan, not a"),
        ("people.yml", "id: sam", "id: sam, slack_id: U0NORTH", "have the same slack_id"),
        (
            "people.yml",
            "person: amara, role: deputy, unit: fcr",
            "person: sam, role: editor",
            "keep",
        ),
        ("people.yml", "appointments:", "apointments:", "cannot have 'apointments'"),
    ],
)
def test_what_is_wrong_in_a_yaml_file_is_told_in_plain_words(name, old, new, message):
    faults = [each for each in faults_of(changed(name, old, new)) if each.startswith(f"{name}:")]
    assert any(message in each for each in faults), faults


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {id: a\n- b", "not readable as YAML"),
        ("- id: a\n\tkind: b", "never tabs"),
        ("- &a {id: x}", "anchors (&)"),
        ("- {id: x, text: *b}", "anchors (&)"),
        ("- !!python/object/apply:os.system [ls]", "tags (!)"),
        ("- {id: !!binary aGk=}", "tags (!)"),
        ("--- []\n--- []", "a second document"),
        ("[" * 50 + "]" * 50, "more than 12 deep"),
        ("[" * 100_000, ""),
        ("id: x", "begin each caveat with a hyphen"),
        ("- just words", "is written with keys"),
        ("- [a]", "is written with keys"),
        ("- {[a]: b}", "cannot have"),
        ("- {id: a\x00}", "a character that cannot be read"),
        ("- {id: caf\ufffd}", "save the file as UTF-8 text"),
        ("- {id: a\x1b}", "a character that cannot be read"),
        ("x" * 16_000_001, "at most 16,000,000"),
        ("[" + "1," * 1_000_000 + "]", "more than 1,000,000 values"),
    ],
    ids=lambda value: value[:20],
)
def test_yaml_that_is_broken_hostile_or_huge_is_refused_calmly(text, message):
    faults = [each for each in faults_of(GOOD | {"caveats.yml": text}) if "caveats.yml:" in each]
    assert any(message in each for each in faults), faults


def test_a_quarter_of_two_thousand_long_updates_can_be_read():
    owed = "commitment: visible, unit: north_lpa, area: harbour, quarter: 2021/22-Q3, source: p. 8"
    text = " ".join(["words"] * 500)
    more = "".join(f"- {{id: more_{at}, {owed}, text: {text}}}\n" for at in range(2_000))
    read = parse(GOOD | {"updates.yml": GOOD["updates.yml"] + more})
    assert sum(each.text == text for each in read.updates) == 2_000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the first line lacks metric, area"),
        ("metric,area,period,valu,origin,vintage,source,caveats\n", "did you mean 'value'?"),
        ("metric,metric,area,period,value,origin,vintage,source,caveats\n", "stands twice"),
        ("metric;area;period;value;origin;vintage;source;caveats\n", "the first line lacks"),
        ('metric,area,period,value,origin,vintage,source,caveats\n"a\n\n\n', "a quote that is"),
        ("metric,area\x00", "a character that cannot be read"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_refused_calmly(text, message):
    faults = faults_of(GOOD | {"figures.csv": text})
    assert any(message in each for each in faults), faults


def test_a_row_over_several_lines_is_told_by_its_first():
    rows = (
        'wait,north,2021-10,x,printed,first,"p. 1\nand 2",\nwait,north,2021-11,y,printed,first,p,\n'
    )
    assert [each.split(":")[1] for each in faults_of(added("figures.csv", rows))] == ["9", "11"]


def test_a_file_that_cannot_be_read_does_not_make_faults_of_what_refers_to_it():
    assert len(faults_of(GOOD | {"metrics.yml": "- {"})) == 1
    assert len(faults_of({name: text for name, text in GOOD.items() if name != "plan.yml"})) == 1


def test_a_folder_without_a_plan_is_not_told_to_leave_the_plan_empty():
    missing, *_ = faults_of({k: v for k, v in GOOD.items() if k != "plan.yml"})
    assert missing == "plan.yml: this file is missing; a folder without it is not a plan's"


def test_missing_and_misnamed_files_are_told():
    files = {name: text for name, text in GOOD.items() if name != "figures.csv"}
    missing, misnamed = faults_of(files | {"figure.csv": GOOD["figures.csv"]})[::-1]
    assert misnamed == "figure.csv: no file of a plan has this name (did you mean 'figures.csv'?)"
    assert missing.startswith("figures.csv: this file is missing")


def test_files_without_entries_are_allowed():
    empty = dict.fromkeys(("updates.yml", "people.yml"), "")
    headers = {name: GOOD[name].splitlines()[0] for name in ("figures.csv", "standings.csv")}
    book = parse(GOOD | empty | headers)
    assert (book.figures, book.standings, book.updates, book.plan.people) == ((), (), (), ())


def test_a_file_with_thousands_of_faults_tells_the_first_and_stops():
    faults = faults_of(added("figures.csv", "x,y,z,n,o,v,,\n" * 2000))
    assert len(faults) == 501
    assert "there are more faults" in faults[-1]


def test_the_essex_folder_is_without_fault():
    folder = ROOT / "practice" / "essex"
    book = parse({name: (folder / name).read_text() for name in FILES})
    assert len(book.plan.priorities) == 7


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(FILES), text=st.text(max_size=200))
def test_any_text_at_all_gives_a_book_or_faults(name, text):
    _book_or_faults(GOOD | {name: text})


@settings(max_examples=200, deadline=None)
@given(data=st.data(), name=st.sampled_from(FILES))
def test_any_damage_to_a_good_file_gives_a_book_or_faults(data, name):
    text = GOOD[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    new = data.draw(st.text(alphabet="{}[]:,-#&*!|>'\"%@`\n\t 09az", max_size=6))
    _book_or_faults(GOOD | {name: text[:start] + new + text[end:]})


def _book_or_faults(files: dict[str, str]) -> None:
    try:
        book = parse(files)
    except FolderFaults as told:
        faults = told.faults
    else:
        assert isinstance(book, Book)
        return
    assert faults
    assert all(fault.message and fault.line >= 0 for fault in faults)
