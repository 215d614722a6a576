"""Meeting students, watching them, and their names."""

from __future__ import annotations

from datetime import time

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.outcome import ExceptionKind, Purpose
from cpdesk.policy.situations.example_cases import coming_for, lunch_approved, meeting, met_often
from cpdesk.policy.situations.situation import Situation
from cpdesk.words import N_

STUDENTS: tuple[Situation, ...] = (
    Situation(
        "meet-in-class",
        N_("May a partner meet a student during class?"),
        N_(
            "pull out, pull a student out of class, pull from class, take out of class, "
            "take a student out of math, take out of lesson, leave class, talk with student, "
            "talk to a student, see a student, meet a student, meet with a student, "
            "one on one, counseling, counselor, counselor wants to see a student, therapy, "
            "therapist, therapy session, mental health, mentor, "
            "during school, school day, instructional time, interview a student, "
            "hablar con un estudiante, sacar de clase, "
            "one on one with a student"
        ),
        ("meeting.instructional-time", "meeting.approval"),
        meeting(time(10), time(10, 30)),
        Kind.MEET_STUDENT,
    ),
    Situation(
        "meet-at-lunch",
        N_("May a partner meet a student at lunch or after school?"),
        N_(
            "recess, break, free time, cafeteria, lunchroom, lunch with a student, "
            "eat lunch with a student, lunch buddy, lunch bunch, before school, after school, "
            "outside class, study hall, mentor, mentor check in, see a student, meet a student, "
            "talk with student, talk to a student, recreo, despues de clase"
        ),
        ("meeting.approval",),
        meeting(time(11, 30), time(12)),
        Kind.MEET_STUDENT,
    ),
    Situation(
        "meet-approved",
        N_("May a partner meet a student if a leader approved it?"),
        N_(
            "approved meeting, approved request, meeting approved, principal approved, "
            "principal said yes, principal said ok, leader said yes, leader approved, appointment, "
            "expected, request approved, "
            "already approved, principal already approved, principal ok, principal okd, got "
            "approval"
        ),
        ("meeting.approval",),
        lunch_approved,
    ),
    Situation(
        "meet-often",
        N_("May a partner meet the same student many times in one week?"),
        N_(
            "how often, how many times, every day, daily, weekly, twice a week, "
            "three times a week, "
            "too many meetings, misses too much class, too often, again, same student"
        ),
        ("meeting.interference", "meeting.approval"),
        met_often,
        Kind.MEET_STUDENT,
    ),
    Situation(
        "emergency",
        N_("May a partner see a student during class time in an emergency?"),
        N_(
            "urgent, crisis, danger, suicide, self harm, threat, safety, right away, right now, "
            "cannot wait, death in the family, hospital, exception, urgente, crisis counselor, "
            "hurt, hurt himself, hurt herself, threatening, "
            "panic, panic attack, shooting, school shooting, lockdown, weapon, fire, ambulance, "
            "911"
        ),
        ("meeting.instructional-time", "meeting.approval"),
        meeting(time(10), time(10, 30), door=ExceptionKind.EMERGENCY, reason="–"),
        Kind.MEET_STUDENT,
        ExceptionKind.EMERGENCY,
    ),
    Situation(
        "law",
        N_("May an agency see a student during class time if the law requires it?"),
        N_(
            "child protection, child protective services, cps, social worker, county, "
            "county social worker, police, police officer, officer, law enforcement, detective, "
            "investigator, court, court order, judge, subpoena, warrant, probation, "
            "probation officer, guardian ad litem, lawyer, attorney, ice, immigration, la migra, "
            "fbi, federal agent, interview a student by police, abuse, legal, legal exception, "
            "trabajadora social, "
            "dcfs, dhs, border patrol, ice agent, social services, foster care, foster care "
            "worker, county worker, agency, police want to talk to a student"
        ),
        ("meeting.instructional-time", "meeting.approval"),
        meeting(time(10), time(10, 30), door=ExceptionKind.REQUIRED_BY_LAW, reason="–"),
        Kind.MEET_STUDENT,
        ExceptionKind.REQUIRED_BY_LAW,
    ),
    Situation(
        "observe",
        N_("May a partner watch a class if a parent signed?"),
        N_(
            "observe, observation, watch a class, watch my class, watch a student, watch a lesson, "
            "sit in, sit in on class, visit the classroom, visit a class, classroom visit, "
            "look at a class, look in, shadow, shadow a student, tour, walk through, "
            "evaluate a student, consent, parent consent, parent permission, permission slip, "
            "parent said yes, parent said, parent said ok, parent gave permission, parent signed, "
            "parent agrees, family agrees, observar, observar una clase, permiso, "
            "sitting in class, sit in the back, back of the room, behavioral observation, "
            "psychologist, outside evaluation, evaluator"
        ),
        ("observation.not-allowed",),
        coming_for(Purpose.OBSERVATION),
        Kind.STAFF_MEETING,
    ),
    Situation(
        "names",
        N_("May the school pass a student’s name to a partner?"),
        N_(
            "pass a name, pass on a name, give a name, give names, give out names, "
            "hand over names, "
            "list of students, student list, class list, class roster, roster, list, names, "
            "name of a student, list of names, recruit, recruiting, recruiter, refer, "
            "refer a student, referral, recommend, recommend a student, suggest a student, "
            "nominate, which students, which students need help, who needs help, phone, "
            "phone number, phone number of a parent, address, home address, e mail, email, emails, "
            "email list, email addresses, email to families, contact, contact info, "
            "contact information, collect emails, collect names, collect addresses, "
            "grades of a student, test scores, records, student records, data, student data, "
            "directory, nombres de estudiantes, lista, lista de estudiantes, telefono, direccion, "
            "homeless, failing, which students are failing, free lunch list, mailing list, "
            "who is in a class, who is in class, text parents, call parents, students for a "
            "program, students for our program, more students for our program, tell a student "
            "about a program, spread the word, find students"
        ),
        ("student.referral",),
        coming_for(Purpose.REFERRAL),
    ),
)
