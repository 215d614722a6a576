"""The roster's manifest: which district, which issue, how long it is valid."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cpdesk import plain_text
from cpdesk.services.readers.bounds import FIRST_YEAR, LAST_YEAR, LONGEST_CELL
from cpdesk.services.readers.faults import FaultList
from cpdesk.services.roster import values
from cpdesk.services.roster.layout import MANIFEST, Kind
from cpdesk.words import N_

FORMAT, VERSION = "cpdesk-roster", 1
DEFAULT_TERM = "Community Partner"
_CONTACT = ("office", "phone", "email", "become_partner_url")
_KEYS = frozenset(
    {
        *("format", "version", "district", "school_year", "sequence", "published_at"),
        *("valid_until", "time_zone", "partner_term", "contact"),
    }
)


@dataclass(frozen=True, slots=True)
class Manifest:
    district: str
    school_year: str
    sequence: int
    published_at: datetime
    valid_until: date | None
    time_zone: str
    partner_term: str
    contact: tuple[str, str, str, str]  # office, phone, email, address of the page


def manifest(data: bytes | None, faults: FaultList, notes: FaultList) -> Manifest | None:
    """The manifest, or None with at least one fault reported."""
    before = faults.count
    found = _object(data, faults)
    if found is None:
        return None
    if found.get("format") != FORMAT or type(found.get("version")) is not int:
        _fault(
            faults,
            "format",
            N_("This is not a roster in the cpdesk-roster format, version 1."),
            N_("In manifest.json, set format to cpdesk-roster and version to 1."),
        )
    elif found["version"] != VERSION:
        faults.add(
            MANIFEST,
            0,
            "version",
            N_("The roster uses version {version} of the format. This CPDesk reads version 1."),
            N_("Ask the district for version 1, or check for a newer CPDesk."),
            version=str(found["version"]),
        )
    for key in found:
        if key not in _KEYS:
            notes.add(
                MANIFEST,
                0,
                key,
                N_("{key} is not part of the roster format and was ignored."),
                key=key,
            )
    zone = _text(found, "time_zone", faults, required=True)
    try:
        values.zone(zone or "UTC")
    except ValueError:
        _fault(faults, "time_zone", *values.SAYS[Kind.ZONE], value=zone)
        zone = "UTC"
    contact = found.get("contact") or {}
    if not isinstance(contact, dict):
        _fault(
            faults, "contact", N_("“contact” is not a JSON object."), N_("Put it in curly braces.")
        )
        contact = {}
    made = Manifest(
        district=_text(found, "district", faults, required=True),
        school_year=_text(found, "school_year", faults, required=True),
        sequence=_sequence(found, faults),
        published_at=_published(found, zone or "UTC", faults),
        valid_until=_valid_until(found, faults),
        time_zone=zone,
        partner_term=_text(found, "partner_term", faults) or DEFAULT_TERM,
        contact=tuple(_text(contact, key, faults) for key in _CONTACT),  # type: ignore[arg-type]
    )
    return made if faults.count == before else None


def _object(data: bytes | None, faults: FaultList) -> dict[str, Any] | None:
    if data is None:
        faults.add(
            MANIFEST,
            0,
            "",
            N_("The file is missing."),
            N_("Choose the folder that has manifest.json, or ask the district for it."),
        )
        return None
    try:
        found = json.loads(data.decode("utf-8-sig"))
        # Text that can't be written as UTF-8 (half a character) can't be stored or shown.
        json.dumps(found, ensure_ascii=False).encode()
    except json.JSONDecodeError as trouble:
        faults.add(
            MANIFEST,
            trouble.lineno,
            "",
            N_("From this line on, the file can’t be read as JSON."),
            N_("Correct this line, or ask the district for the roster again."),
        )
        return None
    except (ValueError, RecursionError):
        _fault(faults, "", N_("Can’t read the file as JSON in UTF-8."), N_("Send the file again."))
        return None
    if not isinstance(found, dict):
        _fault(faults, "", N_("The file is not a JSON object."), N_("Send the file again."))
        return None
    return found


def _fault(faults: FaultList, column: str, says: str, do: str = "", /, **facts: object) -> None:
    faults.add(MANIFEST, 0, column, says, do, **facts)


def _text(of: dict[str, Any], key: str, faults: FaultList, *, required: bool = False) -> str:
    value = of.get(key)
    if value is None:
        value = ""
    if not isinstance(value, str) or len(value) > LONGEST_CELL or not plain_text.holds(value):
        _fault(faults, key, N_("{key} is not plain text."), N_("Put it in quotes."), key=key)
        return ""
    text = " ".join(plain_text.line(value).split())
    if required and not text:
        _missing(key, faults)
    return text


def _missing(key: str, faults: FaultList) -> None:
    _fault(faults, key, N_("{key} is missing."), N_("Add it to manifest.json."), key=key)


def _sequence(of: dict[str, Any], faults: FaultList) -> int:
    value = of.get("sequence")
    if type(value) is int and 0 <= value < 2**53:
        return value
    if value is None:
        _missing("sequence", faults)
    else:
        _fault(
            faults,
            "sequence",
            N_("“sequence” is not a whole number."),
            N_("Enter the number of this roster, such as 42, without quotes."),
        )
    return 0


def _published(of: dict[str, Any], zone: str, faults: FaultList) -> datetime:
    text = _text(of, "published_at", faults, required=True)
    try:
        at = datetime.fromisoformat(text)
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            raise ValueError(text)
    except ValueError:
        if text:
            _fault(
                faults,
                "published_at",
                N_("“{value}” is not a date and time."),
                N_("Enter it like this: 2026-11-24T06:00:00-06:00."),
                value=text,
            )
        return datetime(2000, 1, 1, tzinfo=ZoneInfo("UTC"))
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


def _valid_until(of: dict[str, Any], faults: FaultList) -> date | None:
    text = _text(of, "valid_until", faults)
    if not text:
        return None
    try:
        return date.fromisoformat(values.day(text))
    except ValueError:
        _fault(faults, "valid_until", *values.SAYS[Kind.DATE], value=text)
        return None
