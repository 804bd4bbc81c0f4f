"""The Jinja environment of every page: the loader, the filters and the few functions pages call."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from conferral.ui import moments, places
from conferral.ui.forms import describe, described_errors


def environment(**options: Any) -> Environment:
    """Build the environment that Django's Jinja2 backend asks for."""
    own = options.pop("loader")
    govuk = PackageLoader("govuk_frontend_jinja")
    made = Environment(
        **options,
        loader=ChoiceLoader([own, PrefixLoader({"govuk_frontend_jinja": govuk})]),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    made.trim_blocks = True
    made.lstrip_blocks = True
    made.undefined = StrictUndefined
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )
    made.filters.update(
        day=moments.day,
        day_year=moments.day_year,
        short_day=moments.short_day,
        clock=moments.clock,
        moment=moments.moment,
        since=moments.since,
        weekday_month=moments.weekday_month,
    )
    made.globals.update(
        url=url,
        static=static,
        panel_url=places.panel_url,
        clause_url=places.clause_url,
        clause_name=places.clause_name,
        may=places.may,
        notes=get_messages,
        describe=describe,
        described_errors=described_errors,
        svg=Markup,
    )
    return made


def url(name: str, *positions: object, **words: object) -> str:
    """The address of a named page outside the panels."""
    return reverse(name, args=positions or None, kwargs=words or None)
