"""The settings an operator may give, read strictly: an unknown one stops the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

NAMES = (
    "CONFERRAL_DATA",
    "CONFERRAL_KEY_FILE",
    "CONFERRAL_HOSTS",
    "CONFERRAL_DEMO",
    "CONFERRAL_DEBUG",
    "CONFERRAL_MAIL",
)
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class SettingProblem(ImproperlyConfigured):
    """A setting is unknown or cannot be used; its text is one sentence for the operator."""


@dataclass(frozen=True)
class Environment:
    """What the operator chose, checked."""

    data: Path
    key_file: Path
    hosts: tuple[str, ...]
    demo: bool
    debug: bool
    mail: str
    database_url: str


def read(variables: Mapping[str, str]) -> Environment:
    """Read the CONFERRAL_* variables and DATABASE_URL; raises SettingProblem."""
    _refuse_unknown(variables)
    data = Path(variables.get("CONFERRAL_DATA") or "var").expanduser().resolve()
    key_file = Path(variables.get("CONFERRAL_KEY_FILE") or data / "conferral.key").expanduser()
    demo = _yes_or_no(variables, "CONFERRAL_DEMO")
    hosts = _hosts(variables.get("CONFERRAL_HOSTS", ""))
    debug = _yes_or_no(variables, "CONFERRAL_DEBUG")
    if not set(hosts) <= set(LOOPBACK):
        _refuse_beyond_this_machine(demo=demo, debug=debug)
    return Environment(
        data=data,
        key_file=key_file.resolve(),
        hosts=hosts,
        demo=demo,
        debug=debug,
        mail=variables.get("CONFERRAL_MAIL") or "console",
        database_url=variables.get("DATABASE_URL", ""),
    )


def _refuse_beyond_this_machine(*, demo: bool, debug: bool) -> None:
    only = "so CONFERRAL_HOSTS may then name only localhost, 127.0.0.1 and [::1]."
    if demo:
        raise SettingProblem(f"Demonstration mode lets anyone sign in, {only}")
    if debug:
        raise SettingProblem(f"Debugging shows what it works on, {only}")


def _refuse_unknown(variables: Mapping[str, str]) -> None:
    for name in sorted(variables):
        if name.startswith("CONFERRAL_") and name not in NAMES:
            near = get_close_matches(name, NAMES, n=1, cutoff=0.8)
            hint = f" Did you mean {near[0]}?" if near else f" Known are {', '.join(NAMES)}."
            raise SettingProblem(f"There is no setting {name}.{hint}")


def _yes_or_no(variables: Mapping[str, str], name: str) -> bool:
    value = variables.get(name) or "no"
    if value not in ("yes", "no"):
        raise SettingProblem(f"{name} is yes or no, not “{value}”.")
    return value == "yes"


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in text.split(",") if host.strip()) or LOOPBACK
    if "*" in hosts:
        raise SettingProblem("CONFERRAL_HOSTS names each host; “*” would accept any.")
    return hosts


def database(environment: Environment, key: bytes) -> dict[str, object]:
    """Django's settings for the database: SQLite through SQLCipher unless DATABASE_URL names one.

    The key, 32 bytes, opens the SQLite file; PostgreSQL is encrypted by its own host.
    """
    if not environment.database_url:
        return {
            "ENGINE": "conferral.vault.sqlcipher",
            "NAME": environment.data / "conferral.sqlite",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "key": key},
            "TEST": {"NAME": environment.data / "test.sqlite"},
        }
    parts = urlsplit(environment.database_url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name or not _port_is_sound(parts):
        raise SettingProblem("DATABASE_URL is postgres://user:password@host:port/name.")
    query = parse_qs(parts.query)
    unknown = set(query) - {"host", "sslmode"}
    if unknown:
        raise SettingProblem(f"DATABASE_URL has no option “{min(unknown)}”.")
    options = {key: values[0] for key, values in query.items() if key == "sslmode"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _port_is_sound(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def mail(environment: Environment) -> dict[str, object]:
    """Django's EMAIL_* settings for `console`, `file:<folder>` or `smtp+tls://user:pw@host:port`."""
    choice = environment.mail
    if choice == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if choice.startswith("file:") and choice.removeprefix("file:"):
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": choice.removeprefix("file:"),
        }
    parts = urlsplit(choice)
    if parts.scheme != "smtp+tls" or not parts.hostname or not _port_is_sound(parts):
        raise SettingProblem(
            "CONFERRAL_MAIL is console, file:<folder> or smtp+tls://user:password@host:587."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or 587,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": True,
        "EMAIL_TIMEOUT": 20,
    }
