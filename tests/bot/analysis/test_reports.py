"""A quarter's report, made from its snapshot."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot import charts
from bot.analysis import report_of
from bot.analysis.executive import executive_of
from bot.figure import Standing
from bot.plan import AspirationKind
from bot.publication import Edition, Snapshot
from bot.report import Report, Section
from bot.signal import Finding, Strength
from tests.bot.analysis.made import Q3, aim, figure, metric, plan, standing, update

EDITION = Edition(Q3, 1, datetime(2022, 2, 7, 10, tzinfo=UTC), "priya", "abc123")


def snapshot_of(book, quarter, **more) -> Snapshot:
    past = defaultdict(list)
    for each in sorted(book.standings, key=lambda s: s.as_at, reverse=True):
        past[each.metric].append(each)
    return Snapshot(
        plan=book.plan,
        quarter=quarter,
        figures=book.figures,
        standings=tuple((metric, tuple(each)) for metric, each in past.items()),
        updates=book.updates,
        **more,
    )


@pytest.fixture(scope="module")
def report(essex) -> Report:
    return report_of(snapshot_of(essex.book, essex.quarter), EDITION, charts.alt)


def about(report: Report, what: str) -> Finding:
    return next(each for each in report.executive if each.about == what)


def test_the_gravest_comes_first_and_what_is_well_last(report):
    assert [each.about for each in report.executive] == [
        "Not met",
        "Deteriorated",
        "Improved",
        "Met",
        "No aspiration",
    ]


def test_each_sentence_rests_on_the_positions_that_it_names(report):
    it = about(report, "Deteriorated")
    assert (
        it.sentence == "1 of 12 positions deteriorated: all crime solved rate, 4th of 8, from 3rd."
    )
    assert [(row.position, row.as_at.month) for row in it.rows] == [(4, 10), (3, 7)]
    for finding in report.executive:
        assert finding.how
        named = {row.metric for row in finding.rows}
        assert len(named) == finding.sentence.count(" of 8")
        assert all(isinstance(row, Standing) for row in finding.rows)


def test_the_counts_are_those_of_the_summary(report):
    assert about(report, "Not met").sentence.startswith("9 of 10 aspirations are not met: ")
    assert about(report, "Improved").sentence.startswith("5 of 12 positions improved: ")
    assert about(report, "Met").sentence == (
        "1 of 10 aspirations is met: drug trafficking solved rate, 2nd of 8."
    )


def test_every_priority_has_a_section_with_its_findings_and_described_pictures(report, essex):
    assert [each.status.priority for each in report.sections] == list(essex.plan.priorities)
    first = report.sections[0]
    sentences = {finding.sentence for finding in first.findings}
    assert any("61,010" in sentence and "5,244 fewer" in sentence for sentence in sentences)
    assert first.pictures
    assert all(picture.alt for section in report.sections for picture in section.pictures)


def test_the_same_snapshot_gives_the_same_report(report, essex):
    assert report_of(snapshot_of(essex.book, essex.quarter), EDITION, charts.alt) == report


def test_every_caveat_of_a_finding_is_among_those_of_the_report(report):
    held = set(report.caveats)
    findings = [each for section in report.sections for each in section.findings]
    for finding in (*findings, *report.executive):
        assert held.issuperset(finding.caveats)


def test_what_is_missing_is_told_and_many_are_counted(essex):
    bare = snapshot_of(essex.book, essex.quarter)
    few = replace(bare, missing=("North LPA command: 2 updates",))
    it = report_of(few, EDITION, charts.alt)
    assert about(it, "Missing").sentence == "1 return is not in: North LPA command: 2 updates."
    many = replace(bare, missing=tuple(f"Unit {n}" for n in range(24)))
    assert about(report_of(many, EDITION, charts.alt), "Missing").sentence == (
        "24 returns are not in."
    )


def test_what_is_withheld_is_told_with_the_reason_and_nothing_is_made_of_it(essex):
    bare = snapshot_of(essex.book, essex.quarter)
    metrics = [
        replace(m, suppress_below=100_000 * (m.id == "calls_999")) for m in bare.plan.metrics
    ]
    it = report_of(
        replace(bare, plan=replace(bare.plan, metrics=tuple(metrics))), EDITION, charts.alt
    )
    assert about(it, "Withheld").sentence == (
        "1 figure is withheld: 999 calls, 2021/22 Q3: below 100,000, which might identify somebody."
    )
    assert [each.partition(": ")[0] for each in it.withheld] == [
        "999 calls, 2020/21 Q3, 2021/22 Q2 and 2021/22 Q3"
    ]
    assert "88,220" not in repr(it)
    assert not any(f.metric == "calls_999" for s in it.sections for f in figures_in(s))


def figures_in(section):
    for reading in section.status.readings:
        yield from filter(None, (reading.figure, *reading.history))
    for finding in section.findings:
        yield from (each for each in finding.rows if not isinstance(each, Standing))


def test_a_signal_is_told_in_its_own_words(report):
    signal = Finding("Calls", "Calls are above what is usual.", None, Strength.SIGNAL)
    sections = [Section(report.sections[0].status, (signal,), ())]
    told = executive_of(report.plan, report.summary, sections, (), ())
    assert signal in told
    assert told.index(signal) > 1


def test_a_figure_within_chance_is_not_called_a_change():
    house = plan(metric())
    figures = (figure("2021/22-Q3", 17), figure("2020/21-Q3", 10))
    it = report_of(Snapshot(house, Q3, figures, (), ()), EDITION, charts.alt)
    (finding,) = it.sections[0].findings
    assert finding.strength is Strength.CHANCE
    assert finding.rows == figures
    assert finding.how == "exact test of two small counts at 95%"


def test_a_quarter_of_which_nothing_is_known_has_a_report_all_the_same():
    house = plan(metric())
    it = report_of(Snapshot(house, Q3, (), (), ()), EDITION, charts.alt)
    assert it.executive == ()
    assert [each.status.headline for each in it.sections] == ["No figures; no updates."] * 2
    assert it.pictures == ()


def test_an_aspiration_that_cannot_be_judged_is_said_to_be_not_known():
    house = plan(metric(aspiration=aim(AspirationKind.AVERAGE)))
    standings = (("calls", (standing(4),)),)
    said = (update("a", "answer", "desk", "made"),)
    it = report_of(Snapshot(house, Q3, (), standings, said), EDITION, charts.alt)
    assert [each.about for each in it.executive] == ["Not known"]
    assert (
        it.executive[0].sentence
        == "1 of 1 aspiration is not known to be met: calls taken, 4th of 8."
    )


def test_the_points_of_a_sentence_are_its_own_words(report):
    for finding in report.executive:
        assert finding.sentence == f"{finding.opening}: {'; '.join(finding.points)}."
