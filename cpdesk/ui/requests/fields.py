"""The fields of the request form: which type has which, and the request they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.policy.grades import name as grade_name
from cpdesk.policy.outcome import Door
from cpdesk.policy.phrases import DOOR
from cpdesk.policy.requests import Kind
from cpdesk.records.partners import PartnerRecord
from cpdesk.records.requests import Ask, Student
from cpdesk.ui.parts import Combo
from cpdesk.ui.parts.labeled import Labeled, LabeledLine
from cpdesk.ui.parts.typed import read_day, read_time, write_day, write_time
from cpdesk.ui.requests.finder import Finder, Look, PeopleFinder
from cpdesk.ui.requests.lifts import Lifts
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme
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
        Kind.THIS_VISIT: ("visitor", "lifts", "valid_until", "reason"),
    }
)  # fmt: skip
# From top to bottom; fields on one line are side by side with these shares of the width.
ROWS: tuple[tuple[tuple[str, int], ...], ...] = (
    (("visitor", 1),),
    (("partner", 3), ("activity", 3)),
    (("people", 1),),
    (("student", 3), ("grade", 2), ("teacher", 4), ("family_knows", 3)),
    (("event", 1), ("host", 1), ("releases", 1), ("group_size", 1)),
    (("day", 4), ("start", 3), ("end", 3), ("weekly_until", 4)),
    (("place", 3), ("door", 3)),
    (("agency", 1), ("officer", 1)),
    (("lifts", 1),),
    (("valid_until", 1),),
    (("reason", 1),),
)


class Fields(QWidget):
    """All of them; `show_kind` shows those of one type. `changed` when any of them changes."""

    changed = Signal()
    partner_changed = Signal()

    def __init__(
        self, theme: Theme, words: Words, tasks: Tasks, partner: Look, people: Look, visitor: Look
    ) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self.today = date.min
        self.kind = Kind.MEET_STUDENT
        self._base = Ask(self.kind)
        self._filling = False
        text = words.text

        def line(label: str, hint: str = "") -> LabeledLine:
            return LabeledLine(theme, text(label), text(hint))

        def combo(label: str) -> Labeled:
            return Labeled(theme, text(label), Combo(text(label).replace("&", "")))

        self.partner = Finder(theme, words, tasks, text("&Partner"), text("Partner name"), partner)
        self.people = PeopleFinder(
            theme, words, tasks, text("Visit&ors"), text("Name (leave blank for anyone)"), people
        )
        self.visitor = Finder(theme, words, tasks, text("&Visitor"), text("Type a name"), visitor)
        self.lines = {
            "student": line(N_("&Student reference"), N_("e.g. S-2207")),
            "teacher": line(N_("&Teacher")),
            "event": line(N_("&Event"), N_("e.g. family night")),
            "host": line(N_("&Host at the school")),
            "releases": line(N_("Releases on &file"), N_("Number signed")),
            "group_size": line(N_("Nu&mber of people")),
            "day": line(N_("&Day"), N_("e.g. Nov 30 or Mon")),
            "start": line(N_("F&rom"), N_("e.g. 11:35")),
            "end": line(N_("To"), N_("12:05 or 30 min")),
            "weekly_until": line(N_("Weekly thro&ugh"), N_("optional")),
            "place": line(N_("P&lace"), N_("e.g. Office B")),
            "agency": line(N_("Agency"), N_("e.g. child protection")),
            "officer": line(N_("Officer"), N_("name or badge number")),
            "valid_until": line(N_("Valid thro&ugh"), N_("Leave blank for this visit only")),
            "reason": line(N_("Reaso&n")),
        }
        self.lifts = Lifts(theme, words, text("Findings to waive"))
        self.combos = {
            "activity": combo(N_("&Activity")),
            "grade": combo(N_("&Grade")),
            "family_knows": combo(N_("Family &knows")),
            "door": combo(N_("E&xception")),
        }
        self.blocks: dict[str, Labeled] = {
            "partner": self.partner,
            "people": self.people,
            "visitor": self.visitor,
            "lifts": self.lifts,
            **self.lines,
            **self.combos,
        }
        self._fill_combos()
        self._lay_out()
        self._wire()
        self.show_kind(self.kind)

    # -- making ---------------------------------------------------------------------------------

    def _fill_combos(self) -> None:
        text = self._words.text
        self.set_grades(0, 12)
        self.set_activities(())
        knows, door = self.combo("family_knows"), self.combo("door")
        for said, value in ((N_("Not set"), None), (N_("Yes"), True), (N_("No"), False)):
            knows.addItem(text(said), value)
        door.addItem(text("None"), None)
        for one in Door:
            door.addItem(text(DOOR[one]), one.value)

    def combo(self, name: str) -> Combo:
        field = self.combos[name].field
        assert isinstance(field, Combo)
        return field

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(10))
        for row in ROWS:
            across = QHBoxLayout()
            across.setSpacing(self.theme.px(12))
            for name, share in row:
                across.addWidget(self.blocks[name], share, Qt.AlignmentFlag.AlignTop)
            column.addLayout(across)

    def _wire(self) -> None:
        for finder in (self.partner, self.people, self.visitor):
            finder.taken.connect(lambda _: self._tell())
            finder.changed.connect(self._tell)
        self.partner.taken.connect(lambda _: self.partner_changed.emit())
        self.people.taken.connect(self._partner_of)
        for name, block in self.lines.items():
            block.line.textEdited.connect(self._tell)
            block.line.editingFinished.connect(lambda name=name: self._understood(name))
        for name in self.combos:
            self.combo(name).activated.connect(self._tell)
        self.combo("door").activated.connect(lambda: self.show_kind(self.kind))
        self.lifts.toggled.connect(self._tell)

    # -- what is shown --------------------------------------------------------------------------

    def show_kind(self, kind: Kind) -> None:
        """Shows only the fields of this type; entries in the others are kept."""
        self.kind = kind
        shown = set(FIELDS[kind])
        if self.combo("door").currentData() != Door.REQUIRED_BY_LAW.value:
            shown -= {"agency", "officer"}
        for name, block in self.blocks.items():
            block.setVisible(name in shown)
        text = self._words.text
        meets = kind is Kind.MEET_STUDENT
        many = text("Number of students") if kind is Kind.PHOTOS else text("Number of people")
        self.lines["group_size"].label.setText(many)
        self.combos["grade"].label.setText(text("Student’s grade") if meets else text("Grade"))

    def shown(self) -> Iterator[Labeled]:
        """The blocks of this type, in the order of the form."""
        names = (name for row in ROWS for name, _ in row)
        return (self.blocks[name] for name in names if not self.blocks[name].isHidden())

    def set_grades(self, low: int, high: int) -> None:
        box = self.combo("grade")
        if box.count() == high - low + 2 and box.itemData(1) == low:
            return
        chosen = box.currentData()
        box.clear()
        box.addItem(self._words.text("Not set"), None)
        for number in range(low, high + 1):
            box.addItem(grade_name(number), number)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def set_activities(self, activities: Sequence[tuple[str, str]]) -> None:
        """Ids and titles of the partner's activities here."""
        box = self.combo("activity")
        chosen = box.currentData()
        box.clear()
        box.addItem(self._words.text("None"), "")
        for key, title in activities:
            box.addItem(title, key)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def show_partner(self, partner: PartnerRecord) -> None:
        """What the selected partner does here."""
        self.partner.put(partner.partner_id, partner.name)
        self.set_activities([(a.activity_id, a.title) for a in partner.activities_here])

    # -- what they say --------------------------------------------------------------------------

    def ask(self) -> Ask:
        """The request as it is now; entries that can't be read are left out."""
        has = set(FIELDS[self.kind])
        said = {name: line.said if name in has else "" for name, line in self.lines.items()}
        start = read_time(said["start"])
        grade = self.combo("grade").currentData() if "grade" in has else None
        door = self.combo("door").currentData() if "door" in has else None
        meets = self.kind is Kind.MEET_STUDENT
        named = meets and (bool(said["student"]) or grade is not None)
        law = door == Door.REQUIRED_BY_LAW.value
        if self.kind is Kind.THIS_VISIT:
            return self._this_visit(said)
        return Ask(
            kind=self.kind,
            partner=self.partner.key or self.partner.said,
            activity=self.combo("activity").currentData() or "",
            people=tuple(self.people.people),
            day=read_day(said["day"], self.today),
            start=start,
            end=read_time(said["end"], start),
            weekly_until=read_day(said["weekly_until"], self.today),
            place=said["place"],
            teacher=said["teacher"],
            host=said["host"],
            event=said["event"],
            student=Student(said["student"], grade) if named else None,
            grade=None if meets else grade,
            reason=said["reason"],
            family_knows=self.combo("family_knows").currentData() if meets else None,
            releases=_number(said["releases"]),
            group_size=_number(said["group_size"]),
            door=Door(door) if door else None,
            agency=said["agency"] if law else "",
            officer=said["officer"] if law else "",
        )

    def _this_visit(self, said: Mapping[str, str]) -> Ask:
        """What the front desk knew about the same visitor (partner, activity, day) is included."""
        base = self._base
        known = Ask(self.kind, day=self.today)
        if self.visitor.key and self.visitor.key == base.visitor_key:
            known = Ask(
                self.kind, base.partner, base.activity, base.people, base.day, place=base.place
            )
        return replace(
            known,
            visitor_key=self.visitor.key,
            visitor_name=self.visitor.said,
            lift_codes=self.lifts.codes,
            valid_until=read_day(said["valid_until"], self.today),
            reason=said["reason"],
        )

    def fill(self, ask: Ask, partner_name: str, people: Mapping[str, str]) -> None:
        """As in the request."""
        self._filling = True
        self._base = ask
        words = self._words
        self.partner.put(ask.partner if partner_name else "", partner_name or ask.partner)
        self.people.set_people(dict(people))
        self.visitor.put(ask.visitor_key, ask.visitor_name)
        self.lifts.want(ask.lift_codes)
        said = {
            "student": ask.student.reference if ask.student else "",
            "teacher": ask.teacher,
            "event": ask.event,
            "host": ask.host,
            "releases": "" if ask.releases is None else str(ask.releases),
            "group_size": "" if ask.group_size is None else str(ask.group_size),
            "day": write_day(ask.day, words),
            "start": write_time(ask.start, words),
            "end": write_time(ask.end, words),
            "weekly_until": write_day(ask.weekly_until, words),
            "place": ask.place,
            "agency": ask.agency,
            "officer": ask.officer,
            "valid_until": write_day(ask.valid_until, words),
            "reason": ask.reason,
        }
        for name, value in said.items():
            self.lines[name].set(value)
            self.lines[name].remark("")
        grade = ask.student.grade if ask.student else ask.grade
        chosen: dict[str, object] = {
            "grade": grade,
            "family_knows": ask.family_knows,
            "door": ask.door.value if ask.door else None,
            "activity": ask.activity,
        }
        for name, data in chosen.items():
            box = self.combo(name)
            box.setCurrentIndex(max(0, box.findData(data)))
        self._filling = False
        self.show_kind(ask.kind)

    def set_time(self, day: date, start: time, end: time) -> None:
        """A proposed time that was accepted."""
        words = self._words
        for name, said in (
            ("day", write_day(day, words)),
            ("start", write_time(start, words)),
            ("end", write_time(end, words)),
        ):
            self.lines[name].set(said)
            self.lines[name].remark("")
        self._tell()

    # -- as one types ---------------------------------------------------------------------------

    def _partner_of(self, one: object) -> None:
        """The person found sets the partner if none was entered."""
        partner_id, name = getattr(one, "partner_id", ""), getattr(one, "partner_name", "")
        if partner_id and not self.partner.key:
            self.partner.put(partner_id, name)
            self.partner_changed.emit()

    def _understood(self, name: str) -> None:
        """Shows how a day or a time was read, or that it isn't one."""
        block, words = self.lines[name], self._words
        said = block.said
        if name in ("day", "weekly_until", "valid_until"):
            day = read_day(said, self.today)
            if said and day is None:
                block.remark(words.text("Enter a date, such as Nov 30."), wrong=True)
            else:
                block.remark(words.short_day(day) if day else "")
        elif name in ("start", "end"):
            start = read_time(self.lines["start"].said)
            at = start if name == "start" else read_time(said, start)
            if said and at is None:
                block.remark(words.text("Enter a time, such as 11:35."), wrong=True)
            elif name == "end" and at and start and at <= start:
                block.remark(words.text("The end must be after the start."), wrong=True)
            else:
                block.remark(words.clock(at) if at else "")
        elif name in ("releases", "group_size"):
            wrong = bool(said) and _number(said) is None
            block.remark(words.text("Enter a number.") if wrong else "", wrong=wrong)

    def _tell(self) -> None:
        if not self._filling:
            self.changed.emit()


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else None
