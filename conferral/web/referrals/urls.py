"""The addresses of referrals and of the duties that they raise."""

from conferral.web.panel import panel_path
from conferral.web.referrals import deciding, duties, sending, views, writing

urlpatterns = [
    panel_path("referrals/", views.listing, name="referrals"),
    panel_path("referrals/new/", views.new, name="referral-new"),
    panel_path("referrals/duty/<str:uid>/", duties.duty, name="duty"),
    panel_path("referrals/<str:uid>/", views.referral, name="referral"),
    panel_path("referrals/<str:uid>/check/", sending.check, name="referral-check"),
    panel_path("referrals/<str:uid>/send/", sending.submit, name="referral-submit"),
    panel_path("referrals/<str:uid>/withdraw/", sending.withdraw, name="referral-withdraw"),
    panel_path("referrals/<str:uid>/return/", deciding.return_, name="referral-return"),
    panel_path("referrals/<str:uid>/accept/", deciding.accept, name="referral-accept"),
    panel_path("referrals/<str:uid>/decline/", deciding.decline, name="referral-decline"),
    panel_path("referrals/<str:uid>/late/", deciding.agree_late, name="referral-approve-late"),
    panel_path(
        "referrals/<str:uid>/<slug:form_id>/<slug:page_id>/", writing.page, name="referral-page"
    ),
]
