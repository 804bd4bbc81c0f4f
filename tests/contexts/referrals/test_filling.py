"""Each answer goes to the record that its question fills, and comes back for its author."""

import json

import pytest

from conferral.audit.queries import lines
from conferral.cases.models import SharingBasis
from conferral.people.models import EqualityProfile, Person, SafeContact
from conferral.protocol.forms.form import missing
from conferral.referrals import operations as referrals
from conferral.referrals.gaps import still_missing
from conferral.referrals.models import Referral
from conferral.referrals.queries import answers_of, answers_on, basis_of, forms_of, shown
from tests import make

NOW = make.NOW
ROUND_TRIP = {
    "name": ["Juniper Vale", {"unknown": "declined"}, {"unknown": "not_known"}],
    "alias": ["Juno"],
    "date_of_birth": [
        "1997-03-02", {"value": {"about": "spring 1997"}}, {"unknown": "not_asked_unsafe"},
        {"value": "31 February 1997"},
    ],
    "estimated_age": [29, "29"],
    "language": ["Polish", {"unknown": "not_known"}],
    "communication": ["An interpreter, never family"],
    "contact_warning": ["Never ring", {"unknown": "not_applicable", "why": "She lives alone"}],
    "safe_number": ["07700 900123", {"unknown": "not_asked_unsafe", "why": "He was there"}],
    "safe_times": ["Mornings"],
    "safe_words": ["“It is the library”"],
    "may_leave_message": [True, False, {"unknown": "not_known"}],
    "may_write": [True, False, {"unknown": "not_applicable"}],
    "do_not_use": ["The landline"],
    "address": ["12 Quay Street", {"unknown": "declined"}],
    "area": ["The quays", {"unknown": "not_asked_unsafe"}],
    "gender": ["woman", {"unknown": "not_known"}],
    "ethnicity": ["white_british", {"unknown": "not_asked_unsafe", "why": "Not the moment"}],
    "disability": ["none"],
    "her_views": ["She is frightened", {"unknown": "declined"}],
    "capacity_doubt": [True, False],
}  # fmt: skip
CASES = [(question, said) for question, every in ROUND_TRIP.items() for said in every]


def save(world, referral, form="referral", **answers):
    answers = {
        key: value if isinstance(value, dict) else {"value": value}
        for key, value in answers.items()
    }
    return referrals.save_answers(
        referral, actor=world.actor("member"), now=NOW, form=form, answers=answers
    )


@pytest.mark.parametrize(("question", "said"), CASES)
def test_an_answer_comes_back_as_it_was_given(world, question, said):
    referral = save(world, make.draft(world), **{question: said})
    wanted = said if isinstance(said, dict) else {"value": said}
    if said == "29":
        wanted = {"value": 29}
    assert answers_of(Referral.objects.get(pk=referral.pk)) == {question: wanted}


@pytest.mark.parametrize("question", ROUND_TRIP)
def test_an_unknown_and_an_answer_take_each_others_place(world, question):
    referral, said = make.draft(world), ROUND_TRIP[question][0]
    for answer in ({"unknown": "not_known"}, {"value": said}, {"unknown": "not_known"}):
        save(world, referral, **{question: answer})
        assert answers_of(Referral.objects.get()) == {question: answer}


@pytest.mark.parametrize("question", ["name", "alias", "safe_number", "area", "date_of_birth"])
def test_an_answer_can_be_emptied(world, question):
    referral = save(world, make.draft(world), **{question: ROUND_TRIP[question][0]})
    save(world, referral, **{question: ""})
    assert question not in answers_of(Referral.objects.get())


APART = {
    "name": "canary-name", "alias": "canary-alias", "language": "canary-language",
    "contact_warning": "canary-warning", "safe_number": "canary-number",
    "safe_times": "canary-times", "safe_words": "canary-words", "do_not_use": "canary-not",
    "address": "canary-address", "area": "canary-area", "ethnicity": "canary-ethnicity",
    "gender": "canary-gender", "sexual_orientation": "canary-orientation",
}  # fmt: skip


def test_what_belongs_to_her_never_stays_in_the_referral_or_the_record(world):
    referral = make.submitted(world)
    referrals.return_for_information(
        referral, actor=world.actor("coordinator"), now=NOW, reasons={"name": "In full?"}
    )
    save(world, referral, **APART)
    kept = json.dumps(Referral.objects.get().answers)
    assert "canary" not in kept
    assert "canary" not in str(lines(world.partnership.pk))
    assert {key: answers_of(referral)[key]["value"] for key in APART} == APART
    her = Person.objects.get()
    assert (her.name, her.alias) == ("canary-name", "canary-alias")
    assert SafeContact.objects.get().number == "canary-number"
    assert her.address.text == "canary-address"
    assert EqualityProfile.objects.get().answers["gender"] == {"value": "canary-gender"}


