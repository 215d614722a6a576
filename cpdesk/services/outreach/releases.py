"""Signed photo releases: counts per program of this front desk's school, and by student if the
school wants that. A student's reference stays in its own column, and so does the scanned form with
the names: no audit entry, outbox line, log, or paper contains them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select, update

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import journal
from cpdesk.models.tables.outreach_tables import photo_release, release_child, release_form
from cpdesk.policy.names.names import fold
from cpdesk.policy.permissions import Permission
from cpdesk.records.flyers import FlyerFileContent
from cpdesk.records.outreach import ProgramReleases, ReleaseDraft, ReleaseRecord
from cpdesk.records.release_children import ReleaseChild
from cpdesk.services import office
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import requires
from cpdesk.services.flyers import files
from cpdesk.services.outreach import badges_out, student_references
from cpdesk.services.outreach import release_rows as rows
from cpdesk.services.outreach.release_draft import must_be_sound
from cpdesk.services.school_context import SchoolContext
from cpdesk.words import N_

_BY_CHILD = "releases_by_child"  # in the office's own settings
_REFERENCE = 80  # characters


class Releases(AtSchool):
    """The photo releases that the office has on file."""

    # -- counts ---------------------------------------------------------------------------------

    @requires(Permission.LOOK)
    def programs(self) -> tuple[ProgramReleases, ...]:
        """The programs of this school, by partner, each with its releases if there are any."""
        with self._to_read() as (tx, school_context, _):
            return self._programs(tx, school_context)

    @requires(Permission.LOOK)
    def of(self, program_id: str) -> ProgramReleases:
        """One program of this school. DeskError if it is not offered here."""
        with self._to_read() as (tx, school_context, _):
            return self._of(tx, school_context, program_id)

    @requires(Permission.RELEASES)
    def record(self, draft: ReleaseDraft, form: Path | files.Taken | None = None) -> ReleaseRecord:
        """Records how many families signed and replaces the record before. `form` is the scanned
        form, already read or still to be read; the previous scan stays if the releases are valid
        through the same day. Without `signed`, the students tracked one by one are counted."""
        scan = files.take(form) if isinstance(form, Path) else form
        with self._to_write() as (tx, school_context, now):
            today = now.astimezone(school_context.zone).date()
            school_id = school_context.school_id
            program = self._of(tx, school_context, draft.program_id)
            by_child = draft.signed is None and draft.children is None and _wants(tx)
            counted = rows.count(tx, school_id, draft.program_id) if by_child else None
            references = student_references.known(tx, school_id)
            sound = must_be_sound(draft, counted, references, today)
            before = rows.row_of(tx, school_id, draft.program_id)
            values: dict[str, Any] = {
                "release_id": new_id(),
                "school_id": school_id,
                "program_id": program.program_id,
                "program_name": program.program_name,
                "partner_id": program.partner_id,
                "partner_name": program.partner_name,
                "signed": sound.signed,
                "children": sound.children,
                "valid_to": sound.valid_to,
                "by_child": by_child,
                "checked_by": self._auth.actor.account_id,
                "checked_by_name": self._auth.actor.name,
                "checked_at": now,
                "note": sound.note,
                "form_name": files.plain_name("release-form", scan.media_type) if scan else "",
                "form_type": scan.media_type if scan else "",
                "withdrawn_at": None,
            }
            corrects = before is not None and before.valid_to == sound.valid_to
            if corrects and scan is None:
                values |= {"form_name": before.form_name, "form_type": before.form_type}
            detail = {"replaces": before.release_id} if before is not None else None
            use_case = "release.record"
            journal.insert(tx, photo_release, values, at=now, use_case=use_case, detail=detail)
            if scan is not None:
                bytes_ = {"thumbnail": scan.thumbnail, "content": scan.content}
                tx.execute(release_form.insert(), {"release_id": values["release_id"], **bytes_})
            if before is not None:
                if corrects and scan is None:
                    _hand_on(tx, before.release_id, values["release_id"])
                # Another year's forms prove what was done in that year; within one year there is
                # one scan.
                _withdraw(tx, before.release_id, now, with_form=corrects)
            made = rows.row_of(tx, school_id, draft.program_id)
            recorded = rows.record(made, today)
        if corrects and before.form_name:
            self._store.forget()
        return recorded

    @requires(Permission.RELEASES)
    def withdraw(self, release_id: str) -> ProgramReleases:
        """Withdraws a record: the program is as if nothing had been recorded, and the scanned form
        is deleted."""
        with self._to_write() as (tx, school_context, now):
            c = photo_release.c
            row = tx.execute(
                select(c.program_id, c.withdrawn_at).where(
                    c.release_id == release_id, c.school_id == school_context.school_id
                )
            ).first()
            if row is None or row.withdrawn_at is not None:
                raise _gone()
            program = self._of(tx, school_context, row.program_id)
            _withdraw(tx, release_id, now, with_form=True)
            journal.record(
                tx,
                at=now,
                use_case="release.withdraw",
                subject_id=release_id,
                payload={"release_id": release_id, "withdrawn_at": now},
            )
        self._store.forget()
        return replace(program, release=None)

    @requires(Permission.LOOK)
    def badges_out_of_date(self, program_id: str) -> tuple[str, ...]:
        """Visitors in the building for a program whose badges no longer match the photo
        releases."""
        with self._to_read() as (tx, school_context, now):
            return badges_out.out_of_date(tx, self._facts, school_context, program_id, now.date())

    @requires(Permission.RELEASES)
    def form(self, release_id: str) -> FlyerFileContent:
        """The scanned form. DeskError if there is none."""
        c = photo_release.c
        with self._store.read() as tx:
            school_id = self._context_cache.place(tx).school_id
            row = tx.execute(
                select(c.form_name, c.form_type, release_form.c.content)
                .join_from(photo_release, release_form)
                .where(c.release_id == release_id, c.school_id == school_id)
            ).first()
        if row is None:
            raise DeskError(
                N_("There’s no scanned form for these releases."),
                N_("Record them again with the scan."),
            )
        return FlyerFileContent(row.form_name, row.form_type, row.content)

    # -- by child -------------------------------------------------------------------------------

    @requires(Permission.LOOK)
    def by_child(self) -> bool:
        """Whether this school tracks releases by student."""
        with self._store.read() as tx:
            return _wants(tx)

    @requires(Permission.OFFICE)
    def keep_by_child(self, wanted: bool) -> bool:
        """Turns that on or off. When it is turned off, every student reference is erased; the
        counts stay."""
        with self._to_write_records() as (tx, now):
            office.keep(tx, _BY_CHILD, wanted)
            if not wanted:
                tx.execute(update(photo_release).values(by_child=False))
                k = release_child.c
                erased = {"student_ref": "", "student_key": "", "withdrawn_at": now}
                tx.execute(update(release_child).where(k.student_ref != "").values(erased))
            journal.record(
                tx,
                at=now,
                use_case="office.releases_by_child",
                subject_id=_BY_CHILD,
                payload={"name": _BY_CHILD, "value": wanted},
            )
        if not wanted:
            self._store.forget()
        return wanted

    @requires(Permission.RELEASES)
    def children(self, program_id: str) -> tuple[ReleaseChild, ...]:
        """The students of a program; none if the school doesn't track them."""
        with self._store.read() as tx:
            if not _wants(tx):
                return ()
            return rows.children(tx, self._context_cache.place(tx).school_id, program_id)

    @requires(Permission.RELEASES)
    def add_children(self, program_id: str, references: Sequence[str]) -> tuple[ReleaseChild, ...]:
        """Adds students whose families have not signed yet, all of them or none; a student already
        there stays unchanged. Returns all students of the program."""
        wanted: dict[str, str] = {}
        for said in map(_reference, references):
            wanted.setdefault(fold(said), said)
        with self._to_write_records() as (tx, now):
            school_id = self._of_children(tx, program_id)
            there = rows.children(tx, school_id, program_id)
            for child in there:
                wanted.pop(fold(child.student_ref), None)
            values = self._said_of_child(False, now)
            for said in wanted.values():
                child_id = rows.insert_child(tx, school_id, program_id, said, values)
                self._counted(tx, school_id, program_id, child_id, now, "release.child", values)
            return rows.children(tx, school_id, program_id)

    @requires(Permission.RELEASES)
    def note_child(self, program_id: str, reference: str, signed: bool) -> ReleaseChild:
        """Adds one student, or records whether the family has signed; the counts are updated."""
        said = _reference(reference)
        k = release_child.c
        with self._to_write_records() as (tx, now):
            school_id = self._of_children(tx, program_id)
            child_id = tx.execute(
                select(k.child_id).where(
                    k.school_id == school_id,
                    k.program_id == program_id,
                    k.student_key == fold(said),
                    k.withdrawn_at.is_(None),
                )
            ).scalar()
            values = self._said_of_child(signed, now)
            if child_id is None:
                child_id = rows.insert_child(tx, school_id, program_id, said, values)
            else:
                tx.execute(update(release_child).where(k.child_id == child_id).values(values))
            self._counted(tx, school_id, program_id, child_id, now, "release.child", values)
            found = rows.children(tx, school_id, program_id)
            return next(one for one in found if one.child_id == child_id)

    @requires(Permission.RELEASES)
    def remove_child(self, child_id: str) -> None:
        """A student is no longer in the program: the reference is erased, the counts are
        updated."""
        k = release_child.c
        with self._to_write_records() as (tx, now):
            school_id = self._context_cache.place(tx).school_id
            program_id = tx.execute(
                select(k.program_id).where(
                    k.child_id == child_id, k.school_id == school_id, k.withdrawn_at.is_(None)
                )
            ).scalar()
            if program_id is None:
                raise _gone()
            erased = {"student_ref": "", "student_key": "", "withdrawn_at": now}
            tx.execute(update(release_child).where(k.child_id == child_id).values(erased))
            shown = {"withdrawn_at": now}
            self._counted(tx, school_id, program_id, child_id, now, "release.child_gone", shown)
        self._store.forget()

    # -- how ------------------------------------------------------------------------------------

    def _of_children(self, tx: Connection, program_id: str) -> str:
        """The school, if it tracks students and offers the program."""
        _must_want(tx)
        school_context = self._context_cache.at(tx)
        self._of(tx, school_context, program_id)
        return school_context.school_id

    def _said_of_child(self, signed: bool, now: datetime) -> dict[str, Any]:
        return {"signed": signed, "noted_at": now, "noted_by_name": self._auth.actor.name}

    def _counted(
        self,
        tx: Connection,
        school_id: str,
        program_id: str,
        child_id: str,
        now: datetime,
        use_case: str,
        values: dict[str, Any],
    ) -> None:
        """Updates the counts of a program's record, if it counts students, with the proof of the
        change: the counts and the student's own key, which means nothing outside this database."""
        signed, children = rows.count(tx, school_id, program_id)
        row = rows.row_of(tx, school_id, program_id)
        payload = {"child_id": child_id, "program_id": program_id, **values}
        if row is not None and row.by_child:
            counts = {"signed": signed, "children": children}
            c = photo_release.c
            tx.execute(update(photo_release).where(c.release_id == row.release_id).values(counts))
            payload["release"] = {"release_id": row.release_id, **counts}
        journal.record(tx, at=now, use_case=use_case, subject_id=child_id, payload=payload)

    def _programs(
        self, tx: Connection, school_context: SchoolContext
    ) -> tuple[ProgramReleases, ...]:
        activities = self._facts.activities_here(tx, school_context)
        names = {}
        for partner_id in {one.program.partner_id for one in activities}:
            book = self._facts.partner(tx, school_context, partner_id)
            names[partner_id] = book.facts.name if book else partner_id
        found = rows.rows_here(tx, school_context.school_id)
        return rows.programs(activities, names, found, self._at(school_context).date())

    def _of(
        self, tx: Connection, school_context: SchoolContext, program_id: str
    ) -> ProgramReleases:
        for one in self._programs(tx, school_context):
            if one.program_id == program_id:
                return one
        raise DeskError(
            N_("Program {program} isn’t offered at this school."),
            N_("Look for it under its partner."),
            program=program_id,
        )


