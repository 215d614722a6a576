"""Everything the desk has on file about one visitor, for a data request. What is about students and
other people stays out, and so does how the school decided; the file says so.

Two histories that differ only in a no-entry notice give the same file. A notice asks a leader, so
nothing is told that depends on who was asked: no outcome, no reason of an approval, nothing of what
a visitor who was turned away was told, no request that asks for an approval of one visit, and of
the rules only those that leave no one a choice, which a notice never does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from cpdesk.errors import DeskError
from cpdesk.models.record_of import record_of
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import request_tables as t
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.approval.requests import Kind, State
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.phrases import KIND, STATE
from cpdesk.records.reports import (
    FiledRefusal,
    FiledRequest,
    FiledVisit,
    Message,
    Redaction,
    VisitorFile,
)
from cpdesk.services.identity import full_name
from cpdesk.services.requests.letter import OF_STUDENT
from cpdesk.services.school_context import Place
from cpdesk.services.visitor_file.visitor_columns import columns
from cpdesk.services.visitor_file.visitor_names import GUEST, NAME, PERSON, name_and_partner
from cpdesk.services.visits.endings import never_ended
from cpdesk.words import N_

# A leader was asked about one visit: there is such a request with a notice, but not without.
_ABOUT_A_DECISION = (Kind.THIS_VISIT.value, Kind.RELAYED.value)
# Text about these may name a student, no matter who has read it.
_ABOUT_STUDENTS = frozenset({Purpose.STUDENT_MEETING, Purpose.OBSERVATION, Purpose.REFERRAL})
_KINDS_ABOUT_STUDENTS = frozenset({Kind.MEET_STUDENT, Kind.OBSERVATION})
_NOTICE = "visitor.notice"

_STUDENT = N_("The student a request is about, and the student’s grade")
_FREE = N_("Notes the front desk typed about the visitor, such as why they came")
_REASONS = N_("Why a request was made")
_OTHERS = N_("Other people named in the same entry, such as the staff member visited")
_RULES = N_("Rules about one student’s class time")
_CHECK = N_("What the roster says about a background check")
_DECIDING = N_("How the school decided: what was reviewed, who was asked, and what was said")

_WHY: dict[str, str] = {
    _STUDENT: N_("Information about students belongs to them and their families."),
    _FREE: N_(
        "Notes may name students or other people. The office reads them before giving them out."
    ),
    _REASONS: N_("It may name a student or other people."),
    _OTHERS: N_("It’s about someone else."),
    _RULES: N_("Together with a time, they would reveal a student’s grade."),
    _CHECK: N_(
        "The partner reported it to the district. The district’s office is responsible for it."
    ),
}
_ALWAYS = Redaction(
    _DECIDING, N_("It’s left out of every file like this, no matter what was decided."), None
)


@dataclass(slots=True)
class _Left:
    """What is left out, counted while the file is created. `read`: the office has read the free
    text and releases it."""

    read: bool
    times: Counter[str] = field(default_factory=Counter)

    def out(self, what: str, *written: object) -> None:
        """Counts what was written; what was never written is not left out."""
        self.times[what] += sum(map(bool, written))

    def free(self, written: Any, *, about_students: bool = False) -> str | None:
        """A text that the desk typed; None if it is left out."""
        if self.read and not about_students:
            return str(written)
        self.out(_FREE, written)
        return None if written else ""

    def redactions(self) -> tuple[Redaction, ...]:
        counted = (Redaction(what, why, self.times[what]) for what, why in _WHY.items())
        return (*(one for one in counted if one.times), _ALWAYS)


@dataclass(frozen=True, slots=True)
class _Known:
    """Who it is, as the desk or the roster recorded them."""

    name: str
    organization: str
    registered_at: datetime | None
    checked: bool = False  # the roster says something about a background check


def made(
    tx: Connection, visitor_key: str, place: Place, now: datetime, *, read: bool
) -> VisitorFile:
    """The file about the person with this key; `read`: with the free text. DeskError if no one has
    it."""
    left = _Left(read)
    visits = _visits(tx, visitor_key, read)
    refusals = _refusals(tx, visitor_key)
    requests = _requests(tx, visitor_key)
    known = _known(tx, visitor_key, left)
    names = [
        *((row.asked_at, dict(row.people).get(_bare(visitor_key), "")) for row in requests),
        *((row.at, row.visitor_name) for row in refusals),
        *((row.arrived_at, row.visitor_name) for row in visits),
    ]
    name = max(names, key=lambda one: one[0])[1] if names else ""
    name = name or (known.name if known else "")
    if not name:
        raise DeskError(
            N_("The front desk has no records for this visitor."),
            N_("Search for the visitor by name."),
        )
    organizations = [row.partner_name for row in (*visits, *refusals, *requests)]
    if known is not None:
        organizations.append(known.organization)
        left.out(_CHECK, known.checked)
    rules = _rules(tx, [row.turned_away_id for row in refusals], left)
    today = now.astimezone(place.zone).date()
    return VisitorFile(
        school_name=place.school_name,
        visitor_key=visitor_key,
        visitor_name=name,
        organizations=tuple(dict.fromkeys(filter(None, organizations))),
        known_from=_known_from(visitor_key, known),
        made_at=now,
        visits=tuple(
            _visit(
                row,
                left,
                never_ended=not row.undone
                and never_ended(row.left_at, row.left_how, row.arrived_at, place.zone, today),
            )
            for row in visits
        ),
        turned_away=tuple(_refusal(row, rules.get(row.turned_away_id, ())) for row in refusals),
        requests=tuple(_request(row, visitor_key, left) for row in requests),
        redactions=left.redactions(),
    )


def _bare(visitor_key: str) -> str:
    return visitor_key.removeprefix(PERSON)


def _visits(tx: Connection, key: str, read: bool) -> Sequence[Any]:
    v = d.visit.c
    wanted = select(*columns(d.visit, read=read)).where(v.visitor_key == key)
    return tx.execute(wanted.order_by(v.arrived_at, v.visit_id)).all()


def _refusals(tx: Connection, key: str) -> Sequence[Any]:
    w = d.turned_away.c
    whose = w.visitor_key == key
    if key.startswith(NAME):
        name, partner_id = name_and_partner(key)
        whose = and_(w.visitor_key == "", w.name_key == name, w.partner_id == partner_id)
    wanted = select(*columns(d.turned_away)).where(whose)
    return tx.execute(wanted.order_by(w.at, w.turned_away_id)).all()


def _requests(tx: Connection, key: str) -> Sequence[Any]:
    q, p = t.request.c, t.request_person.c
    mine = [q.visitor_key == key]
    if key.startswith(PERSON):
        mine.append(q.request_id.in_(select(p.request_id).where(p.person_id == _bare(key))))
    wanted = select(*columns(t.request)).where(or_(*mine), q.kind.not_in(_ABOUT_A_DECISION))
    return tx.execute(wanted.order_by(q.asked_at, q.request_id)).all()


def _known(tx: Connection, key: str, left: _Left) -> _Known | None:
    if key.startswith(GUEST):
        wanted = select(*columns(d.guest, read=left.read))
        guest = tx.execute(wanted.where(d.guest.c.guest_id == key.removeprefix(GUEST))).first()
        if guest is None:
            return None
        return _Known(guest.name, left.free(guest.organization) or "", guest.registered_at)
    if not key.startswith(PERSON):
        return None
    person_id = _bare(key)
    mine = d.local_person.c.person_id == person_id
    local = tx.execute(select(*columns(d.local_person)).where(mine)).first()
    if local:
        name = full_name(local.given_name, local.family_name)
        return _Known(name, local.partner_name, local.registered_at)
    p, o = r.person.c, r.partner.c
    listed = tx.execute(
        select(
            p.given_name,
            p.family_name,
            (p.clearance != "").label("checked"),
            o.name.label("partner_name"),
        )
        .join_from(r.person, r.roster_issue, r.roster_issue.c.issue == p.issue)
        .join(r.partner, (o.issue == p.issue) & (o.partner_id == p.partner_id), isouter=True)
        .where(r.roster_issue.c.state == "current", p.person_id == person_id)
    ).first()
    if listed is None:
        return None
    name = full_name(listed.given_name, listed.family_name)
    return _Known(name, listed.partner_name or "", None, listed.checked)


def _known_from(visitor_key: str, known: _Known | None) -> Message:
    if known is not None and known.registered_at is not None:
        return Message(N_("front desk record, {at}"), (("at", known.registered_at),))
    if visitor_key.startswith(NAME):
        return Message(N_("name only (another person may have the same name)"))
    return Message(N_("the district’s roster"))


def _rules(tx: Connection, subjects: Sequence[str], left: _Left) -> dict[str, tuple[str, ...]]:
    """The rules that leave no one a choice, by refusal; without those of a student's day."""
    f = d.finding.c
    rules: dict[str, tuple[str, ...]] = {}
    rows = tx.execute(
        select(*columns(d.finding))
        .where(f.subject_id.in_(subjects), f.outcome == Outcome.REFUSE.code, f.code != _NOTICE)
        .order_by(f.subject_id, f.place)
    )
    for row in rows:
        if row.code in OF_STUDENT:
            left.out(_RULES, row.code)
            continue
        rules[row.subject_id] = (*rules.get(row.subject_id, ()), row.code)
    return rules


def _visit(row: Any, left: _Left, *, never_ended: bool) -> FiledVisit:
    purpose = Purpose(row.purpose)
    left.out(_OTHERS, row.host)
    return record_of(
        FiledVisit,
        row,
        never_ended=never_ended,
        purpose=purpose,
        reason=left.free(row.reason, about_students=purpose in _ABOUT_STUDENTS),
    )


def _refusal(row: Any, rules: tuple[str, ...]) -> FiledRefusal:
    return record_of(FiledRefusal, row, rules=rules)


def _request(row: Any, visitor_key: str, left: _Left) -> FiledRequest:
    """Without its text: that was written for the school, about anyone it concerns."""
    others = [key for key, _ in row.people if key != _bare(visitor_key)]
    kind = Kind(row.kind)
    event = "" if kind in _KINDS_ABOUT_STUDENTS else row.event
    left.out(_STUDENT, row.student_ref or row.student_grade)
    left.out(_REASONS, row.reason, row.event != event)
    left.out(_OTHERS, row.host, row.teacher, row.officer, row.asked_by_name, *others)
    return record_of(
        FiledRequest,
        row,
        kind=KIND[kind],
        state=STATE[State(row.state)],
        event=event,
        decided_at=row.settled_at,
    )
