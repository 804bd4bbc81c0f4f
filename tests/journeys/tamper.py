"""Change one byte of one entry of the record, as somebody with the key and the file might."""

import os
import sys


def main(number: str) -> None:
    """Change the entry of that number behind the application's back."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "conferral.config.settings"
    import django
    from django.db import connection

    django.setup()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_entry_no_update")
        cursor.execute("SELECT event FROM audit_entry WHERE scope > 0 AND seq = %s", [number])
        event = cursor.fetchone()[0]
        changed = event[:-1] + chr(ord(event[-1]) ^ 1)
        cursor.execute(
            "UPDATE audit_entry SET event = %s WHERE scope > 0 AND seq = %s", [changed, number]
        )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
