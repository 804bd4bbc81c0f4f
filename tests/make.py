"""Make test data by legal means: every case and meeting here walked through operations."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from conferral.access.actor import Actor
from conferral.accounts.models import User
from conferral.actions import operations as actions
from conferral.actions.models import Action
from conferral.cases import operations as cases
from conferral.cases.models import Case
from conferral.meetings import operations as meetings
from conferral.meetings.models import AgendaItem, Meeting
from conferral.partnerships import operations as partnerships
from conferral.partnerships.actors import actor_of
from conferral.partnerships.models import (
    AdoptedEdition,
    Agency,
    Agreement,
    AgreementSignature,
    EditionProposal,
    Membership,
    Panel,
    Partnership,
)
from conferral.protocol.files.loading import fingerprint, read_folder, shipped
from conferral.referrals import operations as referrals
from conferral.referrals.models import Referral
from conferral.vault.identity import new_uid
from conferral.vault.keys import make_keys

NOW = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
PASSWORD = "lantern-house-upstairs-room"
SEATS = (
    ("coordinator", "Lantern House", "charity", ["coordinator"], "staff"),
    ("chair", "Eastmarsh Council", "council", ["chair"], "other"),
    ("member", "Harbour Drug and Alcohol Service", "drug_and_alcohol", ["lead_member"], "lead"),
    ("housing", "Eastmarsh Housing", "housing", ["lead_member"], "lead"),
    ("police", "Eastmarsh Police", "police", ["lead_member"], "lead"),
    ("deputy", "Eastmarsh Police", "police", ["secondary_member"], "secondary"),
    ("minute_taker", "Lantern House", "charity", ["minute_taker"], "staff"),
    ("observer", "Riverbank College", "other", ["observer"], "other"),
    ("steering", "Eastmarsh Council", "council", ["steering_group"], "other"),
    ("governance", "Eastmarsh Council", "council", ["information_governance"], "other"),
)
PUBLIC = {"council", "police", "housing", "nhs"}


@dataclass
class World:
    """One partnership with one WESP panel, its agencies and its people, by short name."""

    partnership: Partnership
    panel: Panel
    users: dict[str, User]
    seats: dict[str, Membership]

    def actor(self, who: str, today: date = TODAY) -> Actor:
        """Return somebody as they may act on a day, read afresh."""
        return actor_of(Membership.objects.get(pk=self.seats[who].pk), today)


def world(slug: str = "eastmarsh", *, signed: bool = True) -> World:
    """Make a partnership whose agencies have signed the agreement (or not)."""
    partnership = Partnership.objects.create(
        slug=slug, name=f"{slug.title()} Partnership", area=slug.title(), nation="ENG"
    )
    make_keys(partnership.pk)
    panel = Panel.objects.create(
        partnership=partnership, slug="wesp", name="Women’s Exploitation and Safety Panel",
        convenor="Lantern House", venue="Lantern House, upstairs room",
    )  # fmt: skip
    made = World(partnership, panel, {}, {})
    for who, agency, kind, roles, seat in SEATS:
        seated(made, who, agency=agency, kind=kind, roles=roles, seat=seat)
    if signed:
        sign_agreement(made)
    adopt(made)
    return made


def seated(
    made: World, who: str, *, agency: str, kind: str, roles: list[str], seat: str
) -> Membership:
    """Give somebody a seat in the panel."""
    user = User.objects.create_user(
        f"{who}@{made.partnership.slug}.example", f"{who.title()} Person"
    )
    body, _ = Agency.objects.get_or_create(
        partnership=made.partnership, name=agency,
        defaults={"kind": kind, "public_authority": kind in PUBLIC},
    )  # fmt: skip
    made.users[who] = user
    made.seats[who] = Membership.objects.create(
        partnership=made.partnership, panel=made.panel, user=user, agency=body, roles=roles,
        seat=seat, from_on=date(2025, 1, 1),
    )  # fmt: skip
    return made.seats[who]


def sign_agreement(made: World) -> None:
    """Let every agency sign the information sharing agreement."""
    agreement = Agreement.objects.create(
        partnership=made.partnership, title="Information sharing agreement", version="1",
        review_due_on=date(2027, 4, 1),
    )  # fmt: skip
    for agency in Agency.objects.filter(partnership=made.partnership):
        AgreementSignature.objects.create(
            partnership=made.partnership, agreement=agreement, agency=agency,
            signatory="A Director", signatory_role="Director", signed_on=date(2025, 1, 1),
        )  # fmt: skip


def adopt(
    made: World, edition: str = "wesp/1", in_force_from: date = date(2025, 1, 1)
) -> AdoptedEdition:
    """Adopt a shipped edition for the panel."""
    files = files_of(edition)
    return AdoptedEdition.objects.create(
        partnership=made.partnership, panel=made.panel, edition_id=edition, files=files,
        fingerprint=fingerprint(files), in_force_from=in_force_from, adopted_at=NOW,
        adopted_by=made.users["coordinator"], seconded_at=NOW, seconded_by=made.users["chair"],
    )  # fmt: skip


WORDS = "He follows her home from work and waits at the door until she lets him in again. "


def complete_answers(edition: Any, **changed: Any) -> dict[str, Any]:
    """Answers to every question of the referral form, plainly invented."""
    return _answers(edition.form("referral"), changed)


def basis_answers(edition: Any, route: str, **changed: Any) -> dict[str, Any]:
    """Answers to every question of the consent form, or of the one for sharing without it."""
    return _answers(edition.form(route), changed)


def _answers(form: Any, changed: dict[str, Any]) -> dict[str, Any]:
    answers = {question.id: {"value": _plausible(question)} for question in form.questions}
    answers |= {key: {"value": value} for key, value in changed.items()}
    return {key: answer for key, answer in answers.items() if key in form.by_id}


SAID: dict[str, Any] = {
    "name": "Juniper Vale", "alias": "Juno", "date_of_birth": "1997-03-02", "estimated_age": 29,
    "safe_number": "07700 900123", "language": "English", "contact_warning": "Do not ring her.",
    "where_selling": "on_street", "in_borough": True, "consent_route": "consent",
    "criterion_chosen": ["professional_judgement"], "child_concern": False, "children": False,
    "vulnerable_adult": False, "slavery_indicators": False, "re_referral": False,
    "capacity_doubt": False, "agrees_referral": True, "views_heard_on": "2026-11-10",
    "grounds": ["conf"],
}  # fmt: skip


BY_KIND: dict[str, Any] = {
    "yes_no": False, "judged": False, "date": "2026-11-10", "age": 2, "number": 2,
    "phone": "07700 900456", "long_text": WORDS * 5,
}  # fmt: skip


def _plausible(question: Any) -> Any:
    if question.id in SAID:
        return SAID[question.id]
    if question.kind in BY_KIND:
        return BY_KIND[question.kind]
    if question.kind == "flag":
        present = question.id in ("rf_strangulation", "rf_violence")
        state = "present" if present else "not_present"
        return {"state": state, "source": "She told Nell Ferrier", "when": "10 Nov 2026"}
    if question.kind in ("choice", "choices"):
        first = [option.value for option in question.options[:1]]
        return first if question.kind == "choices" else first[0]
    return f"Said about {question.id}"


def draft(made: World, who: str = "member", now: datetime = NOW) -> Referral:
    """A referral that nobody has written in yet."""
    return referrals.draft(made.panel, actor=made.actor(who), now=now)


def written(made: World, who: str = "member", now: datetime = NOW, **changed: Any) -> Referral:
    """A complete draft, with its consent record (or the other form, by `consent_route`)."""
    referral = draft(made, who, now)
    edition, actor = referral.protocol, made.actor(who)
    answers = complete_answers(edition, **changed)
    route = (
        "consent" if answers["consent_route"]["value"] == "consent" else "sharing-without-consent"
    )
    referrals.save_answers(referral, actor=actor, now=now, form="referral", answers=answers)
    basis = basis_answers(edition, route)
    if route != "consent":
        basis["grounds"] = {"value": [_ground_for(referral)]}
    referrals.save_answers(referral, actor=actor, now=now, form=route, answers=basis)
    return referral


def _ground_for(referral: Referral) -> str:
    agency = referral.agency
    return referral.protocol.grounds_for(agency.kind, agency.public_authority)[0].code


def submitted(made: World, who: str = "member", now: datetime = NOW, **changed: Any) -> Referral:
    """A referral that is with the coordinator."""
    referral = written(made, who, now, **changed)
    return referrals.submit(referral, actor=made.actor(who), now=now)


def accepted(made: World, who: str = "member", now: datetime = NOW, **changed: Any) -> Referral:
    """A referral that became a case."""
    referral = submitted(made, who, now, **changed)
    return referrals.accept(
        referral, actor=made.actor("coordinator"), now=now, reasons="Grave risk."
    )


def meeting(made: World, held_on: date = date(2026, 11, 24)) -> Meeting:
    """The panel's scheduled meeting on a day, from the year that its cadence gives."""
    actor = made.actor("coordinator")
    meetings.plan_year(made.panel, actor=actor, now=NOW, start=date(2026, 11, 1))
    return Meeting.objects.get(panel=made.panel, held_on=held_on)


