"""The floor: a bare Django page, signed in, with a table of 50 rows from the database."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import engines
from django.urls import path

from conferral.web import clock

PAGE = """{% load i18n %}<!doctype html><html lang="en"><title>{% translate "Table" %}</title>
<p>{{ request.user.name }}</p><form method="post">{% csrf_token %}</form>
<table><tr><th>{% translate "Number" %}<th>{% translate "Name" %}<th>{% translate "Code" %}
<th>{% translate "Belongs to" %}<th>{% translate "On" %}</tr>
{% for row in rows %}<tr><td><a href="{% url 'row' row.pk %}">{{ row.pk }}</a></td>
<td>{{ row.name }}</td><td>{{ row.codename|title }}</td><td>{{ row.content_type }}</td>
<td>{{ now|date:"j F Y, H:i" }}</td></tr>{% endfor %}</table></html>"""
TEMPLATE = engines["django"].from_string(PAGE)
Answer = Callable[[HttpRequest], HttpResponseBase]


def its_own_addresses(answer: Answer) -> Answer:
    """Middleware that lets the bare page live beside the real ones in one process."""

    def there(request: HttpRequest) -> HttpResponseBase:
        request.urlconf = __name__
        return answer(request)

    return there


def table(request: HttpRequest, number: int = 0) -> HttpResponse:
    """Fifty rows with what each belongs to, for somebody who is signed in."""
    rows = Permission.objects.select_related("content_type").order_by("pk")[:50]
    return HttpResponse(TEMPLATE.render({"rows": rows, "now": clock.now()}, request))


urlpatterns = [path("", table), path("<int:number>/", table, name="row")]
