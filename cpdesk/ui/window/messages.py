"""What the window's banner says, and what it shows again after another message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cpdesk.errors import DataLostError, DeskError
from cpdesk.ui.page_table import PageKey
from cpdesk.ui.theme.theme_tokens import Tone

if TYPE_CHECKING:
    from cpdesk.ui.widgets.frames.banner import Banner
    from cpdesk.words import Words


@dataclass(frozen=True)
class _Notice:
    """Stays until it is closed. `personal` is for the signed-in user only."""

    text: str
    tone: Tone = Tone.ASK
    personal: bool = False
    action: str = ""
    act: Callable[[], None] | None = None


class Messages(QObject):
    """Passing messages, and notices that come back after a message hid them."""

    def __init__(self, banner: Banner, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self.banner = banner
        self._words = words
        self._notices: list[_Notice] = []
        self._way_out: _Notice | None = None  # while the data is lost
        self._shown: _Notice | None = None  # the notice that the banner shows
        self._undo_of: PageKey | None = None  # the page whose last action the banner offers to undo
        banner.closed.connect(self._closed)

    def show_message(
        self,
        text: str,
        tone: Tone,
        *,
        action: str,
        act: Callable[[], None] | None,
        seconds: float,
        undo_of: PageKey | None = None,
    ) -> None:
        """A passing message; an error stays until it is closed."""
        self._shown, self._undo_of = None, undo_of
        stays = tone is Tone.NO
        self.banner.show_message(
            text, tone, action=action, act=act, seconds=0 if stays else seconds
        )

    def tell(self, trouble: DeskError) -> None:
        """An error that no page asked for. If the data is lost, the way out is shown instead."""
        if self._way_out is not None and isinstance(trouble, DataLostError):
            if self._way_out not in self._notices:
                self.offer(self._way_out.text, self._way_out.action, self._way_out.act)
            return
        self.show_message(self._words.error(trouble), Tone.NO, action="", act=None, seconds=0)

    def notify(self, text: str, *, personal: bool = False) -> None:
        """The next notice, after those already waiting."""
        if all(one.text != text for one in self._notices):
            self._notices.append(_Notice(text, personal=personal))
        if self.banner.isHidden():
            self._show()

    def offer(self, text: str, action: str, act: Callable[[], None] | None) -> None:
        """That the data is lost, and the way out. Comes before everything else."""
        self._take_out_offer()
        self._way_out = _Notice(text, Tone.NO, action=action, act=act)
        self._notices.insert(0, self._way_out)
        self._show()

    def data_is_back(self, said: str = "") -> None:
        """The data can be read again: what the banner says about that is over. `said` is why it
        could not be read; "" if it had not been opened at all and any error came from that."""
        shows = self._shown is not None and self._shown is self._way_out
        self._take_out_offer()
        if said:
            over = self.banner.line.text() == said
        else:
            over = self._shown is None and self.banner.tone is Tone.NO
        if shows or over:
            self._shown = None
            self.banner.dismiss()

    def page_left(self, key: PageKey | None) -> None:
        """The undo key belongs to another page now."""
        if key is not None and self._undo_of == key:
            self.banner.dismiss()

    def drop(self) -> None:
        """Another user is here. Notices about the desk itself are for them, too."""
        self._notices = [one for one in self._notices if not one.personal]
        self._shown = None
        self.banner.dismiss()

    def _take_out_offer(self) -> None:
        self._notices = [one for one in self._notices if one is not self._way_out]
        self._way_out = None

    def _show(self) -> None:
        self._shown, self._undo_of = self._notices[0], None
        one = self._shown
        self.banner.show_message(one.text, one.tone, action=one.action, act=one.act)

    def _closed(self) -> None:
        """A notice hidden by another message comes back after it; if it was closed itself, it was
        read."""
        if self._shown is not None:
            self._notices = [one for one in self._notices if one is not self._shown]
        self._shown, self._undo_of = None, None
        if self._notices:
            self._show()
