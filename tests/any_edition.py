"""A panel under any edition, and a case walked through it: nothing here knows an edition's ids."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from conferral.access.localtime import at_local
from conferral.accounts.models import User
from conferral.actions import operations as actions
from conferral.actions.models import Action
from conferral.meetings import operations as meetings
from conferral.meetings.models import AgendaItem, Meeting
from conferral.meetings.operations.planning import in_time_for
from conferral.partnerships import founding
from conferral.partnerships.models import Membership
from conferral.protocol.edition import REFERRAL, Edition
from conferral.protocol.files.loading import load, read_folder, samples, shipped
from conferral.protocol.forms.form import Form, facts_in, missing
from conferral.protocol.forms.questions import ROUTE, WITH_CONSENT, Question
from conferral.protocol.permissions import Permission
from conferral.referrals import operations as referrals
from conferral.referrals.gaps import still_missing
from conferral.referrals.models import Referral
from conferral.referrals.queries import beside
from conferral.vault.identity import new_uid
from tests.make import NOW, TODAY, WORDS, World

FOLDERS = {**shipped(), **samples()}
EDITIONS = tuple(FOLDERS)
LONG_AGO = date(2025, 1, 6)
KINDS = ("charity", "council", "police", "housing", "nhs", "probation", "adult_social_care")
PUBLIC = frozenset(KINDS) - {"charity"}
Placed = dict[str, dict[str, Any]]


def edition_at(place: str) -> Edition:
    """An edition that comes with Conferral, by its place."""
    return load(read_folder(FOLDERS[place]))


def founded(place: str) -> World:
    """A partnership whose panel works by an edition, with somebody in each of its roles."""
    files = dict(read_folder(FOLDERS[place]))
    edition = load(files)
    panel = founding.found(
        slug="anywhere", name="Anywhere Partnership", area="Anywhere", nation="ENG",
        panel={"slug": "panel", "name": "The panel", "convenor": "Lantern House"}, now=NOW,
    )  # fmt: skip
    made = World(panel.partnership, panel, {}, {})
    for role in edition.roles:
        made.users[role.id] = User.objects.create_user(
            f"{role.id}@anywhere.example", f"{role.id.replace('_', ' ').title()} Person"
        )
    first, second = list(made.users.values())[:2]
    founding.adopt(
        panel, edition_id=edition.id, files=files, in_force_from=LONG_AGO, by=first,
        seconded_by=second, now=NOW,
    )  # fmt: skip
    founding.agree_text(made.partnership, review_due_on=date(2027, 4, 1), now=NOW)
    for number, role in enumerate(edition.roles):
        made.seats[role.id] = _seated(made, edition, number)
    return made


def _seated(made: World, edition: Edition, number: int) -> Membership:
    role, kind = edition.roles[number], KINDS[number % len(KINDS)]
    agency = founding.admit(
        made.partnership, name=f"Agency {number + 1}", kind=kind, now=NOW,
        public_authority=kind in PUBLIC,
    )  # fmt: skip
    founding.sign_for(
        agency, signatory="A Director", signatory_role="Director", signed_on=LONG_AGO, now=NOW
    )
    refers = Permission.REFERRAL_DRAFT in role.may and Permission.MEETING_PLAN not in role.may
    return founding.seat(
        made.panel, made.users[role.id], agency=agency, roles=[role.id],
        place="lead" if refers else "staff", now=NOW, from_on=LONG_AGO,
    )  # fmt: skip


def who_may(made: World, permission: Permission, *but: Permission) -> str:
    """Somebody whose role may do something, and may not do some other things; "" for nobody."""
    edition = made.panel.adopted_on(TODAY).protocol
    able = [role for role in edition.roles_that_may(permission) if not set(but) & set(role.may)]
    return able[0].id if able else ""


# ---- a referral ----


BY_KIND: dict[str, Any] = {
    "yes_no": False, "judged": True, "date": "2026-11-10", "age": 31, "number": 2,
    "phone": "07700 900456", "long_text": WORDS * 5, "text": "As the worker was told",
}  # fmt: skip


def plausible(question: Question, *, agency_grounds: list[str]) -> Any:
    """An answer that fits a question, whatever it asks."""
    if question.fills == ROUTE:
        return True if question.kind == "yes_no" else WITH_CONSENT
    if question.fills == "sharing.agreed":
        return True
    if question.fills == "person.date_of_birth":
        return "1997-03-02"
    if question.fills == "person.name":
        return "Juniper Vale"
    if question.kind == "flag":
        return {"state": "present", "source": "She told her worker", "when": "10 Nov 2026"}
    if question.options_from:
        return agency_grounds
    if question.kind in ("choice", "choices"):
        value = question.options[0].value
        return [value] if question.kind == "choices" else value
    return BY_KIND[question.kind]


def completed(form: Form, answers: Placed, grounds: list[str]) -> Placed:
    """The answers, and a plausible one to each question that still lacks its own."""
    answers = dict(answers)
    while gaps := missing(form, answers):
        for gap in gaps:
            value = plausible(gap.question, agency_grounds=grounds)
            assert answers.get(gap.question.id) != {"value": value}, (gap.question.id, gap.reason)
            answers[gap.question.id] = {"value": value}
    return answers


def answers_for(edition: Edition, **facts: Any) -> Placed:
    """Complete answers that the edition does not refuse, begun from its own worked examples."""
    form = edition.form(REFERRAL)
    begun = [{}, *(example.given.answers_on(form) for example in edition.examples)]
    for given in sorted(begun, key=len, reverse=True):
        kept = {key: dict(answer) for key, answer in given.items() if key in form.by_id}
        route = form.filling(ROUTE)
        if route:
            kept[route.id] = {"value": plausible(route, agency_grounds=[])}
        try:
            answers = completed(form, kept, [])
        except AssertionError:
            continue
        known = replace(facts_in(form, answers, TODAY), **facts)
        if edition.assess(answers, known).without_answers:
            return answers
    raise AssertionError(f"No example of {edition.id} is for its panel.")


def drafted(made: World, now: datetime = NOW) -> Referral:
    """A draft in which nobody has written."""
    who = who_may(made, Permission.REFERRAL_DRAFT, Permission.REFERRAL_ACCEPT)
    return referrals.draft(made.panel, actor=made.actor(who), now=now)


def written(made: World, now: datetime = NOW) -> Referral:
    """A complete draft, with the consent form beside it where the edition has one."""
    referral = drafted(made, now)
    edition, agency = referral.protocol, referral.agency
    actor = made.actor(author_of(made, referral))
    known = {"referred_by": agency.kind, "public_authority": agency.public_authority}
    answers = answers_for(edition, **known)
    referrals.save_answers(referral, actor=actor, now=now, form=REFERRAL, answers=answers)
    form = beside(referral)
    if form:
        grounds = [each.code for each in edition.grounds_for(agency.kind, agency.public_authority)]
        basis = completed(form, {}, grounds)
        referrals.save_answers(referral, actor=actor, now=now, form=form.id, answers=basis)
    assert still_missing(referral) == ()
    return referral


def author_of(made: World, referral: Referral) -> str:
    """By short name, who wrote a referral."""
    return next(who for who, user in made.users.items() if user.pk == referral.author_id)


def submitted(made: World, now: datetime = NOW) -> Referral:
    """A referral that is with whoever decides."""
    referral = written(made, now)
    return referrals.submit(referral, actor=made.actor(author_of(made, referral)), now=now)


def accepted(made: World, now: datetime = NOW) -> Referral:
    """A referral that became a case."""
    referral = submitted(made, now)
    decides = made.actor(who_may(made, Permission.REFERRAL_ACCEPT))
    return referrals.accept(referral, actor=decides, now=now, reasons="Grave risk, as told.")


# ---- a meeting ----


def meets_by_the_calendar(edition: Edition) -> bool:
    """Whether the edition gives meeting days ahead."""
    return bool(edition.cadence and edition.cadence.dates)


def planned(made: World) -> list[Meeting]:
    """The year's meetings, or the one that somebody called where the edition gives no days."""
    plans = made.actor(who_may(made, Permission.MEETING_PLAN))
    adopted = made.panel.adopted_on(TODAY)
    if meets_by_the_calendar(adopted.protocol):
        meetings.plan_year(made.panel, actor=plans, now=NOW, start=TODAY + timedelta(days=1))
    else:
        Meeting.objects.create(
            partnership=made.partnership, panel=made.panel, edition=adopted,
            kind=Meeting.Kind.PLANNING, held_on=date(2026, 11, 26), starts=NOW.time(),
            planned_at=NOW,
        )  # fmt: skip
    return list(Meeting.objects.filter(panel=made.panel).order_by("held_on"))


