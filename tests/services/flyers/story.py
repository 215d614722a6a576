"""Flyers as they come to the sample district's dense school."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.policy.flyers import Answer, Channel
from cpdesk.records.flyer_intake import MemoDraft, Received
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.services.counter import Counter

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


def received(counter: Counter, what: Received = READING) -> DeliveryRecord:
    return counter.deliveries.receive(what, new_id())


def checked(counter: Counter, what: Received = READING) -> DeliveryRecord:
    """Every line that a person answers is answered with yes."""
    one = received(counter, what)
    yes = tuple((line.check, Answer.YES) for line in one.checks if line.answer is Answer.OPEN)
    return counter.deliveries.check(one.delivery_id, one.version, yes)


def accepted(counter: Counter, what: Received = READING) -> DeliveryRecord:
    one = checked(counter, what)
    return counter.deliveries.accept(one.delivery_id, one.version)


def planned(counter: Counter, what: Received = READING) -> DeliveryRecord:
    one = accepted(counter, what)
    return counter.handing_out.plan_all(one.delivery_id, one.version)


def now(counter: Counter, one: DeliveryRecord) -> DeliveryRecord:
    return counter.deliveries.delivery(one.delivery_id)


def later(counter: Counter, **by: int) -> datetime:
    """The clock goes on."""
    assert isinstance(counter.clock, FixedClock)
    counter.clock.set(counter.clock.now() + timedelta(**by))
    return counter.clock.now()
