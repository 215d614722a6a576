"""What the header says about the time and the roster."""

from __future__ import annotations

from datetime import datetime

from cpdesk.policy.day_plan import INSTRUCTIONAL, Band, PeriodKind
from cpdesk.records.desk import DeskNow
from cpdesk.records.office import OfficeRecord
from cpdesk.ui.theme.theme import Tone
from cpdesk.words import N_, Words

_KINDS = {
    PeriodKind.LUNCH: N_("lunch"),
    PeriodKind.RECESS: N_("recess"),
    PeriodKind.PASSING: N_("passing time"),
    PeriodKind.BEFORE: N_("before school"),
    PeriodKind.AFTER: N_("after school"),
}


def period_words(now: DeskNow, words: Words) -> tuple[str, Tone]:
    """Which part of the school day it is; "" if unknown."""
    if not now.school_open:
        note = f" · {now.day_note}" if now.day_note else ""
        return words.text("No school today") + note, Tone.ASK
    return (_band_words(now.band, words) if now.band else ""), Tone.PLAIN


def _band_words(band: Band, words: Words) -> str:
    kind = words.text("class time") if band.kind in INSTRUCTIONAL else words.text(_KINDS[band.kind])
    name = words.text("Period {name}", name=band.name) if band.name.isdigit() else band.name
    if not name or name.casefold() == kind.casefold():
        return kind[:1].upper() + kind[1:]
    return f"{name} · {kind}"


def roster_words(office: OfficeRecord, at: datetime | None, words: Words) -> tuple[str, Tone]:
    """The roster's age `at` a time (None: not known), and how much that matters."""
    roster = office.roster
    if roster is None:
        return words.text("No roster yet"), Tone.NO
    if roster.freshness == "behind":
        return words.text("Computer clock is wrong"), Tone.NO
    if roster.freshness in ("old", "stale"):
        said = words.count("Roster {n} day old", "Roster {n} days old", roster.age_days)
        return said, Tone.NO if roster.freshness == "stale" else Tone.ASK
    if roster.sample:
        return words.text("Sample district"), Tone.INFO
    taken = words.local(roster.taken_in_at)
    when = (
        words.clock(taken.time())
        if at is not None and taken.date() == words.local(at).date()
        else words.short_day(taken.date())
    )
    return words.text("Roster current · {when}", when=when), Tone.OK
