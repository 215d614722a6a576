"""CSV files cut into cells: bounds, separators, and where each row is."""

from __future__ import annotations

import pytest

from cpdesk.services.readers import bounds
from cpdesk.services.readers.delimited import Cells, cells
from cpdesk.services.readers.faults import FaultList


def columns(data: bytes) -> tuple[list[list[str]], list[int]]:
    faults = FaultList()
    found = cells("x.csv", data, faults, FaultList())
    assert found is not None, faults.all()
    return found.columns, found.lines


def test_quotes_commas_and_line_ends_in_cells() -> None:
    found, lines = columns(b'a,b\r\n"x, y","say ""hi"""\r\n"two\r\nlines",z\r\n\r\n,\r\nlast,1')
    assert found == [["x, y", "two\r\nlines", "last"], ['say "hi"', "z", "1"]]
    assert lines == [2, 3, 7]


def test_lines_are_right_over_many_rows() -> None:
    rows = b"".join(b'"%d\n",x\n' % n if n % 700 == 3 else b"%d,x\n" % n for n in range(3_000))
    found, lines = columns(b"a,b\n" + rows)
    at = {cell.strip(): line for cell, line in zip(found[0], lines, strict=True)}
    assert (at["0"], at["3"], at["4"]) == (2, 5, 7)
    assert at["2999"] == 2 + 2_999 + 5


def lenient(data: bytes) -> tuple[Cells | None, list[str]]:
    faults = FaultList()
    found = cells("x.csv", data, faults, FaultList(), lenient=True)
    return found, [fault.says for fault in faults.all()]


def test_no_more_columns_than_a_sheet_can_have() -> None:
    most = bounds.MOST_COLUMNS
    for n in (most, most + 1, 100 * most):
        faults = FaultList()
        header = ",".join(f"c{i}" for i in range(n)).encode()
        found = cells("x.csv", header, faults, FaultList())
        says = [(fault.line, fault.says) for fault in faults.all()]
        assert (found is not None, says) == (
            (True, []) if n == most else (False, [(1, "The file has more than {most} columns.")])
        )


def test_a_line_without_end_is_refused_before_it_is_read() -> None:
    longest = bounds.LONGEST_LINE
    for size, line in ((longest - 10, 0), (2 * longest + 1_000, 3)):
        faults = FaultList()
        row = b",".join([b"x" * 100] * (size // 101))
        cells("x.csv", b"a,b\n1,2\n" + row + b"\n3,4\n", faults, FaultList())
        lines = [
            f.line for f in faults.all() if f.says == "The cell has more than {most} characters."
        ]
        assert lines == ([line] if line else [])


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_many_short_lines_are_no_long_line(end: bytes) -> None:
    rows = bounds.LONGEST_LINE // 2
    assert len(columns(b"a,b" + end + (b"1,2" + end) * rows)[1]) == rows


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_other_programs_export_is_read_whatever_separates_it(mark: str, encoding: str) -> None:
    text = "Name,Place\nZo\u00eb,Gym\n".replace(",", mark)
    found, says = lenient(text.encode(encoding))
    assert found is not None
    assert (found.header, found.columns, says) == (("name", "place"), [["Zo\u00eb"], ["Gym"]], [])


def test_a_lenient_reader_fills_short_rows_and_cuts_long_ones() -> None:
    found, says = lenient(b'a,b,a\n1\n1,2,3,4\n"x"y,2,3\n')
    assert found is not None
    assert (found.columns, says) == ([["1", "1", "xy"], ["", "2", "2"], ["", "3", "3"]], [])


def test_a_lenient_reader_keeps_what_stands_before_the_damage() -> None:
    found, says = lenient(b'a,b\n1,2\n3,"' + b"x" * 200_000)
    assert found is not None
    assert (found.columns, found.lines, len(says)) == ([["1"], ["2"]], [2], 1)
