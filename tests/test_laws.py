"""Laws of the house that imports alone do not tell (those are contracts in pyproject.toml)."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import subprocess
import sys
import types
import typing
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import Enum
from pathlib import Path

import pytest

import cpdesk.documents
import cpdesk.records
import cpdesk.services
from cpdesk.errors import Fault
from cpdesk.models.store import Store
from cpdesk.services.open_data import OpenData
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.services import Services

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cpdesk"
ROOMS = ("cpdesk", "tests", "benchmarks", "tools")
PLAIN = (str, int, float, bool, bytes, type(None), Path, date, datetime, time, timedelta)


def _trees(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(folder.rglob("*.py")):
        yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))


# --- names are known to the type checker -----------------------------------------------------

_NAMED = """
from typing import assert_type

from cpdesk.services.services import Services
from cpdesk.services.visits.desk import Desk
from cpdesk.services.flyers.log.logs import FlyerLogs
from cpdesk.services.office import Office
from cpdesk.services.auth_context import AuthContext
from cpdesk.models.store import Store
from cpdesk.clock import Clock
from cpdesk.policy.terms.terms import Terms
from cpdesk.ui.lazy_page import LazyPage
from cpdesk.ui.page_table import entry_of
from cpdesk.ui.widgets.page.page import Content
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.window.window import MainWindow


def lines(
    context: PageContext, window: MainWindow, page: Content,
    store: Store, clock: Clock, terms: Terms,
) -> None:
    {line}
"""
NAMED = {
    "assert_type(context.services.flyer_logs, FlyerLogs)": "context.services.flier_logs",
    "context.services.desk.expected()": "context.services.desk.expectd()",
    "context.services.accounts.end('a-1')": "context.services.accounts.end(1)",
    "window.go('printing')": "window.go('printng')",
    "context.window.go('printing')": "context.window.go('desks')",
    "LazyPage('desk', lambda: page)": "LazyPage('dsk', lambda: page)",
    "entry_of('today')": "entry_of('Today')",
    "Office(store, clock, terms, auth=AuthContext(store))": "Office(store, clock, terms)",
}


def test_a_service_a_use_case_or_a_page_named_wrongly_fails_the_type_check(tmp_path: Path) -> None:
    from mypy import api

    files = [tmp_path / f"{kind}_{n}.py" for n in range(len(NAMED)) for kind in ("right", "wrong")]
    for file, line in zip(files, (one for pair in NAMED.items() for one in pair), strict=True):
        file.write_text(_NAMED.replace("{line}", line), "utf-8")
    given = [f"--config-file={ROOT / 'pyproject.toml'}", f"--cache-dir={ROOT / '.mypy_cache'}"]
    told, trouble, _ = api.run([*given, *map(str, files)])
    assert trouble == ""
    refused = {Path(one.partition(":")[0]).name for one in told.splitlines() if ": error:" in one}
    assert refused == {file.name for file in files if file.name.startswith("wrong")}, told


# --- law 2: only frozen records leave a service ----------------------------------------------


def _not_plain(told: object, seen: frozenset[object] = frozenset()) -> str:
    """Why this type may not leave a service; "" when it may."""
    if told in PLAIN or told is Ellipsis or told in seen:
        return ""
    parts = typing.get_args(told)
    if typing.get_origin(told) in (tuple, frozenset, typing.Union, types.UnionType):
        return next((why for part in parts if (why := _not_plain(part, seen))), "")
    if not isinstance(told, type):
        return f"{told} is no record"
    if issubclass(told, Enum):
        return ""
    if not dataclasses.is_dataclass(told):
        return f"{told.__module__}.{told.__qualname__} is no record"
    if not told.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        return f"{told.__qualname__} can be changed"
    hints = typing.get_type_hints(told)
    if told is Fault:
        hints.pop("facts")  # what was read from a file, of whatever kind
    inner = ((name, _not_plain(hint, seen | {told})) for name, hint in hints.items())
    return next((f"{told.__qualname__}.{name}: {why}" for name, why in inner if why), "")


def _services() -> list[type]:
    """Classes that are handed the store, and those that window or command line name."""
    named = {
        alias.name
        for room in ("ui", "cli")
        for _, tree in _trees(PACKAGE / room)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cpdesk.services")
        for alias in node.names
    }
    found = []
    for place in pkgutil.walk_packages(cpdesk.services.__path__, "cpdesk.services."):
        module = importlib.import_module(place.name)
        for name, kind in vars(module).items():
            if not inspect.isclass(kind) or kind.__module__ != place.name or name.startswith("_"):
                continue
            # Named for the type checker alone.
            late = {"OpenData": OpenData, "Services": Services, "PaperKind": PaperKind}
            takes = typing.get_type_hints(kind.__init__, localns=late).values()
            if Store in takes or name in named:
                found.append(kind)
    return found


def test_the_walk_finds_the_services() -> None:
    assert {"Desk", "Day", "Office", "Partners", "Rosters", "Search", "Visitors"} <= {
        kind.__name__ for kind in _services()
    }


@pytest.mark.parametrize("service", _services(), ids=lambda kind: kind.__name__)
def test_only_frozen_records_leave_a_service(service: type) -> None:
    for name, method in inspect.getmembers(service, inspect.isfunction):
        if not name.startswith("_"):
            hints = typing.get_type_hints(method)
            assert "return" in hints, f"{service.__name__}.{name} says nothing of what it returns"
            why = _not_plain(hints["return"])
            assert not why, f"{service.__name__}.{name}: {why}"


def test_the_walk_would_see_a_session_or_a_list() -> None:
    from sqlalchemy import Connection

    leak = dataclasses.make_dataclass("Leak", [("within", Connection)], frozen=True)
    loose = dataclasses.make_dataclass("Loose", [("name", str)])
    for told in (Connection, leak, loose, list[str], tuple.__class_getitem__((leak, ...))):
        assert _not_plain(told)
    assert not _not_plain(tuple[str | None, ...])


# --- law 4: troubles are DeskErrors, all else is a bug ---------------------------------------

EDGES = {
    "cpdesk/ui/tasks.py": "the task runner",
    "cpdesk/ui/crash.py": "the crash dialog",
    "cpdesk/cli/self_check.py": "tells what is broken, whatever it is",
}


def _passes_on(handler: ast.ExceptHandler) -> bool:
    """It only tidies up and lets the exception go on its way."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_everything_is_caught_only_at_the_edges() -> None:
    wide = ("Exception", "BaseException")
    caught = set()
    for place, tree in _trees(PACKAGE):
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler) and not _passes_on(node):
                kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
                kinds = list(node.args)
            else:
                continue
            if any(kind is None or ast.unparse(kind) in wide for kind in kinds):
                caught.add(place)
    assert caught <= set(EDGES)


