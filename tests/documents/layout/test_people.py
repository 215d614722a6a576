"""Names short enough for a column."""

from __future__ import annotations

import pytest

from cpdesk.documents.layout.people import short_names


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Adaeze Okafor", "A. Okafor"),
        ("Maximilian Oluwaseun Featherstonehaugh-Nguyen", "M. Featherstonehaugh-Nguyen"),
        ("María de la Cruz", "M. de la Cruz"),
        ("Robert King Jr.", "R. King Jr."),
        ("Étienne Roy", "É. Roy"),
        ("ዓለም ተስፋዬ", "A. Tesfaye"),
        ("'Aolani Kealoha", "A. Kealoha"),
        ("Bo", "Bo"),
        ("Bo Jr.", "Bo Jr."),
        ("สมชาย ใจดี", "S. Aichdi"),
    ],
)
def test_short(name: str, short: str) -> None:
    (shown,) = short_names((name,))
    assert shown.replace("\xa0", " ") == short


def test_namesakes_are_told_apart() -> None:
    names = ("Ada Li", "Amy Li", "Bo Li", "")
    assert short_names(names) == ("Ada Li", "Amy Li", "B.\xa0Li")
