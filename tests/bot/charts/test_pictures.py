import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from multiprocessing import get_context
from typing import get_args

import pytest
from PIL import Image

from bot.charts import alt, colours, draw, fingerprint, warm_up
from bot.charts.drawing import DRAWERS, laid_out, picture
from bot.charts.samples import SAMPLES
from bot.finding import Drawable
from tests.bot.charts.examples import (
    BEST,
    CALLS_999,
    EXAMPLES,
    MET,
    NOT_SIGNIFICANT,
    VIOLENCE,
    back,
    ladder,
    metric,
    place,
    reading,
    trend,
)
from tests.bot.charts.reading import drawn, find, pixels, pyplot_is_loaded, said, sheet

everything = pytest.mark.parametrize("name", EXAMPLES)


@everything
def test_every_picture_is_an_opaque_png_small_enough_to_send(name):
    made = drawn(name)
    image = pixels(name)
    assert made.png.startswith(b"\x89PNG\r\n\x1a\n")
    assert image.size == (made.width, made.height)
    assert made.width == 1440
    assert image.mode == "P"
    assert "transparency" not in image.info
    assert len(made.png) < 150_000


@everything
def test_the_paper_is_white_to_its_edges(name):
    image = pixels(name).convert("RGB")
    corners = [(x, y) for x in (0, image.width - 1) for y in (0, image.height - 1)]
    assert {image.getpixel(corner) for corner in corners} == {(255, 255, 255)}


@everything
def test_all_words_stand_on_the_paper(name):
    page = sheet(name)
    outside = [
        each
        for each in page.lettered
        if each.left < 28 or each.right > 1412 or each.top < 0 or each.bottom > page.height
    ]
    assert not outside


@everything
def test_no_words_cover_others(name):
    covered = [
        (one.words, other.words)
        for one, other in combinations(sheet(name).lettered, 2)
        if one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    ]
    assert not covered


@everything
def test_titles_source_and_marking_stand_on_every_picture(name):
    finding = EXAMPLES[name]
    words = said(name)
    assert words.startswith(f"{finding.title} {finding.subtitle}")
    assert f"Source: {finding.credit.source}" in words
    assert find(name, "OFFICIAL").right == 1440 - 56


@pytest.mark.parametrize("name", ["ladder of all", "trend with gaps", "comparison", "multiples"])
def test_the_same_finding_gives_the_same_bytes(name):
    assert picture(EXAMPLES[name]).png == drawn(name).png


def test_every_kind_of_drawable_has_a_drawer_and_a_sample():
    assert set(DRAWERS) == set(get_args(Drawable)) == {type(each) for each in SAMPLES}


def test_a_picture_carries_its_alt_text():
    assert drawn("trend").alt == alt(EXAMPLES["trend"])


def test_implied_columns_are_hollow_and_printed_ones_filled():
    image = pixels("trend of three").convert("RGB")

    def inside(value):
        label = find("trend of three", value)
        return image.getpixel((round((label.left + label.right) / 2), round(label.bottom) + 60))

    own = tuple(bytes.fromhex(colours.OWN[1:]))
    assert [inside(each) for each in ("76,856", "93,759", "88,220")] == [
        (255, 255, 255),
        (255, 255, 255),
        own,
    ]


def test_bars_are_as_long_as_their_values():
    image = pixels("side by side").convert("RGB")

    def length(area, value):
        row = round(find("side by side", area).bottom) - 20
        own = tuple(bytes.fromhex(colours.OWN[1:]))
        return sum(image.getpixel((x, row)) == own for x in range(500, 1440)) / value

    lengths = [length("North LPA", 2841), length("South LPA", 4120), length("West LPA", 3377)]
    assert max(lengths) == pytest.approx(min(lengths), rel=0.01)


def test_the_line_of_returns_ends_where_as_many_are_in_as_its_words_say():
    page = sheet("returns that came late")
    line = next(each for each in page.lettered if each.words == "26 of 26 in by 27 Jan")
    owed = next(each for each in page.lettered if each.words == "26 owed")
    assert line.bottom < owed.bottom < line.bottom + 60


