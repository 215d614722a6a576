"""`cpdesk calendar`: a partner's times, or the school's day, as a calendar file."""

from __future__ import annotations

import argparse

from cpdesk.cli import answers
from cpdesk.cli.requests import day
from cpdesk.documents.ical import ical
from cpdesk.errors import DeskError
from cpdesk.services.counter import Counter
from cpdesk.services.printing import save_pdf
from cpdesk.words import N_


def run(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    """Writes the file that was asked for."""
    of = day(args.day)
    if of is not None:
        found = counter.calendars.day(of)
    elif args.partner:
        found = counter.calendars.partner(args.partner)
    else:
        raise DeskError(
            N_("A calendar covers either one partner or one day."), N_("Use --partner or --day.")
        )
    words = counter.words
    title = (found.school_name, found.partner_name, words.day(found.day) if found.day else "")
    file = ical(
        found.entries,
        words,
        title=" · ".join(part for part in title if part),
        school=found.school_name,
    )
    save_pdf(file, args.out)
    answers.show(
        words,
        as_json,
        {"out": str(args.out), "bytes": len(file), "events": len(found.entries)},
        words.text("Saved as {path}.", path=str(args.out)),
    )
