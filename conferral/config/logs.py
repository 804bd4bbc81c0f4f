"""The log: JSON lines to stderr, with allowlisted fields and no values that a person typed."""

from __future__ import annotations

import json
import logging as standard
from datetime import UTC, datetime
from traceback import extract_tb

FIELDS = ("status_code", "incident", "command", "count", "seconds")


class JsonLines(standard.Formatter):
    """One line per event. Only the sentence's pattern is written, never what was put into it."""

    def format(self, record: standard.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "what": str(record.msg),
        }
        line.update({name: vars(record)[name] for name in FIELDS if name in vars(record)})
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frames = extract_tb(record.exc_info[2])
            line["where"] = [f"{frame.filename}:{frame.lineno}" for frame in frames[-6:]]
        return json.dumps(line, ensure_ascii=False)


def logging(*, debug: bool) -> dict[str, object]:
    """The dictionary for Django's LOGGING."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "conferral.config.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "conferral": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
            "django": {
                "handlers": ["stderr"],
                "level": "INFO" if debug else "WARNING",
                "propagate": False,
            },
            "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        },
    }
