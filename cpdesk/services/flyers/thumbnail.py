"""A small picture of the first page of a PDF, or of a picture; also makes large pictures smaller.

Files come from anywhere, and a file can crash or stall the libraries that read it. So they read it
in a separate process with a limit on time and, where the system supports it, on memory: whatever
goes wrong stays in that process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO

WIDE, HIGH = 240, 320  # pixels of a small picture, at most
LONGEST = 3_000  # pixels of the longer side of a picture that was made smaller
SECONDS = 20.0
_MEMORY = 1_500_000_000  # bytes that the process may use
_PIXELS = 250_000_000  # pixels of a picture; a larger one is not a photo but an attack
COMMAND = "look-at-file"  # the program's argument for this, also in the packaged form
PDF, SMALL, LESS = "pdf", "picture", "less"


def of_pdf(content: bytes) -> bytes | None:
    """A PNG of the first page; None if none can be made."""
    return _asked(PDF, content)


def of_picture(content: bytes) -> bytes | None:
    """A PNG of a picture, right side up; None if none can be made."""
    return _asked(SMALL, content)


def made_smaller(content: bytes) -> bytes | None:
    """A JPEG of a large picture, at most `LONGEST` pixels; None if none can be made."""
    return _asked(LESS, content)


def _asked(what: str, content: bytes) -> bytes | None:
    program = (
        [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "cpdesk"]
    )
    hidden = 0x08000000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW
    try:
        done = subprocess.run(
            [*program, COMMAND, what],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            creationflags=hidden,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 and done.stdout else None


def main(what: str) -> int:
    """Runs in its own process: reads a file from standard input and writes the picture to standard
    output; returns 0 if there is one. Anything wrong with the file ends the process."""
    _bound()
    # By number: a packaged program with a window has the pipes, but no names for them.
    with os.fdopen(0, "rb", closefd=False) as source:
        content = source.read()
    made = _page(content) if what == PDF else _picture(content, what)
    with os.fdopen(1, "wb", closefd=False) as out:
        out.write(made)
    return 0


def _bound() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (int(SECONDS), int(SECONDS)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # macOS accepts it and doesn't enforce it
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _page(content: bytes) -> bytes:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(content)
    sheet = document[0]
    wide, high = sheet.get_size()
    picture = sheet.render(scale=min(WIDE / wide, HIGH / high), rev_byteorder=True).to_pil()
    out = BytesIO()
    picture.convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()


def _picture(content: bytes, what: str) -> bytes:
    from PIL import (
        BmpImagePlugin,
        GifImagePlugin,
        Image,
        ImageOps,
        TiffImagePlugin,
        WebPImagePlugin,
    )

    Image.MAX_IMAGE_PIXELS = _PIXELS
    # Only formats we accept: Pillow knows dozens of rare formats, each with its own bugs. What
    # is imported here is included in the packaged program, too.
    tiff, webp = TiffImagePlugin.TiffImageFile.format, WebPImagePlugin.WebPImageFile.format
    gif, bmp = GifImagePlugin.GifImageFile.format, BmpImagePlugin.BmpImageFile.format
    kinds = ("PNG", "JPEG", tiff, webp, gif, bmp)
    with Image.open(BytesIO(content), formats=kinds) as opened:
        if opened.width * opened.height > _PIXELS:
            raise ValueError("too many pixels")
        box = (WIDE, HIGH) if what == SMALL else (LONGEST, LONGEST)
        opened.draft("RGB", (box[0] * 2, box[1] * 2))  # a JPEG is decoded at a fraction of its size
        turned = ImageOps.exif_transpose(opened)
        turned.thumbnail(box)
        flat = Image.new("RGB", turned.size, "white")
        flat.paste(turned, mask=turned.getchannel("A") if "A" in turned.getbands() else None)
    out = BytesIO()
    if what == SMALL:
        flat.save(out, "PNG", optimize=True)
    else:
        flat.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
