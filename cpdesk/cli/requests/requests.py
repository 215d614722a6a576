"""`cpdesk requests …`: file, look, decide, find times, withdraw; `cpdesk calendar`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cpdesk.cli.core import typed
from cpdesk.cli.core.command import (
    Args,
    Call,
    Group,
    OneOf,
    arg,
    choice,
    flag,
    number,
    options,
    path,
    repeated,
)
from cpdesk.cli.core.json_output import Plain
from cpdesk.cli.core.leaving import saved_text
from cpdesk.cli.requests.request_answers import record_text, rows_text, times_text
from cpdesk.documents.ical import ical
from cpdesk.errors import DeskError
from cpdesk.policy.approval.decline_reasons import DECLINE_REASONS
from cpdesk.policy.approval.requests import Kind, Verdict
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.records.requests import (
    Ask,
    DecisionDraft,
    FreeTimes,
    RequestRecord,
    RequestRow,
    Student,
)
from cpdesk.services.printing.printing import save_pdf
from cpdesk.words import N_

VERDICTS: Mapping[str, Verdict] = MappingProxyType(
    {
        "approve": Verdict.APPROVE,
        "decline": Verdict.DECLINE,
        "offer": Verdict.OFFER,
        "confirm": Verdict.CONFIRM,
        "disown": Verdict.DISOWN,
        "open-door": Verdict.OPEN_DOOR,
        "review": Verdict.REVIEW,
    }
)


def _version(call: Call) -> int:
    """The version that was looked at; otherwise the current one."""
    if call.args.version is not None:
        return int(call.args.version)
    return call.services.decisions.request(call.args.request).version


def ask(args: Args) -> Ask:
    """The form, from its options. DeskError names the value that can't be read."""
    kind = Kind(args.kind)
    grade, of_student = typed.grade(args.grade), typed.grade(args.student_grade)
    if kind is Kind.MEET_STUDENT:  # there is no class, so the only grade is the student's
        of_student, grade = grade if of_student is None else of_student, None
    reference = typed.plain("student", args.student)
    known = bool(reference) or of_student is not None
    return typed.record(
        Ask,
        args,
        kind=kind,
        student=Student(reference, of_student) if known else None,
        grade=grade,
        people=typed.plains("person", args.person),
        family_knows=None if args.family_knows is None else args.family_knows == "yes",
        door=ExceptionKind(args.door) if args.door else None,
        visitor_key=typed.plain("visitor", args.visitor),
        lift_codes=typed.plains("lift", args.lift),
    )


COMMANDS = Group()
_REQUESTS = COMMANDS.group("requests", "file, list, and decide requests", "ACTION")
_REQUEST = arg("request", "ID", "request ID")
_VERSION = number(
    "--version", help="version of the request you looked at (default: the current one)"
)
# Every field of the form. A verbal approval is recorded by the front desk at check-in, never filed.
_FORM = (
    choice("--kind", (kind for kind in Kind if kind is not Kind.RELAYED), required=True),
    *options(
        Ask,
        partner=("ID", "ID or full name of the partner"),
        activity=("ID", "ID of the activity it belongs to"),
        day=("D", "date, such as 2026-11-24"),
        start=("TIME", "start time, in school time, such as 11:35"),
        end=("TIME", "end time, such as 12:05"),
        weekly_until=("D", "repeat weekly through this day"),
        place=("TEXT", "room or place"),
        teacher=("NAME", "teacher of the class"),
        host=("NAME", "staff member who is hosting the visitor"),
        event=("TEXT", "school event, for a table"),
    ),
    arg("--student", "REF", "the school's reference for the student, never a name"),
    arg("--student-grade", "G", "the student's grade: PK, K, or 1 to 12"),
    *options(
        Ask,
        grade=("G", "grade of the class, or of the student for a meeting with a student"),
        reason=("TEXT", "reason; for an exception, the written reason"),
        agency=("TEXT", "agency, for a visit required by law"),
        officer=("TEXT", "officer's name and number"),
    ),
    arg("--visitor", "KEY", "for “this visit”: person:ID or guest:ID"),
    *options(
        Ask,
        visitor_name=("NAME", "for “this visit”: the visitor's name"),
        valid_until=("D", "for “this visit”: valid through (default: one visit)"),
    ),
    repeated("--person", "ID", "who is coming (can be repeated)"),
    choice("--family-knows", ("yes", "no"), "whether the family knows"),
    *options(
        Ask,
        releases=("N", "number of signed photo releases on file"),
        group_size=("N", "number of students"),
    ),
    choice("--door", ExceptionKind, "exception that allows class time", "--exception"),
    repeated(
        "--lift", "CODE", "for “this visit”: finding the leader is asked to waive (can be repeated)"
    ),
)


