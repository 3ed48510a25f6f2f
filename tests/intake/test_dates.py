from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.intake import dates

DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(2068, 12, 31))


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2015-02-24 11:35:52 -0800", "2015-02-24T11:35:52-08:00"),
        ("2015-02-24T11:35:52.123Z", "2015-02-24T11:35:52.123+00:00"),
        ("2019/9/24", "2019-09-24"),
        ("2015", "2015"),
        ("2015-02", "2015-02"),
        ("20150224", "2015-02-24"),
        ("2/24/15", "2015-02-24"),
        ("24/2/2015 3:05 PM", "2015-02-24T15:05"),
        ("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10T20:19:24+00:00"),
        ("Tue, 24 Feb 2015 11:35:52 GMT", "2015-02-24T11:35:52+00:00"),
        ("February 24, 2015", "2015-02-24"),
        ("Feb 24, 2015 at 12:05 AM", "2015-02-24T00:05"),
        ("24. Februar 2015", "2015-02-24"),
        ("24-Feb-15", "2015-02-24"),
        ("Feb 2015", "2015-02"),
        ("1424806552", "2015-02-24T19:35:52+00:00"),
        ("1424806552123", "2015-02-24T19:35:52.123+00:00"),
        ("30/02/2015", None),
        ("last week", None),
        ("13:45", None),
        ("12345", None),
        ("", None),
    ],
)
def test_a_date_keeps_its_precision_and_offset(cell, iso):
    assert dates.read(cell) == iso


@given(DAYS, st.sampled_from([("dmy", "%d/%m/%Y"), ("mdy", "%m/%d/%Y"), ("dmy", "%d.%m.%y"), ("mdy", "%Y-%m-%d")]))
def test_a_day_never_shifts(day, form):
    order, pattern = form
    assert dates.read(day.strftime(pattern), order) == day.isoformat()


@given(DAYS, st.times())
def test_an_iso_time_reads_as_written(day, time):
    moment = datetime.combine(day, time)
    assert dates.read(moment.isoformat()) == moment.isoformat()


@given(st.text())
def test_no_cell_breaks_the_reading(cell):
    dates.read_column([cell, "03/04/2015"])


def test_one_clear_date_decides_the_column():
    found, report = dates.read_column(["03/04/2015", "25/12/2015"])
    assert found == ["2015-04-03", "2015-12-25"]
    assert report == dates.DateReport(order="dmy")


def test_dots_mean_that_the_day_comes_first():
    assert dates.read_column(["03.04.2015"])[0] == ["2015-04-03"]


def test_an_undecidable_column_gives_years_and_asks():
    found, report = dates.read_column(["03/04/2015", "05/05/2015", "01/02/03"])
    assert found == ["2015", "2015-05-05", None]
    assert report.ambiguous
    assert report.n_unreadable == 0


def test_a_column_with_both_orders_is_not_guessed():
    found, report = dates.read_column(["25/12/2015", "12/25/2015", "03/04/2015"])
    assert found == ["2015-12-25", "2015-12-25", "2015"]
    assert report.ambiguous
    assert report.mixed


def test_a_given_order_answers_the_question():
    found, report = dates.read_column(["03/04/2015"], "mdy")
    assert found == ["2015-03-04"]
    assert report == dates.DateReport(order="mdy")


def test_unreadable_cells_are_counted_and_shown():
    report = dates.read_column(["soon", "soon", "", "2015"])[1]
    assert report.n_unreadable == 2
    assert report.unreadable == ("soon",)
