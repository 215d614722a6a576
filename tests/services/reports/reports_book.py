"""A book of visits, written straight into the tables."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.terms.terms import Terms
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.reports.reports import Reports

CHICAGO = ZoneInfo("America/Chicago")
TODAY = date(2026, 11, 24)
YEAR = (date(2026, 7, 1), date(2027, 6, 30))
PARTNERS = {"": "", "LSL": "Lake Street Literacy", "HMR": "Hmong Roots & Friends <Ltd>"}


def a_book(folder: Path) -> Store:
    """An empty one: a school, a partner and its program A1 on the roster."""
    store = Store.open(folder / "desk.db", secrets.token_hex(32))
    with store.write() as tx:
        tx.execute(
            r.roster_issue.insert(),
            {
                "issue": 1, "state": "current", "district": "D", "school_year": "2026-27",
                "sequence": 1, "published_at": moment(TODAY), "valid_until": None,
                "time_zone": "America/Chicago", "partner_term": "partner", "contact_office": "",
                "contact_phone": "", "contact_email": "", "become_partner_url": "",
                "taken_in_at": moment(TODAY), "sample": False, "summary": {},
            },
        )  # fmt: skip
        tx.execute(
            r.school.insert(),
            {
                "issue": 1, "school_id": "S1", "name": "Cedar Lake School", "grade_low": 0,
                "grade_high": 5, "time_zone": "", "address": "", "phone": "",
            },
        )  # fmt: skip
        tx.execute(
            r.partner.insert(),
            {
                "issue": 1, "partner_id": "LSL", "name": PARTNERS["LSL"], "status": "authorized",
                "phone": "", "email": "", "website": "", "other_names": "", "name_key": "",
            },
        )  # fmt: skip
        tx.execute(
            r.program.insert(),
            {
                "issue": 1, "program_id": "P1", "partner_id": "LSL",
                "name": "Reading with everybody", "summary": "", "grade_low": None,
                "grade_high": None, "fee_to_families": False,
            },
        )  # fmt: skip
        tx.execute(
            r.activity.insert(),
            {
                "issue": 1, "activity_id": "A1", "program_id": "P1", "school_id": "S1",
                "title": "Reading tutors", "location": "", "weekdays": 31, "start_time": "09:00",
                "end_time": "10:00", "starts_on": YEAR[0], "ends_on": YEAR[1], "grade_low": None,
                "grade_high": None, "approved_on": None, "approved_by": "", "supervised": True,
                "photo_release": False,
            },
        )  # fmt: skip
        tx.execute(d.office.insert(), {"name": "school", "value": "S1"})
    return store


def moment(day: date, clock: time = time(9)) -> datetime:
    return datetime.combine(day, clock, CHICAGO).astimezone(UTC)


def visit(arrived: datetime, **more: Any) -> dict[str, Any]:
    one = new_id()
    return {
        "visit_id": one, "arrival_id": new_id(), "school_id": "S1",
        "visitor_key": f"person:{one}", "visitor_name": "Adaeze Okafor", "partner_id": "LSL",
        "partner_name": PARTNERS["LSL"], "purpose": "program", "activity_id": "A1",
        "activity_title": "Reading tutors", "place": "Room 114", "host": "", "reason": "",
        "arrived_at": arrived, "ends_at": None, "outcome": "admit", "conditions": [],
        "admitted_by": "rules", "lift_reason": "", "relayed_who": "", "relayed_how": "",
        "badge_code": f"CPD:{one}", "left_at": None, "left_how": None, "undone": False,
        "issue_sequence": 1, "terms_on": TODAY, "written_at": arrived,
    } | more  # fmt: skip


def away(at: datetime, **more: Any) -> dict[str, Any]:
    return {
        "turned_away_id": new_id(), "arrival_id": new_id(), "school_id": "S1",
        "visitor_key": "person:X", "visitor_name": "Ines Berg", "partner_id": "LSL",
        "partner_name": PARTNERS["LSL"], "purpose": "referral", "activity_id": "",
        "activity_title": "", "at": at, "outcome": "refuse", "told": "", "issue_sequence": 1,
        "terms_on": TODAY,
    } | more  # fmt: skip


def asked(at: datetime, **more: Any) -> dict[str, Any]:
    """A request."""
    return {
        "request_id": new_id(), "version": 1, "school_id": "S1", "kind": "meet_student",
        "state": "approved", "flag": "", "partner_id": "LSL", "partner_name": PARTNERS["LSL"],
        "program_name": "", "contract_id": "", "activity_id": "", "activity_title": "",
        "people": [], "starts_at": at, "ends_at": at + timedelta(minutes=20), "typed_times": [],
        "weekly_until": None, "timing": "", "place": "Library", "place_key": "", "teacher": "",
        "host": "", "event": "", "grade": None, "student_ref": "", "student_key": "",
        "student_grade": None, "reason": "", "family_knows": None, "releases": None,
        "group_size": None, "door": "", "agency": "", "officer": "", "visitor_key": "",
        "visitor_name": "", "lift_codes": [], "valid_until": None, "visit_id": "",
        "relayed_who": "", "relayed_how": "", "relayed_why": "", "asked_by": "",
        "asked_by_name": "", "asked_at": at, "edited_at": None, "settled_at": at,
    } | more  # fmt: skip


def decided(request_id: str, verdict: str, at: datetime, by: str) -> dict[str, Any]:
    """What was done about a request; `by` "" is the rules."""
    return {
        "decision_id": new_id(), "request_id": request_id, "version": 1, "verdict": verdict,
        "by_account": by, "by_name": by, "by_title": "", "by_role": "leader", "lent_by": "",
        "at": at, "reason_code": "", "reason": "", "self_decided": False, "changed": "",
        "offered": [], "terms_on": TODAY, "issue_sequence": None,
    }  # fmt: skip


def reports(store: Store, now: datetime | None = None) -> Reports:
    clock = FixedClock(now or datetime(2026, 11, 24, 15, 0, tzinfo=CHICAGO))
    return Reports(store, clock, Terms.shipped(), auth=AuthContext(store))
