from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from bot.analysis import in_area, on_commitment
from bot.figure import Figure, Standing
from bot.messages import asks
from bot.messages.answers import status_answer
from bot.messages.sheet import Message
from bot.plan import (
    Area,
    AreaKind,
    Commitment,
    Good,
    Metric,
    MetricKind,
    Plan,
    Priority,
    Unit,
    Update,
)
from bot.quarter import Period, Quarter
from tests.bot.messages.plans import Telling
from tests.bot.messages.slack import faults, shown

Q3 = Quarter(2021, 3)
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@pytest.fixture(scope="module")
def telling(essex) -> Telling:
    book = essex.book
    return Telling(essex.plan, essex.quarter, book.figures, book.standings, book.updates)


@pytest.fixture(scope="module")
def told(telling) -> list[tuple[Message, ...]]:
    return list(telling)


def unheard(message: Message) -> set[str]:
    """Numbers that the blocks show and the fallback text does not say."""
    in_blocks = {number for text in shown(message) for number in NUMBER.findall(text)}
    return in_blocks - set(NUMBER.findall(message.said))


def test_every_answer_about_essex_is_within_slacks_limits(told):
    assert len(told) > 120
    assert [fault for pages in told for page in pages for fault in faults(page)] == []


def test_every_answer_about_essex_says_in_the_text_every_number_of_its_blocks(told):
    assert [unheard(page) for pages in told for page in pages if unheard(page)] == []


def test_updates_of_every_area_unit_and_priority_hold_each_update_whole(telling):
    plan = telling.plan
    for area in plan.areas:
        within = [u for u in telling.updates if plan.lies_in(u.area, area.id)]
        holds(telling.updated(within, area.name), within)
    for unit in plan.units:
        own = [u for u in telling.updates if u.unit == unit.id]
        holds(telling.updated(own, unit.name), own)


def holds(pages, updates) -> None:
    text = "\n".join(page.said for page in pages)
    assert [u.id for u in updates if u.text not in text] == []
    assert [fault for page in pages for fault in faults(page)] == []


def test_the_answer_about_violence_reads_as_a_whole(telling, told):
    first = next(p[0] for p in told if p[0].text.startswith("4. Reverse the trend"))
    lines = first.said.split("\n")
    assert lines[0] == "4. Reverse the trend in serious violence, 2021/22 Q3"
    assert lines[2].startswith("None of the 3 aspirations is met; in October 2021 Essex Police was")
    assert lines[-1].startswith("OFFICIAL. Source: Essex Police, ")
    assert any("do not differ significantly" in line for line in lines)


def test_what_an_answer_leaves_to_its_buttons_is_said(telling, told):
    whole, shortened = (p for p in told if p[0].text.startswith("1. More local"))
    assert "37 more figures and 32 more updates behind the buttons." in shortened[0].said
    labels = [each["text"]["text"] for each in shortened[0].blocks[-1]["elements"][1:]]
    assert labels[:2] == ["All 48 figures", "All 40 updates"]
    rows = [row for page in whole for b in page.blocks if b["type"] == "table" for row in b["rows"]]
    assert len(rows) - 1 == 48


def test_a_status_tells_each_position_once_and_its_dates_in_the_title(telling, told):
    said = next(p[0] for p in reversed(told) if p[0].text.startswith("4. Reverse the trend")).said
    assert "Most similar group (MSG) of 8, October 2021 (before: July 2021):" in said
    assert (
        "• Violence with injury solved rate: 7th of 8, improved from 8th; aim: upper quartile "
        "rank, not met. 13.7%, 2.7 percentage points below the group's average."
    ) in said
    assert "Violence with injury solved rate. 2021/22 Q3" not in said


def test_the_standings_table_is_narrow_enough_for_a_phone_and_keeps_every_position(telling):
    standings, _, _ = telling.overviews()
    (table,) = [b for b in standings[0].blocks if b["type"] == "table"]
    cells = [[cell["text"] for cell in row] for row in table["rows"]]
    assert cells[0] == ["Measure", "Now", "Met?", "Aim"]
    assert ["All crime offences", "7th (was 8th)", "no", "4th in MSG"] in cells
    assert [
        "Officer sickness",
        "3rd (was 3rd)",
        "no",
        "7th in MSG (2nd best)",
    ] in cells
    assert len(cells) == 13
    wrapped = [each.get("is_wrapped", False) for each in table["column_settings"]]
    assert wrapped == [True, False, False, True]
    note = "Officer sickness: 3rd best, printed as 6th, where 8th is best; data to March 2021."
    assert note in standings[0].said


