"""Printers that keep what they get, and ears for what is said over the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cpdesk.errors import DeskError
from cpdesk.services.printing.printing import Printer, Sent
from cpdesk.ui.theme.theme import Tone


@dataclass
class Tray:
    """A way to printers; `trouble` is raised instead of printing, `silence` instead of listing."""

    names: tuple[Printer, ...] = (Printer("Copier", ready=False), Printer("Office", preferred=True))
    trouble: DeskError | None = None
    silence: DeskError | None = None
    sent: list[tuple[bytes, str, str, tuple[float, float], int]] = field(default_factory=list)

    def printers(self) -> tuple[Printer, ...]:
        if self.silence:
            raise self.silence
        return self.names

    def send(
        self, pdf: bytes, printer: str, title: str, page_size_mm: tuple[float, float], copies: int
    ) -> Sent:
        if self.trouble:
            raise self.trouble
        self.sent.append((pdf, printer, title, page_size_mm, copies))
        waiting = any(p.name == printer and not p.ready for p in self.names)
        return Sent(printer, str(len(self.sent)), waiting=waiting)


@dataclass
class Ears:
    """What was said over the page."""

    heard: list[tuple[str, Tone]] = field(default_factory=list)
    acts: list[tuple[str, Callable[[], None] | None]] = field(default_factory=list)

    def __call__(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
        seconds: float = 8,
        undo: bool = False,
    ) -> None:
        self.heard.append((text, tone))
        self.acts.append((action, act))


def dead_printer() -> DeskError:
    return DeskError(
        "Printer {printer} does not answer.", "Save it as a PDF instead.", printer="Office"
    )
