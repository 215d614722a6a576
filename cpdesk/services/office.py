"""The office itself: which school this desk serves, and which roster is in use."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.models import journal
from cpdesk.models.record_of import record_of
from cpdesk.models.store import Store
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.names.names import fold
from cpdesk.policy.names.person_names import match, part_of, typed_words
from cpdesk.policy.permissions import Permission
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.office import Contact, OfficeRecord, RosterRecord, SchoolRecord
from cpdesk.services.auth_context import AuthContext, open_to_all, requires
from cpdesk.words import N_


class Office:
    """Where this desk is."""

    def __init__(self, store: Store, clock: Clock, terms: Terms, *, auth: AuthContext) -> None:
        self._store = store
        self._auth = auth
        self._clock = clock
        self._terms = terms

    @open_to_all("the header says which school this is, and the start asks for its zone")
    def office(self) -> OfficeRecord:
        """School and roster; either is None until it is known."""
        with self._store.read() as tx:
            return self._office(tx)

    @requires(Permission.LOOK)
    def schools(self, text: str = "") -> tuple[SchoolRecord, ...]:
        """The schools of the roster in use whose name or ID contains every word of `text`, by name;
        first those whose name has them as whole words, then as beginnings of words."""
        typed = typed_words(text)
        with self._store.read() as tx:
            issue = _current(tx)
            if issue is None:
                return ()
            rows = tx.execute(select(r.school).where(r.school.c.issue == issue.issue)).all()
        found = [
            (-match(typed, fold(row.name)), fold(row.name), row)
            for row in rows
            if part_of(typed, fold(f"{row.name} {row.school_id}"))
        ]
        found.sort(key=lambda one: one[:2])
        return tuple(_school(row, issue.time_zone) for _, _, row in found)

    @requires(Permission.OFFICE)
    def choose_school(self, school_id: str) -> OfficeRecord:
        """From now on this desk serves this school."""
        with self._store.write(self._auth.key) as tx:
            issue = _current(tx)
            if issue is None:
                raise DeskError(
                    N_("No roster has been imported yet."),
                    N_("Import the district’s roster in Settings first."),
                )
            if _school_row(tx, issue.issue, school_id) is None:
                raise DeskError(
                    N_("School {school} is not on the current roster."),
                    N_("Choose a school on the roster. School IDs are in schools.csv."),
                    school=school_id,
                )
            keep(tx, "school", school_id)
            journal.record(
                tx,
                at=self._clock.now(),
                use_case="office.choose_school",
                subject_id=school_id,
                payload={"school_id": school_id},
            )
            return self._office(tx)

    def _office(self, tx: Connection) -> OfficeRecord:
        issue = _current(tx)
        if issue is None:
            return OfficeRecord(None, None, "UTC")
        chosen = kept(tx, "school")
        row = _school_row(tx, issue.issue, chosen) if chosen else None
        school = _school(row, issue.time_zone) if row else None
        zone = school.time_zone if school else issue.time_zone
        return OfficeRecord(school, self._roster(issue, zone), zone)

    def _roster(self, issue: Any, zone: str) -> RosterRecord:
        there = ZoneInfo(zone)
        now: datetime = self._clock.now().astimezone(there)
        age = (now.date() - issue.taken_in_at.astimezone(there).date()).days
        terms = self._terms.on(now.date())
        if age < 0:
            freshness = "behind"
        elif age > terms.roster_stale_days:
            freshness = "stale"
        else:
            freshness = "old" if age > terms.roster_fresh_days else "ok"
        return record_of(
            RosterRecord, issue, contact=_contact(issue), age_days=age, freshness=freshness
        )


def kept(tx: Connection, name: str) -> Any:
    """One of the office's own settings; None if it was never kept."""
    return tx.execute(select(d.office.c.value).where(d.office.c.name == name)).scalar()


def keep(tx: Connection, name: str, value: object) -> None:
    """Keeps a setting, in place of the one before. The caller writes the proof."""
    setting = insert(d.office).values(name=name, value=value)
    tx.execute(setting.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def zone_of(tx: Connection) -> ZoneInfo:
    """The time zone of this desk; UTC if its school's is not known yet."""
    issue = _current(tx)
    if issue is None:
        return ZoneInfo("UTC")
    chosen = kept(tx, "school")
    row = _school_row(tx, issue.issue, chosen) if chosen else None
    return ZoneInfo((row.time_zone if row else "") or issue.time_zone)


def school_of(tx: Connection, school_id: str) -> SchoolRecord | None:
    """A school of the roster in use, with its address; None if the roster left it out."""
    issue = _current(tx)
    row = _school_row(tx, issue.issue, school_id) if issue else None
    return _school(row, issue.time_zone) if row else None


def _current(tx: Connection) -> Any:
    return tx.execute(select(r.roster_issue).where(r.roster_issue.c.state == "current")).first()


def _school_row(tx: Connection, issue: int, school_id: str) -> Any:
    return tx.execute(
        select(r.school).where(r.school.c.issue == issue, r.school.c.school_id == school_id)
    ).first()


def _school(row: Any, district_zone: str) -> SchoolRecord:
    return record_of(SchoolRecord, row, time_zone=row.time_zone or district_zone)


def contact_of(tx: Connection) -> Contact | None:
    """The contact at the district, by the roster in use."""
    issue = _current(tx)
    return _contact(issue) if issue else None


def _contact(issue: Any) -> Contact:
    return Contact(
        issue.contact_office, issue.contact_phone, issue.contact_email, issue.become_partner_url
    )
