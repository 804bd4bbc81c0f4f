"""Invented agendas and case papers, full and empty, that the tests of documents typeset."""

from datetime import UTC, date, datetime

from conferral.documents.agenda import Agenda, AgendaLine
from conferral.documents.marking import Copy, Marking, MeetingHeading
from conferral.documents.papers import (
    AgencyKnowledge,
    CasePack,
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

PRINTED = datetime(2026, 11, 19, 13, 58, tzinfo=UTC)
TODAY = date(2026, 12, 1)
SAMIR = Copy(7, 14, "Samir Quill", "Riverbank NHS")

MARKING = Marking(
    panel="Eastmarsh Women’s Exploitation and Safety Panel",
    edition="WESP, edition 1",
    printed_at=PRINTED,
    handling="Do not copy or forward. Hand back after the meeting (WESP 16).",
    clauses=(
        "WESP 16: papers stay with members, locked away, and are shredded or returned.",
        "WESP 9: nothing leaves the meeting but what each agency needs for its actions.",
    ),
    audience="For the members of this meeting only.",
)
MEETING = MeetingHeading(
    title="Meeting of 24 November 2026",
    starts_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    place="Lantern House, upstairs room",
    chair="Hazel Marlowe, Eastmarsh Council",
)
HEARD = Voice(
    words="He waits at the bottom of the stairs. I can manage the cold; I can’t manage the stairs."
    " I want to stay where my sister can find me.",
    wants="A different front door; to stay near her sister; to hear what was decided from Nell,"
    " not from a letter.",
    told_to="Nell Ferrier",
    told_on=date(2026, 11, 10),
    read_back=True,
)
JUNIPER = PersonPapers(
    name="Juniper Vale",
    do_not_contact="No call, letter or visit to her home. Reach her only through Nell Ferrier,"
    " Lantern House.",
    facts=(
        Fact("Also known as", "Juno"),
        Fact("Age", "About 29 (she is not sure)"),
        Fact("Speaks", "English; asks for plain words"),
        Fact("Referred by", "Harbour Drug and Alcohol Service, 11 November"),
    ),
    voice=HEARD,
    risk="high",
    flags=(
        RedFlag(
            "Hands at her throat, about 20 October",
            FlagState.CRITICAL,
            "She told Nell Ferrier",
            "10 Nov",
        ),
        RedFlag(
            "She believes that she may be killed", FlagState.CRITICAL, "Her own view", "10 Nov"
        ),
        RedFlag("Another man has keys to her flat", FlagState.PRESENT, "Housing visit", "6 Nov"),
        RedFlag("Police called four times since August", FlagState.PRESENT, "Police", "12 Nov"),
        RedFlag("Weapons", FlagState.NOT_KNOWN, "Nobody could ask safely", "10 Nov"),
    ),
    consent=(
        Consent(
            "Her consent, 10 November",
            detail="Given to Nell Ferrier, for this panel. She may withdraw it at any time.",
            withheld="Her medical history, at her wish.",
            clause="WESP 11",
        ),
    ),
)
KNOWN = (
    AgencyKnowledge(
        "Eastmarsh Police",
        "Four calls since August. On 2 November another man let himself in with keys.",
    ),
    AgencyKnowledge(
        "Eastmarsh Housing",
        "Lock changed on 13 November. A two-room flat by the canal is free from 1 December.",
    ),
    AgencyKnowledge(
        "Riverbank NHS",
        "Two appointments missed. She may be afraid to travel alone.",
        ReturnKind.OPINION,
        "GP",
    ),
    AgencyKnowledge(
        "Marsh Probation",
        "Nothing held on her or on him.",
        ReturnKind.NIL,
        "Searched: case system, court lists",
    ),
    AgencyKnowledge(
        "Children’s social care", "Asked again by telephone on 18 November.", ReturnKind.OVERDUE
    ),
)
DUTIES = (
    DutyLine(
        "Tell children’s social care about her daughter",
        DutyState.OVERDUE,
        "Kit Larkspur",
        date(2026, 11, 12),
        clause="WESP 7.12",
    ),
    DutyLine(
        "Tell the safeguarding adults team",
        DutyState.DONE,
        "Kit Larkspur",
        date(2026, 11, 11),
        "SA-0317",
    ),
    DutyLine(
        "Offer the National Referral Mechanism", DutyState.DUE, "Tom Birchall", date(2026, 11, 24)
    ),
)
VALE = CasePapers(
    reference="WESP-2026-041",
    title="Juniper Vale",
    people=(JUNIPER,),
    why_now="New referral; a child is involved",
    initials="J.V.",
    agencies=KNOWN,
    duties=DUTIES,
)
QUAY_STREET = CasePapers(
    reference="WESP-2026-046",
    title="Three adults at 14 Quay Street",
    people=(
        PersonPapers(
            "Adult A, Marisol Teague", facts=(Fact("Age", "34"),), voice=HEARD, risk="medium"
        ),
        PersonPapers(
            "Adult B (name not known)",
            voice=Voice(unheard="It is not yet safe to speak to her alone."),
        ),
    ),
    why_now="Premises; no referral",
    facts=(
        Fact("Place", "A flat above shops, Quay Street"),
        Fact("Opened by", "Eastmarsh Council, 17 November"),
    ),
)
BARE = CasePapers(reference="WESP-2026-047", title="A.B.", people=(PersonPapers("A.B."),))
PACK = CasePack(MARKING, MEETING, (VALE, QUAY_STREET, BARE))
EMPTY_PACK = CasePack(MARKING, MEETING, ())

AGENDA = Agenda(
    MARKING,
    MEETING,
    items=(
        AgendaLine(
            "Welcome",
            "Read and sign the confidentiality statement",
            datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
            5,
            "WESP 5.5",
        ),
        AgendaLine(
            "WESP-2026-044",
            "A.T., new; a child is involved",
            datetime(2026, 11, 24, 9, 35, tzinfo=UTC),
            17,
            "Guest for this item: Opal Trent",
        ),
        AgendaLine(
            "WESP-2026-041",
            "J.V., new; a child is involved",
            datetime(2026, 11, 24, 9, 52, tzinfo=UTC),
            15,
            "Petra Lowe leaves the room",
        ),
        AgendaLine(
            "WESP-2026-036",
            "C.L., review of the plan of 27 October",
            datetime(2026, 11, 24, 10, 7, tzinfo=UTC),
            10,
        ),
        AgendaLine("WESP-2026-038", "B.O., new", datetime(2026, 11, 24, 10, 17, tzinfo=UTC), 15),
        AgendaLine(
            "WESP-2026-039",
            "R.S., new",
            datetime(2026, 11, 24, 10, 32, tzinfo=UTC),
            15,
            "Tom Birchall leaves the room",
        ),
        AgendaLine(
            "WESP-2026-045",
            "E.W., late by agreement",
            datetime(2026, 11, 24, 10, 47, tzinfo=UTC),
            15,
            "WESP 8.5: extremely high risk",
        ),
        AgendaLine("Actions", "23 open, 4 overdue", datetime(2026, 11, 24, 11, 2, tzinfo=UTC), 20),
        AgendaLine(
            "Close",
            "Paper copies are counted back in",
            datetime(2026, 11, 24, 11, 22, tzinfo=UTC),
            None,
            "Next meeting: 15 December",
        ),
    ),
    order="Children first, then adults; longest waiting first.",
    before_you_speak=(
        "What is said in this room stays in it. Say what you know and what you think, apart.",
        "If you know her, or anyone in the case, tell the chair before the item begins.",
    ),
)
EMPTY_AGENDA = Agenda(MARKING, MEETING, ())
