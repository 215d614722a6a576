"""Reports on flyers: the same sums as the log, and as the tables."""

from __future__ import annotations

import csv
from datetime import date, timedelta

from sqlalchemy import select

from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.models.tables import flyer_tables as f
from cpdesk.policy.flyers import HandedHow
from cpdesk.records.flyer_intake import Return
from cpdesk.records.flyers import LogFilter
from cpdesk.records.reports import Message, Report, ReportKind
from cpdesk.services.flyers.log.log_files import log_csv
from cpdesk.services.services import Services
from tests.services.flyers.story import CODING, DENTAL, KARATE, READING, accepted, planned, received

FIRST, LAST = date(2026, 7, 1), date(2027, 6, 30)


def a_term(services: Services) -> None:
    lobby = services.boards.add("Lobby board").board_id
    for what in (READING, DENTAL):
        one = planned(services, what)
        services.handouts.hand_out(one.delivery_id, (), HandedHow.MAILBOX)
    services.boards.post(one.delivery_id, lobby, 2, post_id=new_id())
    services.boards.post_electronic(one.delivery_id, "Newsletter", post_id=new_id())
    board = accepted(services, CODING)
    services.boards.post(board.delivery_id, lobby, 2, post_id=new_id())
    back = received(services, KARATE)
    services.deliveries.give_back(back.delivery_id, back.version, Return(("approval",)))


def made(services: Services, kind: ReportKind, partner: str = "") -> Report:
    return services.reports.make(kind, FIRST, LAST, partner)


def test_by_partner(services: Services) -> None:
    a_term(services)
    report = made(services, ReportKind.FLYERS_BY_PARTNER)
    assert report.rows == (
        ("Smiles Clinic", 1, 360, 280, 2, 0, 80),
        ("Dragon Studio", 1, 300, 0, 0, 300, 0),
        ("Lake Street Literacy", 1, 248, 192, 0, 0, 56),
        ("Bright Futures Mentoring", 1, 2, 2, 1, 0, 0),
    )
    totals = services.flyer_logs.log(LogFilter(FIRST, LAST)).totals
    assert report.totals == (
        None, totals.deliveries, totals.copies, totals.out + totals.posted, totals.posts,
        totals.returned_copies, totals.over,
    )  # fmt: skip
    assert report.charts[0].values == (280, 192, 2, 0)
    for _, _, copies, out, _, returned, over in report.rows:
        assert int(str(copies)) == sum(int(str(n)) for n in (out, returned, over))


def test_by_channel(services: Services) -> None:
    a_term(services)
    report = made(services, ReportKind.FLYERS_BY_CHANNEL)
    assert report.rows == (
        (Message("Carry-home"), 2, 470, 0),
        (Message("Board"), 2, 4, 2),
        (Message("Electronic"), 1, 0, 1),
        (Message("Not handed out or posted"), 1, 0, 0),
    )
    # A delivery that went several ways is one delivery.
    assert report.totals == (None, 4, 474, 3)


def test_log_and_reports_say_the_same_number_of_copies_out(services: Services) -> None:
    a_term(services)
    log = services.flyer_logs.log(LogFilter(FIRST, LAST))
    lines = list(csv.DictReader(log_csv(log, services.words).decode("utf-8-sig").splitlines()))
    assert sum(int(line["Copies out"]) for line in lines) == 474
    assert log.totals.out + log.totals.posted == 474
    for kind in (ReportKind.FLYERS_BY_PARTNER, ReportKind.FLYERS_BY_CHANNEL):
        report = made(services, kind)
        column = [column.title for column in report.columns].index("Copies out")
        assert report.totals is not None
        assert report.totals[column] == sum(int(str(row[column])) for row in report.rows) == 474


def test_a_renamed_partner_is_one_and_two_of_one_name_are_two(
    services: Services, store_of_services: Store
) -> None:
    a_term(services)
    lines = f.flyer_delivery.c
    with store_of_services.write() as tx:
        for partner, other in (("GL", "Garden Lab"), ("LSL", "Lake Street Reading")):
            old = dict(
                tx.execute(select(f.flyer_delivery).where(lines.partner_id == "LSL")).one()._mapping
            )
            later = old["received_at"] + timedelta(hours=1)
            tx.execute(
                f.flyer_delivery.insert(),
                old
                | {
                    "delivery_id": new_id(), "partner_id": partner, "received_at": later,
                    "partner_name": old["partner_name"] if partner == "GL" else other,
                },
            )  # fmt: skip
    rows = {row[0]: row[1] for row in made(services, ReportKind.FLYERS_BY_PARTNER).rows}
    assert rows["Lake Street Reading"] == 2
    assert rows["Lake Street Literacy"] == 1  # of Garden Lab, which was entered under that name


def test_of_one_partner_and_of_none(services: Services) -> None:
    a_term(services)
    report = made(services, ReportKind.FLYERS_BY_PARTNER, "LSL")
    assert (report.partner_name, len(report.rows)) == ("Lake Street Literacy", 1)
    assert made(services, ReportKind.FLYERS_BY_CHANNEL, "GL").rows == ()
    assert "Dragon Studio" in {one.name for one in services.reports.partners()}
