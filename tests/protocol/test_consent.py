"""What is asked of her before agencies share: not needed, sought or required."""

from typing import Any

import pytest

from conferral.protocol.conditions.answers import Facts
from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import load
from conferral.protocol.rules.consent import ConsentStance, Stance
from tests.protocol.tiny import FORM, edition, files, problems

POLICY = """
[consent]
clause = "1"
policy = "Ask her."
form = "consent"
without_form = "consent"
min_grounds = 1
"""
CHILD = """
[[consent.stance]]
id = "child"
when = { age_at_least = 18 }
stance = "seek"
says = "Ask her."
clause = "2"
"""
WEAPON = """
[[consent.stance]]
id = "weapon"
when = { critical_flag_present = true }
stance = "not_needed"
says = "Share now."
clause = "2"
"""
REST = """
[[consent.stance]]
id = "rest"
stance = "required"
says = "Only if she agrees."
"""
CONSENT_FORM = FORM.replace('id = "referral"', 'id = "consent"', 1)


def written(protocol: str) -> dict[str, str]:
    return files(protocol) | {"forms/consent.toml": CONSENT_FORM}


def panel(protocol: str) -> Edition:
    return load(written(protocol))


def weapon(state: str) -> dict[str, Any]:
    return {"rf_weapon": {"value": {"state": state, "source": "Police"}}}


@pytest.mark.parametrize(
    "state, age, stance, sure",
    [
        ("present", 17, Stance.NOT_NEEDED, True),
        ("not_present", 30, Stance.SEEK, True),
        ("not_present", 17, Stance.REQUIRED, True),
        ("not_known", 30, Stance.SEEK, False),
        ("not_known", None, Stance.REQUIRED, False),
        ("not_present", None, Stance.REQUIRED, False),
    ],
)
def test_the_first_stance_that_is_met_applies_and_in_doubt_the_strictest(
    state: str, age: int | None, stance: Stance, sure: bool
) -> None:
    found = panel(POLICY + WEAPON + CHILD + REST).consent_stance(weapon(state), Facts(age))
    assert found is not None
    assert (found.stance, found.sure) == (stance, sure)


def test_a_stance_says_what_to_do_and_why_with_its_clause_or_the_policys() -> None:
    tiny = panel(POLICY + WEAPON + REST)
    assert tiny.consent_stance(weapon("present")) == ConsentStance(
        Stance.NOT_NEEDED,
        "Share now.",
        "2",
        True,
        ("A critical red flag is present: “A weapon”.",),
    )
    assert tiny.consent_stance(weapon("not_present")) == ConsentStance(
        Stance.REQUIRED, "Only if she agrees.", "1"
    )


def test_without_stances_her_agreement_is_sought_by_the_policy() -> None:
    assert panel(POLICY).consent_stance({}) == ConsentStance(Stance.SEEK, "Ask her.", "1")


def test_a_protocol_that_says_nothing_of_consent_has_no_stance() -> None:
    assert edition().consent_stance({}) is None


@pytest.mark.parametrize("stances", [WEAPON, REST + WEAPON, WEAPON + REST + REST])
def test_one_stance_at_the_end_is_for_everyone_else(stances: str) -> None:
    (found,) = problems(written(POLICY + stances))
    assert found.endswith(
        "consent: needs a last stance without a when, for everyone else, and no other."
    )


def test_a_stance_that_nobody_knows_is_refused() -> None:
    (found,) = problems(written(POLICY + REST.replace("required", "forced")))
    assert found.endswith("'forced' is not one of not_needed, seek or required.")
    assert "stance 'rest'" in found
