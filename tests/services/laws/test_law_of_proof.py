"""Every change of the office's tables leaves one audit entry and one outbox line, and the chain
of entries shows a past that was changed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select, update

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import audit_entry, outbox
from cpdesk.policy.approval.requests import Kind, Verdict
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.outreach import EventResult
from cpdesk.policy.permissions import Role
from cpdesk.records.day_plans import DayPlanChange, OwnDay
from cpdesk.records.desk import Admission, Question, RelayedYes, TurnAway
from cpdesk.records.outreach import EventNote, ReleaseDraft
from cpdesk.records.requests import Ask, DecisionDraft, Student, Window
from cpdesk.services.printing.paper_spec import PaperOut
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.services import Services
from tests.services import staff
from tests.services.odd_texts import change_once, odd_texts

TODAY = date(2026, 11, 24)
YES = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
MEETING = Ask(
    kind=Kind.MEET_STUDENT,
    partner="LSL",
    people=("LSL-1",),
    day=date(2026, 12, 1),
    start=time(11, 35),
    end=time(12, 5),
    student=Student("S-4471", 6),
    reason="Science",
)


def _someone(services: Services) -> Question:
    row = next(r for r in services.desk.expected() if r.person_name == "Adaeze Okafor")
    return Question(person=row.person_id, activity=row.activity_id)


def _admit(services: Services) -> str:
    return services.desk.admit(Admission(new_id(), _someone(services), relayed=YES)).visit_id


def _left_open(services: Services) -> str:
    """The badge of somebody who came two days ago and was not checked out."""
    badge = services.desk.visit(_admit(services)).badge_code
    assert isinstance(services.clock, FixedClock)
    services.clock.set(services.clock.now() + timedelta(days=2))
    return badge


def _again() -> Admission:
    return Admission(new_id(), Question(person="LSL-1", partner="LSL"), relayed=YES)


def _turned_away(services: Services) -> str:
    question = Question(purpose=Purpose.REFERRAL, person=_someone(services).person)
    return services.desk.turn_away(TurnAway(new_id(), question)).turned_away_id


def _partner(services: Services) -> str:
    return services.desk.expected()[0].partner_id


def _signed_in(role: Role) -> Callable[[Services], str]:
    """The account of whoever works at the desk; somebody of this role sits there."""

    def sit(services: Services) -> str:
        staff.hire(services)
        staff.sit(services, role)
        return next(a.account_id for a in services.accounts.names() if a.role is Role.DESK)

    return sit


def _delegated(services: Services) -> str:
    desk = _signed_in(Role.LEADER)(services)
    return services.accounts.delegate(desk, TODAY, TODAY).delegation_id


def _reset_by_key(services: Services) -> str:
    staff.hire(services)
    manager = staff.sit(services, Role.MANAGER).actor.account_id
    services.accounts.reset_with_key(services.recovery.code(), manager, staff.SECRET)
    return manager


def _imported_terms(services: Services) -> None:
    file = services.folder / "terms.toml"
    file.write_text('[[find.days]]\nfrom = 2026-07-01\nvalue = 9\ncites = "memo"\n', "utf-8")
    services.district_terms.import_file(file, "District memo", TODAY)


def _wrong_key(services: Services) -> object:
    manager = next(a.account_id for a in services.accounts.names() if a.role is Role.MANAGER)
    with pytest.raises(DeskError) as trouble:
        services.accounts.reset_with_key("not the key", manager, "moss-kite-78")
    return trouble.value


def _asked(services: Services) -> str:
    """A request that the desk filed, and a leader who looks at it."""
    _signed_in(Role.DESK)(services)
    asked = services.filings.file(MEETING).request_id
    staff.sit(services, Role.LEADER)
    return asked


def _offered(services: Services) -> str:
    asked = _asked(services)
    slot = services.decisions.request(asked).slots[0].window
    week = timedelta(days=7)
    later = Window(slot.starts_at + week, slot.ends_at + week)
    services.decisions.decide(DecisionDraft(asked, 1, Verdict.OFFER, offers=(later,)))
    return asked


def _approved(services: Services) -> str:
    asked = _asked(services)
    services.decisions.decide(DecisionDraft(asked, 1, Verdict.APPROVE))
    return asked


def _lapsed(services: Services) -> object:
    assert isinstance(services.clock, FixedClock)
    services.clock.set(services.clock.now() + timedelta(days=30))
    return services.decisions.settle()


TABLE = Ask(
    kind=Kind.TABLING, partner="LSL", day=date(2026, 12, 1), start=time(17), end=time(19),
    place="Front hall", event="Open house",
)  # fmt: skip
RELEASES = ReleaseDraft("LSL-1", 23, 24, date(2027, 6, 4))


def _table_over(services: Services) -> str:
    """The time of a table that a leader approved, a week after it was."""
    _signed_in(Role.DESK)(services)
    asked = services.filings.file(TABLE).request_id
    staff.sit(services, Role.LEADER)
    services.decisions.decide(DecisionDraft(asked, 1, Verdict.APPROVE))
    assert isinstance(services.clock, FixedClock)
    services.clock.set(services.clock.now() + timedelta(days=8))
    return services.events.term().events[0].slot_id


def _table_noted(services: Services) -> str:
    return services.events.note(EventNote(_table_over(services), EventResult.HELD)).slot_id


def _recorded(services: Services) -> str:
    return services.releases.record(RELEASES).release_id


def _child(services: Services) -> str:
    services.releases.keep_by_child(True)
    child = services.releases.note_child("LSL-1", "S-4471", False)
    services.releases.record(replace(RELEASES, signed=None, children=None))
    return child.child_id


def _noted(services: Services) -> str:
    """A paper that was printed."""
    number = services.print_book.number()
    size = (215.9, 279.4)
    out = PaperOut(PaperKind.SCHEDULE, "", number, TODAY, b"%PDF", 1, size, "printed", "Office")
    return services.print_book.note(out).paper_id


def _noted_unsigned(services: Services) -> object:
    """The evacuation list, printed while nobody was signed in."""
    number, size = services.print_book.number(), (215.9, 279.4)
    kind, about = PaperKind.EVACUATION, "10:42 am"
    out = PaperOut(kind, about, number, TODAY, b"%PDF", 1, size, "printed", "Office")
    return services.print_book.note_unsigned(out)


def _days_later(services: Services) -> object:
    assert isinstance(services.clock, FixedClock)
    services.clock.set(services.clock.now() + timedelta(days=2))
    return services.print_book.sweep()


Step = Callable[[Services], object]
# Use case, what has to be there before, the change itself, how many changes it is.
WRITES: list[tuple[str, Step, Callable[[Services, str], object], int]] = [
    # A leader's yes by word of mouth is a request, too: the leader confirms it, or it is undone.
    ("admit", lambda c: "", lambda c, _: _admit(c), 2),
    ("undo", _admit, lambda c, v: c.desk.undo(v), 2),
    ("check_out", _admit, lambda c, v: c.desk.check_out(v), 1),
    # The visit of Tuesday is closed as not checked out; Thursday's is another, with its request.
    ("admit again", _left_open, lambda c, _: c.desk.admit(_again()), 3),
    ("check_out_by_code", _left_open, lambda c, badge: c.desk.check_out_by_code(badge), 1),
    ("turn_away", lambda c: "", lambda c, _: _turned_away(c), 1),
    ("undo_turn_away", _turned_away, lambda c, t: c.desk.undo_turn_away(t), 1),
    (
        "register_person",
        lambda c: _partner(c),
        lambda c, p: c.visitors.register_person(p, "Zora", "Lindgren-Ito"),
        1,
    ),
    ("register_guest", lambda c: "", lambda c, _: c.visitors.register_guest("Ines Berg"), 1),
    (
        "choose_school",
        lambda c: c.office.schools()[-1].school_id,
        lambda c, s: c.office.choose_school(s),
        1,
    ),
    (
        "admit a guest by name",
        lambda c: "",
        lambda c, _: c.desk.admit(
            Admission(new_id(), Question(guest="Ines Berg", host="Ms. Vang", reason="Piano"))
        ),
        2,
    ),
    (
        "add",
        _signed_in(Role.MANAGER),
        lambda c, _: c.accounts.add("Ada Bell", Role.DESK, "", staff.SECRET),
        1,
    ),
    ("end", _signed_in(Role.MANAGER), lambda c, a: c.accounts.end(a), 1),
    ("_give", _signed_in(Role.MANAGER), lambda c, a: c.accounts.reset(a, "moss-kite-78"), 1),
    ("reset_with_key", _signed_in(Role.DESK), lambda c, _: _wrong_key(c), 1),
    (
        "_enter",  # they signed in, and were told
        _reset_by_key,
        lambda c, _: staff.sit(c, Role.MANAGER),
        2,
    ),
    ("import_file", _signed_in(Role.MANAGER), lambda c, _: _imported_terms(c), 1),
    ("passed", _signed_in(Role.DESK), lambda c, _: staff.sit(c, Role.LEADER), 1),
    (
        "delegate",
        _signed_in(Role.LEADER),
        lambda c, a: c.accounts.delegate(a, TODAY, TODAY),
        1,
    ),
    ("revoke", _delegated, lambda c, d: c.accounts.revoke(d), 1),
    ("save_draft", lambda c: "", lambda c, _: c.filings.save_draft(MEETING), 1),
    ("file", lambda c: "", lambda c, _: c.filings.file(MEETING), 1),
    (
        "file what the rules refuse",  # the request, and that they decline it
        lambda c: "",
        lambda c, _: c.filings.file(replace(MEETING, start=time(10, 50))),
        2,
    ),
    ("edit", _asked, lambda c, a: c.filings.edit(a, 1, replace(MEETING, place="Office B")), 1),
    (
        "edit what was approved",  # it is asked again, and changes
        _approved,
        lambda c, a: c.filings.edit(a, 2, replace(MEETING, place="Office B")),
        2,
    ),
    ("undo a decision", _approved, lambda c, a: c.decisions.undo(a, 2), 1),
    ("take_offer", _offered, lambda c, a: c.filings.take_offer(a, 2, 0), 1),
    ("withdraw", _asked, lambda c, a: c.filings.withdraw(a, 1), 1),
    (
        "decide",  # the decision, and what becomes of the request
        _asked,
        lambda c, a: c.decisions.decide(DecisionDraft(a, 1, Verdict.APPROVE)),
        2,
    ),
    ("settle", _asked, lambda c, _: _lapsed(c), 1),
    (
        "save",  # the office's own day plan
        lambda c: "",
        lambda c, _: c.day_plans.save(DayPlanChange(days=(OwnDay(date(2026, 12, 1), ""),))),
        1,
    ),
    ("note", _table_over, lambda c, s: c.events.note(EventNote(s, EventResult.HELD)), 1),
    ("unnote", _table_noted, lambda c, s: c.events.unnote(s), 1),
    ("record", lambda c: "", lambda c, _: c.releases.record(RELEASES), 1),
    ("record again", _recorded, lambda c, _: c.releases.record(RELEASES), 1),
    ("withdraw", _recorded, lambda c, r: c.releases.withdraw(r), 1),
    ("keep_by_child", _child, lambda c, _: c.releases.keep_by_child(False), 1),
    ("add_children", _child, lambda c, _: c.releases.add_children("LSL-1", ["S-4472"]), 1),
    ("note_child", _child, lambda c, _: c.releases.note_child("LSL-1", "S-4471", True), 1),
    ("remove_child", _child, lambda c, k: c.releases.remove_child(k), 1),
    ("note", lambda c: "", lambda c, _: _noted(c), 1),  # what was printed
    ("carry_out", lambda c: "", lambda c, _: c.backups.make(), 1),
    ("note_unsigned", lambda c: "", lambda c, _: _noted_unsigned(c), 1),
    ("sweep", _noted, lambda c, _: _days_later(c), 1),
]
# These begin a write only to see what would come of it, and take it back.
TAKEN_BACK = {"preview", "view_with"}


def _counts(store: Store) -> tuple[int, int]:
    with store.read() as tx:
        audits = tx.execute(select(func.count()).select_from(audit_entry)).scalar_one()
        lines = tx.execute(select(func.count()).select_from(outbox)).scalar_one()
    return audits, lines


@pytest.mark.parametrize(
    ("use_case", "before", "change", "times"), WRITES, ids=[w[0] for w in WRITES]
)
def test_each_write_leaves_its_proof_and_nothing_but_plain_text(
    services: Services,
    store_of_services: Store,
    use_case: str,
    before: Step,
    change: Callable[[Services, str], object],
    times: int,
) -> None:
    given = str(before(services))
    audits, lines = _counts(store_of_services)
    change_once(services, lambda c: change(c, given), lambda: _counts(store_of_services))
    assert _counts(store_of_services) == (audits + times, lines + times)
    assert odd_texts(store_of_services) == []
    with store_of_services.read() as tx:
        assert journal.broken_link(tx) is None


def test_undoing_a_check_out_leaves_its_proof_too(
    services: Services, store_of_services: Store
) -> None:
    visit = _admit(services)
    services.desk.check_out(visit)
    audits, lines = _counts(store_of_services)
    services.desk.undo_check_out(visit)
    assert _counts(store_of_services) == (audits + 1, lines + 1)


def test_every_method_that_writes_is_in_the_table() -> None:
    """A new use case that writes has to join the table above."""
    import ast
    import inspect

    from cpdesk.services import district_terms, office
    from cpdesk.services.accounts import accounts, login
    from cpdesk.services.backup import backups
    from cpdesk.services.day_plan import day_plans
    from cpdesk.services.outreach import events, releases
    from cpdesk.services.printing import print_book
    from cpdesk.services.requests import decisions, filings
    from cpdesk.services.visits import desk, visitors

    writers = set()
    for module in (
        accounts, login, desk, office, visitors, day_plans, decisions, filings, events, releases,
        print_book, district_terms, backups,
    ):  # fmt: skip
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            begun = ("_store.write(", "self._to_write")
            if isinstance(node, ast.FunctionDef) and any(b in ast.unparse(node) for b in begun):
                writers.add(node.name)
    assert writers == {w[0] for w in WRITES if " " not in w[0]} | {"undo_check_out"} | TAKEN_BACK


def test_what_is_only_tried_out_leaves_nothing(
    services: Services, store_of_services: Store
) -> None:
    before, change = (
        _counts(store_of_services),
        DayPlanChange(days=(OwnDay(date(2026, 12, 1), ""),)),
    )
    services.day_plans.preview(change)
    services.day_plans.view_with(date(2026, 12, 1), change)
    assert _counts(store_of_services) == before


def test_a_change_of_the_past_is_found(services: Services, store_of_services: Store) -> None:
    visit = _admit(services)
    services.desk.check_out(visit)
    with store_of_services.write() as tx:
        tx.execute(
            update(audit_entry)
            .where(audit_entry.c.use_case == "visit.admit")
            .values(actor="somebody else")
        )
    with store_of_services.read() as tx:
        changed = tx.execute(
            select(audit_entry.c.seq).where(audit_entry.c.use_case == "visit.admit")
        ).scalar_one()
        assert journal.broken_link(tx) == changed
