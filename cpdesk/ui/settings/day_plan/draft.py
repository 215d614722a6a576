"""What the page holds until it is saved: this office's own entries as they will be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cpdesk.records.day_plans import (
    DayPlanChange,
    DayPlanRecord,
    OwnDay,
    OwnSchedule,
    OwnWeekday,
    SchoolTerm,
)

WeekKey = tuple[int, int | None]
DayKey = tuple[date, int | None]
TermKey = tuple[str, int | None]


class Draft:
    """Starts as the saved plan; `change` is the difference."""

    def __init__(self, base: DayPlanRecord) -> None:
        self.base = base
        self.schedules = {s.name: s for s in base.schedules if s.own}
        self.week = {week_key(w): w for w in base.week if w.own}
        self.days = {day_key(d): d for d in base.days if d.own}
        self.terms = {term_key(t): t for t in base.terms}

    @property
    def dirty(self) -> bool:
        return self.change() != DayPlanChange()

    def change(self) -> DayPlanChange:
        """What saving would write: new or changed entries, and those that were removed."""
        was = Draft(self.base)
        gone_terms = {key[0] for key in was.terms if key not in self.terms}
        return DayPlanChange(
            schedules=tuple(
                s for name, s in self.schedules.items() if not _same(was.schedules.get(name), s)
            ),
            week=tuple(w for key, w in self.week.items() if was.week.get(key) != w),
            days=tuple(d for key, d in self.days.items() if was.days.get(key) != d),
            terms=tuple(
                t
                for key, t in self.terms.items()
                if was.terms.get(key) != t or t.title in gone_terms
            ),
            drop_schedules=tuple(name for name in was.schedules if name not in self.schedules),
            drop_week=tuple(key for key in was.week if key not in self.week),
            drop_days=tuple(key for key in was.days if key not in self.days),
            drop_terms=tuple(sorted(gone_terms)),
        )

    def rebased(self, base: DayPlanRecord) -> Draft:
        """The same difference, on top of what is saved now."""
        changed = Draft(base)
        changed.take(self.change())
        return changed

    def take(self, change: DayPlanChange) -> None:
        """Adds a change, such as one from a file."""
        if change.replace_source:
            first, last = change.window or (date.min, date.max)
            source = change.replace_source
            self.days = {
                key: d
                for key, d in self.days.items()
                if d.source != source or not first <= d.day <= last
            }
            self.terms = {
                key: t
                for key, t in self.terms.items()
                if t.source != source or t.ends_on < first or t.starts_on > last
            }
        for name in change.drop_schedules:
            self.schedules.pop(name, None)
        for week in change.drop_week:
            self.week.pop(week, None)
        for day in change.drop_days:
            self.days.pop(day, None)
        self.terms = {k: t for k, t in self.terms.items() if k[0] not in change.drop_terms}
        self.schedules.update({s.name: s for s in change.schedules})
        self.week.update({week_key(w): w for w in change.week})
        self.days.update({day_key(d): d for d in change.days})
        self.terms.update({term_key(t): t for t in change.terms})

    # -- as the page shows it -------------------------------------------------------------------

    def all_schedules(self) -> tuple[OwnSchedule, ...]:
        """This office's schedules and the roster's others; by name."""
        given = {s.name: s for s in self.base.schedules if not s.own}
        mine = {n: replace(s, over_roster=n in given) for n, s in self.schedules.items()}
        return tuple(sorted((given | mine).values(), key=lambda s: s.name.casefold()))

    def names(self) -> tuple[str, ...]:
        """Every bell schedule that a day may have, including those without times."""
        named = [s.name for s in self.all_schedules()]
        named += [w.schedule for w in self.all_week()]
        named += [d.schedule for d in self.all_days()]
        return tuple(dict.fromkeys(name for name in named if name))

    def all_week(self) -> tuple[OwnWeekday, ...]:
        """This office's weekdays, and the roster's that they don't replace."""
        given = {week_key(w): w for w in self.base.week if not w.own}
        shown = (given | self.week).values()
        return tuple(sorted(shown, key=lambda w: (w.weekday, _low(w.grade_low))))

    def all_days(self) -> tuple[OwnDay, ...]:
        """This office's days, and the roster's that they don't replace."""
        given = {day_key(d): d for d in self.base.days if not d.own}
        shown = (given | self.days).values()
        return tuple(sorted(shown, key=lambda d: (d.day, _low(d.grade_low))))

    def all_terms(self) -> tuple[SchoolTerm, ...]:
        return tuple(sorted(self.terms.values(), key=lambda t: (t.starts_on, t.title)))

    def roster_week(self, entry: OwnWeekday) -> OwnWeekday | None:
        """The roster's weekday that this entry replaces."""
        found = (w for w in self.base.week if not w.own and week_key(w) == week_key(entry))
        return next(found, None)

    def roster_day(self, entry: OwnDay) -> OwnDay | None:
        """The roster's day that this entry replaces."""
        found = (d for d in self.base.days if not d.own and day_key(d) == day_key(entry))
        return next(found, None)


def week_key(entry: OwnWeekday) -> WeekKey:
    return entry.weekday, entry.grade_low


def day_key(entry: OwnDay) -> DayKey:
    return entry.day, entry.grade_low


def term_key(entry: SchoolTerm) -> TermKey:
    return entry.title, entry.grade_low


def _same(was: OwnSchedule | None, now: OwnSchedule) -> bool:
    return was is not None and was.periods == now.periods


def _low(grade: int | None) -> int:
    return -2 if grade is None else grade
