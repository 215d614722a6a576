"""Districts and questions made by chance from a seed, few enough of each for facts to collide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from tests.policy.rules_oracle import (
    Activity,
    Approval,
    Asked,
    Contract,
    District,
    Flyer,
    Notice,
    Partner,
    Person,
    Program,
)

ZONE = ZoneInfo("America/Chicago")
TUESDAY = date(2026, 11, 24)
DAYS = (TUESDAY, TUESDAY, TUESDAY, date(2026, 11, 25), date(2027, 6, 30), date(2027, 7, 1))
LONG = (date(2026, 8, 1), date(2027, 7, 31))
# Written in two ways each: the same full names to whoever reads them, and none like another.
NAMES = {
    "Mona Okafi": "OKAFI, Móna",
    "Seán O’Brien": "O'brien Sean",
    "Ida Quist": "ida  quist",
    "Tuyet Sandoval Vang": "Vang Sandoval, Tuyết",
    "Rolf Tanager": "Tanager Rolf",
}
PURPOSES = (
    *("program", "program", "program", "student_meeting", "observation", "tabling"),
    *("presentation", "flyers", "photos", "staff_meeting", "referral", "other", "other"),
)
PARTNERS = ("P1", "P2", "P3")
CLEARANCES = ("cleared", "cleared", "cleared", "pending", "expired", "not_cleared", "unknown")


def district(chance: Random) -> District:
    pick = chance.choice
    near = (date(2026, 11, 23), TUESDAY, date(2026, 11, 25))
    contracts = tuple(
        Contract(
            f"C{n}",
            pick(PARTNERS),
            pick(("signed", "signed", "signed", "signed", "in_review", "terminated")),
            pick((date(2026, 8, 1), date(2026, 8, 1), *near, None)),
            *pick((*[LONG] * 4, (TUESDAY, LONG[1]), (near[2], LONG[1]), (LONG[0], TUESDAY))),
            pick((None, date(2027, 7, 31), near[0], TUESDAY)),
            pick((("*",), ("S1",), ("S1", "S2"), ("S2",), ())),
        )
        for n in range(1, 7)
    )
    programs = tuple(
        Program(f"G{n}", owner, _some(chance, contracts, owner), chance.random() < 0.3)
        for n in range(1, 6)
        for owner in (pick(PARTNERS),)
    )
    activities = tuple(
        Activity(
            f"A{n}",
            pick(programs).id,
            pick(("S1", "S1", "S1", "S2")),
            pick(((1, 3), (1, 2, 3), (0, 1, 2, 3, 4))),
            time(10, 45),
            time(11, 30),
            *pick((*[LONG] * 4, (TUESDAY, LONG[1]), (near[2], LONG[1]), (LONG[0], TUESDAY))),
            pick((None, date(2026, 9, 1), *near)),
            chance.random() < 0.4,
            chance.random() < 0.5,
        )
        for n in range(1, 7)
    )
    people = tuple(
        Person(f"V{n}", pick(PARTNERS), pick(tuple(NAMES)), clearance, ends)
        for n in range(1, 8)
        for clearance in (pick(CLEARANCES),)
        for ends in (pick((None, TUESDAY, date(2027, 6, 30), date(2027, 8, 31), near[0])),)
    )
    notices = tuple(
        Notice(
            pick(("Ida Quist", "Rolf Tanager")),
            pick(("S1", "S2", "*")),
            pick((None, date(2025, 11, 23), date(2025, 11, 24), near[2])),
            pick((None, None, TUESDAY, near[0])),
        )
        for _ in range(chance.randint(0, 1))
    )
    notices = tuple(n for n in notices if not (n.issued_on and n.ends_on))
    flyers = tuple(
        Flyer(
            f"F{n}",
            pick(PARTNERS),
            *pick(
                (
                    *((LONG[0], one) for one in (None, LONG[1], *near)),
                    *((one, LONG[1]) for one in near),
                )
            ),
            pick(((), ("*",), ("S1",), ("S2",))),
        )
        for n in range(1, 4)
    )
    statuses = ("authorized", "authorized", "authorized", "prospective", "suspended", "ended")
    partners = tuple(Partner(one, pick(statuses)) for one in PARTNERS)
    closed = pick(((), (), (TUESDAY,)))
    return District(
        date(2027, 6, 30),
        partners,
        contracts,
        programs,
        activities,
        people,
        flyers,
        notices,
        closed,
    )


def question(chance: Random, of: District) -> Asked:
    """A question about a district, by id or by name, with what a question may leave out."""
    pick = chance.choice
    day, purpose = pick(DAYS), pick(PURPOSES)
    minute = pick((615, 614, 650, 650, 689, 690, 600, 695, 700, 725, 726))
    at = datetime.combine(day, time(minute // 60, minute % 60), ZONE)
    name = pick(tuple(NAMES))
    base = Asked(
        purpose=purpose,
        at=at,
        until=pick((None, at + timedelta(minutes=20), at + timedelta(minutes=40))),
        host=pick(("", "  ", "J. Lindqvist")),
        reason=pick(("", "Piano tuning")),
        place=pick(("", "Office B", "office  B", "Gym")),
        roster_days=pick((0, 7, 8, 30, 31)),
    )
    if chance.random() < 0.2:
        return replace(base, guest=pick((name, NAMES[name])))
    person = pick((pick(of.people).id, pick(of.people).id, name, NAMES[name], ""))
    activity = pick((pick(of.activities).id, "", "")) if purpose != "program" else ""
    if purpose == "program" and chance.random() < 0.75:
        activity = pick(of.activities).id
    partner = pick((*PARTNERS, "P9", "", ""))
    if not (person or activity or partner):
        partner = "P1"
    meets = purpose == "student_meeting"
    return replace(
        base,
        person=person,
        activity=activity,
        partner=partner,
        flyer=pick(("F1", "F2", "F3", "F9", "")) if purpose == "flyers" else "",
        approval=_approval(chance, at) if chance.random() < 0.5 else None,
        load=pick((None, (0, 2), (0, 3), (1, 1))) if meets else None,
    )


def _approval(chance: Random, at: datetime) -> Approval:
    start = at + timedelta(minutes=chance.choice((-40, -31, -10, 0, 10, 11)))
    purposes = ("student_meeting", "tabling", "presentation")
    return Approval(
        chance.choice(purposes),
        start,
        start + timedelta(minutes=chance.choice((30, 30, 5))),
        chance.choice(("", "Office B")),
        chance.choice(("", "Ms. Vang")),
        chance.random() < 0.8,
    )


def _some(chance: Random, contracts: tuple[Contract, ...], owner: str) -> tuple[str, ...]:
    theirs = [one.id for one in contracts if one.partner == owner]
    return tuple(one for one in theirs if chance.random() < 0.7)
