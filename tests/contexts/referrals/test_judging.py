"""What a protocol sends elsewhere, needs first or hears again binds whoever accepts a referral."""

from datetime import date

import pytest

from conferral.access.actor import Denied
from conferral.cases.models import Case, Duty
from conferral.referrals import operations as referrals
from conferral.referrals.queries import assessment_of, passes_over_the_deadline
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db

EXCLUSION = """
[[exclusion]]
id = "from_here"
title = "Referrals of this kind of agency"
clause = "7.1"
when = { fact = "referred_by", is = "KIND" }
redirect = "Take it to the Harbour panel."
"""
PREREQUISITE = """
[[prerequisite]]
id = "asked"
title = "Children’s social care has been asked"
clause = "12.2"
when = { answer = "child_concern", is = true }
"""
NEVER_LATE = """bypasses = ["deadline"]
heard_before = { answer = "re_referral", is = true }
"""
DUTY = """
[[duty]]
id = "adult_tells"
title = "Tell somebody of an adult"
clause = "13.2"
when = { all = [{ age_at_least = 18 }, { fact = "public_authority", is = PUBLIC }] }
who = "The referring agency"
due = { at_once = true }
wording = "Tell them."
"""


def adopted(world, added="", *pairs):
    """The panel under WESP with something added, or some words of it replaced."""
    files = make.files_of()
    files["protocol.toml"] += added
    files = make.rewritten(files, *pairs) if pairs else files
    make.adopt_files(world, files, date(2025, 6, 1))
    return world


def accept(world, referral):
    by = {"actor": world.actor("coordinator"), "now": NOW, "reasons": "Grave risk."}
    return referrals.accept(referral, **by)


@pytest.fixture
def kind(world):
    return make.submitted(world).agency.kind


def test_what_goes_elsewhere_cannot_be_accepted_and_the_refusal_says_where(world, kind):
    referral = make.submitted(adopted(world, EXCLUSION.replace("KIND", kind)))
    with pytest.raises(Denied) as refused:
        accept(world, referral)
    assert refused.value.decision.reason == (
        "Referrals of this kind of agency: not for this panel. Take it to the Harbour panel."
    )
    assert refused.value.decision.clause == "7.1"
    assert not Case.objects.exists()


def test_what_is_for_this_panel_is_accepted_as_before(world, kind):
    other = "nhs" if kind != "nhs" else "police"
    referral = make.submitted(adopted(world, EXCLUSION.replace("KIND", other)))
    assert accept(world, referral).case is not None


def test_what_is_needed_first_binds_with_its_clause(world):
    referral = make.submitted(adopted(world, PREREQUISITE), child_concern=False)
    with pytest.raises(Denied, match="Needed first: children’s social care") as refused:
        accept(world, referral)
    assert refused.value.decision.clause == "12.2"


def test_what_was_needed_first_and_is_there_stands_in_nobodys_way(world):
    referral = make.submitted(adopted(world, PREREQUISITE), child_concern=True)
    assert accept(world, referral).case is not None


@pytest.mark.parametrize(("again", "never_late"), [(True, True), (False, False)])
def test_a_repeat_is_never_late_where_its_protocol_says_so(world, again, never_late):
    before = 'heard_before = { answer = "re_referral", is = true }\n'
    adopted(world, "", (before, NEVER_LATE))
    worse = {"escalated_since": "He found out where she lives."} if again else {}
    referral = make.submitted(world, re_referral=again, **worse)
    assert passes_over_the_deadline(referral, make.TODAY) is never_late


def test_where_a_protocol_has_no_rule_on_repeats_what_is_late_stays_late(world):
    files = make.files_of()
    start = files["protocol.toml"].index("[repeat]")
    end = files["protocol.toml"].index("[[criterion]]")
    text = files["protocol.toml"][:start] + files["protocol.toml"][end:]
    clauses = files["clauses.toml"].replace('"repeat:escalated_since", ', "")
    files |= {"protocol.toml": text, "clauses.toml": clauses}
    examples = {name for name in files if name.startswith("examples/")}
    make.adopt_files(world, {n: t for n, t in files.items() if n not in examples}, date(2025, 6, 1))
    referral = make.submitted(world)
    assert assessment_of(referral, make.TODAY).repeat is None
    assert not passes_over_the_deadline(referral, make.TODAY)


@pytest.mark.parametrize("public", [True, False])
def test_duties_may_rest_on_what_is_known_of_her_and_of_the_agency(world, public):
    adopted(world, DUTY.replace("PUBLIC", str(public).lower()))
    referral = make.submitted(world)
    raised = Duty.objects.filter(rule="adult_tells").exists()
    assert raised is (referral.agency.public_authority is public)
