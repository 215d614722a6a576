"""Looking back: what happened in a period, and everything on file about one visitor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select

from cpdesk.errors import DeskError
from cpdesk.models.record_of import record_of
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import flyer_tables as f
from cpdesk.models.tables import request_tables as t
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.names.names import fold
from cpdesk.policy.permissions import Permission
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.records.reports import (
    Period,
    Periods,
    Report,
    ReportKind,
    ReportPartner,
    VisitorFile,
    VisitorFound,
)
from cpdesk.services import partners_met, school_spans
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import requires
from cpdesk.services.reports import (
    desk_tallies,
    flyer_tallies,
    not_checked_out,
    period_visits,
    request_waits,
    visit_tallies,
)
from cpdesk.services.reports.period_visits import Span
from cpdesk.services.reports.report_titles import TITLE
from cpdesk.services.reports.tallies import Tally
from cpdesk.services.visitor_file import visitor_files, visitor_names
from cpdesk.words import N_

_EARLIEST, _LATEST = date(1900, 1, 1), date(2999, 12, 31)  # days with a midnight in every zone


class Reports(AtSchool):
    """The reports of one data folder."""

    @requires(Permission.REPORTS)
    def make(self, kind: ReportKind, first: date, last: date, partner: str = "") -> Report:
        """One report over the days from `first` to `last`, both included, at this desk's school.

        `partner` is an ID; "" is everyone, guests too. DeskError if the days are not a period, or
        the desk does not know its school.
        """
        period = _period(first, last)
        with self._to_read_records() as (tx, place, now):
            today = now.date()
            span = Span(place.school_id, place.zone, period, partner, today)
            tally = _tally(tx, kind, span, self._terms.on(today))
            name = _partner_name(tx, partner) if partner else ""
        return record_of(
            Report,
            tally,
            kind=kind,
            title=TITLE[kind],
            school_name=place.school_name,
            partner_name=name,
            period=period,
            made_at=now,
        )

    @requires(Permission.REPORTS)
    def periods(self) -> Periods:
        """This school year, this month and the last, in the school's zone."""
        with self._to_read_records() as (_tx, _place, now):
            return school_spans.periods(now.date())

    @requires(Permission.REPORTS)
    def partners(self) -> tuple[ReportPartner, ...]:
        """The partners that ever had a visit, a refusal, a request or a flyer, by name."""
        names: dict[str, str] = {}
        with self._store.read() as tx:
            for table in (f.flyer_delivery, t.request, d.turned_away, d.visit):
                names |= partners_met.met(tx, table)
            names |= _on_roster(tx, names.keys())
        found = (ReportPartner(key, name or key) for key, name in names.items())
        return tuple(sorted(found, key=lambda one: (fold(one.name), one.partner_id)))

    @requires(Permission.REPORTS)
    def find(self, text: str, limit: int = 40) -> tuple[VisitorFound, ...]:
        """Visitors whose name has words that begin with those of `text`, latest visit first; if
        there are none, names that are close to it. Also those the desk only registered, turned
        away, or expected."""
        with self._store.read() as tx:
            return visitor_names.find(tx, text, limit)

    @requires(Permission.REPORTS)
    def called(self, name: str) -> tuple[VisitorFound, ...]:
        """Everyone with exactly this name; case, accents and word order do not matter."""
        with self._store.read() as tx:
            return visitor_names.called(tx, name)

    @requires(Permission.REPORTS)
    def visitor(self, visitor_key: str, *, read: bool = False) -> VisitorFile:
        """Everything on file about one visitor, without what is about others. Free text stays out
        unless someone has `read` it; what is about students stays out either way. DeskError if the
        desk knows no one with this key."""
        with self._to_read_records() as (tx, place, now):
            return visitor_files.made(tx, visitor_key, place, now, read=read)


def _tally(tx: Connection, kind: ReportKind, span: Span, terms: TermsInForce) -> Tally:
    zone = span.zone
    if kind is ReportKind.REQUESTS_BY_OUTCOME:
        return request_waits.by_outcome(request_waits.asked(tx, span))
    if kind is ReportKind.FLYERS_BY_PARTNER:
        return flyer_tallies.by_partner(
            flyer_tallies.lines_of(tx, span), flyer_tallies.partners_of(tx, span)
        )
    if kind is ReportKind.FLYERS_BY_CHANNEL:
        return flyer_tallies.by_channel(flyer_tallies.lines_of(tx, span))
    if kind is ReportKind.NEVER_CHECKED_OUT:
        found = not_checked_out.left_open(tx, span)
        return not_checked_out.never_checked_out(found, period_visits.how_many(tx, span), zone)
    refusals = period_visits.refusals(tx, span)
    if kind is ReportKind.REFUSED_BY_RULE:
        return desk_tallies.by_rule(period_visits.stopped(tx, span), refusals)
    visits = period_visits.visits(tx, span)
    if kind is ReportKind.VISITS_BY_PARTNER:
        return visit_tallies.by_partner(visits, refusals)
    if kind is ReportKind.VISITS_BY_PROGRAM:
        activities = {v.activity_id for v in visits if v.activity_id}
        return visit_tallies.by_program(visits, period_visits.programs(tx, span, activities))
    if kind is ReportKind.VISITS_BY_CONTRACT:
        return visit_tallies.by_contract(visits, period_visits.contracts(tx, span))
    if kind is ReportKind.VISITS_BY_MONTH:
        return visit_tallies.by_month(visits, refusals, zone)
    office = period_visits.office_day(tx, span, terms.school_day_default)
    return desk_tallies.desk_load(visits, refusals, zone, office)


def _period(first: date, last: date) -> Period:
    if first > last:
        raise DeskError(
            N_("The period ends on {last}, before it starts on {first}."),
            N_("Change one of the dates."),
            first=first,
            last=last,
        )
    if not (first >= _EARLIEST and last <= _LATEST):
        raise DeskError(
            N_("Dates must be between {first} and {last}."),
            N_("Change one of the dates."),
            first=_EARLIEST,
            last=_LATEST,
        )
    return Period(first, last)


def _partner_name(tx: Connection, partner_id: str) -> str:
    """Its name in the roster in use, or else its latest name."""
    if found := _on_roster(tx, {partner_id}).get(partner_id):
        return found
    for c, at in (
        (d.visit.c, d.visit.c.arrived_at),
        (d.turned_away.c, d.turned_away.c.at),
        (t.request.c, t.request.c.asked_at),
        (f.flyer_delivery.c, f.flyer_delivery.c.received_at),
    ):
        rows = select(c.partner_name).where(c.partner_id == partner_id).order_by(at.desc())
        if name := tx.execute(rows.limit(1)).scalar():
            return str(name)
    raise DeskError(
        N_("No partner {partner} found."),
        N_("Enter the ID of a partner on the roster."),
        partner=partner_id,
    )


def _on_roster(tx: Connection, partner_ids: Iterable[str]) -> dict[str, str]:
    p = r.partner.c
    rows = tx.execute(
        select(p.partner_id, p.name)
        .join_from(r.partner, r.roster_issue, r.roster_issue.c.issue == p.issue)
        .where(r.roster_issue.c.state == "current", p.partner_id.in_(list(partner_ids)))
    )
    return {row.partner_id: row.name for row in rows}
