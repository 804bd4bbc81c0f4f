"""The invented partnership: who sits where, and who acts as whom on a day."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any

from conferral.access.actor import Actor
from conferral.access.localtime import local_day
from conferral.accounts.models import User
from conferral.cases.models import Case
from conferral.demo.reading import written
from conferral.meetings.models import Meeting
from conferral.partnerships import founding
from conferral.partnerships.actors import actor_of
from conferral.partnerships.models import Agency, Membership, Panel
from conferral.protocol.days.calendar import WorkingCalendar
from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import read_folder, shipped

FIRST_EDITION = "thpp/1"
YEARS_BEFORE = timedelta(days=1000)


@dataclass
class World:
    """The panel and its people, by the short names that the stories use."""

    panel: Panel
    random: Random
    now: datetime
    seats: dict[str, Membership] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The local day on which the demonstration is filled."""
        return local_day(self.now)

    @cached_property
    def edition(self) -> Edition:
        """The edition that the panel works by."""
        return self.panel.adopted_on(self.today).protocol

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The working days of the panel."""
        return self.panel.calendar(self.edition)

    def actor(self, who: str, now: datetime) -> Actor:
        """Somebody as they may act at a moment."""
        return actor_of(self.seats[who], local_day(now))

    def seated(self, *roles: str) -> list[str]:
        """The short names of those who hold one of these roles and have a seat all year."""
        return [
            who
            for who, seat in self.seats.items()
            if set(roles) & set(seat.roles) and seat.from_on < self.today - timedelta(days=90)
        ]


def make_world(now: datetime) -> World:
    """Found the partnership as it was some time before the story begins."""
    told, began = written("partnership.toml"), now - YEARS_BEFORE
    panel = founding.found(**told["partnership"], panel=told["panel"], now=began)
    chance = Random(local_day(now).toordinal())  # noqa: S311  (nothing here is secret)
    world = World(panel, chance, now)
    founding.agree_text(
        panel.partnership, review_due_on=world.today + timedelta(days=200), now=began
    )
    for agency in told["agency"]:
        admit(world, dict(agency), began)
    for person in told["person"]:
        seat(world, person, began)
    founding.adopt(
        panel, edition_id=FIRST_EDITION, files=read_folder(shipped()[FIRST_EDITION]), now=began,
        in_force_from=local_day(began), by=world.seats["ines"].user,
        seconded_by=world.seats["hazel"].user,
    )  # fmt: skip
    return world


def admit(world: World, told: dict[str, Any], began: datetime) -> None:
    """Bring in an agency that has signed the agreement."""
    who, signatory, role = told.pop("id"), told.pop("signatory"), told.pop("signatory_role")
    agency = founding.admit(world.panel.partnership, now=began, **told)
    founding.sign_for(
        agency, signatory=signatory, signatory_role=role, signed_on=local_day(began), now=began
    )
    world.agencies[who] = agency


def seat(world: World, told: dict[str, Any], began: datetime) -> None:
    """Make an account that nobody can sign in to by password, and give it a seat."""
    from_on = world.today if told["seat"] == "guest" else local_day(began)
    user = User.objects.create_user(told["email"], told["name"])
    world.seats[told["id"]] = founding.seat(
        world.panel, user, agency=world.agencies[told["agency"]], roles=told["roles"],
        place=told["seat"], from_on=from_on, now=began,
    )  # fmt: skip
