"""Writes the sample district into resources/sample, always the same.

python tools/make_sample.py [FOLDER]

Standard library only. Its contents are in sample_cast.py and sample_bells.py.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import sample_bells as bells
import sample_cast as cast

Table = list[tuple[object, ...]]
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
_PEOPLE_AT_LEAST = 6
# What most of the invented people have, and occasionally something different.
_ODD_CLEARANCES = {
    3: ("pending", ""),
    7: ("expired", "2026-08-31"),
    11: ("unknown", ""),
    16: ("cleared", "2026-10-31"),
    23: ("not_cleared", ""),
    31: ("cleared", ""),
}

MANIFEST = {
    "format": "cpdesk-roster",
    "version": 1,
    "district": "Lakes Sample District",
    "school_year": "2026-27",
    "sequence": 1,
    "published_at": "2026-11-20T06:00:00-06:00",
    "valid_until": "2027-07-31",
    "time_zone": "America/Chicago",
    "partner_term": "Community Partner",
    "contact": {
        "office": "Community Partnerships office",
        "phone": "612-555-0100",
        "email": "partners@lakes.example",
        "become_partner_url": "https://lakes.example/become-a-partner",
    },
}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(MANIFEST, indent=2, ensure_ascii=False) + "\n"
    (folder / "manifest.json").write_bytes(text.encode())
    for file, header, rows in files():
        with (folder / file).open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(header.split())
            writer.writerows(rows)


def files() -> Iterable[tuple[str, str, Table]]:
    """Every file: name, header, rows."""
    schools = rows(cast.SCHOOLS)
    contracts, contract_schools, programs = agreements()
    yield (
        "schools.csv",
        "school_id name grade_low grade_high address phone",
        [(key, name, *grades(span), address, phone) for key, name, span, address, phone in schools],
    )
    yield (
        "partners.csv",
        "partner_id name status phone email website other_names",
        [
            (
                *(key, name, status, f"612-555-01{50 + n % 50}", f"hello@{key.lower()}.example"),
                *(f"https://{key.lower()}.example", others),
            )
            for n, (key, name, status, others, _) in enumerate(rows(cast.PARTNERS))
        ],
    )
    yield (
        "contracts.csv",
        "contract_id partner_id paid status signed_on starts_on ends_on insurance_ends_on",
        contracts,
    )
    yield "contract_schools.csv", "contract_id school_id", contract_schools
    yield (
        "programs.csv",
        "program_id partner_id contract_id name summary grade_low grade_high fee_to_families",
        programs,
    )
    yield (
        "activities.csv",
        "activity_id program_id school_id title location weekdays start_time end_time"
        " starts_on ends_on grade_low grade_high approved_on approved_by supervised"
        " photo_release people",
        activities(),
    )
    yield (
        "people.csv",
        "person_id partner_id given_name family_name clearance clearance_ends_on",
        people(),
    )
    yield (
        "bells.csv",
        "school_id schedule period kind start_time end_time grade_low grade_high",
        periods(),
    )
    yield (
        "week.csv",
        "school_id weekday schedule",
        [
            (school, day, schedule)
            for school, week in bells.WEEK.items()
            for day, schedule in zip(WEEKDAYS, week, strict=True)
        ],
    )
    yield (
        "days.csv",
        "school_id date schedule note grade_low grade_high",
        [
            (school, day, schedule, note, *grades(span))
            for school, day, schedule, note, span in bells.days([key for key, *_ in schools])
        ],
    )
    yield "classes.csv", "school_id class_id name grade room students", classes()
    yield (
        "flyers.csv",
        "flyer_id partner_id title approved_on expires_on channels grade_low grade_high"
        " schools approval_number",
        [
            (key, partner, title, first, last, channels, *grades(span), where, number)
            for key, partner, title, first, last, channels, span, where, number in rows(cast.FLYERS)
        ],
    )
    yield (
        "notices.csv",
        "notice_id name other_names birth_year school_id issued_on ends_on instruction",
        [tuple(row) for row in rows(cast.NOTICES)],
    )


def rows(table: str) -> list[list[str]]:
    """The cells of one of the text tables."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def grades(span: str) -> tuple[str, str]:
    low, _, high = span.partition("-")
    return low, high or low


