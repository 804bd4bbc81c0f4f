"""The differences between two editions, each said once, and who feels them."""

from typing import Any

import pytest

from conferral.protocol.comparing.diff import KINDS, Difference, Felt, compare, felt_by
from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import load, read_folder, shipped
from tests.protocol.checking import (
    APPROVER,
    CLAUSE,
    DEFAULT,
    EVERY_MONTH,
    QUERY,
    criterion,
    deadline,
    eligibility,
    mark,
)
from tests.protocol.tiny import files

TUESDAYS = f'{EVERY_MONTH}day = {{ nth = "last", weekday = "tuesday", at = "09:30" }}\n'
ELEVEN = TUESDAYS.replace("year = 12", "year = 11").replace("months = [] ", "months = [8] ")
RETENTION = '[retention]\nclause = "1"\nyears = {}\n'
GROUND = (
    '[[ground]]\ncode = "crime"\ntitle = "Crime"\nsentence = "So."\nlimits = "Few."\n'
    'law = "An Act"\nfor_controllers = ["every"]\n'
)
DUTY = (
    '[[duty]]\nid = "tell"\ntitle = "Tell"\nwho = "{}"\nwording = "Tell."\nclause = "2"\n'
    'when = {{ answer = "local", is = true }}\ndue = {{ at_once = true }}\n'
)
QUESTION = '[[question]]\npage = "why"\nid = "more"\nkind = "text"\nask = "More?"\nclause = "2"\n'


def written(protocol: str = "", clauses: str = "", form: str = "", **more: Any) -> Edition:
    return load(files(protocol, clauses, form, **more))


def between(before: Edition, after: Edition) -> dict[str, Difference]:
    found = compare(before, after)
    by_id = {each.id: each for each in found}
    assert len(by_id) == len(found), "something is said twice"
    assert [each.kind for each in found] == sorted((e.kind for e in found), key=KINDS.index)
    assert all(each.sentence.endswith((".", "?", ".”", "?”")) for each in found)
    return by_id


def one(before: Edition, after: Edition) -> Difference:
    (found,) = between(before, after).values()
    return found


def test_an_edition_does_not_differ_from_itself() -> None:
    wesp = load(read_folder(shipped()["wesp/1"]))
    assert compare(wesp, wesp) == ()


def test_a_new_name_is_said_once_wherever_it_stands() -> None:
    says = CLAUSE.replace("There is a third", "The TINY way")
    new = written(clauses=says.replace("TINY", "GRAND"), change=('"TINY"', '"GRAND"'))
    found = one(written(clauses=says), new)
    assert (found.kind, found.id) == ("name", "name")
    assert found.sentence == (
        "The panel is now called A tiny panel (GRAND); it was called A tiny panel (TINY)."
    )
    assert (found.before, found.after) == ("A tiny panel (TINY)", "A tiny panel (GRAND)")


def test_a_deadline_that_moves_says_both_and_cites_both() -> None:
    before = written(deadline("referral", "working_days = 7", 'by = "17:00"'))
    after = written(
        deadline("referral", "working_days = 3", 'by = "17:00"').replace('"1"', '["2", "1"]')
    )
    assert one(before, after).as_json() == {
        "kind": "deadline",
        "id": "deadline.referral",
        "clauses_before": ["1"],
        "clauses_after": ["2", "1"],
        "before": "seven working days before the meeting, by 5pm",
        "after": "three working days before the meeting, by 5pm",
        "sentence": "“The referral”: three working days before the meeting, by 5pm, where it was "
        "seven working days before the meeting, by 5pm.",
    }


@pytest.mark.parametrize(
    "within, anchor, said",
    [
        ("week_before = true", 'before = "meeting"', "in the week before the meeting"),
        ("same_day = true", 'after = "meeting"', "on the day of the meeting"),
        ('end_of = "week"', 'after = "noticed"', "by the end of the week after it was noticed"),
        ("same_day = true", 'after = "noticed"', "on the day when it was noticed"),
        ("at_once = true", 'after = "noticed"', "at once when it was noticed"),
        ('end_of = "meeting"', 'after = "meeting"', "by the end of the meeting"),
        ("days = 2", 'after_deadline = "agenda"', "two days after “agenda”"),
        (
            "working_days = 1",
            'before = "meeting"\nnation = "SCT"',
            "one working day before the meeting, in working days of Scotland",
        ),
    ],
)
def test_every_kind_of_deadline_has_words(within: str, anchor: str, said: str) -> None:
    agenda = deadline("agenda", "days = 3")
    after = written(agenda + deadline("papers", within, anchor=anchor))
    found = one(written(agenda), after)
    assert found.sentence == f"“The papers” is new: {said}."