def listed(made: World, on: Meeting | None = None, case: Case | None = None) -> AgendaItem:
    """A case on a meeting's agenda."""
    on = on or meeting(made)
    case = case or accepted(made).case
    return meetings.list_case(
        on, actor=made.actor("coordinator"), now=NOW, case=case, minutes=15, child_involved=False
    )


def circulated(made: World) -> AgendaItem:
    """A listed case whose papers are out."""
    item = listed(made)
    meetings.circulate(item.meeting, actor=made.actor("coordinator"), now=NOW)
    return item


def in_session(made: World) -> AgendaItem:
    """A case that is being heard, with its meeting open and four people in the room."""
    item = circulated(made)
    at = moment_of(item.meeting)
    meetings.open_meeting(item.meeting, actor=made.actor("chair"), now=at)
    for who in ("chair", "coordinator", "member", "housing"):
        meetings.enter_room(item.meeting, actor=made.actor(who), now=at, agrees=True)
    meetings.begin_item(item, actor=made.actor("chair"), now=at)
    return item


def moment_of(on: Meeting) -> datetime:
    """The instant of a meeting, a little after it began."""
    return datetime.combine(on.held_on, time(9, 35), tzinfo=UTC)


def agreed(made: World, item: AgendaItem, who: str = "housing", days: int = 7) -> Action:
    """An action agreed on a case that is being heard."""
    now = moment_of(item.meeting)
    return actions.agree_action(
        item, actor=made.actor("coordinator"), now=now, text="Change the lock", risk="Her door",
        owner=made.seats[who], due_on=now.date() + timedelta(days=days), once=new_uid(),
    )  # fmt: skip


