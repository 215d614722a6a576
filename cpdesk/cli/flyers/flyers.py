"""`cpdesk flyers …`: from the delivery to the log."""

from __future__ import annotations

from datetime import date, datetime, time

from cpdesk.cli.core import leaving, typed
from cpdesk.cli.core.command import (
    Args,
    Argument,
    Call,
    Group,
    OneOf,
    arg,
    choice,
    flag,
    number,
    option,
    path,
    sentence,
)
from cpdesk.cli.core.json_output import Plain
from cpdesk.cli.flyers import flyer_classes
from cpdesk.ids import new_id
from cpdesk.policy.flyers import (
    BY_RULE,
    CHECK,
    RETURN_REASONS,
    Answer,
    Channel,
    Check,
    HandedHow,
    Surplus,
)
from cpdesk.records.flyer_intake import FlyerApproval, MemoDraft, Received, Return
from cpdesk.records.flyers import (
    DeliveryQueue,
    DeliveryRecord,
    FlyerFile,
    HandedOut,
    PlannedClass,
    Post,
)
from cpdesk.words import N_, Words

_NEXT = {
    "check": N_("check"),
    "plan": N_("plan the classes"),
    "hand_out": N_("hand out"),
    "post": N_("post"),
    "take_down": N_("take down"),
    "finish": N_("finish"),
    "hang": N_("posted"),
    "": N_("done"),
}

# -- in text ---------------------------------------------------------------------------------------


def _queue_text(words: Words, queue: DeliveryQueue) -> str:
    return "\n".join(
        f"{one.delivery_id}  {words.text(_NEXT[one.next]):<18} {one.title} ({one.partner_name})"
        for one in (*queue.to_do, *queue.done)
    )


def _approvals_text(words: Words, found: tuple[FlyerApproval, ...]) -> str:
    return "\n".join(
        f"{one.key:<14} {one.title} ({one.partner_name}): "
        f"{words.sentence(one.finding.says, one.finding.facts)}"
        for one in found
    )


def _text(words: Words, one: DeliveryRecord) -> str:
    """A delivery in a few lines."""
    tally = one.tally
    lines = [
        f"{one.delivery_id}  {one.title} ({one.partner_name})",
        words.text(
            N_(
                "{received} received, {out} of {planned} handed out, {posted} posted, "
                "{returned} returned, {over} over"
            )
            if tally.over >= 0
            else N_(
                "{received} received, {out} of {planned} handed out, {posted} posted, "
                "{returned} returned, {short} short"
            ),
            received=tally.received,
            out=tally.out,
            planned=tally.planned,
            posted=tally.posted,
            returned=tally.returned,
            over=tally.over,
            short=-tally.over,
        ),
    ]
    for line in one.checks:
        if line.answer in (Answer.OPEN, Answer.NO):
            said = words.text("not answered") if line.answer is Answer.OPEN else words.text("no")
            lines.append(f"  [{said}] {line.check.value}: {words.text(CHECK[line.check])}")
    for row in one.lines:
        why = f"  {words.sentence(row.finding.says, row.finding.facts)}" if row.finding else ""
        when = words.moment(row.handed_at) if row.handed_at else ""
        lines.append(f"  {row.class_name:<10} {row.copies:>4}  {row.state.value:<9} {when}{why}")
    lines += [f"  {one.post_id}  {one.board_name}  {one.take_down_on or ''}" for one in one.posts]
    for back in one.returns:
        copies = words.count("{n} copy", "{n} copies", back.copies)
        when = words.moment(back.returned_at)
        lines.append("  " + words.text("{copies} returned, {when}", copies=copies, when=when))
        lines += [f"    {words.text(RETURN_REASONS[code])}" for code in back.reasons]
        lines += [f"    {back.note}"] if back.note else []
    return "\n".join(line.rstrip() for line in lines)


def _handed_text(words: Words, done: HandedOut) -> str:
    return words.count("{n} copy handed out.", "{n} copies handed out.", done.copies)


# -- the commands ----------------------------------------------------------------------------------

COMMANDS = Group()
FLYERS = COMMANDS.group("flyers", "manage flyers, from delivery to log", "ACTION")
_DELIVERY, _SEARCH = arg("delivery", "ID"), option("--text", help="text to search for")
_WAY = arg(
    "--way", "WAY", nargs="+", choices=[one.value for one in Channel], default=["carry_home"]
)
_HANDED_TO = option("--handed-to", "NAME")
_ASKED = tuple(check.value for check in Check if check not in BY_RULE)


