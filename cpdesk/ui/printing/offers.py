"""The papers as entries of the Printing page: what has to be chosen first, and the sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from cpdesk.records.reports import VisitorFound, VisitorOf
from cpdesk.services.printing.paper_choices import Item, Pick, PickOne
from cpdesk.services.printing.paper_specs import SPECS, VISITOR_FILE, PaperSpec
from cpdesk.ui.paper.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cpdesk.ui.page_context import PageContext
    from cpdesk.ui.paper.sheets import Sheets
    from cpdesk.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper. `sheet` is called with what was picked: the key of an Item (with the Period if its
    days are chosen, too), a day, a Period, or None if there is nothing to pick. If the spec
    has a first step, `run` does that instead, with the theme, the page, and what receives the
    paper. `items` reads what there is to choose from, on the desk's lane."""

    spec: PaperSpec[Any, Any]
    items: Callable[[], Sequence[Item]]
    sheet: Callable[[Any], Sheet] | None = None
    run: Callable[[Theme, QWidget, Callable[[Sheet], None]], None] | None = None

    @property
    def key(self) -> str:
        return self.spec.kind.value

    @property
    def pick(self) -> Pick | None:
        return self.spec.pick


def offers(context: PageContext, sheets: Sheets) -> tuple[Offer, ...]:
    """Every paper. What not everyone may see is only shown when someone asks for it."""
    return tuple(_offer(spec, context, sheets) for spec in SPECS.values())


def _offer(spec: PaperSpec[Any, Any], context: PageContext, sheets: Sheets) -> Offer:
    def sheet(picked: Any) -> Sheet:
        return sheets.of(spec, spec.picked(picked))

    def show(theme: Theme, over: QWidget, then: Callable[[Sheet], None]) -> None:
        then(sheet(None))

    pick = spec.pick
    items = partial(pick.read, context.services) if isinstance(pick, PickOne) else tuple
    if spec.first is None:
        return Offer(spec, items, sheet)
    run = partial(_ask_whose, context, sheets) if spec is VISITOR_FILE else show
    return Offer(spec, items, run=run)


def _ask_whose(
    context: PageContext, sheets: Sheets, theme: Theme, over: QWidget, then: Callable[[Sheet], None]
) -> None:
    """Asks which visitor the file is about."""
    from cpdesk.ui.reports.visitor_dialog import VisitorDialog

    def wanted(visitor: VisitorFound) -> None:
        read = dialog.read.isChecked()
        dialog.accept()
        then(sheets.of(VISITOR_FILE, VisitorOf(visitor.visitor_key, visitor.name, read)))

    dialog = VisitorDialog(theme, context.words, context.tasks, context.services.reports, over)
    dialog.save_button.hide()  # the print center makes papers only
    dialog.wanted.connect(wanted)
    dialog.open()
