"""Licenses as scanners type them. All people in here are invented."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cpdesk.ui.desk.search.license import name_on
from tests.ui.desk.at_desk import ENTER, AtDesk

NEW = (
    "@\n\x1e\rANSI 636038090002DL00410277ZM03180008DLDAQX123456789012\nDCSOKAFOR\nDDEN\n"
    "DACADAEZE\nDDFN\nDADMARIE\nDDGN\nDBB01011980\nDAG12 SAMPLE ST\nDAILAKES\n\r"
)
FIRST_IN_HEADER = "@\nANSI 636038080001DL00310277DLDCSMUÑOZ\nDACDIEGO\n"
OLD = "@\nAAMVA6360380101DL00290179DLDAAPETERSON,JONAS,LEE\nDAQ1\n"
JOINED = "@\nANSI 6360380200DL DLDABVANG\nDCTLIA MAI\n"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (NEW, "Adaeze Okafor"),
        (NEW.lower(), "Adaeze Okafor"),
        (FIRST_IN_HEADER, "Diego Muñoz"),
        (OLD, "Jonas Peterson"),
        (JOINED, "Lia Vang"),
        (NEW.replace("DACADAEZE", "DACNONE"), "Okafor"),
    ],
)
def test_the_name_is_read(typed: str, name: str) -> None:
    assert name_on(typed) == name


@pytest.mark.parametrize("typed", ["", "@home", "okafor", "ANSI 636038 DCSOKAFOR"])
def test_other_text_is_no_license(typed: str) -> None:
    assert name_on(typed) is None


def test_scanning_a_license_searches_its_name_and_presses_nothing(at: AtDesk) -> None:
    at.take("peterson")  # an open card, whose first action Enter would do
    for letter in NEW:
        if letter in "\r\n":
            at.press(ENTER)
        elif letter.isprintable():
            at.type(letter)
    at.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)  # a control character as a chord
    at.until(lambda: at.page.answered == "Adaeze Okafor")
    assert at.titles[0] == "Adaeze Okafor"
    assert at.window.evacuations == 0
    assert at.inside == ()
    assert at.page.card.form is None


def test_a_license_scanned_into_a_form_submits_nothing(at: AtDesk) -> None:
    at.take("peterson")
    at.press(ENTER)  # the desk's reason has the focus
    for letter in NEW:
        if letter in "\r\n":
            at.press(ENTER)
        elif letter.isprintable():
            at.type(letter)
    at.until(lambda: at.page.answered == "Adaeze Okafor")
    assert at.inside == ()


def test_an_at_sign_that_a_person_types_is_text(at: AtDesk) -> None:
    at.type("@home")
    at.until(lambda: at.page.field.text == "@home")
