"""Attached files: what is kept, what a small picture is made of, and what cannot hurt."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import flyer_tables as t
from cpdesk.policy.permissions import Role
from cpdesk.services.flyers import files, thumbnail
from cpdesk.services.services import Services
from tests.services import staff
from tests.services.flyers.story import now, received


def a_pdf(size: tuple[float, float] = (612.0, 792.0), pages: int = 1) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    for _ in range(pages):
        canvas.setFillColorRGB(0.1, 0.4, 0.5)
        canvas.rect(0, size[1] / 2, size[0], size[1] / 2, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a_picture(kind: str, size: tuple[int, int] = (900, 600)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (200, 40, 40)).save(out, kind)
    return out.getvalue()


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_pdf_gets_a_picture_of_its_first_page(services: Services, tmp_path: Path) -> None:
    one = received(services)
    path = put(tmp_path, "Winter & <reading>.pdf", a_pdf())
    kept = services.deliveries.attach(one.delivery_id, "flyer", path)
    assert (kept.name, kept.media_type) == ("Winter & <reading>.pdf", "application/pdf")
    assert kept.thumbnail is not None
    small = Image.open(BytesIO(kept.thumbnail))
    assert small.size == (240, 311)
    assert small.getpixel((10, 10)) != small.getpixel((10, 300))
    assert services.deliveries.content(kept.file_id).content == path.read_bytes()
    assert now(services, one).files == (kept,)
    assert services.deliveries.queue().to_do[0].thumbnail == kept.thumbnail


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "GIF", "BMP"])
def test_a_picture_of_each_kind(services: Services, tmp_path: Path, kind: str) -> None:
    one = received(services)
    # By what it is, not by what it is called.
    kept = services.deliveries.attach(
        one.delivery_id, "flyer", put(tmp_path, "scan.txt", a_picture(kind))
    )
    assert kept.media_type == f"image/{kind.lower()}"
    assert files.ENDS[kept.media_type]
    assert kept.thumbnail is not None
    assert Image.open(BytesIO(kept.thumbnail)).size == (240, 160)


def test_two_pictures_in_one_as_phones_write_them() -> None:
    out = BytesIO()
    views = [Image.new("RGB", (300, 100), color) for color in ("white", "gray")]
    views[0].save(out, "MPO", save_all=True, append_images=views[1:])
    assert files.media_type(out.getvalue()) == "image/jpeg"
    made = thumbnail.of_picture(out.getvalue())
    assert made is not None
    assert Image.open(BytesIO(made)).size == (240, 80)


def test_a_picture_stands_the_right_way_up(services: Services, tmp_path: Path) -> None:
    picture = Image.new("RGB", (300, 100), "white")
    exif = picture.getexif()
    exif[0x0112] = 6  # the camera was held on its side
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    made = thumbnail.of_picture(out.getvalue())
    assert made is not None
    assert Image.open(BytesIO(made)).size == (100, 300)


def test_the_same_file_twice_is_one(services: Services, tmp_path: Path) -> None:
    one = received(services)
    path = put(tmp_path, "a.png", a_picture("PNG"))
    first = services.deliveries.attach(one.delivery_id, "flyer", path)
    assert services.deliveries.attach(one.delivery_id, "flyer", path) == first
    assert services.deliveries.attach(one.delivery_id, "memo", path).file_id != first.file_id


BROKEN = {
    "cut short": a_pdf()[:300],
    "only its beginning": b"%PDF-1.7\n",
    "noise": b"%PDF-1.4\n" + random.Random(7).randbytes(40_000),
    "a loop of pages": (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 2000000000>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    ),
    "arrays in arrays": b"%PDF-1.4\n1 0 obj" + b"[" * 200_000 + b"\ntrailer<</Root 1 0 R>>%%EOF",
    "no page": (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    ),
    "a picture cut short": a_picture("JPEG")[:200],
    "a picture of noise": b"\x89PNG\r\n\x1a\n" + random.Random(9).randbytes(5_000),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_is_kept_without_a_picture(
    services: Services, tmp_path: Path, what: str
) -> None:
    one = received(services)
    path = put(tmp_path, "broken", BROKEN[what])
    kept = services.deliveries.attach(one.delivery_id, "flyer", path)
    assert kept.thumbnail is None
    assert services.deliveries.content(kept.file_id).content == BROKEN[what]


def test_what_dies_dies_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads a file is killed halfway: nothing else is affected."""
    monkeypatch.setattr(thumbnail, "COMMAND", "no-such-command")
    assert thumbnail.of_pdf(a_pdf()) is None
    monkeypatch.undo()
    monkeypatch.setattr(thumbnail, "SECONDS", 0.001)
    assert thumbnail.of_pdf(a_pdf()) is None


