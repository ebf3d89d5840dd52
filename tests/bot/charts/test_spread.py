from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charts.spread import spread

places = st.lists(st.tuples(st.floats(0, 500), st.floats(1, 60)), max_size=8)


def test_things_that_do_not_touch_stay_where_they_are():
    assert spread([100, 300], [40, 40], 0, 500) == [100, 300]


def test_things_that_touch_share_the_way():
    assert spread([100, 110], [40, 40], 0, 500) == [85, 125]


def test_the_order_in_which_they_are_given_is_kept():
    assert spread([110, 100], [40, 40], 0, 500) == [125, 85]


def test_what_would_leave_the_line_is_moved_in():
    assert spread([490, 5], [40, 40], 0, 500) == [480, 20]


@given(places)
def test_nothing_touches_and_all_fit(wanted):
    at = [place for place, _ in wanted]
    sizes = [size for _, size in wanted]
    found = spread(at, sizes, 0, 500)
    halves = [(middle, size / 2) for middle, size in zip(found, sizes, strict=True)]
    ends = sorted((middle - half, middle + half) for middle, half in halves)
    assert all(end <= start + 1e-6 for (_, end), (start, _) in pairwise(ends))
    assert all(start >= -1e-6 and end <= 500 + 1e-6 for start, end in ends)


@given(places)
def test_nothing_moves_without_need(wanted):
    (apart := [(place * 9, size) for place, size in wanted]).sort()
    touching = any(b - a < (x + y) / 2 for (a, x), (b, y) in pairwise(apart))
    if not touching:
        at = [place for place, _ in apart]
        assert spread(at, [size for _, size in apart], -1000, 9000) == pytest.approx(at)
