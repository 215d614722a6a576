"""When the bells ring in the sample district, and on which days there is school.

Periods are written `name kind start-end`, one per line.
"""

from __future__ import annotations

from datetime import date, timedelta

_BEFORE_CEDAR = "Breakfast,before,07:10-08:10"
_LITTLE = f"""
{_BEFORE_CEDAR}
Morning meeting,advisory,08:15-08:35
Period 1,instructional,08:35-09:25
Period 2,instructional,09:25-10:15
Morning recess,recess,10:15-10:30
Period 3,instructional,10:30-11:30
Lunch,lunch,11:30-12:00
Period 4,instructional,12:00-13:00
Recess,recess,13:00-13:15
Period 5,instructional,13:15-14:05
Period 6,instructional,14:05-14:50
After school,after,14:50-18:00
"""
_BIG = f"""
{_BEFORE_CEDAR}
Advisory,advisory,08:15-08:40
Period 1,instructional,08:44-09:34
Period 2,instructional,09:38-10:28
Period 3,instructional,10:32-11:35
Lunch,lunch,11:35-12:05
Period 4,instructional,12:09-12:59
Recess,recess,12:59-13:14
Period 5,instructional,13:18-14:50
After school,after,14:50-18:00
"""
_LITTLE_EARLY = f"""
{_BEFORE_CEDAR}
Morning meeting,advisory,08:15-08:30
Period 1,instructional,08:30-09:15
Period 2,instructional,09:15-10:00
Morning recess,recess,10:00-10:15
Period 3,instructional,10:15-11:10
Lunch,lunch,11:10-11:40
Period 4,instructional,11:40-12:30
Period 5,instructional,12:30-13:20
After school,after,13:20-18:00
"""
_BIG_EARLY = f"""
{_BEFORE_CEDAR}
Period 1,instructional,08:15-09:05
Period 2,instructional,09:09-09:59
Period 3,instructional,10:03-11:31
Lunch,lunch,11:35-12:05
Period 4,instructional,12:09-12:43
Period 5,instructional,12:46-13:20
After school,after,13:20-18:00
"""
_LITTLE_LATE = """
Breakfast,before,09:15-10:10
Period 1,instructional,10:15-11:00
Period 2,instructional,11:00-11:45
Lunch,lunch,11:45-12:15
Period 3,instructional,12:15-13:00
Recess,recess,13:00-13:15
Period 4,instructional,13:15-14:05
Period 5,instructional,14:05-14:50
After school,after,14:50-18:00
"""
_BIG_LATE = """
Breakfast,before,09:15-10:10
Period 1,instructional,10:15-10:58
Period 2,instructional,11:02-11:45
Period 3,instructional,11:49-12:32
Lunch,lunch,12:32-13:02
Period 4,instructional,13:06-13:56
Period 5,instructional,14:00-14:50
After school,after,14:50-18:00
"""


def _high(lunch: str) -> str:
    middle = {
        "A": "Lunch A,lunch,11:30-12:00\nPeriod 4,instructional,12:05-12:55",
        "B": "Period 4,instructional,11:30-12:20\nLunch B,lunch,12:25-12:55",
    }
    return f"""
Zero hour,optional,07:35-08:25
Period 1,instructional,08:30-09:25
Period 2,instructional,09:30-10:25
Period 3,instructional,10:30-11:25
{middle[lunch]}
Advisory,advisory,13:00-13:25
Period 5,instructional,13:30-14:20
Period 6,instructional,14:25-15:10
After school,after,15:10-18:00
"""


_HIGH_EARLY = """
Period 1,instructional,08:30-09:10
Period 2,instructional,09:15-09:55
Period 3,instructional,10:00-10:40
Lunch,lunch,10:40-11:10
Period 4,instructional,11:15-11:55
Period 5,instructional,12:00-12:40
Period 6,instructional,12:45-13:25
After school,after,13:25-18:00
"""
_HIGH_LATE = """
Period 1,instructional,10:30-11:10
Period 2,instructional,11:15-11:55
Lunch,lunch,11:55-12:25
Period 3,instructional,12:30-13:05
Period 4,instructional,13:10-13:45
Period 5,instructional,13:50-14:25
Period 6,instructional,14:30-15:10
After school,after,15:10-18:00
"""
_MIDDLE = """
Advisory,advisory,08:30-08:50
Period 1,instructional,08:55-09:45
Period 2,instructional,09:50-10:40
Period 3,instructional,10:45-11:35
Lunch,lunch,11:40-12:10
Period 4,instructional,12:15-13:05
Passing and lockers,passing,13:05-13:15
Period 5,instructional,13:15-14:05
Period 6,instructional,14:10-15:00
After school,after,15:00-17:30
"""