@pytest.mark.parametrize(
    ("who", "number", "views"), [("member", True, True), ("coordinator", False, True)]
)
def test_what_is_kept_apart_is_shown_to_her_own_agency_alone(world, who, number, views):
    referral = make.submitted(world)
    seen = {
        each.question.id: each.text for each in shown(referral, "referral", actor=world.actor(who))
    }
    assert ("safe_number" in seen) == number
    assert ("address" in seen) or who == "coordinator"
    assert ("gender" in seen) == number
    assert ("her_views" in seen) == views
    assert ("07700" in str(seen)) == number


def test_answers_are_shown_in_words_with_what_was_asked_again(world):
    referral = make.submitted(world, views_heard_on="2026-11-10")
    referrals.return_for_information(
        referral, actor=world.actor("coordinator"), now=NOW, reasons={"name": "In full?"}
    )
    save(world, referral, her_wishes={"unknown": "declined", "why": "Too tired"})
    seen = {
        each.question.id: each for each in shown(referral, "referral", actor=world.actor("member"))
    }
    assert seen["views_heard_on"].text == "10 November 2026"
    assert seen["in_borough"].text == "Yes"
    assert seen["where_selling"].text == "On the street"
    assert seen["rf_violence"].text == "Present. She told Nell Ferrier. 10 Nov 2026"
    assert seen["her_wishes"].unknown
    assert seen["her_wishes"].text.endswith("preferred not to say: Too tired")
    assert seen["name"].asked_again == "In full?"
    assert "police_contact_12_months" not in seen


@pytest.mark.parametrize(
    ("chosen", "route"), [("consent", "consent"), ("without", "sharing-without-consent")]
)
def test_either_form_about_sharing_is_needed_by_her_answer(world, chosen, route):
    referral = save(world, make.draft(world), consent_route=chosen)
    assert [form.id for form in forms_of(referral)] == ["referral", route]
    assert {form.id for form, _gap in still_missing(referral)} == {"referral", route}


@pytest.mark.parametrize("chosen", ["consent", "without"])
def test_a_referral_goes_with_her_consent_or_with_the_reasons_without_it(world, chosen):
    referral = make.accepted(world, consent_route=chosen)
    basis = SharingBasis.objects.get()
    assert basis.case == referral.case
    words = {"consent": "Her consent, recorded on", "without": "Without her consent, on grounds"}
    assert basis.in_words.startswith(words[chosen])
    assert referral.case.disclosures.get().basis == basis.in_words


@pytest.mark.parametrize("asked_for", [1, 2])
def test_as_many_grounds_are_chosen_as_the_edition_asks_for(world, asked_for):
    grounds = ("min_grounds = 1", f"min_grounds = {asked_for}")
    make.adopt_files(world, make.rewritten(make.files_of(), grounds), make.TODAY)
    referral = make.written(world, consent_route="without")
    save(world, referral, "sharing-without-consent", grounds=["public_interest"])
    found = [(gap.reason, gap.clause) for _form, gap in still_missing(referral)]
    assert found == ([] if asked_for == 1 else [("Choose at least two grounds.", "8.7")])


def test_the_form_without_consent_withholds_what_it_says(world):
    case = make.accepted(world, consent_route="without").case
    assert case.disclosures.get().withheld.endswith(make.WORDS * 5)


def test_changing_the_route_keeps_what_was_written_on_both_forms(world):
    referral = make.written(world)
    save(world, referral, consent_route="without")
    save(world, referral, "sharing-without-consent", decided_by="Kit Larkspur")
    assert {form.id for form, _gap in still_missing(referral)} == {"sharing-without-consent"}
    save(world, referral, consent_route="consent")
    assert still_missing(referral) == ()
    assert answers_on(referral, "sharing-without-consent") == {
        "decided_by": {"value": "Kit Larkspur"}
    }
    assert basis_of(referral, "consent").recorded_by == world.users["member"]


def test_a_complete_form_misses_nothing(world):
    referral = make.written(world)
    form = referral.protocol.form("referral")
    assert missing(form, answers_of(referral)) == ()
    assert len(answers_of(referral)) == len(form.questions)
