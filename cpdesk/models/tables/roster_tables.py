"""What the district sends. Only the roster import writes it, and it is never changed afterwards.

Every row belongs to an *issue* of the roster. A new issue is staged next to the current one and
becomes current by one update of `roster_issue`, so the front desk can keep reading in the meantime;
the rows of withdrawn issues are deleted afterwards. Dates are ISO text, times `HH:MM` in the
school's time zone, grades the numbers of policy/grades.py (None: no bound), booleans 0/1.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from cpdesk.models.tables.columns import Json, Moment

metadata = MetaData()

roster_issue = Table(
    "roster_issue",
    metadata,
    Column("issue", Integer, primary_key=True),
    Column("state", Text, nullable=False),  # staged, current, withdrawn
    Column("district", Text, nullable=False),
    Column("school_year", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("valid_until", Date),
    Column("time_zone", Text, nullable=False),
    Column("partner_term", Text, nullable=False),
    Column("contact_office", Text, nullable=False),
    Column("contact_phone", Text, nullable=False),
    Column("contact_email", Text, nullable=False),
    Column("become_partner_url", Text, nullable=False),
    Column("taken_in_at", Moment, nullable=False),
    Column("sample", Boolean, nullable=False),  # the sample district that comes with the program
    Column("summary", Json, nullable=False),
    Index("roster_issue_one_current", "state", unique=True, sqlite_where=text("state = 'current'")),
)


def _of_issue(name: str, *columns: Column[Any], key: tuple[str, ...]) -> Table:
    table: Table = Table(
        name,
        metadata,
        Column("issue", Integer, nullable=False),
        *columns,
        PrimaryKeyConstraint("issue", *key),
        sqlite_with_rowid=False,
    )
    return table


def _text(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False)


def _grades() -> tuple[Column[Any], Column[Any]]:
    return Column("grade_low", Integer), Column("grade_high", Integer)


school = _of_issue(
    "school",
    _text("school_id"),
    _text("name"),
    Column("grade_low", Integer, nullable=False),
    Column("grade_high", Integer, nullable=False),
    _text("time_zone"),  # "" means the district's
    _text("address"),
    _text("phone"),
    key=("school_id",),
)
partner = _of_issue(
    "partner",
    _text("partner_id"),
    _text("name"),
    _text("status"),
    _text("phone"),
    _text("email"),
    _text("website"),
    _text("other_names"),
    _text("name_key"),  # folded, for sorting and searching
    key=("partner_id",),
)
contract = _of_issue(
    "contract",
    _text("contract_id"),
    _text("partner_id"),
    Column("paid", Boolean, nullable=False),
    _text("status"),
    Column("signed_on", Date),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("insurance_ends_on", Date),
    key=("contract_id",),
)
Index("contract_of_partner", contract.c.issue, contract.c.partner_id)
contract_school = _of_issue(
    "contract_school",
    _text("contract_id"),
    _text("school_id"),  # "*" means every school
    key=("contract_id", "school_id"),
)
program = _of_issue(
    "program",
    _text("program_id"),
    _text("partner_id"),
    _text("name"),
    _text("summary"),
    *_grades(),
    Column("fee_to_families", Boolean, nullable=False),
    key=("program_id",),
)
Index("program_of_partner", program.c.issue, program.c.partner_id)
program_contract = _of_issue(
    "program_contract",
    _text("program_id"),
    _text("contract_id"),
    key=("program_id", "contract_id"),
)
activity = _of_issue(
    "activity",
    _text("activity_id"),
    _text("program_id"),
    _text("school_id"),
    _text("title"),
    _text("location"),
    Column("weekdays", Integer, nullable=False),  # bit 0 is Monday
    _text("start_time"),
    _text("end_time"),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    *_grades(),
    Column("approved_on", Date),
    _text("approved_by"),
    Column("supervised", Boolean, nullable=False),
    Column("photo_release", Boolean, nullable=False),
    key=("activity_id",),
)
Index("activity_at_school", activity.c.issue, activity.c.school_id)
Index("activity_of_program", activity.c.issue, activity.c.program_id)
activity_person = _of_issue(
    "activity_person",
    _text("activity_id"),
    _text("person_id"),
    key=("activity_id", "person_id"),
)
Index("activity_of_person", activity_person.c.issue, activity_person.c.person_id)
person = _of_issue(
    "person",
    _text("person_id"),
    _text("partner_id"),
    _text("given_name"),
    _text("family_name"),
    _text("clearance"),
    Column("clearance_ends_on", Date),
    key=("person_id",),
)
Index("person_of_partner", person.c.issue, person.c.partner_id)
# The bell schedule's own keys allow no NULL, so "no grade" is -9 in keys.
NO_GRADE = -9
bell = _of_issue(
    "bell",
    _text("school_id"),
    _text("schedule"),
    _text("period"),
    _text("kind"),
    _text("start_time"),
    _text("end_time"),
    Column("grade_low", Integer, nullable=False),
    Column("grade_high", Integer, nullable=False),
    key=("school_id", "schedule", "period", "grade_low", "grade_high", "start_time"),
)
week_day = _of_issue(
    "week_day",
    _text("school_id"),
    Column("weekday", Integer, nullable=False),
    _text("schedule"),
    Column("grade_low", Integer, nullable=False),
    Column("grade_high", Integer, nullable=False),
    key=("school_id", "weekday", "grade_low"),
)
special_day = _of_issue(
    "special_day",
    _text("school_id"),
    Column("day", Date, nullable=False),
    _text("schedule"),  # "" means no school
    _text("note"),
    Column("grade_low", Integer, nullable=False),
    Column("grade_high", Integer, nullable=False),
    key=("school_id", "day", "grade_low"),
)
school_class = _of_issue(
    "school_class",
    _text("school_id"),
    _text("class_id"),
    _text("name"),
    Column("grade", Integer, nullable=False),
    _text("room"),
    Column("students", Integer),
    key=("class_id",),
)
flyer = _of_issue(
    "flyer",
    _text("flyer_id"),
    _text("partner_id"),
    _text("title"),
    Column("approved_on", Date, nullable=False),
    Column("expires_on", Date),
    _text("channels"),
    *_grades(),
    _text("schools"),  # "*" or ids, separated by ";"
    _text("approval_number"),
    key=("flyer_id",),
)
notice = _of_issue(
    "notice",
    _text("notice_id"),
    _text("name"),
    _text("other_names"),  # separated by ";"
    Column("birth_year", Integer),
    _text("school_id"),  # "*" means the district
    Column("issued_on", Date),
    Column("ends_on", Date),
    _text("instruction"),
    key=("notice_id",),
)

OF_ISSUE = tuple(t for t in metadata.sorted_tables if t is not roster_issue)