# --- law 5: words are chosen at the edge -----------------------------------------------------


@pytest.mark.parametrize("room", ["policy", "records", "models"])
def test_below_the_services_words_are_only_marked(room: str) -> None:
    taken = {
        (place, alias.name)
        for place, tree in _trees(PACKAGE / room)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "cpdesk.words"
        for alias in node.names
        if place != "cpdesk/policy/rulebook.py"  # writes docs/rules.md; not asked at the desk
    }
    assert {name for _, name in taken} <= {"N_"}, taken


# --- law 6: student data stays inside --------------------------------------------------------


def _fields_below(told: object, seen: set[type]) -> Iterator[tuple[type, str]]:
    """Every field of every record that a type leads to, however deep."""
    for part in typing.get_args(told):
        yield from _fields_below(part, seen)
    if isinstance(told, type) and dataclasses.is_dataclass(told) and told not in seen:
        seen.add(told)
        for name, hint in typing.get_type_hints(told).items():
            yield told, name
            yield from _fields_below(hint, seen)


# A single student's grade; of a class or a program low..high stand side by side.
_OF_A_STUDENT = ("student", "reference", "grade", "meetings_week", "class_minutes_term")


def _of_a_student(record: type, name: str) -> bool:
    return name.startswith("student") or name in _OF_A_STUDENT or record.__name__ == "Student"


def _papers() -> dict[str, types.GenericAlias]:
    """What each public function of the documents takes and gives back, as one type."""
    return {
        f"{module.__name__}.{name}": types.GenericAlias(
            tuple, tuple(typing.get_type_hints(function).values())
        )
        for place in pkgutil.walk_packages(cpdesk.documents.__path__, "cpdesk.documents.")
        for module in [importlib.import_module(place.name)]
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
    }


def test_no_document_can_be_handed_a_student() -> None:
    papers = _papers()
    makers = (
        *("front_desk.badge.badge", "front_desk.refusal.refusal", "front_desk.schedule.schedule"),
        "requests.letter.letter",
    )
    assert {f"cpdesk.documents.{name}" for name in makers} <= set(papers)
    fields = [
        (paper, record, name)
        for paper, hints in papers.items()
        for record, name in _fields_below(hints, set())
    ]
    walked = {record.__name__ for _, record, _ in fields}
    assert {"BadgePaper", "DecisionLetter", "ApprovedLine", "DaySchedule", "RequestForm"} <= walked
    found = [
        f"{p}: {record.__qualname__}.{n}" for p, record, n in fields if _of_a_student(record, n)
    ]
    assert found == []


