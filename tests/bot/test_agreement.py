"""Message, alt text, `why` and report say what the finding says, and cannot disagree.

Generated series of every kind: whatever their numbers, the verdict is in one set of words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import analysis
from bot.charts.alt import alt
from bot.figure import Figure, Told
from bot.finding import (
    Caterpillar,
    Drawable,
    Illustration,
    MetricStatus,
    ProcessChart,
    Reading,
    SmallCounts,
)
from bot.grounds import Decision, DecisionKind, Grounds, PeerCount
from bot.messages import answers
from bot.messages.why import why_metric
from bot.plan import Good, Metric, MetricKind, Plan
from bot.publication import Edition, Snapshot
from bot.signal import Direction, Finding, Strength
from bot.statistics.counts import two_periods
from tests.bot.analysis.made import Q3, figure, metric, plan

UNITS = {MetricKind.PERCENT: "%", MetricKind.DURATION: "seconds", MetricKind.MONEY: "pounds"}
VERDICTS = ("concerning", "improving", "unusual, though", "no unusual variation")
MOVES = {"up", "down", "rise", "fall", "rises", "falls", "rose", "fell", "doubled"}


@dataclass(frozen=True)
class Case:
    """A metric with its history, and everything that is said of it."""

    plan: Plan
    status: MetricStatus
    pictures: tuple[Drawable, ...]
    message: str
    why: str
    figures: tuple[Figure, ...]
    grounds: Grounds

    @property
    def alts(self) -> list[str]:
        return [alt(each) for each in self.pictures]

    @property
    def everything(self) -> list[str]:
        return [self.message, self.why, *self.alts]


KINDS = (*MetricKind, MetricKind.COUNT, MetricKind.COUNT)  # counts have the most to go wrong
SHAPES: dict[str, Callable[[int, int], int]] = {
    "steady": lambda at, last: 0,
    "one outlier": lambda at, last: 5 if at == last else 0,
    "an old outlier": lambda at, last: 5 if at == last // 2 else 0,
    "a step": lambda at, last: 3 if at > last - 8 else 0,
    "a trend": lambda at, last: max(0, at - last + 8),
    "a season": lambda at, last: 4 if at % 4 == 0 else 0,
}


@st.composite
def metrics(draw) -> Metric:
    kind = draw(st.sampled_from(KINDS))
    return replace(
        metric("calls", name="Calls taken", unit=UNITS.get(kind, "calls"), kind=kind),
        good=draw(st.sampled_from(Good)),
        stock=kind is MetricKind.COUNT and draw(st.integers(0, 4)) == 0,
        rolling=draw(st.integers(0, 6)) == 0,
        target=draw(st.none() | st.integers(0, 100).map(Decimal)),
    )


@st.composite
def histories(draw, of: Metric) -> tuple[Figure, ...]:
    """Up to 26 quarters of one shape, up or down, of small or of large numbers; some with gaps."""
    largest = 50 if of.kind is MetricKind.PERCENT else 30_000
    level = draw(st.sampled_from([each for each in (2, 15, 50, 120, 30_000) if each <= largest]))
    shape, sign = SHAPES[draw(st.sampled_from(sorted(SHAPES)))], draw(st.sampled_from([1, -1]))
    noise = draw(st.lists(st.integers(-2, 2), min_size=1, max_size=26))
    gaps = draw(st.sets(st.integers(0, 25), max_size=2)) if draw(st.booleans()) else set()
    last, unit = len(noise) - 1, max(1, level // 20)
    values = [level + unit * (each + sign * 3 * shape(at, last)) for at, each in enumerate(noise)]
    return tuple(
        figure(Q3.shifted(at - last).key, max(0, value))
        for at, value in enumerate(values)
        if at not in gaps
    )


@st.composite
def decisions(draw) -> tuple[Decision, ...]:
    """At most one of a kind about a quarter, as the store holds them."""
    kinds, back = st.sampled_from(DecisionKind), st.integers(0, 26)
    few = st.sets(st.tuples(kinds, back), max_size=2)
    chosen = draw(few) if draw(st.booleans()) else set()
    return tuple(
        Decision("calls", "made", Q3.shifted(-at), kind, "Helen Moss", date(2022, 1, 20), "A cause")
        for kind, at in sorted(chosen)
    )


@st.composite
def peers(draw, of: Metric) -> tuple[PeerCount, ...]:
    if of.kind not in (MetricKind.COUNT, MetricKind.RATE):
        return ()
    most = draw(st.sampled_from([9, 400, 90_000]))
    counts = draw(st.lists(st.integers(0, most), max_size=8))
    names = ["Made Police", *(f"Force {at}" for at in range(1, 8))]
    return tuple(
        PeerCount("calls", Q3.period(), name, 900_000, 2020, count)
        for name, count in zip(names, counts, strict=False)
    )


@st.composite
def cases(draw) -> Case:
    of = draw(metrics())
    figures, house = draw(histories(of)), plan(of)
    grounds = Grounds(peers=draw(peers(of)), decisions=draw(decisions()))
    status = analysis.metric_status_of(house, of, Q3, Told(figures), {}, grounds)
    pictures = analysis.pictures_of_metric(house, status)
    pictures += analysis.pictures_of_groups(house, status)
    drawn = [Illustration(each, alt(each)) for each in pictures]
    return Case(
        plan=house,
        status=status,
        pictures=pictures,
        message=_text(answers.metric_answer(house, status, drawn, ())),
        why=_text(why_metric(house, status, analysis.reasons_of(status), drawn, ())),
        figures=figures,
        grounds=grounds,
    )


def _text(pages) -> str:
    return "\n".join(page.said for page in pages)


def judged(case: Case) -> list[Finding]:
    return [each.verdict for each in case.status.judgements if each.verdict]


def words_in(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.casefold()))


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,]*(?:\.\d+)?", text))


@settings(max_examples=120, deadline=None)
@given(cases())
def test_every_surface_says_the_verdict_in_the_finding_s_own_sentence(case):
    for finding in judged(case):
        bare = finding.sentence.removeprefix(f"{finding.about}: ")
        assert finding.sentence in case.message
        assert bare in case.why
    for picture in case.pictures:
        told = {ProcessChart: "process", Caterpillar: "group"}.get(type(picture))
        finding = getattr(picture, told).finding if told else getattr(picture, "finding", None)
        if finding:
            assert finding.sentence in alt(picture) or finding.sentence[:-1] == picture.title
            assert told != "process" or finding in judged(case)


@settings(max_examples=120, deadline=None)
@given(cases())
def test_no_surface_speaks_of_a_verdict_that_was_not_reached(case):
    reached = " ".join(each.sentence for each in judged(case)).casefold()
    for text in case.everything:
        for verdict in VERDICTS:
            assert verdict not in text.casefold() or verdict in reached
    if not judged(case):
        assert not any(isinstance(each, ProcessChart) for each in case.pictures)


@settings(max_examples=120, deadline=None)
@given(cases())
def test_the_direction_of_a_finding_is_that_of_its_words_and_of_its_numbers(case):
    for finding in judged(case):
        process = case.status.judgements[0].process
        assert process
        side = process.points[-1].side
        directions = {1: Direction.UP, -1: Direction.DOWN, 0: None}
        assert finding.direction is directions[side]
        assert (finding.strength is Strength.SIGNAL) is bool(side)
        said = words_in(finding.sentence)
        assert not (side > 0 and said & {"below", "lower"})
        assert not (side < 0 and said & {"above", "higher"} - {"upper"})
        assert side or not said & {"above", "below", "higher", "lower", "concerning", "improving"}


def may_be_chance(reading: Reading, base: Figure) -> bool:
    """By the test itself, whatever the change says of it."""
    now, of = reading.figure, reading.metric
    assert now
    events = of.kind is MetricKind.COUNT and not of.stock and not of.rolling
    if not events or max(now.value, base.value) >= 300:
        return False
    days = now.period.days, base.period.days
    return not two_periods(int(now.value), int(base.value), *days).passes


@settings(max_examples=120, deadline=None)
@given(cases())
def test_nothing_rises_or_falls_anywhere_where_chance_may_have_done_it(case):
    (judgement,) = case.status.judgements or (None,)
    if not judgement or not judgement.reading.figure:
        return
    reading = judgement.reading
    changes = [each for each in (reading.year_earlier, reading.previous) if each]
    if changes and all(may_be_chance(reading, each.base) for each in changes):
        for text in case.everything:
            without_names = text.replace("high or rising", "").replace("low or falling", "")
            assert not MOVES & words_in(without_names)


@settings(max_examples=120, deadline=None)
@given(cases())
def test_every_number_of_a_verdict_is_in_the_message_and_the_alt_text_alike(case):
    for picture in case.pictures:
        if isinstance(picture, ProcessChart | SmallCounts):
            finding = (
                picture.process.finding if isinstance(picture, ProcessChart) else picture.finding
            )
            numbers = numbers_in(finding.sentence)
            assert numbers <= numbers_in(alt(picture))
            assert numbers <= numbers_in(case.message)


@settings(max_examples=120, deadline=None)
@given(cases())
def test_a_series_drawn_as_it_is_recorded_has_its_limits_in_the_numbers_of_the_sentence(case):
    for picture in case.pictures:
        if isinstance(picture, ProcessChart) and picture.process.unit == case.status.metric.unit:
            drawn = re.search(r"Expected range (.+? to .+?)(?:, on trial)?\.", alt(picture))
            told = re.search(r"lead to expect \((.+? to .+?)\)", picture.process.finding.sentence)
            assert drawn
            assert not told or told[1] == drawn[1]


@settings(max_examples=60, deadline=None)
@given(cases())
def test_a_report_says_of_a_figure_what_the_answer_says(case):
    snapshot = Snapshot(case.plan, Q3, case.figures, (), (), grounds=case.grounds)
    edition = Edition(Q3, 1, datetime(2022, 2, 1, tzinfo=UTC), "sam", "digest")
    report = analysis.report_of(snapshot, edition, alt)
    said = {each.sentence for section in report.sections for each in section.findings}
    assert said >= {each.sentence for each in judged(case)}
    for sentence in said:
        assert sentence in case.message
    signals = {each.sentence for each in judged(case) if each.strength is Strength.SIGNAL}
    assert {each.sentence for each in report.executive} >= signals
