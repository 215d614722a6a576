"""Visits: contracts, people on the list, days, guests."""

from __future__ import annotations

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.situations.example_cases import (
    changing,
    charges,
    coming_for,
    contract,
    early,
    ended,
    guest,
    guest_meets,
    no_contract,
    no_school,
    on_a_notice,
    other_program,
    standing,
    uninsured,
)
from cpdesk.policy.situations.situation import Situation
from cpdesk.words import N_

VISITS: tuple[Situation, ...] = (
    Situation(
        "program",
        N_("May a partner’s staff come for their program if everything is in order?"),
        N_(
            "tutor, tutoring, mentor, session, regular visit, usual visit, check in, sign in, "
            "badge, id badge, id, check an id, activity, everything in order, come in, walk in, "
            "visita, tutora, "
            "tutor is here, came for session, arrived"
        ),
        ("activity.scheduled",),
        lambda case: case,
    ),
    Situation(
        "early",
        N_("May someone come two hours before their activity?"),
        N_(
            "early, too early, came early, arrive early, late, too late, came late, stays late, "
            "over already, wrong time, wrong day, wrong date, came on the wrong day, another day, "
            "another time, different time, different day, moved, rescheduled, reschedule, not "
            "scheduled today, makeup session, temprano, tarde, "
            "monday, tuesday, wednesday, thursday, friday, moved to another room, moved to room, "
            "other room"
        ),
        ("activity.scheduled",),
        early,
    ),
    Situation(
        "not-approved-here",
        N_("May a program run if this school’s leaders have not approved it?"),
        N_(
            "new activity, not approved, principal has not approved, principal approval, approved "
            "by the principal, food, snack, candy, treats, pizza, hand out food, hand out candy, "
            "give away, gift, gift card, prize, raffle, survey, pets, therapy dog, field trip, "
            "club, party, comida, dulces, "
            "cupcakes, cake, birthday, bring food, bring candy, bring pizza, never heard of it, "
            "animals"
        ),
        ("activity.approved",),
        changing("activity", approved_on=None),
    ),
    Situation(
        "before-contract",
        N_("May a partner begin before the contract is signed?"),
        N_(
            "start early, start before contract, begin before contract, contract not signed, "
            "unsigned, draft, out for signature, waiting for contract, contract pending, "
            "paperwork not done, "
            "still with legal, contract with legal, in legal, waiting for signature, not signed "
            "yet, contract not done"
        ),
        ("contract.signed",),
        contract(status="out_for_signature", signed_on=None),
    ),
    Situation(
        "ended-contract",
        N_("May a partner continue after the contract has ended?"),
        N_(
            "contract ended, contract expired, contract ran out, expired, expired contract, last "
            "year, last years contract, renew, renew contract, renewal, over, old contract, "
            "summer after contract, "
            "agreement, agreement expired, agreement ended"
        ),
        ("contract.term",),
        ended,
    ),
    Situation(
        "free-of-charge",
        N_("May a partner who works for free come without a contract?"),
        N_(
            "free, free of charge, unpaid, volunteer, no money, donation, donate, does not "
            "charge, need a contract, no contract, without a contract, do they need a contract, "
            "gratis, "
            "nonprofit, non profit, paperwork, need paperwork, church volunteers"
        ),
        ("partner.contract",),
        no_contract,
    ),
    Situation(
        "second-program",
        N_("Does one contract cover a second program from the same partner?"),
        N_(
            "another program, second program, two programs, new program, new program same "
            "partner, added a program, different program, separate contract"
        ),
        ("contract.program",),
        other_program,
    ),
    Situation(
        "other-school",
        N_("Does a contract for one school cover another school?"),
        N_(
            "another school, different school, other school, several schools, two schools, "
            "different building, same program elsewhere, contract for another school, otra "
            "escuela, "
            "work at another school, transfer, come here"
        ),
        ("contract.school",),
        contract(covers_school=False),
    ),
    Situation(
        "prospective",
        N_("May an organization come if it has only applied to become a partner?"),
        N_(
            "prospective, applying, apply, application, become a partner, how to become a "
            "partner, new partner, new organization, new group, wants to partner, not a partner "
            "yet, inquiry, sign up as a partner, "
            "start working with us, work with school, want to help, church, church group, "
            "community group, partner with us"
        ),
        ("partner.standing",),
        standing("prospective"),
    ),
    Situation(
        "suspended",
        N_("May a partner come if the district has suspended it?"),
        N_(
            "suspended, on hold, banned partner, kicked out, terminated, ended partnership, "
            "no longer a partner, not authorized"
        ),
        ("partner.standing",),
        standing("suspended"),
    ),
    Situation(
        "fees",
        N_("May a partner charge families?"),
        N_(
            "fee, charge money, pay, payment, cost, money, price, tuition, charge, charge for, "
            "sell, sell something, selling, sale, fundraiser, fundraising, raise money, ask for "
            "donations, solicit, commercial, cobrar, cuanto cuesta, vender, "
            "collect money, collect money from parents"
        ),
        ("program.free",),
        charges,
    ),
    Situation(
        "insurance",
        N_("May a partner come if its insurance has lapsed?"),
        N_(
            "certificate of insurance, insurance expired, no insurance, liability, expired "
            "insurance, lapsed, coi, have to have insurance, proof of insurance, "
            "insurance ran out"
        ),
        ("contract.insurance",),
        uninsured,
    ),
    Situation(
        "stranger",
        N_("May someone come who is not on the partner’s list?"),
        N_(
            "new tutor, new person, new mentor, new staff, substitute, sub, subcontractor, sub "
            "contractor, replacement, fill in, someone else came, unknown person, not listed, not "
            "on the list, intern, bring a friend, bring somebody, helper, extra person, volunteer "
            "not on the list, new volunteer, sustituto, "
            "coworker, colleague, came instead, instead, in place of, sub for tutor, not in the "
            "system, not in system, not on file"
        ),
        ("visitor.known", "visitor.clearance"),
        changing("person", listed=False, clearance="unknown"),
    ),
    Situation(
        "background-check",
        N_("May someone come if their background check is pending?"),
        N_(
            "no background check, volunteer no background check, without a background check, do "
            "not have a background check, background, clearance, cleared, fingerprint, criminal "
            "record, criminal check, record check, check expired, background check expired, "
            "antecedentes, verificacion de antecedentes, "
            "check not done, background check not done, still processing, processing, check not "
            "back"
        ),
        ("visitor.clearance",),
        changing("person", clearance="pending"),
    ),
    Situation(
        "not-cleared",
        N_("May someone come if the partner has not cleared them?"),
        N_(
            "not cleared, failed, failed background check, did not pass, felony, felon, "
            "conviction, "
            "criminal, sex offender, bad background check, "
            "misdemeanor, arrest, arrested, has a record, has a criminal record, prison, parole"
        ),
        ("visitor.clearance",),
        changing("person", clearance="not_cleared"),
    ),
    Situation(
        "notice",
        N_("May someone come who was told to stay away?"),
        N_(
            "notice, no entry, do not enter, not allowed here, banned, banned person, ban, "
            "trespass, "
            "trespassed, no trespass, restraining order, order for protection, kicked out, "
            "looks like a banned person, dangerous person, angry parent, "
            "banned from campus, banned from building, stay away, shall not come"
        ),
        ("visitor.notice",),
        on_a_notice,
    ),
    Situation(
        "no-school",
        N_("May a partner come on a day with no school?"),
        N_(
            "holiday, winter break, spring break, fall break, summer, summer break, vacation, "
            "weekend, saturday, sunday, closed, school closed, snow day, no school, teacher "
            "workday, conference day, early release day, dia festivo, vacaciones, "
            "thanksgiving, christmas, new year, memorial day, labor day, mlk day, is there "
            "school, no school monday, school monday, day off, closed for weather, "
            "snowday, snow, closed today, after hours"
        ),
        ("school.open",),
        no_school,
    ),
    Situation(
        "staff",
        N_("May a partner meet a staff member?"),
        N_(
            "teacher, meet the teacher, meet a teacher, talk to a teacher, teacher meeting, talk "
            "to staff, meet staff, staff meeting, meeting with the principal, meet the principal, "
            "see the principal, principal, counselor, appointment with staff, planning meeting, "
            "host, reunion, hablar con la maestra, "
            "meet with ms, meeting with mr, secretary, nurse, social worker of the school, "
            "meet with the counselor, meet with a counselor, meet with the nurse, meet with the "
            "teacher"
        ),
        ("staff.host",),
        coming_for(Purpose.STAFF_MEETING),
        Kind.STAFF_MEETING,
    ),
    Situation(
        "guest",
        N_("May someone come who doesn’t belong to a partner?"),
        N_(
            "guest, parent, parent visit, grandparent, grandma, grandpa, relative, alumni, former "
            "student, old student, vendor, delivery, delivery driver, mail, salesman, plumber, "
            "repair, repairman, electrician, technician, contractor, construction, politician, "
            "elected official, mayor, visitor, visitor without a partner, bring a daughter, bring "
            "a son, sibling, padre, visitante, "
            "fix, copier, fix something, amazon, ups, fedex, grandmother, grandfather, parent "
            "dropping off, drop off lunch, drop something off, volunteer parent"
        ),
        ("guest.no-partner",),
        guest,
    ),
    Situation(
        "guest-student",
        N_("May a guest who doesn’t belong to a partner meet a student?"),
        N_(
            "guest, stranger, friend, relative, family friend, talk with student, parent wants to "
            "see a student, parent see a student, parent see own student, noncustodial parent, "
            "pick up a student, brother, sister, uncle, aunt, cousin, ex husband, coach, "
            "boyfriend, girlfriend, former teacher, "
            "hermano, hermana, tio, tia, abuela, abuelo"
        ),
        ("guest.no-partner",),
        guest_meets,
    ),
)
