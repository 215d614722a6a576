"""What an event of a school calendar says about the school day, read from its title.

Nothing is guessed: what is not understood never changes a day, and a title that may close the
school, or only some of it, is handed to a person. Titles are English, as US districts write them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cpdesk.services.dayplans.spoken_grades import Grades, spoken_grades
from cpdesk.words import N_

SOME_SCHOOLS = N_("It speaks of some schools or grades, and does not say which ones exactly.")
NOT_SURE = N_("It does not say for certain whether there is school.")
NO_TIMES_KNOWN = N_("It is a change of plan that cannot be read from the title.")


@dataclass(frozen=True, slots=True)
class Meaning:
    """`closed`: no school. `schedules`: names of bell schedules as they stand in the title.
    `edge`: first, last (day of school). `unclear`: why a person has to look at it.
    Without any of these the event is no matter of the school day."""

    closed: bool = False
    schedules: tuple[str, ...] = ()
    edge: str = ""
    unclear: str = ""
    grades: Grades | None = None

    @property
    def matters(self) -> bool:
        return bool(self.closed or self.schedules or self.edge or self.unclear)


NOTHING = Meaning()

_NO_SCHOOL = re.compile(
    r"\bno[- ](school|classes|students)\b(?! (bus|busses|buses|lunch|lunches|meals?|board|uniforms?"
    r"|supplies|pictures|allowed|admitted))"
    r"|\b(all )?schools? (is |are |will be )?closed\b(?! to\b)"
    r"|\bnon-?[ ]?(student|school|instructional|attendance)[- ](contact )?days?\b"
    r"|\bstudent(s’|s'|'s)? (holiday|day off)\b"
    r"|\bno student attendance\b|\bstudents (do not|don't) (attend|report)\b"
)
_SNOW = re.compile(r"\bsnow day\b|\b(emergency|weather|snow) (closure|closing|closed)\b")
_AT_HOME = re.compile(r"\be-?learning\b|\b(distance|remote|virtual|flexible) learning( day)?\b")
_OFF = re.compile(
    r"\bholiday\b|\brecess\b|\bbreak\b|\bclosed\b|\bin-?service\b"
    r"|\bteacher[s’']* (work ?shop|work|prep|planning|institute|development|comp)"
    r"|\b(professional|staff) (development|learning) day\b|\brecord[- ]?keeping\b"
    r"|\binstitute day\b|\bgrading day\b|\bmea\b|\bvacation\b"
)
_PERHAPS_OFF = re.compile(
    r"\b(professional|staff) (development|learning)\b|\bconferences?\b|\bconference day\b"
)
_HOLIDAY = re.compile(
    r"(thanksgiving|christmas( eve)?|new year's( eve)?|new years|memorial|labor|independence"
    r"|juneteenth|mlk|martin luther king|martin luther king,? jr\.?|dr\. martin luther king,? jr\.?"
    r"|4th of july|fourth of july)('s)?( day)?( weekend)?( \(?observed\)?)?"
)
_PERHAPS_HOLIDAY = re.compile(
    r"(veterans?'?s?|presidents?'?s?'?|columbus|indigenous peoples?'?s?'?|good friday|eid.*"
    r"|rosh hashanah|yom kippur|easter monday|election|lincoln's birthday|washington's birthday"
    r"|cesar chavez)( day)?( \(?observed\)?)?"
)
_EARLY = (
    (re.compile(r"\bearly[- ]releases?\b"), "Early release"),
    (re.compile(r"\bearly[- ](dismissals?|outs?)\b"), "Early dismissal"),
    (re.compile(r"\bhalf[- ]days?\b"), "Half day"),
    (re.compile(r"\bmin(imum|\.)[- ]days?\b"), "Minimum day"),
    (re.compile(r"\b(late|delayed)[- ](start|arrival|opening)\b"), "Late start"),
    (re.compile(r"\b(one|1)[- ]?(hour|hr\.?)[- ](delay|late)"), "1-hour delay"),
    (re.compile(r"\b(two|2)[- ]?(hour|hr\.?)[- ](delay|late)"), "2-hour delay"),
    (re.compile(r"\b(three|3)[- ]?(hour|hr\.?)[- ](delay|late)"), "3-hour delay"),
)
_ROTATION = re.compile(
    r"(?:rotation |cycle )?(?:([a-h])[- ]day|day[- ]([a-h]|[1-9]|10))"
    r"|(?:rotation|cycle)(?: day)? ([a-h]|[1-9]|10)"
)
_EDGE = re.compile(
    r"\b(first|1st|last|final)( student| instructional)? day"
    r"( of| for)( all| the)? ?(school|classes|class|students|instruction)\b(?! year)"
    r"|\b(first|last) (student|instructional) day\b|\bschool (begins|starts)$"
)
_PAPERWORK = re.compile(r"\b(registration|deadlines?|survey|forms?|due|applications?|enrollment)\b")
_UNSURE = re.compile(
    r"\b(if needed|possible|potential|tentative|proposed|make-? ?up|tbd|in case|cancell?ed"
    r"|rescheduled)\b|\?"
)
_DOUBT = re.compile(
    rf"{_UNSURE.pattern}"
    r"|\b(not|begins?|starting|ends?|resumes?|instead of|dates?|except)\b"
)
_NEAR = re.compile(r"\b(before|after|resumes?|returns?|returning|back from|back to school)\b")
_ANOTHER_THING = re.compile(
    r"\b(concerts?|part(y|ies)|shop|shopping|parade|assembly|programs?|dance|fundraisers?|camps?"
    r"|sales?|meetings?|practices?|games?|tournaments?|rehearsals?|potluck|lunch|dinner|feast"
    r"|office|library|gym|pool|field|track|cafeteria|lottery|session|board|committee|club|bazaar"
    r"|market|show|performance|choir|band|tree|card|cards|food|drive|care|childcare|visitors?"
    r"|dancing|breakfast|trip|workshop for|celebration|spirit|monitors?|duty|bell)\b"
)
_PARTS = re.compile(r"\s+[-–—]\s+|[:;,()\[\]/|+]|\s+&\s+|\s+and\s+")


def meaning(title: str, *, all_day: bool) -> Meaning:
    """What a title says. Timed events speak of the day only where they say so outright."""
    said = _plain(title)
    if not said:
        return NOTHING
    grades = spoken_grades(said)
    closed, schedules, unclear = _of_day(said, all_day)
    edge = _edge(said)
    if not (closed or schedules or edge or unclear):
        return NOTHING
    if grades.vague and not unclear:
        return Meaning(edge=edge, unclear=SOME_SCHOOLS)
    return Meaning(closed, schedules, edge, unclear, grades)


def _of_day(said: str, all_day: bool) -> tuple[bool, tuple[str, ...], str]:
    if _NO_SCHOOL.search(said):
        return (False, (), NOT_SURE) if _UNSURE.search(said) else (True, (), "")
    doubt = _DOUBT.search(said) is not None
    if _SNOW.search(said):
        return (False, (), NOT_SURE) if doubt or not all_day else (True, (), "")
    names = [] if _PAPERWORK.search(said) else _schedules(said)
    if names:
        return (False, (), NO_TIMES_KNOWN) if doubt or _denied(said) else (False, tuple(names), "")
    if all_day and (sure := _off(said)) is not None:
        return (False, (), NOT_SURE) if doubt or not sure else (True, (), "")
    return False, (), ""


def _off(said: str) -> bool | None:
    """Whether it closes the school (True), may close it (False) or does neither (None)."""
    if _ANOTHER_THING.search(said) or _PAPERWORK.search(said) or _NEAR.search(said):
        return None
    if _OFF.search(said) or _HOLIDAY.fullmatch(said):
        return True
    return False if _PERHAPS_OFF.search(said) or _PERHAPS_HOLIDAY.fullmatch(said) else None


def _denied(said: str) -> bool:
    return re.search(r"\bno (early|half|minimum|late|delayed)\b", said) is not None


def _schedules(said: str) -> list[str]:
    parts = [part.strip(" .!*") for part in _PARTS.split(said)]
    found = [name for pattern, name in _EARLY if pattern.search(said)]
    if _AT_HOME.search(said):
        found.append("E-learning")
    turns = [_ROTATION.fullmatch(part) for part in (parts if found else parts[:1])]
    found += [_rotation(turn[1] or "", turn[2] or turn[3] or "") for turn in turns if turn]
    return list(dict.fromkeys(found))


def _rotation(before: str, behind: str) -> str:
    """`A Day` and `Day A` are the same; a number stays behind."""
    letter = before or (behind if behind.isalpha() else "")
    return f"{letter.upper()} Day" if letter else f"Day {behind}"


def _edge(said: str) -> str:
    found = _EDGE.search(said)
    if not found or re.search(r"\b(before|after|back from)\b", said):
        return ""
    return "last" if re.match(r"last|final", found[0]) else "first"


def _plain(title: str) -> str:
    straight = title.replace("’", "'").replace("‘", "'").replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(straight.casefold().split()).strip(" .!*")[:500]
