"""Carry-home: the plan class by class, handing out, and what happened to the rest.

Copies are counted from the rows only. Handing out updates each class once from "planned" to
"handed", inside one transaction: a second window finds nothing left to hand out, and a power loss
leaves all of it or none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, select, update

from cpdesk.errors import DeskError
from cpdesk.models import journal
from cpdesk.models.tables import flyer_tables as t
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.flyers import DeliveryState, HandedHow, LineState, Surplus
from cpdesk.policy.names.names import fold
from cpdesk.policy.permissions import Permission
from cpdesk.records.flyer_intake import Return
from cpdesk.records.flyers import (
    BundleLabels,
    ClassList,
    CountSheet,
    DeliveryRecord,
    HandedOut,
    PlannedClass,
    SchoolClass,
)
from cpdesk.services.auth_context import requires
from cpdesk.services.flyers import book, returns, rows
from cpdesk.services.flyers.approvals import in_force
from cpdesk.services.flyers.delivery import AtDeliveries
from cpdesk.services.flyers.handout import bundles, plans
from cpdesk.services.school_context import SchoolContext
from cpdesk.services.school_spans import school_year
from cpdesk.words import N_


class Handouts(AtDeliveries):
    """What happens to copies that go home with students."""

    # -- the plan --------------------------------------------------------------------------------

    @requires(Permission.LOOK)
    def class_list(self) -> ClassList:
        """This school's classes, those of the roster lowest grade first and the others by name. If
        the carry-home rule doesn't allow a class, its finding is included."""
        with self._to_read() as (tx, school_context, at):
            terms = self._terms.on(at.date())
            roster = self._classes(tx, school_context)
            return ClassList(
                roster=roster,
                typed=self._typed(tx, school_context, at, {fold(one.name) for one in roster}),
                bundle_size=terms.flyer_bundle_size,
                carry_home=terms.flyer_carry_home_grades,
            )

    @requires(Permission.FLYERS)
    def plan(
        self, delivery_id: str, version: int, classes: tuple[PlannedClass, ...]
    ) -> DeliveryRecord:
        """Replaces the classes that haven't been handed their copies. A class in a grade without
        carry-home stays in the plan as refused. DeskError with a fault for each class that can't be
        planned."""
        with self._to_write() as (tx, school_context, now):
            row = self._accepted(tx, delivery_id, version)
            known = {one.class_id: one for one in self._classes(tx, school_context)}
            self._planned(tx, school_context, row, plans.filled(classes, known), now)
            return self._record(tx, school_context, delivery_id)

    @requires(Permission.FLYERS)
    def plan_all(self, delivery_id: str, version: int) -> DeliveryRecord:
        """The same with every class in the grades that the flyer is approved for."""
        with self._to_write() as (tx, school_context, now):
            row = self._accepted(tx, delivery_id, version)
            low = row.grade_low if row.grade_low is not None else school_context.school.grade_low
            high = (
                row.grade_high if row.grade_high is not None else school_context.school.grade_high
            )
            known = {one.class_id: one for one in self._classes(tx, school_context)}
            wanted = tuple(
                PlannedClass(one.class_id)
                for one in known.values()
                if low <= one.class_grade <= high
            )
            if not wanted:
                raise DeskError(
                    N_("The roster has no classes in these grades at this school."),
                    N_("Enter the classes that should get the flyer."),
                )
            self._planned(tx, school_context, row, plans.filled(wanted, known), now)
            return self._record(tx, school_context, delivery_id)

    # -- handing out -----------------------------------------------------------------------------

    @requires(Permission.FLYERS)
    def hand_out(
        self, delivery_id: str, line_ids: tuple[str, ...], how: HandedHow, to: str = ""
    ) -> HandedOut:
        """Hands these classes their copies; if none are given, every class that is waiting. Classes
        that already have theirs are not written again, no matter who handed them out. DeskError if
        the approval is no longer in force or there aren't enough copies."""
        with self._to_write() as (tx, school_context, now):
            row = self._accepted(tx, delivery_id)
            lines = self._named(tx, delivery_id, line_ids)
            waiting = [one for one in lines if one.state == LineState.PLANNED.value]
            already = tuple(one.line_id for one in lines if one.state == LineState.HANDED.value)
            refused = [one for one in lines if one.state == LineState.REFUSED.value]
            if refused and line_ids:
                raise DeskError(
                    N_("Flyers can’t go home with class {name}."),
                    N_("Post the flyer on a display board instead."),
                    name=refused[0].class_name,
                )
            if waiting:
                in_force(tx, school_context, now.astimezone(school_context.zone), row, self._terms)
                self._enough(tx, row, sum(one.copies for one in waiting))
                self._hand(tx, row, waiting, how, " ".join(to.split()), now)
            return HandedOut(
                delivery_id,
                tuple(one.line_id for one in waiting),
                sum(one.copies for one in waiting),
                already,
            )

    @requires(Permission.FLYERS)
    def take_back(self, delivery_id: str, line_ids: tuple[str, ...]) -> DeliveryRecord:
        """Undoes handing out: these classes are waiting again. Classes already waiting stay as they
        are."""
        with self._to_write() as (tx, school_context, now):
            row = self._accepted(tx, delivery_id)
            handed = [
                one.line_id
                for one in self._named(tx, delivery_id, line_ids)
                if one.state == LineState.HANDED.value and one.line_id in line_ids
            ]
            if handed:
                back = {
                    "state": LineState.PLANNED.value,
                    "handed_how": "",
                    "handed_to": "",
                    "handed_at": None,
                    "handed_by": "",
                    "handed_by_name": "",
                }
                self._write(tx, row, handed, LineState.HANDED, back, now, "flyer.take_back")
            return self._record(tx, school_context, delivery_id)

    @requires(Permission.FLYERS)
    def finish(
        self,
        delivery_id: str,
        version: int,
        surplus: Surplus | None = None,
        back: Return | None = None,
    ) -> DeliveryRecord:
        """Finishes the delivery: no class is waiting and nothing is posted. DeskError if something
        still is, if copies are left over and no one said what happened to them, or if they are
        returned and `back` gives no reason."""
        with self._to_write() as (tx, school_context, now):
            row = self._accepted(tx, delivery_id, version)
            parts = rows.parts(tx, row)
            if any(one.state == LineState.PLANNED.value for one in parts.lines):
                raise DeskError(
                    N_("Some classes are still waiting for their copies."),
                    N_("Hand them out, or remove those classes from the plan."),
                )
            if any(one.taken_down_at is None for one in parts.posts):
                raise DeskError(
                    N_("The flyer is still posted somewhere."), N_("Take it down first.")
                )
            over = max(0, parts.tally.over)
            if over and surplus is None:
                raise DeskError(
                    N_("Copies left over: {copies}."),
                    N_("Choose what happened to them: returned, kept, or recycled."),
                    copies=over,
                )
            went = None
            if over and surplus is Surplus.RETURNED:
                went = returns.made(row, back or Return(()), over, now, self._auth.actor)
            change = {
                "state": DeliveryState.DONE.value,
                "surplus": surplus.value if surplus and over else "",
                "surplus_copies": over,
                "done_at": now,
                "done_by_name": self._auth.actor.name,
            }
            book.change(tx, row, change, now=now, use_case="flyer.finish", back=went)
            return self._record(tx, school_context, delivery_id)

    @requires(Permission.FLYERS)
    def reopen(self, delivery_id: str, version: int) -> DeliveryRecord:
        """Reopens a finished delivery. Copies that were returned when it was finished are not here:
        `undo_return` brings those back."""
        with self._to_write() as (tx, school_context, now):
            row = rows.row_as_seen(tx, delivery_id, version)
            if row.state != DeliveryState.DONE.value:
                raise DeskError(
                    N_("This delivery isn’t done yet."), N_("Check its current status.")
                )
            book.change(tx, row, book.OPEN, now=now, use_case="flyer.reopen")
            return self._record(tx, school_context, delivery_id)

    # -- paper -----------------------------------------------------------------------------------

    @requires(Permission.PRINT)
    def count_sheet(self, delivery_id: str) -> CountSheet:
        """For the person who carries the bundles around: a line to sign for every class."""
        with self._to_read() as (tx, school_context, now):
            size = self._terms.on(now.date()).flyer_bundle_size
            one = self._record(tx, school_context, delivery_id)
            return bundles.count_sheet(one, school_context.school.name, size, now)

    @requires(Permission.PRINT)
    def labels(self, delivery_id: str, line_ids: tuple[str, ...] = ()) -> BundleLabels:
        """A label for every bundle of these classes; if none are given, of all that may have it."""
        with self._to_read() as (tx, school_context, now):
            today = now.date()
            size = self._terms.on(today).flyer_bundle_size
            one = self._record(tx, school_context, delivery_id)
            return bundles.labels(one, school_context.school.name, size, today, line_ids)

    # -- how -------------------------------------------------------------------------------------

    def _classes(self, tx: Connection, school_context: SchoolContext) -> tuple[SchoolClass, ...]:
        c = r.school_class.c
        at = self._at(school_context)
        found = tx.execute(
            select(r.school_class)
            .where(c.issue == school_context.issue, c.school_id == school_context.school_id)
            .order_by(c.grade, c.name, c.class_id)
        )
        return tuple(plans.school_class(school_context, at, self._terms, row) for row in found)

    def _typed(
        self, tx: Connection, school_context: SchoolContext, at: datetime, of_roster: set[str]
    ) -> tuple[SchoolClass, ...]:
        begins = datetime.combine(school_year(at.date()).starts_on, time(), school_context.zone)
        found = plans.typed_since(tx, school_context.school_id, begins)
        known = (plans.school_class(school_context, at, self._terms, row) for row in found)
        return tuple(one for one in known if fold(one.name) not in of_roster)

    def _accepted(self, tx: Connection, delivery_id: str, version: int | None = None) -> Any:
        if version is None:
            row = rows.row_of(tx, delivery_id)
        else:
            row = rows.row_as_seen(tx, delivery_id, version)
        if row.state != DeliveryState.ACCEPTED.value:
            raise DeskError(
                N_(
                    "These flyers aren’t accepted yet, or the delivery is already finished. "
                    "They can’t be handed out."
                ),
                N_("Check the delivery’s current status."),
            )
        return row

    def _named(self, tx: Connection, delivery_id: str, line_ids: tuple[str, ...]) -> list[Any]:
        """The classes with these ids, or all of them if none are given. DeskError if one doesn't
        exist."""
        lines = rows.lines(tx, delivery_id)
        if not line_ids:
            return [one for one in lines if one.state == LineState.PLANNED.value]
        found = [one for one in lines if one.line_id in line_ids]
        if len(found) != len(set(line_ids)):
            raise DeskError(
                N_("A class has been removed from the plan since you opened it."),
                N_("Check the delivery’s current status."),
            )
        return found

    def _planned(
        self,
        tx: Connection,
        school_context: SchoolContext,
        row: Any,
        classes: Sequence[plans.Class],
        now: datetime,
    ) -> None:
        at = now.astimezone(school_context.zone)
        before = rows.lines(tx, row.delivery_id)
        handed = [one for one in before if one.state == LineState.HANDED.value]
        new = [one for one in classes if not plans.is_among(one, handed)]
        place = max((one.place for one in before), default=-1) + 1
        written = [
            plans.columns(
                one,
                row.delivery_id,
                place + n,
                plans.keeps_from(school_context, at, self._terms, one.class_id, one.grade),
            )
            for n, one in enumerate(new)
        ]
        book.replace_plan(tx, row, written)
        detail = {"classes": [[one["class_name"], one["copies"], one["state"]] for one in written]}
        book.change(tx, row, {}, now=now, use_case="flyer.plan", detail=detail)

    def _enough(self, tx: Connection, row: Any, wanted: int) -> None:
        left = rows.left(tx, row)
        if wanted > left:
            raise DeskError(
                N_("Copies left: {left}. These classes need {wanted}."),
                N_("Lower the number of copies for some classes in the plan, or recount."),
                left=left,
                wanted=wanted,
            )

    def _hand(
        self, tx: Connection, row: Any, lines: list[Any], how: HandedHow, to: str, now: datetime
    ) -> None:
        actor = self._auth.actor
        out = {
            "state": LineState.HANDED.value,
            "handed_how": how.value,
            "handed_to": to,
            "handed_at": now,
            "handed_by": actor.account_id,
            "handed_by_name": actor.name,
        }
        ids = [one.line_id for one in lines]
        self._write(tx, row, ids, LineState.PLANNED, out, now, "flyer.hand_out")

    def _write(
        self,
        tx: Connection,
        row: Any,
        line_ids: list[str],
        before: LineState,
        to: dict[str, Any],
        now: datetime,
        use_case: str,
    ) -> None:
        c = t.flyer_line.c
        done = tx.execute(
            update(t.flyer_line)
            .where(c.line_id.in_(line_ids), c.state == before.value)
            .values(**to)
        )
        if done.rowcount != len(line_ids):  # both were read in this transaction
            raise RuntimeError("a class changed under a write transaction")
        tx.execute(
            update(t.flyer_delivery)
            .where(t.flyer_delivery.c.delivery_id == row.delivery_id)
            .values(version=row.version + 1)
        )
        journal.record(
            tx,
            at=now,
            use_case=use_case,
            subject_id=row.delivery_id,
            payload={"lines": line_ids, **to},
        )
