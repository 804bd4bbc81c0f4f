"""How the panel changed its protocol, what it settled on the way, and what is proposed next."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial

from conferral.access.actor import Actor
from conferral.demo.diary import Diary
from conferral.demo.reading import written
from conferral.demo.rewriting import next_edition
from conferral.demo.world import World
from conferral.partnerships import operations
from conferral.partnerships.models import EditionProposal
from conferral.protocol.days.calendar import WorkingCalendar
from conferral.protocol.edition import Unsettled
from conferral.protocol.files.loading import read_folder, shipped

EDITION = "wesp/1"
IN_FORCE = timedelta(days=430)
"""So long ago the edition came into force: before the first meeting was planned."""
NEXT_IN_FORCE = 10
"""In so many working days the next one is to come into force: as late as Today shows what to do."""
USUAL = "This is how we work already."


def change_protocol(world: World) -> None:
    """Leave the protocol that the panel was founded on for the one by which it works today."""
    began = (world.today - IN_FORCE).replace(day=1)
    first = world.panel.adopted_on(began).protocol
    before = partial(working_day, world.panel.calendar(first), began)
    adoption, diary = Adoption(world, read_folder(shipped()[EDITION]), began), Diary()
    diary.at(before(30), "10:05", adoption.propose)
    diary.at(before(24), "13:30", partial(adoption.settle, diary))
    diary.at(before(18), "16:20", adoption.sign)
    diary.at(before(14), "09:10", adoption.adopt)
    diary.live(world.now)


def propose_the_next(world: World, diary: Diary) -> None:
    """Lay the next edition before the panel: settled, signed once, and waiting for the chair."""
    from_on = world.calendar.add(world.today, NEXT_IN_FORCE)
    adoption = Adoption(world, next_edition(read_folder(shipped()[EDITION])), from_on)
    before = partial(world.calendar.subtract, world.today)
    diary.at(before(6), "10:20", adoption.propose)
    diary.at(before(4), "13:30", partial(adoption.settle, diary))
    diary.at(before(2), "16:40", adoption.sign)


def working_day(calendar: WorkingCalendar, day: date, days_before: int) -> date:
    """The working day so many days before another, or the last one before that."""
    return calendar.on_or_before(day - timedelta(days=days_before))


class Adoption:
    """One edition on its way into force, and what each of its acts does."""

    proposal: EditionProposal

    def __init__(self, world: World, files: Mapping[str, str], in_force_from: date) -> None:
        self.world, self.files, self.in_force_from = world, files, in_force_from

    def propose(self, now: datetime) -> None:
        self.proposal = operations.propose(
            self.world.panel, actor=self.world.actor("ines", now), now=now, files=self.files,
            in_force_from=self.in_force_from,
        )  # fmt: skip

    def settle(self, diary: Diary, now: datetime) -> None:
        """Go through all that the edition leaves open, a minute for each."""
        edition, ines = self.proposal.protocol, self.world.actor("ines", now)
        acts = [partial(self.confirm, each, ines) for each in edition.defaults]
        acts += [partial(self.answer, each, ines) for each in edition.queries]
        for minute, act in enumerate(acts):
            diary.when(now + timedelta(minutes=minute), act)

    def confirm(self, about: Unsettled, ines: Actor, now: datetime) -> None:
        operations.confirm_default(self.proposal, actor=ines, now=now, unsettled=about.id)

    def answer(self, about: Unsettled, ines: Actor, now: datetime) -> None:
        """Answer as the partnership did; what nobody wrote an answer for is left as it is."""
        usual = {"answer": about.meanwhile, "reason": USUAL}
        said = answers().get(about.id, usual)
        operations.answer_query(self.proposal, actor=ines, now=now, unsettled=about.id, **said)

    def sign(self, now: datetime) -> None:
        operations.sign(self.proposal, actor=self.world.actor("ines", now), now=now)

    def adopt(self, now: datetime) -> None:
        operations.adopt(self.proposal, actor=self.world.actor("hazel", now), now=now)


def answers() -> dict[str, dict[str, str]]:
    """What the partnership answered to each query, and why, by the query’s id."""
    said = written("settlements.toml")["query"]
    return {each["id"]: {"answer": each["answer"], "reason": each["reason"]} for each in said}
