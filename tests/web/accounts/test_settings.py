"""What an operator sets is read strictly; every refusal is one sentence that says what to do."""

from pathlib import Path

import pytest

from conferral.config import env

KEY = bytes(32)


def test_nothing_set_is_a_working_installation_in_var(tmp_path: Path) -> None:
    read = env.read({"CONFERRAL_DATA": str(tmp_path)})
    assert read.key_file == tmp_path / "conferral.key"
    assert not read.demo
    assert read.hosts == env.LOOPBACK
    assert env.database(read, KEY)["ENGINE"] == "conferral.vault.sqlcipher"


@pytest.mark.parametrize(
    "variables, sentence",
    [
        (
            {"CONFERRAL_DEOM": "yes"},
            "There is no setting CONFERRAL_DEOM. Did you mean CONFERRAL_DE",
        ),
        ({"CONFERRAL_ZZZZ": "1"}, "There is no setting CONFERRAL_ZZZZ. Known are CONFERRAL_DATA,"),
        ({"CONFERRAL_DEMO": "true"}, "CONFERRAL_DEMO is yes or no, not “true”."),
        ({"CONFERRAL_HOSTS": "*"}, "CONFERRAL_HOSTS names each host; “*” would accept any."),
        (
            {"CONFERRAL_DEMO": "yes", "CONFERRAL_HOSTS": "panel.example"},
            "Demonstration mode lets anyone sign in, so CONFERRAL_HOSTS may then name only",
        ),
        (
            {"CONFERRAL_DEBUG": "yes", "CONFERRAL_HOSTS": "localhost,panel.example"},
            "Debugging shows what it works on, so CONFERRAL_HOSTS may then name only",
        ),
    ],
)
def test_a_setting_that_cannot_be_is_refused(variables: dict[str, str], sentence: str) -> None:
    with pytest.raises(env.SettingProblem) as refusal:
        env.read(variables)
    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize(
    "variables, sentence",
    [
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL is postgres://"),
        ({"DATABASE_URL": "postgres://u@h"}, "DATABASE_URL is postgres://"),
        ({"DATABASE_URL": "postgres://u@h/n?tls=1"}, "DATABASE_URL has no option “tls”."),
        ({"DATABASE_URL": "postgres://u@h:port/n"}, "DATABASE_URL is postgres://"),
    ],
)
def test_a_database_that_cannot_be_is_refused(variables: dict[str, str], sentence: str) -> None:
    with pytest.raises(env.SettingProblem) as refusal:
        env.database(env.read(variables), KEY)
    assert str(refusal.value).startswith(sentence)


def test_postgresql_by_address_and_by_socket() -> None:
    plain = env.read({"DATABASE_URL": "postgres://ann:p%40ss@db:5433/panels?sslmode=require"})
    settings = env.database(plain, KEY)
    assert (settings["USER"], settings["PASSWORD"], settings["HOST"]) == ("ann", "p@ss", "db")
    assert (settings["NAME"], settings["PORT"]) == ("panels", "5433")
    assert settings["OPTIONS"] == {"sslmode": "require"}
    socket = env.read({"DATABASE_URL": "postgres:///panels?host=/run/pg"})
    assert env.database(socket, KEY)["HOST"] == "/run/pg"


@pytest.mark.parametrize("choice", ["post", "file:", "smtp://x", "smtp+tls://"])
def test_mail_that_cannot_be_is_refused(choice: str) -> None:
    with pytest.raises(env.SettingProblem, match=r"^CONFERRAL_MAIL is console, "):
        env.mail(env.read({"CONFERRAL_MAIL": choice}))


def test_mail_goes_out_over_tls() -> None:
    settings = env.mail(env.read({"CONFERRAL_MAIL": "smtp+tls://ann:pw@mail.example:587"}))
    assert settings["EMAIL_USE_TLS"] is True
    assert settings["EMAIL_HOST"] == "mail.example"
