"""Who must be there: by kind, by number, by part of the members, by where the person lives."""

import pytest

from conferral.protocol.files.loading import load, read_folder, samples
from conferral.protocol.panels.quorum import AgencyThere, Quorum
from tests.protocol.tiny import edition, files, problems

POLICE = AgencyThere(kind="police", area="Eastmarsh")
NHS = AgencyThere(kind="nhs", area="Westmarsh")
FROM_HOME = "an agency of Westmarsh, where she lives."
TWO = "Missing: two agencies in all, where one agency can be counted."
THREE = "Missing: three agencies in all, where two agencies can be counted."
HOUSING = AgencyThere(kind="housing")


def quorum(more: str, below: str = "advises only") -> Quorum:
    written = f'[quorum]\nclause = "1"\nwords = "Enough."\nbelow = "{below}"\n{more}'
    found = edition(written).quorum_at()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("more", "present", "members", "home", "missing"),
    [
        ("", (), 4, "", ""),
        ('agencies = ["police"]', (POLICE,), 4, "", ""),
        ('agencies = ["police", "nhs"]', (POLICE,), 4, "", "Missing: nhs."),
        ('any_of = [["nhs", "housing"]]', (HOUSING,), 4, "", ""),
        (
            'any_of = [["nhs", "adult_social_care"]]',
            (),
            4,
            "",
            "Missing: nhs or adult social care.",
        ),
        ("at_least = 2", (POLICE, NHS), 9, "", ""),
        ("at_least = 2", (POLICE,), 9, "", TWO),
        ('fraction = "1/2"', (POLICE, NHS), 4, "", ""),
        ('fraction = "1/2"', (POLICE, NHS), 5, "", THREE),
        ('fraction = "1/2"\nat_least = 3', (POLICE, NHS), 2, "", THREE),
        ("home_area = true", (POLICE,), 4, "Eastmarsh", ""),
        ("home_area = true", (POLICE,), 4, "Westmarsh", f"Missing: {FROM_HOME}"),
        (
            'agencies = ["nhs"]\nhome_area = true',
            (),
            4,
            "Westmarsh",
            f"Missing: nhs and {FROM_HOME}",
        ),
    ],
)
def test_enough_are_there_or_it_is_said_who_is_missing(
    more: str, present: tuple[AgencyThere, ...], members: int, home: str, missing: str
) -> None:
    found = quorum(more).met(present, members, home)
    assert bool(found) == (not missing)
    assert found.clause == "1"
    assert found.reason == (f"{missing} Advises only." if missing else "Enough are there.")


def test_not_knowing_where_she_lives_refuses_nobody() -> None:
    found = quorum("home_area = true").met((NHS,), 4)
    assert found
    assert found.reason.endswith("it is not known where she lives.")


@pytest.mark.parametrize(
    ("when_not_met", "held", "decides", "said"),
    [
        ("advises", True, False, "The meeting may advise and cannot decide."),
        ("adjourns", False, False, "The meeting adjourns to another day."),
        ("chair_decides", True, True, "The chair decides whether to go on."),
        ("not_held", False, False, "The meeting is not held."),
        ("", True, True, "Advises only."),
    ],
)
def test_what_happens_when_too_few_are_there(
    when_not_met: str, held: bool, decides: bool, said: str
) -> None:
    setting = f'when_not_met = "{when_not_met}"' if when_not_met else ""
    rule = quorum(f"at_least = 2\n{setting}")
    few, enough = rule.met((POLICE,), 4), rule.met((POLICE, NHS), 4)
    assert few.reason.endswith(said)
    assert (bool(rule.may_be_held(few)), bool(rule.may_decide(few))) == (held, decides)
    assert rule.may_be_held(enough)
    assert rule.may_decide(enough)


def test_without_a_quorum_nothing_is_asked() -> None:
    assert edition().quorum_at() is None


@pytest.mark.parametrize("part", ["half", "1/0", "3/2", "0/2", "1/2/3", "-1/2"])
def test_a_part_of_the_members_is_written_as_a_fraction(part: str) -> None:
    text = f'[quorum]\nwords = "Half."\nbelow = "No."\nfraction = "{part}"'
    (found,) = problems(files(text))
    assert found.endswith(f'{part!r} is not a part of the members; write it like "1/2".')


@pytest.mark.parametrize("which", ['agencies = ["bakers"]', 'any_of = [["police", "bakers"]]'])
def test_a_quorum_of_an_unknown_kind_is_refused(which: str) -> None:
    (found,) = problems(files(f'[quorum]\nwords = "Them."\nbelow = "No."\n{which}'))
    assert "quorum: 'bakers' is not a kind of agency. Write one of: council, police," in found


def test_an_area_that_is_chosen_from_a_list_is_said_by_its_label() -> None:
    found = quorum("home_area = true").met((POLICE,), 4, "westmarsh", "Westmarsh and Harbour")
    assert "an agency of Westmarsh and Harbour, where she lives" in found.reason


def test_an_edition_says_an_area_as_its_form_does() -> None:
    boroughs = load(read_folder(samples()["samples/two-boroughs/1"]))
    assert boroughs.area_called("saltby") == "Saltby"
    assert boroughs.area_called("nowhere_else") == "nowhere_else"
    assert edition().area_called("saltby") == "saltby"
