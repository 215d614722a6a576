"""The colors of the screen: one light and one dark set, both WCAG AA (the tests compute it)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cpdesk.policy.outcome import Outcome


class Tone(StrEnum):
    """How good the news is. Always shown with an icon or a word, never by color alone."""

    OK = "ok"
    ASK = "ask"
    NO = "no"
    INFO = "info"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every color the window uses, as #RRGGBB. `*_soft` are backgrounds for text of the same
    name."""

    name: str
    bg: str
    surface: str
    line: str  # between things
    line_soft: str  # between rows
    edge: str  # around a button
    field_edge: str  # around a field: 3:1, because nothing else shows where it is
    ink: str
    ink2: str
    ink3: str
    nav: str
    nav_on: str
    nav_ink: str
    nav_strong: str
    nav_soft: str
    nav_key: str
    nav_line: str
    count: str  # the background of a count of waiting items
    count_ink: str
    accent: str
    accent_over: str  # under the pointer
    accent_down: str
    on_accent: str
    accent_soft: str
    row_now: str
    hover: str
    ok: str
    ok_soft: str
    ask: str
    ask_soft: str
    no: str
    no_soft: str
    no_edge: str
    info: str
    info_soft: str
    on_tone: str  # an icon on the full color of a tone
    chip: str
    chip_ink: str
    avatar: str
    avatar_ink: str
    band: str  # class time in a day strip
    band_ink: str
    free: str
    free_ink: str
    desk: str  # the background behind a sheet of paper
    desk_ink: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """The text and background colors of a tone."""
        return {
            Tone.OK: (self.ok, self.ok_soft),
            Tone.ASK: (self.ask, self.ask_soft),
            Tone.NO: (self.no, self.no_soft),
            Tone.INFO: (self.info, self.info_soft),
            Tone.PLAIN: (self.chip_ink, self.chip),
        }[tone]


LIGHT = Tokens(
    name="light",
    bg="#F5F6F8",
    surface="#FFFFFF",
    line="#E1E5EA",
    line_soft="#EEF1F4",
    edge="#C9D1D9",
    field_edge="#84909C",
    ink="#16202B",
    ink2="#4A5765",
    ink3="#5F6B78",
    nav="#14323F",
    nav_on="#24505F",
    nav_ink="#C9DAE0",
    nav_strong="#FFFFFF",
    nav_soft="#9DB8C1",
    nav_key="#A9C2CA",
    nav_line="#2B5261",
    count="#F2B84B",
    count_ink="#3A2600",
    accent="#0F6C7B",
    accent_over="#0C5D6A",
    accent_down="#0A4E59",
    on_accent="#FFFFFF",
    accent_soft="#E2F1F3",
    row_now="#F3FAFB",
    hover="#F3F5F7",
    ok="#17693F",
    ok_soft="#E3F4EA",
    ask="#8A4B00",
    ask_soft="#FFF1DC",
    no="#A31D18",
    no_soft="#FDE7E5",
    no_edge="#E5B3B0",
    info="#234E8A",
    info_soft="#E7EFFA",
    on_tone="#FFFFFF",
    chip="#EEF1F4",
    chip_ink="#4A5765",
    avatar="#D8E6EA",
    avatar_ink="#205360",
    band="#D9DEE5",
    band_ink="#44505D",
    free="#BFE5CE",
    free_ink="#0F4F2E",
    desk="#8F99A3",
    desk_ink="#16202B",
)

DARK = Tokens(
    name="dark",
    bg="#10161C",
    surface="#19222A",
    line="#2D3944",
    line_soft="#25303A",
    edge="#4A5866",
    field_edge="#7C8B99",
    ink="#E9EEF2",
    ink2="#BAC6D0",
    ink3="#9DABB8",
    nav="#0B1E27",
    nav_on="#1C4251",
    nav_ink="#C9DAE0",
    nav_strong="#FFFFFF",
    nav_soft="#9DB8C1",
    nav_key="#A9C2CA",
    nav_line="#1E3A46",
    count="#F2B84B",
    count_ink="#3A2600",
    accent="#4DB6C6",
    accent_over="#66C6D4",
    accent_down="#3AA3B4",
    on_accent="#05191D",
    accent_soft="#17363E",
    row_now="#172B32",
    hover="#222D37",
    ok="#74D6A0",
    ok_soft="#153525",
    ask="#F2B965",
    ask_soft="#3B2B12",
    no="#FFA199",
    no_soft="#45211F",
    no_edge="#8A4A46",
    info="#9AC1F6",
    info_soft="#1D304B",
    on_tone="#10161C",
    chip="#2A3540",
    chip_ink="#C3CED7",
    avatar="#24444D",
    avatar_ink="#B9DDE5",
    band="#36424E",
    band_ink="#D5DDE4",
    free="#1F5A3C",
    free_ink="#D3F3E1",
    desk="#2B343D",
    desk_ink="#E9EEF2",
)


def tone_of(outcome: Outcome) -> Tone:
    """The tone that an answer is shown in."""
    if outcome is Outcome.ADMIT:
        return Tone.OK
    return Tone.NO if outcome is Outcome.REFUSE else Tone.ASK
