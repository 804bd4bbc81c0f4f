"""Writing a referral: nothing typed is lost, and what is wrong is said in words."""

import pytest

from conferral.cases.models import Duty
from conferral.referrals import operations as referrals
from conferral.referrals.models import Referral
from conferral.referrals.queries import answers_of, answers_on
from tests import make
from tests.web.referrals.pages import address, as_typed, mark_in, opened, posted


def test_refer_someone_begins_a_draft_and_shows_its_parts(client, world):
    answer = posted(client, world, "member", "referral-new")
    assert answer.status_code == 303
    page = client.get(answer["Location"]).content.decode()
    assert "Refer someone to the panel" in page
    assert page.count("Not started") == 16
    assert "Thursday 19 November, 5pm" in page and "Tuesday 24 November" in page


def test_a_role_that_may_not_refer_is_refused_with_its_reason(client, world):
    answer = posted(client, world, "chair", "referral-new")
    assert answer.status_code == 403
    assert "does not let you draft a referral" in answer.content.decode()


PAGES = {
    "referral": (
        "who reach her-words agreement flags-violence flags-health flags-life need criterion "
        "children risk-people background agencies care statistics again"
    ),
    "consent": "told agreed",
}


@pytest.mark.parametrize(
    "form, page", [(form, page) for form, pages in PAGES.items() for page in pages.split()]
)
def test_every_page_shows_its_answers_and_saves_them_as_they_were(client, world, form, page):
    referral = make.written(world)
    before = answers_on(referral, form)
    where = ("referral-page", referral.uid, form, page)
    assert opened(client, world, "member", *where).status_code == 200
    boxes = as_typed(referral, page, before, form)
    assert posted(client, world, "member", *where, **boxes).status_code == 303
    after = answers_on(Referral.objects.get(pk=referral.pk), form)
    assert values_in(after) == values_in(before)


def values_in(answers):
    values = {key: one["value"] for key, one in answers.items() if one.get("value") != ""}
    return {key: each.strip() if isinstance(each, str) else each for key, each in values.items()}


def test_what_is_wrong_is_said_and_what_was_typed_is_kept_and_saved(client, world):
    referral = make.draft(world)
    answer = posted(
        client, world, "member", "referral-page", referral.uid, "referral", "flags-violence",
        rf_strangulation="present", rf_strangulation__when="about 20 Oct 2026",
        rf_control="not_known",
    )  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "One thing to put right" in page
    assert 'href="#id_rf_strangulation__source"' in page
    assert 'value="about 20 Oct 2026"' in page
    kept = answers_of(Referral.objects.get(pk=referral.pk))
    assert kept["rf_strangulation"]["value"]["when"] == "about 20 Oct 2026"
    assert kept["rf_control"]["value"]["state"] == "not_known"


