"""What stops a referral from being sent, and where each gap is put right."""

from django.utils.translation import gettext as _

from conferral.cases.models import SharingBasis
from conferral.protocol.conditions.answers import answer_to
from conferral.protocol.forms.form import Form, Missing, missing
from conferral.protocol.forms.questions import AGREED
from conferral.protocol.wording import number
from conferral.referrals.models import Referral
from conferral.referrals.queries import (
    REFERRAL,
    answers_on,
    beside,
    fork_of,
    forms_of,
    route_of,
)


def still_missing(referral: Referral) -> tuple[tuple[Form, Missing], ...]:
    """Everything that stops a referral from being sent, form by form, in the order of its pages."""
    found = [
        (form, each)
        for form in forms_of(referral)
        for each in missing(form, answers_on(referral, form.id))
    ]
    return (*found, *she_does_not_agree(referral), *too_few_grounds(referral))


def too_few_grounds(referral: Referral) -> tuple[tuple[Form, Missing], ...]:
    """Fewer grounds chosen than the edition asks of whoever shares without consent."""
    policy, form = referral.protocol.consent, beside(referral)
    if policy is None or form is None or form.id != policy.without_form:
        return ()
    answers = answers_on(referral, form.id)
    for question in form.questions:
        chosen = answer_to(answers, question.id)
        if question.options_from != "grounds" or not chosen.is_given:
            continue
        if len(chosen.values) < policy.min_grounds:
            reason = _("Choose at least %(count)s grounds.") % {"count": number(policy.min_grounds)}
            clause = policy.principal_clause
            return ((form, Missing(question, form.page(question.page), reason, False, clause)),)
    return ()


def she_does_not_agree(referral: Referral) -> tuple[tuple[Form, Missing], ...]:
    """The consent form was chosen and says that she does not agree: the other form is for that."""
    policy, question = referral.protocol.consent, fork_of(referral)
    if policy is None or question is None or route_of(referral) != SharingBasis.Route.CONSENT:
        return ()
    asked = referral.protocol.form(policy.form).filling(AGREED)
    if asked is None or answer_to(answers_on(referral, policy.form), asked.id).value is not False:
        return ()
    form = referral.protocol.form(REFERRAL)
    without = referral.protocol.form(policy.without_form)
    reason = _(
        "The consent form says that she does not agree to be referred. Change this answer, "
        "and fill in “%(form)s”."
    ) % {"form": without.title}
    clause = without.clause[0] if without.clause else ""
    return ((form, Missing(question, form.page(question.page), reason, False, clause)),)
