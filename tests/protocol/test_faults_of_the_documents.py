"""The faults of the three documents, one by one: found in each where it is, and nowhere else."""

from dataclasses import dataclass

import pytest

from conferral.protocol.checking.check import check
from conferral.protocol.checking.findings import LEVELS
from conferral.protocol.files.loading import load, read_folder, shipped

BOTH = ("thpp/1", "wesp/1")
ALL = (*BOTH, "kingston-map/draft")


@dataclass(frozen=True)
class Fault:
    """What is wrong, the finding ids that say so, and what each edition has of them.

    `of` are the beginnings of ids: an edition has those named for it, and no others of that kind.
    """

    what: str
    of: tuple[str, ...]
    wesp: tuple[str, ...] = ()
    thpp: tuple[str, ...] = ()
    kingston: tuple[str, ...] = ()

    def wanted(self, edition_id: str) -> tuple[str, ...]:
        return {"wesp/1": self.wesp, "thpp/1": self.thpp}.get(edition_id, self.kingston)


def standing(what: str, *ids: str, of: tuple[str, ...] = ()) -> Fault:
    """What both standing panels have alike."""
    return Fault(what, of or ids, wesp=ids, thpp=ids)


def only(edition: str, what: str, *ids: str, of: tuple[str, ...] = ()) -> Fault:
    return Fault(what, of or ids, **{edition: ids})


JUDGED = ("judged.no-figure.police_marked_increase", "judged.no-figure.diversion_number")
FAULTS = {
    1: only("wesp", "papers are due when referrals close", "deadline.no-slack"),
    2: only("wesp", "the agenda goes out before the list closes", "deadline.agenda-before-close"),
    3: only("wesp", "a free month without a name", "cadence.free-month"),
    4: standing(
        "over 18, or 18 and over",
        "wording.conflicting-age.7.3",
        of=("wording.conflicting-age", "rules.two-ages"),
    ),
    5: standing("red flags, and judgement without them", "criteria.flags-and-judgement"),
    6: standing("and or or", "wording.unclear-nesting.7.6", of=("wording.unclear-nesting",)),
    7: Fault(
        "amounts without a figure",
        ("judged.no-figure",),
        wesp=JUDGED,
        thpp=JUDGED,
        kingston=("judged.no-figure.appears_exploited",),
    ),
    8: Fault(
        "two populations",
        ("wording.scope-clash",),
        thpp=("wording.scope-clash.1.1",),
        kingston=("wording.scope-clash.K1.1",),
    ),
    9: only(
        "wesp",
        "the name of the panel before",
        "wording.names-other-panel.7.11",
        "wording.names-other-panel.13.4",
        of=("wording.names-other-panel", "names.leftover"),
    ),
    10: standing("minutes without time to approve them", "deadline.no-time-to-approve"),
    11: Fault(
        "no chair, no quorum",
        ("chair.undefined", "quorum.undefined"),
        *[("chair.undefined", "quorum.undefined")] * 3,
    ),
    12: standing("who else may refer", "wording.unclear-who.8.1", of=("wording.unclear-who",)),
    13: standing("copies on paper may leak", "hard-copies.leak"),
    14: Fault(
        "law that was replaced",
        ("wording.outdated-law", "law.outdated"),
        *[("wording.outdated-law.12.1", "wording.outdated-law.13.1")] * 2,
        kingston=("wording.outdated-law.K8.2",),
    ),
    15: Fault(
        "no complaints of people", ("complaints.of-people",), *[("complaints.of-people",)] * 3
    ),
    16: Fault(
        "nobody is named to decide",
        ("wording.no-decider", "exception."),
        *[("wording.no-decider.8.5",)] * 2,
        kingston=("wording.no-decider.K4.10",),
    ),
    17: standing("who calls an emergency, and how fast", "emergency.who-and-when"),
    18: standing("two names of one agreement", "wording.two-names.8.7", of=("wording.two-names",)),
    19: standing("how notice is counted", "withdrawal.unclear-notice"),
    20: only(
        "kingston",
        "a duty put on more than it binds",
        "wording.overstated-duty.K8.2",
        of=("wording.overstated-duty", "duty.overstated"),
    ),
    21: only("kingston", "two leads", "wording.two-rules.K4.2", of=("wording.two-rules",)),
    22: only(
        "kingston",
        "a definition made for children",
        "wording.borrowed-definition.K2.1",
        of=("wording.borrowed-definition",),
    ),
    23: only(
        "kingston",
        "documents that are not there",
        "wording.missing-document.K2.3",
        "wording.missing-document.K5.10",
        of=("wording.missing-document",),
    ),
    24: Fault("no time for records", ("retention.absent",), *[("retention.absent",)] * 3),
    25: only("wesp", "women, or anyone", "wording.gendered.1.1", of=("wording.gendered",)),
    26: Fault(
        "slips of the pen",
        ("wording.slip",),
        wesp=("wording.slip.7.5",),
        thpp=("wording.slip.3.4", "wording.slip.7.5"),
        kingston=("wording.slip.K4.8",),
    ),
    27: only(
        "kingston",
        "no agreement and no statement",
        "sharing.no-agreement",
        "sharing.no-statement",
    ),
    28: standing("which minutes are printed", "hard-copies.unclear"),
    29: standing("a week and no day", "deadline.no-day.agenda", of=("deadline.no-day",)),
}


def test_there_are_twenty_nine() -> None:
    assert sorted(FAULTS) == list(range(1, 30))


def found_in(edition_id: str) -> set[str]:
    return {each.id for each in check(load(read_folder(shipped()[edition_id])))}


@pytest.mark.parametrize("edition_id", ALL)
@pytest.mark.parametrize("number", FAULTS)
def test_a_fault_is_found_where_it_is_and_nowhere_else(number: int, edition_id: str) -> None:
    fault = FAULTS[number]
    found = {each for each in found_in(edition_id) if each.startswith(fault.of)}
    assert found == set(fault.wanted(edition_id)), fault.what


@pytest.mark.parametrize("edition_id", ALL)
def test_each_finding_has_one_id_a_sentence_and_something_to_do(edition_id: str) -> None:
    found = check(load(read_folder(shipped()[edition_id])))
    assert len({each.id for each in found}) == len(found)
    assert all(each.message.endswith((".", "?", "!”", ".”")) for each in found)
    assert all(each.remedy and each.clauses for each in found)
    levels = [LEVELS.index(each.level) for each in found]
    assert levels == sorted(levels)


@pytest.mark.parametrize("edition_id", ALL)
def test_the_check_asks_for_no_example_and_no_author_asks_about_nothing(edition_id: str) -> None:
    assert not {
        each
        for each in found_in(edition_id)
        if each.startswith(("finds.nothing", "clauses.no-example", "clauses.much-narrative"))
    }
