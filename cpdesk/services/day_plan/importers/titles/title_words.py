"""The words that titles of US school calendars are made of, each kind with all its forms.

A title is understood only if all of it consists of these. A missing word costs a person a look; a
word too many may close a school.
"""

from __future__ import annotations

import re
from enum import Enum


class Word(Enum):
    """What a piece of a title is."""

    CLOSED = "closed"  # clearly says that there is no school
    SHUT = "shut"  # "closed", which closes the school only next to a word that says what is closed
    BREAK = "break"  # several days without school, for the people the title names
    OFF = "off"  # a holiday, or a teacher day, on which every US school is closed
    HOLIDAY = "holiday"  # a day that some schools observe
    ANY_HOLIDAY = "any holiday"  # "holiday", without a name
    DOUBTFUL = "doubtful"  # may or may not be a day without school: asked, whatever its hours
    REASON = "reason"  # why there is no school; on its own it may also mean a normal day
    SCHEDULE = "schedule"
    TURN = "turn"  # A Day, Day 4
    FIRST = "first"
    LAST = "last"
    TIME = "time"
    GRADES = "grades"
    LEVEL = "level"
    HERE = "here"
    ELSEWHERE = "elsewhere"
    LINK = "link"  # for, due to
    EVERYONE = "everyone"
    IN_SESSION = "in session"  # a day of a quarter on which there is usually school
    OFFICE = "office"
    FILLER = "filler"


_SEASON = (
    r"(?:winter|spring|fall|autumn|summer|thanksgiving|christmas|holiday|easter|mid-?winter"
    r"|february|april|october|november|new year'?s|president'?s'? day)"
)
_OBSERVED = r"(?: (?:holidays?|observed))?"
# A weekend may begin on a Friday with school; an observance may be an assembly.
_AROUND = r" (?:weekend|observance)"
_KING = r"(?:(?:dr\.? )?martin luther king,?(?: jr\.?)?(?:'s)?|m\.?l\.?k\.?(?: jr\.?)?)"
_NAMED = (
    r"(?:(?:the )?(?:day after )?thanksgiving(?: day)?|christmas(?: eve| day)?"
    r"|new years?'?s?(?: eve| day)?|memorial day|labor day|independence day"
    rf"|(?:4th|fourth) of july|juneteenth|{_KING} day)"
)
_SOME_KEEP = (
    r"(?:(?:veterans?'?s?'?|president'?s?'?|presidents'?|columbus|indigenous people(?:'?s?'?)"
    r"|election|patriots?'?s?'?|cesar chavez|lincoln's birthday|washington's birthday)(?: day)?"
    r"|(?:orthodox )?(?:good friday|easter(?: monday| sunday)?)|rosh hashanah|yom kippur|passover"
    r"|diwali|lunar new year|chinese new year|sukkot|eid(?: al-? ?(?:fitr|adha))?)"
)
_STAFF = r"(?:(?:all )?(?:teachers?'?s?'?|staff|faculty|educators?'?))"
_ANY_STAFF = rf"(?:{_STAFF}|school|district)"
_TASK = (
    r"(?:work ?shop|work|prep(?:aration)?|planning|institute|record[- ]?keeping|grading"
    r"|in-?service)"
)
_WHOM = r"(?: for (?:all )?(?:students|grades|schools))?"
_ORDER = r"(?:1st|2nd|3rd|4th|first|second|third|fourth|fall|spring)"
_PART = r"(?:semester|quarter|trimester|term|(?:marking|grading) period)"
_CLOCK = (
    r"(?:(?:1[0-2]|0?[1-9]):[0-5]\d(?: ?[ap]\.?m\.?)?|(?:1[0-2]|[1-9]) ?[ap]\.?m\.?|(?:12 )?noon)"
)
_EARLY = r"(?:dismissal|release|out)"
_MANY = r"(?:one|two|three|1|2|3)(?:[- ](?:hour|hr)s?\.?)"

