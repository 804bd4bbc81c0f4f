"""Addresses of stylesheets and scripts, each with a mark of its content so none goes stale."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags import static as django_static


def static(path: str) -> str:
    """The address of a static file; it changes when the file does."""
    mark = _mark(path) if settings.DEBUG else _kept_mark(path)
    return f"{django_static.static(path)}?v={mark}"


def _mark(path: str) -> str:
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(f"There is no static file {path}. Build the assets: make assets.")
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:8]


_kept_mark = cache(_mark)
