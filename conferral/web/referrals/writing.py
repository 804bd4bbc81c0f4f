"""Writing one page of a referral: what was typed is kept, complete or not."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from conferral.access.actor import Denied
from conferral.protocol.decision import Decision
from conferral.protocol.forms.form import Missing, missing
from conferral.referrals import operations
from conferral.referrals.gaps import she_does_not_agree
from conferral.referrals.models import Referral
from conferral.referrals.queries import answers_on, in_words, mark_of, offered
from conferral.web.panel import PanelRequest
from conferral.web.referrals.dossier import her_words, open_duties
from conferral.web.referrals.found import go_to, ours
from conferral.web.referrals.page_form import PageForm, asked_on
from conferral.web.referrals.parts import Leaf, Parts

AS_OPENED = "as_opened"


@require_http_methods(["GET", "POST"])
def page(request: PanelRequest, uid: str, form_id: str, page_id: str) -> HttpResponse:
    """Show a page of the form, or keep what was typed on it."""
    referral = ours(request, uid)
    leaf = Parts(referral).leaf(form_id, page_id)
    if leaf is None:
        raise Http404
    sheet = Sheet(request, referral, leaf)
    if request.method == "POST":
        return sheet.keep()
    if not referral.is_editable:
        return go_to(request, "referral", uid, note=_("This referral has been sent."))
    return sheet.show()


class Sheet:
    """One page of one referral, in the hands of whoever writes it."""

    def __init__(self, request: PanelRequest, referral: Referral, leaf: Leaf) -> None:
        self.request, self.referral, self.leaf = request, referral, leaf
        self.asked = asked_on(referral, leaf.form, leaf.page.id)
        self.stored = answers_on(referral, leaf.form.id)

    def show(self) -> HttpResponse:
        """The page as it was last saved, with what is wrong; what is empty only when asked for."""
        form = PageForm.of_stored(self.asked, self.stored, today=self.request.today)
        form.say(self._problems(with_empty="missing" in self.request.GET), self.stored)
        return self._draw(form)

    def keep(self) -> HttpResponse:
        """Save everything; then go on, stop, or put something right."""
        form = PageForm(self.asked, self.request.POST, today=self.request.today)
        duties = {duty.pk for duty in open_duties(self.referral)}
        try:
            operations.save_answers(
                self.referral, actor=self.request.actor, now=self.request.now,
                form=self.leaf.form.id, answers=self._to_keep(form),
                seen=self.request.POST.get(AS_OPENED, ""),
            )  # fmt: skip
        except operations.AnsweredMeanwhile as meanwhile:
            self.stored = dict(meanwhile.saved)
            return self._draw(form, changed=True)
        except Denied as denied:
            return self._draw(form, refusal=denied.decision)
        self._tell_duties(duties)
        return self._after(form)

    def _after(self, form: PageForm) -> HttpResponse:
        before, self.stored = self.stored, answers_on(self.referral, self.leaf.form.id)
        form.say(self._problems(with_empty=False), before)
        if "stop" in self.request.POST and not form.unusable:
            return go_to(self.request, "referral", self.referral.uid, done=_("Saved."))
        return self._draw(form) if form.found else self._next()

    def _to_keep(self, form: PageForm) -> dict[str, object]:
        """What was typed; an empty box only where it takes the place of an answer.

        What no answer can be takes the place of nothing.
        """
        typed = {
            key: self.stored.get(key) if key in form.unusable_answers else answer
            for key, answer in form.answers().items()
        }
        return {key: answer for key, answer in typed.items() if answer or key in self.stored}

    def _problems(self, *, with_empty: bool) -> list[Missing]:
        here = {one.id for one in self.asked}
        found = list(missing(self.leaf.form, self.stored))
        found += [each for form, each in she_does_not_agree(self.referral) if form is self._form()]
        return [
            each
            for each in found
            if each.question.id in here and (with_empty or not each.unanswered)
        ]

    def _form(self) -> object:
        return self.leaf.form

    def _next(self) -> HttpResponse:
        parts, uid = Parts(self.referral), self.referral.uid
        for form, each in she_does_not_agree(self.referral):
            if form is not self.leaf.form:
                return go_to(self.request, "referral-page", uid, form.id, each.page.id)
        here = parts.leaf(self.leaf.form.id, self.leaf.page.id)
        following = parts.after(here) if here else None
        if following is None:
            return go_to(self.request, "referral-check", uid)
        return go_to(self.request, "referral-page", uid, following.form.id, following.page.id)

    def _tell_duties(self, before: set[int]) -> None:
        for duty in open_duties(self.referral):
            if duty.pk not in before:
                said = _("%(duty)s now. This does not wait for the referral, or for the panel.")
                messages.info(self.request, said % {"duty": duty.title})

    def _mark(self) -> str:
        return mark_of(self.stored, [one.id for one in self.asked])

    def _saved_there(self, form: PageForm) -> list[tuple[str, str]]:
        """What another window saved meanwhile, where it differs from what is typed here."""
        typed = form.answers()
        return [
            (one.question.ask, in_words(offered(self.referral, one.question), saved)[0] or "–")
            for one in self.asked
            if (saved := self.stored.get(one.id) or {}) != typed[one.id]
        ]

    def _draw(
        self, form: PageForm, *, refusal: Decision | None = None, changed: bool = False
    ) -> HttpResponse:
        parts = Parts(self.referral)
        here = parts.leaf(self.leaf.form.id, self.leaf.page.id) or self.leaf
        part, number = parts.part_of(here)
        context = {
            "referral": self.referral,
            "leaf": here,
            "page": here.page,
            "part": part,
            "number": number,
            "the_form": form,
            "refusal": refusal,
            "saved_there": self._saved_there(form) if changed else [],
            "changed": changed,
            "mark": self._mark(),
            "her_words": "" if part.number == 1 else her_words(self.referral),
        }
        wrong = self.request.method == "POST"
        return render(
            self.request, "referrals/question.html", context, status=422 if wrong else 200
        )
