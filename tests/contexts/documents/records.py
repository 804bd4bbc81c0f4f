"""Invented attendance sheets, minutes and action logs that the tests of documents typeset."""

from dataclasses import replace
from datetime import UTC, date, datetime

from conferral.documents.action_log import ActionLine, ActionLog, ActionState, AgencyActions
from conferral.documents.attendance import AttendanceSheet, Attendee, StatementPoint
from conferral.documents.marking import RecordHead
from conferral.documents.minutes import (
    CapacityMinute,
    CaseMinute,
    Correction,
    DissentMinute,
    Minutes,
    MinutesStage,
    Presence,
    RiskMinute,
    Telling,
)
from tests.contexts.documents.examples import (
    AGENDA,
    EMPTY_AGENDA,
    EMPTY_PACK,
    HEARD,
    MARKING,
    MEETING,
    PACK,
    SAMIR,
    TODAY,
)

STATEMENT = (
    StatementPoint(
        "I share what I hear only with those who need it for an agreed action.", "WESP 9"
    ),
    StatementPoint(
        "I keep these papers locked away, and hand this copy back or shred it.", "WESP 16"
    ),
    StatementPoint("I say so, before an item begins, if I know anyone in it.", "WESP 5.5"),
    StatementPoint(
        "I tell the convenor at once if anything is lost, seen or sent by mistake.", "WESP 17"
    ),
)
SHEET = AttendanceSheet(
    MARKING,
    MEETING,
    STATEMENT,
    attendees=(
        Attendee(
            "Hazel Marlowe", "Eastmarsh Council", "Chair", datetime(2026, 11, 20, 16, 5, tzinfo=UTC)
        ),
        Attendee(
            "Ines Calloway",
            "Lantern House",
            "Coordinator",
            datetime(2026, 11, 19, 14, 2, tzinfo=UTC),
        ),
        Attendee("Tom Birchall", "Eastmarsh Police", "Lead member"),
        Attendee(
            "Samir Quill", "Riverbank NHS", "Lead member", datetime(2026, 11, 23, 8, 41, tzinfo=UTC)
        ),
        Attendee("Opal Trent", "Eastmarsh College", "Guest for WESP-2026-044"),
    ),
    apologies=(Attendee("Otis Wray", "Marsh Probation"),),
)
EMPTY_SHEET = AttendanceSheet(MARKING, MEETING, (), ())

ACTIONS = (
    ActionLine(
        "Fit a second lock and a door viewer",
        "Eastmarsh Housing",
        "Adaeze Field",
        ActionState.DONE,
        date(2026, 11, 27),
        case="WESP-2026-041",
        answers_risk="someone else has keys",
        outcome="Fitted on 26 November; Nell was there.",
    ),
    ActionLine(
        "Put an urgent marker on the address",
        "Eastmarsh Police",
        "Tom Birchall",
        ActionState.OVERDUE,
        date(2026, 11, 25),
        case="WESP-2026-041",
        answers_risk="he may come back",
    ),
    ActionLine(
        "Offer the flat by the canal, with Nell beside her",
        "Eastmarsh Housing",
        "Adaeze Field",
        ActionState.OPEN,
        date(2026, 12, 1),
        case="WESP-2026-041",
    ),
    ActionLine(
        "Ring the coordinator when she is next seen",
        "Riverbank NHS",
        "Samir Quill",
        trigger="When she next attends",
        case="WESP-2026-041",
    ),
    ActionLine(
        "Visit with the outreach team",
        "Lantern House",
        "Nell Ferrier",
        ActionState.NOT_POSSIBLE,
        date(2026, 11, 28),
        case="WESP-2026-046",
        outcome="The flat was empty.",
    ),
)
LOG = ActionLog(
    MARKING, MEETING, ACTIONS, TODAY, "Tell Ines Calloway when an action is done (WESP 14)."
)
EMPTY_LOG = ActionLog(MARKING, MEETING, (), TODAY)
HOUSING = AgencyActions(
    MARKING,
    "Eastmarsh Housing",
    ACTIONS[:1] + ACTIONS[2:3],
    TODAY,
    "Tell Ines Calloway when an action is done (WESP 14).",
)
NO_ACTIONS = AgencyActions(MARKING, "Marsh Probation", (), TODAY)

