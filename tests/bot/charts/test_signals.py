"""Charts of signal and chance: shapes, limits, reasons, and words that cannot disagree."""

import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charts import alt
from bot.charts.drawing import laid_out, picture
from bot.charts.sentences import LONGEST
from bot.finding import Caterpillar, Funnel, ProcessChart
from bot.plan import Good
from bot.quarter import Period
from bot.signal import Sign
from bot.statistics.groups import dispersion_of
from bot.wording import amount, number
from tests.bot.charts import real
from tests.bot.charts.reading import find, numbers, said, sheet
from tests.bot.charts.signal_examples import (
    CALLS,
    GROUP,
    SIGNAL_EXAMPLES,
    VIOLENCE,
    caterpillar_of,
    chart,
    counts_of,
    of_group,
    series,
)
from tests.bot.charts.signals import caterpillar, counted, funnel, group_of, process_chart

everything = pytest.mark.parametrize("name", SIGNAL_EXAMPLES)
where_data = pytest.mark.skipif(
    not real.present, reason="the open data files are not beside the checkout"
)
DIRECTIONS = (
    r"\b(up|down|ris\w+|rose|fall\w*|fell|higher|lower|more|fewer|better|worse|increas\w+|"
    r"decreas\w+|improv\w+|deteriorat\w+|concerning)\b"
)


def finding_of(drawn):
    match drawn:
        case ProcessChart():
            return drawn.process.finding
        case Caterpillar() | Funnel():
            return drawn.group.finding
    return drawn.finding


def shapes(page):
    return Counter(shape for shape, _, _ in page.marked)


def told(value, metric):
    """Every number that a finding holds, as it may be written."""
    match value:
        case str():
            return numbers(value)
        case Decimal():
            return numbers(f"{number(value)} {amount(value, metric)}")
        case int():
            return {str(value)}
        case Period():
            return numbers(value.label)
        case tuple():
            return set().union(*(told(each, metric) for each in value))
    if is_dataclass(value):
        return set().union(*(told(getattr(value, f.name), metric) for f in fields(value)))
    return set()


def metric_of(drawn):
    match drawn:
        case ProcessChart():
            return drawn.process.metric
        case Caterpillar() | Funnel():
            return drawn.group.metric
    return drawn.metric


@everything
def test_every_number_in_the_alt_text_is_in_the_finding(name):
    drawn = SIGNAL_EXAMPLES[name]
    assert numbers(alt(drawn)) <= told(drawn, metric_of(drawn)) | numbers("1,000 95%")


@everything
def test_which_way_things_go_is_said_in_the_findings_own_words_alone(name):
    drawn = SIGNAL_EXAMPLES[name]
    words = alt(drawn)
    given = [finding_of(drawn).sentence, drawn.title]
    if isinstance(drawn, ProcessChart):
        given += [drawn.process.variation, drawn.process.assurance, drawn.process.not_judged]
    for each in given:
        words = re.sub(re.escape(each), "", words, flags=re.IGNORECASE) if each else words
    assert not re.search(DIRECTIONS, words.lower())


@everything
def test_the_findings_sentence_stands_on_the_picture_and_in_its_alt_text(name):
    sentence = finding_of(SIGNAL_EXAMPLES[name]).sentence.rstrip(".")
    assert sentence in said(name)
    assert sentence in alt(SIGNAL_EXAMPLES[name])


@everything
def test_a_signal_has_its_shape_and_nothing_else_has_it(name):
    drawn = SIGNAL_EXAMPLES[name]
    if not isinstance(drawn, ProcessChart):
        return
    signals = [
        each
        for each in drawn.process.points
        if each.value is not None and each.sign in (Sign.IMPROVING, Sign.CONCERNING)
    ]
    found = shapes(sheet(name))
    for shape, side in (("^", 1), ("v", -1)):
        wanted = [each for each in signals if each.side == side]
        in_words = 2 if wanted else 0  # at most once in the verdict and once in the key
        assert len(wanted) <= found[shape] <= len(wanted) + in_words


def test_a_point_that_is_neither_good_nor_bad_is_a_square():
    values = [*series(70000, 900, 18), Decimal(99000)]
    page = laid_out(chart(CALLS, values))
    assert shapes(page)["s"] == 3
    assert "unusual, neither good nor bad" in {each.words for each in page.lettered}


