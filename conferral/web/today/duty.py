"""A duty in words: why its day, by which clause or law, and where it is done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from conferral.access.localtime import local_day
from conferral.cases.models import Duty
from conferral.protocol.edition import Edition
from conferral.protocol.rules.duties import DutyRule
from conferral.ui.moments import day
from conferral.web.today.need import mid_sentence
from conferral.web.today.visit import Visit


@dataclass(frozen=True)
class DutyInWords:
    """What a need says about a duty."""

    duty: Duty
    visit: Visit

    @property
    def rule(self) -> DutyRule:
        """The rule of the edition that raised it; a later edition may have another, or none."""
        return self.duty.its_rule

    @property
    def edition(self) -> Edition:
        return self.duty.decided_by

    @property
    def is_first(self) -> bool:
        return self.rule.first

    @property
    def wording(self) -> str:
        return self.rule.wording

    @property
    def why(self) -> str:
        raised = local_day(self.duty.raised_at)
        said = mid_sentence(self.rule.due_after(raised, self.visit.calendar).why)
        return f"{said} {self.rule.law}." if self.rule.law else said

    @property
    def clauses(self) -> tuple[str, ...]:
        return self.rule.clause

    @property
    def reference(self) -> str:
        """The case, or the referral that is not one yet."""
        if self.duty.case:
            return self.duty.case.reference
        begun = local_day(self.duty.raised_at)
        return _("for the referral you wrote on %(day)s") % {"day": day(begun)}

    @property
    def href(self) -> str:
        """Where it is recorded."""
        return self.visit.link("duty", self.duty.uid)