@_REQUESTS.command(
    "file a request",
    record_text,
    *_FORM,
    OneOf(
        (
            flag("--file", "send it to a school leader (default)"),
            flag("--draft", "save it as a draft to send later"),
        )
    ),
)
def _add(call: Call) -> RequestRecord:
    asked, filings = ask(call.args), call.services.filings
    return filings.save_draft(asked) if call.args.draft else filings.file(asked)


@_REQUESTS.command(
    "list requests, most urgent first",
    rows_text,
    choice("--show", ("waiting", "approved", "declined", "all"), default="waiting"),
    arg("--student", "REF", "only requests about this student (school leaders)"),
)
def _list(call: Call) -> tuple[RequestRow, ...]:
    call.services.decisions.settle()
    return call.services.decisions.queue(call.args.show, call.args.student or "").rows


@_REQUESTS.command("show one request and its decisions", record_text, _REQUEST)
def _show(call: Call) -> RequestRecord:
    call.services.decisions.settle()
    return call.services.decisions.request(call.args.request)


@_REQUESTS.command(
    "decide a request",
    record_text,
    _REQUEST,
    choice("verdict", VERDICTS),
    choice("--reason-code", DECLINE_REASONS, "reason from the list"),
    *options(
        DecisionDraft,
        reason=("TEXT", "reason in your own words"),
        day=("DAY", "approve for another day, such as 2026-11-24"),
        start=("START", "approve for another time, such as 11:35"),
        end=("END", "approve until this time, such as 12:05"),
        place=("PLACE", "approve for another place"),
        valid_until=("VALID-UNTIL", "for “this visit”: waive the findings until this day"),
    ),
    repeated("--offer", "FROM/TO", "time to offer, such as 2026-11-24T11:35/12:05 (up to five)"),
    flag("--knowing", "confirm the class time that an exception takes, or a time conflict"),
    _VERSION,
)
def _decide(call: Call) -> RequestRecord:
    args, zone = call.args, call.words.zone
    said = typed.record(
        DecisionDraft,
        args,
        request_id=args.request,
        version=_version(call),
        verdict=VERDICTS[args.verdict],
        offers=tuple(typed.window(one, zone) for one in args.offer),
    )
    return call.services.decisions.decide(said)


@_REQUESTS.command(
    "find times that work, best first",
    times_text,
    *_FORM,
    number("--minutes", help="length in minutes"),
)
def _find_times(call: Call) -> FreeTimes:
    return call.services.times.find(ask(call.args), call.args.minutes or 0)


@_REQUESTS.command("withdraw a request", record_text, _REQUEST, _VERSION)
def _withdraw(call: Call) -> RequestRecord:
    return call.services.filings.withdraw(call.args.request, _version(call))


@_REQUESTS.command(
    "accept an offered time",
    record_text,
    _REQUEST,
    number("n", help="number of the offered time, starting at 1"),
    _VERSION,
)
def _take_offer(call: Call) -> RequestRecord:
    # People count from 1; the service counts the offered windows from 0.
    return call.services.filings.take_offer(call.args.request, _version(call), call.args.n - 1)


@COMMANDS.command(
    "create a calendar file (.ics)",
    saved_text,
    OneOf(
        (
            arg("--partner", "ID", "this partner's approved times"),
            arg("--day", "D", "all partners on this day, such as 2026-11-24"),
        ),
        required=True,
    ),
    path("--out", "FILE.ics", required=True),
)
def _calendar(call: Call) -> Plain:
    """Writes the file that was asked for."""
    args, calendars, words = call.args, call.services.calendars, call.words
    of = typed.day(args.day)
    if of is not None:
        found = calendars.day(of)
    elif args.partner:
        found = calendars.partner(args.partner)
    else:
        raise DeskError(
            N_("A calendar covers either one partner or one day."), N_("Use --partner or --day.")
        )
    title = (found.school_name, found.partner_name, words.day(found.day) if found.day else "")
    file = ical(
        found.entries,
        words,
        title=" · ".join(part for part in title if part),
        school=found.school_name,
    )
    save_pdf(file, args.out)
    return {"out": args.out, "bytes": len(file), "events": len(found.entries)}