def test_a_page_as_large_as_a_house_and_one_of_ten_thousand(tmp_path: Path) -> None:
    assert thumbnail.of_pdf(a_pdf((14_400.0, 14_400.0))) is not None
    assert thumbnail.of_pdf(a_pdf(pages=2_000)) is not None


def test_a_large_picture_is_made_smaller_and_says_so(
    services: Services, store_of_services: Store, tmp_path: Path
) -> None:
    noise = Image.frombytes("RGB", (3_800, 3_600), os.urandom(3_800 * 3_600 * 3))
    path = tmp_path / "photo.png"
    noise.save(path, "PNG", compress_level=0)
    assert path.stat().st_size > 40_000_000
    one = received(services)
    kept = services.deliveries.attach(one.delivery_id, "flyer", path)
    assert (kept.name, kept.media_type) == ("photo (max 3000 px).jpg", "image/jpeg")
    assert kept.size < files.LARGEST
    with Image.open(BytesIO(services.deliveries.content(kept.file_id).content)) as less:
        assert max(less.size) == thumbnail.LONGEST
    with store_of_services.read() as tx:
        kept_of_it = tx.execute(
            select(d.audit_entry.c.detail).where(d.audit_entry.c.subject_id == kept.file_id)
        ).scalar_one()
    brought = path.read_bytes()
    assert kept_of_it == {
        "from_size": len(brought),
        "from_sha256": hashlib.sha256(brought).hexdigest(),
    }


def test_a_rare_kind_of_picture_behind_a_known_beginning_is_not_read(tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("RGB", (40, 40)).save(out, "PPM")
    assert thumbnail.of_picture(out.getvalue()) is None


def test_a_picture_of_too_many_points_gets_no_small_one(services: Services, tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")  # a few thousand bytes
    one = received(services)
    kept = services.deliveries.attach(
        one.delivery_id, "flyer", put(tmp_path, "bomb.png", out.getvalue())
    )
    assert kept.thumbnail is None
    assert kept.size < 1_000_000


def test_a_pdf_that_is_too_large_is_refused(services: Services, tmp_path: Path) -> None:
    path = put(tmp_path, "long.pdf", a_pdf() + b"\n" * files.LARGEST)
    with pytest.raises(DeskError, match="too large"):
        services.deliveries.attach(received(services).delivery_id, "flyer", path)


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90\x00 a program", b"Dear school,", b"GIF of a cat", b"BMX club: bring your own helmet"],
)
def test_what_is_no_pdf_and_no_picture_is_refused(
    services: Services, tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(DeskError, match="isn’t a PDF or a picture"):
        services.deliveries.attach(
            received(services).delivery_id, "flyer", put(tmp_path, "flyer.pdf", content)
        )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 400, "is in a phone photo format"),
        (b"\x00\x00\x00\x18ftypavif" + b"\x00" * 400, "is in a phone photo format"),
    ],
)
def test_what_a_phone_or_a_broken_download_leaves_is_called_by_its_name(
    services: Services, tmp_path: Path, content: bytes, says: str
) -> None:
    path = put(tmp_path, "IMG_0012", content)
    with pytest.raises(DeskError) as trouble:
        services.deliveries.attach(received(services).delivery_id, "flyer", path)
    assert says in services.words.error(trouble.value)