def test_points_too_few_to_judge_have_no_shape_but_a_dot():
    assert set(shapes(sheet("process of few"))) == {"o"}
    assert "Too few points to judge" in said("process of few")


def test_limits_on_trial_say_so_on_the_picture_and_in_its_alt_text():
    assert "Dashed limits are on trial" in said("process on trial")
    assert "on trial" in alt(SIGNAL_EXAMPLES["process on trial"])
    assert "on trial" not in said("process") + alt(SIGNAL_EXAMPLES["process"])


def test_new_limits_give_the_reason_and_have_a_letter_at_their_place():
    why = "recording of harassment changed (Head of Performance, 2 May 2019)"
    words = f"New limits from 2018/19 Q4: {why}"
    assert f"A: {words}." in said("process rebased")
    assert words in alt(SIGNAL_EXAMPLES["process rebased"])
    assert find("process rebased", "A").bottom < find("process rebased", "4,500").bottom


def test_a_point_left_out_of_the_limits_is_ringed_lettered_and_explained():
    name = "process with an outlier left out"
    assert "A: 2020/21 Q2 left out of the limits: one incident with 39 victims" in said(name)
    places = Counter((x, y) for _, x, y in sheet(name).marked)
    assert max(places.values()) == 2
    assert find(name, "left out of the limits")


def test_neighbours_left_out_for_one_reason_share_a_letter():
    assert {"A", "B"} < {each.words for each in sheet("process with neighbours left out").lettered}
    assert "C" not in {each.words for each in sheet("process with neighbours left out").lettered}


def test_no_line_is_drawn_across_a_gap_or_across_new_limits():
    gaps = laid_out(SIGNAL_EXAMPLES["process with gaps"])
    rebased = laid_out(SIGNAL_EXAMPLES["process rebased"])
    assert _series_lines(gaps) == [4, 5, 7, 4]
    assert _series_lines(rebased) == [13, 12]


def _series_lines(page):
    lines = [each for each in page._artists if getattr(each, "get_linewidth", lambda: 0)() == 3]
    own = [each for each in lines if each.get_color() == "#12436D" and each.get_marker() == "None"]
    return [len(each.get_xdata()) for each in own]


def test_a_lower_limit_below_nothing_is_drawn_at_nothing():
    assert find("process with one outlier", "limit 0").top > 0


def test_limits_that_lie_on_each_other_are_named_once():
    assert find("process of a constant", "limits 14")


def test_the_latest_point_that_is_known_is_the_one_that_is_labelled():
    assert "2021/22 Q2" in {each.words for each in sheet("process with a recent gap").lettered}
    assert "3,021 offences in 2021/22 Q2" in alt(SIGNAL_EXAMPLES["process with a recent gap"])


def test_a_target_is_named_beside_its_line_and_in_the_alt_text():
    assert find("process", "target 3,000").left > find("process", "4,000").right
    assert "Target 3,000." in alt(SIGNAL_EXAMPLES["process"])


def test_a_caterpillar_says_which_end_is_best_only_where_one_is():
    assert "Best first: the lowest" in said("caterpillar")
    assert "Best first: the highest" in " ".join(
        each.words for each in laid_out(_solved()).lettered
    )
    name = "caterpillar of LPAs, where neither is good"
    assert "Lowest first" in said(name)
    assert "est first" not in said(name).replace("Lowest first", "")


def _solved():
    good_up = replace(counted("Arrests"), good=Good.UP)
    group = group_of(good_up, GROUP, "Essex", real.FIRST.period(), digits=3)
    return caterpillar("Arrests", group)


def test_the_own_force_stands_out_by_the_size_of_its_mark_and_the_weight_of_its_name():
    own, other = find("caterpillar", "Essex"), find("caterpillar", "Sussex")
    assert own.bottom - own.top > other.bottom - other.top


def test_the_year_of_the_population_is_said():
    assert "Population of mid-2019." in said("caterpillar")
    assert "Population of mid-2019." in said("funnel")


def test_a_force_outside_the_far_limits_is_a_triangle_and_named():
    assert shapes(sheet("funnel with one far out"))["^"] == 1
    assert "Above the far limits: Exampleshire." in said("funnel with one far out")
    assert set(shapes(sheet("funnel of one"))) == {"o"}