def test_returns_after_the_due_day_are_counted_on_the_picture():
    assert "4 came in after the due day." in said("returns that came late")
    assert "3 came in after the due day." in said("returns after the due day alone")
    assert "after the due day" not in said("returns")


def test_a_position_stands_at_the_same_rung_whichever_way_it_is_printed():
    upright = laid_out(ladder("", place("Solved", (None, 3), BEST, MET)))
    reversed_ = laid_out(ladder("", place("Sickness", (None, 6), BEST, MET, best=8)))
    third = [each.left + each.right for each in upright.lettered if each.words == "3"]
    sixth = [each.left + each.right for each in reversed_.lettered if each.words == "6"]
    assert third == pytest.approx(sixth)


def test_a_ladder_says_which_end_is_best():
    assert find("ladder of all", "best").right < find("ladder of all", "worst").left


def test_a_ladder_carries_the_caution_about_ranks():
    assert NOT_SIGNIFICANT.text in said("ladder of all")


def test_a_ladder_on_which_nothing_moved_shows_no_mark_for_the_earlier_month():
    assert "October 2021 and July 2021" in said("ladder of sickness")
    assert find("ladder of one", "July 2021").left > find("ladder of one", "October 2021").right


def test_a_month_is_not_called_a_quarter():
    assert {"latest", "a year earlier", "Dec 2020"} <= {
        each.words for each in sheet("comparison of a month").lettered
    }


def test_a_cut_axis_is_owned_up_to():
    assert "does not start at zero" in said("trend")
    assert "does not start at zero" not in said("trend of tiny values")


def test_missing_quarters_are_named():
    assert "No figure for 2020/21 Q4 and 2021/22 Q1." in said("trend of three")


def test_a_target_is_named_beside_its_line():
    assert find("trend", "target").left > find("trend", "4,000").right


def test_letters_that_no_face_has_are_left_out_without_a_warning():
    finding = trend("Up \N{ROCKET} and $x_1$ \u6771 away", CALLS_999)
    assert picture(finding).png


def test_a_word_wider_than_the_picture_is_cut():
    page = laid_out(trend("w" * 300, reading(metric("Violence"), back(VIOLENCE))))
    assert max(each.right for each in page.lettered) <= 1384


def test_fingerprints_differ_where_anything_differs():
    assert len({fingerprint(each) for each in EXAMPLES.values()}) == len(EXAMPLES)


def test_a_fingerprint_holds_in_another_process():
    script = "from bot.charts import fingerprint, samples; print(fingerprint(samples.SAMPLES[0]))"
    assert _python(f"import bot.charts.samples; {script}") == fingerprint(SAMPLES[0])


def test_importing_the_room_is_cheap():
    script = (
        "import sys; from bot.charts import alt, fingerprint, samples;"
        "[(alt(each), fingerprint(each)) for each in samples.SAMPLES];"
        "print(sorted({'matplotlib', 'PIL', 'numpy'} & set(sys.modules)))"
    )
    assert _python(script) == "[]"


def test_a_spawned_process_draws_the_same_bytes_and_never_loads_pyplot():
    with ProcessPoolExecutor(1, get_context("spawn"), initializer=warm_up) as pool:
        assert pool.submit(draw, EXAMPLES["comparison"]).result() == drawn("comparison")
        assert not pool.submit(pyplot_is_loaded).result()


def test_readers_of_small_screens_keep_the_shapes():
    """At 360 pixels wide the filled mark must still differ from the hollow one."""
    small = pixels("ladder of one").convert("L").resize((360, 155), Image.Resampling.LANCZOS)
    filled, hollow = find("ladder of one", "7"), find("ladder of one", "8")

    def mean(mark):
        left, top = (mark.left + mark.right) / 8 - 4, (mark.top + mark.bottom) / 8 - 4
        area = small.crop((round(left), round(top), round(left) + 8, round(top) + 8))
        return sum(area.tobytes()) / 64

    assert mean(hollow) - mean(filled) > 60


def _python(script):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
