from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any, get_args, get_type_hints

import pytest

import cpdesk.ui
from cpdesk.ui.widgets.forms.chip_fields import ChecksField, ChipsField
from cpdesk.ui.widgets.forms.form_spec import Field, FormSpec
from cpdesk.ui.widgets.forms.line_fields import DayField, NumberField, TextField, TimeField

# The values that a field may give; what a list or a chip gives depends on its options.
GIVES: dict[type[Field[Any]], object] = {
    TextField: str,
    NumberField: int,
    DayField: date,
    TimeField: time,
    ChipsField: tuple,
    ChecksField: tuple,
}


@dataclass(frozen=True)
class Place:
    room: str = ""
    floor: int | None = None


def test_a_field_names_an_attribute_of_its_record() -> None:
    FormSpec(Place, ((TextField("room"), NumberField("floor")),))
    with pytest.raises(TypeError, match="Place has no rooms"):
        FormSpec(Place, (TextField("rooms"),))


def specs() -> Iterator[tuple[str, FormSpec[Any]]]:
    for found in pkgutil.walk_packages(cpdesk.ui.__path__, "cpdesk.ui."):
        for name, value in vars(importlib.import_module(found.name)).items():
            if isinstance(value, FormSpec):
                yield f"{found.name}.{name}", value


def test_every_form_gives_what_its_record_holds() -> None:
    seen = dict(specs())
    assert len(seen) >= 8
    wrong = [
        f"{name}: {field.attr}"
        for name, spec in seen.items()
        for field in spec.fields()
        if not _fits(field, get_type_hints(spec.record)[field.attr])
    ]
    assert not wrong


def _fits(field: Field[Any], hint: object) -> bool:
    gives = GIVES.get(type(field))
    if gives is None:
        return True
    allowed = [getattr(one, "__origin__", one) for one in (hint, *get_args(hint))]
    return gives in allowed
