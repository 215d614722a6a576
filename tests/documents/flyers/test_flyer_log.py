"""The flyer-distribution log, read back from its paper: sums, breaks, dates, and the sample
district's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import raw

from cpdesk.cli.demo.demo_flyers import deliver
from cpdesk.clock import FixedClock
from cpdesk.documents.flyers.flyer_log import RED, flyer_log
from cpdesk.documents.layout.page import FOOT_LINE, Paper
from cpdesk.policy.flyers import RETURN_REASONS, Channel
from cpdesk.records.flyers import FlyerLog, LogFilter, LogLine
from cpdesk.services.flyers.log.logs import totals
from cpdesk.services.services import Services
from cpdesk.words import Words
from tests.conftest import CHICAGO
from tests.documents.flyers.flyer_samples import line, log_of, returned, went_back
from tests.documents.golden_paper import assert_golden, assert_on_the_page
from tests.documents.paper_reading import fonts_of, page_texts, pictures, place_of, text_of
from tests.examples import examples

YEAR = LogFilter(date(2026, 7, 1), date(2027, 6, 30))


def column(pdf: bytes, name: str) -> list[int]:
    """The numbers that end where this column's name ends, page after page from the top down."""
    document = pdfium.PdfDocument(pdf)
    found: list[int] = []
    for page in document:
        text = page.get_textpage()
        drawn = [
            (one.extract().strip(), one.get_bounds())
            for one in page.get_objects([raw.FPDF_PAGEOBJ_TEXT], textpage=text)
        ]
        (head,) = (box for said, box in drawn if said == name)
        ours = [
            (-box[1], said)
            for said, box in drawn
            if abs(box[2] - head[2]) < 2.5 and FOOT_LINE < box[1] < box[3] < head[1]
        ]
        found += [int(said.replace(",", "")) for _, said in sorted(ours) if said != "–"]
    document.close()
    return found


# -- the sample district --------------------------------------------------------------------------


@pytest.mark.parametrize("classes", [False, True])
def test_the_log_of_the_sample_district(
    services: Services, clock: FixedClock, classes: bool
) -> None:
    deliver(services, clock)
    clock.set(datetime(2026, 11, 24, 14, 10, tzinfo=CHICAGO))
    log = services.flyer_logs.log(replace(YEAR, classes=classes))
    pdf = flyer_log(log, services.words, Paper.LETTER.numbered("K7Q-M3F-2WX"))
    assert_golden(f"sample-log-{'classes' if classes else 'plain'}", pdf)
    assert_on_the_page(pdf)


# -- sums -----------------------------------------------------------------------------------------


def _way(n: int, channel: Channel | None, copies: int, out: int, first: bool) -> LogLine:
    gone = 0 if channel in (None, Channel.ELECTRONIC) else out
    made = replace(line(f"Flyer {n}", channel), copies=copies if first else 0, out=gone)
    return replace(made, first=first, over=0, surplus=None)


WAYS = st.tuples(
    st.sampled_from((*Channel, None)),
    st.integers(0, 2_000_000),
    st.integers(0, 2_000_000),
    st.booleans(),
)


@examples(25, shares_fixture=True)
@given(ways=st.lists(WAYS, min_size=1, max_size=45))
def test_each_column_adds_up_to_its_total(
    words: Words, ways: list[tuple[Channel | None, int, int, bool]]
) -> None:
    lines = [_way(n, *one) for n, one in enumerate(ways)]
    log = log_of(*lines)
    pdf = flyer_log(log, words)
    *copies, sum_of_copies = column(pdf, "Copies")
    assert sum(copies) == sum_of_copies == log.totals.copies
    *out, sum_of_out = column(pdf, "Out")
    assert sum(out) == sum_of_out == log.totals.out + log.totals.posted
    assert_on_the_page(pdf)


def test_a_number_of_a_whole_term_is_one_number(words: Words) -> None:
    text = text_of(flyer_log(log_of(*(replace(line(), copies=568, out=552),) * 400), words))
    assert "Total: 400 deliveries 227,200 220,800" in text


def test_the_totals_say_what_they_are_made_of(words: Words) -> None:
    lines = (
        replace(line(), over=-71, surplus=None),
        replace(line("Fair", Channel.BOARD), out=4, over=0, surplus=None),
        replace(line("Paper", Channel.ELECTRONIC), out=0, over=12),
        returned(),
    )
    text = text_of(flyer_log(log_of(*lines), words))
    assert "159 handed out · 4 posted · 300 returned · 12 over · 71 short" in text
    assert "Electronic K–3 1,248 – " in text  # an electronic post has no copies


# -- pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("classes", [0, 2])
def test_the_totals_never_stand_alone(words: Words, classes: int) -> None:
    for n in range(12, 26):
        lines = [line(f"Flyer {k}", classes=classes) for k in range(n)]
        last = page_texts(flyer_log(log_of(*lines), words))[-1]
        assert "MA Total:" in last, f"{n} deliveries"


def test_a_delivery_never_parts_from_its_first_class(words: Words) -> None:
    for n in range(2, 12):
        lines = [line(f"Flyer {k}", classes=n) for k in range(8)]
        for page in page_texts(flyer_log(log_of(*lines), words)):
            assert "Flyer 1, continued 0-A" not in page