def test_the_summary_names_each_aspiration_and_each_move(telling):
    _, summary, _ = telling.overviews()
    lines = summary[0].said.split("\n")
    at = lines.index("Aspiration met (1):")
    assert lines[at + 1] == (
        "• Drug trafficking solved rate: 2nd of 8, improved from 3rd; aim: 3rd in MSG."
    )
    assert "• Homicide solved rate: 4th of 8, improved from 5th; aim: best in MSG." in lines
    assert "• Deteriorated (1): All crime solved rate." in lines
    (improved,) = [line for line in lines if line.startswith("• Improved (5): ")]
    for name in ("All crime offences", "violence with injury solved rate", "homicide offences"):
        assert name in improved


def test_every_message_of_a_long_answer_has_its_marking_and_its_caution_about_ranks(telling, told):
    cautions = [telling.plan.caveat(each).text for each in telling.plan.standing_caveats]
    long_ones = [pages for pages in told if len(pages) > 1]
    assert long_ones
    for pages in long_ones:
        placed = any("Most similar group" in page.said for page in pages)
        for page in pages:
            assert page.said.count("OFFICIAL. Source: Essex Police") == 1
            assert [each for each in cautions if placed and each not in page.said] == []


def test_many_updates_go_on_in_the_thread_of_the_first(telling):
    first, *others = telling.updated(telling.updates[:20])
    assert "12 more updates in the thread of this message." in first.said
    assert first.blocks[-1]["type"] == "actions"
    assert sum(page.said.count("\n• ") for page in (first, *others)) == 20


def test_few_updates_more_are_told_at_once(telling):
    assert len(telling.updated(telling.updates[:11])) == 1


def test_the_units_behind_updates_are_named_where_they_are_few(telling):
    own = [u for u in telling.updates if telling.plan.lies_in(u.area, "north")]
    said = telling.updated(own, "North LPA")[0].said
    assert "20 updates from North LPA command and Safer Essex Roads Partnership for" in said


def test_the_buttons_of_a_narrowed_status_keep_what_it_was_narrowed_to(telling):
    plan, status = telling.plan, telling.status("serious_violence")
    inside = in_area(plan, status, plan.area("north"))
    page = status_answer(plan, inside, (), ())[0]
    asked = [each.get("value", "") for each in page.blocks[-1]["elements"]]
    assert "updates serious_violence area north 2021/22-Q3" in asked
    assert "Whole force. Most similar group (MSG)" in page.said
    both = on_commitment(plan, inside, plan.commitment("bring_violent_offenders_to_justice"))
    about = "commitment bring_violent_offenders_to_justice area north"
    assert asks.every_figure(both).text == f"status {about} 2021/22-Q3 all"


def test_the_caveats_button_keeps_the_quarter_and_counts_what_it_opens(telling):
    page = status_answer(telling.plan, telling.status("serious_violence"), (), ())[0]
    button = page.blocks[-1]["elements"][-1]
    assert button["value"] == "caveats serious_violence 2021/22-Q3"
    assert button["text"]["text"] == "All 10 caveats"


def test_a_metric_is_told_with_where_each_figure_comes_from(telling):
    (page,) = telling.metric(telling.plan.metric("calls_999"))
    assert "• 88,220 (2021/22 Q3): printed, p. 6, line 106" in page.said
    assert (
        "• 76,856 (2020/21 Q3): worked out from a printed difference, p. 6, line 108" in page.said
    )
    assert "999 calls. 2021/22 Q3: 88,220; same quarter last year: 76,856 (up 14.8%);" in page.said


def test_a_duration_is_told_in_its_sources_as_a_duration(telling):
    (page,) = telling.metric(telling.plan.metric("answer_time_101_fcr"))
    assert "• 3 min 40 s (2021/22 Q3): printed" in page.said


