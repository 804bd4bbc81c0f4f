"""Recording that a duty was done: who was told, and the reference they gave."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from conferral.access.actor import Denied
from conferral.cases.models import Duty
from conferral.cases.operations import record_duty
from conferral.referrals.models import Referral
from conferral.web.panel import PanelRequest
from conferral.web.referrals.forms import DutyForm
from conferral.web.referrals.found import go_to


@require_http_methods(["GET", "POST"])
def duty(request: PanelRequest, uid: str) -> HttpResponse:
    """What has to be done and by when; or, once it was done, when and by whom."""
    found = _find(request, uid)
    form = DutyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and found.done_at is None and form.is_valid():
        try:
            record_duty(found, actor=request.actor, now=request.now, **form.cleaned_data)
        except Denied as denied:
            form.refuse(denied)
        else:
            return _recorded(request, found)
    referral = referral_of(request, found)
    context = {"duty": found, "the_form": form, "referral": referral}
    wrong = request.method == "POST" and found.done_at is None
    return render(request, "referrals/duty.html", context, status=422 if wrong else 200)


def _find(request: PanelRequest, uid: str) -> Duty:
    rows = Duty.objects.visible_to(request.actor).select_related(
        "agency", "case", "done_by", "edition"
    )
    rows = rows.defer("edition__files")
    return get_object_or_404(rows, uid=uid)


def referral_of(request: PanelRequest, found: Duty) -> Referral | None:
    """The referral that raised it, for whoever may see that."""
    rows = Referral.objects.visible_to(request.actor).filter(person_id=found.person_id)
    return rows.first()


def _recorded(request: PanelRequest, found: Duty) -> HttpResponse:
    done = _("Recorded: %(duty)s.") % {"duty": found.title}
    referral = referral_of(request, found)
    if referral is None:
        return go_to(request, "today", done=done)
    return go_to(request, "referral", referral.uid, done=done)