def _reference(said: str) -> str:
    """A reference in the form in which it is kept."""
    reference = " ".join(said.split())
    if not fold(reference) or len(reference) > _REFERENCE:
        raise DeskError(
            N_("This student reference is empty or too long."),
            N_("Enter the reference the way your school writes it, such as S-2207."),
        )
    return reference


def _wants(tx: Connection) -> bool:
    return bool(office.kept(tx, _BY_CHILD))


def _must_want(tx: Connection) -> None:
    if not _wants(tx):
        raise DeskError(
            N_("This school doesn’t track releases by student."),
            N_("Record the totals, or turn on tracking by student in Settings."),
        )


def _hand_on(tx: Connection, before: str, after: str) -> None:
    """The scan of a corrected record moves to the new one."""
    c = release_form.c
    tx.execute(update(release_form).where(c.release_id == before).values(release_id=after))


def _withdraw(tx: Connection, release_id: str, now: datetime, *, with_form: bool) -> None:
    """It is no longer current; `with_form`: its scan, which shows students' names, is deleted,
    too."""
    c = photo_release.c
    tx.execute(update(photo_release).where(c.release_id == release_id).values(withdrawn_at=now))
    if with_form:
        tx.execute(delete(release_form).where(release_form.c.release_id == release_id))


def _gone() -> DeskError:
    return DeskError(
        N_("Someone has removed this since you opened it."),
        N_("Look at the program’s releases again."),
    )
