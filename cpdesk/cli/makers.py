"""Papers by name, each made from what was asked for. Drawing is imported only when needed."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from cpdesk import settings
from cpdesk.cli import leaving
from cpdesk.cli.leaving import Made
from cpdesk.errors import DeskError
from cpdesk.services.counter import Counter
from cpdesk.services.printing import PaperKind
from cpdesk.words import N_

Asked = argparse.Namespace
Maker = Callable[[Counter, Asked, date | None], Made]
_YEAR_BEGINS = 7  # the month in which a school year begins


def _schedule(counter: Counter, _args: Asked, day: date | None) -> Made:
    from cpdesk.documents.schedule import schedule

    of, paper = day or _today(counter), leaving.paper(counter)
    pdf = schedule(counter.day.schedule(of), counter.words, paper)
    return Made(PaperKind.SCHEDULE, counter.words.day(of), of, paper.number, pdf)


def _evacuation(counter: Counter, _args: Asked, _day: date | None) -> Made:
    from cpdesk.documents.evacuation import evacuation

    people, paper = counter.day.evacuation(), leaving.paper(counter)
    pdf = evacuation(people, counter.words, paper)
    about = counter.words.clock_of(people.at)
    return Made(PaperKind.EVACUATION, about, _today(counter), paper.number, pdf)


def _badge(counter: Counter, args: Asked, day: date | None) -> Made:
    from cpdesk.documents.badge import badge
    from cpdesk.documents.stock import stock

    papers, chosen = counter.papers, settings.load(counter.folder)
    found = papers.badge(args.visit) if args.visit else papers.latest_badge(day)
    pdf = badge(found, counter.words, stock(args.stock or chosen.badge_stock))
    number = counter.print_book.number()
    return Made(PaperKind.BADGE, found.visitor_name, found.day, number, pdf)


def _refusal(counter: Counter, args: Asked, day: date | None) -> Made:
    """For the last person who was turned away, if no one is named."""
    from cpdesk.documents.refusal import refusal

    whose = args.refused or next(
        (last.turned_away_id for last in counter.papers.turned_away(1, day)), ""
    )
    if not whose:
        raise DeskError(
            N_("No one was turned away that day."),
            N_("Choose another date with --date, or the entry with --refused."),
        )
    sheet, paper = counter.papers.refusal_again(whose), leaving.paper(counter)
    pdf = refusal(sheet, counter.words, paper)
    return Made(PaperKind.REFUSAL, sheet.partner_name, _today(counter), paper.number, pdf)


def _letter(counter: Counter, args: Asked, _day: date | None) -> Made:
    from cpdesk.documents.letter import letter

    if not args.request:
        raise DeskError(
            N_("A letter is about the decision on one request."),
            N_("Choose the request with --request."),
        )
    decided, paper = counter.deciding.letter(args.request), leaving.paper(counter)
    about = " · ".join(part for part in (decided.partner_name, decided.number) if part)
    pdf = letter(decided, counter.words, paper)
    return Made(PaperKind.LETTER, about, _today(counter), paper.number, pdf)


def _reminder(counter: Counter, args: Asked, _day: date | None) -> Made:
    from cpdesk.documents.reminder import reminder

    sheet, paper = counter.events.reminder(args.request), leaving.paper(counter)
    about = " · ".join(part for part in (sheet.partner_name, sheet.number) if part)
    pdf = reminder(sheet, counter.words, paper)
    return Made(PaperKind.REMINDER, about, _today(counter), paper.number, pdf)


def _request_form(counter: Counter, _args: Asked, _day: date | None) -> Made:
    from cpdesk.documents.request_form import request_form

    form, paper = counter.deciding.form(), leaving.paper(counter)
    pdf = request_form(form, counter.words, paper)
    return Made(PaperKind.REQUEST_FORM, "", _today(counter), paper.number, pdf)


def _count_sheet(counter: Counter, args: Asked, _day: date | None) -> Made:
    from cpdesk.documents.count_sheet import count_sheet

    sheet, paper = counter.handing_out.count_sheet(_delivery(args)), leaving.paper(counter)
    pdf = count_sheet(sheet, counter.words, paper)
    return Made(PaperKind.COUNT_SHEET, sheet.title, _today(counter), paper.number, pdf)


def _bundle_labels(counter: Counter, args: Asked, _day: date | None) -> Made:
    from cpdesk.documents.bundle_labels import bundle_labels

    labels, paper = counter.handing_out.labels(_delivery(args)), leaving.paper(counter)
    pdf = bundle_labels(labels, counter.words, paper)
    return Made(PaperKind.BUNDLE_LABELS, labels.title, _today(counter), paper.number, pdf)


def _return_slip(counter: Counter, args: Asked, _day: date | None) -> Made:
    from cpdesk.documents.return_slip import return_slip

    slip, paper = counter.deliveries.return_slip(_delivery(args)), leaving.paper(counter)
    pdf = return_slip(slip, counter.words, paper)
    return Made(PaperKind.RETURN_SLIP, slip.title, _today(counter), paper.number, pdf)


def _board_register(counter: Counter, _args: Asked, day: date | None) -> Made:
    """What was posted in the school year until the given day."""
    from cpdesk.documents.board_register import board_register

    words, last = counter.words, day or _today(counter)
    first = date(last.year - (last.month < _YEAR_BEGINS), _YEAR_BEGINS, 1)
    register, paper = counter.boards.register(first, last), leaving.paper(counter)
    pdf = board_register(register, words, paper)
    about = f"{words.day(first)} – {words.day(last)}"
    return Made(PaperKind.BOARD_REGISTER, about, _today(counter), paper.number, pdf)


# Logs, reports and files about a visitor have their own commands, and so has the recovery key.
MAKERS: Mapping[PaperKind, Maker] = MappingProxyType(
    {
        PaperKind.SCHEDULE: _schedule,
        PaperKind.EVACUATION: _evacuation,
        PaperKind.BADGE: _badge,
        PaperKind.REFUSAL: _refusal,
        PaperKind.LETTER: _letter,
        PaperKind.REMINDER: _reminder,
        PaperKind.REQUEST_FORM: _request_form,
        PaperKind.COUNT_SHEET: _count_sheet,
        PaperKind.BUNDLE_LABELS: _bundle_labels,
        PaperKind.RETURN_SLIP: _return_slip,
        PaperKind.BOARD_REGISTER: _board_register,
    }
)


def _today(counter: Counter) -> date:
    return counter.words.local(counter.clock.now()).date()


def _delivery(args: Asked) -> str:
    if not args.delivery:
        raise DeskError(
            N_("This paper is for one flyer delivery."),
            N_("Choose it with --delivery. Run `cpdesk flyers list` to see the IDs."),
        )
    return str(args.delivery)
