"""The use cases that only look, and those that write which no other table of tests has: each is
called at least once, with what makes it ask all that it ever asks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, time, timedelta

from cpdesk import paths
from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.policy.approval.requests import Kind, Verdict
from cpdesk.policy.flyers import HandedHow
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.permissions import Role
from cpdesk.records.day_plans import DayPlanChange, OwnDay
from cpdesk.records.desk import Admission, Question, RelayedYes, TurnAway
from cpdesk.records.flyer_intake import Return
from cpdesk.records.flyers import LogFilter
from cpdesk.records.outreach import ReleaseDraft
from cpdesk.records.reports import ReportKind
from cpdesk.records.requests import Ask, DecisionDraft, Student
from cpdesk.services.printing.paper_spec import PaperOut
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.requests import book
from cpdesk.services.services import Services
from tests.services import staff
from tests.services.day_plan.test_flagged import LATE_LUNCH
from tests.services.flyers import story
from tests.services.flyers.test_files import a_picture
from tests.services.requests.leaders_office import EMERGENCY, LUNCH, Office

TODAY = date(2026, 11, 24)
YEAR = (date(2026, 7, 1), date(2027, 6, 30))
YES = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
MEETING = Ask(
    kind=Kind.MEET_STUDENT, partner="LSL", people=("LSL-1",), day=date(2026, 12, 1),
    start=time(11, 35), end=time(12, 5), student=Student("S-4471", 6), reason="Science",
)  # fmt: skip
TABLE = Ask(
    kind=Kind.TABLING, partner="LSL", day=date(2026, 12, 1), start=time(17), end=time(19),
    place="Front hall", event="Open house",
)  # fmt: skip


def at_the_desk(c: Services) -> None:
    due = next(row for row in c.desk.expected() if row.person_name == "Adaeze Okafor")
    question = Question(person=due.person_id, activity=due.activity_id)
    c.desk.assess(question)
    c.desk.assess(Question(person="Adaeze Okafor"))
    c.desk.assess(Question(person="Nobody Known", partner="Lake Street Literacy"))
    card = c.desk.card(Question(person=due.person_id))
    c.desk.outcomes((question, Question(person="Mona Okafi"), Question(guest="Ines Berg")))
    c.papers.refusal(card)
    visit = c.desk.admit(Admission(new_id(), question, relayed=YES))
    c.desk.visit(visit.visit_id)
    c.desk.inside(), c.desk.now(), c.desk.last_visits()
    c.day.evacuation(), c.day.evacuation_unsigned(), c.day.schedule(TODAY)
    c.papers.badge(visit.visit_id), c.papers.latest_badge()
    c.search.find(""), c.search.find("ad"), c.search.find("adaze okafr"), c.search.find("services")
    c.desk.check_out_by_code(visit.badge_code)
    c.desk.undo_check_out(visit.visit_id)
    c.desk.check_out(visit.visit_id, at=c.clock.now())
    guest = c.visitors.register_guest("Ines Berg")
    c.visitors.register_person(due.partner_id, "Zora", "Lindgren-Ito")
    c.search.find("ines"), c.search.find("zora")
    c.desk.assess(Question(guest=guest)), c.desk.assess(Question(guest="Ines Berg"))
    named = Question(person="Zora Lindgren-Ito", partner=due.partner_id, purpose=Purpose.OTHER)
    c.desk.admit(Admission(new_id(), named, relayed=YES))
    away = c.desk.turn_away(TurnAway(new_id(), Question(purpose=Purpose.REFERRAL, guest="Bo Lie")))
    c.papers.turned_away(), c.papers.refusal_again(away.turned_away_id)
    c.desk.assess(Question(purpose=Purpose.FLYERS, partner="LSL", flyer="FL-0"))


def looking_back(c: Services) -> None:
    at_the_desk(c)
    c.reports.periods(), c.reports.partners()
    for kind in ReportKind:
        c.reports.make(kind, *YEAR)
        c.reports.make(kind, *YEAR, "LSL")
    with suppress(DeskError):
        c.reports.make(ReportKind.VISITS_BY_MONTH, *YEAR, "nobody")
    for found in (*c.reports.find("a b"), *c.reports.called("Ines Berg")):
        c.reports.visitor(found.visitor_key)
    c.reports.find("ad"), c.reports.find("bo"), c.reports.find("zora")
    c.reports.visitor("person:LSL-1")
    c.flyer_logs.periods(), c.flyer_logs.partners()
    for partner in ("", "LSL"):
        c.flyer_logs.log(LogFilter(*YEAR, partner=partner, classes=True))


def the_office(c: Services) -> None:
    c.office.schools("cedar"), c.office.office()
    c.partners.directory("lake"), c.partners.partner("LSL")
    c.rosters.last_summary(), c.rosters.sweep()
    with suppress(DeskError):
        c.rosters.check(paths.resources() / "sample", sample=True)
    c.day_plans.plan(), c.day_plans.view(TODAY)
    change = DayPlanChange(days=(OwnDay(date(2026, 12, 1), ""),))
    c.day_plans.preview(change), c.day_plans.view_with(TODAY, change)
    c.calendars.day(TODAY), c.calendars.partner("LSL")
    c.times.find(MEETING), c.times.find(TABLE)
    c.filings.examine(MEETING), c.filings.examine(TABLE)
    c.filings.examine(replace(MEETING, people=(), partner="Lake Street Literacy"))
    number = c.print_book.number()
    out = PaperOut(
        PaperKind.SCHEDULE, "", number, TODAY, b"%PDF", 1, (215.9, 279.4), "printed", "Office"
    )
    paper = c.print_book.note(out)
    c.print_book.note(out)
    c.print_book.today(), c.print_book.on(TODAY)
    c.print_book.content(paper.paper_id), c.print_book.numbered(number)
    c.releases.by_child(), c.releases.programs(), c.releases.of("LSL-1")
    c.releases.badges_out_of_date("LSL-1"), c.releases.children("LSL-1")


def the_leader(c: Services) -> None:
    staff.hire(c)
    staff.sit(c, Role.DESK)
    asked = c.filings.file(MEETING).request_id
    table = c.filings.file(TABLE).request_id
    refused = c.filings.file(replace(MEETING, start=time(10, 50))).request_id
    draft = c.filings.save_draft(Ask(Kind.RELAYED)).request_id
    c.filings.save_draft(MEETING, draft)
    staff.sit(c, Role.LEADER)
    to = next(a.account_id for a in c.accounts.names() if a.role is Role.DESK)
    lent = c.accounts.delegate(to, TODAY, TODAY)
    c.accounts.delegations(), c.accounts.any()
    for show in ("waiting", "approved", "declined", "all"):
        c.decisions.queue(show)
    c.decisions.queue("all", student="S-4471")
    c.decisions.request(asked), c.decisions.request(book.short(asked))
    with suppress(DeskError):
        c.filings.withdraw(asked, 99)
    c.decisions.form(), c.decisions.settle(), c.decisions.examine_now(asked)
    c.decisions.decide(DecisionDraft(asked, 1, Verdict.APPROVE))
    moved = DecisionDraft(
        table, 1, Verdict.APPROVE, day=date(2026, 12, 8), start=time(17), end=time(19)
    )
    c.decisions.undo(table, c.decisions.decide(moved).version)
    c.decisions.decide(DecisionDraft(table, 3, Verdict.APPROVE))
    c.decisions.letter(refused)
    for show in ("approved", "declined", "all"):
        c.decisions.queue(show)
    away = c.decisions.decide(DecisionDraft(asked, 2, Verdict.DECLINE, reason="Tests that day"))
    c.decisions.undo(asked, away.version)
    c.accounts.revoke(lent.delegation_id)
    c.day_plans.preview(DayPlanChange(days=(OwnDay(date(2026, 12, 1), ""),)))
    c.calendars.day(date(2026, 12, 1)), c.calendars.partner("LSL")
    c.events.term(), c.events.past("LSL"), c.events.reminder(table)
    c.desk.expected(), c.filings.examine(replace(TABLE, day=date(2026, 12, 8)))


def the_manager(c: Services) -> None:
    staff.hire(c)
    staff.sit(c, Role.MANAGER)
    c.accounts.accounts(), c.accounts.confirm_password(staff.SECRET)
    terms = c.folder / "terms.toml"
    terms.write_text('[[find.days]]\nfrom = 2026-07-01\nvalue = 9\ncites = "memo"\n', "utf-8")
    c.district_terms.import_file(terms, "District memo", TODAY), c.district_terms.imports()
    c.times.find(MEETING)
    c.backups.make(), c.backups.daily(), c.backups.restore_order()
    manager = next(a.account_id for a in c.accounts.names() if a.role is Role.MANAGER)
    with suppress(DeskError):
        c.accounts.end(manager)
    c.accounts.change_secret(staff.SECRET, "kite-moss-91")


def the_approved(c: Services) -> None:
    """A meeting of today that a leader approved, on a day that turns out to have no school."""
    office = Office(c, c.data.store)
    office.enter(office.leader)
    today = replace(MEETING, day=TODAY)
    asked = office.asked(today, office.clerk)
    office.decide(asked, Verdict.APPROVE)
    urgent = office.asked(EMERGENCY, office.clerk)
    office.enter(office.manager)
    office.decide(urgent, Verdict.OPEN_DOOR, reason="A parent waits", knowing=True)
    office.enter(office.leader)
    office.decide(urgent, Verdict.REVIEW, reason="It was right")
    office.enter(office.clerk)
    c.desk.expected(), c.desk.now()
    question = Question(person="LSL-1", partner="LSL", purpose=Purpose.STUDENT_MEETING)
    c.desk.card(question), c.desk.assess(replace(question, request=asked))
    assert isinstance(c.clock, FixedClock)
    c.clock.set(c.clock.now() + timedelta(minutes=55))
    visit = c.desk.admit(Admission(new_id(), replace(question, request=asked), relayed=YES))
    c.desk.undo(visit.visit_id)
    office.enter(office.leader)
    later = office.asked(LUNCH, office.clerk)
    office.decide(later, Verdict.APPROVE)
    office.enter(office.manager)
    c.day_plans.save(LATE_LUNCH)
    c.day_plans.save(DayPlanChange(days=(OwnDay(TODAY, ""),)))
    office.enter(office.clerk)
    c.desk.assess(question)


def flyers(c: Services) -> None:
    one = story.planned(c)
    c.deliveries.queue(), c.deliveries.queue("karate"), c.deliveries.approvals("reading")
    c.deliveries.record_memo(story.MEMO), c.deliveries.approvals()
    typed = story.received(c, story.KARATE)
    c.deliveries.examine(story.KARATE), c.deliveries.delivery(typed.delivery_id)
    c.handouts.class_list()
    c.handouts.labels(one.delivery_id), c.handouts.count_sheet(one.delivery_id)
    c.handouts.hand_out(one.delivery_id, (), HandedHow.MAILBOX)
    c.boards.boards(), c.boards.hanging(), c.boards.register(*YEAR)
    c.flyer_logs.partners(), c.flyer_logs.log(LogFilter(*YEAR, classes=True))
    c.reports.make(ReportKind.FLYERS_BY_PARTNER, *YEAR)
    part = story.planned(c, story.DENTAL)
    part = c.deliveries.give_back(part.delivery_id, part.version, Return(("memo",)))
    c.deliveries.return_slip(part.delivery_id)
    c.deliveries.undo_return(part.delivery_id, part.version)


def files(c: Services) -> None:
    path = c.folder / "a.png"
    path.write_bytes(a_picture("PNG", (40, 40)))
    one = story.received(c)
    c.deliveries.content(c.deliveries.attach(one.delivery_id, "flyer", path).file_id)
    release = c.releases.record(ReleaseDraft("LSL-1", 23, 24, date(2027, 6, 4)), path)
    c.releases.form(release.release_id)
    days = c.folder / "days.ics"
    days.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "utf-8")
    with suppress(DeskError):
        c.day_plans.read_file(days)
    fresh = open_services(c.folder / "fresh", clock=c.clock)
    fresh.rosters.take_in(paths.resources() / "sample", sample=True)
    fresh.close()


LOOKS: tuple[Callable[[Services], object], ...] = (
    at_the_desk, looking_back, the_office, the_leader, the_manager, the_approved, flyers, files,
)  # fmt: skip