def _why(*, required: bool) -> tuple[Argument, ...]:
    """Why copies are returned."""
    reasons = choice(
        "--reason",
        RETURN_REASONS,
        "why copies are returned",
        nargs="+",
        default=[],
        required=required,
    )
    return (reasons, option("--note"), _HANDED_TO)


def _classes(help: str, *, required: bool = False) -> Argument:
    return arg("--class", "C", help, dest="classes", nargs="+", default=[], required=required)


def _version(call: Call) -> int:
    """A command always works on the delivery as it is now."""
    return call.services.deliveries.delivery(call.args.delivery).version


def _ways(args: Args) -> tuple[Channel, ...]:
    return tuple(Channel(one) for one in args.way)


def _noon(call: Call, on: date | None) -> datetime | None:
    """For a past day, no one knows the minute."""
    today = leaving.today(call.services)
    return None if on in (None, today) else datetime.combine(on, time(12), call.words.zone)


def _back(args: Args) -> Return:
    return Return(tuple(args.reason), args.note, args.handed_to)


def _lines(call: Call) -> tuple[str, ...]:
    plan = call.services.deliveries.delivery(call.args.delivery).lines
    return flyer_classes.of_plan(call.args.classes, plan)


@FLYERS.command("list what to do, and what was done this term", _queue_text, _SEARCH)
def _list(call: Call) -> DeliveryQueue:
    return call.services.deliveries.queue(call.args.text)


@FLYERS.command(
    "list what the district approved, and memos recorded here", _approvals_text, _SEARCH
)
def _approvals(call: Call) -> tuple[FlyerApproval, ...]:
    return call.services.deliveries.approvals(call.args.text)


@FLYERS.command("show one delivery in full", _text, _DELIVERY)
def _show(call: Call) -> DeliveryRecord:
    return call.services.deliveries.delivery(call.args.delivery)


@FLYERS.command(
    "record an approval from a partner's approval memo",
    sentence("{key}"),
    arg("--partner", "PARTNER", "ID or name of the partner", required=True),
    arg("--title", "TITLE", "title of the flyer", required=True),
    arg("--number", "NUMBER", "approval number", required=True, dest="approval_number"),
    arg("--memo-on", "MEMO_ON", "date of the memo", required=True),
    arg("--from", "D", "start of the approval (default: the memo's date)", dest="approved_on"),
    arg("--to", "D", "end of the approval", dest="expires_on"),
    option("--instead-of", "KEY", "replace a memo that was recorded wrong"),
    option("--grades", "LOW-HIGH", "grades, such as K-3"),
    _WAY,
)
def _memo(call: Call) -> FlyerApproval:
    args = call.args
    low, _, high = args.grades.partition("-")
    memo = typed.record(
        MemoDraft,
        args,
        channels=_ways(args),
        grade_low=typed.grade(low),
        grade_high=typed.grade(high or low),
    )
    return call.services.deliveries.record_memo(memo, instead_of=args.instead_of)


@FLYERS.command(
    "withdraw a recorded memo (`flyers approvals` lists them)",
    sentence(N_("The memo was withdrawn.")),
    arg("key", "KEY"),
)
def _withdraw_memo(call: Call) -> Plain:
    call.services.deliveries.withdraw_memo(call.args.key)
    return {"key": call.args.key}


@FLYERS.command(
    "record a flyer delivery",
    _text,
    option("--approval", "KEY", "approval key, as shown by `flyers approvals`"),
    option("--partner", "PARTNER"),
    option("--title", "TITLE"),
    option("--brought-by", "BROUGHT_BY"),
    option("--note", "NOTE"),
    number("--copies"),
    number("--bundles", default=0),
    arg("--on", "D", "day of the delivery (default: now)"),
    flag("--fee", "the flyer names a fee"),
    _WAY,
)
def _receive(call: Call) -> DeliveryRecord:
    args = call.args
    at = _noon(call, typed.day(args.on))
    received = typed.record(Received, args, channels=_ways(args), received_at=at)
    return call.services.deliveries.receive(received, new_id())


@FLYERS.command(
    "answer lines of the checklist",
    _text,
    _DELIVERY,
    *(arg(said, "LINE", nargs="*", default=[], choices=_ASKED) for said in ("--yes", "--no")),
)
def _check(call: Call) -> DeliveryRecord:
    args = call.args
    said = [(Check(one), Answer.YES) for one in args.yes]
    said += [(Check(one), Answer.NO) for one in args.no]
    return call.services.deliveries.check(args.delivery, _version(call), tuple(said))