def test_every_reason_is_said_across_the_page(words: Words) -> None:
    note = "Two of the bundles were wet."
    every = went_back(300, tuple(RETURN_REASONS), note, whole=True)
    all_of_it = replace(returned(), returns=(every,))
    some = went_back(40, ("memo", "other"), note)
    part = replace(line(), returned=40, returns=(some,))
    text = text_of(flyer_log(log_of(all_of_it, part), words))
    for code, said in RETURN_REASONS.items():
        assert (said in text) == (code != "other")
    assert f"40 returned. A copy of the approval memo is missing. {note}" in text
    pdf = flyer_log(log_of(all_of_it), words)
    left, _, right, _ = place_of(pdf, "Returned. It does not have a current district approval.")
    assert left < 90 < 240 < right  # one line, over more than its own column


def test_each_return_is_told_with_its_copies_and_its_day(words: Words) -> None:
    back = (
        went_back(60, ("too_many",), day=10),
        went_back(240, ("approval", "other"), "It ended."),
        went_back(0, ("memo",), whole=True, day=17),
    )
    text = text_of(flyer_log(log_of(replace(returned(), returns=back)), words))
    assert (
        "60 returned Nov 10. There are more copies than needed. 240 returned Nov "
        "16. It does not have a current district approval. It ended. 0 returned "
        "Nov 17."
    ) in text
    assert "Returned Nov 17" in text  # done with it


def test_a_return_is_seen_from_afar_and_without_color(words: Words) -> None:
    image = pictures(flyer_log(log_of(returned()), words))[0]
    red = tuple(round(255 * part) for part in (RED.red, RED.green, RED.blue))
    colors: Sequence[tuple[int, object]] = image.getcolors(1_000_000) or ()
    assert any(color == red for _, color in colors)
    gray = sum(part * share for part, share in zip(red, (0.299, 0.587, 0.114), strict=True))
    assert gray < 110  # read on a printer without color, too


# -- words ----------------------------------------------------------------------------------------


def _over(first: date, last: date, **of_line: object) -> FlyerLog:
    lines = (replace(line(), **of_line),)  # type: ignore[arg-type]
    return replace(log_of(*lines), filter=LogFilter(first, last), totals=totals(lines))


def test_a_day_that_could_be_another_year_s_says_its_year(words: Words) -> None:
    year = text_of(flyer_log(_over(date(2026, 7, 1), date(2027, 6, 30)), words))
    assert "Nov 23 Winter" in year
    assert "to Jan 31 " in year
    later = _over(date(2026, 7, 1), date(2027, 6, 30), expires_on=date(2028, 1, 31))
    assert "to Jan 31, 2028" in text_of(flyer_log(later, words))
    years = text_of(flyer_log(_over(date(2024, 7, 1), date(2027, 6, 30)), words))
    assert "Nov 23, 2026 Winter" in years
    assert "Nov 24, 2026, 2:05 pm" in years


def test_an_empty_log_that_was_asked_for_less_says_only_that(words: Words) -> None:
    none = log_of()
    assert "No flyers were delivered in this period." in text_of(flyer_log(none, words))
    for asked in ({"partner": "SC"}, {"of_grade": 0}, {"channel": Channel.BOARD}):
        less = replace(none, filter=replace(none.filter, **asked))
        assert "No matching flyers were delivered in this period." in text_of(
            flyer_log(less, words)
        )


def test_the_grades_of_carry_home_are_one_or_several(words: Words) -> None:
    log = log_of()
    footer = "Carry-home distribution is for grades K–8"
    assert footer in text_of(flyer_log(replace(log, carry_home_low=0, carry_home_high=8), words))
    one = text_of(flyer_log(replace(log, carry_home_low=5, carry_home_high=5), words))
    assert "Carry-home distribution is for grade 5" in one
    assert "grades" not in one


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("A & B <Ltd>", "A & B <Ltd>"),
        ("O'Brien & Sons <Math> Kitchen", "O'Brien & Sons <Math> Kitchen"),
        ("Ñandú & Cía", "Ñandú & Cía"),
        ("Nguyễn Thị Ánh Tuyết", "Nguyễn Thị Ánh Tuyết"),
        ("Hmoob Cag Ntoo", "Hmoob Cag Ntoo"),
        ("Maalmaha Soomaalida", "Maalmaha Soomaalida"),
        ("Łódź Žižkov", "Łódź Žižkov"),
        ("Школа Радуга", "Школа Радуга"),
        ("Ελληνικό Σχολείο", "Ελληνικό Σχολείο"),
        ("北岸书法学会 Northside", "BeiAnShuFaXueHui Northside"),
        ("한국학교", "HanGugHagGyo"),
        ("سلام", "Slm"),
        ("ລາວ Youth", "Lav Youth"),
    ],
)
def test_a_name_is_printed_as_typed_or_in_plain_letters(
    words: Words, name: str, printed: str
) -> None:
    pdf = flyer_log(log_of(replace(line(name), partner_name=name)), words)
    text = text_of(pdf)
    assert text.count(printed) == 2
    assert all(fonts_of(pdf).values())


def test_what_is_posted_electronically_says_where(words: Words) -> None:
    one = replace(line("Fair", Channel.ELECTRONIC), board_name="Family newsletter", out=0)
    text = text_of(flyer_log(log_of(one), words))
    assert "Fair" in text
    assert "Lake Street Literacy · Family newsletter" in text
