"""Moments and plain data, to the file and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select

from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.models.tables.columns import json_text, json_value, moment_text
from cpdesk.models.tables.desk_tables import guest

CHICAGO = ZoneInfo("America/Chicago")
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(CHICAGO))  # noqa: DTZ001


def test_moments_sort_by_time_over_the_hour_that_comes_twice(store: Store) -> None:
    """On 2026-11-01 it is 1:30 am in Chicago, and an hour later it is 1:30 am again."""
    start = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    moments = [(start + timedelta(minutes=30 * n)).astimezone(CHICAGO) for n in range(6)]
    assert [m.strftime("%H:%M") for m in moments[2:5]] == ["01:30", "01:00", "01:30"]
    with store.write() as tx:
        for n, moment in enumerate(reversed(moments)):
            row = {"guest_id": str(n), "name": "", "organization": "", "name_key": ""}
            tx.execute(insert(guest).values(**row, registered_at=moment))
    with store.read() as tx:
        kept = tx.execute(select(guest.c.registered_at).order_by(guest.c.registered_at)).scalars()
        # Compared in UTC: Python calls no two moments of a doubled hour equal across zones.
        assert list(kept) == [moment.astimezone(UTC) for moment in moments]


def test_moments_sort_over_the_hour_that_never_comes() -> None:
    """On 2026-03-08 it is 1:59 am in Chicago, and a minute later it is 3:00 am."""
    before = datetime(2026, 3, 8, 1, 59, tzinfo=CHICAGO)
    after = datetime(2026, 3, 8, 3, 0, tzinfo=CHICAGO)
    assert moment_text(before) < moment_text(after)
    assert moment_text(after) == "2026-03-08T08:00:00.000000+00:00"


@given(MOMENTS, MOMENTS)
def test_the_text_of_moments_sorts_as_they_do(one: datetime, two: datetime) -> None:
    a, b = one.astimezone(UTC), two.astimezone(UTC)
    assert (moment_text(one) < moment_text(two)) == (a < b)
    assert datetime.fromisoformat(moment_text(one)) == a


def test_a_moment_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zone"):
        moment_text(datetime(2026, 11, 24, 10, 42))  # noqa: DTZ001


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text()
    | st.dates()
    | MOMENTS.map(lambda m: m.astimezone(UTC))
    | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text().filter(lambda k: not k.startswith("$")), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(PLAIN)
def test_plain_data_comes_back_as_it_was(value: object) -> None:
    assert json_value(json_text(value)) == value


def test_what_is_no_plain_data_is_a_bug() -> None:
    with pytest.raises(TypeError):
        json_text({"a": object()})
    assert json_value(json_text([date(2026, 11, 24), time(10, 42)])) == [
        date(2026, 11, 24),
        time(10, 42),
    ]


def test_new_ids_are_uuid_version_7_and_sort_by_time() -> None:
    ids = [new_id() for _ in range(200)]
    assert {UUID(one).version for one in ids} == {7}
    assert len(set(ids)) == 200
    assert ids[0] < ids[-1]
