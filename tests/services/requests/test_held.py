"""What is at a moment is found, however long before it began on its day; what is over is not."""

from __future__ import annotations

from datetime import date, timedelta

from cpdesk.models.store import Store
from cpdesk.services.requests.held import slots_between
from cpdesk.services.services import Services
from tests.services.visits.test_desk_requests import approve, at

CLOCKS_SET_BACK = date(2026, 11, 1)  # a day of 25 hours
MINUTE = timedelta(minutes=1)


def test_the_longest_time_of_the_longest_day_is_held_to_its_end(
    services: Services, store_of_services: Store
) -> None:
    begins, ends = at(0, 0, CLOCKS_SET_BACK), at(23, 59, CLOCKS_SET_BACK)
    request = approve(store_of_services, (begins, ends))
    with store_of_services.read() as tx:
        (held,) = slots_between(tx, "CEDAR", ends - MINUTE, ends)
        assert held.request_id == request
        assert slots_between(tx, "CEDAR", ends, ends + MINUTE) == ()
        (held,) = slots_between(tx, "CEDAR", begins, begins + MINUTE)
        assert held.request_id == request
        assert slots_between(tx, "CEDAR", begins - MINUTE, begins) == ()


def test_a_time_over_midnight_is_held_on_the_second_day(
    services: Services, store_of_services: Store
) -> None:
    approve(store_of_services, (at(23, 0), at(0, 30, date(2026, 11, 25))))
    with store_of_services.read() as tx:
        midnight = at(0, 0, date(2026, 11, 25))
        assert slots_between(tx, "CEDAR", midnight, midnight + MINUTE)
