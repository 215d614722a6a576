"""What is shipped: the wheel, the fonts, the icons, the words, the licenses."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from tests.script_modules import script_module

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}


# --- the wheel -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from this checkout, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    told = subprocess.run(
        [sys.executable, "-c", build, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    with zipfile.ZipFile(folder / told.stdout.split()[-1]) as packed:
        return set(packed.namelist())


def test_the_wheel_holds_every_module_and_resource(wheel: set[str]) -> None:
    modules = {f.relative_to(ROOT).as_posix() for f in (ROOT / "cpdesk").rglob("*.py")}
    shipped = {
        f"cpdesk/{f.relative_to(ROOT).as_posix()}"
        for f in RESOURCES.rglob("*")
        if f.is_file() and "__pycache__" not in f.parts
    }
    assert len(shipped) > 50
    assert modules | shipped <= wheel


def test_the_wheel_holds_nothing_else(wheel: set[str]) -> None:
    outside = {name for name in wheel if not name.startswith(("cpdesk/", "cpdesk-"))}
    assert outside == set()
    assert not [name for name in wheel if name.endswith(".pyc")]


# --- the fonts -------------------------------------------------------------------------------


def test_qt_shows_the_weights_as_one_family(qapp: object) -> None:
    from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

    for style in WEIGHTS:
        number = QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"Inter-{style}.ttf"))
        assert QFontDatabase.applicationFontFamilies(number)[0] == "Inter"
    for style, weight in WEIGHTS.items():
        asked = QFont("Inter", 12)
        asked.setWeight(QFont.Weight(weight))
        assert (QFontInfo(asked).family(), QFontInfo(asked).weight()) == ("Inter", weight), style


@pytest.mark.parametrize("style", WEIGHTS)
def test_reportlab_takes_each_weight(style: str) -> None:
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(f"Test-{style}", str(RESOURCES / "fonts" / f"Inter-{style}.ttf"))
    assert font.face.name.decode() == f"Inter-{style}"
    needed = "AZaz09 áñøőșżẠặ ʻ Αω Жї “”‘’–—…•·№ ←→↑↓✓✗"
    assert [letter for letter in needed if ord(letter) not in font.face.charToGlyph] == []


def test_a_font_is_small_enough_for_every_pdf_and_start() -> None:
    assert all(f.stat().st_size < 250_000 for f in (RESOURCES / "fonts").glob("*.ttf"))


def _tool(name: str) -> ModuleType:
    return script_module(f"tools/{name}.py")


@pytest.mark.parametrize("style", WEIGHTS)
def test_the_shipped_font_is_what_the_script_says(style: str) -> None:
    from fontTools.ttLib import TTFont

    tool = _tool("build_fonts")
    shipped = TTFont(RESOURCES / "fonts" / f"Inter-{style}.ttf")
    there = set(TTFont(tool.variable_font()).getBestCmap())
    wanted = {c for first, last in tool.LETTERS for c in range(first, last + 1)}
    assert set(shipped.getBestCmap()) == wanted & there
    assert shipped["OS/2"].usWeightClass == WEIGHTS[style]
    assert "fvar" not in shipped
    assert "tnum" in {
        record.FeatureTag for record in shipped["GSUB"].table.FeatureList.FeatureRecord
    }


# --- the icons -------------------------------------------------------------------------------


def test_every_icon_is_drawn_in_the_color_of_the_text() -> None:
    icons = sorted((RESOURCES / "icons").glob("*.svg"))
    assert icons
    for icon in icons:
        drawn = icon.read_text("utf-8")
        assert 'stroke="currentColor"' in drawn, icon.name
        assert "<script" not in drawn


def test_licenses_stand_beside_what_they_are_for() -> None:
    assert "SIL OPEN FONT LICENSE" in (RESOURCES / "fonts" / "Inter-LICENSE.txt").read_text()
    assert "ISC License" in (RESOURCES / "icons" / "Lucide-LICENSE.txt").read_text()


def test_every_part_from_others_is_named_with_its_license() -> None:
    parts = re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text(), re.MULTILINE)
    told = re.sub(r"[_.]", "-", (ROOT / "THIRD_PARTY.md").read_text("utf-8").lower())
    named = set(re.findall(r"[\w-]+", told))
    assert parts
    assert [part for part in parts if re.sub(r"[_.]", "-", part.lower()) not in named] == []


# --- the words -------------------------------------------------------------------------------


def test_the_template_of_the_words_is_current() -> None:
    words = _tool("words")
    kept = words.TEMPLATE.read_bytes()
    assert words.stale(kept, words.template(words.collect())) == []


def test_no_sentence_is_put_together_or_unmarked() -> None:
    assert list(_tool("words").badly_marked()) == []


def test_the_tool_sees_what_no_catalog_can_serve(tmp_path: Path) -> None:
    package = tmp_path / "desk"
    package.mkdir()
    (package / "card.py").write_text(
        'words.text("Fine {n}.", n=1)\n'
        'words.count("{n} visit", "{n} visits", 2)\n'
        'words.text(f"Bad {name}")\n'
        'words.text("Bad " + name)\n'
        'words.text("Bad {}".format(name))\n'
        'raise DeskError("Nobody marked this.")\n'
        '"abc".count("a")\n'
    )
    words = _tool("words")
    lines = [line.split(":")[1] for line in words.badly_marked(package)]
    assert lines == ["3", "4", "5", "6"]
    ids = {message.id for message in words.collect(package) if message.id}
    assert ids == {"Fine {n}.", ("{n} visit", "{n} visits")}


def test_sql_is_not_a_sentence_for_people(tmp_path: Path) -> None:
    package = tmp_path / "desk"
    package.mkdir()
    (package / "tables.py").write_text(
        "import sqlalchemy as sa\n"
        "import sqlalchemy.sql\n"
        "from sqlalchemy import Index, text\n"
        "from sqlalchemy.sql import text as sql\n"
        'Index("one_open", where=text("left_at IS NULL"))\n'
        "sa.text(\"state = 'current'\")\n"
        'sqlalchemy.sql.text("state IS NULL")\n'
        'sql(f"state = {state}")\n'
        'words.text("Checked in.")\n'
    )
    (package / "card.py").write_text('text = words.text\ntext("Checked out.")\n')
    words = _tool("words")
    assert {message.id for message in words.collect(package) if message.id} == {
        "Checked in.",
        "Checked out.",
    }
    assert list(words.badly_marked(package)) == []


# --- Qt --------------------------------------------------------------------------------------


def test_a_call_into_qt_does_not_lose_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference of None a call and aborts in the end."""
    from PySide6.QtCore import QCoreApplication

    before = sys.getrefcount(None)
    for _ in range(200):
        QCoreApplication.sendPostedEvents()
    assert sys.getrefcount(None) > before - 50
