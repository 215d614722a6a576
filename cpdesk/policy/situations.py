"""Everyday situations as people ask about them on the phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from cpdesk.policy.case import (
    Case,
)
from cpdesk.policy.example_cases import (
    activity,
    charges,
    coming_for,
    contract,
    early,
    ended,
    flyer,
    guest,
    guest_meets,
    home,
    lunch_approved,
    meeting,
    no_contract,
    no_school,
    on_a_wall,
    other_program,
    person,
    photos,
    photos_of_some,
    standing,
    uninsured,
)
from cpdesk.policy.outcome import Door, Purpose
from cpdesk.policy.requests import Kind
from cpdesk.words import N_


@dataclass(frozen=True, slots=True)
class Situation:
    """`question` and `words` (what else people call it) are message ids. `codes` are the rules
    that it is about, the first one's source is shown. `kind`: which request starts it, if any;
    `log_flyer`: it starts with flyers that are logged."""

    key: str
    question: str
    words: str
    codes: tuple[str, ...]
    change: Callable[[Case], Case]
    kind: Kind | None = None
    log_flyer: bool = False
    alone: bool = False  # these rules are asked by a use case of their own, not by a visit


SITUATIONS: tuple[Situation, ...] = (
    Situation(
        "meet-in-class",
        N_("May a partner meet a student during class?"),
        N_("pull out take out of lesson talk with student counseling instructional time see a kid"),
        ("meeting.instructional-time", "meeting.approval"),
        meeting(time(10), time(10, 30)),
        Kind.MEET_STUDENT,
    ),
    Situation(
        "meet-at-lunch",
        N_("May a partner meet a student at lunch or after school?"),
        N_("recess break free time mentor check-in talk with student outside class see a kid"),
        ("meeting.approval",),
        meeting(time(11, 30), time(12)),
        Kind.MEET_STUDENT,
    ),
    Situation(
        "meet-approved",
        N_("May a partner meet a student when a leader approved it?"),
        N_("approved meeting appointment expected request yes"),
        ("meeting.approval",),
        lunch_approved,
    ),
    Situation(
        "emergency",
        N_("May a partner see a student in class time in an emergency?"),
        N_("urgent crisis danger emergency exception door"),
        ("meeting.instructional-time", "meeting.approval"),
        meeting(time(10), time(10, 30), door=Door.EMERGENCY, reason="–"),
        Kind.MEET_STUDENT,
    ),
    Situation(
        "law",
        N_("May an agency see a student in class time where the law requires it?"),
        N_("child protection police officer court county social worker legal exception"),
        ("meeting.instructional-time", "meeting.approval"),
        meeting(time(10), time(10, 30), door=Door.REQUIRED_BY_LAW, reason="–"),
        Kind.MEET_STUDENT,
    ),
    Situation(
        "observe",
        N_("May a partner watch a class when a parent has signed?"),
        N_("observe observation sit in visit classroom look at lesson consent parent permission"),
        ("observation.not-allowed",),
        coming_for(Purpose.OBSERVATION),
        Kind.OBSERVATION,
    ),
    Situation(
        "names",
        N_("May the school pass on a student’s name to a partner?"),
        N_("pass a name give list of students recruit recruiting refer referral phone address"),
        ("student.referral",),
        coming_for(Purpose.REFERRAL),
    ),
    Situation(
        "table",
        N_("May a partner have a table at a school event?"),
        N_("tabling booth stand fair open house conferences registration night family night"),
        ("tabling.approval",),
        coming_for(Purpose.TABLING),
        Kind.TABLING,
    ),
    Situation(
        "presentation",
        N_("May a partner present in a classroom?"),
        N_("talk speak assembly show classroom presentation registration forms sign up"),
        ("presentation.approval",),
        coming_for(Purpose.PRESENTATION),
        Kind.PRESENTATION,
    ),
    Situation(
        "photos",
        N_("May a partner take pictures without signed releases?"),
        N_("photo picture video film camera record social media website"),
        ("photo.release",),
        photos(False),
    ),
    Situation(
        "photos-released",
        N_("May a partner take pictures of children whose parents signed?"),
        N_("photo picture video film camera record release consent sticker signed"),
        ("photo.release",),
        photos(True),
        Kind.PHOTOS,
    ),
    Situation(
        "photos-some",
        N_("May a partner take pictures where only some parents signed?"),
        N_("photo picture video film camera record release consent sticker some class"),
        ("photo.release",),
        photos_of_some,
        Kind.PHOTOS,
    ),
    Situation(
        "flyer",
        N_("May a partner drop off flyers that the district has not approved?"),
        N_("leaflet handout poster paper brochure memo approval number delivery"),
        ("flyer.approved",),
        flyer,
        log_flyer=True,
    ),
    Situation(
        "flyer-approved",
        N_("May a partner drop off flyers that the district approved?"),
        N_("leaflet handout poster paper brochure memo approval number delivery"),
        ("flyer.approved",),
        coming_for(Purpose.FLYERS, flyer_named=True),
        log_flyer=True,
    ),
    Situation(
        "flyer-home",
        N_("May approved flyers go home with students of grade 4?"),
        N_("carry home backpack leaflet take home folder elementary middle"),
        ("flyer.carry-home-grades",),
        home(4),
        alone=True,
        log_flyer=True,
    ),
    Situation(
        "flyer-home-high",
        N_("May approved flyers go home with students of grade 10?"),
        N_("carry home backpack leaflet take home high school teenagers"),
        ("flyer.carry-home-grades",),
        home(10),
        alone=True,
    ),
    Situation(
        "board",
        N_("May a flyer hang anywhere in the building?"),
        N_("post poster wall hallway door pin up display bulletin board"),
        ("flyer.board",),
        on_a_wall,
        alone=True,
        log_flyer=True,
    ),
    Situation(
        "program",
        N_("May a partner’s staff come for their program when everything is in order?"),
        N_("tutor mentor visit check in badge activity session regular"),
        ("activity.scheduled",),
        lambda case: case,
    ),
    Situation(
        "early",
        N_("May somebody come two hours before their activity?"),
        N_("early late another day wrong time moved rescheduled"),
        ("activity.scheduled",),
        early,
    ),
    Situation(
        "not-approved-here",
        N_("May a program run that this school’s leaders have not approved?"),
        N_("new activity principal approval another school"),
        ("activity.approved",),
        activity(approved_on=None),
    ),
    Situation(
        "before-contract",
        N_("May a partner begin before the contract is signed?"),
        N_("start early unsigned draft out for signature waiting for contract"),
        ("contract.signed",),
        contract(status="out_for_signature", signed_on=None),
    ),
    Situation(
        "ended-contract",
        N_("May a partner go on after the contract has ended?"),
        N_("expired last year renew renewal over old contract"),
        ("contract.term",),
        ended,
    ),
    Situation(
        "free-of-charge",
        N_("Does a partner who works for free need a contract?"),
        N_("free unpaid volunteer no money donation no contract"),
        ("partner.contract",),
        no_contract,
    ),
    Situation(
        "second-program",
        N_("Does one contract cover a second program of the same partner?"),
        N_("another program two programs new program separate contract"),
        ("contract.program",),
        other_program,
    ),
    Situation(
        "other-school",
        N_("Does a contract for one school cover another one?"),
        N_("several schools different building same program elsewhere"),
        ("contract.school",),
        contract(covers_school=False),
    ),
    Situation(
        "prospective",
        N_("May an organization come that has only applied to become a partner?"),
        N_("prospective applying application how to become a partner new organization inquiry"),
        ("partner.standing",),
        standing("prospective"),
    ),
    Situation(
        "fees",
        N_("May a partner charge families?"),
        N_("fee pay cost money price tuition charge"),
        ("program.free",),
        charges,
    ),
    Situation(
        "insurance",
        N_("May a partner come whose insurance has lapsed?"),
        N_("certificate of insurance liability expired lapsed"),
        ("contract.insurance",),
        uninsured,
    ),
    Situation(
        "stranger",
        N_("May somebody come who is not on the partner’s list?"),
        N_("new tutor substitute replacement unknown person not listed volunteer"),
        ("visitor.known", "visitor.clearance"),
        person(listed=False, clearance="unknown"),
    ),
    Situation(
        "background-check",
        N_("May somebody come whose background check is pending?"),
        N_("clearance cleared fingerprint record check expired"),
        ("visitor.clearance",),
        person(clearance="pending"),
    ),
    Situation(
        "no-school",
        N_("May a partner come on a day without school?"),
        N_("holiday break vacation weekend closed snow day"),
        ("school.open",),
        no_school,
    ),
    Situation(
        "staff",
        N_("May a partner meet a staff member?"),
        N_("teacher meeting appointment principal counselor room host"),
        ("staff.host",),
        coming_for(Purpose.STAFF_MEETING),
        Kind.STAFF_MEETING,
    ),
    Situation(
        "guest",
        N_("May somebody come who belongs to no partner?"),
        N_("guest parent vendor delivery salesman visitor without a partner host"),
        ("guest.no-partner",),
        guest,
    ),
    Situation(
        "guest-student",
        N_("May a guest who belongs to no partner meet a student?"),
        N_("guest stranger friend relative talk with student"),
        ("guest.no-partner",),
        guest_meets,
    ),
)