def test_students_are_in_two_files_of_records_alone() -> None:
    having = {
        place.name.rpartition(".")[2]
        for place in pkgutil.walk_packages(cpdesk.records.__path__, "cpdesk.records.")
        for kind in vars(importlib.import_module(place.name)).values()
        if inspect.isclass(kind) and dataclasses.is_dataclass(kind)
        if kind.__module__ == place.name
        for field in dataclasses.fields(kind)
        if field.name.startswith("student") or field.name == "reference"
    }
    assert having == {"requests", "release_children"}


def test_the_walk_would_see_a_student_deep_inside() -> None:
    from cpdesk.records.requests import RequestRecord

    inner = dataclasses.make_dataclass("Inner", [("request", RequestRecord | None)], frozen=True)
    found = {
        (record.__name__, name)
        for record, name in _fields_below(tuple.__class_getitem__((inner, ...)), set())
        if _of_a_student(record, name)
    }
    assert {("Ask", "student"), ("Ask", "grade"), ("Student", "reference")} <= found


# --- measures --------------------------------------------------------------------------------


def test_a_file_is_named_for_the_thing_it_holds() -> None:
    empty = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}
    files = [f for room in ROOMS for f in (ROOT / room).rglob("*.py")]
    assert len(files) > 100
    assert [f.name for f in files if empty & set(f.stem.split("_"))] == []


# What things were called before they got the names that Qt, Python, and front-desk software use.
RETIRED = {
    "class": """Acting Attic Brought Counter Cover Deciding Door Entrance Faces FactBook Filing
        Floor Foot FrontOffice Gate Ground Grounds HandingOut Here Homework How
        Known LatePage Later Looking Noting Pending Places Running Saving Say Site
        Told Turner Waiting Who""",
    "file": """acting advice asks attic brought coming counter cover dayplans deciding drawn dress
        entrance face faces floor foot front_office gate ground grounds here homework how judging
        late_page looking noting outlets packed parts pending places running saving say says sight
        site sound standing told turn turner uses waiting ways who""",
    "function": "dress floor ground here reglaze say says told",
}


def _retired(file: str, tree: ast.Module) -> Iterator[str]:
    """Places with a retired name: files and folders, classes, functions."""
    retired = {kind: set(names.split()) for kind, names in RETIRED.items()}
    yield from (file for part in Path(file).with_suffix("").parts if part in retired["file"])
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in retired["class"]:
            yield f"{file}: class {node.name}"
        elif isinstance(node, ast.FunctionDef) and node.name.strip("_") in retired["function"]:
            yield f"{file}: def {node.name}"


def test_retired_names_stay_out() -> None:
    found = [place for file, tree in _trees(PACKAGE) for place in _retired(file, tree)]
    assert found == []


def test_the_walk_would_see_a_retired_name() -> None:
    code = ast.parse("class Looking:\n    def _say(self): ...\n    def sayings(self): ...")
    assert list(_retired("cpdesk/ui/parts/list.py", code)) == [
        "cpdesk/ui/parts/list.py",
        "cpdesk/ui/parts/list.py: class Looking",
        "cpdesk/ui/parts/list.py: def _say",
    ]


MOST_FILES = 16


def _crowded(files: list[Path]) -> list[str]:
    """Folders with more than `MOST_FILES` modules beside their subfolders."""
    count = Counter(file.parent for file in files if file.name != "__init__.py")
    return sorted(folder.as_posix() for folder, n in count.items() if n > MOST_FILES)


def test_a_folder_is_small_enough_to_read() -> None:
    """Not the migrations: every change of the tables adds one."""
    files = [f for room in ROOMS for f in (ROOT / room).rglob("*.py") if "versions" not in f.parts]
    assert _crowded(files) == []
    many = [Path("a") / f"{n}.py" for n in range(MOST_FILES + 1)]
    assert (_crowded(many), _crowded(many[1:])) == (["a"], [])


