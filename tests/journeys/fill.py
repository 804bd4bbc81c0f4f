"""Fill the journeys' own database: one partnership by legal means, with its agencies and people.

Run in a process of its own, with CONFERRAL_DATA and CONFERRAL_DEMO in the environment.
"""

import os
import sys
from pathlib import Path

PASSWORD = "lantern-house-upstairs-room"


def main() -> None:
    """Make the key, the tables and the world."""
    from conferral.vault import keyfile

    keyfile.create(Path(os.environ["CONFERRAL_DATA"]) / "conferral.key")
    os.environ["DJANGO_SETTINGS_MODULE"] = "conferral.config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tests import make

    world = make.world()
    make.meeting(world)
    member = world.users["member"]
    member.set_password(PASSWORD)
    member.save()


if __name__ == "__main__":
    sys.exit(main())
