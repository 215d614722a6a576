"""A data folder in which people have accounts, each with a password of their own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.policy.permissions import Role

MANAGER, DESK, LEADER, NEW = "Mai Yang", "Ana Ruiz", "Dana Whitfield", "Ben Osei"
SECRETS = {
    MANAGER: "blue folder 7",
    DESK: "739152",
    LEADER: "green door 12",
    NEW: "first day 1",  # chosen by the manager
}


@dataclass(frozen=True)
class Staff:
    folder: Path
    ids: dict[str, str]


def staffed(folder: Path, clock: FixedClock) -> Staff:
    """Ana at the desk, Dana who leads, Mai who manages, and Ben who has not signed in yet."""
    services = open_services(folder, clock=clock)
    accounts = services.accounts
    ids = {MANAGER: accounts.add(MANAGER, Role.MANAGER, "", SECRETS[MANAGER]).account_id}
    for name, role, title in (
        (DESK, Role.DESK, ""),
        (LEADER, Role.LEADER, "Principal"),
        (NEW, Role.DESK, "Health office"),
    ):
        accounts.sign_in(MANAGER, SECRETS[MANAGER])
        first = "for the first time" if name != NEW else SECRETS[NEW]
        ids[name] = accounts.add(name, role, title, first).account_id
        if name != NEW:
            accounts.sign_in(name, first)
            accounts.change_secret(first, SECRETS[name])
    services.close()
    return Staff(folder, ids)


def copied(staff: Staff, to: Path) -> Staff:
    return Staff(shutil.copytree(staff.folder, to), staff.ids)
