"""The Jinja environment of every page: the loader, the filters and the few functions pages call."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined

from conferral.ui import moments, numbers, places, references
from conferral.ui.forms import describe, described_errors
from conferral.ui.govuk import govuk
from conferral.ui.static_files import static


def environment(**options: Any) -> Environment:
    """Build the environment that Django's Jinja2 backend asks for."""
    made = Environment(  # noqa: S701 - Django's backend turns autoescape on in the options
        **{**options, "undefined": StrictUndefined},
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )
    made.filters.update(FILTERS)
    made.globals.update(FUNCTIONS)
    return made


def url(name: str, *positions: object, **words: object) -> str:
    """The address of a named page outside the panels."""
    return reverse(name, args=positions or None, kwargs=words or None)


def in_demonstration() -> bool:
    """Whether everything here is invented, and the pages must say so."""
    return bool(settings.DEMO)


FILTERS = {
    "unbroken": references.unbroken,
    "day": moments.day,
    "day_year": moments.day_year,
    "short_day": moments.short_day,
    "weekday_month": moments.weekday_month,
    "clock": moments.clock,
    "moment": moments.moment,
    "since": moments.since,
    "in_words": numbers.in_words,
}
FUNCTIONS = {
    "url": url,
    "static": static,
    "panel_url": places.panel_url,
    "clause_url": places.clause_url,
    "clause_name": places.clause_name,
    "clauses_for": places.clauses_for,
    "navigation": places.navigation,
    "may": places.may,
    "notes": get_messages,
    "language": get_language,
    "in_demonstration": in_demonstration,
    "describe": describe,
    "described_errors": described_errors,
    "to_put_right": numbers.to_put_right,
    "govuk": govuk,
}
