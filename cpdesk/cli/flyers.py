"""`cpdesk flyers …` and `cpdesk boards …`: from the delivery to the log."""

from __future__ import annotations

import argparse
from datetime import date, datetime, time

from cpdesk.cli import answers, flyer_classes
from cpdesk.cli.plain import plain
from cpdesk.cli.requests import day
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.policy import grades
from cpdesk.policy.flyers import (
    CHANNEL,
    CHECK,
    RETURN_REASONS,
    Answer,
    Channel,
    Check,
    HandedHow,
    Surplus,
)
from cpdesk.records.flyer_intake import MemoDraft, Received, Return
from cpdesk.records.flyers import Board, DeliveryRecord, LogFilter, PlannedClass
from cpdesk.services.counter import Counter
from cpdesk.words import N_, Words

Args = argparse.Namespace

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


def run(counter: Counter, args: Args, as_json: bool) -> None:
    """One of the actions below `cpdesk flyers`."""
    _ACTIONS[args.action](counter, args, as_json)


def run_boards(counter: Counter, args: Args, as_json: bool) -> None:
    """One of the actions below `cpdesk boards`."""
    words, service = counter.words, counter.boards
    if args.action == "list":
        found = service.boards()
        hanging = service.hanging()
        lines = [f"{one.name}  {one.place}  {one.hanging}" for one in found]
        lines += [f"  {one.post_id}  {one.board_name}: {one.title}" for one in hanging]
        data = {"boards": plain(found), "hanging": plain(hanging)}
        answers.show(words, as_json, data, "\n".join(lines))
        return
    if args.action == "add":
        board = service.add(args.name, args.place)
    elif args.action == "rename":
        board = service.rename(_board(counter, args.name).board_id, args.to, args.place)
    else:
        board = service.retire(_board(counter, args.name).board_id)
    answers.show(words, as_json, plain(board), board.name)


# -- looking ---------------------------------------------------------------------------------------


def _list(counter: Counter, args: Args, as_json: bool) -> None:
    words, queue = counter.words, counter.deliveries.queue(args.text)
    lines = [
        f"{one.delivery_id}  {words.text(_NEXT[one.next]):<18} {one.title} ({one.partner_name})"
        for one in (*queue.to_do, *queue.done)
    ]
    answers.show(words, as_json, plain(queue), "\n".join(lines))


def _approvals(counter: Counter, args: Args, as_json: bool) -> None:
    words, found = counter.words, counter.deliveries.approvals(args.text)
    lines = [
        f"{one.key:<14} {one.title} ({one.partner_name}): "
        f"{words.sentence(one.finding.says, one.finding.facts)}"
        for one in found
    ]
    answers.show(words, as_json, plain(found), "\n".join(lines))


def _show(counter: Counter, args: Args, as_json: bool) -> None:
    _told(counter, as_json, counter.deliveries.delivery(args.delivery))


def _told(counter: Counter, as_json: bool, one: DeliveryRecord) -> None:
    answers.show(counter.words, as_json, plain(one), text(one, counter.words))


def text(one: DeliveryRecord, words: Words) -> str:
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


def _log(counter: Counter, args: Args, as_json: bool) -> None:
    year = counter.flyer_logs.periods().school_year
    wanted = LogFilter(
        first=day(args.first) or year.first,
        last=day(args.last) or year.last,
        partner=args.partner,
        of_grade=_grade(args.grade),
        channel=Channel(args.way) if args.way else None,
        classes=args.classes,
    )
    words, log = counter.words, counter.flyer_logs.log(wanted)
    if args.out:
        from cpdesk.cli import leaving
        from cpdesk.services.flyers.log_files import log_csv
        from cpdesk.services.paper_specs import FLYER_LOG
        from cpdesk.services.printing import save_pdf

        if args.out.suffix.casefold() == ".csv":
            save_pdf(log_csv(log, words), args.out)
        else:
            leaving.save(counter, leaving.draw(counter, FLYER_LOG, log), args.out)
        told = words.text("Saved as {path}.", path=str(args.out))
        answers.show(words, as_json, {"out": str(args.out), "totals": plain(log.totals)}, told)
        return
    lines = [
        f"{words.day(words.local(one.received_at).date()):<14} {one.title} ({one.partner_name})  "
        f"{words.text(CHANNEL[one.channel]) if one.channel else '–'}  "
        f"{one.copies}/{one.out}"
        for one in log.lines
    ]
    answers.show(words, as_json, plain(log), "\n".join(lines))


# -- doing -----------------------------------------------------------------------------------------


def _memo(counter: Counter, args: Args, as_json: bool) -> None:
    low, _, high = args.grades.partition("-")
    made = counter.deliveries.record_memo(
        MemoDraft(
            partner=args.partner,
            title=args.title,
            approval_number=args.number,
            memo_on=day(args.memo_on),
            approved_on=day(args.since),
            expires_on=day(args.to),
            channels=_ways(args),
            grade_low=_grade(low),
            grade_high=_grade(high or low),
        ),
        instead_of=args.instead_of,
    )
    answers.show(counter.words, as_json, plain(made), made.key)


def _withdraw(counter: Counter, args: Args, as_json: bool) -> None:
    counter.deliveries.withdraw_memo(args.key)
    words = counter.words
    answers.show(words, as_json, {"key": args.key}, words.text("The memo was withdrawn."))


def _receive(counter: Counter, args: Args, as_json: bool) -> None:
    received = Received(
        approval=args.approval,
        partner=args.partner,
        title=args.title,
        copies=args.copies,
        bundles=args.bundles,
        channels=_ways(args),
        fee=args.fee,
        brought_by=args.brought_by,
        note=args.note,
        received_at=_noon(counter, day(args.on)),
    )
    _told(counter, as_json, counter.deliveries.receive(received, new_id()))