def minuted(made: World) -> AgendaItem:
    """A case that was heard, with one action, its meeting closed and its minutes issued."""
    item = in_session(made)
    at = moment_of(item.meeting)
    agreed(made, item)
    meetings.minute_item(
        item, actor=made.actor("coordinator"), now=at, version=item.record.version,
        written={"decision": "Stay at high risk.", "plan": "A move she agrees to."},
    )  # fmt: skip
    meetings.end_item(item, actor=made.actor("chair"), now=at)
    meetings.close_meeting(item.meeting, actor=made.actor("chair"), now=at)
    actions.issue_minutes(item.meeting, actor=made.actor("coordinator"), now=at)
    return item


def unreferred(made: World) -> Case:
    """A case that nobody referred: two adults, one of them unnamed, and a place."""
    return cases.open_case(
        made.panel, actor=made.actor("coordinator"), now=NOW, kind="several",
        summary="The same car brings two women to one flat on three evenings.",
        basis="Preventing serious harm: they could not be asked safely.",
        names=["Maud Finch"], unnamed=["Adult B"],
        places=[("flat", "Flat above the bakery, Quay Street", "12 Quay Street, Eastmarsh")],
    )  # fmt: skip


def in_conflict(made: World, case: Case, who: str = "coordinator") -> None:
    """Somebody says that they know somebody in a case."""
    cases.declare_conflict(case, actor=made.actor(who), now=NOW, why="A neighbour.")


