"""Words for people: gettext catalogs for sentences, CLDR (Babel) for dates, times and lists.

Services and policy use message ids and facts; the code that shows them asks a `Words` for the
sentence, in the language that the caller chose. Mark a message id for the catalog with `N_` where
it is written, or pass it straight to `Words.text`.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

from cpdesk import paths, plain_text, us_dates
from cpdesk.errors import DeskError, Fault

if TYPE_CHECKING:
    from babel import Locale


def N_(msgid: str) -> str:
    """Marks a message id for the catalog and returns it unchanged."""
    return msgid


def dotted(*parts: str) -> str:
    """The parts that aren't empty, with dots between: Garden Lab · 248 copies."""
    return " · ".join(part for part in parts if part)


class MessageId(str):
    """A message id used as a fact in another sentence: shown in the reader's language."""

    __slots__ = ()


_FEW_DAYS = 5  # of a list of days shown on one line
_MIDNIGHT = time()


class Words:
    """Sentences, dates and times in one language.

    `zone` is the school's: aware datetimes are shown in it. Facts in a sentence may be str, int,
    date, time, datetime or a tuple of them; each is shown the way the locale writes it.
    """

    def __init__(self, language: str = "en_US", zone: tzinfo | None = None) -> None:
        self.language = language
        self.zone = zone
        self._catalog = gettext.translation(
            "cpdesk", str(paths.resources() / "locale"), [language], fallback=True
        )

    def text(self, msgid: str, /, **facts: object) -> str:
        """The sentence for a message id, its places filled with the facts."""
        said = self._catalog.gettext(msgid) if msgid else ""
        return said.format(**{k: self.fact(v) for k, v in facts.items()}) if facts else said

    def count(self, one: str, many: str, n: int, /, **facts: object) -> str:
        """`one` or `many` by the language's plural rule, with `{n}` filled in."""
        said = self._catalog.ngettext(one, many, n)
        return said.format(n=self.number(n), **{k: self.fact(v) for k, v in facts.items()})

    def sentence(
        self, msgid: str, facts: Iterable[tuple[str, object]] | Mapping[str, object]
    ) -> str:
        """Like `text`, for facts kept as pairs (findings, faults)."""
        return self.text(msgid, **dict(facts)) if msgid else ""

    def error(self, trouble: DeskError) -> str:
        """What went wrong and what to do next."""
        return " ".join(part for part in self.error_parts(trouble) if part)

    def error_parts(self, trouble: DeskError) -> tuple[str, str]:
        """What went wrong, and what to do next, "" if nothing."""
        return self.text(trouble.says, **trouble.facts), self.text(trouble.do, **trouble.facts)

    def fault(self, fault: Fault) -> str:
        """One line of a list of faults, without the place."""
        parts = (self.sentence(fault.says, fault.facts), self.sentence(fault.do, fault.facts))
        return " ".join(part for part in parts if part)

    def fact(self, value: object) -> str:
        """One value inside a sentence."""
        if isinstance(value, MessageId):
            return self.text(value)
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, time):
            return self.clock(value)
        if isinstance(value, (tuple, list)):
            return self.listed([self.fact(v) for v in value])
        return plain_text.seen(str(value))

    def number(self, n: int) -> str:
        """1,250: a number with its digits grouped."""
        if self.language == "en_US" or -1000 < n < 1000:
            return f"{n:,}"
        from babel.numbers import format_decimal

        return str(format_decimal(n, locale=_locale(self.language)))

    def listed(self, parts: list[str]) -> str:
        """A list as the language writes it: a, b and c."""
        from babel.lists import format_list

        return str(format_list(parts, locale=_locale(self.language)))

    def day(self, d: date) -> str:
        """Jun 30, 2027"""
        return _date(d, "medium", self.language)

    def short_day(self, d: date) -> str:
        """Tue, Nov 24"""
        return _date(d, "EEE, MMM d", self.language)

    def month_day(self, d: date) -> str:
        """Nov 24"""
        return _date(d, "MMM d", self.language)

    def long_day(self, d: date) -> str:
        """Tuesday, November 24, 2026"""
        return _date(d, "full", self.language)

    def weekday(self, number: int) -> str:
        """Tue; Monday is 0."""
        return _date(date(2024, 1, 1 + number), "EEE", self.language)

    def clock(self, t: time) -> str:
        """10:42 am"""
        return _time(t.replace(second=0, microsecond=0, tzinfo=None), self.language)

    def local(self, at: datetime) -> datetime:
        """An aware datetime in the school's zone."""
        return at.astimezone(self.zone) if self.zone and at.tzinfo else at

    def clock_of(self, at: datetime) -> str:
        """The time of day of a moment, in the school's zone."""
        return self.clock(self.local(at).time())

    def moment(self, at: datetime) -> str:
        """Nov 24, 2026, 10:42 am, in the school's zone."""
        there = self.local(at)
        return f"{self.day(there.date())}, {self.clock(there.time())}"

    def span(self, start: time, end: time) -> str:
        """10:45–11:30 am; "all day" from midnight to midnight; 10:45 am if no end is known."""
        a, b = self.clock(start), self.clock(end)
        if a == b:
            whole = _MIDNIGHT == start.replace(tzinfo=None) == end.replace(tzinfo=None)
            return self.text("all day") if whole else a
        a_time, _, a_half = a.rpartition(" ")
        return f"{a_time}–{b}" if a_half and b.endswith(a_half) else f"{a}–{b}"

    def whole_days(self, starts_at: datetime, ends_at: datetime) -> tuple[date, date] | None:
        """The first and last day of a period made of whole days; otherwise None."""
        start, end = self.local(starts_at), self.local(ends_at)
        last = end.date() - timedelta(days=1)
        from_midnight = _MIDNIGHT == start.time() == end.time()
        return (start.date(), last) if from_midnight and start.date() <= last else None

    def hours(self, starts_at: datetime, ends_at: datetime) -> str:
        """10:45–11:30 am, or "all day": a period without its day, in the school's zone."""
        if self.whole_days(starts_at, ends_at) is not None:
            return self.text("all day")
        start, end = self.local(starts_at), self.local(ends_at)
        return self.clock_of(start) if start == end else self.span(start.time(), end.time())

    def window(
        self,
        starts_at: datetime,
        ends_at: datetime,
        day: Callable[[date], str] | None = None,
        form: str = N_("{day}, {time}"),
    ) -> str:
        """Tue, Nov 24, 10:45–11:30 am. For whole days only the days: Tue, Nov 24 to Fri, Nov 27.

        `day` formats a day, `form` is the message that combines day and time.
        """
        said = day or self.short_day
        whole = self.whole_days(starts_at, ends_at)
        if whole is None:
            first = said(self.local(starts_at).date())
            return self.text(form, day=first, time=self.hours(starts_at, ends_at))
        first, last = (said(one) for one in whole)
        if first == last:
            return first
        return self.text("{first} to {last}", first=first, last=last)

    def duration(self, minutes: int) -> str:
        """47 min, or 1 h 02 from an hour on."""
        if minutes < 60:
            return self.text("{n} min", n=minutes)
        hours = self.number(minutes // 60)
        return self.text("{h} h {m}", h=hours, m=f"{minutes % 60:02}")

    def stretches(self, days: Iterable[tuple[date, date]]) -> str:
        """Tue, Nov 24; Mon, Dec 21 to Fri, Jan 1. The first few, and how many more there are."""
        said = [
            self.day(first)
            if first == last
            else self.text("{first} to {last}", first=first, last=last)
            for first, last in days
        ]
        more = len(said) - _FEW_DAYS
        if more > 1:
            rest = self.count("{n} more day", "{n} more days", more)
            said = [*said[:_FEW_DAYS], rest]
        return self.listed(said) if said else ""

    def grades(self, low: int | None, high: int | None) -> str:
        """K–2, 5, or All; grades are the numbers of policy/grades.py."""
        names = ("PK", "K", *(str(n) for n in range(1, 13)))
        if low is None or high is None:
            return self.text("All")
        return names[low + 1] if low == high else f"{names[low + 1]}–{names[high + 1]}"


@lru_cache(8)
def _locale(language: str) -> Locale:
    from babel import Locale

    return Locale.parse(language)


@lru_cache(2048)
def _date(d: date, style: str, language: str) -> str:
    if language == "en_US":
        return us_dates.written(d, style)
    from babel.dates import format_date

    return str(format_date(d, style, locale=_locale(language)))


@lru_cache(2048)
def _time(t: time, language: str) -> str:
    if language == "en_US":
        return us_dates.clock(t)
    from babel.dates import format_time

    said = str(format_time(t, "short", locale=_locale(language)))
    # CLDR puts a narrow no-break space before AM; our font and most readers do better with a plain
    # space and lower case.
    return said.replace("\u202f", " ").replace("AM", "am").replace("PM", "pm")