def test_an_exception_is_said_with_who_agrees() -> None:
    late = 'exception = { clause = "2", reason = "danger", approved_by = ["coordinator"] }\n'
    plain, excepted = (
        written(deadline("referral", "working_days = 3", more)) for more in ("", late)
    )
    assert one(plain, excepted).sentence == (
        "“The referral”: the exception: danger, agreed by coordinator, where nothing was set."
    )
    assert one(excepted, plain).sentence == (
        "“The referral”: the exception: nothing any more, where it was danger, agreed by "
        "coordinator."
    )


def test_twelve_meetings_become_eleven_and_the_free_month_is_said() -> None:
    found = between(written(TUESDAYS), written(ELEVEN))
    assert found["cadence"].sentence == (
        "When the panel meets: the number of meetings a year: 11, where it was 12."
    )
    assert found["cadence.free"].sentence == (
        "The months without a meeting: the months: now also August."
    )
    assert found["cadence.free"].clauses_after == ("1",)


def test_a_table_that_comes_or_goes_is_said_with_its_values() -> None:
    bare, kept = written(), written(RETENTION.format(6))
    assert one(bare, kept).sentence == "How long records are kept is new: 6."
    gone = one(kept, bare)
    assert gone.sentence == "How long records are kept is no longer there: it was 6."
    assert (gone.before, gone.after, gone.clauses_after) == ("6", "", ())


def test_a_table_that_is_left_out_is_not_said_to_have_been_there() -> None:
    every_month = (
        '[cadence]\nclause = "1"\nday = { nth = "last", weekday = "tuesday", at = "09:30" }\n'
    )
    august = (
        '[cadence.free]\nclause = "1"\nmonths = [8]\nsource = "default"\nnote = "August?"\n'
        'meanwhile = "None in August."\n'
    )
    found = one(written(every_month), written(every_month + august))
    assert found.sentence == (
        "The months without a meeting is new: August; it is our value, to be confirmed."
    )
    assert (found.before, found.after, found.clauses_before) == ("", "August", ())


def test_a_new_title_is_said_beside_the_old_one() -> None:
    before = deadline("papers", "working_days = 3")
    renamed = before.replace("The papers", "The pack")
    assert one(written(before), written(renamed)).sentence == (
        "“The pack”: before, it was “The papers”."
    )
    later = renamed.replace("= 3", "= 2")
    assert one(written(before), written(later)).sentence == (
        "“The pack” (before, “The papers”): two working days before the meeting, where it was "
        "three working days before the meeting."
    )


def test_roles_say_what_they_may_and_may_no_longer_do() -> None:
    fewer = APPROVER.replace('"minutes.approve"', '"year.read"')
    found = one(written(APPROVER), written(fewer))
    assert found.sentence == (
        "“Chair”: may now also read the year of meetings and deadlines; may no longer approve "
        "minutes."
    )
    both = APPROVER.replace('["minutes.approve"]', '["year.read", "minutes.approve"]')
    turned = both.replace('"year.read", "minutes.approve"', '"minutes.approve", "year.read"')
    assert compare(written(both), written(turned)) == ()


def test_the_title_of_the_document_and_its_kind_are_said() -> None:
    book = ('document = "A page"', 'document = "A book"')
    assert one(written(), written(change=book)).sentence == (
        "The document: the document: “A book”, where it was “A page”."
    )
    meeting = ('"standing_panel"', '"planning_meeting"')
    assert one(written(), written(change=meeting)).sentence == (
        "The protocol: the kind: planning meeting, where it was standing panel."
    )


def test_a_day_that_the_panel_is_closed_is_said() -> None:
    closed = '[[calendar.closure]]\nday = 2026-12-24\nname = "Winter"\n'
    assert one(written(), written(closed)).sentence == (
        "Calendar: the closure: now also Thursday 24 December 2026, “Winter”."
    )


def test_lists_inside_a_value_are_said() -> None:
    one_nation = '[[calendar.holiday]]\nday = 2026-06-15\nname = "Cup"\nnations = ["SCT", "WLS"]\n'
    found = one(written(), written(one_nation))
    assert found.after == "Monday 15 June 2026, “Cup”, “SCT” and “WLS”"


