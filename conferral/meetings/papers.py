"""The papers of a meeting, case by case, as they are sent and as they are read again later."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from conferral.access.localtime import local_day
from conferral.cases.models import Case, Duty, Involvement, RiskAssessment
from conferral.documents.papers import (
    AgencyKnowledge,
    CasePapers,
    Consent,
    DutyLine,
    DutyState,
    Fact,
    FlagState,
    PersonPapers,
    RedFlag,
    ReturnKind,
    Voice,
)
from conferral.meetings.models import AgendaItem
from conferral.people.models import Person
from conferral.protocol.forms.questions import FACT, OPINION
from conferral.referrals.models import Referral
from conferral.referrals.queries import REFERRAL, text_of


@cache
def _stored() -> TypeAdapter[tuple[CasePapers, ...]]:
    return TypeAdapter(tuple[CasePapers, ...])


def as_sealed_content(items: Iterable[AgendaItem], *, today: date) -> bytes:
    """The content to keep of the papers that are sent now."""
    return _stored().dump_json(tuple(papers_of(item.case, today=today) for item in items))


def from_sealed_content(content: bytes) -> tuple[CasePapers, ...]:
    """The papers as they were sent."""
    return _stored().validate_json(content)


def papers_of(case: Case, *, today: date) -> CasePapers:
    """One case as its papers tell it: her words before ours, never how to reach her."""
    return CasePapers(
        reference=case.reference,
        title=case.title,
        people=tuple(_person(adult, case) for adult in case.adults),
        why_now=case.summary or why_now_of(case),
        initials=initials_of(case),
        facts=tuple(
            Fact(where.place.get_kind_display(), where.place.label)
            for where in case.case_places.select_related("place")
        ),
        agencies=known_of(case),
        duties=tuple(_duty(duty, today) for duty in case.duties.all()),
    )


KNOWN = {FACT: ReturnKind.FACT, OPINION: ReturnKind.OPINION}


def why_now_of(case: Case) -> str:
    """The gravest red flags, in a line: what the panel is here for."""
    flags = [flag for adult in case.adults for flag in flags_of(adult.risk_assessments.first())]
    return "; ".join(dict.fromkeys(flag.title for flag in flags[:2]))


def known_of(case: Case) -> tuple[AgencyKnowledge, ...]:
    """What the referring agency tells every reader, fact apart from opinion."""
    referral = _latest_referral(case)
    if referral is None:
        return ()
    by = _("from the referral")
    return tuple(
        AgencyKnowledge(referral.agency.name, text, KNOWN[question.fills], by)
        for question in referral.protocol.form(REFERRAL).questions
        if question.fills in KNOWN and (text := text_of(referral.answers, question))
    )


def _latest_referral(case: Case) -> Referral | None:
    return case.referrals.select_related("agency").order_by("-received_at").first()


def initials_of(case: Case) -> str:
    """What the agenda prints instead of a name."""
    names = [adult.called for adult in case.adults]
    return ", ".join(
        ".".join(part[0].upper() for part in name.split() if part) + "." for name in names if name
    )


def age_in_words(person: Person, today: date) -> str:
    """Her age, or about what it is thought to be."""
    born = person.date_of_birth
    if born:
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return str(age)
    said = person.said.get("date_of_birth", {}).get("value")
    if isinstance(said, dict) and said.get("about"):
        return _("Born %(about)s") % {"about": said["about"]}
    if person.estimated_age:
        return _("About %(age)s") % {"age": person.estimated_age}
    return _("Not known")


def identifiers_of(involvement: Involvement, today: date) -> tuple[Fact, ...]:
    """What agencies search their records by: names, age and area, and nothing else."""
    person = involvement.person
    if person is None:
        return ()
    born = person.date_of_birth
    address = getattr(person, "address", None)
    found = (
        (_("Also known as"), person.alias),
        (_("Born"), date_format(born, "j F Y") if born else ""),
        (_("Age"), age_in_words(person, today)),
        (_("Lives"), address.area if address else ""),
    )
    return tuple(Fact(label, value) for label, value in found if value)


def _person(involvement: Involvement, case: Case) -> PersonPapers:
    person, today = involvement.person, local_day(case.opened_at)
    facts = list(identifiers_of(involvement, today))
    if person and person.language:
        facts.append(Fact(_("Speaks"), person.language))
    if person and person.communication:
        facts.append(Fact(_("What helps"), person.communication))
    referral_agencies = [each.agency.name for each in case.referrals.select_related("agency")]
    if referral_agencies:
        facts.append(Fact(_("Referred by"), ", ".join(referral_agencies)))
    risk = involvement.risk_assessments.first()
    return PersonPapers(
        name=involvement.called,
        do_not_contact=person.contact_warning if person else "",
        facts=tuple(facts),
        voice=_voice(involvement),
        risk=_level(risk),
        flags=flags_of(risk),
        consent=tuple(
            Consent(basis.in_words, withheld=basis.withheld)
            for basis in case.sharing_bases.filter(withdrawn_at=None)
        ),
    )


def _voice(involvement: Involvement) -> Voice:
    voice = involvement.voices.first()
    if voice is None:
        return Voice()
    told = _("%(who)s, %(when)s") % {"who": voice.heard_by, "when": voice.heard_on}
    return Voice(voice.views, voice.wishes, told if voice.heard_by else "")


def _level(risk: RiskAssessment | None) -> str:
    if risk is None:
        return ""
    words = {"high": _("high"), "medium": _("medium"), "standard": _("standard")}
    return words.get(risk.level, _("not known"))


def flags_of(risk: RiskAssessment | None) -> tuple[RedFlag, ...]:
    """The red flags that are present, critical ones first, each with its source."""
    if risk is None:
        return ()
    present = [flag for flag in risk.flags.values() if flag.get("state") == "present"]
    present.sort(key=lambda flag: not flag.get("critical"))
    return tuple(
        RedFlag(
            flag["title"],
            FlagState.CRITICAL if flag.get("critical") else FlagState.PRESENT,
            flag.get("source", ""),
            flag.get("when", ""),
        )
        for flag in present
    )


def _duty(duty: Duty, today: date) -> DutyLine:
    state = DutyState.DUE
    if duty.done_at:
        state = DutyState.DONE
    elif duty.is_overdue(today):
        state = DutyState.OVERDUE
    on = local_day(duty.done_at) if duty.done_at else duty.due_on
    return DutyLine(duty.title, state, duty.agency.name, on, duty.reference, duty.cites)
