"""Each event of the record in plain words, to follow the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "referral.drafted": _("Began a referral"),
    "referral.read": _("Read a referral"),
    "referral.saved": _("Saved answers in a referral"),
    "referral.submitted": _("Sent a referral to the coordinator"),
    "referral.returned": _("Returned a referral and said what is missing"),
    "referral.accepted": _("Accepted a referral, which became a case"),
    "referral.declined": _("Declined a referral"),
    "referral.withdrawn": _("Withdrew a referral"),
    "referral.late_approved": _("Agreed that a late referral be heard"),
    "case.opened": _("Opened a case without a referral"),
    "case.read": _("Read a case file"),
    "case.closed": _("Closed a case"),
    "conflict.declared": _("Declared a conflict of interest"),
    "duty.recorded": _("Recorded that a duty was done"),
    "safe_contact.read": _("Read how to reach her safely"),
    "meeting.planned": _("Planned a year of meetings"),
    "meeting.moved": _("Moved a meeting"),
    "meeting.case_listed": _("Listed a case for a meeting"),
    "meeting.case_taken_off": _("Took a case off an agenda"),
    "meeting.agenda_sent": _("Sent an agenda"),
    "papers.circulated": _("Circulated the papers of a meeting"),
    "papers.opened": _("Opened a copy of the papers"),
    "copy.printed": _("Printed somebody’s copy of the papers for the meeting"),
    "confidentiality.signed": _("Signed the confidentiality statement"),
    "meeting.opened": _("Opened a meeting"),
    "meeting.closed": _("Closed a meeting"),
    "room.entered": _("Entered a meeting"),
    "room.left": _("Left a meeting"),
    "apologies.sent": _("Sent apologies for a meeting"),
    "item.begun": _("Began to hear a case"),
    "item.minuted": _("Wrote in the minutes of a case"),
    "item.ended": _("Ended the hearing of a case"),
    "dissent.recorded": _("Recorded that an agency disagrees"),
    "item.heard": _("Read a case in the meeting room"),
    "minutes.read": _("Read the minutes"),
    "minutes.issued": _("Issued the minutes and the action log"),
    "action.agreed": _("Agreed an action"),
    "actions.printed": _("Printed an action log"),
    "action.reported": _("Reported on an action"),
    "edition.proposed": _("Proposed an edition of the protocol"),
    "proposal.default_confirmed": _("Confirmed a default of a proposed edition"),
    "proposal.query_answered": _("Answered a query of a proposed edition"),
    "proposal.signed": _("Signed a proposed edition as the first of two"),
    "proposal.withdrawn": _("Withdrew a proposed edition"),
    "edition.adopted": _("Adopted an edition of the protocol"),
    "record.opened": _("Read this record"),
    "record.checked": _("Checked that the record is whole"),
}


def in_words(event: str) -> str:
    """What happened, in plain words; an event of an older version shows its own name."""
    return str(WORDS.get(event, event))
