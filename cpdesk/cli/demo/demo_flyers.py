"""The flyers of the demonstration: one being handed out, one for the board, one posted until today,
one that was returned, and one that is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from cpdesk.cli.demo import demo_sheets
from cpdesk.cli.demo.demo_sheets import Sheet
from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.policy.flyers import BY_RULE, Answer, Channel, Check, HandedHow, Surplus
from cpdesk.records.flyer_intake import Received, Return
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.services.services import Services
from cpdesk.words import N_

DENTAL, CONCERT, READING, CODING = (
    "roster:F-2190",
    "roster:F-2219",
    "roster:F-2231",
    "roster:F-2228",
)
BOARDS = ((N_("Lobby board"), N_("next to the office")), (N_("Gym board"), N_("north hallway")))


@dataclass(frozen=True, slots=True)
class _Story:
    """The story, told to the services at the times when it happens."""

    services: Services
    clock: FixedClock

    def at(self, month: int, day: int, hour: int, minute: int = 0) -> None:
        when = datetime.combine(
            date(2026, month, day), time(hour, minute), self.services.words.zone
        )
        self.clock.set(when)

    def receive(
        self, approval: str, sheet: Sheet, copies: int, bundles: int, *ways: Channel
    ) -> DeliveryRecord:
        come = Received(approval=approval, copies=copies, bundles=bundles, channels=ways)
        one = self.services.deliveries.receive(come, new_id())
        with TemporaryDirectory() as scanned:
            file = Path(scanned) / "flyer.pdf"
            file.write_bytes(demo_sheets.draw(sheet, self.services.words))
            self.services.deliveries.attach(one.delivery_id, "flyer", file)
        return self.services.deliveries.delivery(one.delivery_id)

    def accept(self, one: DeliveryRecord) -> DeliveryRecord:
        answers = tuple(
            (line.check, Answer.YES)
            for line in one.checks
            if line.check not in BY_RULE and line.answer is not Answer.NOT_ASKED
        )
        one = self.services.deliveries.check(one.delivery_id, one.version, answers)
        return self.services.deliveries.accept(one.delivery_id, one.version)


def deliver(services: Services, clock: FixedClock) -> None:
    """Plays the story, unless an earlier demonstration did, and leaves the clock as it was."""
    queue = services.deliveries.queue()
    if queue.to_do or queue.done:
        return
    before: Callable[[], datetime] = clock.now
    now = before()
    told = _Story(services, clock)
    told.at(11, 9, 8, 10)
    text = services.words.text
    lobby, gym = (services.boards.add(text(name), text(place)).board_id for name, place in BOARDS)
    _dental(told)
    _karate(told)
    told.at(11, 18, 9, 5)
    concert = told.accept(told.receive(CONCERT, demo_sheets.CONCERT, 1, 0, Channel.BOARD))
    services.boards.post(concert.delivery_id, gym, 1, date(2026, 11, 24), post_id=new_id())
    told.at(11, 20, 13, 20)
    coding = told.accept(told.receive(CODING, demo_sheets.CODING, 2, 0, Channel.BOARD))
    services.boards.post(coding.delivery_id, lobby, 2, date(2026, 12, 15), post_id=new_id())
    told.at(11, 23, 13, 55)
    reading = told.accept(told.receive(READING, demo_sheets.READING, 248, 9, Channel.CARRY_HOME))
    reading = services.handouts.plan_all(reading.delivery_id, reading.version)
    told.at(11, 23, 14, 5)
    first = tuple(line.line_id for line in reading.lines[:3])
    services.handouts.hand_out(reading.delivery_id, first, HandedHow.MAILBOX)
    clock.set(now)


def _dental(told: _Story) -> None:
    services = told.services
    dental = told.accept(told.receive(DENTAL, demo_sheets.DENTAL, 360, 12, Channel.CARRY_HOME))
    dental = services.handouts.plan_all(dental.delivery_id, dental.version)
    told.at(11, 10, 8, 40)
    services.handouts.hand_out(dental.delivery_id, (), HandedHow.MAILBOX)
    dental = services.deliveries.delivery(dental.delivery_id)
    if dental.done_at is None:
        services.handouts.finish(dental.delivery_id, dental.version, Surplus.KEPT)


def _karate(told: _Story) -> None:
    """No one approved it, and it has no disclaimer."""
    services = told.services
    told.at(11, 16, 10, 30)
    come = Received(
        partner="Dragon Studio",
        title=services.words.text(N_("Karate trial week")),
        copies=300,
        bundles=10,
        channels=(Channel.CARRY_HOME,),
    )
    karate = services.deliveries.receive(come, new_id())
    back = Return((Check.APPROVAL.value, Check.DISCLAIMER.value))
    services.deliveries.give_back(karate.delivery_id, karate.version, back)
