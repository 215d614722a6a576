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
    how.add_argument("--file", action="store_true", help="send it to the leader (the default)")
    how.add_argument("--draft", action="store_true", help="keep it, and send it later")

    listed = action("list", "the requests, the most urgent first")
    listed.add_argument(
        "--show", choices=("waiting", "approved", "declined", "all"), default="waiting"
    )
    listed.add_argument("--student", metavar="REF", help="only about this student (leaders)")

    show = action("show", "one request with everything that was decided about it")
    _one(show)

    decide = action("decide", "decide a request")
    _one(decide)
    decide.add_argument("verdict", choices=VERDICTS)
    decide.add_argument(
        "--reason-code", choices=tuple(DECLINE_REASONS), help="a reason from the list"
    )
    decide.add_argument("--reason", metavar="TEXT", help="the reason in your words")
    for name, says in (
        ("--day", "approve for another day, such as 2026-11-24"),
        ("--start", "approve for another time, such as 11:35"),
        ("--end", "until when, such as 12:05"),
        ("--place", "approve for another place"),
        ("--valid-until", "of this visit: until when the findings are lifted"),
    ):
        decide.add_argument(name, metavar=name.strip("-").upper(), help=says)
    decide.add_argument(
        "--offer",
        action="append",
        default=[],
        metavar="FROM/TO",
        help="a time to offer, such as 2026-11-24T11:35/12:05 (up to five)",
    )
    decide.add_argument(
        "--knowing",
        action="store_true",
        help="you know that it takes class time by an exception, or that something clashes",
    )
    _version(decide)

    find = action("find-times", "the times that fit, the best first")
    _ask(find)
    find.add_argument("--minutes", type=int, metavar="N", help="how long")

    withdraw = action("withdraw", "take a request back")
    _one(withdraw)
    _version(withdraw)

    take = action("take-offer", "take a time that was offered instead")
    _one(take)
    take.add_argument("n", type=int, metavar="N", help="which of the offered times, from 1")
    _version(take)


def calendar(to: argparse.ArgumentParser) -> None:
    """A partner's times, or the school's day, as a calendar file."""
    which = to.add_mutually_exclusive_group(required=True)
    which.add_argument("--partner", metavar="ID", help="the approved times of this partner")
    which.add_argument("--day", metavar="D", help="every partner of this day, such as 2026-11-24")
    to.add_argument("--out", type=Path, required=True, metavar="FILE.ics")


def _one(to: argparse.ArgumentParser) -> None:
    to.add_argument("request", metavar="ID", help="id of the request")


def _version(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "--version", type=int, metavar="N", help="of the request that you looked at (default: now)"
    )


_TEXTS = (
    ("--partner", "ID", "id or full name of the partner"),
    ("--activity", "ID", "id of the activity that it belongs to"),
    ("--day", "D", "such as 2026-11-24"),
    ("--start", "TIME", "in the school's time, such as 11:35"),
    ("--end", "TIME", "such as 12:05"),
    ("--weekly-until", "D", "the same weekday and time up to this day"),
    ("--place", "TEXT", "the room"),
    ("--teacher", "NAME", "whose class it is"),
    ("--host", "NAME", "the staff member who receives the visitor"),
    ("--event", "TEXT", "which of the school's events, for a table"),
    ("--student", "REF", "the school's reference of the student, never a name"),
    ("--student-grade", "G", "grade of the student: PK, K or 1 to 12"),
    ("--grade", "G", "grade of the class; of a meeting with a student, the student's"),
    ("--reason", "TEXT", "why; the written reason of an exception"),
    ("--agency", "TEXT", "who is sent by the law"),
    ("--officer", "TEXT", "the officer's name and number"),
    ("--visitor", "KEY", "of this visit: person:ID or guest:ID"),
    ("--visitor-name", "NAME", "of this visit: the visitor's name"),
    ("--valid-until", "D", "of this visit: until when (default: once)"),
)


def _ask(to: argparse.ArgumentParser) -> None:
    """Every field of the form."""
    to.add_argument(
        "--kind", required=True, choices=tuple(kind.value for kind in Kind if _filed(kind))
    )
    for name, what, says in _TEXTS:
        to.add_argument(name, metavar=what, help=says)
    to.add_argument(
        "--person", action="append", default=[], metavar="ID", help="who comes (may be repeated)"
    )
    to.add_argument("--family-knows", choices=("yes", "no"), help="whether the family was told")
    to.add_argument("--releases", type=int, metavar="N", help="signed photo releases on file")
    to.add_argument("--group-size", type=int, metavar="N", help="how many students")
    to.add_argument(
        "--door",
        "--exception",
        choices=tuple(door.value for door in Door),
        help="the exception by which it may take class time",
    )
    to.add_argument(
        "--lift",
        action="append",
        default=[],
        metavar="CODE",
        help="of this visit: a finding that the leader is asked to lift (may be repeated)",
    )


def _filed(kind: Kind) -> bool:
    """A relayed yes is written by the desk when it lets somebody in, never filed."""
    return kind is not Kind.RELAYED
