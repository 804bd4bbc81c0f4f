"""What a careful clerk would add to the faults of drafting."""

import pytest

from conferral.protocol.permissions import Permission
from tests.protocol.checking import (
    APPROVER,
    CLAUSE,
    DEFAULT,
    EVERY_MONTH,
    QUERY,
    criterion,
    deadline,
    eligibility,
    findings,
)

STREET = '{ answer = "where", is = "street" }'
INDOORS = '{ answer = "where", is = "indoors" }'
TUESDAYS = f'{EVERY_MONTH}day = {{ nth = "last", weekday = "tuesday", at = "09:30" }}\n'
FRIDAYS = TUESDAYS.replace("last", "first").replace("tuesday", "friday")
WEEKLY = '[cadence]\nclause = "1"\nweeks = { weekdays = ["monday"], at = "09:00" }\n'
NO_COLLISION = 'collision = { move = "later" }\n'
CONSENT = (
    '[consent]\nclause = "2"\npolicy = "Ask."\nform = "referral"\nwithout_form = "referral"\n'
    "min_grounds = 1\n"
)
GROUND = (
    '[[ground]]\ncode = "crime"\ntitle = "Crime"\nsentence = "So."\nlimits = "Few."\n'
    'law = "{}"\nclause = "2"\nfor_controllers = ["{}"]\n'
)
QUESTION = '[[question]]\npage = "{}"\nid = "more"\nask = "More?"\nclause = "2"\n'


def test_a_panel_without_a_deadline_for_referrals_has_a_fault_that_cites_its_calendar() -> None:
    assert findings(TUESDAYS)["deadline.no-referral"].clauses == ("1",)


def test_only_the_weekday_of_the_document_counts_where_it_names_one() -> None:
    both = deadline("referral", "working_days = 3") + deadline("agenda", "week_before = true")
    early = "deadline.agenda-before-close"
    assert early not in findings(TUESDAYS + both)
    assert early in findings(FRIDAYS + both)
    unsure = TUESDAYS.replace('"09:30" }', '"09:30", source = "default", note = "Tuesday?" }')
    assert early in findings(unsure + both)


def test_a_deadline_that_counts_from_another_is_compared_too() -> None:
    chained = deadline("papers", "working_days = 3") + deadline(
        "referral", "working_days = 1", anchor='before_deadline = "papers"'
    )
    assert "deadline.no-slack" not in findings(chained)
    elsewhere = deadline("referral", "working_days = 1", anchor='after = "submitted"')
    assert "deadline.no-referral" in findings(elsewhere)


def test_minutes_that_nobody_approves_may_go_out_on_the_day() -> None:
    minutes = deadline("minutes", "same_day = true", anchor='after = "meeting"')
    assert "deadline.no-time-to-approve" not in findings(minutes)


@pytest.mark.parametrize("hour, found", [("19:00", True), ("06:00", True), ("17:00", False)])
def test_a_deadline_outside_office_hours_is_asked_about(hour: str, found: bool) -> None:
    late = deadline("papers", "working_days = 3", f'by = "{hour}"')
    assert ("deadline.after-hours.papers" in findings(late)) is found


@pytest.mark.parametrize(
    "within, anchor, found",
    [
        ("days = 3", 'before = "meeting"', True),
        ("working_days = 3", 'before = "meeting"', False),
        ("days = 3", 'after = "noticed"', False),
        ("hours = 72", 'after = "meeting"', False),
    ],
)
def test_a_deadline_that_always_falls_on_a_weekend_is_asked_about(
    within: str, anchor: str, found: bool
) -> None:
    written = TUESDAYS + deadline("papers", within, anchor=anchor)
    assert ("deadline.weekend.papers" in findings(written)) is found


def test_a_panel_that_never_says_when_it_meets_has_a_fault() -> None:
    assert findings()["cadence.absent"].level == "fault"
    assert "cadence.absent" not in findings(TUESDAYS)


def test_months_left_free_without_a_count_are_asked_about_as_well() -> None:
    free = '[cadence.free]\nmonths = [8]\nsource = "query"\nnote = "August?"\n'
    found = findings(WEEKLY + free)["cadence.free-month"]
    assert found.message.startswith("The panel does not meet every month")


