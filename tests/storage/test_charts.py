from __future__ import annotations

from datetime import UTC, datetime

import pytest

from storage.charts import chart_file, forget_chart, remember_chart

NOON = datetime(2022, 1, 4, 12, tzinfo=UTC)


def test_a_picture_is_remembered_for_its_audience_alone(empty):
    with empty.write() as session:
        remember_chart(session, "f1", "C1", "F1", NOON)
        assert chart_file(session, "f1", "C1") == "F1"
        assert chart_file(session, "f1", "C2") is None
        assert chart_file(session, "f2", "C1") is None


def test_a_picture_uploaded_anew_takes_the_place_of_the_old(empty):
    with empty.write() as session:
        remember_chart(session, "f1", "C1", "F1", NOON)
        remember_chart(session, "f1", "C1", "F2", NOON)
        assert chart_file(session, "f1", "C1") == "F2"
        forget_chart(session, "f1", "C1")
        assert chart_file(session, "f1", "C1") is None


def test_a_moment_without_its_time_zone_is_refused(empty):
    with pytest.raises(Exception, match="time zone"), empty.write() as session:
        remember_chart(session, "f1", "C1", "F1", NOON.replace(tzinfo=None))
