"""What is attached to a delivery: the flyer as a PDF or picture, and the memo."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select

from cpdesk import plain_text
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import journal
from cpdesk.models.tables import flyer_tables as t
from cpdesk.records.accounts import Actor
from cpdesk.records.flyers import FlyerFile, FlyerFileContent
from cpdesk.services.flyers import rows, thumbnail
from cpdesk.services.readers import bounds
from cpdesk.services.readers.bounds import TooLargeError, UnreadableError
from cpdesk.words import N_

WHAT = ("flyer", "memo")
LARGEST = 25_000_000  # bytes that are kept
# How files of each kind begin. The name proves nothing: anyone can name a file anything.
_BEGINS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_BMP_HEADS = (12, 40, 52, 56, 108, 124)  # the header sizes that a bitmap can state
# Pictures that phones make and most offices can't open: the brand that follows "ftyp" in them.
_PHONES = (b"heic", b"heix", b"hevc", b"mif1", b"avif")
PDF = "application/pdf"
# The file extensions of each kind.
ENDS = {
    PDF: ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/bmp": ".bmp",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read and checked, before it is stored."""

    name: str
    media_type: str
    content: bytes
    thumbnail: bytes | None
    # If a picture was made smaller: size and SHA-256 of the original, for the proof.
    made_from: tuple[int, str] | None = None


def take(path: Path) -> Taken:
    """Reads a file and makes its small picture. This takes seconds for a large file, so it belongs
    on a lane of its own. DeskError if it isn't a PDF or picture, or is too large to keep."""
    name = shown(path)
    content = _read(path, name)
    kind = media_type(content)
    size = len(content)
    if not kind:
        raise _of_another_kind(content, name)
    if kind == PDF and size > LARGEST:
        raise _too_large(name)
    if kind == PDF:
        return Taken(name, kind, content, thumbnail.of_pdf(content))
    if size > LARGEST:
        less = thumbnail.made_smaller(content)
        if less is None or len(less) > LARGEST:
            raise _too_large(name)
        # The name says that this is not the original file.
        says = f"{Path(name).stem} (max {thumbnail.LONGEST} px).jpg"
        brought = (size, hashlib.sha256(content).hexdigest())
        return Taken(says, "image/jpeg", less, thumbnail.of_picture(less), brought)
    return Taken(name, kind, content, thumbnail.of_picture(content))


def shown(path: Path) -> str:
    """A file's name in a form that can be stored. Names from old disks may hold bytes that are not
    valid text in any encoding; a name that hides its extension is shown the way it is read."""
    return plain_text.seen(path.name.encode("utf-8", "replace").decode("utf-8"))


def _read(path: Path, name: str) -> bytes:
    try:
        return bounds.read_file(path)
    except TooLargeError as trouble:
        raise _too_large(name) from trouble
    except UnreadableError as trouble:
        if not isinstance(trouble.__cause__, OSError):
            raise DeskError(
                N_("{name} can’t be attached."), N_("Choose a PDF or a picture."), name=name
            ) from trouble
        raise DeskError(
            N_("Can’t read {name} ({why})."),
            N_("Choose the file again."),
            name=name,
            why=trouble.__cause__.strerror or "",
        ) from trouble


def _of_another_kind(content: bytes, name: str) -> DeskError:
    if not content:
        return DeskError(
            N_("{name} is empty."), N_("Save it again, then choose the file again."), name=name
        )
    if content[4:8] == b"ftyp" and content[8:12] in _PHONES:
        return DeskError(
            N_("{name} is in a phone photo format that most computers can’t open."),
            N_("Send it as a JPEG or a PDF, or take a screenshot of it."),
            name=name,
        )
    return DeskError(
        N_("{name} isn’t a PDF or a picture."),
        N_("Save it as a PDF, or take a picture of it."),
        name=name,
    )


def _too_large(name: str) -> DeskError:
    return DeskError(
        N_("{name} is too large. The limit is {most} MB."),
        N_("Save a smaller version, or scan it at a lower resolution."),
        name=name,
        most=LARGEST // 1_000_000,
    )


def media_type(content: bytes) -> str:
    """What a file is, judged by its first bytes; "" for a kind that isn't accepted."""
    for begins, kind in _BEGINS:
        if content.startswith(begins):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[:2] == b"BM" and int.from_bytes(content[14:18], "little") in _BMP_HEADS:
        return "image/bmp"
    return PDF if b"%PDF-" in content[:1024] else ""


def plain_name(stem: str, kind: str) -> str:
    """A neutral file name for a kind, used when the original name may reveal too much."""
    return stem + ENDS[kind]


def keep(
    tx: Connection, row: Any, what: str, taken: Taken, now: datetime, actor: Actor
) -> FlyerFile:
    """Attaches it to a delivery. If the same file is already attached, that one is returned."""
    if what not in WHAT:
        raise ValueError(what)
    c = t.flyer_file.c
    digest = hashlib.sha256(taken.content).hexdigest()
    there = tx.execute(
        select(c.file_id).where(
            c.delivery_id == row.delivery_id,
            c.what == what,
            c.sha256 == digest,
            c.removed_at.is_(None),
        )
    ).scalar()
    if there is None:
        there = new_id()
        about = {
            "file_id": there,
            "delivery_id": row.delivery_id,
            "what": what,
            "name": taken.name[-200:],
            "media_type": taken.media_type,
            "size": len(taken.content),
            "sha256": digest,
            "added_at": now,
            "added_by_name": actor.name,
            "removed_at": None,
        }
        detail = dict(zip(("from_size", "from_sha256"), taken.made_from or (), strict=False))
        journal.insert(tx, t.flyer_file, about, at=now, use_case="flyer.attach", detail=detail)
        tx.execute(
            t.flyer_content.insert(),
            {"file_id": there, "thumbnail": taken.thumbnail, "content": taken.content},
        )
    return next(one for one in rows.files(tx, row.delivery_id) if one.file_id == there)


def remove(tx: Connection, file_id: str, now: datetime) -> None:
    """Removes it: the entry stays for the proof, the bytes are deleted."""
    c = t.flyer_file.c
    about = (c.file_id, c.delivery_id, c.what, c.name, c.media_type, c.size, c.sha256)
    row = tx.execute(select(*about).where(c.file_id == file_id, c.removed_at.is_(None))).first()
    if row is None:
        raise _gone()
    change = {"removed_at": now}
    journal.update(tx, t.flyer_file, row, change, at=now, use_case="flyer.detach")
    tx.execute(delete(t.flyer_content).where(t.flyer_content.c.file_id == file_id))


def content(tx: Connection, file_id: str) -> FlyerFileContent:
    c = t.flyer_file.c
    row = tx.execute(
        select(c.name, c.media_type, t.flyer_content.c.content)
        .join_from(t.flyer_file, t.flyer_content)
        .where(c.file_id == file_id, c.removed_at.is_(None))
    ).first()
    if row is None:
        raise _gone()
    return FlyerFileContent(row.name, row.media_type, row.content)


def _gone() -> DeskError:
    return DeskError(N_("This file is no longer attached."), N_("Attach it again."))
