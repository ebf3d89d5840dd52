"""Why an answer says what it says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot import analysis
from bot.figure import Told
from bot.grounds import Grounds, PeerCount
from bot.messages.why import why_metric, why_priority
from bot.plan import Good
from tests.bot.analysis.made import Q3, figure, metric, plan
from tests.bot.messages.slack import faults

CALLS = replace(metric(name="Calls taken", unit="calls"), good=Good.DOWN)
STEADY = [900, 940, 880, 920, 910, 930, 890, 925, 905, 935, 895, 1500]
HOUSE = plan(CALLS, metric("deaths", name="Deaths", unit="deaths"))


def series(values, **more):
    return tuple(
        figure(Q3.shifted(at + 1 - len(values)).key, each, source=f"p. {at + 1}", **more)
        for at, each in enumerate(values)
    )


def metric_pages(figures, grounds=None, of=CALLS, standings=None):
    status = analysis.metric_status_of(
        HOUSE, of, Q3, Told(tuple(figures)), standings or {}, grounds or Grounds()
    )
    return why_metric(HOUSE, status, analysis.reasons_of(status), (), ())


def said(pages):
    return "\n".join(page.text for page in pages)


def test_each_finding_says_how_it_was_concluded_and_which_rows_it_rests_on():
    lines = said(metric_pages(series(STEADY))).splitlines()
    assert lines[:3] == [
        "Why: Calls taken, 2021/22 Q3",
        (
            "Calls taken: 1,500 (2021/22 Q3); 575 more, up 62.2% on the same quarter last year; "
            "605 more, up 67.6% on the previous quarter (not seasonally adjusted):"
        ),
        (
            "• How: difference and percentage on the same quarter last year, of the earlier value. "
            "Rests on rows 1, 2 and 5."
        ),
    ]
    assert lines[3].startswith(
        "• More than chance: concerning, as 1,500 in 2021/22 Q3 is above what 12 quarters lead to "
    )
    assert lines[3].endswith("2 of 3 near a limit. Rests on rows 1 to 12.")


def test_every_row_is_told_with_its_value_and_its_source():
    text = said(metric_pages(series(STEADY)))
    assert "1. 2021/22 Q3. Value: 1,500; where it comes from: printed, p. 12." in text
    assert "12. 2019/20 Q1" not in text
    assert "12. 2018/19 Q4. Value: 900; where it comes from: printed, p. 1." in text


def test_too_few_points_are_said_to_be_so_and_rest_on_nothing():
    lines = said(metric_pages(series(STEADY[:2]))).splitlines()
    assert lines[3] == "• Not judged: too few points to judge (2, and 8 are needed)."


def test_small_counts_show_the_test_of_both_comparisons():
    of = HOUSE.metric("deaths")
    text = said(metric_pages(series([10, 12, 9, 11, 17], metric="deaths"), of=of))
    assert "• Within chance: 17 in 2021/22 Q3 against 10 in 2020/21 Q3, a difference this" in text
    assert "ratio 1.70, 95% interval 0.74 to 4.15, p = 0.248. Rests on rows 1 and 3." in text
    assert "17 in 2021/22 Q3 against 11 in 2021/22 Q2" in text


def test_other_forces_are_listed_with_what_their_rates_are_made_of():
    names = (("Made Police", 24), ("Borderland", 10), ("Coastshire", 30))
    peers = tuple(
        PeerCount("calls", Q3.period(), name, 1_000_000, 2020, count, source="open data")
        for name, count in names
    )
    text = said(metric_pages(series(STEADY), Grounds(peers=peers)))
    assert "Calls taken, 2021/22 Q3, per 1,000 people:" in text
    assert "• Borderland: 0.0100 (0.0048 to 0.0184), 10 among 1,000,000, mid-2020" in text
    assert "2nd lowest of 3" in text
    assert "Source: open data." in text


def test_a_metric_of_which_nothing_is_known_says_so():
    assert "Nothing is recorded for Calls taken up to 2021/22 Q3." in said(metric_pages(()))


def test_a_priority_tells_of_all_its_metrics_and_offers_each():
    figures = (*series(STEADY), *series([10, 17], metric="deaths"))
    status = analysis.status_of(HOUSE, HOUSE.priority("one"), Q3, figures, {}, ())
    pages = why_priority(HOUSE, status, analysis.reasons_of(status), ())
    text = said(pages)
    assert "Calls taken: 1,500" in text
    assert "Deaths: 17" in text
    assert "Deaths, 2021/22 Q3. Value: 17" in text
    menu = str(pages[0].blocks[-1])
    assert "why deaths 2021/22-Q3" in menu


def test_slack_takes_it_however_much_there_is_to_say():
    many = tuple(metric(f"calls_{at}", name=f"Calls {at}") for at in range(40))
    house = plan(*many)
    figures = tuple(f for each in many for f in series(STEADY, metric=each.id))
    status = analysis.status_of(house, house.priority("one"), Q3, figures, {}, ())
    for page in why_priority(house, status, analysis.reasons_of(status), ()):
        assert faults(page) == []


def test_what_is_known_to_the_digit_is_told_to_the_digit():
    of = replace(HOUSE.metric("deaths"), target=Decimal("12.50"), good=Good.DOWN)
    assert "misses the target of 12.50" in said(metric_pages(series([17], metric="deaths"), of=of))