def test_a_day_that_is_none_is_kept_as_it_was_typed(client, world):
    referral = make.draft(world)
    where = ("referral-page", referral.uid, "referral", "who")
    answer = posted(
        client, world, "member", *where, name="Juniper Vale", date_of_birth="30 Feb 1997"
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no 30 February 1997" in page and 'value="30 Feb 1997"' in page
    again = client.get(address(world, *where)).content.decode()
    assert 'value="30 Feb 1997"' in again and 'value="Juniper Vale"' in again


@pytest.mark.parametrize("typed, kept", [
    ("2 march 1997", {"value": "1997-03-02"}),
    ("2/3/97", {"value": "1997-03-02"}),
    ("about 1997", {"value": {"about": "about 1997"}}),
])  # fmt: skip
def test_days_are_taken_as_people_type_them(client, world, typed, kept):
    referral = make.draft(world)
    where = ("referral-page", referral.uid, "referral", "who")
    answer = posted(client, world, "member", *where, date_of_birth=typed)
    assert answer.status_code == 303
    assert answers_of(Referral.objects.get(pk=referral.pk))["date_of_birth"] == kept


def test_an_empty_box_may_wait_for_the_end_but_is_named_when_asked_for(client, world):
    referral = make.draft(world)
    where = ("referral-page", referral.uid, "referral", "flags-violence")
    assert posted(client, world, "member", *where).status_code == 303
    page = client.get(address(world, *where) + "?missing=yes").content.decode()
    assert "Six things to put right" in page
    assert "Choose “present”, “not present” or “not known”." in page


def test_a_reasoned_unknown_is_an_answer_and_asks_why(client, world):
    referral = make.draft(world)
    where = ("referral-page", referral.uid, "referral", "reach")
    unknown = {"safe_number__unknown": "not_asked_unsafe", "may_write": "unknown-not_known"}
    answer = posted(client, world, "member", *where, **unknown)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why it was not safe to ask." in page and "Say why it is not known." in page
    why = {"safe_number__why": "He was there", "may_write__why_not_known": "Nobody has asked"}
    assert posted(client, world, "member", *where, **unknown, **why).status_code == 303
    kept = answers_of(Referral.objects.get(pk=referral.pk))
    assert kept["safe_number"] == {"unknown": "not_asked_unsafe", "why": "He was there"}
    assert kept["may_write"] == {"unknown": "not_known", "why": "Nobody has asked"}


def test_an_answer_beside_an_unknown_asks_which_it_is(client, world):
    referral = make.draft(world)
    where = ("referral-page", referral.uid, "referral", "who")
    answer = posted(client, world, "member", *where, name="Juno", name__unknown="declined")
    assert answer.status_code == 422
    assert "Keep one of the two" in answer.content.decode()


def test_stopping_saves_what_is_wrong_as_well(client, world):
    referral = make.draft(world)
    where = ("referral-page", referral.uid, "referral", "who")
    answer = posted(client, world, "member", *where, date_of_birth="nonsense", stop="yes")
    assert answer.status_code == 303
    page = client.get(answer["Location"]).content.decode()
    assert "Saved." in page and "Half done" in page


@pytest.mark.safety
def test_a_worry_about_a_child_raises_its_duty_while_the_referral_is_a_draft(client, world):
    referral = make.draft(world)
    where = ("referral-page", referral.uid, "referral", "children")
    answer = posted(client, world, "member", *where, child_concern="yes")
    duty = Duty.objects.get(person=referral.person)
    assert (duty.rule, duty.due_on) == ("child_concern", make.TODAY)
    assert "Tell children’s social care now." in client.get(answer["Location"]).content.decode()
    start = client.get(address(world, "referral", referral.uid)).content.decode()
    assert "Needs you now" in start and address(world, "duty", duty.uid) in start


def test_a_question_that_does_not_arise_is_not_asked(client, world):
    referral = make.draft(world)
    page = opened(client, world, "member", "referral-page", referral.uid, "referral", "care")
    assert 'id="id_capacity_doubt-more"' in page.content.decode()
    start = client.get(address(world, "referral", referral.uid)).content.decode()
    assert "What she was told" not in start
    posted(client, world, "member", "referral-page", referral.uid, "referral", "agreement",
           consent_route="without")  # fmt: skip
    start = client.get(address(world, "referral", referral.uid)).content.decode()
    assert "Why she has not agreed" in start and "What she was told" not in start


def test_the_grounds_and_bases_are_those_of_the_kind_of_agency(client, world):
    pages = {}
    for who in ("member", "police"):
        referral = make.draft(world, who)
        answers = {"consent_route": {"value": "without"}}
        referrals.save_answers(
            referral, actor=world.actor(who), now=make.NOW, form="referral", answers=answers
        )
        where = (referral.uid, "sharing-without-consent", "sharing")
        pages[who] = opened(client, world, who, "referral-page", *where).content.decode()
    assert 'value="legitimate_interests"' in pages["member"]
    assert 'value="legitimate_interests"' not in pages["police"]
    assert "Crime and Disorder Act 1998, section 115" in pages["police"]


@pytest.mark.parametrize("who, found", [("member", 200), ("housing", 404), ("coordinator", 404)])
@pytest.mark.safety
def test_a_draft_is_its_own_agencys_alone(client, world, who, found):
    referral = make.draft(world)
    for where in (("referral", referral.uid), ("referral-check", referral.uid),
                  ("referral-page", referral.uid, "referral", "who")):  # fmt: skip
        assert opened(client, world, who, *where).status_code == found


def test_a_page_that_is_not_there_is_not_found(client, world):
    referral = make.draft(world)
    for where in (("referral", "nowhere"), ("nothing", "who"), ("consent", "told")):
        answer = opened(client, world, "member", "referral-page", referral.uid, *where)
        assert answer.status_code == 404


def test_two_windows_do_not_overwrite_each_other_unseen(client, world):
    referral = make.draft(world)
    where = ("referral-page", referral.uid, "referral", "need")
    first = mark_in(opened(client, world, "member", *where))
    posted(client, world, "member", *where, multi_agency_reason="From one window", as_opened=first)
    answer = posted(client, world, "member", *where, in_borough="yes",
                    multi_agency_reason="From another", as_opened=first)  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "changed in another window" in page
    assert "From one window" in page and "From another" in page
    kept = answers_of(Referral.objects.get(pk=referral.pk))
    assert kept["multi_agency_reason"] == {"value": "From one window"}
    mark = mark_in(answer)
    answer = posted(client, world, "member", *where, in_borough="yes",
                    multi_agency_reason="From another", as_opened=mark)  # fmt: skip
    assert answer.status_code == 303


def test_a_window_left_open_after_sending_keeps_what_was_typed_and_says_why(client, world):
    referral = make.submitted(world)
    where = ("referral-page", referral.uid, "referral", "need")
    answer = posted(client, world, "member", *where, multi_agency_reason="Too late for this")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This referral has been sent." in page and "Too late for this" in page
