"""A delivery from the form to its row, and from its row to the whole record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from cpdesk.errors import DeskError, Fault, field_fault
from cpdesk.models.record_of import record_of
from cpdesk.policy.flyers import Answer, Channel, Check, DeliveryState
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.flyer_intake import CheckLine, FlyerApproval, Received
from cpdesk.records.flyers import DeliveryRecord, FlyerFile
from cpdesk.services import findings, identity
from cpdesk.services.at_school import AtSchool
from cpdesk.services.flyers import checks, rows
from cpdesk.services.flyers.approvals import Approvals, approved
from cpdesk.services.school_context import SchoolContext
from cpdesk.words import N_

_MOST = 100_000  # copies; a larger number is a typing mistake


class Deliverer:
    """Works inside the caller's transaction."""

    def __init__(self, terms: Terms, approvals: Approvals) -> None:
        self._terms = terms
        self._approvals = approvals

    def lines(
        self,
        school_context: SchoolContext,
        at: datetime,
        approval: FlyerApproval | None,
        channels: tuple[Channel, ...],
        fee: bool,
        answered: Mapping[Check, Answer],
    ) -> tuple[CheckLine, ...]:
        """The checklist of such a delivery."""
        unknown = approved(school_context, at, None, self._terms)
        return checks.lines(school_context.school, unknown, approval, channels, fee, answered)

    def lines_of(
        self, tx: Connection, school_context: SchoolContext, at: datetime, row: Any
    ) -> tuple[CheckLine, ...]:
        """The checklist of a row: asked again while it is open, as decided after that."""
        answered = {Check(check): Answer(said) for check, said in row.checks.items()}
        channels = tuple(Channel(one) for one in row.channels)
        if row.state == DeliveryState.CHECKING.value:
            approval = self._approvals.one(tx, school_context, at, row.approval_key)
            return self.lines(school_context, at, approval, channels, row.fee, answered)
        kept = findings.of(tx, row.delivery_id)
        ruled = {Check.APPROVAL: kept[:1], Check.COVERAGE: kept[-1:]}
        if answered.get(Check.COVERAGE) is Answer.NOT_ASKED:
            del ruled[Check.COVERAGE]  # the findings are about the approval only
        return tuple(
            CheckLine(
                check,
                answered.get(check, Answer.NO if check in ruled else Answer.OPEN),
                next(iter(ruled.get(check, ())), None),
            )
            for check in Check
        )

    def fill(
        self,
        tx: Connection,
        school_context: SchoolContext,
        received: Received,
        approval: FlyerApproval | None,
        now: datetime,
        came: datetime,
    ) -> dict[str, Any]:
        """The columns that the form fills, for flyers received at that time. DeskError with a fault
        for each field that is missing or not valid; if the approval no longer exists, only that
        fault."""
        if received.approval and approval is None:
            raise DeskError(
                N_("This approval is no longer on the roster."),
                N_("Choose another approval, or record the memo."),
            )
        _must_fit(received, approval, came, now)
        partner_id, partner_name = self._partner(tx, school_context, received, approval)
        return {
            "school_id": school_context.school_id,
            "approval_key": received.approval,
            "partner_id": partner_id,
            "partner_name": partner_name,
            "title": approval.title if approval else " ".join(received.title.split()),
            "approval_number": approval.approval_number if approval else "",
            "approved_on": approval.approved_on if approval else None,
            "expires_on": approval.expires_on if approval else None,
            "grade_low": approval.grade_low if approval else None,
            "grade_high": approval.grade_high if approval else None,
            "channels": [one.value for one in Channel if one in received.channels],
            "fee": received.fee,
            "copies": received.copies or 0,
            "bundles": received.bundles,
            "brought_by": " ".join(received.brought_by.split()),
            "note": received.note.strip(),
            "received_at": came,
            "issue_sequence": school_context.sequence,
            "terms_on": now.astimezone(school_context.zone).date(),
        }

    def _partner(
        self,
        tx: Connection,
        school_context: SchoolContext,
        received: Received,
        approval: FlyerApproval | None,
    ) -> tuple[str, str]:
        """Id and name. A partner that isn't on the roster is stored as typed: the return slip needs
        a name."""
        if approval is not None:
            return approval.partner_id, approval.partner_name
        return identity.partner_or_typed(tx, school_context, received.partner)

    def record(
        self, tx: Connection, school_context: SchoolContext, at: datetime, delivery_id: str
    ) -> DeliveryRecord:
        """One delivery with everything that belongs to it. Times are in the school's zone."""
        row = rows.row_of(tx, delivery_id)
        one = rows.parts(tx, row, files=True)
        today = at.date()
        bundle = self._terms.on(today).flyer_bundle_size
        return record_of(
            DeliveryRecord,
            row,
            approval=self._approvals.one(tx, school_context, at, row.approval_key),
            checks=self.lines_of(tx, school_context, at, row),
            returns=one.went_back,
            tally=one.tally,
            lines=tuple(rows.class_line(line, bundle) for line in one.lines),
            posts=tuple(rows.post(post, row, today) for post in one.posts),
            files=tuple(record_of(FlyerFile, file) for file in one.files),
            next=one.next_step(today),
        )


class AtDeliveries(AtSchool):
    """A service for what is delivered to this school."""

    @cached_property
    def _approvals(self) -> Approvals:
        return Approvals(self._terms)

    @cached_property
    def _deliverer(self) -> Deliverer:
        return Deliverer(self._terms, self._approvals)

    def _record(
        self, tx: Connection, school_context: SchoolContext, delivery_id: str
    ) -> DeliveryRecord:
        return self._deliverer.record(tx, school_context, self._at(school_context), delivery_id)


def _must_fit(
    received: Received, approval: FlyerApproval | None, at: datetime, now: datetime
) -> None:
    faults = (*_unnamed(received, approval), *_miscounted(received))
    if at > now:
        late = N_("The delivery time is in the future."), N_("Correct the date.")
        faults += (field_fault("received_at", *late),)
    if faults:
        raise DeskError(
            N_("The delivery isn’t complete."), N_("Fix the marked fields."), faults=faults
        )


def _unnamed(received: Received, approval: FlyerApproval | None) -> Iterator[Fault]:
    if approval is None and not received.title.strip():
        yield field_fault(
            "title",
            N_("The flyer’s title is missing."),
            N_("Choose the approval, or enter the title."),
        )
    if approval is None and not received.partner.strip():
        yield field_fault(
            "partner", N_("The flyer’s partner is missing."), N_("Enter the partner’s name.")
        )


def _miscounted(received: Received) -> Iterator[Fault]:
    count = N_("Count the copies, then enter the number.")
    electronic = received.channels == (Channel.ELECTRONIC,)
    if received.copies is None or not 0 <= received.copies <= _MOST:
        says = N_("The number of copies is missing or isn’t between 1 and {most}.")
        yield field_fault("copies", says, count, most=_MOST)
    elif received.copies == 0 and not electronic:
        yield field_fault("copies", N_("The number of copies is 0."), count)
    elif not 0 <= received.bundles <= received.copies:
        yield field_fault(
            "bundles",
            N_("There can’t be more bundles than copies."),
            N_("Count the bundles, or leave this at 0."),
        )