def test_a_moving_picture_is_shown_by_its_first(tmp_path: Path) -> None:
    out = BytesIO()
    views = [Image.new("RGB", (300, 100), color) for color in ("white", "black", "gray")]
    views[0].save(out, "GIF", save_all=True, append_images=views[1:])
    made = thumbnail.of_picture(out.getvalue())
    assert made is not None
    small = Image.open(BytesIO(made))
    assert (small.size, small.getpixel((5, 5))) == ((240, 80), (255, 255, 255))


def test_a_name_in_no_way_of_writing_is_kept_readable(services: Services, tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.png"  # as old disks and sticks have them
    try:
        Path(os.fsdecode(raw)).write_bytes(a_picture("PNG", (40, 40)))
    except OSError:
        pytest.skip("this file system has no such names")
    kept = services.deliveries.attach(
        received(services).delivery_id, "flyer", Path(os.fsdecode(raw))
    )
    assert kept.name == "caf?.png"


class _Slow(type(Path())):  # type: ignore[misc]
    """A file takes so long to read that someone else signs in during that time."""

    meanwhile: Callable[[], object]

    def __fspath__(self) -> str:
        self.meanwhile()
        return str(self)


def test_whoever_attached_it_is_who_attached_it(
    services: Services, store_of_services: Store, tmp_path: Path
) -> None:
    staff.hire(services)
    staff.sit(services, Role.DESK)
    slow = _Slow(put(tmp_path, "flyer.png", a_picture("PNG", (40, 40))))
    slow.meanwhile = lambda: staff.sit(services, Role.LEADER)
    one = received(services)
    kept = services.deliveries.attach(one.delivery_id, "flyer", slow)
    assert services.auth.actor.name == staff.NAMES[Role.LEADER]
    assert kept.added_by_name == staff.NAMES[Role.DESK]
    with store_of_services.read() as tx:
        found = tx.execute(select(d.audit_entry.c.use_case, d.audit_entry.c.actor))
        by = {row.use_case: row.actor for row in found}
    assert by["flyer.attach"] == by["flyer.receive"] != by["account.sign_in"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_or_a_device_is_not_waited_for(services: Services, tmp_path: Path) -> None:
    pipe = tmp_path / "flyer.pdf"
    os.mkfifo(pipe)
    one = received(services)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(DeskError, match="can’t be attached"):
            services.deliveries.attach(one.delivery_id, "flyer", path)


def test_what_is_far_too_large_is_not_even_read(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "film.pdf"
    with path.open("wb") as out:
        out.truncate(300_000_000)
    with pytest.raises(DeskError, match="too large"):
        services.deliveries.attach(received(services).delivery_id, "flyer", path)


def test_a_file_that_is_gone_or_a_folder_is_told(services: Services, tmp_path: Path) -> None:
    one = received(services)
    for path in (tmp_path / "gone.pdf", tmp_path):
        with pytest.raises(DeskError, match="Can’t read "):
            services.deliveries.attach(one.delivery_id, "flyer", path)


def test_bytes_are_in_no_proof_and_go_when_the_file_goes(
    services: Services, store_of_services: Store, tmp_path: Path
) -> None:
    one = received(services)
    path = put(tmp_path, "a.png", a_picture("PNG"))
    kept = services.deliveries.attach(one.delivery_id, "flyer", path)
    services.deliveries.detach(kept.file_id)
    with store_of_services.read() as tx:
        row = tx.execute(select(t.flyer_file)).one()
        left = tx.execute(select(t.flyer_content)).all()
        payloads = [line.payload for line in tx.execute(select(d.outbox))]
    assert (left, row.size) == ([], kept.size)
    assert not any("content" in payload or "thumbnail" in payload for payload in payloads)
    assert now(services, one).files == ()
    for again in (services.deliveries.detach, services.deliveries.content):
        with pytest.raises(DeskError, match="no longer attached"):
            again(kept.file_id)
