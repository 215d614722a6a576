"""Flyers as they come to the sample district's dense school."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.policy.flyers import Answer, Channel
from cpdesk.records.flyer_intake import MemoDraft, Received
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.services.services import Services

READING = Received(approval="roster:F-2231", copies=248, bundles=9, channels=(Channel.CARRY_HOME,))
DENTAL = Received(
    approval="roster:F-2190",
    copies=360,
    bundles=12,
    channels=(Channel.CARRY_HOME, Channel.BOARD),
)
CODING = Received(approval="roster:F-2228", copies=2, channels=(Channel.BOARD,))
KARATE = Received(
    partner="Dragon Studio",
    title="Karate trial week",
    copies=300,
    bundles=10,
    channels=(Channel.CARRY_HOME,),
)


MEMO = MemoDraft(
    partner="Dragon Studio",
    title="Karate trial week",
    approval_number="FL-9001",
    memo_on=date(2026, 11, 20),
    approved_on=date(2026, 11, 20),
    expires_on=date(2026, 12, 31),
)


def received(services: Services, what: Received = READING) -> DeliveryRecord:
    return services.deliveries.receive(what, new_id())


def checked(services: Services, what: Received = READING) -> DeliveryRecord:
    """Every line that a person answers is answered with yes."""
    one = received(services, what)
    yes = tuple((line.check, Answer.YES) for line in one.checks if line.answer is Answer.OPEN)
    return services.deliveries.check(one.delivery_id, one.version, yes)


def accepted(services: Services, what: Received = READING) -> DeliveryRecord:
    one = checked(services, what)
    return services.deliveries.accept(one.delivery_id, one.version)


def planned(services: Services, what: Received = READING) -> DeliveryRecord:
    one = accepted(services, what)
    return services.handouts.plan_all(one.delivery_id, one.version)


def now(services: Services, one: DeliveryRecord) -> DeliveryRecord:
    return services.deliveries.delivery(one.delivery_id)


def later(services: Services, **by: int) -> datetime:
    """The clock goes on."""
    assert isinstance(services.clock, FixedClock)
    services.clock.set(services.clock.now() + timedelta(**by))
    return services.clock.now()