def test_records_are_told_apart_by_their_class() -> None:
    classes = (
        '[retention]\nclause = "1"\n[[retention.class]]\nrecord = "case"\nyears = {}\n'
        'begins = "then"\n'
    )
    found = one(written(classes.format(6)), written(classes.format(7)))
    assert (found.id, found.clauses_after) == ("retention.class.case", ("1",))


def test_how_often_something_comes_round_is_said() -> None:
    def weekly(every: str) -> Edition:
        return written(f'[[periodic]]\nid = "look"\ntitle = "Look"\nclause = "1"\n{every}\n')

    before, after = (
        weekly(f'who = "coordinator"\nevery = {{ {each} }}') for each in ("weeks = 1", "months = 3")
    )
    assert one(before, after).sentence == (
        "“Look”: the interval: every three months, where it was every week."
    )


def test_a_list_in_another_order_is_said() -> None:
    def aims(*each: str) -> Edition:
        return written(change=('scope = "Adults."', f'scope = "Adults."\naims = {list(each)}'))

    assert one(aims("One a.", "Two b."), aims("Two b.", "One a.")).sentence == (
        "Whom the panel is for: the aims: in another order."
    )


def test_conditions_are_said_in_words_on_both_sides() -> None:
    before = written(eligibility('{ answer = "local", is = true }'))
    after = written(
        eligibility('{ all = [{ answer = "local", is = true }, { age_at_least = 18 }] }')
    )
    assert one(before, after).sentence == (
        "“At risk”: the condition: “Is she local?” is yes and the age is 18 or more, where it was "
        "“Is she local?” is yes."
    )
    added = one(written(), written(criterion("{ age_at_least = 18 }")))
    assert (added.kind, added.clauses_after) == ("criterion", ("2",))


def test_duties_grounds_and_questions_are_told_apart() -> None:
    found = between(
        written(DUTY.format("You")), written(DUTY.format("All of us") + GROUND, form=QUESTION)
    )
    assert (
        found["duty.tell"].sentence == "“Tell”: the one to do it: “All of us”, where it was “You”."
    )
    assert found["ground.crime"].kind == "ground"
    more = found["form.referral.question.more"]
    assert (more.kind, more.clauses_after) == ("form", ("2",))
    assert more.sentence.startswith("“More?” is new: ")


def test_a_choice_that_is_offered_no_more_is_said() -> None:
    fewer = ('{ value = "indoors", label = "Indoors" }', '{ value = "home", label = "At home" }')
    assert one(written(), written(change=fewer)).sentence == (
        "“Where?”: the options: now also “At home”, no longer “Indoors”."
    )


def test_a_value_that_becomes_a_question_is_said_though_it_stays_the_same() -> None:
    given = written(deadline("papers", "days = 3"))
    asked = written(deadline("papers", "days = 3", QUERY))
    assert one(given, asked).sentence == (
        "“The papers”: before, the document says it, and now it is a question to be answered."
    )
    assert one(asked, given).before == "it is a question to be answered"
    ours = written(deadline("papers", "days = 4", DEFAULT))
    assert one(given, ours).after == "four days before the meeting"


def test_an_open_query_that_is_answered_is_gone() -> None:
    query = '[[query]]\nid = "gap"\ntitle = "No gap"\nclause = "2"\nnote = "A?"\nmeanwhile = "B."\n'
    found = one(written(query), written())
    assert (found.kind, found.id, found.clauses_before) == ("query", "query.gap", ("2",))
    assert found.sentence == "The question “No gap” is no longer there."


def test_clauses_that_come_go_or_change_are_said() -> None:
    third = written(clauses=CLAUSE)
    added = one(written(), third)
    assert added.sentence == "Clause 3, “The third”, is new: There is a third."
    assert one(third, written()).clauses_before == ("3",)
    changed = one(third, written(clauses=CLAUSE.replace("is a third", "was a third")))
    assert changed.sentence == (
        "Clause 3, “The third”, now says: There was a third. It said: There is a third."
    )
    assert (changed.before, changed.after) == ("There is a third.", "There was a third.")


def test_a_clause_whose_value_already_says_it_is_not_said_again() -> None:
    def kept(years: int) -> Edition:
        said = ("There is a rule.", f"Records are kept for {years} years.")
        return written(RETENTION.format(years).replace('"1"', '"2"'), change=said)

    assert one(kept(6), kept(7)).id == "retention"


