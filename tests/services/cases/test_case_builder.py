"""What the services gather from a real store, judged by the rules read a second time.

Rosters by chance are imported, with visitors whom the desk registered before the roster spoke of
their names; every answer is compared with that of tests/policy/rules_oracle.py.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.desk import Question
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.office import Office
from cpdesk.services.roster import Rosters
from cpdesk.services.services import Services
from cpdesk.services.visits.desk import Desk
from cpdesk.services.visits.visitors import Visitors
from tests.policy.districts import NAMES, district, question
from tests.policy.rules_oracle import Asked, District, Person, Reading, SentBackError
from tests.policy.test_rules_oracle import agree
from tests.services.roster.next_roster import import_next

REGISTERED = (("P1", "Mona Okafi"), ("P2", "Ida Quist"), ("P3", "Mona Okafi"))


def test_what_a_store_answers_is_the_second_reading_of_its_rows(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    chance, terms = Random(11), Terms.shipped()
    desk, rosters = (
        Desk(store, clock, terms, auth=AuthContext(store)),
        Rosters(store, clock, auth=AuthContext(store)),
    )
    first = district(chance)
    rosters.take_in(written(tmp_path / "first", replace(first, people=()), 1))
    Office(store, clock, terms, auth=AuthContext(store)).choose_school("S1")
    here = tuple(
        Person(visitors(store, clock, partner, name), partner, name, "unknown", None, True)
        for partner, name in REGISTERED
    )
    today, sent_back, refused_by_name = clock.now(), 0, 0
    for n in range(2, 10):
        rows = first if n == 2 else district(chance)
        rosters.take_in(written(tmp_path / str(n), rows, n))
        of = replace(rows, people=(*rows.people, *here))
        for _ in range(45):
            asked = replace(question(chance, of), approval=None, load=None)
            clock.set(today + timedelta(days=asked.roster_days))
            try:
                reading = Reading(of, asked)
            except SentBackError:
                sent_back += is_sent_back(desk, asked)
                continue
            answer = desk.assess(asked_at_the_desk(asked))
            agree(answer, reading)
            refused_by_name += any("with this full name" in one.says for one in answer.findings)
        clock.set(today)
    assert sent_back
    assert refused_by_name > 5


def test_of_one_approval_number_the_visitors_own_partners_flyer_is_meant(
    services: Services, tmp_path: Path
) -> None:
    two = ("flyers.csv", "board,9,12,*,FL-2228", "board,9,12,*,FL-2231")
    import_next(services, tmp_path, swaps=(two,))
    asked = Question(purpose=Purpose.FLYERS, flyer="FL-2231")
    for person, own, outcome in (
        ("LSL-1", "LSL", Outcome.ADMIT),
        ("BFM-1", "BFM", Outcome.ADMIT),
        ("NSS-1", "NSS", Outcome.REFUSE),
    ):
        answer = services.desk.assess(replace(asked, person=person, partner=own))
        found = next(f for f in answer.findings if f.code == "flyer.approved")
        assert found.outcome is outcome, person
    unnamed = services.desk.assess(replace(asked, person="LSL-1", flyer=""))
    assert "flyer.approved" not in {f.code for f in unnamed.findings}


def test_a_rosters_age_is_that_of_the_real_clock_whatever_day_is_asked_about(
    services: Services, clock: FixedClock
) -> None:
    asked = Question(purpose=Purpose.OTHER, person="LSL-1")

    def fresh(at: datetime) -> Outcome:
        answer = services.desk.assess(replace(asked, at=at))
        return next(f.outcome for f in answer.findings if f.code == "roster.fresh")

    now = clock.now()
    assert fresh(now + timedelta(days=60)) is Outcome.ADMIT
    clock.set(now + timedelta(days=8))
    assert fresh(now) is Outcome.ASK_DESK
    clock.set(now + timedelta(days=31))
    assert fresh(now) is Outcome.ASK_LEADER


def visitors(store: Store, clock: FixedClock, partner: str, name: str) -> str:
    given, _, family = name.partition(" ")
    return Visitors(store, clock, auth=AuthContext(store)).register_person(partner, given, family)


def is_sent_back(desk: Desk, asked: Asked) -> bool:
    try:
        desk.assess(asked_at_the_desk(asked))
    except DeskError as trouble:
        return "people have this name" in trouble.says
    raise AssertionError(asked)


def asked_at_the_desk(asked: Asked) -> Question:
    return Question(
        purpose=Purpose(asked.purpose),
        person=asked.person,
        guest=asked.guest,
        partner=asked.partner,
        activity=asked.activity,
        flyer=asked.flyer,
        host=asked.host,
        reason=asked.reason,
        place=asked.place,
        at=asked.at,
        until=asked.until,
    )


def written(folder: Path, of: District, sequence: int) -> Path:
    """The district as a roster's files."""
    folder.mkdir()

    def write(file: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        text = io.StringIO()
        out = csv.writer(text)
        out.writerow(columns.split())
        out.writerows([_cell(one) for one in row] for row in rows)
        (folder / f"{file}.csv").write_text(text.getvalue(), "utf-8")

    manifest = {
        "format": "cpdesk-roster",
        "version": 1,
        "district": "Test District",
        "school_year": "2026-27",
        "sequence": sequence,
        "published_at": "2026-11-20T06:00:00-06:00",
        "time_zone": "America/Chicago",
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    write(
        "schools",
        "school_id name grade_low grade_high",
        (("S1", "First School", "K", 8), ("S2", "Second School", "K", 8)),
    )
    write(
        "partners",
        "partner_id name status",
        ((one.id, f"Readers {one.id}", one.status) for one in of.partners),
    )
    write(
        "contracts",
        "contract_id partner_id paid status signed_on starts_on ends_on insurance_ends_on",
        (
            (c.id, c.partner, "no", c.status, c.signed_on, c.starts_on, c.ends_on, c.insured_to)
            for c in of.contracts
        ),
    )
    write(
        "contract_schools",
        "contract_id school_id",
        ((c.id, school) for c in of.contracts for school in c.schools),
    )
    write(
        "programs",
        "program_id partner_id contract_id name fee_to_families",
        ((g.id, g.partner, ";".join(g.contracts), g.id, g.charges) for g in of.programs),
    )
    write(
        "activities",
        "activity_id program_id school_id title weekdays start_time end_time starts_on ends_on "
        "approved_on supervised photo_release",
        (
            (
                *(a.id, a.program, a.school, f"Activity {a.id}"),
                ";".join(("Mon", "Tue", "Wed", "Thu", "Fri")[day] for day in a.weekdays),
                *(f"{a.start:%H:%M}", f"{a.end:%H:%M}", a.starts_on, a.ends_on),
                *(a.approved_on, a.supervised, a.releases),
            )
            for a in of.activities
        ),
    )
    write(
        "people",
        "person_id partner_id given_name family_name clearance clearance_ends_on",
        (
            (p.id, p.partner, *_in_two(p, n), p.clearance, p.ends_on)
            for n, p in enumerate(of.people)
        ),
    )
    write(
        "flyers",
        "flyer_id partner_id title approved_on expires_on channels schools",
        (
            (f.id, f.partner, "Fair", f.approved_on, f.expires_on, "board", ";".join(f.schools))
            for f in of.flyers
        ),
    )
    write(
        "notices",
        "notice_id name school_id issued_on ends_on",
        (
            (f"N{n}", one.name, one.school, one.issued_on, one.ends_on)
            for n, one in enumerate(of.notices)
        ),
    )
    write("days", "school_id date schedule", (("S1", day, "") for day in of.closed))
    return folder


def _in_two(person: Person, n: int) -> tuple[str, str]:
    """Given and family name; every other row as other rosters write the same name."""
    shown = person.name if n % 2 else NAMES[person.name].replace(",", "")
    given, _, family = " ".join(shown.split()).partition(" ")
    return given, family


def _cell(value: object) -> object:
    if value is None:
        return ""
    return ("yes" if value else "no") if isinstance(value, bool) else value
