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


class Act(StrEnum):
    """What can be done; each public method of a service names one."""

    LOOK = "look"  # lists, cards, search, directory, a day, requests
    PRINT = "print"  # the papers, without looking further
    VISIT = "visit"  # let in, turn away, see out, and take it back
    REGISTER = "register"  # write down somebody new
    ROSTER = "roster"  # take in what the district sends
    OFFICE = "office"  # which school this desk serves
    TERMS = "terms"  # import the district's own terms
    DAY_PLAN = "day_plan"  # the office's own bells, week and days
    REQUEST = "request"  # file, change and withdraw requests
    DECIDE = "decide"  # approve, decline, offer another time, confirm or disown
    OPEN_DOOR = "open_door"  # the emergency door, where no leader is in reach
    REVIEW = "review"  # look through an opened door afterwards
    FIND_STUDENT = "find_student"  # search requests by a student's reference
    DELEGATE = "delegate"  # let somebody else decide for a period
    ACCOUNTS = "accounts"  # make, end and reset accounts
    RECOVERY_KEY = "recovery_key"  # see and print the key of the data
    FLYERS = "flyers"  # receive, accept, return, hand out and post flyers; the log
    BOARDS = "boards"  # which boards the school set aside for information
    EVENTS = "events"  # note how a table or presentation went
    RELEASES = "releases"  # signed photo releases: counts, and by child where the school wants it
    BACKUP = "backup"  # make a copy of the data, under its key
    RESTORE = "restore"  # put a backup in the place of the data
    REPORTS = "reports"  # figures over a period, and what is kept about one visitor


_STAFF = frozenset({Role.DESK, Role.LEADER, Role.MANAGER})
_OFFICE = frozenset({Role.LEADER, Role.MANAGER})
_LEADER = frozenset({Role.LEADER})
_MANAGER = frozenset({Role.MANAGER})

PERMISSIONS: Mapping[Act, frozenset[Role]] = MappingProxyType(
    {
        Act.LOOK: _STAFF,
        Act.PRINT: frozenset(Role),
        Act.VISIT: _STAFF,
        Act.REGISTER: _STAFF,
        Act.ROSTER: _OFFICE,
        Act.OFFICE: _MANAGER,
        Act.TERMS: _MANAGER,
        Act.DAY_PLAN: _OFFICE,
        Act.REQUEST: _STAFF,
        Act.DECIDE: _LEADER,
        Act.OPEN_DOOR: _OFFICE,
        Act.REVIEW: _LEADER,
        Act.FIND_STUDENT: _LEADER,
        Act.DELEGATE: _LEADER,
        Act.ACCOUNTS: _MANAGER,
        Act.RECOVERY_KEY: _MANAGER,
        Act.FLYERS: _STAFF,
        Act.BOARDS: _OFFICE,
        Act.EVENTS: _STAFF,
        Act.RELEASES: _STAFF,
        Act.BACKUP: _STAFF,
        Act.RESTORE: _MANAGER,
        Act.REPORTS: _OFFICE,
    }
)

# While no account was made yet there is nobody to tell apart, and the desk works all the same.
# What a leader has to answer for waits until there is one.
WITHOUT_ACCOUNTS = frozenset(Act) - {
    Act.TERMS,
    Act.DECIDE,
    Act.OPEN_DOOR,
    Act.REVIEW,
    Act.FIND_STUDENT,
    Act.DELEGATE,
}

# A leader who delegates lends these, for the period.
LENT = frozenset({Act.DECIDE, Act.REVIEW, Act.FIND_STUDENT})


def may(role: Role | None, act: Act, *, lent: bool = False) -> bool:
    """Whether a role may do this. `role` None: no account was made yet. `lent`: a leader delegated
    to this account, and the period lasts."""
    if role is None:
        return act in WITHOUT_ACCOUNTS
    return role in PERMISSIONS[act] or (lent and act in LENT)
