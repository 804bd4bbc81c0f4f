"""`conferral init`: a new installation, with its key, its database and its first panel."""

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from conferral.cli import start
from conferral.cli.ask import Named, answer, person, slug_of
from conferral.cli.member import one_time_password, print_password
from conferral.cli.problems import Problem
from conferral.cli.protocol.editions import edition_of, folder_of
from conferral.protocol.files.loading import read_folder, samples
from conferral.protocol.permissions import Permission

if TYPE_CHECKING:
    from datetime import datetime

    from conferral.accounts.models import User
    from conferral.partnerships.models import Panel
    from conferral.protocol.edition import Edition

QUESTIONS = (
    ("partnership", "What is the partnership called", "Eastmarsh Partnership"),
    ("area", "Which area does it serve", "Eastmarsh"),
    ("panel", "What is the panel called", "Women’s Exploitation and Safety Panel"),
    ("convenor", "Which agency convenes it", "Lantern House"),
    ("coordinator", "Who coordinates it, as Name <email>", ""),
    ("chair", "Who chairs it, as Name <email>", ""),
    ("chair-agency", "For which agency does the chair sit", ""),
)


def add_to(commands: Any) -> None:
    """Describe the command."""
    command = commands.add_parser("init", help="make a new installation and its first panel")
    for option, question, example in QUESTIONS:
        command.add_argument(f"--{option}", help=f"{question} ({example})" if example else question)
    command.add_argument(
        "--edition", default="wesp/1", help="the edition to adopt, an id or a folder (wesp/1)"
    )
    command.add_argument("--nation", default="ENG", choices=["ENG", "WLS", "SCT", "NIR"])
    command.add_argument("--panel-slug", default="", help="the panel’s name in addresses (wesp)")
    command.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """Ask everything first, so that nothing is half made; then make it all."""
    edition = edition_of(asked.edition)  # an edition with a mistake is refused before all else
    if asked.edition in samples():
        raise Problem(f"{asked.edition} is an example for authors; name an edition of your own.")
    said = {option: answer(asked, option, *rest) for option, *rest in QUESTIONS}
    coordinator, chair = person(said["coordinator"]), person(said["chair"])
    if coordinator.email == chair.email:
        raise Problem("An edition is adopted by two people, so the chair is somebody else.")
    roles = first_roles(edition)  # and so is one that has no role for the two
    make_key_and_tables()
    slug = asked.panel_slug or slug_of(edition.abbreviation)
    panel = make_panel(said, asked, slug, coordinator, chair, roles, edition.id)
    print(f"{panel.name} is ready at /{panel.partnership.slug}/{panel.slug}/.")
    print("Nobody sees a case before `conferral agency sign` notes her agency’s signature.")
    print("Then: `conferral agency add`, `conferral member add`, `conferral serve`.")
    return 0


def first_roles(edition: "Edition") -> tuple[str, str]:
    """The roles of the first two people: who manages members, and who chairs.

    Of several roles that may, it is the one that is there for little else.
    """
    found = []
    for permission in (Permission.MEMBER_MANAGE, Permission.ROOM_CHAIR):
        roles = sorted(edition.roles_that_may(permission), key=lambda role: len(role.may))
        if not roles:
            raise Problem(f"No role of {edition.id} may {permission.phrase}: nobody could begin.")
        found.append(roles[0].id)
    return found[0], found[1]


def make_key_and_tables() -> None:
    """Make the key file where there is none, and the tables where the database is empty or ours."""
    import os

    from conferral.config import env
    from conferral.vault import keyfile

    environment = env.read(os.environ)
    env.database(environment, b"")  # a DATABASE_URL that cannot be read is refused before all else
    environment.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not environment.key_file.exists():
        insist_on_no_database(environment.data / "conferral.sqlite", bool(environment.database_url))
        keyfile.create(environment.key_file)
        print(f"The key is at {environment.key_file}. Keep a copy: nothing opens without it.")
    start.with_settings()
    start.migrate()


def insist_on_no_database(file: Any, elsewhere: bool) -> None:
    """A new key cannot open an old database, so none is made beside one."""
    if file.exists() and not elsewhere:
        raise Problem(
            f"There is a database at {file} and no key file. Put its key file back, or name "
            "another folder in CONFERRAL_DATA; nothing was changed."
        )


def make_panel(
    said: dict[str, str], asked: Namespace, slug: str, coordinator: Named, chair: Named,
    roles: tuple[str, str], edition_id: str,
) -> "Panel":  # fmt: skip
    """Found the partnership, seat the first two people, and adopt the edition on their word."""
    from django.db import transaction
    from django.utils import timezone

    from conferral.access.localtime import local_day
    from conferral.accounts.models import User
    from conferral.partnerships import founding
    from conferral.partnerships.models import Partnership

    now = timezone.now()
    partnership_slug = slug_of(said["partnership"])
    if Partnership.objects.filter(slug=partnership_slug).exists():
        raise Problem(f"There is a partnership “{partnership_slug}” already; choose another name.")
    passwords = {each: one_time_password() for each in (coordinator, chair)}
    files = read_folder(folder_of(asked.edition))
    with transaction.atomic():
        panel = founding.found(
            slug=partnership_slug, name=said["partnership"], area=said["area"],
            nation=asked.nation, now=now,
            panel={"slug": slug, "name": said["panel"], "convenor": said["convenor"]},
        )  # fmt: skip
        today = local_day(now)
        founding.agree_text(panel.partnership, review_due_on=in_a_year(today), now=now)
        users: list[User] = []
        for who, role, agency, convenes in (
            (coordinator, roles[0], said["convenor"], True),
            (chair, roles[1], said["chair-agency"], False),
        ):
            users.append(User.objects.create_user(who.email, who.name, passwords[who]))
            seat_first(panel, users[-1], role=role, agency=agency, convenes=convenes, today=today,
                       now=now)  # fmt: skip
        founding.adopt(
            panel, edition_id=edition_id, files=files, in_force_from=today,
            by=users[0], seconded_by=users[1], now=now,
        )  # fmt: skip
    for who, password in passwords.items():
        print_password(who, password)
    return panel


def seat_first(
    panel: "Panel", user: "User", *, role: str, agency: str, convenes: bool, today: date,
    now: "datetime",
) -> None:  # fmt: skip
    """Seat one of the first two, for an agency that is admitted with her."""
    from conferral.partnerships import founding
    from conferral.partnerships.models import Agency, Membership

    body = Agency.objects.filter(partnership=panel.partnership, name=agency).first()
    if body is None:
        kind = Agency.Kind.CHARITY if convenes else Agency.Kind.COUNCIL
        body = founding.admit(panel.partnership, name=agency, kind=kind, now=now)
    place = Membership.Seat.STAFF if convenes else Membership.Seat.OTHER
    founding.seat(
        panel, user, agency=body, roles=[role], place=place, from_on=today, now=now
    )  # fmt: skip


def in_a_year(day: date) -> date:
    """The same day next year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
