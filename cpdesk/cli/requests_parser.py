"""What can be typed after `cpdesk requests` and `cpdesk calendar`."""

from __future__ import annotations

import argparse
from pathlib import Path

from cpdesk.policy.decline_reasons import DECLINE_REASONS
from cpdesk.policy.outcome import Door
from cpdesk.policy.requests import Kind

VERDICTS = ("approve", "decline", "offer", "confirm", "disown", "open-door", "review")


def requests(to: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The actions below `requests`."""
    actions = to.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, says: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=says, description=says, parents=[common])

    add = action("add", "file a request")
    _ask(add)
    how = add.add_mutually_exclusive_group()
    how.add_argument("--file", action="store_true", help="send it to a school leader (default)")
    how.add_argument("--draft", action="store_true", help="save it as a draft to send later")

    listed = action("list", "list requests, most urgent first")
    listed.add_argument(
        "--show", choices=("waiting", "approved", "declined", "all"), default="waiting"
    )
    listed.add_argument(
        "--student", metavar="REF", help="only requests about this student (school leaders)"
    )

    show = action("show", "show one request and its decisions")
    _one(show)

    decide = action("decide", "decide a request")
    _one(decide)
    decide.add_argument("verdict", choices=VERDICTS)
    decide.add_argument(
        "--reason-code", choices=tuple(DECLINE_REASONS), help="reason from the list"
    )
    decide.add_argument("--reason", metavar="TEXT", help="reason in your own words")
    for name, says in (
        ("--day", "approve for another day, such as 2026-11-24"),
        ("--start", "approve for another time, such as 11:35"),
        ("--end", "approve until this time, such as 12:05"),
        ("--place", "approve for another place"),
        ("--valid-until", "for “this visit”: waive the findings until this day"),
    ):
        decide.add_argument(name, metavar=name.strip("-").upper(), help=says)
    decide.add_argument(
        "--offer",
        action="append",
        default=[],
        metavar="FROM/TO",
        help="time to offer, such as 2026-11-24T11:35/12:05 (up to five)",
    )
    decide.add_argument(
        "--knowing",
        action="store_true",
        help="confirm the class time that an exception takes, or a time conflict",
    )
    _version(decide)

    find = action("find-times", "find times that work, best first")
    _ask(find)
    find.add_argument("--minutes", type=int, metavar="N", help="length in minutes")

    withdraw = action("withdraw", "withdraw a request")
    _one(withdraw)
    _version(withdraw)

    take = action("take-offer", "accept an offered time")
    _one(take)
    take.add_argument("n", type=int, metavar="N", help="number of the offered time, starting at 1")
    _version(take)


def calendar(to: argparse.ArgumentParser) -> None:
    """A partner's times, or the school's day, as a calendar file."""
    which = to.add_mutually_exclusive_group(required=True)
    which.add_argument("--partner", metavar="ID", help="this partner's approved times")
    which.add_argument("--day", metavar="D", help="all partners on this day, such as 2026-11-24")
    to.add_argument("--out", type=Path, required=True, metavar="FILE.ics")


def _one(to: argparse.ArgumentParser) -> None:
    to.add_argument("request", metavar="ID", help="request ID")


def _version(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "--version",
        type=int,
        metavar="N",
        help="version of the request you looked at (default: the current one)",
    )


_TEXTS = (
    ("--partner", "ID", "ID or full name of the partner"),
    ("--activity", "ID", "ID of the activity it belongs to"),
    ("--day", "D", "date, such as 2026-11-24"),
    ("--start", "TIME", "start time, in school time, such as 11:35"),
    ("--end", "TIME", "end time, such as 12:05"),
    ("--weekly-until", "D", "repeat weekly through this day"),
    ("--place", "TEXT", "room or place"),
    ("--teacher", "NAME", "teacher of the class"),
    ("--host", "NAME", "staff member who is hosting the visitor"),
    ("--event", "TEXT", "school event, for a table"),
    ("--student", "REF", "the school's reference for the student, never a name"),
    ("--student-grade", "G", "the student's grade: PK, K, or 1 to 12"),
    ("--grade", "G", "grade of the class, or of the student for a meeting with a student"),
    ("--reason", "TEXT", "reason; for an exception, the written reason"),
    ("--agency", "TEXT", "agency, for a visit required by law"),
    ("--officer", "TEXT", "officer's name and number"),
    ("--visitor", "KEY", "for “this visit”: person:ID or guest:ID"),
    ("--visitor-name", "NAME", "for “this visit”: the visitor's name"),
    ("--valid-until", "D", "for “this visit”: valid through (default: one visit)"),
)


def _ask(to: argparse.ArgumentParser) -> None:
    """Every field of the form."""
    to.add_argument(
        "--kind", required=True, choices=tuple(kind.value for kind in Kind if _filed(kind))
    )
    for name, what, says in _TEXTS:
        to.add_argument(name, metavar=what, help=says)
    to.add_argument(
        "--person",
        action="append",
        default=[],
        metavar="ID",
        help="who is coming (can be repeated)",
    )
    to.add_argument("--family-knows", choices=("yes", "no"), help="whether the family knows")
    to.add_argument(
        "--releases", type=int, metavar="N", help="number of signed photo releases on file"
    )
    to.add_argument("--group-size", type=int, metavar="N", help="number of students")
    to.add_argument(
        "--door",
        "--exception",
        choices=tuple(door.value for door in Door),
        help="exception that allows class time",
    )
    to.add_argument(
        "--lift",
        action="append",
        default=[],
        metavar="CODE",
        help="for “this visit”: finding the leader is asked to waive (can be repeated)",
    )


def _filed(kind: Kind) -> bool:
    """A verbal approval is recorded by the front desk at check-in, never filed."""
    return kind is not Kind.RELAYED