def listed(made: World, referral: Referral, ahead: list[Meeting], now: datetime) -> AgendaItem:
    """The case of a referral on the first agenda that it is in time for."""
    hearing = next(each for each in ahead if in_time_for(referral.case, each))
    lists = made.actor(who_may(made, Permission.MEETING_LIST_CASE))
    return meetings.list_case(
        hearing, actor=lists, now=now, case=referral.case, minutes=10, child_involved=False
    )


def heard(made: World, item: AgendaItem) -> Action:
    """A listed case heard to the end, with one action and the minutes issued."""
    meeting, at = item.meeting, begins(item.meeting)
    chairs = made.actor(who_may(made, Permission.ROOM_CHAIR, Permission.ROOM_MINUTE))
    writes = made.actor(who_may(made, Permission.ROOM_MINUTE, Permission.ROOM_CHAIR))
    meetings.open_meeting(meeting, actor=chairs, now=at)
    for actor in (chairs, writes):
        meetings.enter_room(meeting, actor=actor, now=at, agrees=True)
    meetings.begin_item(item, actor=chairs, now=at)
    action = agreed(made, item, at)
    meetings.minute_item(
        item, actor=writes, now=at, version=item.record.version,
        written={"decision": "Help continues.", "plan": "A call each week."},
    )  # fmt: skip
    meetings.end_item(item, actor=chairs, now=at)
    meetings.close_meeting(meeting, actor=chairs, now=at)
    issues = made.actor(who_may(made, Permission.MINUTES_ISSUE))
    actions.issue_minutes(meeting, actor=issues, now=at)
    return action


def begins(meeting: Meeting) -> datetime:
    """A little after a meeting has begun."""
    return at_local(meeting.held_on, meeting.starts) + timedelta(minutes=5)


def agreed(made: World, item: AgendaItem, at: datetime) -> Action:
    """An action on a case that is being heard, taken on by the agency that refers."""
    owner = who_may(made, Permission.REFERRAL_DRAFT, Permission.REFERRAL_ACCEPT)
    return actions.agree_action(
        item, actor=made.actor(who_may(made, Permission.ACTION_AGREE)), now=at,
        text="Change the lock", risk="The door", owner=made.seats[owner],
        due_on=at.date() + timedelta(days=7), once=new_uid(),
    )  # fmt: skip
