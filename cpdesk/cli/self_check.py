"""Is this installation complete? Each part is really used once, in a folder that is deleted
afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from cpdesk import __version__, paths
from cpdesk.words import Words

Check = tuple[str, Callable[[], str]]


def report(*more: Check) -> tuple[bool, str]:
    """True with a line for every part if all of them work; a part that fails says why.

    `more` are checks of parts that are out of reach here, such as the window's.
    """
    lines = [f"CPDesk {__version__}"]
    fine = True
    for name, check in (*_CHECKS, *more):
        try:
            lines.append(f"ok    {name}: {check()}")
        except Exception as trouble:  # noqa: BLE001  whatever is broken here is what was asked for
            fine = False
            lines.append(f"FAIL  {name}: {type(trouble).__name__}: {trouble}")
    return fine, "\n".join(lines)


def _resources() -> str:
    wanted = ("fonts/Inter-Regular.ttf", "icons", "policy", "sample/manifest.json")
    missing = [name for name in wanted if not (paths.resources() / name).exists()]
    if missing:
        raise FileNotFoundError(", ".join(missing))
    return "fonts, icons, terms, sample district"


def _zones() -> str:
    there = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("America/Chicago"))
    if there.utcoffset() is None:
        raise ValueError("America/Chicago")
    return Words("en_US", ZoneInfo("America/Chicago")).moment(there)


def _store() -> str:
    import secrets

    from cpdesk.models.store import Store

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        store = Store.open(path, secrets.token_hex(32))
        with store.read() as tx:
            version = tx.exec_driver_sql("SELECT sqlite_version()").scalar_one()
        store.close()
        if path.read_bytes()[:15] == b"SQLite format 3":
            raise ValueError("the file is not encrypted")
    return f"SQLite {version}, encrypted"


def _rules() -> str:
    from cpdesk.policy import RULES
    from cpdesk.policy.terms.terms import Terms

    terms = Terms.shipped().on(date(2026, 11, 24))
    return f"{len(RULES)} rules, {len(terms.terms)} terms"


def _paper() -> str:
    from cpdesk.documents.front_desk.badge import badge
    from cpdesk.documents.layout.preview import page_sizes
    from cpdesk.documents.layout.stock import STOCKS
    from cpdesk.records.day import BadgePaper

    paper = BadgePaper(
        "Sample School", date(2026, 11, 24), "Ada Sample", "Sample Partner", "Office", "Visit",
        time(11, 30), (), "CPD:SELFCHECK000",
    )  # fmt: skip
    made = badge(paper, Words(), STOCKS["dymo-30256"])
    return f"a badge of {len(made)} bytes, {len(page_sizes(made))} page"


def _passwords() -> str:
    import argon2

    hasher = argon2.PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
    hasher.verify(hasher.hash("sample"), "sample")
    return "argon2id"


def _calendars() -> str:
    """A recurring event and a date from an XML file."""
    from cpdesk.services.day_plan.importers import edfi, ics

    calendar = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261125\r\n"
        b"RRULE:FREQ=DAILY;COUNT=2\r\nSUMMARY:No school\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    zone = ZoneInfo("America/Chicago")
    days = ics.read(calendar, "sample.ics", zone=zone, hint="", low=None, high=None).days
    xml = (
        b"<a><CalendarDate><Date>2026-11-26</Date><CalendarEvent>#Holiday</CalendarEvent>"
        b"</CalendarDate></a>"
    )
    more = edfi.read({"sample.xml": xml}, "sample.xml", hint="", low=None, high=None).days
    if (len(days), len(more)) != (2, 1):
        raise ValueError(f"{len(days)} and {len(more)} days")
    return "iCalendar and Ed-Fi"


def _spreadsheets() -> str:
    """A workbook, written and read back."""
    from io import BytesIO

    from openpyxl import load_workbook

    from cpdesk.records.reports import Column, ColumnKind, Period, Report, ReportKind
    from cpdesk.services.exports import xlsx_bytes

    day = date(2026, 11, 24)
    report = Report(
        kind=ReportKind.VISITS_BY_PARTNER,
        title="Sample",
        school_name="Sample School",
        partner_name="",
        period=Period(day, day),
        made_at=datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("UTC")),
        columns=(Column("partner", "Partner", ColumnKind.TEXT),),
        rows=(("=sample",),),
        totals=None,
        charts=(),
        notes=(),
    )
    sheet = load_workbook(BytesIO(xlsx_bytes(report, Words()))).active
    if sheet is None or (sheet["A2"].value, sheet["A2"].data_type) != ("=sample", "s"):
        raise ValueError("the workbook is not read back")
    return "a workbook"


def _attached() -> str:
    """A file is examined in a process of its own: the program calls itself."""
    from cpdesk.documents.printer_check import printer_check
    from cpdesk.services.flyers import thumbnail

    at = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("UTC"))
    if thumbnail.of_pdf(printer_check("Sample", at, Words())) is None:
        raise ValueError("no picture of a PDF")
    return "a picture of a PDF"


_CHECKS: tuple[Check, ...] = (
    ("resources", _resources),
    ("time zones", _zones),
    ("store", _store),
    ("rules", _rules),
    ("paper", _paper),
    ("passwords", _passwords),
    ("calendars", _calendars),
    ("spreadsheets", _spreadsheets),
    ("attached files", _attached),
)
