"""Fill the journeys' own database: one partnership by legal means, with its agencies and people.

Run in a process of its own, with CONFERRAL_DATA and CONFERRAL_DEMO in the environment; the name
of a scene says how far its cases have come.
"""

import os
import sys
from pathlib import Path

PASSWORD = "lantern-house-upstairs-room"
NAMES = {
    "coordinator": "Ines Calloway",
    "chair": "Hazel Marlowe",
    "member": "Kit Larkspur",
    "housing": "Adaeze Field",
    "police": "Tom Birchall",
    "deputy": "Ruth Amory",
    "minute_taker": "Orla Penrose",
    "observer": "Jude Farrow",
    "steering": "Priya Lund",
    "governance": "Edda Holm",
    "guest": "Moss Tiller",
}
GUEST = {"agency": "Saltings Night Shelter", "kind": "housing", "roles": ["guest"], "seat": "guest"}


def main(scene: str = "planned") -> None:
    """Make the key, the tables and the world."""
    from conferral.vault import keyfile

    keyfile.create(Path(os.environ["CONFERRAL_DATA"]) / "conferral.key")
    os.environ["DJANGO_SETTINGS_MODULE"] = "conferral.config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tests import make

    world = make.world(signed=False)
    make.seated(world, "guest", **GUEST)  # type: ignore[arg-type]
    make.sign_agreement(world)
    for who, name in NAMES.items():
        world.users[who].name = name
        world.users[who].save()
    world.users["member"].set_password(PASSWORD)
    world.users["member"].save()
    if scene == "in_session":
        make.draft(world)
        make.submitted(world, "police", name="Sorrel Finch")
        make.in_session(world)
    else:
        make.meeting(world)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