def test_meetings_on_bank_holidays_are_counted_where_nothing_says_what_happens() -> None:
    name = "cadence.bank-holidays"
    assert name not in findings(FRIDAYS)
    found = findings(FRIDAYS.replace(NO_COLLISION, ""))[name]
    assert (found.level, found.clauses) == ("query", ("1",))
    assert found.message == (
        "From 2026 to 2030 the rule puts two meetings on a day when nobody works: "
        "Friday 3 April 2026 and Friday 1 January 2027."
    )
    ours = NO_COLLISION.replace('"later"', '"skip", source = "default", note = "Skip?"')
    assert findings(FRIDAYS.replace(NO_COLLISION, ours))[name].level == "default"
    assert ", and " in findings(WEEKLY)[name].message


def test_years_without_a_calendar_and_weeks_without_holidays_say_nothing() -> None:
    plain = FRIDAYS.replace(NO_COLLISION, "")
    assert "cadence.bank-holidays" not in findings(plain, around=9000)
    tuesdays = TUESDAYS.replace(NO_COLLISION, "").replace("last", "third")
    assert "cadence.bank-holidays" not in findings(tuesdays)


def test_two_ages_in_the_rules_are_a_fault() -> None:
    twice = eligibility("{ age_at_least = 18 }") + eligibility("{ age_at_least = 16 }").replace(
        '"risk"', '"age"'
    )
    assert findings(twice)["rules.two-ages"].message == "The rules ask for 16 and 18 years of age."
    assert "rules.two-ages" not in findings(eligibility("{ age_at_least = 18 }"))


@pytest.mark.parametrize(
    "flags, reason, found",
    [
        ("{ flags_present_at_least = 1 }", '{ answer = "story", words_at_least = 9 }', True),
        ("{ critical_flag_present = true }", '{ answer = "story", given = true }', True),
        ("{ flags_present_at_least = 1 }", '{ attested = "local", reasons = "story" }', True),
        ("{ flags_present_at_least = 1 }", '{ answer = "where", given = true }', False),
        ("{ flags_present_at_least = 1 }", '{ judged = "rise", evidence = "story" }', False),
        ('{ answer = "local", is = true }', '{ answer = "story", given = true }', False),
        (
            "{ all = [{ flags_present_at_least = 1 }, { age_at_least = 18 }] }",
            '{ answer = "story", given = true }',
            True,
        ),
        (
            "{ at_least_met = 1, of = [{ flags_present_at_least = 1 }, { age_at_least = 18 }] }",
            '{ answer = "story", given = true }',
            False,
        ),
        (
            "{ none = [{ flags_present_at_least = 1 }] }",
            '{ answer = "story", given = true }',
            False,
        ),
    ],
)
def test_flags_and_a_reason_in_words_alone_do_not_agree(
    flags: str, reason: str, found: bool
) -> None:
    written = eligibility(flags) + criterion(reason)
    assert ("criteria.flags-and-judgement" in findings(written)) is found


def test_a_way_without_flags_that_is_ours_is_still_asked_about() -> None:
    either = '{ any = [{ flags_present_at_least = 1 }, { answer = "story", given = true }] }'
    found = findings(eligibility(either, DEFAULT) + criterion('{ answer = "story", given = true }'))
    assert found["criteria.flags-and-judgement"].remedy.endswith("Until then: It is.")
    assert "default.eligibility.risk" not in found


def test_a_judged_answer_is_told_once_however_many_rules_read_it() -> None:
    judged = '{ judged = "rise", evidence = "story" }'
    found = findings(eligibility(judged) + criterion(judged))
    assert found["judged.no-figure.rise"].clauses == ("1",)


def test_a_condition_that_nobody_or_everybody_meets_is_a_fault() -> None:
    never = findings(criterion(f"{{ all = [{STREET}, {INDOORS}] }}"))
    assert never["criterion.never-met.one"].message == (
        "“One” is a condition that nobody meets: “Where?” is “On the street” and “Where?” is "
        "“Indoors”."
    )
    always = findings(eligibility(f"{{ any = [{STREET}, {{ none = [{STREET}] }}] }}"))
    assert "everybody meets" in always["eligibility.always-met.risk"].message


def test_a_question_that_is_never_asked_is_a_fault_and_so_is_a_page_of_such() -> None:
    never = (
        'kind = "text"\nwhen = { all = [{ answer = "local", is = true }, '
        '{ answer = "local", is = false }] }\n'
    )
    found = findings(form=QUESTION.format("why") + never)
    assert found["question.never-asked.referral.more"].clauses == ("2",)
    page = '[[page]]\nid = "last"\nsection = "her"\ntitle = "Last"\nclause = "1"\n'
    found = findings(form=page + QUESTION.format("last") + never)
    assert found["page.unreachable.referral.last"].clauses == ("1",)
    assert "question.never-asked.referral.more" not in found


