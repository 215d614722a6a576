"""People the desk registers itself: new people of a partner, and guests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select, update

from cpdesk.clock import Clock
from cpdesk.errors import DeskError, NotClearedError
from cpdesk.ids import new_id
from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.clearance import may_register
from cpdesk.policy.names.names import fold
from cpdesk.policy.permissions import Permission
from cpdesk.policy.rules.visitor import NAME_NOT_CLEARED
from cpdesk.services.auth_context import AuthContext, requires
from cpdesk.services.cases.case_builder import ResolvedCase
from cpdesk.services.identity import full_name, namesakes
from cpdesk.words import N_


class Visitors:
    """Registers visitors who are on no list yet."""

    def __init__(self, store: Store, clock: Clock, *, auth: AuthContext) -> None:
        self._store = store
        self._auth = auth
        self._clock = clock

    @requires(Permission.REGISTER)
    def register_person(self, partner_id: str, given_name: str, family_name: str) -> str:
        """Adds a person to a partner's people at this desk. Returns the new person's ID.

        The rules ask the desk about them until they were checked in once, with a reason.
        NotClearedError if someone with this full name is not cleared.
        """
        given, family = " ".join(given_name.split()), " ".join(family_name.split())
        if not (given and family):
            raise DeskError(
                N_("A visitor needs a first and a last name."), N_("Enter the missing name.")
            )
        with self._store.write(self._auth.key) as tx:
            partner = tx.execute(
                select(r.partner.c.issue, r.partner.c.name)
                .join(r.roster_issue, r.roster_issue.c.issue == r.partner.c.issue)
                .where(r.roster_issue.c.state == "current", r.partner.c.partner_id == partner_id)
            ).first()
            if partner is None:
                raise DeskError(
                    N_("This partner is not on the roster."),
                    N_("Choose a partner from the list, or register the visitor as a guest."),
                )
            name = full_name(given, family)
            if not may_register(namesakes(tx, partner.issue, (name,))[name], partner_id):
                raise NotClearedError(
                    NAME_NOT_CLEARED,
                    N_(
                        "This visitor can’t come in. If this is a different person, {partner} can "
                        "add them to its list through the district."
                    ),
                    partner=partner.name,
                )
            return _add_person(tx, partner_id, partner.name, given, family, self._clock.now())

    @requires(Permission.REGISTER)
    def register_guest(self, name: str, organization: str = "") -> str:
        """Registers a visitor without a partner. Returns the guest's ID."""
        shown = " ".join(name.split())
        if not shown:
            raise DeskError(N_("A guest needs a name."), N_("Enter the guest’s name."))
        with self._store.write(self._auth.key) as tx:
            return _add_guest(tx, shown, " ".join(organization.split()), self._clock.now())


def write_down(
    tx: Connection, known: ResolvedCase, now: datetime, *, confirm: bool
) -> ResolvedCase:
    """Makes sure that the visitor being checked in is on record: someone who came by name alone is
    registered now; someone registered here is confirmed by being checked in (`confirm`)."""
    if not known.visitor_name:
        raise DeskError(
            N_("No visitor was given."),
            N_("Enter the visitor: a person from a partner or a guest."),
        )
    if known.visitor_key:
        if confirm and known.unconfirmed:
            _confirm(tx, known.visitor_key.removeprefix("person:"), now)
        return known
    if known.case.guest is not None:
        key = f"guest:{_add_guest(tx, known.visitor_name, '', now)}"
    else:
        given, _, family = known.visitor_name.rpartition(" ")
        partner = known.case.partner
        assert partner is not None  # the rules refuse a partner that the roster lacks
        person_id = _add_person(tx, partner.partner_id, partner.name, given, family, now)
        if confirm:
            _confirm(tx, person_id, now)
        key = f"person:{person_id}"
    return replace(known, visitor_key=key)


def _add_person(
    tx: Connection, partner_id: str, partner_name: str, given: str, family: str, now: datetime
) -> str:
    row = {
        "person_id": new_id(),
        "partner_id": partner_id,
        "partner_name": partner_name,
        "given_name": given,
        "family_name": family,
        "name_key": fold(f"{given} {family}"),
        "registered_at": now,
        "confirmed_at": None,
    }
    return journal.insert(tx, d.local_person, row, at=now, use_case="person.register")


def _confirm(tx: Connection, person_id: str, now: datetime) -> None:
    tx.execute(
        update(d.local_person)
        .where(d.local_person.c.person_id == person_id)
        .values(confirmed_at=now)
    )
    journal.record(
        tx,
        at=now,
        use_case="person.confirm",
        subject_id=person_id,
        payload={"person_id": person_id, "confirmed_at": now},
    )


def _add_guest(tx: Connection, name: str, organization: str, now: datetime) -> str:
    row = {
        "guest_id": new_id(),
        "name": name,
        "organization": organization,
        "name_key": fold(name),
        "registered_at": now,
    }
    return journal.insert(tx, d.guest, row, at=now, use_case="guest.register")