def agreements() -> tuple[Table, Table, Table]:
    """Contracts, the schools they cover, and the programs that name them."""
    contracts: Table = []
    covered: Table = []
    programs: Table = []
    usual = ("2026-08-18", "2026-09-01", "2027-06-30", "2027-08-31")
    for row in rows(cast.PROGRAMS):
        program, partner, name, span, fee, contract, status, paid, *dates, schools = row
        programs.append((program, partner, contract, name, "", *grades(span), fee))
        if contract:
            given = (u if d == "=" else d for d, u in zip(dates, usual, strict=True))
            contracts.append((contract, partner, paid, status, *given))
            covered += [(contract, school) for school in schools.split(";") if school]
    for program, partner, name, span, contract in rows(cast.SHARED):
        programs.append((program, partner, contract, name, "", *grades(span), "no"))
    return sorted(contracts, key=str), covered, programs


def activities() -> Table:
    found: Table = []
    for n, row in enumerate(rows(cast.ACTIVITIES), start=1):
        program, school, title, place, days, start, end, span, marks, listed = row
        partner = program.rpartition("-")[0]
        approved = "" if "x" in marks else f"2026-08-{20 + n % 10}"
        found.append(
            (
                *(f"A-{n:03}", program, school, title, place, days, start, end),
                *("2026-09-14", "2026-10-30" if "t" in marks else "2027-06-04", *grades(span)),
                *(approved, "Principal" if approved else ""),
                *("yes" if "s" in marks else "no", "yes" if "p" in marks else "no"),
                ";".join(f"{partner}-{number}" for number in listed.split()),
            )
        )
    return found


def people() -> Table:
    """The named ones, then enough others for every active partner to have a few."""
    found: Table = []
    made = 0
    for partner, _, status, _, named in rows(cast.PARTNERS):
        listed = [cell.strip().split("/") for cell in named.split(";") if cell.strip()]
        while status == "authorized" and len(listed) < _PEOPLE_AT_LEAST:
            made += 1
            given = cast.GIVEN[made * 7 % len(cast.GIVEN)]
            family = cast.FAMILY[made * 11 % len(cast.FAMILY)]
            listed.append(
                [given, family, *_ODD_CLEARANCES.get(made % 37, ("cleared", _until(made)))]
            )
        found += [(f"{partner}-{n}", partner, *person) for n, person in enumerate(listed, start=1)]
    return found


def _until(n: int) -> str:
    return f"2027-{1 + n % 9:02}-28"


def periods() -> Table:
    return [
        (school, schedule, period, kind, *times.split("-"), *grades(span))
        for school, schedule, span, day in bells.BELLS
        for period, kind, times in (line.split(",") for line in day.strip().splitlines())
    ]


def classes() -> Table:
    """Classes by head count; no one in them is named anywhere."""
    return [
        *_classes("CEDAR", ("K", *map(str, range(1, 9))), "AB", (101, 102, 107, 108, 112, 113)),
        *_classes("HARBOR", ("9", "10", "11", "12"), "ABCD", (201,)),
        *_classes("PRAIRIE", ("6", "7", "8"), "ABC", (1,)),
        *_classes("WILLOW", ("PK", "K", "1", "2", "3", "4", "5"), "A", (1,)),
    ]


def _classes(school: str, of: Sequence[str], letters: str, rooms: Sequence[int]) -> Table:
    heads = (22, 21, 24, 23, 26, 25, 27, 24, 19)
    found: Table = []
    for grade in of:
        for letter in letters:
            n = len(found)
            room = rooms[n] if n < len(rooms) else rooms[-1] + n - len(rooms) + 1
            name = f"{grade}-{letter}"
            found.append(
                (school, f"{school}-{name}", name, grade, f"Room {room}", heads[n % len(heads)])
            )
    return found


if __name__ == "__main__":
    default = Path(__file__).resolve().parents[1] / "resources" / "sample"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
