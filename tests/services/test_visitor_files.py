"""The file about one visitor: every column that could name somebody else bears a mark, and the file
is read for the marks in every form in which it leaves the house."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Table

from cpdesk.documents.visitor_file import visitor_file
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import desk_tables as d
from cpdesk.models import request_tables as t
from cpdesk.models import roster_tables as r
from cpdesk.models.store import Store
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Question, TurnAway
from cpdesk.records.reports import VisitorFile
from cpdesk.services.counter import Counter
from cpdesk.services.exports import visitor_csv, visitor_xlsx
from cpdesk.words import Words
from tests.documents.paper_reading import text_of
from tests.services.reports_book import TODAY, a_book, asked, away, moment, reports, visit

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
    """With a mark in each column that is somebody else's."""
    return asked(
        AT,
        people=[["LSL-1", "Adaeze Okafor"], ["LSL-2", "SECRET-other"]],
        teacher="SECRET-teacher",
        host="SECRET-host",
        event="SECRET-event",
        student_ref="SECRET-ref",
        student_key="SECRET-key",
        student_grade=3,
        reason="SECRET-reason",
        agency="SECRET-agency",
        officer="SECRET-officer",
        visitor_key=WHO,
        visitor_name="Adaeze Okafor",
        lift_codes=["visitor.notice"],
        relayed_who="SECRET-who",
        relayed_how="SECRET-how",
        relayed_why="SECRET-why",
        asked_by="SECRET-account",
        asked_by_name="SECRET-clerk",
        **more,
    )


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
    """What was written freely leaves when it was read, but never where it is about students."""
    free = ("FREE-reason", "FREE-lift", "FREE-told")
    one = visit(
        AT, visitor_key=WHO, purpose=purpose.value, reason="FREE-reason", lift_reason="FREE-lift",
        relayed_who="SECRET-principal", relayed_how="SECRET-phone", admitted_by="relayed",
        conditions=["escort"],
    )  # fmt: skip
    gone = away(AT, visitor_key=WHO, purpose=purpose.value, told="FREE-told")
    insert(book, d.visit, one)
    insert(book, d.turned_away, gone)
    insert(
        book,
        d.finding,
        finding(one["visit_id"], "visitor.clearance", "ask_leader"),
        finding(gone["turned_away_id"], "visitor.notice", "ask_leader"),
    )
    insert(book, t.request, request(), request() | {"kind": "tabling", "event": "Family night"})
    file = reports(book).visitor(WHO, read=read)
    about_students = purpose in (Purpose.STUDENT_MEETING, Purpose.OBSERVATION, Purpose.REFERRAL)
    for form, text in everything(file, words).items():
        assert "SECRET" not in text, form
        for mark in free:
            assert (mark in text) is (read and not about_students), (form, mark)
        assert "Family night" in text
        if form != "record":
            assert "escort" in text.lower(), form
            assert "LSL-2" not in text
    assert {one.what: one.times for one in file.redactions} == {
        "The student whom a request is about, and the grade": 2,
        "Why a request was made, and the reasons of its decision": 2,
        # Beside one who is named: host, teacher, officer, who said yes and who asked; and who said
        # yes to the visit.
        "Other people who are named in the same entry": 2 * 6 + 1,
        "Whether an entry was compared with notices about visitors": 1,
    } | (
        {"What was written about visits and requests that concern students": 3}
        if about_students
        else {}
        if read
        else {"What the desk wrote in its own words": 3}
    )


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
    assert [(one.what, one.times) for one in file.redactions] == [
        ("Rules about one student’s class time", 2)
    ]
    for text in everything(file, words).values():
        assert "Class time" not in text
        assert "class missed" not in text


def test_why_somebody_came_in_who_was_compared_with_a_notice_stays_out(book: Store) -> None:
    """It may say that there is one."""
    one = visit(AT, visitor_key=WHO, purpose="other", lift_reason="not the man of the notice")
    insert(book, d.visit, one)
    insert(book, d.finding, finding(one["visit_id"], "visitor.notice", "ask_leader"))
    file = reports(book).visitor(WHO, read=True)
    assert file.visits[0].answered is None
    assert [one.what for one in file.redactions] == ["What the desk wrote in its own words"]


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
    assert [one.what for one in file.redactions] == [
        "What the roster says about a background check"
    ]
    assert file.organizations == ("Lake Street Literacy",)


def test_who_was_turned_away_by_a_name_alone_has_a_file(counter: Counter) -> None:
    """The desk wrote down a name, and no more; the file is found by it, however it is typed."""
    for name in ("Zoë Núñez", "zoe nunez", "Zoë Berg"):
        counter.desk.turn_away(
            TurnAway(new_id(), Question(person=name, partner="LSL", purpose=Purpose.REFERRAL))
        )
    (found,) = counter.reports.find("nunez")
    assert found.name in ("Zoë Núñez", "zoe nunez")
    file = counter.reports.visitor(found.visitor_key)
    assert len(file.turned_away) == 2
    assert file.by_name
    said = text_of(visitor_file(file, counter.words))
    assert "a name alone" in said
    assert "roster" not in said
    with pytest.raises(DeskError):
        counter.reports.visitor("name:LSL:somebody else")


def test_a_visitor_is_found_under_the_last_name_with_all_visits(book: Store) -> None:
    insert(
        book,
        d.visit,
        visit(AT - timedelta(days=9), visitor_key=WHO, visitor_name="Ada Okafor", left_at=AT),
        visit(
            AT, visitor_key=WHO, visitor_name="Ada Okafor-Berg", undone=True, left_at=AT,
            left_how="undone",
        ),
        visit(AT - timedelta(days=3), visitor_key=WHO, visitor_name="Ada Okafor", left_at=AT),
    )  # fmt: skip
    (found,) = reports(book).find("ada")
    assert (found.name, found.visits, found.last_at) == ("Ada Okafor-Berg", 2, AT)
