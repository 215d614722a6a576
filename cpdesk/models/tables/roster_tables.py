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

from cpdesk.models.tables.columns import Json, Moment, nullable, required

metadata = MetaData()

roster_issue = Table(
    "roster_issue",
    metadata,
    Column("issue", Integer, primary_key=True),
    Column("state", Text, nullable=False),  # staged, current, withdrawn
    *required(Text, "district", "school_year"),
    Column("sequence", Integer, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("valid_until", Date),
    *required(Text, "time_zone", "partner_term", "contact_office", "contact_phone"),
    *required(Text, "contact_email", "become_partner_url"),
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


def _grades() -> tuple[Column[Any], Column[Any]]:
    return Column("grade_low", Integer), Column("grade_high", Integer)


school = _of_issue(
    "school",
    *required(Text, "school_id", "name"),
    *required(Integer, "grade_low", "grade_high"),
    Column("time_zone", Text, nullable=False),  # "" means the district's
    *required(Text, "address", "phone"),
    key=("school_id",),
)
partner = _of_issue(
    "partner",
    *required(Text, "partner_id", "name", "status", "phone", "email", "website", "other_names"),
    Column("name_key", Text, nullable=False),  # folded, for sorting and searching
    key=("partner_id",),
)
contract = _of_issue(
    "contract",
    *required(Text, "contract_id", "partner_id"),
    Column("paid", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("signed_on", Date),
    *required(Date, "starts_on", "ends_on"),
    Column("insurance_ends_on", Date),
    key=("contract_id",),
)
Index("contract_of_partner", contract.c.issue, contract.c.partner_id)
contract_school = _of_issue(
    "contract_school",
    Column("contract_id", Text, nullable=False),
    Column("school_id", Text, nullable=False),  # "*" means every school
    key=("contract_id", "school_id"),
)
program = _of_issue(
    "program",
    *required(Text, "program_id", "partner_id", "name", "summary"),
    *_grades(),
    Column("fee_to_families", Boolean, nullable=False),
    key=("program_id",),
)
Index("program_of_partner", program.c.issue, program.c.partner_id)
program_contract = _of_issue(
    "program_contract",
    *required(Text, "program_id", "contract_id"),
    key=("program_id", "contract_id"),
)
activity = _of_issue(
    "activity",
    *required(Text, "activity_id", "program_id", "school_id", "title", "location"),
    Column("weekdays", Integer, nullable=False),  # bit 0 is Monday
    *required(Text, "start_time", "end_time"),
    *required(Date, "starts_on", "ends_on"),
    *_grades(),
    Column("approved_on", Date),
    Column("approved_by", Text, nullable=False),
    *required(Boolean, "supervised", "photo_release"),
    key=("activity_id",),
)
Index("activity_at_school", activity.c.issue, activity.c.school_id)
Index("activity_of_program", activity.c.issue, activity.c.program_id)
activity_person = _of_issue(
    "activity_person",
    *required(Text, "activity_id", "person_id"),
    key=("activity_id", "person_id"),
)
Index("activity_of_person", activity_person.c.issue, activity_person.c.person_id)
person = _of_issue(
    "person",
    *required(Text, "person_id", "partner_id", "given_name", "family_name", "clearance"),
    Column("clearance_ends_on", Date),
    key=("person_id",),
)
Index("person_of_partner", person.c.issue, person.c.partner_id)
# The bell schedule's own keys allow no NULL, so "no grade" is -9 in keys.
NO_GRADE = -9
bell = _of_issue(
    "bell",
    *required(Text, "school_id", "schedule", "period", "kind", "start_time", "end_time"),
    *required(Integer, "grade_low", "grade_high"),
    key=("school_id", "schedule", "period", "grade_low", "grade_high", "start_time"),
)
week_day = _of_issue(
    "week_day",
    Column("school_id", Text, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("schedule", Text, nullable=False),
    *required(Integer, "grade_low", "grade_high"),
    key=("school_id", "weekday", "grade_low"),
)
special_day = _of_issue(
    "special_day",
    Column("school_id", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("schedule", Text, nullable=False),  # "" means no school
    Column("note", Text, nullable=False),
    *required(Integer, "grade_low", "grade_high"),
    key=("school_id", "day", "grade_low"),
)
school_class = _of_issue(
    "school_class",
    *required(Text, "school_id", "class_id", "name"),
    Column("grade", Integer, nullable=False),
    Column("room", Text, nullable=False),
    Column("students", Integer),
    key=("class_id",),
)
flyer = _of_issue(
    "flyer",
    *required(Text, "flyer_id", "partner_id", "title"),
    Column("approved_on", Date, nullable=False),
    Column("expires_on", Date),
    Column("channels", Text, nullable=False),
    *_grades(),
    Column("schools", Text, nullable=False),  # "*" or ids, separated by ";"
    Column("approval_number", Text, nullable=False),
    key=("flyer_id",),
)
notice = _of_issue(
    "notice",
    *required(Text, "notice_id", "name"),
    Column("other_names", Text, nullable=False),  # separated by ";"
    Column("birth_year", Integer),
    Column("school_id", Text, nullable=False),  # "*" means the district
    *nullable(Date, "issued_on", "ends_on"),
    Column("instruction", Text, nullable=False),
    key=("notice_id",),
)

OF_ISSUE = tuple(t for t in metadata.sorted_tables if t is not roster_issue)
