"""What the command line prints and saves stands in the same book as what the window prints."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from cpdesk.app import main, open_services
from cpdesk.cli.demo import demo_flyers
from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Question, TurnAway
from tests.services.printing.cups_server import CupsServer, why_not

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def data(sample_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sample_folder, tmp_path / "data")


def run(capsys: Capture, *argv: str | Path) -> tuple[int, str, str]:
    code = main([str(a) for a in argv])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_saved_paper_bears_its_number_and_is_listed(
    data: Path, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "day.pdf"
    asked = ("print", "schedule", "--date", "2026-11-24", "--out", out, "--json")
    code, said, _ = run(capsys, "--data", data, *asked)
    number = json.loads(said)["number"]
    assert code == 0
    assert all(f"Paper {number}" in page.extract_text() for page in PdfReader(out).pages)
    _, said, _ = run(capsys, "--data", data, "printed", "--json")
    (paper,) = json.loads(said)
    assert (paper["number"], paper["kind"], paper["about"]) == (number, "schedule", "Nov 24, 2026")
    assert (paper["day"], paper["pages"]) == ("2026-11-24", len(PdfReader(out).pages))
    assert [(one["way"], one["copies"]) for one in paper["runs"]] == [("saved", 1)]
    assert datetime.fromisoformat(paper["runs"][0]["at"]).tzinfo is not None
    _, said, _ = run(capsys, "--data", data, "printed")
    assert number in said
    assert "Partner schedule · Nov 24, 2026" in said
    assert "saved" in said


def test_a_day_without_papers_says_so(data: Path, capsys: Capture) -> None:
    code, out, _ = run(capsys, "--data", data, "printed", "--day", "2026-11-23")
    assert (code, out.strip()) == (0, "Nothing was printed or saved that day.")
    code, out, _ = run(capsys, "--data", data, "printed", "--day", "2026-11-23", "--json")
    assert json.loads(out) == []
    code, _, err = run(capsys, "--data", data, "printed", "--day", "someday")
    assert code == 2
    assert "is not a date" in err


def test_somebody_has_to_say_where_it_goes(data: Path, capsys: Capture) -> None:
    code, _, err = run(capsys, "--data", data, "print", "schedule")
    assert code == 2
    assert "No file or printer was given for the paper" in err


@pytest.mark.parametrize("copies", ["0", "51", "many"])
def test_a_number_of_copies_that_is_none_is_refused(
    data: Path, capsys: Capture, copies: str
) -> None:
    with pytest.raises(SystemExit):
        run(capsys, "--data", data, "print", "schedule", "--printer", "x", "--copies", copies)


def test_a_paper_that_cannot_be_noted_is_there_all_the_same(
    data: Path, tmp_path: Path, capsys: Capture
) -> None:
    """Somebody else holds the data while the paper is noted."""
    from cpdesk.models import key

    out = tmp_path / "day.pdf"
    held = Store.open(data / "desk.db", key.find_or_make(data).key)

    class Hooks:
        """As the program opens it, but it waits for nobody."""

        def open(self, folder: Path, *, terms: Path | None = None) -> object:
            services = open_services(folder)
            services.data.store.busy_ms = 50
            return services

    from cpdesk.cli import main as command

    with held.write() as tx:
        tx.exec_driver_sql("UPDATE office SET value = value")
        code = command(
            ["--data", str(data), "print", "schedule", "--out", str(out)],
            Hooks(),  # type: ignore[arg-type]
        )
    held.close()
    said = capsys.readouterr()
    assert code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert "couldn’t be added to the list of printed papers" in said.err


def test_the_same_paper_once_more_under_its_number(
    data: Path, tmp_path: Path, capsys: Capture
) -> None:
    first, again = tmp_path / "day.pdf", tmp_path / "again.pdf"
    _, said, _ = run(capsys, "--data", data, "print", "schedule", "--out", first, "--json")
    number = json.loads(said)["number"]
    code, said, _ = run(capsys, "--data", data, "reprint", number.lower(), "--out", again, "--json")
    assert (code, json.loads(said)["number"]) == (0, number)
    assert again.read_bytes() == first.read_bytes()
    _, said, _ = run(capsys, "--data", data, "printed", "--json")
    (paper,) = json.loads(said)
    assert [one["way"] for one in paper["runs"]] == ["saved", "saved"]
    code, _, err = run(capsys, "--data", data, "reprint", "222-222-222", "--out", again)
    assert code == 2
    assert "isn’t in the list of printed papers" in err
    assert run(capsys, "--data", data, "reprint", number)[0] == 2, "nobody said where it shall go"


def test_every_paper_of_the_desk_can_be_had(data: Path, tmp_path: Path, capsys: Capture) -> None:
    """Logs, reports, a visitor's file and the recovery key have commands of their own."""
    clock = FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=ZoneInfo("America/Chicago")))
    services = open_services(data, clock=clock)
    demo_flyers.deliver(services, clock)
    queue = services.deliveries.queue()
    rows = (*queue.to_do, *queue.done)
    accepted = next(row.delivery_id for row in rows if row.next == "hand_out")
    returned = next(row.delivery_id for row in rows if row.tally.returned)
    asked = Question(person="Rosa Ochoa", purpose=Purpose.OBSERVATION)
    services.desk.turn_away(TurnAway(new_id(), asked, "Gave the sheet"))
    services.close()
    out = tmp_path / "one.pdf"
    for paper, word in (
        ("refusal --date 2026-11-24", "Bright Futures Mentoring"),
        (f"count-sheet --delivery {accepted}", "Winter reading club"),
        (f"bundle-labels --delivery {accepted}", "Winter reading club"),
        (f"return-slip --delivery {returned}", "Karate trial week"),
        ("board-register --date 2026-11-24", "Board register"),
    ):
        code, _, err = run(capsys, "--data", data, "print", *paper.split(), "--out", out)
        assert (code, err) == (0, "")
        assert word in "".join(page.extract_text() for page in PdfReader(out).pages)
    code, _, err = run(capsys, "--data", data, "print", "count-sheet", "--out", out)
    assert code == 2
    assert "Choose it with --delivery" in err
    code, _, err = run(
        capsys, "--data", data, "print", "refusal", "--date", "2026-11-23", "--out", out
    )
    assert code == 2
    assert "No one was turned away that day" in err


