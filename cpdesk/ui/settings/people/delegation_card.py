"""A leader who is away delegates approvals to someone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from cpdesk.policy import permissions
from cpdesk.policy.permissions import Permission
from cpdesk.records.accounts import AccountRecord, Delegation
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.settings_card import SettingsCard, lay_beside
from cpdesk.ui.widgets.account.account_words import title_of
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog
from cpdesk.ui.widgets.frames.rows import RowColumn
from cpdesk.ui.widgets.text.labeled import LabeledLine
from cpdesk.ui.widgets.text.text import Elided, Role, Text
from cpdesk.ui.widgets.text.typed import read_day, write_day

_MAY_STAND_IN = (permissions.Role.DESK, permissions.Role.MANAGER)


class DelegationCard(SettingsCard):
    """For leaders and their delegates."""

    def __init__(self, context: PageContext) -> None:
        text = context.words.text
        super().__init__(context, text("Delegate my approvals"))
        self._accounts = context.services.accounts
        self.says = Text(self.theme, "", Role.SMALL, wrap=True)
        self._column: RowColumn[DelegationRow] = RowColumn(self.theme, self.theme.px(4))
        self.rows: dict[str, DelegationRow] = {}  # by delegation id
        self.new = Button(self.theme, text("Delegate approvals…"), small=True, icon="users")
        self.body.addWidget(self.says)
        self.body.addWidget(self._column)
        self._column.hide()
        self.body.addSpacing(4)
        self.body.addWidget(self.new)
        self.new.clicked.connect(self.ask)
        self.hide()

    def refresh(self) -> None:
        leads = self._current_user.may(Permission.DELEGATE)
        concerned = leads or bool(self._current_user.actor.lent_by)
        self.setVisible(concerned)
        self.new.setVisible(leads)
        if concerned:
            self._tasks.run(
                self._accounts.delegations,
                owner=self,
                done=self._show,
                latest="settings.delegations",
            )

    def ask(self) -> None:
        """Asks who and for how long, once it is known who there is to choose from."""
        self._tasks.run(self._accounts.names, owner=self, done=self._ask)

    def _ask(self, people: tuple[AccountRecord, ...]) -> None:
        may = [one for one in people if one.role in _MAY_STAND_IN]
        if not may:
            self.says.setText(
                self._words.text(
                    "There’s no one to choose yet. Ask the office manager to add staff accounts."
                )
            )
            return
        dialog = DelegateDialog(self.context, self, may)
        dialog.did.connect(lambda _: self.changed.emit())
        dialog.open()

    def _show(self, found: tuple[Delegation, ...]) -> None:
        today, me = self.context.today(), self._current_user.actor.account_id
        leads = self._current_user.may(Permission.DELEGATE)
        self.says.setText(
            self._words.text(
                "A delegate can decide requests for a school leader on the dates shown. "
                "Delegates decide under their own name, and never on requests they filed."
            )
        )
        lasting = [one for one in found if one.revoked_at is None and one.ends_on >= today]
        self.rows = {
            one.delegation_id: DelegationRow(self, one)
            for one in reversed(lasting)
            if leads or one.to_account == me
        }
        self._column.set_lines(self.rows.values())
        self._column.setVisible(bool(self.rows))

    def revoke(self, one: Delegation) -> None:
        """Ends a delegation."""
        self._tasks.run(
            lambda: self._accounts.revoke(one.delegation_id),
            owner=self,
            done=lambda _: self.changed.emit(),
        )


class DelegationRow(QWidget):
    """Who decides for whom, and how long."""

    def __init__(self, card: DelegationCard, one: Delegation) -> None:
        super().__init__()
        theme, words, user = card.theme, card.context.words, card.context.current_user
        me = user.actor.account_id
        if one.to_account == me:
            who = words.text("You, for {name}", name=one.from_name)
        elif one.from_account == me:
            who = words.text("{name}, for you", name=one.to_name)
        else:
            who = words.text("{name}, for {leader}", name=one.to_name, leader=one.from_name)
        first, last = words.day(one.starts_on), words.day(one.ends_on)
        when = first if one.starts_on == one.ends_on else f"{first} – {last}"
        texts = (Elided(theme, who, Role.STRONG), Elided(theme, when, Role.SMALL))
        self.revoke = Button(theme, words.text("End delegation"), small=True, icon="undo-2")
        self.revoke.setAccessibleDescription(who)
        self.revoke.clicked.connect(lambda: card.revoke(one))
        self.setLayout(lay_beside(theme, texts, self.revoke, tight=True))
        self.revoke.setVisible(user.may(Permission.DELEGATE))


class DelegateDialog(QuestionDialog):
    """Who, from which day to which."""

    def __init__(
        self, context: PageContext, parent: QWidget, people: Sequence[AccountRecord]
    ) -> None:
        words = context.words
        super().__init__(
            context,
            parent,
            title=words.text("Delegate my approvals"),
            sentence=words.text(
                "They approve and decline requests from the first day through the last. "
                "You can end this at any time, and you can still decide requests yourself."
            ),
            does=words.text("Delegate"),
        )
        self.who = self.add(Combo(words.text("Who")), words.text("Who"))
        for one in people:
            self.who.addItem(f"{one.name} · {title_of(one, words)}", one.account_id)
        self._today = today = context.today()
        self.first = LabeledLine(self.theme, words.text("First day"))
        self.last = LabeledLine(self.theme, words.text("Last day"))
        for field in (self.first, self.last):
            self.body.addWidget(field)
            field.line.textChanged.connect(self._understand)
            field.line.entered.connect(self.submit)
        self.first.set(write_day(today, words))
        self.last.set(write_day(today, words))
        self._understand()
        self.who.setFocus()

    def wants(self) -> tuple[str, QWidget] | None:
        for field in (self.first, self.last):
            if read_day(field.said, self._today) is None:
                return self._words.text("Enter a date, such as Nov 30."), field.line
        return None

    def work(self) -> Callable[[], Delegation]:
        accounts, to = self.context.services.accounts, str(self.who.currentData())
        first, last = self._day(self.first), self._day(self.last)
        return lambda: accounts.delegate(to, first, last)

    def again(self) -> QWidget:
        return self.first.line

    def _day(self, field: LabeledLine) -> date:
        return read_day(field.said, self._today) or self._today

    def _understand(self) -> None:
        """How each entry was understood, shown while typing."""
        for field in (self.first, self.last):
            day = read_day(field.said, self._today)
            field.remark(self._words.long_day(day) if day else "")
