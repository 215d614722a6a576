"""What the office looks back on: figures for a period, and what it keeps about one visitor.

No field here can hold a student: a report counts, and a file about a visitor says where something
was left out, not what it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from cpdesk.policy.decision import Facts
from cpdesk.policy.outcome import Condition, Purpose


class ReportKind(StrEnum):
    VISITS_BY_PARTNER = "visits-by-partner"
    VISITS_BY_PROGRAM = "visits-by-program"
    VISITS_BY_CONTRACT = "visits-by-contract"
    VISITS_BY_MONTH = "visits-by-month"
    FRONT_DESK_LOAD = "front-desk-load"
    REFUSED_BY_RULE = "refused-by-rule"
    REQUESTS_BY_OUTCOME = "requests-by-outcome"
    NEVER_CHECKED_OUT = "never-checked-out"
    FLYERS_BY_PARTNER = "flyers-by-partner"
    FLYERS_BY_CHANNEL = "flyers-by-channel"


class ColumnKind(StrEnum):
    """What the values of a column are, however they are shown."""

    TEXT = "text"  # str
    COUNT = "count"  # int
    MINUTES = "minutes"  # int, whole minutes
    HOURS = "hours"  # int, also whole minutes: the total of a column is the sum of what is shown
    PERCENT = "percent"  # float, 1.0 is everything
    DATE = "date"  # date
    MONTH = "month"  # date, the first of the month
    WEEKDAY = "weekday"  # int, Monday is 0
    TIME = "time"  # time, in the school's time zone
    MOMENT = "moment"  # aware datetime


@dataclass(frozen=True, slots=True)
class Message:
    """Words instead of a value, in any column: "Visitors without a partner"."""

    id: str
    facts: Facts = ()


# None: there is nothing to show, such as the median of nothing.
Cell = str | int | float | date | datetime | time | Message | None


@dataclass(frozen=True, slots=True)
class Column:
    """`title` is a message id."""

    key: str
    title: str
    kind: ColumnKind


class ChartKind(StrEnum):
    BARS = "bars"  # one value per label, in `values`
    HEAT = "heat"  # `grid`: a row for each of `down`, with a value for each of `labels`


@dataclass(frozen=True, slots=True)
class Chart:
    """`title` is a message id; `values` and `grid` are of the kind `shows`. `rest`: the last value
    sums up many and is no measure for the others."""

    kind: ChartKind
    title: str
    shows: ColumnKind
    labels: tuple[Cell, ...]
    labels_are: ColumnKind
    values: tuple[int, ...] = ()
    down: tuple[Cell, ...] = ()
    down_are: ColumnKind = ColumnKind.TEXT
    grid: tuple[tuple[int, ...], ...] = ()
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """Both days are included, in the school's time zone."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Report:
    """`title` is a message id; `notes` say what was counted and what was not. `partner_name` is ""
    if the report is about all partners."""

    kind: ReportKind
    title: str
    school_name: str
    partner_name: str
    period: Period
    made_at: datetime
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None
    charts: tuple[Chart, ...]
    notes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class ReportOf:
    """Which report, and its days; for all partners."""

    kind: ReportKind
    period: Period


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods that people often ask for, as of today."""

    school_year: Period
    this_month: Period
    last_month: Period


@dataclass(frozen=True, slots=True)
class ReportPartner:
    """A partner that appears in visits or requests, to choose a report by."""

    partner_id: str
    name: str


@dataclass(frozen=True, slots=True)
class VisitorFound:
    """Someone the office has a record of, to choose a data request by. `registered`: as a person or
    guest; otherwise there is only the name under which someone was turned away."""

    visitor_key: str
    name: str
    organization: str
    visits: int
    turned_away: int
    last_at: datetime | None
    registered: bool


@dataclass(frozen=True, slots=True)
class VisitorOf:
    """Whose file. Free text is included only if someone will `read` it first."""

    visitor_key: str
    name: str
    read: bool = False


@dataclass(frozen=True, slots=True)
class FiledVisit:
    """One visit, as the file about the visitor shows it. `conditions` were on the badge; `reason`
    is why the visitor came, as typed at the front desk: None if it is left out, "" if there was
    none. How the school came to say yes is not in the file."""

    arrived_at: datetime
    ends_at: datetime | None  # until when the visit was planned
    left_at: datetime | None
    never_ended: bool  # never checked out; `left_at` is when the record was closed
    partner_name: str
    purpose: Purpose
    activity_title: str
    place: str
    conditions: tuple[Condition, ...]
    reason: str | None
    undone: bool  # checked in by mistake, and undone right away


@dataclass(frozen=True, slots=True)
class FiledRefusal:
    """A time the visitor was turned away. `rules` are the codes of the rules that leave no one a
    choice; none if the school had to decide, whatever was considered."""

    at: datetime
    partner_name: str
    purpose: Purpose
    activity_title: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FiledRequest:
    """A request that the visitor was named in. Kind and state are message ids."""

    asked_at: datetime
    kind: str
    state: str
    partner_name: str
    program_name: str
    activity_title: str
    starts_at: datetime | None
    ends_at: datetime | None
    weekly_until: date | None
    place: str
    event: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Redaction:
    """Message ids: what was left out, why, and how often; None for what no file ever holds."""

    what: str
    why: str
    times: int | None


@dataclass(frozen=True, slots=True)
class VisitorFile:
    """All that the office keeps about one visitor, without what is private to others."""

    school_name: str
    visitor_key: str
    visitor_name: str
    organizations: tuple[str, ...]
    known_from: Message
    made_at: datetime
    visits: tuple[FiledVisit, ...]
    turned_away: tuple[FiledRefusal, ...]
    requests: tuple[FiledRequest, ...]
    redactions: tuple[Redaction, ...]
