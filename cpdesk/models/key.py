"""The database key: where it is kept, and how it comes back when it is lost.

The key is kept in the operating system's keyring, under a random name that `key.json` in the data
folder remembers. If there is no keyring that really keeps it, it is in `desk.key` next to the data,
readable only by this user. It is safely stored before the first byte of the database is written, so
that a power cut at any moment leaves a folder that opens.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cpdesk.errors import DeskError
from cpdesk.lazy_modules import LazyPackage
from cpdesk.models import recovery
from cpdesk.models.files import first_start, open_checks, swap
from cpdesk.models.files.durable import sync_folder
from cpdesk.words import N_

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl
if TYPE_CHECKING:
    import keyring
    import keyring.errors

    import cpdesk.models.store

    models = cpdesk.models
else:  # the window does not wait for them
    keyring = LazyPackage("keyring")
    models = LazyPackage("cpdesk.models")

KEYRING, FILE = "keyring", "file"
SERVICE = "CPDesk"  # the name under which a person sees the entry in their keyring
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """A key of 64 hexadecimal digits and where it is kept: KEYRING or FILE."""

    key: str
    where: str

    def __repr__(self) -> str:
        """Without the key: a repr ends up in logs."""
        return f"KeyPlace(where={self.where!r})"


def find_or_make(folder: Path) -> KeyPlace:
    """The key of a data folder; a new one only if there is no data yet.

    Raises DeskError if there is data and its key is missing: a new key could never open it. And the
    other way around: a key without data belongs to lost data, unless a first start was cut off.
    """
    found = find(folder)
    if found:
        if not swap.pending(folder) and open_checks.is_lost(folder / "desk.db"):
            raise open_checks.lost(folder)
        return found
    if has_data(folder):
        found = find(folder)  # the key comes first: another program may have made both
        if found:
            return found
        raise missing(folder)
    with _alone(folder):  # if two programs start at once, one makes the key for both
        found = find(folder)
        if found:
            return found
        try:
            first_start.begin(folder)
        except OSError as trouble:
            raise _unwritable(folder) from trouble
        return _keep(folder, secrets.token_hex(32))


def find(folder: Path) -> KeyPlace | None:
    """The key of a data folder, or None. If there is a key file, no keyring is asked."""
    path = folder / "desk.key"
    try:
        written = path.read_text("ascii").strip().lower()
    except (FileNotFoundError, NotADirectoryError):
        kept = _from_keyring(_remembered(folder))
        return KeyPlace(kept, KEYRING) if kept else None
    except (OSError, UnicodeDecodeError) as trouble:
        raise _unreadable(path) from trouble
    if not _HEX.fullmatch(written):
        raise _unreadable(path)
    return KeyPlace(written, FILE)


def missing(
    folder: Path,
    do: str = N_("Enter the printed recovery key, or copy desk.key back from a backup."),
) -> DeskError:
    """This computer has no key to the data of a folder."""
    says = N_("The key to CPDesk’s data in {folder} is not on this computer.")
    return DeskError(says, do, folder=str(folder))


def recovery_code(key: str) -> str:
    """The key as it is printed, to be typed in again one day."""
    return recovery.code(bytes.fromhex(key))


def restore(folder: Path, code: str) -> KeyPlace:
    """Puts the key of a printed recovery code back.

    DeskError names the group that was mistyped, or says that the code belongs to other data; then
    nothing is changed.
    """
    key = recovery.key(code).hex()
    if has_data(folder) and not models.store.fits(folder / "desk.db", key):
        raise DeskError(
            N_("This recovery key is for other data, not the data in {folder}."),
            N_("Find the recovery sheet that was printed for this office."),
            folder=str(folder),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)  # a new computer has none yet
    except OSError as trouble:
        raise _unwritable(folder) from trouble
    if (folder / "desk.key").exists():  # this place is read first, so the right key belongs there
        return _keep_in_file(folder, key)
    return _keep(folder, key)


def has_data(folder: Path) -> bool:
    """Whether the folder holds a database. An empty file is what a power cut leaves between the key
    and the first table."""
    path = folder / "desk.db"
    wal = folder / "desk.db-wal"
    return any(p.exists() and p.stat().st_size > 0 for p in (path, wal))


def _keep(folder: Path, key: str) -> KeyPlace:
    name = _remembered(folder) or secrets.token_hex(8)
    if _allowed():
        # Remembered first: an entry that no one could find again would be worse than none.
        _write(folder / "key.json", json.dumps({"keyring_entry": name}) + "\n")
        if _into_keyring(name, key):
            return KeyPlace(key, KEYRING)
        (folder / "key.json").unlink(missing_ok=True)
    return _keep_in_file(folder, key)


def _keep_in_file(folder: Path, key: str) -> KeyPlace:
    _write(folder / "desk.key", key + "\n")
    return KeyPlace(key, FILE)


# -- the keyring -----------------------------------------------------------------------------------


def _allowed() -> bool:
    return os.environ.get("CPDESK_KEYRING", "").lower() != "off"


def _remembered(folder: Path) -> str:
    """The name of this folder's entry in the keyring; "" if none was made."""
    try:
        found = json.loads((folder / "key.json").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    name = found.get("keyring_entry") if isinstance(found, dict) else None
    return name if isinstance(name, str) else ""


def _from_keyring(name: str) -> str:
    if not name or not _allowed():
        return ""
    try:
        kept = keyring.get_password(SERVICE, name) or ""
    except keyring.errors.NoKeyringError:
        return ""
    except keyring.errors.KeyringError as trouble:
        raise DeskError(
            N_("CPDesk can’t get the key to its data from this computer’s keyring."),
            N_("Unlock the keyring and start CPDesk again."),
        ) from trouble
    return kept if _HEX.fullmatch(kept) else ""


def _into_keyring(name: str, key: str) -> bool:
    """Whether the keyring took the key and returns it: some backends swallow what they get."""
    try:
        keyring.set_password(SERVICE, name, key)
        return keyring.get_password(SERVICE, name) == key
    except keyring.errors.KeyringError:
        return False


# -- files -----------------------------------------------------------------------------------------


def _write(path: Path, text: str) -> None:
    """Puts a small private file in place in one step; it is on the disk when this returns."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as trouble:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise _unwritable(path.parent) from trouble


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Holds a lock on the folder that ends with this process, however it ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / "key.lock", os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as trouble:
        raise _unwritable(folder) from trouble
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _unwritable(folder: Path) -> DeskError:
    return DeskError(
        N_("CPDesk can’t write to its data folder, {folder}."),
        N_("Give your computer account permission to write there, or free up disk space."),
        folder=str(folder),
    )


def _unreadable(path: Path) -> DeskError:
    return DeskError(
        N_("Can’t read the key file {path}."),
        N_("Copy it back from a backup, or enter the printed recovery key."),
        path=str(path),
    )