# school, schedule, grades, periods. Prairie Oaks has no bells for grade 8, Willow Bend none at all,
# and nothing ever uses the assembly schedule: the summary of an import names all three.
BELLS = (
    ("CEDAR", "REGULAR", "K-5", _LITTLE),
    ("CEDAR", "REGULAR", "6-8", _BIG),
    ("CEDAR", "EARLY RELEASE", "K-5", _LITTLE_EARLY),
    ("CEDAR", "EARLY RELEASE", "6-8", _BIG_EARLY),
    ("CEDAR", "LATE START", "K-5", _LITTLE_LATE),
    ("CEDAR", "LATE START", "6-8", _BIG_LATE),
    ("HARBOR", "REGULAR", "9-10", _high("A")),
    ("HARBOR", "REGULAR", "11-12", _high("B")),
    ("HARBOR", "EARLY RELEASE", "", _HIGH_EARLY),
    ("HARBOR", "LATE START", "", _HIGH_LATE),
    ("PRAIRIE", "REGULAR", "6-7", _MIDDLE),
    ("PRAIRIE", "ASSEMBLY", "6-7", "\nAssembly,advisory,09:00-10:30\n"),
)
WEEK = {
    "CEDAR": ("REGULAR", "REGULAR", "EARLY RELEASE", "REGULAR", "REGULAR"),
    "HARBOR": ("REGULAR", "REGULAR", "EARLY RELEASE", "REGULAR", "REGULAR"),
    "PRAIRIE": ("REGULAR",) * 5,
}

FIRST, LAST = date(2026, 9, 8), date(2027, 6, 11)
_NO_SCHOOL = (
    ("2026-08-24", "2026-09-07", "Summer break"),
    ("2026-10-15", "2026-10-16", "No school: staff conference"),
    ("2026-11-03", "2026-11-03", "No school: staff development"),
    ("2026-11-26", "2026-11-27", "No school: Thanksgiving"),
    ("2026-12-23", "2027-01-01", "Winter break"),
    ("2027-01-18", "2027-01-18", "No school: Martin Luther King Jr. Day"),
    ("2027-02-15", "2027-02-15", "No school: Presidents’ Day"),
    ("2027-03-29", "2027-04-02", "Spring break"),
    ("2027-05-31", "2027-05-31", "No school: Memorial Day"),
    ("2027-06-14", "2027-07-30", "Summer break"),
)
# school, date, schedule, note, grades
_SPECIAL = (
    ("CEDAR", "2026-09-08", "", "Kindergarten starts on Thursday", "K"),
    ("CEDAR", "2026-09-09", "", "Kindergarten starts on Thursday", "K"),
    ("CEDAR", "2026-11-05", "EARLY RELEASE", "Family conferences from 2 pm", ""),
    ("CEDAR", "2026-11-25", "EARLY RELEASE", "Day before Thanksgiving", ""),
    ("CEDAR", "2026-12-04", "LATE START", "Grades 6–8 start late: science night before", "6-8"),
    ("CEDAR", "2027-02-10", "LATE START", "Staff development", ""),
    ("CEDAR", "2027-03-11", "EARLY RELEASE", "Family conferences from 2 pm", ""),
    ("CEDAR", "2027-06-11", "EARLY RELEASE", "Last day of school", ""),
    ("HARBOR", "2026-11-12", "LATE START", "Family conferences the evening before", ""),
    ("HARBOR", "2026-11-25", "EARLY RELEASE", "Day before Thanksgiving", ""),
    ("HARBOR", "2027-01-21", "", "No school: end of the semester", ""),
    ("HARBOR", "2027-02-10", "LATE START", "Staff development", ""),
    ("HARBOR", "2027-04-13", "LATE START", "Grades 9–10 start late: testing for grade 11", "9-10"),
    ("HARBOR", "2027-06-11", "EARLY RELEASE", "Last day of school", ""),
    ("PRAIRIE", "2027-05-14", "FIELD DAY", "Field day", ""),
)


def days(schools: list[str]) -> list[tuple[str, str, str, str, str]]:
    """Every special day: school, date, schedule, note, grades."""
    found = list(_SPECIAL)
    for first, last, note in _NO_SCHOOL:
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            if day.weekday() < 5:
                found += [(school, day.isoformat(), "", note, "") for school in schools]
            day += timedelta(days=1)
    return sorted(found)
