from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from bot.figure import Figure, Standing
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
    assert lines[2].startswith("None of the 3 aspirations is met; Essex Police is 5th of 8")
    assert lines[-1].startswith("OFFICIAL. Source: Essex Police, ")
    assert any("do not differ significantly" in line for line in lines)


def test_what_an_answer_leaves_to_its_buttons_is_said(telling, told):
    shortened = [p[0] for p in told if p[0].text.startswith("1. More local")][1]
    assert "38 more figures and 32 more updates behind the buttons." in shortened.said


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
    assert telling.updated(raptor)[0].said.count("Operation Raptor") == len(raptor)


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
