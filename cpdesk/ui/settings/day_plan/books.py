"""Where a table's lines come from in the draft, and where they go."""

from __future__ import annotations

from dataclasses import replace
from typing import Generic, Protocol, TypeVar

from cpdesk.records.day_plans import OwnDay, OwnWeekday, SchoolTerm
from cpdesk.ui.settings.day_plan.draft import Draft, day_key, term_key, week_key
from cpdesk.words import Words

E = TypeVar("E")


class Book(Protocol, Generic[E]):
    """One kind of entry of a draft."""

    def entries(self, draft: Draft) -> tuple[E, ...]: ...

    def put(self, draft: Draft, was: E | None, entry: E) -> None:
        """Replaces `was`; the roster's own entry stays under it."""

    def drop(self, draft: Draft, entry: E) -> None: ...

    def own(self, entry: E) -> bool: ...

    def whose(self, draft: Draft, entry: E, words: Words) -> str: ...

    def under(self, draft: Draft, entry: E, words: Words) -> str:
        """What the roster says in place of an entry made here; "" if nothing."""

    def same(self, one: E, other: E) -> bool:
        """Whether both are about the same days and grades."""


class WeekBook:
    """The usual week."""

    def entries(self, draft: Draft) -> tuple[OwnWeekday, ...]:
        return draft.all_week()

    def put(self, draft: Draft, was: OwnWeekday | None, entry: OwnWeekday) -> None:
        if was is not None and was.own:
            draft.week.pop(week_key(was), None)
        draft.week[week_key(entry)] = entry

    def drop(self, draft: Draft, entry: OwnWeekday) -> None:
        draft.week.pop(week_key(entry), None)

    def own(self, entry: OwnWeekday) -> bool:
        return entry.own

    def whose(self, draft: Draft, entry: OwnWeekday, words: Words) -> str:
        return _whose(entry.own, draft.roster_week(entry) is not None, words)

    def under(self, draft: Draft, entry: OwnWeekday, words: Words) -> str:
        found = draft.roster_week(entry) if entry.own else None
        return _roster_note(found.schedule, "", words) if found else ""

    def same(self, one: OwnWeekday, other: OwnWeekday) -> bool:
        return week_key(one) == week_key(other)


class DayBook:
    """Days that differ from the week."""

    def entries(self, draft: Draft) -> tuple[OwnDay, ...]:
        return draft.all_days()

    def put(self, draft: Draft, was: OwnDay | None, entry: OwnDay) -> None:
        if was is not None and was.own:
            draft.days.pop(day_key(was), None)
        draft.days[day_key(entry)] = replace(entry, source="")

    def drop(self, draft: Draft, entry: OwnDay) -> None:
        draft.days.pop(day_key(entry), None)

    def own(self, entry: OwnDay) -> bool:
        return entry.own

    def whose(self, draft: Draft, entry: OwnDay, words: Words) -> str:
        over = draft.roster_day(entry) is not None
        if entry.source and not over:
            return words.text("Office, from {file}", file=entry.source)
        return _whose(entry.own, over, words)

    def under(self, draft: Draft, entry: OwnDay, words: Words) -> str:
        found = draft.roster_day(entry) if entry.own else None
        return _roster_note(found.schedule, found.note, words) if found else ""

    def same(self, one: OwnDay, other: OwnDay) -> bool:
        return day_key(one) == day_key(other)


class TermBook:
    """School years and terms, which only the office enters."""

    def entries(self, draft: Draft) -> tuple[SchoolTerm, ...]:
        return draft.all_terms()

    def put(self, draft: Draft, was: SchoolTerm | None, entry: SchoolTerm) -> None:
        if was is not None:
            draft.terms.pop(term_key(was), None)
        draft.terms[term_key(entry)] = entry

    def drop(self, draft: Draft, entry: SchoolTerm) -> None:
        draft.terms.pop(term_key(entry), None)

    def own(self, entry: SchoolTerm) -> bool:
        return True

    def whose(self, draft: Draft, entry: SchoolTerm, words: Words) -> str:
        if entry.source:
            return words.text("Office, from {file}", file=entry.source)
        return words.text("Office")

    def under(self, draft: Draft, entry: SchoolTerm, words: Words) -> str:
        return ""

    def same(self, one: SchoolTerm, other: SchoolTerm) -> bool:
        return term_key(one) == term_key(other)


def _whose(own: bool, over: bool, words: Words) -> str:
    if not own:
        return words.text("Roster")
    return words.text("Office, replaces roster") if over else words.text("Office")


def _roster_note(schedule: str, note: str, words: Words) -> str:
    said = schedule or words.text("No school")
    what = f"{said}, {note}" if note else said
    return words.text(
        "The roster says: {what}. It applies again if you remove your entry.", what=what
    )
