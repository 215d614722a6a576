"""Every paper is declared once, and nothing that draws is loaded before something is drawn."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from cpdesk.policy.permissions import Permission
from cpdesk.records.printing import PaperGroup
from cpdesk.records.reports import Period, ReportKind, ReportOf, VisitorOf
from cpdesk.services.printing import paper_specs as specs
from cpdesk.services.printing.paper_choices import PickOne
from cpdesk.services.printing.paper_specs import SPECS, PaperKind
from cpdesk.services.services import Services

TUESDAY, TODAY = date(2026, 11, 24), date(2026, 12, 1)


def test_each_kind_of_paper_has_one_spec() -> None:
    assert set(SPECS) == set(PaperKind)
    assert all(kind.spec.kind is kind for kind in PaperKind)
    assert len({spec.name for spec in SPECS.values()}) == len(SPECS)


def test_the_kinds_are_stored_and_stay_as_they_are() -> None:
    stored = {
        *("badge", "schedule", "evacuation", "refusal", "recovery-key", "letter", "request-form"),
        *("report", "visitor-file", "flyer-log", "count-sheet", "bundle-labels"),
        *("board-register", "return-slip", "reminder"),
    }
    assert stored <= {kind.value for kind in PaperKind}


def test_who_may_make_a_paper() -> None:
    others = {kind: spec.act for kind, spec in SPECS.items() if spec.act is not Permission.PRINT}
    assert others == {
        PaperKind.REPORT: Permission.REPORTS,
        PaperKind.VISITOR_FILE: Permission.REPORTS,
        PaperKind.RECOVERY: Permission.RECOVERY_KEY,
    }


def test_one_paper_is_never_kept_and_one_shows_no_number() -> None:
    assert [kind for kind, spec in SPECS.items() if not spec.kept] == [PaperKind.RECOVERY]
    assert [kind for kind, spec in SPECS.items() if not spec.numbered] == [PaperKind.BADGE]


def test_papers_without_a_printer_of_their_own() -> None:
    others = [kind for kind in PaperKind if kind.group is PaperGroup.OTHERS]
    assert others == [PaperKind.RECOVERY]


def test_what_not_everyone_may_see_is_asked_for_first() -> None:
    first = {kind for kind, spec in SPECS.items() if spec.first is not None}
    assert first == {PaperKind.VISITOR_FILE, PaperKind.RECOVERY}
    assert all(SPECS[kind].pick is None for kind in first)


def test_a_title_says_what_the_paper_is_for(services: Services) -> None:
    words = services.words
    assert specs.SCHEDULE.title_of(TUESDAY, words) == "Partner schedule, Tue, Nov 24"
    assert specs.VISITOR_FILE.title_of(VisitorOf("p:1", "Lia Vang"), words) == (
        "Visitor file: Lia Vang"
    )
    of = ReportOf(ReportKind.VISITS_BY_MONTH, Period(TUESDAY, TODAY))
    assert specs.REPORT.title_of(of, words) == "Visits by month"
    assert specs.LETTER.title_of("R1", words) == "Letter to the partner"


def test_only_a_schedule_is_filed_under_another_day_than_today() -> None:
    assert specs.SCHEDULE.day(TUESDAY, TODAY) == TUESDAY
    assert specs.LETTER.day("R1", TODAY) == TODAY


@pytest.mark.parametrize("kind", PaperKind)
def test_what_there_is_to_choose_from_has_an_option_of_the_command_line(kind: PaperKind) -> None:
    pick = kind.spec.pick
    if isinstance(pick, PickOne):
        assert bool(pick.option) is (kind is not PaperKind.REPORT)  # `report` is its own command


def test_the_papers_are_known_before_anything_that_draws_is_loaded() -> None:
    code = (
        "import sys, cpdesk.services.printing.paper_specs;"
        "print(*(name for name in sys.modules if name.split('.')[0] in sys.argv[1:]"
        " or name.startswith('cpdesk.documents.') and not name.endswith(('.layout', '.paper'))))"
    )
    slow = ("reportlab", "PySide6", "sqlalchemy", "pypdfium2", "zxingcpp")
    told = subprocess.run(
        [sys.executable, "-c", code, *slow], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == []
