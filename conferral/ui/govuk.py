"""The Design System's components, drawn by govuk-frontend-jinja for our templates."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

# The package's macros read parameters that were not given, so they cannot run in our strict
# environment; they have this one of their own.
COMPONENTS = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def govuk(component: str, parameters: dict[str, Any]) -> Markup:
    """Draw one component, named as its macro is: `govuk("CharacterCount", {…})`."""
    return Markup(_macro(component)(parameters).strip())  # noqa: S704 - the package escapes


@cache
def _macro(component: str) -> Any:
    folder = re.sub(r"(?<!^)(?=[A-Z])", "-", component).lower()
    template = COMPONENTS.get_template(f"govuk_frontend_jinja/components/{folder}/macro.html")
    return getattr(template.module, f"govuk{component}")
