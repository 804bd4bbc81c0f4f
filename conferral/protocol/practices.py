"""The rules that the software itself carries out and that a clause may ask for: a closed list."""

from enum import StrEnum


class Practice(StrEnum):
    """One thing the software does. A clause names it as `practice:noun.what`, and is then cited."""

    REFERRAL_COMPLETE = "referral.complete_or_returned"
    REFERRAL_EXCEPTION = "referral.exception_approved"
    REFERRAL_DECLINED = "referral.declined_with_reasons"
    SHARING_REASONS = "sharing.reasons_given"
    ANSWERS_APART = "answers.kept_apart"
    DANGER_NOW = "danger.acted_on_now"

    AGREEMENT_FIRST = "agreement.signed_first"
    DAY_AGREED = "meeting.day_agreed"
    AGENDA_BEFORE = "agenda.sent_before"
    PAPERS_BEFORE = "papers.sent_before"
    PAPERS_SIGNED_FOR = "papers.only_after_signing"
    PAPERS_OWN_COPY = "papers.own_copy_only"

    VOICE_FIRST = "voice.heard_first"
    CAPACITY_ASKED = "capacity.asked"
    MINUTES_AT_THE_END = "minutes.at_the_end"
    ACTIONS_BY_NAME = "actions.agreed_by_name"
    ACTIONS_FOLLOWED = "actions.followed_up"
    ACTIONS_REPORTED = "actions.reported"

    @property
    def phrase(self) -> str:
        """What the software does, in plain words that follow "The software…"."""
        return PHRASES[self]


PHRASES: dict[Practice, str] = {
    Practice.REFERRAL_COMPLETE: "takes a referral only when it is complete, and returns one "
    "with gaps",
    Practice.REFERRAL_EXCEPTION: "lets a late referral be heard only when those who must agree do",
    Practice.REFERRAL_DECLINED: "asks for the reasons before a referral is declined",
    Practice.SHARING_REASONS: "asks why before anything is shared without her agreement",
    Practice.ANSWERS_APART: "keeps safe contact and statistics apart from what others read",
    Practice.DANGER_NOW: "says on every page of a referral what to do about danger now",
    Practice.AGREEMENT_FIRST: "shows an agency nothing before it signs the sharing agreement",
    Practice.DAY_AGREED: "moves a meeting only with the reason for its new day",
    Practice.AGENDA_BEFORE: "sends the agenda before the meeting begins",
    Practice.PAPERS_BEFORE: "sends the papers before the meeting begins",
    Practice.PAPERS_SIGNED_FOR: "opens papers and the room only to those who have signed",
    Practice.PAPERS_OWN_COPY: "opens to each reader their own numbered copy and no other",
    Practice.VOICE_FIRST: "puts what she says before everything else about her",
    Practice.CAPACITY_ASKED: "asks in the meeting whether she can decide this herself",
    Practice.MINUTES_AT_THE_END: "issues minutes and action log together after the meeting",
    Practice.ACTIONS_BY_NAME: "writes down for each action who does it, by name, and by when",
    Practice.ACTIONS_FOLLOWED: "shows what is overdue to those who follow it up",
    Practice.ACTIONS_REPORTED: "asks whoever took an action on to say how it ended",
}
