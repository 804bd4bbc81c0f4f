"""The areas of a panel's site; each has its own urls.py."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("conferral.web.today.urls")),
    path("", include("conferral.web.year.urls")),
    path("", include("conferral.web.actions.urls")),
    path("", include("conferral.web.referrals.urls")),
    path("", include("conferral.web.meetings.urls")),
    path("", include("conferral.web.cases.urls")),
    path("", include("conferral.web.record.urls")),
    path("", include("conferral.web.protocol.urls")),
]
