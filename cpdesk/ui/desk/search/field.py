"""The desk's one field. The focus always comes back to it; what its keys do depends on whether a
card is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from cpdesk.ui.desk.search.license import FIRST, LONGEST, name_on
from cpdesk.ui.desk.search.scan import split_badge
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# A license scanner types about thirty line ends; only a pause shows that it is done.
SILENCE_MS = 250
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -5,
    Qt.Key.Key_PageDown: 5,
}


class SearchField(QFrame, Themed):
    """Search by typing, or a badge by scanner. Signals say what the keys meant."""

    typed = Signal(str)
    entered = Signal()
    scanned = Signal(str)
    stepped = Signal(int)
    escaped = Signal()
    # only while a card is open
    turned = Signal(int)  # Left and Right
    numbered = Signal(int)  # 1 to 9
    removed = Signal()  # Del

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.enter_decides = False
        self._license = ""  # what a license scanner has typed so far
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SILENCE_MS)
        self._silence.timeout.connect(self._license_done)
        self.line = _Line(self)
        self.line.setFrame(False)
        self.line.setAccessibleName(words.text("Search visitors"))
        self.line.setPlaceholderText(words.text("Name or partner"))
        self.hint = Text(theme, words.text("or scan an ID or badge"), Role.SMALL)
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = fill(QHBoxLayout(self), (self.line, 1), self.hint)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.line.textChanged.connect(self._changed)
        self.apply_theme()

    @property
    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Sets the text, as if it had been typed."""
        self.line.setText(text)

    def describe(self, line: str) -> None:
        """What a screen reader says about the list: the line that Enter would take."""
        self.line.setAccessibleDescription(line)

    def take_key(self, event: QKeyEvent) -> None:
        """Handles a key that was pressed elsewhere on the page."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.keyPressEvent(event)

    def apply_theme(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(16) + px(18) + px(6), 0, px(14), 0)
        self._row.setSpacing(px(8))
        self.line.setFont(self.theme.font(18))
        self.line.setStyleSheet(
            "QLineEdit, QLineEdit:focus { border: 0; background: transparent; padding: 0; }"
        )
        self.setFixedHeight(px(53))
        self._fit_hint()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(350), self.theme.px(53))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_hint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)

    def _changed(self, text: str) -> None:
        self._fit_hint()
        self.typed.emit(text)

    def _fit_hint(self) -> None:
        """Hides the hint when what is typed needs the room."""
        said = self.text or self.line.placeholderText()
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._row.spacing()
        need = self.line.fontMetrics().horizontalAdvance(said) + self.theme.px(8)
        self.hint.setVisible(need + self.hint.sizeHint().width() <= room)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if self.line.hasFocus() else "field_edge"
        painter.setPen(QPen(self.theme.color(edge), 2))
        painter.setBrush(self.theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        side = px(18)
        box = QRectF(px(15), (self.height() - side) / 2, side, side)
        self.theme.paint_icon(painter, "search", "accent", box)

    def meaning(self, event: QKeyEvent) -> bool:
        """Does what a key means here; False if it is plain editing."""
        if self._takes_license(event):
            return True
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in ENTER_KEYS:
            if not event.isAutoRepeat():
                self._enter()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif plain and key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif self.enter_decides and plain:
            return self._deciding_key(key, event.text())
        else:
            return False
        return True

    @property
    def reading_license(self) -> bool:
        """Whether a license scan is in progress: none of its keys may do anything."""
        return bool(self._license)

    def _takes_license(self, event: QKeyEvent) -> bool:
        """Swallows what a license scanner types, including line ends and control keys."""
        text = event.text()
        begins = text == FIRST and (self.enter_decides or not self.text)
        if not (begins or self._license):
            return False
        if event.key() in ENTER_KEYS or (event.key() == Qt.Key.Key_J and not text.isprintable()):
            text = "\n"
        self._license = (self._license + text)[:LONGEST]
        self._silence.start()
        return True

    def _license_done(self) -> None:
        """Searches for the name on the license; if it was no license, its text is treated like any
        other."""
        typed, self._license = self._license, ""
        name = name_on(typed)
        if name is None:
            name = "".join(letter for letter in typed if letter.isprintable())
        self.line.clear()
        self.line.setText(name)

    def _enter(self) -> None:
        kept, code = split_badge(self.text)
        if code:
            self.line.setText(kept)
            self.scanned.emit(code)
        else:
            self.entered.emit()

    def _deciding_key(self, key: Qt.Key, text: str) -> bool:
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turned.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif len(text) == 1 and text in "123456789" and not self._scanning():
            self.numbered.emit(int(text))
        else:
            return False
        return True

    def _scanning(self) -> bool:
        """Whether the text so far may be the beginning of a badge code, with its digits to
        follow."""
        return "CPD" in self.text.upper()


class _Line(QLineEdit):
    """Asks its field what a key means before editing."""

    def __init__(self, field: SearchField) -> None:
        super().__init__(field)
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._field.meaning(event):
            return
        self._start_anew(event.text() if not event.text().isspace() else "")
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._start_anew(event.commitString() or event.preeditString())
        super().inputMethodEvent(event)

    def _start_anew(self, text: str) -> None:
        """Typing while a card is open is about the next visitor: it replaces the old name."""
        if self._field.enter_decides and text.isprintable() and text:
            self.clear()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._field.update()  # its border shows where the keys go

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._field.update()

    @property
    def _has_typed_text(self) -> bool:
        """Whether it holds text that was typed for the next visitor."""
        return not self._field.enter_decides and bool(self.text()) and self.isUndoAvailable()

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z undoes typing here or, if nothing was typed, the desk's last action. What a
        license scanner types is not a shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride and self._field.reading_license:
            event.accept()
            return True
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
        ):
            event.setAccepted(self._has_typed_text)
            return event.isAccepted()
        return super().event(event)
