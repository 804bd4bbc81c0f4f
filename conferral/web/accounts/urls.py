"""The addresses of sign-in and of one's own second factor."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path
from django.views.generic import RedirectView

from conferral.web.accounts import views
from conferral.web.accounts.second_factor import SetUpTotp
from conferral.web.accounts.sign_in import SignIn

urlpatterns = [
    path("", views.panels, name="panels"),
    path("away/", views.away, name="away"),
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-in/demonstration/", views.demo_sign_in, name="demo_sign_in"),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/password/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/code-again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/set-up/", SetUpTotp.as_view(), name="mfa_activate_totp"),
    path("sign-up/", account.signup, name="account_signup"),
    path("sign-out/", account.logout, name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
    path(
        "password/first/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("your-sign-in/", mfa.index, name="mfa_index"),
    path("your-sign-in/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("your-sign-in/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "your-sign-in/codes/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
