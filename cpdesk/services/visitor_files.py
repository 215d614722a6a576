"""All that the desk keeps about one visitor, for a data request: what is about students and about
other people stays out, and the file says so.

What somebody typed in their own words may name anybody. No program can tell, so that it stays out
until the office has read it and asks for it; what is about students stays out all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, case, func, or_, select

from cpdesk.errors import DeskError
from cpdesk.models import desk_tables as d
from cpdesk.models import request_tables as t
from cpdesk.models import roster_tables as r
from cpdesk.policy.names import fold
from cpdesk.policy.outcome import Condition, Outcome, Purpose
from cpdesk.policy.phrases import KIND, STATE
from cpdesk.policy.requests import Kind, State
from cpdesk.records.reports import (
    FiledRefusal,
    FiledRequest,
    FiledVisit,
    Redaction,
    VisitorFile,
    VisitorFound,
)
from cpdesk.services.context import Place
from cpdesk.services.requests.letter import OF_STUDENT
from cpdesk.services.visit_book import never_ended
from cpdesk.words import N_

_PERSON, _GUEST = "person:", "guest:"
_NAME = "name:"  # whom the desk turned away without writing down who it was: name:PARTNER:NAME
# What is written down about these may name a student.
_ABOUT_STUDENTS = frozenset({Purpose.STUDENT_MEETING, Purpose.OBSERVATION, Purpose.REFERRAL})
_KINDS_ABOUT_STUDENTS = frozenset(
    {Kind.MEET_STUDENT, Kind.OBSERVATION, Kind.THIS_VISIT, Kind.RELAYED}
)
_NOTICE = "visitor.notice"

_STUDENT = N_("The student whom a request is about, and the grade")
_TEXTS = N_("What was written about visits and requests that concern students")
_FREE = N_("What the desk wrote in its own words")
_REASONS = N_("Why a request was made, and the reasons of its decision")
_OTHERS = N_("Other people who are named in the same entry")
_NOTICES = N_("Whether an entry was compared with notices about visitors")
_RULES = N_("Rules about one student’s class time")
_CHECK = N_("What the roster says about a background check")

_WHY: dict[str, str] = {
    _STUDENT: N_("Information about students is theirs and their families’."),
    _TEXTS: N_("It may name a student or give one away."),
    _FREE: N_("It may name students or other people. The office reads it before it hands it out."),
    _REASONS: N_("It may name a student or other people."),
    _OTHERS: N_("It is about somebody else."),
    _NOTICES: N_("Notices are never part of a file, whether there is one or not."),
    _RULES: N_("With a time they give a student’s grade away, as in a letter to a partner."),
    _CHECK: N_("The partner stated it to the district. The district’s office answers for it."),
}


@dataclass(slots=True)
class _Left:
    """What is left out, counted while the file is made. `read`: the office has read what was
    written freely, and gives it out."""

    read: bool
    times: Counter[str] = field(default_factory=Counter)

    def out(self, what: str, text: str) -> str | None:
        """None in place of a text; one that was never written is not left out."""
        if not text.strip():
            return ""
        self.times[what] += 1
        return None

    def free(self, purpose: Purpose, text: str, *, quiet: bool = False) -> str | None:
        """A text that somebody typed; `quiet` where it may speak of a notice."""
        if purpose in _ABOUT_STUDENTS:
            return self.out(_TEXTS, text)
        return text if self.read and not quiet else self.out(_FREE, text)

    def redactions(self) -> tuple[Redaction, ...]:
        return tuple(
            Redaction(what, why, self.times[what]) for what, why in _WHY.items() if self.times[what]
        )


@dataclass(slots=True)
class _Met:
    """A visitor while they are gathered from several tables."""

    name: str
    organization: str
    visits: int = 0
    last_at: datetime | None = None


def find(tx: Connection, typed: Sequence[str], limit: int) -> tuple[VisitorFound, ...]:
    met: dict[str, _Met] = {}
    v, w, q = d.visit.c, d.turned_away.c, t.request.c

    def add(key: str, name: str, organization: str, at: datetime | None, visits: int = 0) -> None:
        one = met.setdefault(key, _Met(name, organization))
        if at and (one.last_at is None or at >= one.last_at):
            one.name, one.organization, one.last_at = name, organization or one.organization, at
        one.visits += visits

    for row in tx.execute(select(d.local_person)):
        add(f"{_PERSON}{row.person_id}", _full(row), row.partner_name, None)
    for row in tx.execute(select(d.guest)):
        add(f"{_GUEST}{row.guest_id}", row.name, row.organization, None)
    # SQLite takes the other columns from the row that has the greatest.
    last = select(
        v.visitor_key,
        v.visitor_name,
        v.partner_name,
        func.max(v.arrived_at).label("at"),
        func.sum(case((v.undone, 0), else_=1)).label("visits"),
    ).group_by(v.visitor_key)
    for row in tx.execute(last):
        add(row.visitor_key, row.visitor_name, row.partner_name, row.at, row.visits)
    for c, at in ((w, w.at), (q, q.asked_at)):
        rows = select(c.visitor_key, c.visitor_name, c.partner_id, c.partner_name, at.label("at"))
        for row in tx.execute(rows.where(c.visitor_name != "")):
            key = row.visitor_key or _named(row.partner_id, row.visitor_name)
            add(key, row.visitor_name, row.partner_name, row.at)
    for row in tx.execute(select(q.people, q.partner_name, q.asked_at)):
        for person_id, name in row.people:
            add(f"{_PERSON}{person_id}", name, row.partner_name, row.asked_at)
    found = [(key, one) for key, one in met.items() if _matches(one.name, typed)]
    found.sort(key=lambda one: (fold(one[1].name), one[0]))
    found.sort(key=lambda one: one[1].last_at.timestamp() if one[1].last_at else 0.0, reverse=True)
    return tuple(
        VisitorFound(key, one.name, one.organization, one.visits, one.last_at)
        for key, one in found[:limit]
    )


def made(
    tx: Connection, visitor_key: str, place: Place, now: datetime, *, read: bool
) -> VisitorFile:
    """`read`: with what was written freely, which the office has read."""
    left = _Left(read)
    visits = _visits(tx, visitor_key)
    refusals = _refusals(tx, visitor_key)
    requests = _requests(tx, visitor_key)
    known = _known(tx, visitor_key)
    names = [
        *((row.arrived_at, row.visitor_name) for row in visits),
        *((row.at, row.visitor_name) for row in refusals),
    ]
    listed = {key: name for row in requests for key, name in row.people}
    name = (
        max(names)[1]
        if names
        else next((row.visitor_name for row in requests if row.visitor_key == visitor_key), "")
        or listed.get(visitor_key.removeprefix(_PERSON), "")
        or (known.name if known else "")
    )
    if not name:
        raise DeskError(
            N_("The desk keeps nothing about this visitor."), N_("Look the visitor up by name.")
        )
    organizations: list[str | None] = [row.partner_name for row in (*visits, *refusals, *requests)]
    if known is not None:
        # Of a guest it is typed: "mother of …".
        free = visitor_key.startswith(_GUEST)
        said = known.organization
        organizations.append(left.free(Purpose.OTHER, said) if free else said)
        left.times[_CHECK] += bool(known.checked)
    rules = _rules(tx, [row.turned_away_id for row in refusals], left)
    noticed = _noticed(tx, [row.visit_id for row in visits])
    today = now.astimezone(place.zone).date()
    return VisitorFile(
        school_name=place.school_name,
        visitor_key=visitor_key,
        visitor_name=name,
        organizations=tuple(dict.fromkeys(filter(None, organizations))),
        registered_at=known.registered_at if known else None,
        made_at=now,
        visits=tuple(
            _visit(
                row,
                left,
                noticed=row.visit_id in noticed,
                never_ended=not row.undone
                and never_ended(row.left_at, row.left_how, row.arrived_at, place.zone, today),
            )
            for row in visits
        ),
        turned_away=tuple(
            _refusal(row, rules.get(row.turned_away_id, ()), left) for row in refusals
        ),
        requests=tuple(_request(row, visitor_key, left) for row in requests),
        redactions=left.redactions(),
        by_name=visitor_key.startswith(_NAME),
    )


def _visits(tx: Connection, key: str) -> Sequence[Any]:
    v = d.visit.c
    return tx.execute(select(d.visit).where(v.visitor_key == key).order_by(v.arrived_at)).all()


def _refusals(tx: Connection, key: str) -> Sequence[Any]:
    w = d.turned_away.c
    rows = tx.execute(_of(d.turned_away, key).order_by(w.at)).all()
    return [row for row in rows if row.visitor_key or _same_name(row, key)]


def _requests(tx: Connection, key: str) -> Sequence[Any]:
    q, p = t.request.c, t.request_person.c
    mine = _of(t.request, key)
    if key.startswith(_PERSON):
        named = select(p.request_id).where(p.person_id == key.removeprefix(_PERSON))
        mine = select(t.request).where(or_(q.visitor_key == key, q.request_id.in_(named)))
    rows = tx.execute(mine.order_by(q.asked_at)).all()
    return [row for row in rows if not key.startswith(_NAME) or _same_name(row, key)]


def _of(table: Table, key: str) -> Select[Any]:
    """Rows about one visitor; of somebody with a name alone, those that name somebody."""
    if not key.startswith(_NAME):
        return select(table).where(table.c.visitor_key == key)
    return select(table).where(table.c.visitor_key == "", table.c.visitor_name != "")


def _named(partner_id: str, name: str) -> str:
    """The key of somebody whom the desk did not write down: a partner, and how they said their
    name."""
    return f"{_NAME}{partner_id}:{fold(name)}"


def _same_name(row: Any, key: str) -> bool:
    return _named(row.partner_id, row.visitor_name) == key


@dataclass(frozen=True, slots=True)
class _Known:
    """Who it is, as the desk or the roster wrote it down."""

    name: str
    organization: str
    registered_at: datetime | None
    checked: str = ""  # what the roster says about a background check


def _known(tx: Connection, key: str) -> _Known | None:
    if key.startswith(_GUEST):
        guest = tx.execute(
            select(d.guest).where(d.guest.c.guest_id == key.removeprefix(_GUEST))
        ).first()
        return _Known(guest.name, guest.organization, guest.registered_at) if guest else None
    person_id = key.removeprefix(_PERSON)
    local = tx.execute(
        select(d.local_person).where(d.local_person.c.person_id == person_id)
    ).first()
    if local:
        return _Known(_full(local), local.partner_name, local.registered_at)
    p, o = r.person.c, r.partner.c
    listed = tx.execute(
        select(p.given_name, p.family_name, p.clearance, o.name.label("partner_name"))
        .join_from(r.person, r.roster_issue, r.roster_issue.c.issue == p.issue)
        .join(r.partner, (o.issue == p.issue) & (o.partner_id == p.partner_id), isouter=True)
        .where(r.roster_issue.c.state == "current", p.person_id == person_id)
    ).first()
    if listed is None:
        return None
    return _Known(_full(listed), listed.partner_name or "", None, listed.clearance)


def _full(row: Any) -> str:
    return f"{row.given_name} {row.family_name}".strip()


def _rules(tx: Connection, subjects: Iterable[str], left: _Left) -> dict[str, tuple[str, ...]]:
    """The rules that did not hold. That a notice was compared says nothing of there being one."""
    f = d.finding.c
    rules: dict[str, tuple[str, ...]] = {}
    for subject in subjects:
        rows = tx.execute(
            select(f.code, f.outcome).where(f.subject_id == subject).order_by(f.place)
        )
        for row in rows:
            if row.code == _NOTICE:
                left.times[_NOTICES] += 1
            elif row.outcome == Outcome.ADMIT.code:
                continue
            elif row.code in OF_STUDENT:
                left.times[_RULES] += 1
            else:
                rules[subject] = (*rules.get(subject, ()), row.code)
    return rules


def _noticed(tx: Connection, subjects: Sequence[str]) -> frozenset[str]:
    """The visits before which somebody compared the visitor with a notice: why they came in may
    say so."""
    f = d.finding.c
    return frozenset(
        subject
        for subject in subjects
        if tx.execute(
            select(f.place).where(
                f.subject_id == subject, f.code == _NOTICE, f.outcome != Outcome.ADMIT.code
            )
        ).first()
    )


def _visit(row: Any, left: _Left, *, never_ended: bool, noticed: bool) -> FiledVisit:
    purpose = Purpose(row.purpose)
    left.times[_OTHERS] += bool(row.relayed_who.strip())
    return FiledVisit(
        arrived_at=row.arrived_at,
        left_at=row.left_at,
        never_ended=never_ended,
        partner_name=row.partner_name,
        purpose=purpose,
        activity_title=row.activity_title,
        place=row.place,
        host=row.host,
        outcome=Outcome[row.outcome.upper()],
        conditions=tuple(Condition(one) for one in row.conditions),
        reason=left.free(purpose, row.reason),
        answered=left.free(purpose, row.lift_reason, quiet=noticed),
        undone=row.undone,
    )


def _refusal(row: Any, rules: tuple[str, ...], left: _Left) -> FiledRefusal:
    purpose = Purpose(row.purpose)
    return FiledRefusal(
        at=row.at,
        partner_name=row.partner_name,
        purpose=purpose,
        activity_title=row.activity_title,
        outcome=Outcome[row.outcome.upper()],
        told=left.free(purpose, row.told),
        rules=rules,
    )


def _request(row: Any, visitor_key: str, left: _Left) -> FiledRequest:
    """Without its words: they were written for the school, about whomever it concerns."""
    kind = Kind(row.kind)
    if row.student_ref.strip() or row.student_grade is not None:
        left.times[_STUDENT] += 1
    left.out(_REASONS, f"{row.reason}{row.relayed_why}")
    others = [key for key, _ in row.people if f"{_PERSON}{key}" != visitor_key]
    named = (row.host, row.teacher, row.officer, row.relayed_who, row.asked_by_name)
    left.times[_OTHERS] += len(others) + sum(bool(name.strip()) for name in named)
    about_students = kind in _KINDS_ABOUT_STUDENTS
    return FiledRequest(
        asked_at=row.asked_at,
        kind=KIND[kind],
        state=STATE[State(row.state)],
        partner_name=row.partner_name,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        event="" if about_students else row.event,
        decided_at=row.settled_at,
    )


def _matches(name: str, typed: Sequence[str]) -> bool:
    """Each typed word begins another word of the name."""
    words = fold(name).split()
    for begin in sorted(typed, key=len, reverse=True):
        found = next((word for word in words if word.startswith(begin)), None)
        if found is None:
            return False
        words.remove(found)
    return True
