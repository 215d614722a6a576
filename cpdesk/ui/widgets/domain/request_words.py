"""What a request and an event are called, in words that both pages use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.grades import name as grade_name
from cpdesk.policy.phrases import KIND
from cpdesk.ui.theme.theme import Tone
from cpdesk.words import N_, Words


@dataclass(frozen=True, slots=True)
class Pill:
    """The text on the pill of a row."""

    text: str
    tone: Tone


def kind(one: Kind, words: Words, event: str = "") -> str:
    """Meet a student; Table at family night."""
    if one is Kind.TABLING and event:
        return words.text("Table at {event}", event=event)
    return words.text(KIND[one])


def day(d: date, today: date, words: Words) -> str:
    """today, tomorrow, Mon, Nov 30; with the year if it is another year."""
    apart = (d - today).days
    if apart in (-1, 0, 1):
        near = {-1: N_("yesterday"), 0: N_("today"), 1: N_("tomorrow")}
        return words.text(near[apart])
    return words.short_day(d) if d.year == today.year else words.day(d)


def grade(number: int | None, words: Words) -> str:
    return words.text("Grade {grade}", grade=grade_name(number)) if number is not None else ""
