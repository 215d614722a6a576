"""The words of a decision: how bad it is, who may waive it, for what, under which conditions."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Outcome(IntEnum):
    """From best to worst; a decision is the worst of its findings."""

    ADMIT = 0
    ASK_DESK = 1
    ASK_LEADER = 2
    REFUSE = 3

    @property
    def code(self) -> str:
        """The word used in files and on the command line, such as `ask_leader`."""
        return self.name.lower()


class Lift(StrEnum):
    """Who may approve even though a rule did not hold."""

    DESK = "desk"
    LEADER = "leader"
    DISTRICT = "district"
    NOBODY = "nobody"


class Purpose(StrEnum):
    """What a visitor comes for."""

    PROGRAM = "program"
    STUDENT_MEETING = "student_meeting"
    OBSERVATION = "observation"
    TABLING = "tabling"
    PRESENTATION = "presentation"
    FLYERS = "flyers"
    PHOTOS = "photos"
    STAFF_MEETING = "staff_meeting"
    REFERRAL = "referral"
    OTHER = "other"


class ExceptionKind(StrEnum):
    """The only two exceptions that allow instructional time."""

    EMERGENCY = "emergency"
    REQUIRED_BY_LAW = "required_by_law"


class Condition(StrEnum):
    """What a visitor has to follow; printed on the badge."""

    NO_PHOTOS = "no-photos"
    PHOTOS_WITH_STICKER = "photos-with-sticker"
    ESCORT = "escort"
    NO_REGISTRATION_FORMS = "no-registration-forms"
