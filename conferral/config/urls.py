"""Every address: sign-in and errors at the root, the work under /<partnership>/<panel>/."""

from django.urls import URLPattern, URLResolver, include, path

from conferral.web.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("", include("conferral.web.accounts.urls")),
    path(
        "<slug:partnership_slug>/<slug:panel_slug>/",
        include("conferral.web.areas"),
    ),
]

handler400 = "conferral.web.errors.bad_request"
handler403 = "conferral.web.errors.refused"
handler404 = "conferral.web.errors.nothing_here"
handler500 = "conferral.web.errors.our_fault"
