"""Who may do what: the one table. Services enforce it, tests walk it, pages only read it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What an account is for. `printer` is for scheduled printing without a person."""

    DESK = "desk"
    LEADER = "leader"  # principal, assistant principal
    MANAGER = "manager"  # office manager
    PRINTER = "printer"


class Permission(StrEnum):
    """What can be done; each public method of a service names one."""

    LOOK = "look"  # lists, cards, search, directory, a day, requests
    PRINT = "print"  # the papers, without looking further
    VISIT = "visit"  # check in, turn away, check out, and undo it
    REGISTER = "register"  # register someone new
    ROSTER = "roster"  # import what the district sends
    OFFICE = "office"  # which school this front desk serves
    TERMS = "terms"  # import the district's own terms
    DAY_PLAN = "day_plan"  # the office's own bell schedules, week and days
    REQUEST = "request"  # file, change and withdraw requests
    DECIDE = "decide"  # approve, decline, offer another time, confirm or reject
    OPEN_DOOR = "open_door"  # emergency approval, when no leader can be reached
    REVIEW = "review"  # review an emergency approval afterwards
    FIND_STUDENT = "find_student"  # search requests by a student's reference
    DELEGATE = "delegate"  # let someone else decide for a period
    ACCOUNTS = "accounts"  # make, end and reset accounts
    RECOVERY_KEY = "recovery_key"  # see and print the key of the data
    FLYERS = "flyers"  # receive, accept, return, hand out and post flyers; the log
    BOARDS = "boards"  # which boards the school set aside for information
    EVENTS = "events"  # record how a table or presentation went
    RELEASES = "releases"  # signed photo releases: counts, and by student if the school wants that
    BACKUP = "backup"  # make a copy of the data, under its key
    RESTORE = "restore"  # replace the data with a backup
    REPORTS = "reports"  # figures over a period, and what is kept about one visitor


_STAFF = frozenset({Role.DESK, Role.LEADER, Role.MANAGER})
_OFFICE = frozenset({Role.LEADER, Role.MANAGER})
_LEADER = frozenset({Role.LEADER})
_MANAGER = frozenset({Role.MANAGER})

PERMISSIONS: Mapping[Permission, frozenset[Role]] = MappingProxyType(
    {
        Permission.LOOK: _STAFF,
        Permission.PRINT: frozenset(Role),
        Permission.VISIT: _STAFF,
        Permission.REGISTER: _STAFF,
        Permission.ROSTER: _OFFICE,
        Permission.OFFICE: _MANAGER,
        Permission.TERMS: _MANAGER,
        Permission.DAY_PLAN: _OFFICE,
        Permission.REQUEST: _STAFF,
        Permission.DECIDE: _LEADER,
        Permission.OPEN_DOOR: _OFFICE,
        Permission.REVIEW: _LEADER,
        Permission.FIND_STUDENT: _LEADER,
        Permission.DELEGATE: _LEADER,
        Permission.ACCOUNTS: _MANAGER,
        Permission.RECOVERY_KEY: _MANAGER,
        Permission.FLYERS: _STAFF,
        Permission.BOARDS: _OFFICE,
        Permission.EVENTS: _STAFF,
        Permission.RELEASES: _STAFF,
        Permission.BACKUP: _STAFF,
        Permission.RESTORE: _MANAGER,
        Permission.REPORTS: _OFFICE,
    }
)

# Until the first account is made there is no one to tell apart, and the front desk works anyway.
# What a leader has to answer for waits until there is one.
WITHOUT_ACCOUNTS = frozenset(Permission) - {
    Permission.TERMS,
    Permission.DECIDE,
    Permission.OPEN_DOOR,
    Permission.REVIEW,
    Permission.FIND_STUDENT,
    Permission.DELEGATE,
}

# A leader who delegates lends these for the period.
LENT = frozenset({Permission.DECIDE, Permission.REVIEW, Permission.FIND_STUDENT})


def may(role: Role | None, act: Permission, *, lent: bool = False) -> bool:
    """Whether a role may do this. `role` None: no account has been made yet. `lent`: a leader
    delegated to this account, and the period is not over."""
    if role is None:
        return act in WITHOUT_ACCOUNTS
    return role in PERMISSIONS[act] or (lent and act in LENT)
