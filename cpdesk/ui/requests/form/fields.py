"""The fields of the request form: which type has which, and the request they make."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.grades import name as grade_name
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.policy.phrases import DOOR
from cpdesk.records.partners import PartnerRecord
from cpdesk.records.requests import Ask, Student
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.requests.form.finder import PeopleFinder
from cpdesk.ui.requests.form.lifts import Lifts
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.ui.widgets.domain.finder import Finder, Look
from cpdesk.ui.widgets.forms.form_spec import FormSpec, Options, OwnField, Reading
from cpdesk.ui.widgets.forms.form_view import FormView
from cpdesk.ui.widgets.forms.line_fields import (
    DayField,
    Echo,
    ListField,
    NumberField,
    TextField,
    TimeField,
)
from cpdesk.ui.widgets.text.labeled import Labeled, LabeledLine
from cpdesk.words import N_, Words

_WHEN = ("day", "start", "end", "weekly_until", "place")
_WHO = ("partner", "activity", "people")
FIELDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.MEET_STUDENT: (
            *_WHO, "student", "grade", "family_knows", *_WHEN,
            "door", "agency", "officer", "reason",
        ),
        Kind.PRESENTATION: (*_WHO, "grade", "teacher", *_WHEN, "reason"),
        Kind.TABLING: (*_WHO, "event", *_WHEN, "reason"),
        Kind.PHOTOS: (*_WHO, "grade", "teacher", "releases", "group_size", *_WHEN, "reason"),
        Kind.OBSERVATION: (*_WHO, "grade", "teacher", *_WHEN, "reason"),
        Kind.STAFF_MEETING: (*_WHO, "host", *_WHEN, "reason"),
        Kind.THIS_VISIT: ("visitor_key", "lift_codes", "valid_until", "reason"),
    }
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _StudentField(TextField):
    """The reference; the grade is a field of its own."""

    blank: ClassVar[object] = None

    def read(self, said: str, reading: Reading) -> Student:
        return Student(said, None)

    def write(self, value: Student | None, words: Words) -> str:
        return value.reference if value is not None else ""


@dataclass(frozen=True, kw_only=True)
class _DoorField(ListField):
    """One of the two exceptions, or none."""

    def value(self, made: Labeled, reading: Reading) -> ExceptionKind | None:
        said = super().value(made, reading)
        return ExceptionKind(str(said)) if said else None

    def put(self, made: Labeled, value: Any, words: Words) -> None:
        super().put(made, value.value if value is not None else None, words)


def _shown(ask: Ask) -> Collection[str]:
    law = ask.door is ExceptionKind.REQUIRED_BY_LAW
    return [name for name in FIELDS[ask.kind] if law or name not in ("agency", "officer")]


_LEFT = Echo.LEFT
_YES_OR_NO = ((None, N_("Not set")), (True, N_("Yes")), (False, N_("No")))
_DOORS = ((None, N_("None")), *((one.value, DOOR[one]) for one in ExceptionKind))
_SPEC = FormSpec(
    Ask,
    (
        OwnField[Finder]("visitor_key", read=lambda finder: finder.key),
        (
            OwnField[Finder]("partner", share=3, read=lambda finder: finder.key or finder.said),
            ListField("activity", N_("&Activity"), share=3),
        ),
        OwnField[PeopleFinder]("people", read=lambda finder: tuple(finder.people)),
        (
            _StudentField("student", N_("&Student reference"), N_("e.g. S-2207"), share=3),
            ListField("grade", N_("&Grade"), share=2),
            TextField("teacher", N_("&Teacher"), share=4),
            ListField("family_knows", N_("Family &knows"), share=3, options=_YES_OR_NO),
        ),
        (
            TextField("event", N_("&Event"), N_("e.g. family night")),
            TextField("host", N_("&Host at the school")),
            NumberField("releases", N_("Releases on &file"), N_("Number signed"), echo=_LEFT),
            NumberField("group_size", N_("Nu&mber of people"), echo=_LEFT),
        ),
        (
            DayField("day", N_("&Day"), N_("e.g. Nov 30 or Mon"), share=4, echo=_LEFT),
            TimeField("start", N_("F&rom"), N_("e.g. 11:35"), share=3, echo=_LEFT),
            TimeField("end", N_("To"), N_("12:05 or 30 min"), share=3, after="start", echo=_LEFT),
            DayField("weekly_until", N_("Weekly thro&ugh"), N_("optional"), share=4, echo=_LEFT),
        ),
        (
            TextField("place", N_("P&lace"), N_("e.g. Office B"), share=3),
            _DoorField("door", N_("E&xception"), share=3, options=_DOORS),
        ),
        (
            TextField("agency", N_("Agency"), N_("e.g. child protection")),
            TextField("officer", N_("Officer"), N_("name or badge number")),
        ),
        OwnField[Lifts]("lift_codes", read=lambda lifts: lifts.codes),
        DayField(
            "valid_until", N_("Valid thro&ugh"), N_("Leave blank for this visit only"), echo=_LEFT
        ),
        TextField("reason", N_("Reaso&n")),
    ),
    shown=_shown,
)


class Fields(FormView[Ask]):
    """All of them; `show_kind` shows those of one type."""

    partner_changed = Signal()

    def __init__(self, context: PageContext, partner: Look, people: Look, visitor: Look) -> None:
        theme, words, tasks = context.theme, context.words, context.tasks
        text = words.text
        self.partner = Finder(theme, words, tasks, text("&Partner"), text("Partner name"), partner)
        self.people = PeopleFinder(
            theme, words, tasks, text("Visit&ors"), text("Name (leave blank for anyone)"), people
        )
        self.visitor = Finder(theme, words, tasks, text("&Visitor"), text("Type a name"), visitor)
        self.lifts = Lifts(theme, words, text("Findings to waive"))
        self.finders: dict[str, Finder] = {
            "partner": self.partner, "people": self.people, "visitor_key": self.visitor,
        }  # fmt: skip
        super().__init__(
            theme, words, _SPEC, Ask(Kind.MEET_STUDENT), gap=10, across=12,
            own={**self.finders, "lift_codes": self.lifts},
        )  # fmt: skip
        self.set_grades(0, 12)
        self.set_activities(())
        for attr, finder in self.finders.items():
            finder.taken.connect(lambda _: self._tell())
            finder.changed.connect(self._tell)
            finder.line.entered.connect(partial(self.entered.emit, attr))
        self.partner.taken.connect(lambda _: self.partner_changed.emit())
        self.people.taken.connect(self._partner_of)
        self.lifts.toggled.connect(self._tell)
        self.show_kind(self.kind)

    def combo(self, name: str) -> Combo:
        place = self.place(name)
        assert isinstance(place, Combo)
        return place

    # -- what is shown --------------------------------------------------------------------------

    @property
    def kind(self) -> Kind:
        return self.base.kind

    def show_kind(self, kind: Kind) -> None:
        """Shows only the fields of this type; entries in the others are kept."""
        self.base = replace(self.base, kind=kind)
        self.show_fields()
        text = self.words.text
        meets = kind is Kind.MEET_STUDENT
        many = text("Number of students") if kind is Kind.PHOTOS else text("Number of people")
        self._name("group_size", many)
        self._name("grade", text("Student’s grade") if meets else text("Grade"))

    def _name(self, attr: str, label: str) -> None:
        block = self.blocks[attr]
        assert isinstance(block, Labeled)
        block.label.setText(label)

    def shown(self) -> Iterator[str]:
        """The fields of this type, in the order of the form."""
        return (attr for attr, block in self.blocks.items() if not block.isHidden())

    # -- from field to field --------------------------------------------------------------------

    def close_list(self) -> bool:
        """Closes a field's suggestions; False if no such list is open."""
        return any(finder.close_list() for finder in self.finders.values())

    def take_found(self, attr: str) -> bool:
        """Accepts what a field's list offers. True if the same field goes on: there can be several
        visitors."""
        finder = self.finders.get(attr)
        return finder is not None and finder.take_current() and finder is self.people

    def after(self, attr: str) -> QWidget | None:
        """The field after this one; None after the last."""
        order = list(self.shown())
        at = order.index(attr) + 1
        return self.place(order[at]) if at < len(order) else None

    def first_empty(self) -> QWidget | None:
        """The first line that is empty; visitors may stay open."""
        for attr in self.shown():
            block = self.blocks[attr]
            if isinstance(block, LabeledLine) and not block.line.text() and attr != "people":
                return block.line
        return None

    def shown_at(self, name: str) -> QWidget | None:
        """The field of that name if this type has it, otherwise the first empty one."""
        return self.place(name) if name in list(self.shown()) else self.first_empty()

    # -- what there is to choose ----------------------------------------------------------------

    def set_grades(self, low: int, high: int) -> None:
        grades = [(n, grade_name(n)) for n in range(low, high + 1)]
        self._offer("grade", [(None, self.words.text("Not set")), *grades])

    def set_activities(self, activities: Sequence[tuple[str, str]]) -> None:
        """Ids and titles of the partner's activities here."""
        self._offer("activity", [("", self.words.text("None")), *activities])

    def _offer(self, attr: str, options: Options) -> None:
        field, block = self.fields[attr], self.blocks[attr]
        assert isinstance(field, ListField)
        assert isinstance(block, Labeled)
        field.offer(block, options)

    def show_partner(self, partner: PartnerRecord) -> None:
        """What the selected partner does here."""
        self.partner.put(partner.partner_id, partner.name)
        self.set_activities([(a.activity_id, a.title) for a in partner.activities_here])

    # -- what they say --------------------------------------------------------------------------

    def ask(self) -> Ask:
        """The request as it is now; entries that can't be read are left out."""
        ask = self.record()
        if ask.kind is Kind.THIS_VISIT:
            return self._this_visit(ask)
        ask = replace(ask, activity=ask.activity or "", visitor_name="", lift_codes=())
        if ask.kind is not Kind.MEET_STUDENT:
            return ask
        reference = ask.student.reference if ask.student is not None else ""
        named = bool(reference) or ask.grade is not None
        return replace(ask, student=Student(reference, ask.grade) if named else None, grade=None)

    def _this_visit(self, ask: Ask) -> Ask:
        """What the front desk knew about the same visitor (partner, activity, day) is included."""
        base = self.base
        known = Ask(ask.kind, day=self.today)
        if ask.visitor_key and ask.visitor_key == base.visitor_key:
            known = Ask(
                ask.kind, base.partner, base.activity, base.people, base.day, place=base.place
            )
        return replace(
            known,
            visitor_key=ask.visitor_key,
            visitor_name=self.visitor.said,
            lift_codes=ask.lift_codes,
            valid_until=ask.valid_until,
            reason=ask.reason,
        )

    def fill(self, ask: Ask, partner_name: str, people: Mapping[str, str]) -> None:
        """As in the request."""
        self.filling = True
        self.partner.put(ask.partner if partner_name else "", partner_name or ask.partner)
        self.people.set_people(dict(people))
        self.visitor.put(ask.visitor_key, ask.visitor_name)
        self.lifts.want(ask.lift_codes)
        grade = ask.student.grade if ask.student else ask.grade
        self.set_record(replace(ask, grade=grade))
        self.show_kind(ask.kind)

    def set_time(self, day: date, start: time, end: time) -> None:
        """A proposed time that was accepted."""
        self.put(day=day, start=start, end=end)
        self._tell()

    def _partner_of(self, one: object) -> None:
        """The person found sets the partner if none was entered."""
        partner_id, name = getattr(one, "partner_id", ""), getattr(one, "partner_name", "")
        if partner_id and not self.partner.key:
            self.partner.put(partner_id, name)
            self.partner_changed.emit()

    def _tell(self) -> None:
        if not self.filling:
            self.changed.emit()