def test_an_update_names_its_operation_where_its_words_do_not(telling):
    own = [u for u in telling.updates if "Operation RESPAIR" in u.names]
    (page,) = telling.updated(own)
    assert "Epping Forest, Operation RESPAIR: " in page.said
    raptor = [u for u in telling.updates if "Operation Raptor" in u.names]
    told = telling.updated(raptor)[0].said.partition("\n• ")[2]
    assert told.count("Operation Raptor") == len(raptor)


def test_without_updates_the_answer_says_so_and_leads_on(telling):
    (page,) = telling.updated([])
    assert "No updates for 2021/22 Q3 (October to December 2021)." in page.said
    assert [block for block in page.blocks if block["type"] == "actions"]


NASTY = st.sampled_from(
    [
        "<!channel> ",
        "<@U0NORTH> & <#C1|x> ",
        "&&&&&&&&",
        "\"quoted\" 'and' `code` ",
        "*bold* _it_ ~no~ ",
        "مرحبا بالعالم ",
        "👮🏽‍♀️🚓",
        "line\nbreak ",
        "w" * 90,
        "plain words ",
    ]
)
nasty = st.lists(NASTY, min_size=1, max_size=4).map("".join)


def long(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length].strip() or "x"


def monster(words: str, letters: int, metrics: int, updates: int, every: int) -> Telling:
    """A plan with more, longer and worse of everything than any force would write."""
    name, text = long(words, min(letters, 300)), long(words, letters)
    measured = tuple(_metric(n, name) for n in range(metrics))
    return Telling(
        plan=Plan(
            id="bad",
            force=name,
            name=name,
            period=Q3.period(),
            group_size=8,
            priorities=(Priority("p", 1, name, name, (Commitment("c", text),)),),
            areas=(Area("f", AreaKind.FORCE, name), Area("l", AreaKind.LPA, name, "f")),
            units=(Unit("u", name, "f"), Unit("v", name, "l")),
            metrics=measured,
            source=name,
        ),
        quarter=Q3,
        figures=[_figure(each.id, year) for each in measured for year in ("2021/22", "2020/21")],
        standings=[_standing(each.id, name) for each in measured[::every]],
        updates=[
            Update(f"u{n}", "c", "uv"[n % 2], "fl"[n % 2], Q3.period(), f"{n}: {text}", (name,))
            for n in range(updates)
        ],
    )


def _metric(n: int, name: str) -> Metric:
    return Metric(f"m{n}", f"{n} {name}"[:300], name, MetricKind.COUNT, Good.UP, "p", "u")


def _figure(metric: str, year: str) -> Figure:
    return Figure(metric, "f", Period.parse(f"{year}-Q3"), Decimal(f"{metric[1:]}{year[3]}"))


def _standing(metric: str, name: str) -> Standing:
    return Standing(metric, date(2021, 10, 1), 5, 8, 1, rate=Decimal("7.8"), rate_unit=name)


@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    words=nasty,
    letters=st.integers(1, 3000),
    metrics=st.sampled_from([0, 3, 120]),
    updates=st.sampled_from([0, 2, 30]),
    every=st.sampled_from([1, 40]),
)
@example(words="<!channel> & ", letters=20, metrics=300, updates=500, every=1)
@example(words="&", letters=3000, metrics=2, updates=12, every=1)
def test_no_plan_however_monstrous_breaks_a_limit_or_is_cut_unsaid(
    words, letters, metrics, updates, every
):
    telling = monster(words, letters, metrics, updates, every)
    status = telling.status("p")
    whole = status_answer(telling.plan, status, (), ["<!here>"], every=True)
    said = telling.updated(telling.updates)
    others = [*telling.overviews(), *map(telling.metric, telling.plan.metrics[:2])]
    for page in (*whole, *said, *telling.found(words), *(p for pages in others for p in pages)):
        assert faults(page) == []
        assert unheard(page) == set()
    for pages in (whole, said):
        text = "\n".join(page.said for page in pages)
        assert [u.id for u in telling.updates if u.text not in text] == []
    rows = {line.partition(". 2021/22 Q3: ")[0] for page in whole for line in page.said.split("\n")}
    assert [r.metric.id for r in status.readings if r.metric.name.split("\n")[-1] not in rows] == []


def test_a_plan_without_a_source_names_the_force_alone(telling):
    bare = replace(telling, plan=replace(telling.plan, source=""), figures=())
    assert bare.updated([])[0].said.endswith("OFFICIAL. Source: Essex Police.")
