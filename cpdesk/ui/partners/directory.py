"""The directory as a list: thousands of partners, drawn as they come into sight."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cpdesk.records.partners import PartnerRow
from cpdesk.ui.partners import texts
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.lists.record_list import RecordList
from cpdesk.ui.widgets.lists.row_parts import RowParts, RowSpec, RowStyle
from cpdesk.words import Words


class Directory(RecordList[PartnerRow]):
    """Name and small line on the left, the standing as a pill on the right."""

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        def parts(row: PartnerRow) -> RowParts:
            state = texts.status_text(row.status, row.outcome, words, here=row.here)
            return RowParts(
                row.name,
                (texts.row_line(row, words),),
                pill=state.text,
                tone=state.tone,
                ink="ink" if row.here else "ink2",
            )

        spec = RowSpec(
            key=lambda row: row.partner_id,
            parts=parts,
            spoken=lambda row: ", ".join((row.name, parts(row).pill, texts.row_line(row, words))),
            tooltip=lambda row: row.name,
            style=RowStyle(gap=9, pill_percent=55),
        )
        super().__init__(theme, words.text("Partners"), spec, parent)
        self.setUniformItemSizes(True)
        self.doubleClicked.connect(lambda _: self.entered.emit())

    def show_rows(self, rows: tuple[PartnerRow, ...], keep: str) -> None:
        """Shows what was found; `keep` stays selected if it is there, otherwise the first is."""
        self.show_records(rows, keep, 0)
