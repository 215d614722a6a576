from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtGui import QFontInfo, QImage
from PySide6.QtWidgets import QApplication

from cpdesk import paths
from cpdesk.policy.outcome import Outcome
from cpdesk.settings import Settings
from cpdesk.ui.theme.theme import (
    DARK,
    LIGHT,
    Theme,
    Tokens,
    Tone,
    apply,
    theme_for,
    tone_of,
)
from tests.ui.theme.contrast import contrast

SETS = pytest.mark.parametrize("t", [LIGHT, DARK], ids=lambda t: t.name)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0F6C7B", "#0F6C7B") == 1


@SETS
def test_every_token_is_a_color(t: Tokens) -> None:
    for field in fields(t):
        if field.name != "name":
            assert re.fullmatch("#[0-9A-F]{6}", getattr(t, field.name)), field.name


@SETS
def test_text_keeps_aa_wherever_it_stands(t: Tokens) -> None:
    inks = {
        "ink": ("bg", "surface", "accent_soft", "row_now", "hover", "chip", "line"),
        "ink2": ("bg", "surface", "accent_soft", "row_now", "hover"),
        "ink3": ("bg", "surface", "accent_soft", "row_now", "line_soft"),
        "nav_ink": ("nav", "nav_on"),
        "nav_strong": ("nav", "nav_on"),
        "nav_soft": ("nav",),
        "nav_key": ("nav", "nav_on"),
        "count_ink": ("count",),
        "on_accent": ("accent", "accent_over", "accent_down"),
        "accent": ("surface", "bg", "accent_soft"),
        "avatar_ink": ("avatar",),
        "band_ink": ("band",),
        "free_ink": ("free",),
        "desk_ink": ("desk",),
        "no": ("surface", "bg"),
        "ok": ("surface",),
        "ask": ("surface",),
    }
    faint = [
        f"{ink} on {background}: {contrast(getattr(t, ink), getattr(t, background)):.2f}"
        for ink, backgrounds in inks.items()
        for background in backgrounds
        if contrast(getattr(t, ink), getattr(t, background)) < 4.5
    ]
    assert not faint


@SETS
@pytest.mark.parametrize("tone", list(Tone))
def test_tones_keep_aa(t: Tokens, tone: Tone) -> None:
    ink, background = t.tone(tone)
    assert contrast(ink, background) >= 4.5
    assert contrast(t.on_tone, ink) >= 4.5


@SETS
def test_edges_of_fields_and_focus_rings_can_be_seen(t: Tokens) -> None:
    assert contrast(t.field_edge, t.surface) >= 3
    assert contrast(t.accent, t.surface) >= 3
    assert contrast(t.accent, t.bg) >= 3
    assert contrast(t.on_accent, t.accent) >= 3


def test_outcomes_have_their_tone() -> None:
    tones = [tone_of(outcome) for outcome in Outcome]
    assert tones == [Tone.OK, Tone.ASK, Tone.ASK, Tone.NO]


def test_the_theme_follows_the_system_only_where_it_is_asked_to() -> None:
    assert theme_for(Settings(theme="system"), system_dark=True).dark
    assert not theme_for(Settings(theme="system"), system_dark=False).dark
    assert not theme_for(Settings(theme="light"), system_dark=True).dark
    assert theme_for(Settings(theme="dark"), system_dark=False).dark


def test_text_size_scales_lengths_and_fonts(qapp: QApplication) -> None:
    large = apply(qapp, Settings(text_size=150))
    assert large.px(56) == 84
    assert large.font(14).pixelSize() == 21
    assert qapp.font().pixelSize() == 21
    assert "width: 24px; height: 24px;" in qapp.styleSheet()  # the check box: 16 at 100 %
    apply(qapp, Settings(theme="light"))
    assert qapp.font().pixelSize() == 14


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_inter_is_the_font_that_is_drawn(theme: Theme, weight: int) -> None:
    drawn = QFontInfo(theme.font(14, weight))
    assert drawn.family().startswith("Inter")
    assert drawn.weight() == weight


@pytest.mark.parametrize("scale", [1, 2])
def test_icons_are_drawn_in_the_color_asked_for(theme: Theme, scale: int) -> None:
    picture = theme.pixmap("check", "accent", 24, scale)
    assert picture.width() == 24 * scale
    assert picture.devicePixelRatio() == scale
    assert _strongest(picture.toImage()) == LIGHT.accent.lower()


def test_an_icon_is_sharp_on_a_dense_screen(theme: Theme) -> None:
    sizes = {size.width() for size in theme.icon("check", "ink", 18).availableSizes()}
    assert sizes == {18, 36}


@SETS
def test_the_little_drawings_have_the_colors_of_their_theme(t: Tokens) -> None:
    style = paths.resources() / "style"
    for name, color in (
        ("down", t.ink2),
        ("up", t.ink2),
        ("check", t.on_accent),
        ("dot", t.on_accent),
    ):
        assert color in (style / f"{name}-{t.name}.svg").read_text("utf-8"), name


def _strongest(image: QImage) -> str:
    """The color of the most opaque pixel."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=lambda color: color.alpha()).name()
