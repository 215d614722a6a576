"""Signed photo releases: the counts, the children where a school keeps them, and what follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.models.tables.outreach_tables import photo_release, release_form
from cpdesk.policy.approval.requests import Kind, Verdict
from cpdesk.policy.outcome import Condition, Outcome, Purpose
from cpdesk.records.desk import Admission, Question, RelayedYes
from cpdesk.records.outreach import ReleaseDraft
from cpdesk.records.requests import Ask
from cpdesk.services.services import Services
from tests.services.outreach.outreach_samples import TALK, everything_sent, moment
from tests.services.requests.leaders_office import Office

PROGRAM = "LSL-1"  # Reading tutors; the roster says that releases are on file for A-002
END = date(2027, 6, 4)
DRAFT = ReleaseDraft(PROGRAM, 23, 24, END, "Blue binder")
REFERENCE = "S-90417"


@pytest.fixture
def office(services: Services, store_of_services: Store) -> Office:
    made = Office(services, store_of_services)
    made.enter(made.clerk)
    return made


# -- counts ----------------------------------------------------------------------------------------


def test_every_program_of_the_school_is_listed_once(office: Office) -> None:
    programs = office.services.releases.programs()
    ids = [one.program_id for one in programs]
    assert len(set(ids)) == len(ids)
    assert PROGRAM in ids
    assert "NSS-2" not in ids  # chamber music of the high school
    assert all(one.release is None for one in programs)
    names = [(one.partner_name, one.program_name) for one in programs]
    assert names == sorted(names)


def test_what_was_recorded_is_told_with_who_checked_it(office: Office, clock: FixedClock) -> None:
    made = office.services.releases.record(DRAFT)
    assert (made.signed, made.children, made.valid_to) == (23, 24, END)
    assert (made.checked_by_name, made.checked_at) == (office.clerk.name, clock.now())
    assert (made.by_child, made.note, made.form_name) == (False, "Blue binder", "")
    assert office.services.releases.of(PROGRAM).release == made


def test_a_new_record_takes_the_place_of_the_old_one(
    office: Office, store_of_services: Store
) -> None:
    first = office.services.releases.record(DRAFT)
    second = office.services.releases.record(replace(DRAFT, signed=24))
    assert office.services.releases.of(PROGRAM).release == second
    with store_of_services.read() as tx:
        c = photo_release.c
        kept = tx.execute(select(c.release_id, c.withdrawn_at.is_(None))).all()
    assert sorted(tuple(row) for row in kept) == sorted(
        [(first.release_id, 0), (second.release_id, 1)]
    )


def test_a_record_is_withdrawn_once(office: Office) -> None:
    made = office.services.releases.record(DRAFT)
    assert office.services.releases.withdraw(made.release_id).release is None
    assert office.services.releases.of(PROGRAM).release is None
    with pytest.raises(DeskError, match="removed this since you opened it"):
        office.services.releases.withdraw(made.release_id)


def test_it_is_in_force_to_the_end_of_its_last_day(office: Office, clock: FixedClock) -> None:
    office.services.releases.record(DRAFT)
    moment(clock, END, "23:59")
    release = office.services.releases.of(PROGRAM).release
    assert release is not None
    assert release.in_force
    moment(clock, date(2027, 6, 5), "00:00")
    release = office.services.releases.of(PROGRAM).release
    assert release is not None
    assert not release.in_force


@pytest.mark.parametrize(
    ("change", "columns"),
    [
        ({"signed": None}, ["signed"]),
        ({"signed": -1}, ["signed"]),
        ({"children": None}, ["children"]),
        ({"signed": 25}, ["signed"]),
        ({"valid_to": None}, ["valid_to"]),
        ({"valid_to": date(2026, 11, 23)}, ["valid_to"]),
        ({"signed": None, "children": None, "valid_to": None}, ["signed", "children", "valid_to"]),
        ({"note": "x" * 501}, ["note"]),
    ],
)
def test_each_field_that_is_wrong_is_named(
    office: Office, change: dict[str, object], columns: list[str]
) -> None:
    with pytest.raises(DeskError) as trouble:
        office.services.releases.record(replace(DRAFT, **change))  # type: ignore[arg-type]
    assert [fault.column for fault in trouble.value.faults] == columns
    assert office.services.releases.of(PROGRAM).release is None


def test_today_and_nobody_can_be_recorded(office: Office) -> None:
    today = replace(DRAFT, signed=0, children=0, valid_to=date(2026, 11, 24))
    assert office.services.releases.record(today).in_force


def test_a_program_that_does_not_come_here(office: Office) -> None:
    with pytest.raises(DeskError, match="isn’t offered at this school"):
        office.services.releases.record(replace(DRAFT, program_id="NSS-2"))


# -- the form --------------------------------------------------------------------------------------


def test_a_scan_is_kept_as_it_is(office: Office, tmp_path: Path, store_of_services: Store) -> None:
    scan = tmp_path / f"release {REFERENCE} Mina Sol.pdf"
    scan.write_bytes(b"%PDF-1.7 forms")
    made = office.services.releases.record(DRAFT, scan)
    form = office.services.releases.form(made.release_id)
    assert (form.name, form.media_type) == ("release-form.pdf", "application/pdf")
    assert form.content == b"%PDF-1.7 forms"
    assert made.form_thumbnail is None  # nothing in it can be drawn, and it is kept all the same
    with store_of_services.read() as tx:
        sent = everything_sent(tx)
        assert "release-form.pdf" in sent, "that there was a scan is proved"
        for told in (REFERENCE, "Mina", "1.7 forms"):
            assert told not in sent, "neither what it holds nor what it was called"


def bytes_kept(store: Store) -> dict[str, int]:
    """How large the scan of each record is that still has one."""
    c = release_form.c
    with store.read() as tx:
        found = tx.execute(select(c.release_id, func.length(c.content)).order_by(c.release_id))
        return {row[0]: row[1] for row in found}


def test_a_scan_is_kept_once_and_goes_with_its_record(
    office: Office, tmp_path: Path, store_of_services: Store
) -> None:
    scan = tmp_path / "forms.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n picture")
    releases = office.services.releases
    releases.record(DRAFT, scan)
    corrected = releases.record(replace(DRAFT, signed=22))
    assert list(bytes_kept(store_of_services)) == [corrected.release_id]
    renewed = releases.record(replace(DRAFT, valid_to=date(2028, 6, 2)), scan)
    assert list(bytes_kept(store_of_services)) == [corrected.release_id, renewed.release_id]
    releases.withdraw(renewed.release_id)
    assert list(bytes_kept(store_of_services)) == [corrected.release_id]  # proves another year
    with pytest.raises(DeskError, match="There’s no scanned form"):
        releases.form(renewed.release_id)


def test_a_count_that_is_corrected_keeps_its_scan_and_a_new_year_does_not(
    office: Office, tmp_path: Path
) -> None:
    scan = tmp_path / "forms.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n picture")
    office.services.releases.record(DRAFT, scan)
    corrected = office.services.releases.record(replace(DRAFT, signed=22))
    assert office.services.releases.form(corrected.release_id).content.endswith(b"picture")
    renewed = office.services.releases.record(replace(DRAFT, valid_to=date(2028, 6, 2)))
    assert renewed.form_name == ""
    with pytest.raises(DeskError, match="There’s no scanned form"):
        office.services.releases.form(renewed.release_id)


def test_a_picture_is_kept_with_a_small_one(office: Office, tmp_path: Path) -> None:
    from PIL import Image

    scan = tmp_path / "forms.jpg"
    Image.new("RGB", (600, 800), "white").save(scan)
    made = office.services.releases.record(DRAFT, scan)
    assert made.form_thumbnail is not None
    assert made.form_thumbnail.startswith(b"\x89PNG")


def test_what_is_no_scan_is_sent_back_and_nothing_is_recorded(
    office: Office, tmp_path: Path
) -> None:
    scan = tmp_path / "forms.pdf"
    scan.write_text("<html>", "utf-8")
    with pytest.raises(DeskError, match="isn’t a PDF or a picture"):
        office.services.releases.record(DRAFT, scan)
    assert office.services.releases.of(PROGRAM).release is None


# -- what follows at the desk ----------------------------------------------------------------------

QUESTION = Question(person="LSL-1", activity="A-002")


def at_the_desk(services: Services, question: Question = QUESTION) -> tuple[Condition, ...]:
    conditions = services.desk.assess(question).conditions
    photo = (Condition.NO_PHOTOS, Condition.PHOTOS_WITH_STICKER)
    return tuple(one for one in conditions if one in photo)


def test_the_condition_at_the_desk_follows_the_record(office: Office, clock: FixedClock) -> None:
    office.services.releases.record(replace(DRAFT, signed=0))
    assert at_the_desk(office.services) == (Condition.NO_PHOTOS,)
    office.services.releases.record(replace(DRAFT, signed=23))
    assert at_the_desk(office.services) == (Condition.PHOTOS_WITH_STICKER,)
    made = office.services.releases.record(replace(DRAFT, signed=24, valid_to=date(2026, 11, 24)))
    assert at_the_desk(office.services) == ()
    moment(clock, date(2026, 11, 25), "08:00")
    assert at_the_desk(office.services) == (Condition.NO_PHOTOS,)
    office.services.releases.withdraw(made.release_id)
    roster = office.services.releases.of(PROGRAM).roster_says
    assert at_the_desk(office.services) == (() if roster else (Condition.NO_PHOTOS,))


def test_badge_and_schedule_say_the_same(office: Office) -> None:
    office.services.releases.record(DRAFT)
    said = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
    visit = office.services.desk.admit(Admission("V1", QUESTION, relayed=said))
    assert Condition.PHOTOS_WITH_STICKER in office.services.papers.badge(visit.visit_id).conditions
    lines = office.services.day.schedule(date(2026, 11, 24)).lines
    tutors = next(line for line in lines if line.activity_id == "A-002")
    assert tutors.conditions == (Condition.PHOTOS_WITH_STICKER,)


def test_who_is_inside_with_another_badge_is_named(office: Office) -> None:
    releases = office.services.releases
    releases.record(replace(DRAFT, signed=24))
    said = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
    visit = office.services.desk.admit(Admission("V1", QUESTION, relayed=said))
    assert releases.badges_out_of_date(PROGRAM) == ()
    releases.record(replace(DRAFT, signed=23))
    assert releases.badges_out_of_date(PROGRAM) == (visit.visitor_name,)
    assert releases.badges_out_of_date("HRD-1") == ()
    releases.record(replace(DRAFT, signed=24))
    assert releases.badges_out_of_date(PROGRAM) == ()
    releases.record(replace(DRAFT, signed=0))
    office.services.desk.check_out(visit.visit_id)
    assert releases.badges_out_of_date(PROGRAM) == ()  # it is worn by nobody any more


def test_a_letter_keeps_what_was_recorded_when_the_yes_was_given(office: Office) -> None:
    office.services.releases.record(replace(DRAFT, program_id="HRD-1"))
    asked = office.asked(TALK, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE, knowing=True)
    assert "photos-with-sticker" in office.services.decisions.letter(asked).conditions
    office.services.releases.record(replace(DRAFT, program_id="HRD-1", signed=24))
    assert "photos-with-sticker" in office.services.decisions.letter(asked).conditions


def test_photos_are_refused_where_nobody_signed_whatever_was_counted(office: Office) -> None:
    office.services.releases.record(replace(DRAFT, signed=0))
    decision = office.services.desk.assess(replace(QUESTION, purpose=Purpose.PHOTOS))
    found = {f.code: f for f in decision.findings}["photo.release"]
    assert found.outcome is Outcome.REFUSE


def test_a_photo_request_is_examined_by_the_record(office: Office) -> None:
    ask = Ask(
        Kind.PHOTOS,
        partner="LSL",
        activity="A-002",
        day=date(2026, 12, 1),
        start=time(10, 45),
        end=time(11, 30),
        releases=23,
        group_size=24,
    )
    office.services.releases.record(replace(DRAFT, signed=0))
    assert office.services.filings.examine(ask).refused
    office.services.releases.record(DRAFT)
    examined = office.services.filings.examine(ask)
    assert not examined.refused
    assert examined.decision is not None
    assert Condition.PHOTOS_WITH_STICKER in examined.decision.conditions


def test_an_approved_session_keeps_to_the_record_at_the_desk(
    office: Office, clock: FixedClock
) -> None:
    """Also where the desk names no activity: the request does."""
    ask = Ask(
        Kind.PHOTOS,
        partner="LSL",
        people=("LSL-1",),
        activity="A-002",
        day=date(2026, 12, 1),
        start=time(10, 45),
        end=time(11, 30),
        releases=24,
        group_size=24,
    )
    office.services.releases.record(DRAFT)
    asked = office.asked(ask, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE, knowing=True)
    moment(clock, date(2026, 12, 1), "10:50")
    question = Question(person="LSL-1", purpose=Purpose.PHOTOS)
    assert at_the_desk(office.services, question) == (Condition.PHOTOS_WITH_STICKER,)


def test_a_session_without_a_record_goes_by_its_own_counts(
    office: Office, clock: FixedClock
) -> None:
    ask = Ask(
        Kind.PHOTOS,
        partner="LSL",
        people=("LSL-1",),
        day=date(2026, 12, 1),
        start=time(10, 45),
        end=time(11, 30),
        releases=18,
        group_size=24,
    )
    asked = office.asked(ask, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE, knowing=True)
    assert "photos-with-sticker" in office.services.decisions.letter(asked).conditions
    moment(clock, date(2026, 12, 1), "10:50")
    question = Question(person="LSL-1", purpose=Purpose.PHOTOS)
    assert at_the_desk(office.services, question) == (Condition.PHOTOS_WITH_STICKER,)