# Files that import inside functions, and what may not be waited for. Elsewhere such a part is named
# through a LazyPackage, or imported at the top.
IMPORT_LATE = {
    "app.py": "the window is painted first",
    "__main__.py": "the window is painted first",
    "cli/admin/backups.py": "commands that don't open the data",
    "cli/admin/key.py": "commands that don't open the data",
    "cli/commands.py": "the check of the installation",
    "cli/core/command.py": "a sign-in, and JSON, if they are asked for",
    "cli/core/leaving.py": "printing, if it is asked for",
    "cli/demo/demo_sheets.py": "ReportLab",
    "cli/self_check.py": "each part is loaded by its own check, which says if it can't be",
    "documents/ical.py": "icalendar",
    "documents/layout/text.py": "anyascii",
    "documents/reports/report_cells.py": "Babel",
    "paths.py": "platformdirs",
    "policy/__init__.py": "the rules",
    "policy/names/names.py": "anyascii",
    "policy/names/resemblance.py": "RapidFuzz",
    "services/flyers/thumbnail.py": "its own process: PDFium and Pillow",
    "ui/crash.py": "only after a crash",
    "ui/desk/at_counter.py": "a form that is rarely opened",
    "ui/flyers/form/drops.py": "SQLAlchemy",
    "ui/paper/qt_route.py": "PDFium",
    "ui/paper/sheet.py": "PDFium",
    "ui/partners/release_dialog.py": "SQLAlchemy",
    "ui/printing/page.py": "a dialog that is rarely opened",
    "ui/requests/commands.py": "SQLAlchemy",
    "ui/settings/page.py": "the day plan",
    "ui/theme/theme.py": "the first icon",
    "words.py": "Babel",
}


def _imports_late(tree: ast.Module) -> int:
    """How many imports stand inside functions."""
    functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    inside = {id(node): node for function in functions for node in ast.walk(function)}
    return sum(isinstance(node, (ast.Import, ast.ImportFrom)) for node in inside.values())


def test_imports_inside_functions_are_few_and_in_named_files() -> None:
    rooms = (one for one in _trees(PACKAGE) if "/migrations/" not in one[0])
    late = {file.removeprefix("cpdesk/"): _imports_late(tree) for file, tree in rooms}
    assert {file for file, count in late.items() if count} == set(IMPORT_LATE)
    assert sum(late.values()) <= 90
    assert _imports_late(ast.parse("def f():\n  def g():\n    import a\n  import b")) == 2


ASK_THE_TIME = {
    "cpdesk/clock.py": "the clock",
    "cpdesk/models/schema.py": "names the copy that is made before a migration",
}


# Every folder of the window but the shared ones.
PAGES = frozenset(file.parent.name for file in (PACKAGE / "ui").glob("*/__init__.py")) - {
    *("input", "paper", "session", "theme", "widgets", "window"),
}
# What is not shared yet: a file of a page, and the module of another page that it imports.
NOT_YET_SHARED = {
    ("printing/page.py", "reports.visitor_dialog"),
}


def _of_other_pages(file: str, tree: ast.Module) -> Iterator[str]:
    """What a file of a page imports from other pages, as "page.module" or "page.folder"."""
    own = file.split("/")[0]
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{one.name}" for one in node.names]
        elif isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        for name in names:
            parts = name.split(".")
            if parts[:2] == ["cpdesk", "ui"] and {*parts[2:3]} & (PAGES - {own}):
                yield ".".join(parts[2:4])


def test_a_page_imports_no_other_page() -> None:
    """What two pages need is in ui/widgets."""
    found = {
        (file.removeprefix("cpdesk/ui/"), module)
        for page in PAGES
        for file, tree in _trees(PACKAGE / "ui" / page)
        for module in _of_other_pages(file.removeprefix("cpdesk/ui/"), tree)
    }
    assert found == NOT_YET_SHARED


def test_the_walk_would_see_another_page() -> None:
    def seen(line: str) -> list[str]:
        return list(_of_other_pages("events/page.py", ast.parse(line)))

    assert seen("from cpdesk.ui.requests.detail.facts import Fact") == ["requests.detail"]
    assert seen("from cpdesk.ui.requests import texts") == ["requests.texts"]
    assert seen("def later():\n    import cpdesk.ui.requests.page") == ["requests.page"]
    assert seen("from cpdesk.ui.events.page import EventsPage") == []
    assert seen("from cpdesk.ui.widgets.domain.fact_rows import Fact") == []


def test_only_the_clock_asks_the_computer_for_the_time() -> None:
    asked = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
    asking = {
        place
        for place, tree in _trees(PACKAGE)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).removeprefix("dt.") in asked
    }
    assert "cpdesk/clock.py" in asking
    assert asking <= set(ASK_THE_TIME)


def test_the_window_is_there_before_anything_slow_is_imported() -> None:
    slow = {"sqlalchemy", "sqlcipher3", "alembic", "reportlab", "pypdfium2", "keyring", "zxingcpp"}
    loaded = "print(*(set(sys.modules) & set(sys.argv[1:])))"
    code = f"import sys, cpdesk.app, cpdesk.ui.window.window; {loaded}"
    line = [sys.executable, "-c", code, *sorted(slow)]
    told = subprocess.run(line, capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
