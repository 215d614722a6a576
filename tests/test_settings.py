"""How this computer prints, kept in a file that older and newer programs read."""

from __future__ import annotations

import json
from pathlib import Path

from cpdesk import settings
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.settings import Settings

CHOSEN = Settings(
    badge_printer="Label",
    paper_printer="Office",
    printers=(("flyers", "Copier"), ("labels", "Label")),
    copies=(("evacuation", 2),),
)


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    settings.save(tmp_path, CHOSEN)
    assert settings.load(tmp_path) == CHOSEN
    kept = json.loads((tmp_path / "settings.json").read_text("utf-8"))
    assert kept["printers"] == {"flyers": "Copier", "labels": "Label"}


def test_a_file_from_before_there_were_printers_by_kind(tmp_path: Path) -> None:
    old = {"theme": "dark", "text_size": 115, "badge_printer": "Label", "paper_printer": "Office"}
    (tmp_path / "settings.json").write_text(json.dumps(old), "utf-8")
    found = settings.load(tmp_path)
    assert (found.theme, found.text_size, found.badge_printer) == ("dark", 115, "Label")
    assert (found.printers, found.copies) == ((), ())
    assert found.printer(PaperKind.FLYER_LOG.group) == "Office"


def test_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    odd = {"printers": {"flyers": 7, "day": "Copier"}, "copies": {"badge": 0, "letter": True}}
    (tmp_path / "settings.json").write_text(json.dumps(odd), "utf-8")
    assert settings.load(tmp_path) == Settings(printers=(("day", "Copier"),))
    (tmp_path / "settings.json").write_text('{"printers": [1], "copies": "two"}', "utf-8")
    assert settings.load(tmp_path) == Settings()


def test_papers_without_a_printer_of_their_own_go_where_others_go() -> None:
    assert CHOSEN.printer(PaperKind.BADGE.group) == "Label"
    assert CHOSEN.printer(PaperKind.BUNDLE_LABELS.group) == "Label"
    assert CHOSEN.printer(PaperKind.COUNT_SHEET.group) == "Copier"
    assert CHOSEN.printer(PaperKind.SCHEDULE.group) == "Office"
    assert CHOSEN.printer(PaperKind.RECOVERY.group) == "Office"
    assert CHOSEN.copies_of(PaperKind.EVACUATION) == 2
    assert CHOSEN.copies_of(PaperKind.SCHEDULE) == 1


def test_every_kind_of_paper_has_a_name() -> None:
    assert all(kind.label for kind in PaperKind)
    assert [kind for kind in PaperKind if not kind.numbered] == [PaperKind.BADGE]
