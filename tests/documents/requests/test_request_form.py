"""The form that partners fill in by hand, read back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cpdesk.documents.layout.page import FOOT_LINE, Paper
from cpdesk.documents.requests.request_form import request_form
from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.phrases import KIND
from cpdesk.words import Words
from tests.documents.paper_reading import MM, ink, page_texts, pictures, place_of, sizes, text_of
from tests.documents.paper_samples import FORM, LONG

INSIDE = (Kind.THIS_VISIT, Kind.RELAYED)  # what leaders and desk ask of each other


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize(
    "form", [FORM, replace(FORM, school_name=LONG, school_phone=LONG, contact=None)]
)
def test_one_page(paper: Paper, form: object, words: Words) -> None:
    assert isinstance(form, type(FORM))
    pdf = request_form(form, words, paper)
    assert sizes(pdf) == [pytest.approx(paper.size, abs=0.5)]
    (image,) = pictures(pdf, 1)
    left, top, right, bottom = ink(image)
    assert min(left, top, image.width - right, image.height - bottom) >= 3 * MM
    assert place_of(pdf, "Request number")[1] > FOOT_LINE + 12  # its line too is above the foot


def test_every_kind_that_a_partner_can_ask_for(words: Words) -> None:
    said = text_of(request_form(FORM, words))
    for kind in Kind:
        assert (words.text(KIND[kind]) in said) == (kind not in INSIDE)
    assert "not possible, but the school gives its reasons in writing" in said


def test_it_has_no_field_for_a_student(words: Words) -> None:
    (said,) = page_texts(request_form(FORM, words))
    warned = "Don’t write a student’s name here, or anything that could identify a student."
    assert warned in said
    assert "the school will ask you directly" in said
    rest = said.replace(warned, "").replace("If this is about one student", "")
    rest = rest.replace("of students whose families signed a release", "")
    rest = rest.replace("Meet a student", "").replace("No student data on this page", "")
    for word in ("student", "grade", "Grade", "birth", "reference"):
        assert word not in rest


def test_what_there_is_to_fill_in(words: Words) -> None:
    said = text_of(request_form(FORM, words))
    for label in (
        "Organization", "Your name", "Phone", "Email", "Who will come", "Teacher or host",
        "First choice: date", "Third choice: date", "Weekly through", "agency and officer",
        "Signature", "For office use Received on Received by Request number",
        "612-555-0114", "612-555-0100",
    ):  # fmt: skip
        assert label in said
