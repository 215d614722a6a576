"""The situations found: an icon for the answer, and the whole question."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame

from cpdesk.policy.guide import ANSWER, Topic
from cpdesk.ui.theme.theme import Theme, Tone, tone_of
from cpdesk.ui.widgets.lists.record_list import ROWS, RecordList
from cpdesk.ui.widgets.lists.row_parts import RowParts, RowSpec, RowStyle
from cpdesk.words import Words

_ICONS = {Tone.OK: "circle-check", Tone.ASK: "circle-help", Tone.NO: "circle-x"}


def _paint_icon(tone: Tone, painter: QPainter, box: QRectF, theme: Theme) -> None:
    theme.paint_icon(painter, _ICONS[tone], tone.value, box)


class SituationList(RecordList[Topic]):
    """The field above it moves the selection with the arrow keys."""

    typing_searches = True

    def __init__(self, theme: Theme, words: Words) -> None:
        def parts(topic: Topic) -> RowParts:
            mark = partial(_paint_icon, tone_of(topic.outcome))
            return RowParts(words.text(topic.question), mark=mark)

        spec = RowSpec(
            key=lambda topic: topic.key,
            parts=parts,
            spoken=lambda one: f"{words.text(one.question)} {words.text(ANSWER[one.outcome])}",
            style=RowStyle(
                side=6,
                top=6,
                gap=6,
                mark=(16, 16),
                title_lines=0,
                title_weight=400,
                ruled=False,
                focus_frame=False,
            ),
        )
        super().__init__(theme, words.text("Situations"), spec, framed=True, scrolls=ROWS)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_topics(self, topics: tuple[Topic, ...], *, first: bool) -> None:
        """Replaces the situations, and selects the first or none."""
        self.unselect()
        self.show_records(topics, otherwise=0 if first else -1)
        self.scrollToTop()
