"""Tables and presentations of a term: who comes, how many visits a partner has, how each went."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from cpdesk.errors import DeskError
from cpdesk.models import journal
from cpdesk.models.tables.outreach_tables import event_outcome
from cpdesk.models.tables.request_tables import request, request_slot
from cpdesk.policy.approval.requests import GRANTED, Kind, SlotState
from cpdesk.policy.outreach import NOT_KEPT, NOTE_LENGTH, EventResult, reminders
from cpdesk.policy.permissions import Permission
from cpdesk.policy.releases import photos
from cpdesk.records.outreach import (
    EventNote,
    EventRow,
    EventTerm,
    PastOutcome,
    ReminderSheet,
)
from cpdesk.records.requests import RequestRecord
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import requires
from cpdesk.services.cases import releases_on_file as on_file
from cpdesk.services.office import contact_of, school_of
from cpdesk.services.outreach import student_references
from cpdesk.services.requests import book, event_rows
from cpdesk.services.school_spans import span_of
from cpdesk.words import N_

_YEAR = timedelta(days=365)


class Events(AtSchool):
    """Tables and presentations at this front desk's school."""

    @requires(Permission.LOOK)
    def term(self, day: date | None = None) -> EventTerm:
        """The term of a day (default: today), every time of every event in order, and how many of
        their visits the partners have used. Nothing is lost when a term ends: events of the twelve
        months before today's term without a recorded outcome are included."""
        with self._to_read_records() as (tx, place, now):
            today = now.date()
            there = day or today
            span = span_of(tx, place.school_id, None, there)
            events = event_rows.between(
                tx, place.school_id, span.starts_on, span.ends_on, place.zone, now
            )
            left: tuple[EventRow, ...] = ()
            if span.starts_on <= today <= span.ends_on:
                before = span.starts_on - timedelta(days=1)
                left = event_rows.between(
                    tx, place.school_id, today - _YEAR, before, place.zone, now
                )
        allotted = self._terms.on(there).outreach_visits_a_term
        return EventTerm(
            term_name=span.name,
            first=span.starts_on,
            last=span.ends_on,
            events=events,
            allotments=event_rows.allotments(events, allotted, now),
            left=tuple(row for row in left if row.to_note),
        )

    @requires(Permission.EVENTS)
    def note(self, note: EventNote) -> EventRow:
        """Records how an event went; a second record replaces the first, and the audit log keeps
        both. DeskError before it has started, and if a rule was not followed and nothing else is
        said."""
        said = " ".join(note.note.split())
        _must_be_sound(note, said)
        with self._to_write_records() as (tx, now):
            row = self._row(tx, note.slot_id)
            if row.window.starts_at > now:
                raise DeskError(
                    N_("This event hasn’t started yet, so you can’t record how it went."),
                    N_("Record it when the event is over."),
                )
            school_id = self._school_of(tx, row)
            if student_references.stands_in(said, student_references.known(tx, school_id)):
                raise DeskError(
                    N_("This note names a student."),
                    N_("Remove the student from the note. Notes are kept permanently."),
                )
            values = {
                "slot_id": row.slot_id,
                "request_id": row.request_id,
                "school_id": school_id,
                "partner_id": row.partner_id,
                "result": note.result.value,
                "not_kept": sorted(set(note.not_kept), key=list(NOT_KEPT).index),
                "note": said,
                "noted_at": now,
                "noted_by": self._auth.actor.account_id,
                "noted_by_name": self._auth.actor.name,
            }
            tx.execute(
                insert(event_outcome)
                .values(values)
                .on_conflict_do_update(index_elements=["slot_id"], set_=values)
            )
            journal.record(
                tx,
                at=now,
                use_case="event.note",
                subject_id=row.slot_id,
                payload=values,
                detail=_before(row),
            )
            return self._row(tx, note.slot_id)

    @requires(Permission.EVENTS)
    def unnote(self, slot_id: str) -> EventRow:
        """Removes a recorded outcome, for example after a slip; the audit log keeps it."""
        with self._to_write_records() as (tx, now):
            row = self._row(tx, slot_id)
            if row.outcome is None:
                raise DeskError(
                    N_("No outcome is recorded for this event."), N_("Check its current status.")
                )
            tx.execute(delete(event_outcome).where(event_outcome.c.slot_id == slot_id))
            journal.record(
                tx,
                at=now,
                use_case="event.unnote",
                subject_id=slot_id,
                payload={"slot_id": slot_id, "request_id": row.request_id},
                detail=_before(row),
            )
            # One that was called off is in no list without its outcome; nothing took place then.
            return event_rows.of_slot(tx, slot_id, now) or row

    @requires(Permission.LOOK)
    def past(self, partner_id: str, kind: Kind | None = None) -> tuple[PastOutcome, ...]:
        """The recorded outcomes of a partner's tables and presentations in the last twelve months,
        latest first."""
        with self._to_read_records() as (tx, place, now):
            today = now.date()
            events = event_rows.between(
                tx, place.school_id, today - _YEAR, today, place.zone, now, partner_id
            )
        return event_rows.past(row for row in events if kind in (None, row.kind))

    @requires(Permission.PRINT)
    def reminder(self, request_id: str) -> ReminderSheet:
        """The sheet for the partner before the event. DeskError if no leader approved it, or if it
        is not a table or presentation."""
        now = self._clock.now()
        with self._store.read() as tx:
            record = book.read(tx, request_id, self._auth.actor)
            _must_be_approved(record)
            school_context = self._context_cache.at(tx, record.school_id)
            standing = tuple(
                slot.window for slot in record.slots if slot.state is not SlotState.CANCELLED
            )
            # No reminder about the past, unless the sheet is printed afterwards.
            windows = tuple(window for window in standing if window.ends_at > now) or standing
            # One sheet for all times: only what is allowed through the last one is printed.
            day = max(windows[-1].starts_at.date(), now.astimezone(school_context.zone).date())
            activity = record.ask.activity
            planned = self._facts.activity(tx, school_context, activity) if activity else None
            releases = (
                on_file.facts_of(tx, record.school_id, planned.program.program_id)
                if planned
                else None
            )
            span = span_of(tx, record.school_id, None, windows[0].starts_at.date())
            events = event_rows.between(
                tx,
                record.school_id,
                span.starts_on,
                span.ends_on,
                school_context.zone,
                now,
                record.partner_id,
            )
            school, contact = school_of(tx, record.school_id), contact_of(tx)
        return ReminderSheet(
            school_name=school_context.school.name,
            school_address=school.address if school else "",
            school_phone=school.phone if school else "",
            printed_at=now,
            number=book.short(record.request_id),
            kind=record.ask.kind,
            partner_name=record.partner_name,
            people=tuple(name for _, name in record.people),
            event=record.ask.event or record.activity_title,
            place=record.ask.place,
            teacher=record.ask.teacher,
            windows=windows,
            conditions=reminders(
                record.ask.kind,
                photos(releases, day),
                roster_says=planned is not None and planned.facts.photo_release,
            ),
            used=sum(event_rows.is_used(row) for row in events),
            allotted=self._terms.on(windows[0].starts_at.date()).outreach_visits_a_term,
            contact=contact,
        )

    # -- how ------------------------------------------------------------------------------------

    def _row(self, tx: Connection, slot_id: str) -> EventRow:
        row = event_rows.of_slot(tx, slot_id, self._clock.now())
        if row is None:
            raise DeskError(
                N_("No approved table or presentation {slot} found."),
                N_("Find it in the list of tables and presentations."),
                slot=slot_id,
            )
        return row

    def _school_of(self, tx: Connection, row: EventRow) -> str:
        found = select(request.c.school_id).join_from(request_slot, request)
        return str(tx.execute(found.where(request_slot.c.slot_id == row.slot_id)).scalar_one())