def test_what_decides_and_must_be_answered_can_be_answered_not_known() -> None:
    name = "question.no-unknown.referral.more"
    asked = QUESTION.format("why") + 'kind = "yes_no"\nrequired = true\n'
    duty = (
        '[[duty]]\nid = "tell"\ntitle = "Tell"\nwho = "You"\nwording = "Tell."\nclause = "2"\n'
        'when = { answer = "more", is = true }\ndue = { at_once = true }\n'
    )
    assert findings(duty, form=asked)[name].clauses == ("2",)
    assert name not in findings(form=asked)
    assert name not in findings(duty, form=f'{asked}unknowns = ["not_known"]\n')


def test_answers_that_no_role_may_read_are_a_fault() -> None:
    secret = QUESTION.format("who") + (
        'kind = "phone"\nsee = "safe_contact"\nfills = "safe_contact.number"\n'
    )
    assert findings(form=secret)["question.nobody-reads.safe-contact"].clauses == ("2",)
    reader = '[[role]]\nid = "nurse"\ntitle = "Nurse"\nmay = ["safe_contact.read"]\n'
    assert "question.nobody-reads.safe-contact" not in findings(reader, form=secret)


def test_what_no_role_may_do_is_found() -> None:
    found = findings()
    assert found["permission.nobody.room.chair"].message == "No role may chair the meeting."
    assert "permission.nobody.referral.accept" not in found
    assert found["permission.nobody"].level == "query"
    everything = 'may = ["referral.read", "referral.accept", "protocol.read"]'
    every = f"may = {[each.value for each in Permission]}"
    assert not [name for name in findings(change=(everything, every)) if "nobody" in name]


def test_somebody_must_send_papers_where_the_protocol_has_a_day_for_them() -> None:
    assert "permission.nobody.papers.circulate" not in findings()
    papers = (
        '[[deadline]]\nid = "papers"\ntitle = "Papers"\nbefore = "meeting"\n'
        "within = { working_days = 3 }\n"
    )
    assert findings(papers)["permission.nobody.papers.circulate"].level == "fault"


def test_one_person_who_would_chair_and_minute_is_found() -> None:
    role = (
        '[[role]]\nid = "both"\ntitle = "Both"\nclause = "2"\n'
        'may = ["room.enter", "room.chair", "room.minute"]\n'
    )
    found = findings(role)["role.chairs-and-minutes.both"]
    assert (found.clauses, found.level) == (("2",), "fault")


def test_an_exception_needs_somebody_else_with_the_power_to_grant_it() -> None:
    late = 'exception = { clause = "2", reason = "danger", approved_by = ["coordinator"] }\n'
    found = findings(deadline("referral", "working_days = 3", late))
    assert found["exception.powerless.referral.coordinator"].clauses == ("2",)
    assert "exception.self-approved.referral" not in found
    submits = '"referral.read", "referral.submit", "referral.approve_late",'
    change = ('may = ["referral.read",', f"may = [{submits}")
    found = findings(deadline("referral", "working_days = 3", late), change=change)
    assert "exception.powerless.referral.coordinator" not in found
    assert found["exception.self-approved.referral"].level == "fault"
    both = late.replace('["coordinator"]', '["coordinator", "chair"]')
    found = findings(APPROVER + deadline("referral", "working_days = 3", both), change=change)
    assert "exception.self-approved.referral" not in found


def test_who_calls_a_meeting_may_plan_it_and_who_is_told_may_read() -> None:
    emergency = (
        '[emergency]\nclause = "2"\nasked_by = ["coordinator"]\ncalled_by = "coordinator"\n'
        'may_be_remote = true\nwords = "Soon."\n'
    )
    told = (
        '[escalation]\nclause = "1"\nmissed_actions = 3\ntell = "group"\n'
        '[[role]]\nid = "group"\ntitle = "Group"\nmay = ["{}"]\n'
    )
    found = findings(emergency + told.format("protocol.read"))
    assert found["emergency.powerless"].clauses == ("2",)
    assert found["emergency.who-and-when"].clauses == ("2",)
    assert found["escalation.reads-nothing"].clauses == ("1",)
    planner = ('may = ["referral.read",', 'may = ["meeting.plan", "referral.read",')
    found = findings(emergency + told.format("year.read"), change=planner)
    assert not {"emergency.powerless", "escalation.reads-nothing"} & set(found)