TOM = Presence("Tom Birchall", "Eastmarsh Police", "Lead member")
SAM = Presence("Samir Quill", "Riverbank NHS", "Lead member")
PETRA = Presence(
    "Petra Lowe", "Children’s social care", "Lead member", "left: conflict of interest"
)
CASE_MINUTE = CaseMinute(
    reference="WESP-2026-041",
    title="Juniper Vale",
    in_room=(
        Presence("Hazel Marlowe", "Eastmarsh Council", "Chair"),
        TOM,
        SAM,
        Presence("Nell Ferrier", "Lantern House", "Advocate"),
    ),
    left_room=(PETRA,),
    views=HEARD,
    capacity=(
        CapacityMinute(
            "Juniper",
            "whether to leave the flat",
            "She can decide this herself.",
            "She weighed both flats aloud with Nell, and said what each would cost her.",
            "if she is unwell",
        ),
    ),
    risks=(
        RiskMinute(
            "Juniper",
            "High",
            "Keys in another’s hands; violence to the throat four weeks ago.",
            raised=True,
        ),
        RiskMinute("Her daughter, 6", "Medium", "She sleeps at her aunt’s on weekdays."),
    ),
    discussion="Police said as fact that the keys were seen. Health thought, as an opinion,"
    " that she fears the bus.\n\nHousing can hold the flat until 4 December.",
    decision="A managed move to the flat by the canal, if she wants it after seeing it.",
    plan=(
        "Second lock and door viewer by Friday.",
        "Marker on the address, reviewed monthly.",
        "Nell goes with her to see the flat.",
    ),
    telling=Telling("Nell Ferrier", "in person, at the drop-in", date(2026, 11, 26)),
    dissent=(
        DissentMinute(
            "Samir Quill",
            "Riverbank NHS",
            "Would wait for the GP’s letter first.",
            "A move now may break the only treatment that she keeps to.",
        ),
    ),
    actions=ACTIONS[:4],
)
MINUTES = Minutes(
    replace(MARKING, copy=SAMIR, record=RecordHead(418, "3f9a6bd2c07e41d95b08e3aa71c6f240")),
    MEETING,
    MinutesStage.CORRECTED,
    (CASE_MINUTE, CaseMinute("WESP-2026-047", "A.B.")),
    present=(
        Presence("Hazel Marlowe", "Eastmarsh Council", "Chair"),
        Presence("Ines Calloway", "Lantern House", "Coordinator"),
        TOM,
        SAM,
        PETRA,
    ),
    observers=(Presence("Ada Pell", "Eastmarsh Council", "Observer"),),
    apologies=(
        Presence("Otis Wray", "Marsh Probation", "Lead member", "information sent 19 November"),
    ),
    opening="The chair read the confidentiality statement. Everyone in the room had signed it.",
    other_business="The drop-in moves to Thursdays from January.",
    other_actions=ACTIONS[4:],
    next_meeting="Tuesday 15 December 2026, 9.30am, Lantern House",
    approved_by="Hazel Marlowe",
    approved_on=date(2026, 11, 26),
    corrections=(
        Correction(
            date(2026, 12, 1),
            "Hazel Marlowe",
            "Keys seen on 2 December.",
            "Keys seen on 2 November.",
            "WESP-2026-041, discussion",
            "A slip of the pen.",
        ),
    ),
)
DRAFT_MINUTES = Minutes(MARKING, MEETING, MinutesStage.DRAFT, ())
EVERY_PAPER = (
    PACK,
    EMPTY_PACK,
    AGENDA,
    EMPTY_AGENDA,
    SHEET,
    EMPTY_SHEET,
    LOG,
    EMPTY_LOG,
    HOUSING,
    NO_ACTIONS,
    MINUTES,
    DRAFT_MINUTES,
)