def _must_be_sound(note: EventNote, said: str) -> None:
    broke = note.result is EventResult.RULE_NOT_KEPT
    if (not broke and note.not_kept) or any(code not in NOT_KEPT for code in note.not_kept):
        raise DeskError(
            N_("These rules don’t go with this outcome."),
            N_("Choose “Rule not followed” and pick the rules from the list."),
        )
    if broke and not said and set(note.not_kept) <= {"other"}:
        raise DeskError(
            N_("You haven’t said which rule was not followed."),
            N_("Choose a rule from the list or add a note."),
        )
    if len(said) > NOTE_LENGTH:
        raise DeskError(
            N_("This note is longer than {most} characters."),
            N_("Shorten the note."),
            most=NOTE_LENGTH,
        )


def _must_be_approved(record: RequestRecord) -> None:
    if record.ask.kind not in event_rows.EVENTS:
        raise DeskError(
            N_("Reminders are only for tables and presentations."),
            N_("Print the letter for this request instead."),
        )
    standing = any(slot.state is not SlotState.CANCELLED for slot in record.slots)
    if record.state not in GRANTED or not standing:
        raise DeskError(
            N_("No school leader has approved this request, so there’s no reminder to print."),
            N_("Print the reminder after a school leader approves the request."),
        )


def _before(row: EventRow) -> dict[str, object]:
    was = row.outcome
    return {"before": {**asdict(was), "result": was.result.value}} if was else {}
