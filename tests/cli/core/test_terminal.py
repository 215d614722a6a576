"""Nothing that a terminal obeys, and nothing that shows a line otherwise than it is, is written to
it; and whoever hides a name from the no-entry list is found or sent back."""

from __future__ import annotations

import ast
import json
import shutil
import unicodedata
from pathlib import Path

import pytest

from cpdesk import cli
from cpdesk.app import main
from cpdesk.models.store import Store
from cpdesk.services.services import Services

WANTED = "Darrell Whitcombe"  # stands on the sample's no-entry list
RED = "\x1b[31m"
WHY = ("--host", "Ms. Vang", "--reason", "Piano", "--at", "2026-11-24T10:42")
YES = ("--relayed-by", "Principal Lindqvist", "--relayed-how", "by phone", "--relayed-why", "Known")


@pytest.fixture
def data(sample_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sample_folder, tmp_path / "data")


def run(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> tuple[int, str, str]:
    code = main([str(a) for a in argv])
    said = capsys.readouterr()
    for text in (said.out, said.err):
        assert_harmless(text)
    return code, said.out, said.err


def assert_harmless(text: str) -> None:
    for one in text.replace("\n", ""):
        assert unicodedata.category(one) not in ("Cc", "Cs", "Cf", "Zl", "Zp"), ascii(text)


@pytest.mark.parametrize(
    "name",
    [
        f"\u202e{WANTED[::-1]}",
        f"\u202d{WANTED}",
        f"{RED}{WANTED}",
        f"{WANTED[:9]}\0{WANTED[9:]}",
        f"{WANTED}\x9b1m",
        f"{WANTED}\udcff",
    ],
    ids=ascii,
)
def test_a_name_that_cannot_be_read_is_sent_back(
    data: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    for command in ("assess", "admit"):
        code, out, err = run(capsys, "--data", data, command, "--guest", name, *WHY)
        assert (code, out) == (2, "")
        assert "has a character that can’t be shown (U+" in err
        assert "Delete the value and enter it again" in err
    assert json.loads(run(capsys, "--data", data, "--json", "inside")[1]) == []


@pytest.mark.parametrize(
    "name",
    [
        f"{WANTED[:3]}\u200b{WANTED[3:]}",
        f"{WANTED[:3]}\xad\u2060{WANTED[3:]}\ufeff",
        WANTED.replace(" ", "\xa0"),
        WANTED.replace(" ", "\n"),
        f"\u2067{WANTED}\u2069",
    ],
    ids=ascii,
)
def test_a_name_with_signs_that_nobody_sees_is_found_on_the_no_entry_list(
    data: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    told = run(capsys, "--data", data, "--json", "assess", "--guest", name, *WHY)[1]
    finding = next(f for f in json.loads(told)["findings"] if f["code"] == "visitor.notice")
    assert finding["outcome"] == "ask_leader"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("<img src=/dev/zero>", "<img src=/dev/zero>"),
        ("Ines\nBerg", "Ines Berg"),
        ("\u200fInes\u200b Berg\r\n", "Ines Berg"),
        ("محمد می\u200cخواه", "محمد می\u200cخواه"),
    ],
    ids=ascii,
)
def test_other_names_are_kept_as_they_are_read(
    data: Path, capsys: pytest.CaptureFixture[str], name: str, kept: str
) -> None:
    argv = ("--data", data, "--json", "admit", "--guest", name, *WHY, *YES)
    assert main([str(a) for a in argv]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == kept


def test_what_argparse_repeats_is_harmless(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for argv in ([f"{RED}\u202e"], ["print", f"{RED}\u202epaper"], ["inside", f"--{RED}\u202e"]):
        with pytest.raises(SystemExit):
            main(["--data", str(data), *argv])
        said = capsys.readouterr().err
        assert_harmless(said)
    assert "--\\u001b[31m\\u202e" in said


def test_what_a_path_or_an_option_repeats_is_harmless(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "--data", data, "assess", "--from", f"/nowhere{RED}\u202e")
    assert code == 2
    assert "/nowhere" in err
    code, out, err = run(capsys, "--data", data, "--json", "check-out", f"nobody{RED}")
    assert code == 2
    assert "“nobody[31m” contains a character that can’t be displayed (U+001B)." in err
    assert json.loads(out)["error"] in err


def test_each_line_of_a_file_of_questions_is_looked_at(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"guest": f"\u202e{WANTED[::-1]}"},
        {"guest": "Ines Berg", "host": "Ms. Vang", "reason": f"Piano{RED}"},
        {"guest": "Ines\u200b Berg", "host": "Ms. Vang", "reason": "Piano"},
        {"guest": "\ud800"},
    ]
    asked = tmp_path / "asked.jsonl"
    asked.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    told = run(capsys, "--data", data, "assess", "--from", asked)[1].splitlines()
    answers = [json.loads(line) for line in told]
    assert ["error" in one for one in answers] == [True, True, False, True]
    assert "guest" in answers[0]["error"]
    assert "reason" in answers[1]["error"]


def test_what_stands_in_the_data_all_the_same_is_no_order_for_a_terminal(
    services: Services, store_of_services: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ("--data", str(services.folder), "admit", "--guest", "Ines Berg", *WHY)
    assert main([*argv, *YES]) == 0
    old = f"{RED}\u202egreB senI\u202c\x07"
    with store_of_services.write() as tx:
        tx.exec_driver_sql("UPDATE visit SET visitor_name = ?", (old,))
    capsys.readouterr()
    for words in ((), ("--json",)):
        out = run(capsys, "--data", services.folder, *words, "inside")[1]
        assert "[31m" in out
        assert not {"\x1b", "\x07", "\u202e", "\u202c"} & set(out)


def test_one_place_writes_to_the_terminal() -> None:
    room = Path(cli.__path__[0])
    elsewhere = {
        (file.name, ast.unparse(node))
        for file in room.rglob("*.py")
        if file.name != "terminal.py"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if (isinstance(node, ast.Name) and node.id in ("print", "input", "getpass"))
        or ast.unparse(node) in ("sys.stdout", "sys.stderr", "argparse.ArgumentParser(")
        or (isinstance(node, ast.Call) and ast.unparse(node.func) == "argparse.ArgumentParser")
    }
    # It only points the stream elsewhere when nobody reads it any more.
    assert elsewhere == {("commands.py", "sys.stdout")}
