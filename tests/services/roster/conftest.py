"""A small good roster to break in every way."""

# A row of a file is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError, Fault
from cpdesk.models.store import Store
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.roster import Rosters

MANIFEST: dict[str, Any] = {
    "format": "cpdesk-roster",
    "version": 1,
    "district": "Test District",
    "school_year": "2026-27",
    "sequence": 5,
    "published_at": "2026-11-20T06:00:00-06:00",
    "valid_until": "2027-07-31",
    "time_zone": "America/Chicago",
    "partner_term": "Partner",
    "contact": {"office": "Partnerships", "phone": "612-555-0100", "email": "a@district.example"},
}
FILES = {
    "schools.csv": """school_id,name,grade_low,grade_high
S1,First School,K,5
S2,Second School,6,8
""",
    "partners.csv": """partner_id,name,status,other_names
P1,Readers & Friends,authorized,Readers;RF
P2,O'Malley <Strings>,suspended,
""",
    "contracts.csv": """contract_id,partner_id,paid,status,signed_on,starts_on,ends_on,insurance_ends_on
C1,P1,no,signed,2026-08-12,2026-09-01,2027-06-30,2027-08-31
C2,P2,YES,draft,,2026-09-01,2027-06-30,
""",
    "contract_schools.csv": """contract_id,school_id
C1,S1
C2,*
""",
    "programs.csv": """program_id,partner_id,contract_id,name,grade_low,grade_high,fee_to_families
G1,P1,C1,Reading,K,5,no
G2,P2,C2,Violin,6,8,no
""",
    "activities.csv": """activity_id,program_id,school_id,title,location,weekdays,start_time,end_time,starts_on,ends_on,grade_low,grade_high,approved_on,supervised,photo_release,people
A1,G1,S1,Reading tutors,Room 1,Tue;Thu,10:45,11:30,2026-09-08,2027-06-11,2,3,2026-08-20,Yes,no,V1;V2
A2,G2,S2,Violin club,Music,Mon;Wed;Fri,15:00,16:30,2026-09-08,2027-06-11,,,,,,
""",
    "people.csv": """person_id,partner_id,given_name,family_name,clearance,clearance_ends_on
V1,P1,Adaeze,Okafor,cleared,2027-06-30
V2,P1,Renée,Núñez,pending,
V3,P2,Sean,O'Brien,unknown,
""",
    "bells.csv": """school_id,schedule,period,kind,start_time,end_time,grade_low,grade_high
S1,REGULAR,1,instructional,08:00,09:00,,
S1,REGULAR,Lunch,lunch,11:00,11:30,,
S2,REGULAR,1,instructional,08:00,09:00,6,8
""",
    "week.csv": """school_id,weekday,schedule,grade_low,grade_high
S1,Mon,REGULAR,,
S2,Mon,REGULAR,,
""",
    "days.csv": """school_id,date,schedule,note,grade_low,grade_high
S1,2026-11-26,,Thanksgiving,,
""",
    "classes.csv": """school_id,class_id,name,grade,room,students
S1,S1-KA,K-A,K,Room 1,21
""",
    "flyers.csv": """flyer_id,partner_id,title,approved_on,expires_on,channels,grade_low,grade_high,schools,approval_number
F1,P1,Reading night,2026-11-01,2027-01-31,carry_home;board,K,5,S1;S2,FL-1
""",
    "notices.csv": """notice_id,name,other_names,birth_year,school_id,issued_on,ends_on,instruction
N1,Quentin Marsh,,1980,*,2026-10-01,2027-10-01,Ask a leader
""",
}


class Folder:
    """A roster in a folder, ready to be changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(exist_ok=True)
        self.restore()

    @classmethod
    def of(cls, path: Path) -> Folder:
        """A roster that is there already, as it is."""
        found = cls.__new__(cls)
        found.path = path
        return found

    def restore(self, **manifest: Any) -> Path:
        """Every file as it was at first, with some keys of the manifest changed."""
        for file, text in FILES.items():
            self.write(file, text)
        return self.manifest(**manifest)

    def manifest(self, **changed: Any) -> Path:
        """Writes the manifest with some keys changed; a key that is None is left out."""
        found = {k: v for k, v in (MANIFEST | changed).items() if v is not None}
        self.write("manifest.json", json.dumps(found))
        return self.path

    def write(self, file: str, content: str | bytes) -> Path:
        data = content if isinstance(content, bytes) else content.encode()
        (self.path / file).write_bytes(data)
        return self.path

    def swap(self, file: str, old: str, new: str) -> Path:
        """Puts `new` in the place of the first `old` in a file."""
        text = (self.path / file).read_bytes().decode()
        assert old in text
        return self.write(file, text.replace(old, new, 1))

    def zipped(self, path: Path, inside: str = "") -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for file in sorted(self.path.iterdir()):
                out.write(file, inside + file.name)
        return path


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "roster")


@pytest.fixture
def rosters(store: Store, clock: FixedClock) -> Rosters:
    return Rosters(store, clock, auth=AuthContext(store))


Refused = Callable[[Path], tuple[Fault, ...]]


@pytest.fixture
def refused(rosters: Rosters) -> Refused:
    """Checks a roster that must have faults, and gives all of them."""

    def faults(path: Path) -> tuple[Fault, ...]:
        with pytest.raises(DeskError) as caught:
            rosters.check(path)
        assert str(caught.value)
        return caught.value.faults

    return faults