def without_agreement(made: World, who: str) -> None:
    """An agency whose agreement has lapsed."""
    agency = made.seats[who].agency
    AgreementSignature.objects.filter(agency=agency).update(lapses_on=TODAY)


def files_of(edition: str = "wesp/1") -> dict[str, str]:
    """The files of a shipped edition, to be altered."""
    return dict(as_shipped(edition))


@cache
def as_shipped(edition: str) -> dict[str, str]:
    """Read once for all tests: an edition has more than a hundred small files."""
    return read_folder(shipped()[edition])


def rewritten(files: dict[str, str], *pairs: tuple[str, str], file: str = "protocol.toml") -> Any:
    """The same files with some words of one of them replaced; each must be there."""
    text = files[file]
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return {**files, file: text}


def seven_days(files: dict[str, str] | None = None) -> dict[str, str]:
    """An edition under which referrals close seven working days before, and nothing else differs.

    Its worked examples of the three days are left out: they would no longer hold.
    """
    changed = rewritten(
        files or files_of(),
        ('clause = "8.4"\nbefore = "meeting"\nwithin = { working_days = 3 }',
         'clause = "8.4"\nbefore = "meeting"\nwithin = { working_days = 7 }'),
    )  # fmt: skip
    return {
        name: text
        for name, text in changed.items()
        if not (name.startswith("examples/") and ("referral = 20" in text or "late =" in text))
    }


def adopt_files(made: World, files: dict[str, str], in_force_from: date) -> AdoptedEdition:
    """Adopt an edition from its files, whatever they are, without asking anybody."""
    return AdoptedEdition.objects.create(
        partnership=made.partnership, panel=made.panel, edition_id="wesp/1", files=files,
        fingerprint=fingerprint(files), in_force_from=in_force_from, adopted_at=NOW,
        adopted_by=made.users["coordinator"], seconded_at=NOW, seconded_by=made.users["chair"],
    )  # fmt: skip


def proposed(
    made: World, files: dict[str, str] | None = None, in_force_from: date = date(2027, 1, 4),
    who: str = "coordinator",
) -> EditionProposal:  # fmt: skip
    """An edition that somebody has proposed, with nothing settled."""
    return partnerships.propose(
        made.panel, actor=made.actor(who), now=NOW, files=files or seven_days(),
        in_force_from=in_force_from,
    )  # fmt: skip


def settled(made: World, proposal: EditionProposal | None = None) -> EditionProposal:
    """A proposal whose defaults are confirmed and whose queries are answered."""
    proposal = proposal or proposed(made)
    actor = made.actor("coordinator")
    for each in proposal.protocol.defaults:
        partnerships.confirm_default(proposal, actor=actor, now=NOW, unsettled=each.id)
    for each in proposal.protocol.queries:
        partnerships.answer_query(
            proposal, actor=actor, now=NOW, unsettled=each.id, answer="As it is done today.",
            reason="It works.",
        )  # fmt: skip
    return proposal


def adopted(made: World, proposal: EditionProposal | None = None) -> AdoptedEdition:
    """An edition that the coordinator and the chair have signed."""
    proposal = settled(made, proposal)
    partnerships.sign(proposal, actor=made.actor("coordinator"), now=NOW)
    return partnerships.adopt(proposal, actor=made.actor("chair"), now=NOW)