@FLYERS.command("accept all copies", _text, _DELIVERY)
def _accept(call: Call) -> DeliveryRecord:
    return call.services.deliveries.accept(call.args.delivery, _version(call))


@FLYERS.command(
    "accept some copies and return the rest",
    _text,
    _DELIVERY,
    number("--returned", required=True),
    *_why(required=True),
)
def _accept_part(call: Call) -> DeliveryRecord:
    args, deliveries = call.args, call.services.deliveries
    return deliveries.accept_in_part(args.delivery, _version(call), args.returned, _back(args))


@FLYERS.command("return all copies, with reasons", _text, _DELIVERY, *_why(required=True))
def _return(call: Call) -> DeliveryRecord:
    args = call.args
    return call.services.deliveries.give_back(args.delivery, _version(call), _back(args))


@FLYERS.command(
    "attach a PDF or picture to a delivery",
    sentence("{name}"),
    _DELIVERY,
    path("file", "FILE"),
    choice("--what", ("flyer", "memo"), default="flyer"),
)
def _attach(call: Call) -> FlyerFile:
    return call.services.deliveries.attach(call.args.delivery, call.args.what, call.args.file)


@FLYERS.command(
    "plan the classes (default: all of the approved grades)",
    _text,
    _DELIVERY,
    _classes("a roster CLASS or CLASS=COPIES; for other classes, NAME:GRADE=COPIES"),
)
def _plan(call: Call) -> DeliveryRecord:
    args, service, version = call.args, call.services.handouts, _version(call)
    if not args.classes:
        return service.plan_all(args.delivery, version)
    classes = service.class_list().roster
    wanted = []
    for said in args.classes:
        name, _, copies = said.partition("=")
        named, _, of_grade = name.rpartition(":")
        class_id, count = flyer_classes.of_roster(name, classes), typed.number_of_copies(copies)
        if named and not class_id:
            grade = typed.grade(of_grade)
            wanted.append(PlannedClass("", named, class_grade=grade, copies=count))
        else:
            wanted.append(PlannedClass(class_id or name, copies=count))
    return service.plan(args.delivery, version, tuple(wanted))


@FLYERS.command(
    "hand out copies (default: every class still waiting)",
    _handed_text,
    _DELIVERY,
    _classes("class name or ID"),
    choice("--how", HandedHow, default="mailbox"),
    _HANDED_TO,
)
def _hand_out(call: Call) -> HandedOut:
    args, service = call.args, call.services.handouts
    return service.hand_out(args.delivery, _lines(call), HandedHow(args.how), args.handed_to)


@FLYERS.command("undo a hand-out", _text, _DELIVERY, _classes("class name or ID", required=True))
def _take_back(call: Call) -> DeliveryRecord:
    return call.services.handouts.take_back(call.args.delivery, _lines(call))


@FLYERS.command(
    "mark a delivery as done", _text, _DELIVERY, choice("--surplus", Surplus), *_why(required=False)
)
def _finish(call: Call) -> DeliveryRecord:
    args, service = call.args, call.services.handouts
    surplus = Surplus(args.surplus) if args.surplus else None
    back = _back(args) if surplus is Surplus.RETURNED else None
    return service.finish(args.delivery, _version(call), surplus, back)


@FLYERS.command(
    "post a flyer on a board or electronically",
    sentence("{post_id}"),
    _DELIVERY,
    OneOf(
        (
            arg("--board", "NAME"),
            arg("--electronic", "WHERE", "where it is posted, such as the family newsletter"),
        ),
        required=True,
    ),
    number("--copies", default=1),
    arg("--until", "D", "day to take it down"),
)
def _post(call: Call) -> Post:
    args, boards = call.args, call.services.boards
    until, key = typed.day(args.until), new_id()
    if args.electronic:
        return boards.post_electronic(args.delivery, args.electronic, until, post_id=key)
    board = flyer_classes.of_boards(args.board, boards.boards()).board_id
    return boards.post(args.delivery, board, args.copies, until, post_id=key)


@FLYERS.command("take a flyer down from a board", sentence("{board_name}"), arg("post", "POST"))
def _take_down(call: Call) -> Post:
    return call.services.boards.take_down(call.args.post)
