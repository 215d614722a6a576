"""The file about one visitor: every column that could name somebody else bears a mark, and the file
is read for the marks in every form in which it leaves the house."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Table, event

from cpdesk.documents.front_desk.visitor_file import visitor_file
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import request_tables as t
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.permissions import Role
from cpdesk.records.desk import Admission, Question, RelayedYes, TurnAway
from cpdesk.records.reports import VisitorFile
from cpdesk.records.requests import Ask, Student
from cpdesk.services.school_context import Place
from cpdesk.services.services import Services
from cpdesk.services.visitor_file import visitor_files
from cpdesk.services.visitor_file.visitor_tables import visitor_csv, visitor_xlsx
from cpdesk.words import Words
from tests.documents.paper_reading import text_of
from tests.services import staff
from tests.services.reports.reports_book import CHICAGO, TODAY, a_book, away, moment, reports, visit

WHO = "person:LSL-1"
AT = moment(TODAY)


@pytest.fixture
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = a_book(tmp_path_factory.mktemp("book"))
    yield store
    store.close()


def insert(book: Store, table: Table, *rows: dict[str, Any]) -> None:
    with book.write() as tx:
        tx.execute(table.insert(), list(rows))


def finding(subject: str, code: str, outcome: str) -> dict[str, Any]:
    return {
        "subject_id": subject, "place": 0, "code": code, "outcome": outcome, "lift": None,
        "says": "SECRET-says", "offer": "", "facts": (("notice", "SECRET-notice"),),
    }  # fmt: skip


def request(**more: Any) -> dict[str, Any]:
    return {
        "request_id": new_id(), "version": 1, "school_id": "S1", "kind": "meet_student",
        "state": "approved", "flag": "", "partner_id": "LSL", "partner_name": "Lake Street",
        "program_name": "", "contract_id": "", "activity_id": "", "activity_title": "",
        "people": [["LSL-1", "Adaeze Okafor"], ["LSL-2", "SECRET-other"]], "starts_at": AT,
        "ends_at": AT + timedelta(minutes=20), "typed_times": [], "weekly_until": None,
        "timing": "", "place": "Library", "place_key": "", "teacher": "SECRET-teacher",
        "host": "SECRET-host", "event": "SECRET-event", "grade": 3, "student_ref": "SECRET-ref",
        "student_key": "SECRET-key", "student_grade": 3, "reason": "SECRET-reason",
        "family_knows": None, "releases": None, "group_size": None, "door": "", "agency":
        "SECRET-agency", "officer": "SECRET-officer", "visitor_key": WHO,
        "visitor_name": "Adaeze Okafor", "lift_codes": ["visitor.notice"], "valid_until": None,
        "visit_id": "", "relayed_who": "SECRET-who", "relayed_how": "SECRET-how", "relayed_why":
        "SECRET-why", "asked_by": "SECRET-account", "asked_by_name": "SECRET-clerk",
        "asked_at": AT, "edited_at": None, "settled_at": AT,
    } | more  # fmt: skip


def everything(file: VisitorFile, words: Words) -> dict[str, str]:
    """The file in every form in which somebody gets it."""
    book = openpyxl.load_workbook(BytesIO(visitor_xlsx(file, words)))
    cells = [cell.value for sheet in book for row in sheet for cell in row if cell.value]
    return {
        "record": repr(file),
        "paper": text_of(visitor_file(file, words)),
        "text": visitor_csv(file, words).decode("utf-8-sig"),
        "workbook": " ".join(map(str, cells)),
    }


@pytest.mark.parametrize("read", [False, True])
@pytest.mark.parametrize("purpose", list(Purpose))
def test_what_is_private_to_others_leaves_in_no_form(
    book: Store, words: Words, purpose: Purpose, read: bool
) -> None:
    """Why somebody came leaves when it was read, but never where it is about students."""
    one = visit(
        AT, visitor_key=WHO, purpose=purpose.value, reason="FREE-reason", host="SECRET-host",
        lift_reason="SECRET-lift", relayed_who="SECRET-principal", relayed_how="SECRET-phone",
        admitted_by="relayed", conditions=["escort"],
    )  # fmt: skip
    gone = away(AT, visitor_key=WHO, purpose=purpose.value, told="SECRET-told")
    insert(book, d.visit, one)
    insert(book, d.turned_away, gone)
    insert(
        book,
        d.finding,
        finding(one["visit_id"], "visitor.clearance", "ask_leader"),
        finding(gone["turned_away_id"], "visitor.notice", "ask_leader"),
    )
    asked = [request(kind=kind.value, relayed_who="SECRET-who") for kind in Kind]
    insert(book, t.request, *asked, request(kind="tabling", event="Family night"))
    file = reports(book).visitor(WHO, read=read)
    about_students = purpose in (Purpose.STUDENT_MEETING, Purpose.OBSERVATION, Purpose.REFERRAL)
    for form, text in everything(file, words).items():
        kept = text.replace("SECRET-event", "")  # of a table or a presentation it is told
        assert "SECRET" not in kept, form
        assert ("FREE-reason" in text) is (read and not about_students), form
        assert "Family night" in text
        if form != "record":
            assert "escort" in text.lower(), form
            assert "LSL-2" not in text
    assert len(file.requests) == len(Kind) - 2 + 1  # those about a yes to one visit are not told
    told = len(file.requests)
    assert {one.what: one.times for one in file.redactions} == {
        "The student a request is about, and the student’s grade": told,
        "Why a request was made": told + 2,  # and the events of what is about students
        # Beside one who is named: host, teacher, officer and who asked; and the visit's host.
        "Other people named in the same entry, such as the staff member visited": told * 5 + 1,
        "How the school decided: what was reviewed, who was asked, and what was said": None,
    } | (
        {}
        if read and not about_students
        else {"Notes the front desk typed about the visitor, such as why they came": 1}
    )


def test_rules_are_told_where_they_leave_nobody_a_choice(book: Store, words: Words) -> None:
    both = away(AT, visitor_key=WHO, purpose="other")
    mild = away(AT + timedelta(minutes=5), visitor_key=WHO, purpose="other")
    insert(book, d.turned_away, both, mild)
    codes = (
        ("partner.contract", "refuse"), ("visitor.clearance", "ask_leader"),
        ("visitor.notice", "refuse"), ("school.open", "admit"), ("contract.term", "refuse"),
    )  # fmt: skip
    insert(
        book,
        d.finding,
        *(
            finding(both["turned_away_id"], code, outcome) | {"place": place}
            for place, (code, outcome) in enumerate(codes)
        ),
        finding(mild["turned_away_id"], "visitor.clearance", "ask_leader"),
    )
    file = reports(book).visitor(WHO)
    assert [one.rules for one in file.turned_away] == [("partner.contract", "contract.term"), ()]
    for form, text in everything(file, words).items():
        assert "partner.contract" in text, form
        assert "visitor.clearance" not in text, form
        assert "visitor.notice" not in text, form
        if form != "record":
            assert "Partner without a contract" in text, form
            assert "Decided by the school" in text, form


def test_rules_that_would_give_a_students_grade_away_stay_out(book: Store, words: Words) -> None:
    """Class was on for that grade at that time, or this student misses too much: as in a letter."""
    gone = away(AT, visitor_key=WHO, purpose="student_meeting")
    insert(book, d.turned_away, gone)
    for place, code in enumerate(
        ("meeting.instructional-time", "meeting.interference", "contract.term")
    ):
        insert(book, d.finding, finding(gone["turned_away_id"], code, "refuse") | {"place": place})
    file = reports(book).visitor(WHO, read=True)
    assert file.turned_away[0].rules == ("contract.term",)
    assert [(one.what, one.times) for one in file.redactions[:-1]] == [
        ("Rules about one student’s class time", 2)
    ]
    for text in everything(file, words).values():
        assert "Class time" not in text
        assert "class missed" not in text


def test_a_file_is_read_in_a_handful_of_questions(book: Store) -> None:
    """However often somebody was turned away."""
    asked: list[str] = []
    gone = [away(AT - timedelta(hours=n), visitor_key=WHO) for n in range(40)]
    insert(book, d.turned_away, *gone)
    insert(book, d.finding, *(finding(g["turned_away_id"], "school.open", "refuse") for g in gone))
    with book.read() as tx:
        event.listen(tx, "before_cursor_execute", lambda *about: asked.append(about[2]))
        place = Place("S1", "Cedar Lake School", CHICAGO)
        file = visitor_files.made(tx, WHO, place, AT, read=False)
    assert all(one.rules == ("school.open",) for one in file.turned_away)
    assert len(asked) <= 8


def test_what_a_guest_is_called_after_may_name_a_child(book: Store, words: Words) -> None:
    insert(
        book,
        d.guest,
        {
            "guest_id": "G1", "name": "Ines Berg", "organization": "mother of Mika",
            "name_key": "", "registered_at": AT,
        },
    )  # fmt: skip
    file = reports(book).visitor("guest:G1")
    assert file.organizations == ()
    assert not any("Mika" in text for text in everything(file, words).values())
    assert reports(book).visitor("guest:G1", read=True).organizations == ("mother of Mika",)


def test_the_partners_word_about_a_background_check_is_left_out_and_said_so(book: Store) -> None:
    person = {
        "issue": 1, "person_id": "LSL-1", "partner_id": "LSL", "given_name": "Adaeze",
        "family_name": "Okafor", "clearance": "expired", "clearance_ends_on": None,
    }  # fmt: skip
    insert(book, r.person, person)
    file = reports(book).visitor(WHO)
    assert "expired" not in repr(file)
    assert file.redactions[0].what == "What the roster says about a background check"
    assert file.organizations == ("Lake Street Literacy",)


def test_the_name_is_the_last_one(book: Store) -> None:
    old, new = "Ada Okafor", "Ada Okafor-Berg"
    insert(book, d.visit, visit(AT, visitor_key=WHO, visitor_name=new, left_at=AT))
    insert(book, d.turned_away, away(AT - timedelta(1), visitor_key=WHO, visitor_name=old))
    assert reports(book).visitor(WHO).visitor_name == new


# -- through the desk -----------------------------------------------------------------------------

MEETING = Ask(
    kind=Kind.MEET_STUDENT,
    partner="LSL",
    people=("LSL-1",),
    day=date(2026, 12, 1),
    start=time(11, 35),
    end=time(12, 5),
    student=Student("S-4471", 6),
    reason="Mika needs science",
)


def test_a_file_holds_everything_but_what_is_about_others(services: Services) -> None:
    staff.hire(services)
    staff.sit(services, Role.LEADER)
    row = next(r for r in services.desk.expected() if r.person_name == "Adaeze Okafor")
    yes = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
    question = Question(person=row.person_id, activity=row.activity_id)
    services.desk.admit(Admission(new_id(), question, relayed=yes))
    referral = Question(purpose=Purpose.REFERRAL, person=row.person_id)
    services.desk.turn_away(TurnAway(new_id(), referral, told="Not Mika’s name"))
    services.filings.file(replace(MEETING, people=(row.person_id,)))
    (found,) = services.reports.find("oka ad")
    assert found.visitor_key == f"person:{row.person_id}"
    assert (found.name, found.visits, found.turned_away) == ("Adaeze Okafor", 1, 1)
    file = services.reports.visitor(found.visitor_key)
    assert file.visitor_name == "Adaeze Okafor"
    assert len(file.visits) == len(file.turned_away) == 1
    assert file.turned_away[0].rules == ("student.referral",)
    assert [one.kind for one in file.requests] == ["Meet a student"]
    said = repr(file)
    for private in ("S-4471", "Mika", "Lindqvist", "knows the visitor"):
        assert private not in said


def test_a_guest_has_a_file_before_the_first_visit(services: Services, words: Words) -> None:
    guest = services.visitors.register_guest("Zoë Núñez-Ångström")
    file = services.reports.visitor(f"guest:{guest}")
    assert file.visitor_name == "Zoë Núñez-Ångström"
    assert file.known_from.facts == (("at", services.clock.now()),)
    assert (file.visits, file.requests, len(file.redactions)) == ((), (), 1)


def test_of_nobody_there_is_no_file(services: Services) -> None:
    for key in ("person:NOBODY", "guest:NOBODY", "name::nobody", "nobody", ""):
        with pytest.raises(DeskError, match="has no records for this visitor"):
            services.reports.visitor(key)


def test_who_was_turned_away_by_a_name_alone_has_a_file(services: Services) -> None:
    """The desk wrote down a name, and no more; the file is found by it, however it is typed."""
    for name in ("Zoë Núñez", "zoe nunez", "Zoë Berg"):
        services.desk.turn_away(
            TurnAway(new_id(), Question(person=name, partner="LSL", purpose=Purpose.REFERRAL))
        )
    for name in ("Zoë Núñez", "Zoe-Nunez"):
        services.desk.turn_away(TurnAway(new_id(), Question(guest=name, purpose=Purpose.OTHER)))
    found = {one.visitor_key: one for one in services.reports.find("nunez")}
    assert set(found) == {"name:LSL:zoe nunez", "name::zoe nunez"}
    for key, one in found.items():
        assert (one.visits, one.turned_away, one.registered) == (0, 2, False)
        file = services.reports.visitor(key)
        assert len(file.turned_away) == 2
        assert "name only" in file.known_from.id
    with pytest.raises(DeskError):
        services.reports.visitor("name:LSL:somebody else")


def test_a_guest_who_is_written_down_later_keeps_both_apart(services: Services) -> None:
    """Nobody knows whether it is the same person; the office sees both and decides."""
    away_first = Question(guest="Ines Berg", purpose=Purpose.OTHER)
    services.desk.turn_away(TurnAway(new_id(), away_first))
    guest = services.visitors.register_guest("Ines Berg")
    services.desk.turn_away(TurnAway(new_id(), away_first))
    keys = {one.visitor_key: one.turned_away for one in services.reports.called("ines berg")}
    assert keys == {"name::ines berg": 1, f"guest:{guest}": 1}
