"""The sample district's next roster, with some of its rows changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from cpdesk import paths
from cpdesk.services.services import Services


def import_next(
    services: Services,
    tmp_path: Path,
    *people: str,
    swaps: tuple[tuple[str, str, str], ...] = (),
) -> None:
    """Imports the sample's rows with `people` added, and in each swap's file one text replaced."""
    folder = shutil.copytree(paths.resources() / "sample", tmp_path / "next-roster")
    with (folder / "people.csv").open("a", encoding="utf-8") as rows:
        rows.writelines(f"{row}\n" for row in people)
    for file, old, new in swaps:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), "utf-8")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["sequence"] += 1
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    services.rosters.take_in(folder, sample=True)