WORDS: tuple[tuple[Word, str], ...] = (
    (Word.CLOSED, rf"no (?:school|classes|students)(?: days?)?{_WHOM}(?: today)?"),
    (Word.CLOSED, r"(?:all )?(?:schools?|district)(?: (?:is|are|will be))? closed"),
    (Word.CLOSED, r"(?:(?:all|district|public) )?schools? (?:and|&) (?:district )?offices?"
                  r"(?: (?:is|are|will be))? closed"),
    (Word.CLOSED, r"(?:school|district)(?:[- ]wide)? closure"),
    (Word.CLOSED, r"(?:emergency|weather|inclement weather|snow) (?:closure|closing)"),
    (Word.CLOSED, r"non[- ]?(?:student|school|instructional|attendance)(?: contact)? days?"),
    (Word.CLOSED, r"students?(?:'s?)? (?:holidays?|days? off|vacation days?)"),
    (Word.CLOSED, r"no student attendance|students do(?: not|n't) (?:attend|report)(?: school)?"),
    (Word.CLOSED, r"(?:school|district|student(?:/| and | & )staff|students? and staff) holidays?"),
    (Word.CLOSED, r"snow day"),
    (Word.SHUT, r"(?:(?:is|are|will be) )?closed"),
    (Word.BREAK, rf"{_SEASON} (?:break|recess|vacation)|(?:semester|mid-?term|mea) break"),
    (Word.OFF, rf"{_NAMED}{_OBSERVED}|{_KING} holiday"),
    (Word.OFF, rf"{_STAFF} {_TASK} ?days?|in-?service\)? days?"),
    (Word.HOLIDAY, rf"{_KING}(?: birthday)?{_OBSERVED}|mea(?: days?)?"),
    (Word.REASON, rf"(?:{_NAMED}|{_KING}(?: birthday)?|{_SOME_KEEP}|mea){_AROUND}"),
    (Word.HOLIDAY, rf"{_SOME_KEEP}{_OBSERVED}"),
    (Word.REASON, rf"(?:{_ANY_STAFF} )?(?:professional|staff) (?:development|learning)(?: days?)?"),
    (Word.REASON, rf"{_ANY_STAFF} (?:training|meetings?|pd|conferences?)(?: days?)?|pd days?"),
    (Word.DOUBTFUL, rf"{_ANY_STAFF} (?:{_TASK}|comp)(?: ?days?)?|(?:{_TASK}|comp) ?days?"),
    (Word.DOUBTFUL, r"in-?service|snow days"),
    (Word.REASON, r"work ?shop"),
    (Word.REASON, r"(?:fall |winter |spring )?(?:(?:parent|family|student)(?:[-/ –](?:teacher"
                  r"|led))?|p/?-?t|student-led) conferences?(?: days?)?|(?:fall |spring )?"
                  r"conferences?(?: days?)?"),
    (Word.REASON, r"(?:inclement |severe |cold |winter |extreme )*(?:weather|cold|heat|snow|ice)"
                  r"(?: days?)?|snow ?storm|blizzard|power outage|flooding|water main break"),
    (Word.REASON, r"religious holidays?|state fair"),
    (Word.ANY_HOLIDAY, r"holidays?"),
    (Word.SCHEDULE, rf"early[- ]{_EARLY}(?: days?)?(?: schedule)?"),
    (Word.SCHEDULE, rf"(?:early )?{_EARLY} (?:at|@) {_CLOCK}|{_CLOCK} (?:early )?{_EARLY}"
                    rf"|early {_EARLY}:? {_CLOCK}"),
    (Word.SCHEDULE, r"half[- ]days?(?: of school)?|min(?:imum|\.)?[- ]days?"),
    (Word.SCHEDULE, r"(?:late|delayed)[- ](?:start|arrival|opening)(?: days?)?"
                    r"(?: (?:mon|tues|wednes|thurs|fri)days?)?"),
    (Word.SCHEDULE, rf"{_MANY}[- ](?:delay|(?:delayed|late)[- ](?:start|arrival|opening))"),
    (Word.SCHEDULE, r"(?:e-?|(?:distance|remote|virtual|flexible|online) )learning days?"),
    (Word.TURN, r"(?:rotation |cycle )?[a-h][- ]day|(?:rotation |cycle )?day[- ](?:[a-h]|10|[1-9])"
                r"|(?:rotation|cycle)(?: day)? (?:[a-h]|10|[1-9])"),
    (Word.FIRST, r"(?:students?'?s? )?(?:first|1st)(?: student| instructional)? day (?:of|for)"
                 r"(?: all| the)? ?(?:school|classes|class|students|instruction)"
                 r"(?: for (?:all )?students)?"),
    (Word.FIRST, r"(?:first|1st) (?:student|instructional) day"),
    (Word.FIRST, r"(?:school|classes) (?:begins?|starts?)"),
    (Word.LAST, r"(?:students?'?s? )?(?:last|final)(?: student| instructional)? day (?:of|for)"
                r"(?: all| the)? ?(?:school|classes|class|students|instruction)"
                r"(?: for (?:all )?students)?|(?:last|final) (?:student|instructional) day"),
    (Word.TIME, rf"(?:at |@ ?)?{_CLOCK}"),
    (Word.LINK, r"for|due to|because of|in observance of|observing|in honor of"),
    (Word.IN_SESSION, rf"(?:start|beginning|first day|last day) of(?: the)?(?: {_ORDER})? {_PART}"
                      rf"(?: [1-4])?|{_PART}(?: [1-4])? (?:begins|starts)"),
    (Word.FILLER, rf"end of(?: the)?(?: {_ORDER})? {_PART}(?: [1-4])?|{_PART}(?: [1-4])? ends"),
    (Word.EVERYONE, r"(?:for )?(?:all )?(?:students|grades|schools|buildings)(?: only)?|everyone"),
    (Word.EVERYONE, r"(?:district|school)[- ]?wide|only"),
    (Word.FILLER, r"all day|days?|today|observed"),
    (Word.OFFICE, r"(?:district |school )?offices? (?:open|closed)"),
    (Word.FILLER, r"20\d\d(?:[-–/]\d\d)?"),
)  # fmt: skip

