"""Everything a role may be permitted to do. Protocol files grant these; they cannot invent more."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that can be done, named `noun.verb`."""

    REFERRAL_DRAFT = "referral.draft"
    REFERRAL_SUBMIT = "referral.submit"
    REFERRAL_READ = "referral.read"
    REFERRAL_RETURN = "referral.return"
    REFERRAL_ACCEPT = "referral.accept"
    REFERRAL_DECLINE = "referral.decline"
    REFERRAL_WITHDRAW = "referral.withdraw"
    REFERRAL_APPROVE_LATE = "referral.approve_late"

    CASE_READ = "case.read"
    CASE_READ_ALL = "case.read_all"
    CASE_OPEN = "case.open"
    CASE_CLOSE = "case.close"
    CONFLICT_DECLARE = "conflict.declare"
    CONFLICT_LIFT = "conflict.lift"
    SAFE_CONTACT_READ = "safe_contact.read"

    DUTY_RECORD = "duty.record"
    DUTY_READ = "duty.read"
    CONSENT_RECORD = "consent.record"

    MEETING_READ = "meeting.read"
    MEETING_PLAN = "meeting.plan"
    MEETING_LIST_CASE = "meeting.list_case"
    PAPERS_CIRCULATE = "papers.circulate"
    PAPERS_READ = "papers.read"
    CONFIDENTIALITY_SIGN = "confidentiality.sign"

    ROOM_ENTER = "room.enter"
    ROOM_CHAIR = "room.chair"
    ROOM_MINUTE = "room.minute"
    MINUTES_APPROVE = "minutes.approve"
    MINUTES_ISSUE = "minutes.issue"

    ACTION_AGREE = "action.agree"
    ACTION_REPORT = "action.report"
    ACTION_READ = "action.read"

    RECORD_READ = "record.read"
    PROTOCOL_READ = "protocol.read"
    PROTOCOL_ADOPT = "protocol.adopt"
    YEAR_READ = "year.read"
    MEMBER_MANAGE = "member.manage"

    @property
    def phrase(self) -> str:
        """What it lets someone do, to follow "Your role does not let you…"."""
        return PHRASES[self]

    @property
    def noun(self) -> str:
        return self.value.partition(".")[0]


PHRASES: dict[Permission, str] = {
    Permission.REFERRAL_DRAFT: "draft a referral",
    Permission.REFERRAL_SUBMIT: "send a referral",
    Permission.REFERRAL_READ: "read a referral",
    Permission.REFERRAL_RETURN: "return a referral for more information",
    Permission.REFERRAL_ACCEPT: "accept a referral",
    Permission.REFERRAL_DECLINE: "decline a referral",
    Permission.REFERRAL_WITHDRAW: "withdraw a referral",
    Permission.REFERRAL_APPROVE_LATE: "agree that a late referral be heard",
    Permission.CASE_READ: "read a case",
    Permission.CASE_READ_ALL: "read every case of the panel",
    Permission.CASE_OPEN: "open a case without a referral",
    Permission.CASE_CLOSE: "close a case",
    Permission.CONFLICT_DECLARE: "declare a conflict of interest",
    Permission.CONFLICT_LIFT: "lift a conflict of interest",
    Permission.SAFE_CONTACT_READ: "read how to contact her safely",
    Permission.DUTY_RECORD: "record that a duty was done",
    Permission.DUTY_READ: "read the duties on a case",
    Permission.CONSENT_RECORD: "record consent, or sharing without it",
    Permission.MEETING_READ: "read about a meeting",
    Permission.MEETING_PLAN: "plan meetings",
    Permission.MEETING_LIST_CASE: "list a case for a meeting",
    Permission.PAPERS_CIRCULATE: "circulate papers",
    Permission.PAPERS_READ: "read the papers of a meeting",
    Permission.CONFIDENTIALITY_SIGN: "sign the confidentiality statement",
    Permission.ROOM_ENTER: "enter the meeting",
    Permission.ROOM_CHAIR: "chair the meeting",
    Permission.ROOM_MINUTE: "take the minutes",
    Permission.MINUTES_APPROVE: "approve minutes",
    Permission.MINUTES_ISSUE: "issue minutes and the action log",
    Permission.ACTION_AGREE: "agree an action",
    Permission.ACTION_REPORT: "report on an action",
    Permission.ACTION_READ: "read actions",
    Permission.RECORD_READ: "read the record of who did and who read what",
    Permission.PROTOCOL_READ: "read the protocol",
    Permission.PROTOCOL_ADOPT: "propose, sign and adopt an edition of the protocol",
    Permission.YEAR_READ: "read the year of meetings and deadlines",
    Permission.MEMBER_MANAGE: "manage members and agencies",
}
