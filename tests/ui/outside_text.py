"""A real folder in which every text that came from outside is markup."""

from __future__ import annotations

from pathlib import Path

from cpdesk.app import open_services
from cpdesk.cli.demo import demo_flyers, demo_requests
from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.records.desk import Admission, Question, TurnAway
from tests.services import staff

MARK = '<b>mk</b><img src="file:///nonexistent">&amp;'
# Columns whose texts people wrote, here or in a file of theirs; codes and ids are left alone.
WRITTEN = frozenset(
    (
        *("name", "title", "location", "schedule", "period", "summary", "address", "note"),
        *("place", "brought_by", "organization", "given_name", "family_name", "other_names"),
        *("instruction", "phone", "email", "website", "partner_name", "program_name"),
        *("activity_title", "teacher", "host", "event", "reason", "agency", "officer"),
        *("visitor_name", "relayed_who", "relayed_how", "relayed_why", "district", "told"),
        *("partner_term", "contact_office", "contact_phone", "contact_email"),
        *("become_partner_url", "room", "purpose_text", "lift_reason", "class_name", "by_name"),
        *("form_name", "board_name", "printer", "by_title", "source", "approval_number"),
        *("asked_by_name", "checked_by_name", "noted_by_name", "designated_by_name"),
        *("received_by_name", "accepted_by_name", "done_by_name", "recorded_by_name"),
        *("added_by_name", "handed_by_name", "posted_by_name", "taken_down_by_name"),
        *("returned_by_name", "returned_to", "handed_to", "approved_by"),
    )
)
_KEPT = ("office", "audit_entry", "outbox")


def marked(folder: Path, clock: FixedClock) -> Path:
    """The sample's folder some hours later, with a mark behind every written text and an account
    of every role."""
    services = open_services(folder, clock=clock)
    services.words.zone = clock.now().tzinfo
    for guest in ("Ines Berg", "Ada Bell"):
        asked = Question(guest=guest, host="Ms. Vang", reason="Piano")
        services.desk.admit(Admission(new_id(), asked, "Known"))
    services.desk.turn_away(TurnAway(new_id(), Question(guest="Tom Reed"), "Gave the sheet"))
    demo_requests.ask(services)
    demo_flyers.deliver(services, clock)
    staff.hire(services)
    _mark(services.data.store)
    services.close()
    return folder


def _mark(store: Store) -> None:
    with store.write() as tx:
        of = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        for table in tx.exec_driver_sql(of).scalars().all():
            if table in _KEPT or table.startswith("sqlite_"):
                continue
            for column in tx.exec_driver_sql(f'PRAGMA table_info("{table}")').all():
                if column[1] in WRITTEN:
                    tx.exec_driver_sql(
                        f'UPDATE "{table}" SET "{column[1]}" = "{column[1]}" || ? '
                        f"WHERE typeof(\"{column[1]}\") = 'text' AND \"{column[1]}\" != '' "
                        f"AND substr(\"{column[1]}\", 1, 1) NOT IN ('{{', '[', '\"')",
                        (f" {MARK}",),
                    )
