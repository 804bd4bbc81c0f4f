"""Whether a referral is for this panel: who may be heard, and for which of its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from conferral.protocol.conditions.answers import Reading
from conferral.protocol.conditions.fact_tests import tool_outcome
from conferral.protocol.conditions.scores import Tool
from conferral.protocol.decision import Decision
from conferral.protocol.rules.exclusions import Exclusion
from conferral.protocol.rules.outcomes import Outcomes
from conferral.protocol.rules.prerequisites import Prerequisite
from conferral.protocol.rules.repeat import Repeat
from conferral.protocol.rules.rules import Rule, RuleResult

__all__ = ["Assessment", "Criterion", "Eligibility", "RuleResult", "Rules", "assess"]


class Eligibility(Rule):
    """What must be true of everyone who is heard."""


class Criterion(Rule):
    """One of the reasons to be heard; one is enough."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule of an edition that says whether a referral is for its panel."""

    eligibility: Sequence[Eligibility] = ()
    criteria: Sequence[Criterion] = ()
    exclusions: Sequence[Exclusion] = ()
    prerequisites: Sequence[Prerequisite] = ()
    tools: Sequence[Tool] = ()
    repeat: Repeat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Outcomes):
    """Each rule with its outcome, and what follows.

    Where `person_must_judge`, the answers settle nothing against her: the decision allows
    acceptance, and whoever accepts or declines gives reasons. `without_answers` is the decision
    in words that repeat none of the answers, for what stays on the record.
    """

    decision: Decision
    without_answers: Decision
    person_must_judge: bool


FIELDS: Final = fields(Outcomes)


def assess(rules: Rules, reading: Reading) -> Assessment:
    """Lay every rule beside the answers. A reasoned unknown never refuses anyone."""
    repeat = rules.repeat.on(reading) if rules.repeat else None
    eligibility = [rule.on(reading) for rule in rules.eligibility]
    found = Outcomes(
        eligibility=(*eligibility, *([repeat.result] if repeat else [])),
        criteria=tuple(rule.on(reading) for rule in rules.criteria),
        exclusions=tuple(rule.on(reading) for rule in rules.exclusions),
        prerequisites=tuple(rule.on(reading) for rule in rules.prerequisites),
        tools=tuple(score_of(tool, reading) for tool in rules.tools),
        repeat=repeat,
    )
    refusal, results = found.refusal(), {each.name: getattr(found, each.name) for each in FIELDS}
    decision, plain = refusal or (found.allowed(), "")
    return Assessment(
        **results,
        decision=decision,
        without_answers=replace(decision, reason=plain or decision.reason),
        person_must_judge=bool(decision) and bool(found.open_rules),
    )


def score_of(tool: Tool, reading: Reading) -> RuleResult:
    outcome = tool_outcome(tool, reading)
    return RuleResult(tool.id, tool.title, outcome.truth, outcome.reasons, tool.clause)
