"""How each story is referred: written, sent, returned, declined, or taken as a case."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, cast

from conferral.cases import operations as cases
from conferral.cases.models import Case, Duty
from conferral.demo import days
from conferral.demo.diary import Diary
from conferral.demo.reading import with_days, written
from conferral.demo.world import World
from conferral.referrals import operations as referrals
from conferral.referrals.models import Referral

Story = Mapping[str, Any]
CONSENT, WITHOUT = "consent", "sharing-without-consent"


def refer(world: World, diary: Diary, story: dict[str, Any]) -> None:
    """Write a story's referral into the diary, as far as the story goes."""
    sent = days.submitted_on(world, story)
    begun = world.calendar.subtract(sent, 1)
    telling = Telling(world, story, begun)
    stage = story.get("stage", "accepted")
    if stage == "draft":
        soon_ago(world, diary, 130, telling.begin)
        soon_ago(world, diary, 95, telling.write)
        return
    diary.at(begun, "14:20", telling.begin)
    diary.at(begun, "15:45", telling.write)
    for duty in story.get("duties", []):
        diary.at(begun, "16:10", telling.done_duty(duty))
    if stage == "submitted":
        soon_ago(world, diary, 25, telling.send)
        return
    diary.at(sent, story.get("sent_at", "11:05"), telling.send)
    decided = world.calendar.add(sent, 1)
    if stage == "returned":
        diary.at(min(decided, world.today), "09:50", telling.returned)
    elif stage == "declined":
        diary.at(decided, "10:15", telling.declined)
    else:
        take_as_a_case(diary, telling, sent if story.get("late") else decided)


def take_as_a_case(diary: Diary, telling: "Telling", decided: date) -> None:
    """Accept it; where it came late, once the coordinator and the chair have both agreed."""
    if telling.story.get("late"):
        diary.at(decided, "11:40", telling.late("ines"))
        diary.at(decided, "11:55", telling.late("hazel"))
        diary.at(decided, "12:05", telling.accepted)
    else:
        diary.at(decided, "09:40", telling.accepted)


def soon_ago(world: World, diary: Diary, minutes: int, act: Any) -> None:
    """Something that happened today, so many minutes ago."""
    diary.when(world.now - timedelta(minutes=minutes), act)


class Telling:
    """One story's referral, and what each of its acts does."""

    def __init__(self, world: World, story: dict[str, Any], begun: date) -> None:
        self.world, self.story = world, with_days(story, begun)
        self.begun = begun
        self.referral: Referral

    def _as(self, who: str, now: datetime) -> dict[str, Any]:
        return {"actor": self.world.actor(who, now), "now": now}

    def _mine(self, now: datetime) -> dict[str, Any]:
        return self._as(self.story["by"], now)

    def begin(self, now: datetime) -> None:
        self.referral = referrals.draft(self.world.panel, **self._mine(now))

    def write(self, now: datetime) -> None:
        route = WITHOUT if "without" in self.story else CONSENT
        for form, said in (("referral", self._answers()), (route, self._basis(route))):
            referrals.save_answers(
                self.referral, form=form, answers=self._typed(form, said), **self._mine(now)
            )

    def send(self, now: datetime) -> None:
        referrals.submit(self.referral, **self._mine(now))

    def read(self, now: datetime) -> None:
        before = now - timedelta(minutes=12)
        referrals.read_referral(self.referral, **self._as("ines", before))

    def returned(self, now: datetime) -> None:
        self.read(now)
        referrals.return_for_information(
            self.referral, reasons=self.story["asked"], note=self.story.get("asked_note", ""),
            **self._as("ines", now),
        )  # fmt: skip

    def declined(self, now: datetime) -> None:
        self.read(now)
        referrals.decline(self.referral, reasons=self.story["why"], **self._as("ines", now))

    def accepted(self, now: datetime) -> None:
        self.read(now)
        referrals.accept(
            self.referral, reasons=self.story.get("why", ""), **self._as("ines", now)
        )  # fmt: skip
        self.world.cases[self.story["id"]] = cast(Case, self.referral.case)

    def late(self, who: str) -> Any:
        """Let somebody agree that the referral be heard late."""
        return lambda now: referrals.approve_late(
            self.referral, reason=self.story["late"], **self._as(who, now)
        )

    def done_duty(self, told: Mapping[str, Any]) -> Any:
        """Record that a duty is done."""

        def record(now: datetime) -> None:
            duty = Duty.objects.get(person=self.referral.person, rule=told["rule"])
            cases.record_duty(
                duty, told=told["told"], reference=told["reference"], **self._mine(now)
            )

        return record

    def _answers(self) -> dict[str, Any]:
        usual = dict(with_days(written("answers.toml")["referral"], self.begun))
        heard = (self.begun - timedelta(days=self.story.get("heard_days_before", 1))).isoformat()
        dated = {"views_heard_on": heard}
        route = {"consent_route": "without" if "without" in self.story else "consent"}
        return {**usual, **self._statistics(), **dated, **route, **self.story["answers"]}

    def _statistics(self) -> dict[str, Any]:
        """One of the answers offered to each question that is for statistics alone."""
        form, chance = self.world.edition.form("referral"), Random(self.story["id"])  # noqa: S311  (invented)
        return {
            each.id: chance.choice(each.options).value
            for each in form.questions
            if each.see == "statistics"
        } | {"sex": "female", "gender": "woman"}

    def _basis(self, route: str) -> dict[str, Any]:
        usual = dict(with_days(written("answers.toml")[route], self.begun))
        usual |= {
            "explained_on": (self.begun - timedelta(days=1)).isoformat(),
            "expires_on": (self.begun + timedelta(days=180)).isoformat(),
            "review_on": (self.begun + timedelta(days=30)).isoformat(),
        }
        return {**usual, **self.story.get("without", {}), **self.story.get("consent", {})}

    def _typed(self, form_id: str, said: Mapping[str, Any]) -> dict[str, Any]:
        """Answers as a form would save them: flags by their state, the rest by value or unknown."""
        form = self.world.edition.form(form_id)
        flags = self.story.get("flags", {})
        typed = {key: answer(value) for key, value in said.items() if key in form.by_id}
        skipped = self.story.get("unanswered", [])
        typed |= {each.id: flag(flags.get(each.id)) for each in form.flags}
        return {key: value for key, value in typed.items() if key not in skipped}


def answer(value: Any) -> dict[str, Any]:
    """An answer's stored form; a table with `unknown` is stored as it is."""
    return value if isinstance(value, dict) and "unknown" in value else {"value": value}


def flag(present: list[str] | None) -> dict[str, Any]:
    """A red flag: present with its source and day, else not present; a lone word is the state."""
    if present is None:
        return {"value": {"state": "not_present", "source": "", "when": ""}}
    if present == ["not_known"]:
        return {"value": {"state": "not_known", "source": "", "when": ""}}
    source, when = present
    return {"value": {"state": "present", "source": source, "when": when}}
