"""What whoever runs the server does, on both databases: found, admit, seat, verify, mail."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from conferral.accounts.models import User
from conferral.audit import queries
from conferral.cli import ask
from conferral.cli.__main__ import main
from conferral.cli.init import first_roles
from conferral.cli.problems import Problem
from conferral.notices.models import Notice
from conferral.notices.outbox import tell
from conferral.partnerships.actors import actor_of
from conferral.partnerships.models import Membership, Panel
from conferral.protocol.files.loading import shipped
from conferral.protocol.permissions import Permission
from conferral.worker.mail import drain
from tests import make
from tests.protocol import tiny

FOUND = [
    "init",
    "--partnership=Harrowgate Quay",
    "--area=Harrowgate Quay",
    "--panel=Safety Panel",
    "--convenor=Lamp Court",
    "--coordinator=Ida Penn <ida@lamp.example>",
    "--chair=Sol Varley <sol@quay.example>",
    "--chair-agency=Quay Council",
]


@pytest.fixture
def panel(capsys) -> Panel:
    assert main(FOUND) == 0
    return Panel.objects.select_related("partnership").get(partnership__slug="harrowgate-quay")


def test_init_founds_a_panel_and_shows_each_password_once(capsys):
    assert main(FOUND) == 0
    said = capsys.readouterr().out
    passwords = dict(re.findall(r"signs in as (\S+) with (\S+)", said))
    for email, password in passwords.items():
        assert User.objects.get(email=email).check_password(password)
    assert set(passwords) == {"ida@lamp.example", "sol@quay.example"}
    edition = Panel.objects.get(slug="wesp").editions.get()
    assert edition.adopted_by != edition.seconded_by


@pytest.mark.parametrize("edition_id", sorted(shipped()))
def test_the_first_two_get_the_roles_that_their_edition_has_for_them(edition_id: str):
    assert main([*FOUND, f"--edition={edition_id}", "--panel-slug=ours"]) == 0
    seats = Membership.objects.filter(panel__slug="ours").order_by("pk")
    edition = seats[0].panel.editions.get().protocol
    granted = [edition.granted_to(seat.roles) for seat in seats]
    assert Permission.MEMBER_MANAGE in granted[0]
    assert Permission.ROOM_CHAIR in granted[1]
    assert [seat.seat for seat in seats] == ["staff", "other"]


def test_an_edition_in_which_nobody_chairs_founds_no_panel():
    with pytest.raises(Problem, match=r"No role of tiny/1 may manage members and agencies"):
        first_roles(tiny.edition())


def test_init_wants_two_people(capsys):
    alone = [*FOUND[:-2], "--chair=Ida Penn <ida@lamp.example>", FOUND[-1]]
    assert main(alone) == 2
    assert "adopted by two people" in capsys.readouterr().err
    assert not Panel.objects.exists()


def test_init_says_which_option_is_missing_where_nobody_can_answer(capsys):
    assert main(FOUND[:-1]) == 2
    assert "--chair-agency" in capsys.readouterr().err


def test_an_agency_sees_nothing_until_its_signature_is_noted(panel):
    today = timezone.now().date()
    seat = Membership.objects.get(panel=panel, roles=["coordinator"])
    assert "case.read" not in actor_of(seat, today).permissions
    signing = ["agency", "sign", "--partnership=harrowgate-quay", "--name=Lamp Court"]
    signing += ["--signatory=Ada Holt", "--signatory-role=Director", f"--on={today}"]
    assert main(signing) == 0
    assert "case.read" in actor_of(seat, today).permissions


def test_a_member_is_added_with_a_password_shown_once(panel, capsys):
    agency = ["--partnership=harrowgate-quay", "--name=Quay Police"]
    assert main(["agency", "add", *agency, "--kind=police", "--public-authority"]) == 0
    add = ["member", "add", "--panel=harrowgate-quay/wesp", "--agency=Quay Police"]
    add += ["--name=Una Bligh", "--email=Una@police.example", "--role=lead_member", "--seat=lead"]
    assert main(add) == 0
    assert "una@police.example with" in capsys.readouterr().out
    assert main(add) == 2
    assert "has a seat for Quay Police already" in capsys.readouterr().err
    assert queries.verify(panel.partnership_id).whole
    assert queries.lines(panel.partnership_id, most=1)[0].event == "member.seated"


@pytest.mark.parametrize(
    "change, words",
    [
        ("--panel=elsewhere/wesp", "There is no panel"),
        ("--agency=Nobody", "There is no agency"),
        ("--role=queen", "has no role “queen”"),
    ],
)
def test_a_member_of_nowhere_is_refused(panel, capsys, change, words):
    add = {"--panel": "harrowgate-quay/wesp", "--agency": "Lamp Court", "--role": "advocate"}
    name, _, value = change.partition("=")
    add[name] = value
    options = [f"{option}={value}" for option, value in add.items()]
    rest = ["--name=Una Bligh", "--email=una@lamp.example", "--seat=staff"]
    assert main(["member", "add", *options, *rest]) == 2
    assert words in capsys.readouterr().err
    assert not User.objects.filter(email="una@lamp.example").exists()


def test_a_person_is_written_with_name_and_address():
    assert ask.person(" Ida Penn  <Ida@lamp.example> ") == ask.Named("Ida Penn", "ida@lamp.example")
    with pytest.raises(Problem, match="Name <email>"):
        ask.person("ida@lamp.example")


def test_verify_holds_the_record_against_an_anchor(capsys):
    made = make.world()
    make.draft(made)
    anchor = queries.anchor(made.partnership.pk)
    verify = ["audit", "verify", "--partnership=eastmarsh"]
    assert main([*verify, f"--anchor={anchor.seq}:{anchor.mac}"]) == 0
    assert main([*verify, f"--anchor={anchor.seq}:{'0' * 64}"]) == 1
    assert main([*verify, f"--anchor={anchor.seq + 5}:{anchor.mac}"]) == 1
    assert main([*verify, "--anchor=seven"]) == 2
    assert main(["audit", "verify", "--partnership=westmarsh"]) == 2
    assert "Known are: eastmarsh" in capsys.readouterr().err


@pytest.fixture
def waiting() -> make.World:
    made, now = make.world(), timezone.now() - timedelta(hours=1)
    users = [made.users["member"].pk, made.users["housing"].pk]
    for event in ("papers.circulated", "minutes.issued"):
        tell(users, event, subject="x" * 22, partnership_id=made.partnership.pk, at=now)
    return made


def test_each_person_gets_one_hint_that_says_nothing(waiting):
    assert main(["worker", "--once"]) == 0
    assert sorted(message.to[0] for message in mail.outbox) == [
        "housing@eastmarsh.example",
        "member@eastmarsh.example",
    ]
    assert len({(message.subject, message.body) for message in mail.outbox}) == 1
    said = mail.outbox[0].subject + mail.outbox[0].body
    for word in ("Eastmarsh", "WESP", "papers", "Panel", "http"):
        assert word not in said
    assert drain(timezone.now()).mailed == 0


def test_a_mail_that_fails_is_tried_again_later(waiting, monkeypatch):
    def fail(_message: object) -> None:
        raise ConnectionRefusedError("the words of a mail server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    assert main(["worker", "--once"]) == 1
    notice = Notice.objects.first()
    assert notice.attempts == 1
    assert notice.last_error == "ConnectionRefusedError"
    assert notice.mail_due_at > timezone.now()