@pytest.fixture(scope="module")
def server() -> Iterator[CupsServer]:
    if reason := why_not():
        pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="cpdesk-cups-"))  # the filters run as another user
    folder.chmod(0o755)
    running = CupsServer(folder)
    running.add("Office")
    yield running
    running.stop()
    shutil.rmtree(folder)


def test_a_timetable_prints_and_the_book_knows(
    data: Path, server: CupsServer, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    asked = ("print", "schedule", "--date", "2026-11-24", "--printer", "Office", "--copies", "2")
    code, out, err = run(capsys, "--data", data, *asked, "--json")
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert answer["printer"]["job"].startswith("Office-")
    assert server.wait_for_files(1)
    _, out, _ = run(capsys, "--data", data, "printed", "--json")
    (paper,) = json.loads(out)
    assert paper["number"] == answer["number"]
    assert [(r["way"], r["printer"], r["copies"]) for r in paper["runs"]] == [
        ("printed", "Office", 2)
    ]
    code, _, err = run(capsys, "--data", data, "print", "schedule", "--printer", "Nowhere")
    assert code == 2
    assert "Nowhere" in err
    _, out, _ = run(capsys, "--data", data, "printed", "--json")
    assert len(json.loads(out)) == 1, "what no queue took was not printed"


def test_a_reprint_is_the_same_to_the_last_byte(
    data: Path, server: CupsServer, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a queue was handed it, which keeps both while it is paused."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.add("Held")
    server.run("cupsdisable", "Held")
    _, said, _ = run(capsys, "--data", data, "print", "schedule", "--printer", "Held", "--json")
    answer = json.loads(said)
    assert answer["printer"]["waiting"]
    code, said, _ = run(
        capsys, "--data", data, "reprint", answer["number"], "--printer", "Held", "--json"
    )
    assert (code, json.loads(said)["number"]) == (0, answer["number"])
    first, again = server.waiting()
    assert first == again
    assert answer["number"] in PdfReader(BytesIO(first)).pages[0].extract_text()
    _, said, _ = run(capsys, "--data", data, "printed", "--json")
    (paper,) = json.loads(said)
    assert [one["printer"] for one in paper["runs"]] == ["Held", "Held"]


@pytest.mark.parametrize(
    ("asked", "kind", "about"),
    [
        ("flyers log --from 2026-11-01 --to 2026-11-24", "flyer-log", "Nov 1, 2026 – Nov 24, 2026"),
        (
            "report visits-by-partner --from 2026-11-01 --to 2026-11-24",
            "report",
            "Visits by partner · Nov 1, 2026 – Nov 24, 2026",
        ),
    ],
)
def test_papers_of_other_commands_are_numbered_and_noted(
    data: Path, tmp_path: Path, capsys: Capture, asked: str, kind: str, about: str
) -> None:
    """Their tables for spreadsheets are no papers."""
    pdf, table = tmp_path / "one.pdf", tmp_path / "one.csv"
    for out in (pdf, table):
        assert run(capsys, "--data", data, *asked.split(), "--out", out)[0] == 0
    _, said, _ = run(capsys, "--data", data, "printed", "--json")
    (paper,) = json.loads(said)
    assert (paper["kind"], paper["about"]) == (kind, about)
    assert paper["number"] in PdfReader(pdf).pages[0].extract_text()
