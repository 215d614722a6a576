"""Years of a large school, invented, written straight into the tables of a file: used to measure
CPDesk, and the source of the figures in models/sqlite_stats.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from past_papers import PaperRows
from past_rows import NOW, SCHOOL, moment, write
from sqlalchemy import Connection

from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import outreach_tables as o
from cpdesk.models.tables import request_tables as q
from cpdesk.policy.names.names import fold

VISITS_A_DAY, TODAY, INSIDE = 111, 40, 18  # 20,000 a year; today so far; how many are still here
# Per year, as in a large school's office.
GUESTS, LOCALS, REFUSED, REQUESTS = 2_500, 150, 500, 1_500
TIMES, FINDINGS = 3, 15  # of a request, of an answer
OPEN = 60  # requests that something may still happen to
_ENDS = ("used", "used", "used", "missed", "declined", "withdrawn")


class PastRows(PaperRows):
    """Writes a whole past; `findings` per visit."""

    def put(self, tx: Connection, findings: int = FINDINGS) -> None:
        """Writes everything, each table in the order of its days."""
        guests = [
            {"guest_id": self.new(day), "name": name, "name_key": fold(name), "registered_at": day}
            for day, name in self.spread(GUESTS, 50)
        ]
        locals_ = [
            {
                "person_id": self.new(day),
                "partner_id": self.partner(),
                "partner_name": "A partner",
                "given_name": name.split()[0],
                "family_name": name.split()[1],
                "name_key": fold(name),
                "registered_at": day,
                "confirmed_at": day,
            }
            for day, name in self.spread(LOCALS)
        ]
        write(tx, d.guest, guests)
        write(tx, d.local_person, locals_)
        keys = [f"guest:{one['guest_id']}" for one in guests]
        keys += [f"person:{one['person_id']}" for one in locals_]
        keys += [f"person:R{n}" for n in range(6_000)]  # of rosters, withdrawn by now
        visits: list[tuple[str, datetime, str]] = []
        write(tx, d.visit, self._visits(keys, visits))
        away = list(self._turned_away())
        write(tx, d.turned_away, away)
        requests, slots, people, decisions, outcomes = self._requests()
        for table, rows in (
            (q.request, requests), (q.request_slot, slots), (q.request_person, people),
            (q.request_decision, decisions), (o.event_outcome, outcomes),
        ):  # fmt: skip
            write(tx, table, rows)
        subjects = [one[0] for one in visits]
        subjects += [one["turned_away_id"] for one in away]
        subjects += [one["decision_id"] for one in decisions]
        write(tx, d.finding, self._found(subjects, findings))
        self._flyers(tx)
        self._papers(tx, visits)
        self._others(tx)
        self._journal(tx)

    # -- the desk -------------------------------------------------------------------------------

    def _visits(
        self, keys: list[str], done: list[tuple[str, datetime, str]]
    ) -> Iterator[dict[str, Any]]:
        n = 0
        for day in self.days:
            today = day == NOW.date()
            for at in range(TODAY if today else VISITS_A_DAY):
                here = today and at >= TODAY - INSIDE
                arrived = moment(day, 7 * 60 + at * 4 if not today else 7 * 60 + at * 5)
                key = keys[(n * 7919) % len(keys)] if not here else f"guest:here-{at}"
                partner = "" if key.startswith("guest:") else self.partner()
                visit_id = self.new(arrived)
                n += 1
                name = self.names[_number(key) % len(self.names)]
                yield {
                    "visit_id": visit_id,
                    "arrival_id": self.new(arrived),
                    "school_id": SCHOOL,
                    "visitor_key": key,
                    "visitor_name": name,
                    "partner_id": partner,
                    "partner_name": "A partner" if partner else "",
                    "purpose": "program" if partner else "other",
                    "activity_id": f"OLD-{n % 60}" if partner else "",
                    "activity_title": "Reading tutors" if partner else "",
                    "place": "Room 114",
                    "arrived_at": arrived,
                    "outcome": "admit",
                    "conditions": "[]",
                    "admitted_by": "rules",
                    "badge_code": f"CPD:{visit_id[-12:]}",
                    "left_at": None if here else arrived + timedelta(minutes=50),
                    "left_how": None if here else "scanned",
                    "terms_on": day.isoformat(),
                    "written_at": arrived,
                    "name_key": fold(name),
                }
                done.append((visit_id, arrived, name))
                self.prove(arrived, "visit.admit", visit_id)
                if not here:
                    self.prove(arrived, "visit.check_out", visit_id)

    def _turned_away(self) -> Iterator[dict[str, Any]]:
        for n, (at, name) in enumerate(self.spread(REFUSED)):
            one = self.new(at)
            self.prove(at, "visit.turn_away", one)
            yield {
                "turned_away_id": one,
                "arrival_id": self.new(at),
                "school_id": SCHOOL,
                "visitor_key": f"person:R{n % 6_000}" if n % 2 else "",
                "visitor_name": name,
                "partner_id": self.partner(),
                "partner_name": "A partner",
                "purpose": "program",
                "at": at,
                "outcome": "refuse",
                "terms_on": at.date().isoformat(),
                "name_key": fold(name),
            }

    def _found(self, subjects: Iterable[str], many: int) -> Iterator[dict[str, Any]]:
        codes = ["contract.term", "contract.program"]
        codes += [f"rule.{n}" for n in range(FINDINGS - len(codes))]
        for subject in subjects:
            for place in range(many):
                yield {
                    "subject_id": subject,
                    "place": place,
                    "code": codes[place],
                    "outcome": "admit",
                    "says": "{partner} has a contract with the district.",
                    "facts": '[["contract","26-0460"],["program","Reading tutors"]]',
                }

    # -- requests -------------------------------------------------------------------------------

    def _requests(self) -> tuple[list[dict[str, Any]], ...]:
        requests: list[dict[str, Any]] = []
        slots: list[dict[str, Any]] = []
        people: list[dict[str, Any]] = []
        decisions: list[dict[str, Any]] = []
        outcomes: list[dict[str, Any]] = []
        spread = list(self.spread(REQUESTS, OPEN))
        for n, (at, name) in enumerate(spread):
            one, left = self.new(at), len(spread) - n
            state = _ENDS[n % len(_ENDS)]
            if left <= OPEN:
                state = "waiting" if left <= 12 else "approved"
            kind = ("meet_student", "meet_student", "tabling", "presentation", "this_visit")[n % 5]
            partner = self.partner()
            begins = at + timedelta(days=7)
            if left <= OPEN:
                begins = NOW + timedelta(days=1 + left // 6)
            requests.append(
                {
                    "request_id": one,
                    "version": 2,
                    "school_id": SCHOOL,
                    "kind": kind,
                    "state": state,
                    "partner_id": partner,
                    "partner_name": "A partner",
                    "people": f'[["R{n % 6_000}","{name}"]]',
                    "starts_at": begins,
                    "ends_at": begins + timedelta(minutes=30),
                    "typed_times": "[]",
                    "place": f"Office {n % 20}",
                    "place_key": f"office {n % 20}",
                    "student_ref": f"S-{n % 4_000}" if kind == "meet_student" else "",
                    "student_key": f"s {n % 4_000}" if kind == "meet_student" else "",
                    "lift_codes": "[]",
                    "visitor_key": f"person:R{n % 6_000}" if kind == "this_visit" else "",
                    "asked_by": f"account-{n % 12}",
                    "asked_by_name": "Somebody",
                    "asked_at": at,
                    "settled_at": None if state == "waiting" else at + timedelta(hours=3),
                }
            )
            people.append({"request_id": one, "person_id": f"R{n % 6_000}", "name_key": fold(name)})
            self.prove(at, "request.file", one)
            gone = "used" if state == "used" else "missed" if state == "missed" else "cancelled"
            for week in range(TIMES):
                slot, start = self.new(at), begins + timedelta(days=7 * week)
                slots.append(
                    {
                        "slot_id": slot,
                        "request_id": one,
                        "starts_at": start,
                        "ends_at": start + timedelta(minutes=30),
                        "state": "planned" if state in ("waiting", "approved") else gone,
                    }
                )
                if kind in ("tabling", "presentation") and state == "used":
                    outcomes.append(
                        {
                            "slot_id": slot,
                            "request_id": one,
                            "school_id": SCHOOL,
                            "partner_id": partner,
                            "result": "held",
                            "not_kept": "[]",
                            "noted_at": start,
                        }
                    )
            if state not in ("waiting", "withdrawn"):
                made = self.new(at)
                verdict = "decline" if state == "declined" else "approve"
                decisions.append(
                    {
                        "decision_id": made,
                        "request_id": one,
                        "version": 1,
                        "verdict": verdict,
                        "by_account": f"account-{n % 4}",
                        "at": at + timedelta(hours=3),
                        "offered": "[]",
                        "terms_on": at.date().isoformat(),
                    }
                )
                self.prove(at, f"request.{verdict}", one)
        return requests, slots, people, decisions, outcomes


def _number(text: str) -> int:
    """The same in every run, unlike `hash`."""
    return sum(ord(letter) * (n + 1) for n, letter in enumerate(text))