def test_limits_that_allow_for_forces_that_differ_say_so():
    assert "allow for forces differing by more than chance" in said("funnel of the dispersed")
    assert "allow for forces" not in said("funnel")
    assert "limits and 998" not in said("funnel without lines")


def test_the_own_force_is_named_however_crowded_the_funnel():
    assert find("funnel of forty", "Mere 4 0.044")


def test_small_counts_stand_above_nothing_with_their_interval():
    assert find("small counts", "17").left < find("small counts", "9.9 to 27.2").left
    assert find("small counts", "0").right < find("small counts", "17").left


def test_an_alt_text_of_many_decisions_keeps_within_its_limit():
    drawn = SIGNAL_EXAMPLES["process rebased"]
    long = replace(drawn.process.phases[1], why="w" * 900)
    process = replace(drawn.process, phases=(drawn.process.phases[0], long))
    words = alt(replace(drawn, process=process))
    assert len(words) <= LONGEST
    assert words.endswith(".")


def touching(page):
    return [
        (one.words, other.words)
        for one, other in combinations(page.lettered, 2)
        if one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    ]


def outside(page):
    return [e.words for e in page.lettered if e.left < 28 or e.right > 1412 or e.top < 0]


values = st.lists(st.one_of(st.none(), st.integers(0, 5000).map(Decimal)), max_size=40)


@settings(max_examples=60, deadline=None)
@given(values, st.one_of(st.none(), st.integers(0, 9000).map(Decimal)))
def test_any_series_is_drawn_and_told_without_words_that_touch(values, target):
    drawn = chart(VIOLENCE, values, target=target)
    page, words = laid_out(drawn), alt(drawn)
    assert not touching(page)
    assert not outside(page)
    assert drawn.process.finding.sentence.rstrip(".") in words
    on_paper = " ".join(each.words for each in page.lettered)
    assert numbers(words) <= numbers(on_paper)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 300), max_size=20))
def test_any_small_counts_are_drawn_and_told_without_words_that_touch(counts):
    drawn = counts_of(*counts)
    page = laid_out(drawn)
    assert not touching(page)
    assert not outside(page)
    assert numbers(alt(drawn)) <= numbers(" ".join(each.words for each in page.lettered))


def test_a_group_of_any_own_force_is_drawn():
    for own in GROUP:
        assert not touching(laid_out(caterpillar_of(own.name, GROUP, own.name)))
        assert not touching(laid_out(funnel(own.name, of_group(GROUP, own.name))))


@where_data
@pytest.mark.parametrize("name", real.names() if real.present else [])
def test_every_real_series_of_essex_is_drawn_well(name):
    page = laid_out(_real(name, "Essex"))
    assert not touching(page)
    assert not outside(page)


@where_data
@pytest.mark.parametrize("name", ["homicide", "violence_with_injury"])
def test_a_real_series_of_every_force_is_drawn_well(name):
    for force in real.forces():
        page = laid_out(_real(name, force))
        assert not touching(page)
        assert not outside(page)


@where_data
def test_real_forces_beside_each_other_are_drawn_well():
    tallies = real.year("homicide", real.LAST.shifted(-8))
    group = group_of(counted("Homicide"), tallies, "Essex", real.FIRST.period(), digits=3)
    for drawn in (caterpillar("Homicide", group), funnel("Homicide", group)):
        assert len(picture(drawn).png) < 150_000
        assert not touching(laid_out(drawn))


@where_data
def test_real_volume_crime_has_a_funnel_that_allows_for_it():
    tallies = real.year("violence_with_injury", real.LAST.shifted(-8))
    dispersion = dispersion_of(tallies)
    group = group_of(
        VIOLENCE, tallies, "Essex", real.FIRST.period(), digits=2, dispersion=dispersion
    )
    assert not touching(laid_out(funnel("Violence with injury", group)))


def _real(name, force):
    counts = real.series(force, name)
    quarters = [real.FIRST.shifted(n) for n in range(29)]
    known = [None if counts.get(each) is None else Decimal(counts[each]) for each in quarters]
    metric = counted(name.replace("_", " ").capitalize())
    return process_chart(metric, known, real.FIRST, title=f"{force}: {metric.name}")
