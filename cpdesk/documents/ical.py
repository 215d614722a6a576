"""A calendar file (iCalendar, RFC 5545): entries and words in, UTF-8 bytes out.

Times are written in UTC, so that no reader needs to know the school's zone. The same entries give
the same bytes, and an event keeps its UID: a calendar that imports the file again moves the events
it has.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from cpdesk import plain_text
from cpdesk.policy import phrases
from cpdesk.records.letters import CalendarEntry
from cpdesk.words import Words


def ical(entries: Iterable[CalendarEntry], words: Words, *, title: str, school: str) -> bytes:
    """The file. `title` names the calendar; `school` is added to every place."""
    from icalendar import Calendar, Event, vText

    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//CPDesk//CPDesk//EN")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", vText(plain_text.bare(title)))
    for entry in entries:
        what = words.text(phrases.KIND[entry.title_kind]) if entry.title_kind else ""
        summary = " · ".join(part for part in (what, entry.title, entry.partner_name) if part)
        place = ", ".join(part for part in (entry.place, school) if part)
        event = Event()
        event.add("UID", vText(entry.uid))
        event.add("DTSTAMP", entry.changed_at.astimezone(UTC))
        event.add("LAST-MODIFIED", entry.changed_at.astimezone(UTC))
        event.add("DTSTART", entry.window.starts_at.astimezone(UTC))
        event.add("DTEND", entry.window.ends_at.astimezone(UTC))
        event.add("SUMMARY", plain_text.bare(summary))
        if place:
            event.add("LOCATION", plain_text.bare(place))
        event.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
        calendar.add_component(event)
    made: bytes = calendar.to_ical(sorted=False)
    return made
