"""What tests of backups write, and what they find in a file."""

from __future__ import annotations

from pathlib import Path

from cpdesk.ids import new_id
from cpdesk.models import key
from cpdesk.models.files import copies
from cpdesk.records.backups import Holding
from cpdesk.records.desk import Admission, Question
from cpdesk.services.services import Services


def guest(services: Services, name: str) -> None:
    question = Question(guest=name, host="Ms. Vang", reason="Piano")
    services.desk.admit(Admission(new_id(), question))


def held(path: Path, folder: Path) -> Holding:
    found = key.find(folder)
    assert found is not None
    return copies.examine(path, found.key, copies.holding)