def test_a_fault_that_comes_or_is_put_right_is_said() -> None:
    sound, marked = written(clauses=CLAUSE), written(clauses=mark("slip", 'about = "a word"'))
    assert one(sound, marked).sentence == (
        "Clause 3, “The third”, now holds what seems to be a slip of the pen: a word."
    )
    assert one(marked, sound).sentence == (
        "No longer so: clause 3, “The third”, holds what seems to be a slip of the pen: a word."
    )
    bare = written(clauses=mark("gendered"))
    assert one(sound, bare).sentence.endswith("speaks of anyone.")


def test_what_only_the_words_show_is_said_to_follow_the_edition_before() -> None:
    change = (
        '[[wording_change]]\nid = "contents"\nclause = ["3", "2"]\nsays = "A page was added."\n'
        'before = "none"\nafter = "one"\n'
    )
    follows = ('document = "A page"', 'document = "A page"\npredecessor = "tiny/1"')
    new = written(change, clauses=CLAUSE, change=follows)
    found = between(written(), new)["wording.contents"]
    assert (found.clauses_before, found.clauses_after) == (("2",), ("3", "2"))
    assert (found.before, found.after, found.sentence) == ("none", "one", "A page was added.")
    assert "wording.contents" not in between(written(), written(change, clauses=CLAUSE))


def test_whoever_feels_a_difference_is_told() -> None:
    old = written(
        deadline("referral", "working_days = 7")
        + deadline("papers", "days = 3")
        + TUESDAYS
        + RETENTION.format(6)
    )
    new = written(
        deadline("referral", "working_days = 3")
        + deadline("agenda", "days = 3")
        + ELEVEN
        + RETENTION.format(7)
        + eligibility("{ age_at_least = 18 }")
        + DUTY.format("You")
        + APPROVER
    )
    felt = felt_by(compare(old, new))
    said = [each.sentence for each in felt]
    assert said[0] == (
        "For a meeting planned under the old edition referrals close seven working days before the "
        "meeting; for one planned under the new edition three working days before the meeting."
    )
    assert [each.who for each in felt] == [
        "referral",
        "meeting",
        "meeting",
        "referral",
        "case",
        "meeting",
        "people",
        "records",
    ]
    assert "“The papers”: what began under the old edition keeps" in said[1] + said[2]
    assert "what begins under the new one is not asked for it." in said[1] + said[2]
    assert felt[-1].because == ("retention",)
    assert felt[0].as_json()["because"] == ["deadline.referral"]


def test_a_difference_in_words_alone_is_felt_by_nobody() -> None:
    assert felt_by(compare(written(), written(clauses=CLAUSE))) == ()


def test_roles_are_counted_and_a_deadline_without_a_title_is_named_by_its_id() -> None:
    two = APPROVER + APPROVER.replace('"chair"', '"vice"')
    (felt,) = felt_by(compare(written(), written(two)))
    assert felt.sentence.startswith("What people in two roles may do changes")
    plain = Difference("deadline", "deadline.x", (), (), "a", "b", "It changed.")
    (found,) = felt_by([plain])
    assert found == Felt(
        "meeting",
        "“deadline.x”: what began under the old edition keeps a; what begins under the new one "
        "has b.",
        ("deadline.x",),
    )


@pytest.mark.parametrize(
    "was, now, said",
    [
        ('clause = "1"', 'clause = ["1", "2"]', "the clauses: now also 2"),
        ("Is it so?", "Is that so?", "the open question: “Is that so?”, where it was “Is it so?”"),
        ("It is not.", "Not at all.", "what holds until it is answered: “Not at all.”, where it"),
    ],
)
def test_what_a_value_rests_on_is_said_where_the_value_stays_the_same(
    was: str, now: str, said: str
) -> None:
    asked = deadline("papers", "days = 3", QUERY)
    found = one(written(asked), written(asked.replace(was, now)))
    assert found.id == "deadline.papers"
    assert said in found.sentence


def test_a_new_heading_over_a_table_is_said() -> None:
    retention = '[retention]\ntitle = "{}"\nclause = "1"\nyears = 6\n'
    found = one(written(retention.format("Old records")), written(retention.format("All records")))
    assert found.sentence == "“All records”: before, it was “Old records”."


@pytest.mark.parametrize(
    "was, now, said",
    [
        (
            'value = "street"',
            'value = "road"',
            "the codes of the answers: now also road, no longer",
        ),
        ('page = "why"\nid = "where"', 'page = "who"\nid = "where"', "the page: who, where it was"),
    ],
)
def test_a_code_or_a_page_that_changes_alone_is_said(was: str, now: str, said: str) -> None:
    before = files()
    after = {name: text.replace(was, now) for name, text in before.items()}
    assert said in one(load(before), load(after)).sentence