def test_an_agency_that_must_name_a_ground_has_one_to_choose() -> None:
    found = findings(CONSENT + GROUND.format("An Act", "public_authority"))
    assert found["ground.none-to-use"].clauses == ("2",)
    assert "charity" in found["ground.none-to-use"].message
    assert "ground.none-to-use" not in findings(CONSENT + GROUND.format("An Act", "every"))
    assert "ground.none-to-use" not in findings()


def test_a_ground_that_rests_on_a_repealed_act_is_a_fault() -> None:
    found = findings(GROUND.format("Data Protection Act 1998, schedule 2", "every"))
    assert found["law.outdated.ground.crime"].clauses == ("2",)
    today = findings(GROUND.format("Data Protection Act 2018", "every"))
    assert "law.outdated.ground.crime" not in today


def test_a_protocol_that_is_never_reviewed_is_a_fault() -> None:
    assert "review.absent" in findings()
    assert "review.absent" not in findings('[review]\nclause = "1"\nevery_months = 12\n')


def test_retention_by_classes_is_enough() -> None:
    kept = (
        '[retention]\nclause = "1"\n[[retention.class]]\nrecord = "case"\nyears = 6\n'
        'begins = "when it closes"\n'
    )
    assert "retention.absent" not in findings(kept)
    assert "retention.absent" in findings('[retention]\nclause = "1"\n')


def test_a_clause_is_either_kept_or_awaited() -> None:
    name = "clause.kept-and-awaited.3"
    assert findings(clauses=f"{CLAUSE}awaited = true\n")[name].clauses == ("3",)
    assert name not in findings(clauses=CLAUSE)


def test_more_than_one_narrative_clause_in_ten_is_asked_about() -> None:
    assert findings()["clauses.much-narrative"].clauses == ("1",)
    many = "".join(CLAUSE.replace('"3"', f'"{number}"') for number in range(3, 12))
    assert "clauses.much-narrative" not in findings(clauses=many)


def test_rules_without_an_example_are_named() -> None:
    one = findings()["clauses.no-example"]
    assert (one.clauses, one.message) == (
        ("2",),
        "One clause is a rule without a worked example.",
    )
    two = findings(clauses=CLAUSE)["clauses.no-example"]
    assert two.message == "Two clauses are rules without a worked example."
    awaited = ('by = ["role:coordinator"]', "awaited = true")
    assert "clauses.no-example" not in findings(change=awaited)


def test_a_withdrawal_whose_notice_is_a_question_tells_the_question() -> None:
    withdrawal = '[withdrawal]\nclause = "2"\nnotice_months = 2\nin_writing = true\n'
    notice = deadline("withdrawal", "calendar_months = 2", QUERY, 'after = "notice"')
    found = findings(withdrawal + notice)["withdrawal.unclear-notice"]
    assert found.clauses == ("2", "1")
    assert found.remedy.endswith("The edition asks: Is it so? Until then: It is not.")


def test_there_are_as_many_grounds_as_must_be_chosen() -> None:
    two = CONSENT.replace("min_grounds = 1", "min_grounds = 2") + GROUND.format("An Act", "every")
    found = findings(two)["ground.too-few"]
    assert found.message == (
        "Two grounds must be chosen to share without agreement, and the protocol names one."
    )
    assert "ground.too-few" not in findings(CONSENT + GROUND.format("An Act", "every"))


def test_the_equality_report_counts_only_what_is_asked() -> None:
    def report(*counted: str) -> str:
        return f'[equality]\nclause = "1"\nevery = "quarter"\ncharacteristics = {list(counted)}\n'

    assert "equality.not-asked" not in findings(report("age"))
    found = findings(report("age", "gender", "sexual_orientation"))["equality.not-asked"]
    assert "counts gender and sexual orientation, and" in found.message


def test_whoever_has_the_casting_vote_or_chairs_a_level_is_able_to() -> None:
    rules = (
        '[decision]\nclause = "2"\nmethod = "majority"\n{}[[level]]\nid = "low"\ntitle = "Low"\n{}'
    )
    named = rules.format('casting_vote = "coordinator"\n', 'chair = "coordinator"\n')
    found = findings(named)
    assert found["decision.powerless"].clauses == ("2",)
    assert found["level.low.powerless"].message == (
        "Coordinator chairs “Low”, and has no permission to chair the meeting."
    )
    able = ('may = ["referral.read",', 'may = ["room.enter", "room.chair", "referral.read",')
    assert not [name for name in findings(named, change=able) if name.endswith("powerless")]
    assert not [name for name in findings(rules.format("", "")) if name.endswith("powerless")]