def _check(counter: Counter, args: Args, as_json: bool) -> None:
    said = [(Check(one), Answer.YES) for one in args.yes]
    said += [(Check(one), Answer.NO) for one in args.no]
    one = counter.deliveries.check(args.delivery, _version(counter, args), tuple(said))
    _told(counter, as_json, one)


def _accept(counter: Counter, args: Args, as_json: bool) -> None:
    _told(counter, as_json, counter.deliveries.accept(args.delivery, _version(counter, args)))


def _accept_part(counter: Counter, args: Args, as_json: bool) -> None:
    version = _version(counter, args)
    one = counter.deliveries.accept_in_part(args.delivery, version, args.returned, _back(args))
    _told(counter, as_json, one)


def _return(counter: Counter, args: Args, as_json: bool) -> None:
    version = _version(counter, args)
    _told(counter, as_json, counter.deliveries.give_back(args.delivery, version, _back(args)))


def _attach(counter: Counter, args: Args, as_json: bool) -> None:
    made = counter.deliveries.attach(args.delivery, args.what, args.file)
    answers.show(counter.words, as_json, plain(made), made.name)


def _plan(counter: Counter, args: Args, as_json: bool) -> None:
    service, version = counter.handing_out, _version(counter, args)
    if not args.classes:
        _told(counter, as_json, service.plan_all(args.delivery, version))
        return
    classes = service.classes()
    wanted = []
    for said in args.classes:
        name, _, copies = said.partition("=")
        typed, _, of_grade = name.rpartition(":")
        class_id = flyer_classes.of_roster(name, classes)
        if typed and not class_id:
            one = PlannedClass("", typed, class_grade=_grade(of_grade), copies=_number(copies))
        else:
            one = PlannedClass(class_id or name, copies=_number(copies))
        wanted.append(one)
    _told(counter, as_json, service.plan(args.delivery, version, tuple(wanted)))


def _hand_out(counter: Counter, args: Args, as_json: bool) -> None:
    done = counter.handing_out.hand_out(
        args.delivery, _lines(counter, args), HandedHow(args.how), args.handed_to
    )
    words = counter.words
    told = words.count("{n} copy handed out.", "{n} copies handed out.", done.copies)
    answers.show(words, as_json, plain(done), told)


def _take_back(counter: Counter, args: Args, as_json: bool) -> None:
    one = counter.handing_out.take_back(args.delivery, _lines(counter, args))
    _told(counter, as_json, one)


def _finish(counter: Counter, args: Args, as_json: bool) -> None:
    surplus = Surplus(args.surplus) if args.surplus else None
    back = _back(args) if surplus is Surplus.RETURNED else None
    version = _version(counter, args)
    _told(counter, as_json, counter.handing_out.finish(args.delivery, version, surplus, back))


def _post(counter: Counter, args: Args, as_json: bool) -> None:
    until, key = day(args.until), new_id()
    if args.electronic:
        made = counter.boards.post_electronic(args.delivery, args.electronic, until, post_id=key)
    else:
        board = _board(counter, args.board).board_id
        made = counter.boards.post(args.delivery, board, args.copies, until, post_id=key)
    answers.show(counter.words, as_json, plain(made), made.post_id)


def _take_down(counter: Counter, args: Args, as_json: bool) -> None:
    made = counter.boards.take_down(args.post)
    answers.show(counter.words, as_json, plain(made), made.board_name)


# -- words typed -----------------------------------------------------------------------------------


def _version(counter: Counter, args: Args) -> int:
    """A command always works on the delivery as it is now."""
    return counter.deliveries.delivery(args.delivery).version


def _ways(args: Args) -> tuple[Channel, ...]:
    return tuple(Channel(one) for one in args.way)


def _noon(counter: Counter, on: date | None) -> datetime | None:
    """For a past day, no one knows the minute."""
    today = counter.words.local(counter.clock.now()).date()
    return None if on in (None, today) else datetime.combine(on, time(12), counter.words.zone)


def _back(args: Args) -> Return:
    return Return(tuple(args.reason), args.note, args.handed_to)


def _lines(counter: Counter, args: Args) -> tuple[str, ...]:
    return flyer_classes.of_plan(args.classes, counter.deliveries.delivery(args.delivery).lines)


def _board(counter: Counter, name: str) -> Board:
    for one in counter.boards.boards():
        if name in (one.board_id, one.name):
            return one
    raise DeskError(
        N_("“{name}” is not one of the school’s boards."),
        N_("Run `cpdesk boards list` to see them."),
        name=name,
    )


def _grade(typed: str | None) -> int | None:
    if not typed:
        return None
    try:
        return grades.grade(typed)
    except ValueError:
        raise DeskError(
            N_("“{value}” is not a grade."), N_("Enter PK, K, or 1 to 12."), value=typed
        ) from None


def _number(typed: str) -> int | None:
    if not typed:
        return None
    if not typed.isdecimal():
        raise DeskError(
            N_("“{value}” is not a number of copies."),
            N_("Enter a number such as 24."),
            value=typed,
        )
    return int(typed)


_ACTIONS = {
    "list": _list,
    "approvals": _approvals,
    "show": _show,
    "memo": _memo,
    "withdraw-memo": _withdraw,
    "receive": _receive,
    "check": _check,
    "accept": _accept,
    "accept-part": _accept_part,
    "return": _return,
    "attach": _attach,
    "plan": _plan,
    "hand-out": _hand_out,
    "take-back": _take_back,
    "finish": _finish,
    "post": _post,
    "take-down": _take_down,
    "log": _log,
}