# Words that make a title worth checking if it is not understood: closing, dismissal, no school.
HARD = re.compile(
    r"\bno[- ]?(?:school|class(?:es)?|students?|kids|attendance)\b"
    r"|\bclos(?:e|ed|es|ing|ings|ures?)\b|\bdismiss|\bearly[- ](?:outs?|releases?|pick)"
    r"|\breleas(?:e|ed|es) (?:at|@)|(?:\d|noon) ?(?:[ap]\.?m\.? )?(?:releases?|outs?)\b"
    r"|\b(?:hour|hr)s?\.?[- ]late\b|\bouts at\b"
    r"|\bhalf[- ]?days?\b|\bmin(?:imum|\.)?[- ]days?\b|\blate[- ](?:starts?|arrivals?|openings?)\b"
    r"|\bdelay|\bnon[- ]?(?:student|school|instruction|attendance|contact)"
    r"|\bstudents?(?:'s?)? (?:holiday|day off|off)\b|\bdays? off\b|\bsnow days?\b|\be-?learning\b"
    r"|\b(?:distance|remote|virtual|flexible|online) (?:learning|day|school)"
    r"|\b(?:school|class(?:es)?) (?:is |are |will )?(?:begins?|starts?|ends?|out|off|let)\b"
    r"|\bcancel\w* (?:school|classes)|\b(?:schools?|class(?:es)?)\b.{0,20}\bcancel"
    r"|\bshut ?down\b|\bout (?:at|early)\b|\bout of school\b"
    r"|\bstudents do\b|\bno (?:early|half|minimum|late|delayed)\b"
)
# The same, but only if the title mentions nothing else that has a name.
SOFT = re.compile(
    r"\bholidays?\b|\brecess\b|\bbreak\b|\bvacation\b|\bin-?service\b|\bmea\b|\bmake-? ?up day"
    r"|\bteacher[s']* (?:work ?shop|work|prep|planning|institute|development|comp)"
    r"|\b(?:professional|staff) (?:development|learning)\b|\brecord[- ]?keeping\b|\binstitute day"
    r"|\bgrading day\b|\bconferences?\b|\b(?:first|last|final) day (?:of|for) (?:school|class|stud)"
)
ANOTHER_THING = re.compile(
    r"\b(?:concerts?|part(?:y|ies)|shop|shopping|parade|assembly|programs?|dance|fundraisers?"
    r"|camps?|sales?|meetings?|practices?|games?|tournaments?|rehearsals?|potluck|lunch|dinner"
    r"|feast|office|library|gym|pool|field|track|cafeteria|lottery|session|board|committee|club"
    r"|bazaar|market|show|performance|choir|band|tree|card|cards|food|drive|care|childcare"
    r"|visitors?|dancing|breakfast|trip|workshop for|celebration|spirit|monitors?|duty|bell"
    r"|sweaters?|photos?|pictures?"
    r"|registration|deadlines?|survey|forms?|due|applications?|enrollment"
    r"|before|after|resumes?|returns?|returning|back from|back to school)\b"
)
_TODAY = r"(?:,? (?:today|tomorrow|tonight|this week|all day))?"
# Whole titles with such words that are certainly about something else.
OTHER = re.compile(
    rf"(?:the )?(?:(?:main|front|school|district|business|central|student) )*(?:offices?|library"
    rf"|media center|gym(?:nasium)?|pool|fitness center|cafeteria|playground|parking lot|lounge)"
    rf"(?: (?:is|are|will be))? (?:closed|closing)"
    rf"(?: (?:for (?:lunch|inventory|cleaning|repairs?|maintenance)|at {_CLOCK}))?{_TODAY}"
    rf"|(?:school )?board(?: of education)?:? closed session|closed session"
    rf"|no school[- ](?:lunch(?:es)?|bus(?:s?es)?|meals?|nurse|clubs?|uniforms?|supplies|pictures"
    rf"|store|age care|board meeting){_TODAY}"
)
